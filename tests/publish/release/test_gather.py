"""What is published of a store: each triple once, with the marks of all that state it, by graph and by subject."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from soegraph.graph import layers
from soegraph.names import thing
from soegraph.publish.release.gather import Gathered, Node, inferred, of_articles, of_data, stated
from soegraph.store import OxigraphStore

LI, MA = (NamedNode(thing("person", slug)) for slug in ("li-xiao", "ma-jun"))
ONE, TWO = (NamedNode(thing("article", slug)) for slug in ("a-01", "a-01-b"))
KNOWS, MET, SAW = (NamedNode(f"https://example.org/{name}") for name in ("knows", "met", "saw"))
QUADS = [
    Quad(LI, KNOWS, MA, TWO),
    Quad(LI, MET, MA, TWO),
    Quad(LI, KNOWS, MA, ONE),
    Quad(LI, KNOWS, MA, layers.facts()),
    Quad(MA, KNOWS, LI, layers.inferred()),
    Quad(LI, SAW, MA, layers.quarantine()),
    Quad(LI, SAW, MA),
]


@pytest.fixture(params=[1, 1 << 20], ids=["on disk", "in memory"])
def gathered(request: pytest.FixtureRequest, tmp_path: Path) -> Gathered:
    store = OxigraphStore()
    store.extend(QUADS)
    return Gathered(store, tmp_path, request.param)


def read(gathered: Gathered) -> list[Node]:
    for _, subjects in gathered.graphs():
        list(subjects)
    return list(gathered.nodes())


def test_graphs_come_in_the_order_of_their_terms(gathered: Gathered) -> None:
    found = [(name, [subject for subject, _ in subjects]) for name, subjects in gathered.graphs()]
    assert found == [
        (str(layers.facts()), [str(LI)]),
        (str(layers.inferred()), [str(MA)]),
        (str(TWO), [str(LI)]),  # "-" comes before ">"
        (str(ONE), [str(LI)]),
    ]


def test_a_triple_comes_once_with_all_that_state_it(gathered: Gathered) -> None:
    assert [(node.subject, node.by_marks) for node in read(gathered)] == [
        (str(LI), {"fn": [f"{KNOWS} {MA}"], "n": [f"{MET} {MA}"]}),
        (str(MA), {"i": [f"{KNOWS} {LI}"]}),
    ]


@pytest.mark.parametrize(
    ("wanted", "pairs"),
    [
        (of_data, [f"{KNOWS} {MA}"]),
        (of_articles, [f"{MET} {MA}"]),
        (stated, [f"{KNOWS} {MA}", f"{MET} {MA}"]),
        (inferred, []),
    ],
)
def test_marks_tell_where_a_triple_belongs(
    gathered: Gathered, wanted: Callable[[str], bool], pairs: list[str]
) -> None:
    assert read(gathered)[0].said(wanted).pairs == pairs
