"""What a text only plans, denies or passes on."""

from collections.abc import Callable

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
