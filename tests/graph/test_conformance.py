"""The shapes and a whole graph."""

from __future__ import annotations

import pytest

from soegraph.graph import Graph
from soegraph.graph.articles import article_iri
from soegraph.graph.conformance import grounds, violations
from soegraph.graph.terms import term
from soegraph.store import OxigraphStore

from .made import article, company, foundation, plan, said

FIRM, PLAN = company("firm", "Firm"), plan("five-year-plan-99", "99th Five-Year Plan")
START, END = said(PLAN, "planStart", "2025"), said(PLAN, "planEnd", "2021")


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    """Return a graph in which two articles together break a shape that neither breaks alone."""
    store = OxigraphStore()
    Graph(store, foundation()).load(
        [article("a", START), article("b", END, said(FIRM, "formerName", "Old Firm"))]
    )
    return store


def test_what_articles_break_together_is_found_with_the_claims_of_both(store: OxigraphStore) -> None:
    [found] = violations(store)
    assert (found.focus.value, found.rule) == (PLAN.iri, "FiveYearPlan")
    assert found.message() == "A plan ends after it starts: correct one of the years."
    behind = {next(store.quads(claim, term("prov:wasQuotedFrom"))).object for claim in grounds(store, found)}
    assert behind == {article_iri("a"), article_iri("b")}


def test_portions_make_no_difference(store: OxigraphStore) -> None:
    whole = list(violations(store))
    assert [list(violations(store, size)) for size in (1, 2, 7)] == [whole] * 3
