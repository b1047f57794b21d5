"""The paths from an enterprise up to its owners."""

from __future__ import annotations

from pyoxigraph import NamedNode

from soegraph.graph import Graph
from soegraph.names import slug_of
from soegraph.query.control import control
from soegraph.store import OxigraphStore, Term

from ..graph.made import SASAC, Said, article, company, foundation, said

MINE, GROUP, TOP = company("mine", "Mine Co"), company("group", "Group Co"), company("top", "Top Co")
OWNED = said(MINE, "subsidiaryOf", GROUP)


def paths(day: str | None, *claims: tuple[str, Said]) -> list[tuple[str, ...]]:
    """Return step, relation, controller and the four shares of each row; first the answer, if a day is asked."""
    store = OxigraphStore()
    told = [article(f"a{n}", claim, published=when) for n, (when, claim) in enumerate(claims)]
    Graph(store, foundation()).load(told)
    rows = control(store, NamedNode(MINE.iri), day)
    named = ("holds",) if day else ()
    wanted = (*named, "step", "relation", "controller", "least", "most", "leastAbove", "mostAbove")
    cells = [dict(zip(rows.variables, row, strict=True)) for row in rows.rows]
    return [tuple(_short(row[name]) for name in wanted) for row in cells]


def _short(term: Term | None) -> str:
    assert not isinstance(term, type(None))
    return (
        slug_of(term.value).rpartition("#")[2] if isinstance(term, NamedNode) else getattr(term, "value", "")
    )


def test_shares_multiply_on_the_way_up() -> None:
    found = paths(
        None,
        ("2024", OWNED),
        ("2024", said(GROUP, "holdsStakeIn", MINE, percent="60")),
        ("2024", said(TOP, "holdsStakeIn", GROUP, percent="51")),
    )
    assert found == [
        ("1", "subsidiaryOf", "group", "60", "60", "60", "60"),
        ("2", "holdsStakeIn", "top", "51", "51", "30.6", "30.6"),
    ]


def test_a_subsidiary_of_unknown_size_is_half_to_all() -> None:
    found = paths(None, ("2024", OWNED), ("2024", said(GROUP, "subsidiaryOf", TOP)))
    assert [row[3:] for row in found] == [("50", "100", "50", "100"), ("50", "100", "25", "100")]


def test_supervision_ends_the_path_and_passes_on_the_whole() -> None:
    found = paths(None, ("2024", OWNED), ("2024", said(GROUP, "supervisedBy", SASAC)))
    assert found[-1] == ("2", "supervisedBy", "sasac", "100", "100", "50", "100")


def test_the_latest_size_counts() -> None:
    found = paths(
        None,
        ("2020", said(GROUP, "holdsStakeIn", MINE, percent="60", asOf="2020")),
        ("2024", said(GROUP, "holdsStakeIn", MINE, percent="70", asOf="2024")),
    )
    assert [row[3:5] for row in found] == [("70", "70")]


def test_as_of_a_day_the_sizes_that_may_have_held_make_a_range() -> None:
    stakes = (
        ("2020", said(GROUP, "holdsStakeIn", MINE, percent="60", asOf="2020")),
        ("2024", said(GROUP, "holdsStakeIn", MINE, percent="70", asOf="2024")),
    )
    assert paths("2022", *stakes) == [("possible", "1", "holdsStakeIn", "group", "60", "70", "60", "70")]
    assert paths("2024", *stakes) == [("certain", "1", "holdsStakeIn", "group", "70", "70", "70", "70")]


def test_a_path_is_as_certain_as_its_least_certain_step() -> None:
    found = paths("2022", ("2022", OWNED), ("2024", said(GROUP, "subsidiaryOf", TOP)))
    assert [row[0] for row in found] == ["certain", "possible"]


def test_a_step_that_had_ended_is_left_out() -> None:
    assert paths("2022", ("2022", said(MINE, "subsidiaryOf", GROUP, end="2021"))) == []


def test_a_minority_stake_is_no_step() -> None:
    assert paths(None, ("2024", said(GROUP, "holdsStakeIn", MINE, percent="49.9"))) == []


def test_a_loop_is_walked_once() -> None:
    found = paths(None, ("2024", OWNED), ("2024", said(GROUP, "subsidiaryOf", MINE)))
    assert [row[2] for row in found] == ["group"]
