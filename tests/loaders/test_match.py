"""One sentence for each relation, and the sentences that must not state it."""

from collections.abc import Callable

import pytest

from soegraph import schema
from soegraph.loaders.english import match

Said = Callable[..., set[str]]

STATED = {
    "subsidiaryOf": (
        "Zinco Mining is a subsidiary of Zinco Group.",
        {"Zinco Mining subsidiaryOf Zinco Group"},
    ),
    "holdsStakeIn": (
        "Zinco Group owns 51 percent of Ordos Zinc Co.",
        {"Zinco Group holdsStakeIn Ordos Zinc Co. percent=51"},
    ),
    "holdsPost": (
        "Li Xiaoming is chairman of Zinco Group.",
        {"Li Xiaoming holdsPost Zinco Group role=chair"},
    ),
    "supervisedBy": (
        "Zinco Group is supervised by the Ministry of Commerce.",
        {"Zinco Group supervisedBy Ministry of Commerce"},
    ),
    "headquarteredIn": ("Zinco Group is headquartered in Wuhan.", {"Zinco Group headquarteredIn Wuhan"}),
    "locatedIn": ("The Heishan mine lies in Sichuan.", {"Heishan mine locatedIn Sichuan"}),
    "operates": ("Zinco Group operates the Heishan mine.", {"Zinco Group operates Heishan mine"}),
    "produces": ("Zinco Mining produces copper.", {"Zinco Mining produces copper"}),
    "pursuesPlan": (
        "Zinco Group is drafting its 15th Five-Year Plan.",
        {"Zinco Group pursuesPlan 15th Five-Year Plan"},
    ),
    "planStart": (
        "The 14th Five-Year Plan begins in 2021.",
        {"14th Five-Year Plan planStart 2021"},
    ),
    "planEnd": ("The 14th Five-Year Plan ends in 2025.", {"14th Five-Year Plan planEnd 2025"}),
    "convenes": (
        "Zinco Group held its third annual work meeting on 5 March 2024.",
        {"Zinco Group convenes third annual work meeting date=2024-03-05 ordinal=3 year=2024"},
    ),
    "chairs": (
        "Li Xiaoming chaired the annual work meeting.",
        {"Li Xiaoming chairs annual work meeting"},
    ),
    "attends": (
        "Wang Weidong attended the annual work meeting.",
        {"Wang Weidong attends annual work meeting"},
    ),
    "foundedBy": ("Ordos Zinc Co. was founded by Zinco Group.", {"Ordos Zinc Co. foundedBy Zinco Group"}),
    "foundedOn": ("Zinco Group was established in May 1998.", {"Zinco Group foundedOn 1998-05"}),
    "formerName": (
        "Zinco Group (formerly Wuhu Smelting Works) is growing.",
        {"Zinco Group formerName Wuhu Smelting Works"},
    ),
    "mergedInto": ("Ordos Zinc Co. was merged into Zinco Group.", {"Ordos Zinc Co. mergedInto Zinco Group"}),
    "partnersWith": (
        "Zinco Group signed a cooperation agreement with Wuhu Steel Group.",
        {"Zinco Group partnersWith Wuhu Steel Group"},
    ),
    "listedOn": (
        "Zinco Mining is listed on the Shanghai Stock Exchange under the ticker 600999.",
        {"Zinco Mining listedOn Shanghai Stock Exchange ticker=600999"},
    ),
    "unitOf": (
        "The Party Committee of Zinco Group met.",
        {"Party Committee of Zinco Group unitOf Zinco Group"},
    ),
}


def test_every_relation_has_its_sentence() -> None:
    assert set(STATED) == set(schema.load().relations)


@pytest.mark.parametrize(("sentence", "expected"), STATED.values(), ids=STATED)
def test_a_plain_sentence_states_its_relation(said: Said, sentence: str, expected: set[str]) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "modality", "claim"),
    [
        ("Zinco Group plans to acquire Ordos Zinc Co.", "planned", "Ordos Zinc Co. subsidiaryOf Zinco Group"),
        (
            "Zinco Group may buy 20 percent of Ordos Zinc Co.",
            "planned",
            "Zinco Group holdsStakeIn Ordos Zinc Co. percent=20",
        ),
        ("Zinco Group does not produce copper.", "denied", "Zinco Group produces copper"),
        (
            "Zinco Group denied that it owns 51 percent of Ordos Zinc Co.",
            "denied",
            "Zinco Group holdsStakeIn Ordos Zinc Co. percent=51",
        ),
        (
            "Zinco Group reportedly owns 51 percent of Ordos Zinc Co.",
            "rumoured",
            "Zinco Group holdsStakeIn Ordos Zinc Co. percent=51",
        ),
    ],
)
def test_what_is_not_asserted_is_kept_apart(said: Said, sentence: str, modality: str, claim: str) -> None:
    assert said(sentence, modality) == {claim}
    assert said(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Zinco Group has no plan to merge with Ordos Zinc Co.",
        "Zinco Group and Wuhu Steel Group publish their figures in March.",
        "Copper prices rose in Wuhan.",
    ],
)
def test_nothing_is_read_into_other_sentences(said: Said, sentence: str) -> None:
    assert said(sentence) == set()


def test_passive_and_active_say_the_same(said: Said) -> None:
    assert said("Copper is produced by Zinco Mining.") == {"Zinco Mining produces Copper"}


def test_a_list_is_read_name_by_name(said: Said) -> None:
    text = "Zinco Group has three subsidiaries, Zinco Mining, Ordos Zinc Co. and Wuhu Smelting Co."
    assert said(text) == {
        "Zinco Mining subsidiaryOf Zinco Group",
        "Ordos Zinc Co. subsidiaryOf Zinco Group",
        "Wuhu Smelting Co. subsidiaryOf Zinco Group",
    }


def test_two_posts_share_their_organisation(said: Said) -> None:
    assert said("Li Xiaoming is chairman and party secretary of Zinco Group.") == {
        "Li Xiaoming holdsPost Zinco Group role=chair",
        "Li Xiaoming holdsPost Zinco Group role=party-secretary",
    }


def test_a_former_post_is_a_former_post(said: Said) -> None:
    text = "Li Xiaoming, former chairman of Zinco Group, spoke to reporters."
    assert said(text) == {"Li Xiaoming holdsPost Zinco Group role=chair status=former"}


def test_an_appointment_gives_the_start_of_the_post(said: Said) -> None:
    text = "Li Xiaoming was appointed chairman of Zinco Group in May 2021."
    assert said(text) == {"Li Xiaoming holdsPost Zinco Group role=chair start=2021-05 status=appointed"}


def test_a_replacement_is_two_changes_of_post(said: Said) -> None:
    assert said("Li Xiaoming replaced Wang Weidong as chairman of Zinco Group.") == {
        "Li Xiaoming holdsPost Zinco Group role=chair status=appointed",
        "Wang Weidong holdsPost Zinco Group role=chair status=removed",
    }


def test_the_period_in_brackets_is_that_of_the_plan(said: Said) -> None:
    assert said("The 14th Five-Year Plan (2021-2025) set the course.") == {
        "14th Five-Year Plan planStart 2021",
        "14th Five-Year Plan planEnd 2025",
    }


def test_a_code_in_brackets_is_a_listing(said: Said) -> None:
    assert "Zinco Mining listedOn SSE ticker=600999" in said("Zinco Mining (SSE: 600999) is growing.")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Zinco Group (Shanghai Stock Exchange: 600999) is growing.",
            "Zinco Group listedOn Shanghai Stock Exchange ticker=600999",
        ),
        (
            "Zinco Group said that the reserve would be run by its subsidiary, Ordos Zinc Co.",
            "Ordos Zinc Co. subsidiaryOf Zinco Group",
        ),
        ("Ordos Zinc Co. is a listed company under Zinco Group.", "Ordos Zinc Co. subsidiaryOf Zinco Group"),
        ("The Heishan mine, in Sichuan, has been reopened.", "Heishan mine locatedIn Sichuan"),
        (
            "Zinco Group has resigned itself to it. The world's largest supplier of tungsten says no more.",
            "Zinco Group produces tungsten",
        ),
        (
            "Zinco Group held an extraordinary shareholders' meeting.",
            "Zinco Group convenes extraordinary shareholders' meeting",
        ),
    ],
)
def test_what_papers_say_in_passing(said: Said, text: str, claim: str) -> None:
    assert claim in said(text)


def test_more_pairs_than_one_verb_can_mean_are_no_claims(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match, "_CROWD", 1)
    assert said("Zinco Mining produces copper.") == {"Zinco Mining produces copper"}
    assert said("Zinco Mining and Ordos Steel produce copper.") == set()
