"""What a picture of posts shows: bars that claim no more than the bounds of tenures say."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soegraph import names
from soegraph.draw.board import Bar, Board, Stretch, bar, closes, opens
from soegraph.draw.picture import Wish
from soegraph.draw.tell import told
from soegraph.draw.words import WORDS
from soegraph.graph.validity import Bounds, answer, excluded_by_others
from soegraph.store import OxigraphStore

from .made import GROUP, LI, POSTS, shown, stored

DAYS = [
    f"{year}-{month}-{day}"
    for year, month, day in product(range(2019, 2024), ("01", "06", "12"), ("01", "15", "31"))
]
ENGLISH = WORDS["en"]

moments = st.sampled_from(["", *(day[:size] for day in DAYS for size in (4, 7, 10))])


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    """Make the bounds of one term, in order."""
    start, seen, last, end = sorted(draw(st.lists(moments, min_size=4, max_size=4)))
    left = draw(moments)
    return Bounds(start, seen, last, left if left > last else "", end)


def drawn_at(drawn: Bar, day: str) -> str | None:
    """Return what a bar shows of a day: certain, possible, or None."""
    middle = (opens(day) + closes(day)) / 2
    if drawn.certain and drawn.certain.begin < middle < drawn.certain.end:
        return "certain"
    assert drawn.possible
    after = drawn.open_before or drawn.possible.begin < middle
    before = drawn.open_after or middle < drawn.possible.end
    return "possible" if after and before else None


@given(
    bounds().filter(lambda known: known != Bounds()), st.lists(bounds(), max_size=2), st.sampled_from(DAYS)
)
def test_a_bar_shows_of_every_day_what_a_query_would_answer(
    known: Bounds, others: list[Bounds], day: str
) -> None:
    right = None if excluded_by_others(known, others, day) else answer(known, day)
    assert drawn_at(bar("key", "name", known, others, ENGLISH), day) == right


def test_what_was_seen_once_is_open_on_both_sides() -> None:
    drawn = bar("x", "Li Qi", Bounds(seen="2021-03-05", last="2021-03-05"), [], ENGLISH)
    assert (drawn.certain, drawn.open_before, drawn.open_after) == (drawn.possible, True, True)
    assert drawn.told == "in office 2021-03-05"


def test_in_a_year_that_is_all_that_is_known_no_day_is_certain() -> None:
    drawn = bar("x", "Li Qi", Bounds(seen="2021", last="2021"), [], ENGLISH)
    assert (drawn.certain, drawn.sighting) == (None, Stretch(2021, 2022))


def test_a_successor_ends_what_is_possible_when_the_latest_day_of_taking_over_is_past() -> None:
    drawn = bar("x", "Li Qi", Bounds(seen="2010", last="2011"), [Bounds(start="2015")], ENGLISH)
    assert drawn.possible == Stretch(2010, 2016)
    assert (drawn.open_before, drawn.open_after) == (True, False)


def test_no_date_no_bar() -> None:
    assert bar("x", "Li Qi", Bounds(), [], ENGLISH) == Bar("x", "Li Qi", "no date in the sources")


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return stored(POSTS)


def lines(store: OxigraphStore, entity: str, wish: Wish) -> list[str]:
    return told(shown(store, entity, wish), WORDS[wish.language]).splitlines()


def test_the_board_of_an_organisation_by_role(store: OxigraphStore) -> None:
    assert lines(store, GROUP.iri, Wish(picture="board")) == [
        "Posts in Group Co.",
        "chair.",
        "Li Qi: started on 2018-07, ended on 2020-07-01.",
        "Wang Wu: started on 2020-07-01, last seen in office 2023-07-01.",
        "director.",
        "Wang Wu: in office 2023-07-01.",
    ]


def test_the_holders_of_a_role_by_organisation(store: OxigraphStore) -> None:
    assert lines(store, names.thing("role", "director"), Wish()) == [
        "director: who held the post.",
        "Group Co.",
        "Wang Wu: in office 2023-07-01.",
    ]


def test_the_career_of_a_person_in_chinese(store: OxigraphStore) -> None:
    assert lines(store, LI.iri, Wish(language="zh")) == [
        "Li Qi的任职经历。",
        "Group Co。",
        "董事长：开始日期 2018-07，结束日期 2020-07-01。",
    ]


def test_as_of_a_day_only_those_who_may_have_been_in_office(store: OxigraphStore) -> None:
    picture = shown(store, GROUP, Wish(picture="board", day="2019"))
    assert isinstance(picture, Board)
    assert [(group.name, [bar.name for bar in group.bars]) for group in picture.groups] == [
        ("chair", ["Li Qi"]),
        ("director", ["Wang Wu"]),
    ]
    assert picture.asked == Stretch(2019, 2020)
