"""What a text only plans, denies or passes on."""

from collections.abc import Callable
from pathlib import Path

import pytest

Said = Callable[..., set[str]]
CLAIM = "Zinco Group produces copper"


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Zinco Group produces copper.", "asserted"),
        ("Zinco Group will produce copper.", "planned"),
        ("Zinco Group is expected to produce copper.", "planned"),
        ("If Zinco Group produces copper, prices will fall.", "planned"),
        ("Zinco Group never produces copper.", "denied"),
        ("Zinco Group no longer produces copper.", "denied"),
        ("Zinco Group refused to produce copper.", "denied"),
        ("Zinco Group allegedly produces copper.", "rumoured"),
    ],
)
def test_a_cue_counts_for_its_clause(said: Said, sentence: str, modality: str) -> None:
    assert CLAIM in said(sentence, modality)


def test_an_apposition_is_stated_whatever_the_clause_plans(said: Said) -> None:
    text = "Zinco Mining, a unit of Zinco Group, may produce copper."
    assert said(text) == {"Zinco Mining subsidiaryOf Zinco Group"}


def test_a_cue_ends_with_its_clause(said: Said) -> None:
    text = "Zinco Group plans to open a mine. It produces copper."
    assert CLAIM in said(text)


@pytest.mark.parametrize(
    "sentence", Path(__file__).with_name("english_traps.txt").read_text(encoding="utf-8").splitlines()
)
def test_a_trap_states_no_fact(said: Said, sentence: str) -> None:
    assert said(sentence) == set()


def test_what_only_held_once_is_no_fact_but_a_former_name_or_post_is(said: Said) -> None:
    assert said("Zinco Group formerly owned 30 percent of Ordos Zinc Co.") == set()
    assert said("Li Xiaoming used to be chairman of Zinco Group.") == {
        "Li Xiaoming holdsPost Zinco Group role=chair status=former"
    }
    assert said("Zinco Group was called Ordos Zinc Co. until 2004.") == {
        "Zinco Group formerName Ordos Zinc Co."
    }


def test_a_possession_is_taken_for_granted_unless_the_clause_tells_of_it(said: Said) -> None:
    assert said("Zinco Group's subsidiary Ordos Zinc Co. may close down.") == {
        "Ordos Zinc Co. subsidiaryOf Zinco Group"
    }
    assert said("Zinco Group may move its headquarters to Wuhan.") == set()
