"""What an ownership picture shows, told in words, which is all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode

from soegraph.draw.ownership import ABOVE, BELOW, Ownership
from soegraph.draw.picture import Wish
from soegraph.draw.tell import told
from soegraph.draw.words import WORDS
from soegraph.errors import QueryError
from soegraph.graph.layers import FLAT
from soegraph.graph.terms import soe
from soegraph.query.entities import short
from soegraph.store import OxigraphStore

from ..graph.made import Said, company, said
from .made import FUND, GROUP, HOLDINGS, MINE, OWNERS, STEEL, TOP, shown, stored


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return stored([*OWNERS, *HOLDINGS])


def tree(store: OxigraphStore, wish: Wish | None = None) -> Ownership:
    picture = shown(store, GROUP, wish)
    assert isinstance(picture, Ownership)
    return picture


def lines(picture: Ownership) -> set[tuple[str, str]]:
    names = {box.key: box.name for box in picture.boxes}
    return {(names[line.upper], names[line.lower]) for line in picture.lines}


def test_all_of_it_in_english(store: OxigraphStore) -> None:
    assert told(tree(store), WORDS["en"]).splitlines() == [
        "Ownership and control: Group Co.",
        "Fund Co holds a stake in Group Co: 12.5 % (2020-06).",
        "Top Co holds a stake in Group Co: 60 % (2021).",
        "State Assets Commission supervises Top Co.",
        "Steel Co is a subsidiary of Group Co: 70 % (2022-03-01).",
        "Mine Co is a subsidiary of Group Co.",
        "Steel Co holds a stake in Mine Co: ? % (2023-07-01).",
        "Group Co is inferred to be controlled by Top Co.",
        "Group Co is inferred to control Steel Co, Mine Co.",
    ]


def test_names_and_words_in_chinese(store: OxigraphStore) -> None:
    assert told(tree(store, Wish(language="zh")), WORDS["zh"]).splitlines()[:4] == [
        "Group Co的股权与控制关系。",
        "Fund Co持有Group Co的股份：12.5 % (2020-06)。",
        "Top Co持有Group Co的股份：60 % (2021)。",
        "国资委监管Top Co。",
    ]


def test_a_majority_is_told_from_what_is_stated(store: OxigraphStore) -> None:
    found = {(line.upper, line.relation): line.majority for line in tree(store).lines}
    assert found[short(TOP.iri), "holdsStakeIn"]
    assert not found[short(FUND.iri), "holdsStakeIn"]
    assert not found[short(GROUP.iri), "subsidiaryOf"]


def test_inferred_control_is_that_of_the_rules(store: OxigraphStore) -> None:
    control = soe("controlledBy")
    group = NamedNode(GROUP.iri)
    up = {
        short(str(q.object.value))
        for q in store.quads(group, control, None, FLAT)
        if isinstance(q.object, NamedNode)
    }
    down = {
        short(q.subject.value)
        for q in store.quads(None, control, group, FLAT)
        if isinstance(q.subject, NamedNode)
    }
    boxes = tree(store).boxes
    assert {box.key for box in boxes if box.control == ABOVE} == up != set()
    assert {box.key for box in boxes if box.control == BELOW} == down != set()


def test_the_depth_ends_a_picture_and_what_is_below_is_counted() -> None:
    store = stored([said(STEEL, "subsidiaryOf", GROUP), said(MINE, "subsidiaryOf", STEEL)])
    picture = tree(store, Wish(depth=1))
    assert lines(picture) == {("Group Co", "Steel Co")}
    assert {box.name: box.hidden for box in picture.boxes} == {"Group Co": 0, "Steel Co": 1}
    assert told(picture, WORDS["en"]).endswith("Steel Co: 1 more below.")


def many(relation: str = "subsidiaryOf") -> list[Said]:
    return [said(company(f"unit-{n}", f"Unit {n}"), relation, GROUP) for n in range(1, 8)]


def test_of_many_children_the_rest_is_counted() -> None:
    largest = said(GROUP, "holdsStakeIn", company("unit-7", "Unit 7"), percent="90")
    picture = tree(stored([*many(), largest]), Wish(most=2))
    assert lines(picture) == {("Group Co", "Unit 7"), ("Group Co", "Unit 1"), ("Group Co", "and 5 more")}


def test_of_many_owners_the_rest_is_counted() -> None:
    picture = tree(stored(many("holdsStakeIn")), Wish(most=2))
    assert lines(picture) == {("Unit 1", "Group Co"), ("Unit 2", "Group Co"), ("and 5 more", "Group Co")}


def test_above_the_owners_stand_only_those_who_control_them() -> None:
    small, large = (
        said(FUND, "holdsStakeIn", TOP, percent="5"),
        said(STEEL, "holdsStakeIn", TOP, percent="95"),
    )
    store = stored([said(TOP, "holdsStakeIn", GROUP, percent="5"), small, large])
    assert lines(tree(store)) == {("Top Co", "Group Co"), ("Steel Co", "Top Co")}


def test_a_loop_is_shown_as_it_is_stated() -> None:
    store = stored([said(STEEL, "subsidiaryOf", GROUP), said(STEEL, "holdsStakeIn", GROUP, percent="3")])
    assert lines(tree(store)) == {("Group Co", "Steel Co"), ("Steel Co", "Group Co")}


def test_as_of_a_day_what_had_ended_is_left_out_and_doubt_is_told() -> None:
    over = said(MINE, "subsidiaryOf", GROUP, end="2019")
    store = stored([said(STEEL, "subsidiaryOf", GROUP), over])
    picture = tree(store, Wish(day="2024"))
    assert told(picture, WORDS["en"]).splitlines() == [
        "Ownership and control: Group Co, as of 2024.",
        "Possibly: Steel Co is a subsidiary of Group Co.",
        "Possibly: Group Co is inferred to control Steel Co.",
    ]
    assert [line.holds for line in picture.lines] == ["possible"]


def test_control_is_as_sure_as_the_least_sure_tie_of_the_surest_way() -> None:
    sure = {"start": "2020", "end": "2030"}
    ways = [
        said(STEEL, "subsidiaryOf", GROUP, **sure),
        said(MINE, "subsidiaryOf", STEEL, start="2020"),
        said(MINE, "subsidiaryOf", GROUP),
    ]
    doubtful = {box.key: box.holds for box in tree(stored(ways), Wish(day="2024")).boxes if box.control}
    assert doubtful == {"organisation/steel": "certain", "organisation/mine": "possible"}
    certain = tree(stored([*ways, said(MINE, "subsidiaryOf", STEEL, **sure)]), Wish(day="2024"))
    assert {box.holds for box in certain.boxes if box.control} == {"certain"}
    assert {box.holds for box in tree(stored(ways)).boxes} == {""}


def test_several_sizes_make_a_range() -> None:
    stakes = [
        said(TOP, "holdsStakeIn", GROUP, percent=size, asOf=day)
        for size, day in (("60", "2020"), ("70", "2024"))
    ]
    store = stored(stakes)
    assert [line.label for line in tree(store).lines] == ["70 % (2024)"]
    assert [line.label for line in tree(store, Wish(day="2022")).lines] == ["60–70 % (2020–2024)"]


def test_an_organisation_without_ties_has_a_board_or_nothing() -> None:
    store = stored([said(MINE, "partnersWith", STEEL)])
    with pytest.raises(QueryError, match=r"nothing to draw: .*organisation/mine as of 2024 that"):
        shown(store, MINE, Wish(day="2024"))
    with pytest.raises(QueryError, match=r"organisation/mine from what was published by 2010 that"):
        shown(store, MINE, Wish(known="2010"))


def test_what_no_picture_suits_is_told_which_there_are(store: OxigraphStore) -> None:
    with pytest.raises(
        QueryError, match="is of the class Enterprise: there are pictures of ownership of Organisation"
    ):
        shown(store, GROUP, replace(Wish(), picture="career"))
