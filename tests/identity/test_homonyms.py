"""The homonym suite: nobody merged with another, and nine in ten of those who are one found or suggested."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soegraph.graph import Graph
from soegraph.identity import suggest
from soegraph.loaders.extract import extract_all
from soegraph.model import Article, Extraction
from soegraph.store import OxigraphStore

from ..graph.made import dump, foundation
from . import suite
from .suite import Case, Pair

CASES = suite.cases()
PAIRS = [(case, pair) for case in CASES for pair in case.pairs]

Read = dict[str, Extraction]


@pytest.fixture(scope="module")
def read() -> Read:
    return suite.read(CASES)


@pytest.fixture(scope="module")
def suggested(read: Read) -> set[frozenset[str]]:
    """Return the pairs that are suggested in a graph of all cases."""
    store = OxigraphStore()
    Graph(store).load(read.values())
    return {frozenset((pair.gone.iri, pair.stays.iri)) for pair in suggest(store)}


def of(verdict: str) -> list[tuple[Case, Pair]]:
    return [(case, pair) for case, pair in PAIRS if pair.verdict == verdict]


def test_the_suite_is_large_and_in_both_languages() -> None:
    assert len(CASES) >= 60
    written = {article.language for case in CASES for article in case.articles}
    assert written == {"zh-hans", "zh-hant", "en"}


@pytest.mark.parametrize(
    ("case", "pair"),
    of("two"),
    ids=[f"{case.title}: {pair.first} | {pair.second}" for case, pair in of("two")],
)
def test_two_are_not_one(case: Case, pair: Pair, read: Read) -> None:
    assert suite.meant(pair.first, case, read) != suite.meant(pair.second, case, read)


def test_nine_in_ten_of_those_who_are_one_are_found_or_suggested(
    read: Read, suggested: set[frozenset[str]]
) -> None:
    meant = {
        (case.title, pair.first, pair.second): frozenset(
            suite.meant(said, case, read) for said in (pair.first, pair.second)
        )
        for case, pair in of("one")
    }
    missed = [said for said, iris in meant.items() if len(iris) > 1 and iris not in suggested]
    assert len(missed) <= len(meant) / 10, missed


SHUFFLED = [article for case in CASES for article in case.articles][::5]


def facts_of(articles: list[Article]) -> list[str]:
    store = OxigraphStore()
    Graph(store, foundation()).load(extract_all(articles))
    return dump(store)


@pytest.fixture(scope="module")
def in_order() -> list[str]:
    return facts_of(SHUFFLED)


@settings(max_examples=5, deadline=None)
@given(articles=st.permutations(SHUFFLED))
def test_the_order_of_articles_does_not_matter(articles: list[Article], in_order: list[str]) -> None:
    assert facts_of(articles) == in_order
