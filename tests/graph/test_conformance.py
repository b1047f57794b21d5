"""The shapes and a whole graph."""

from __future__ import annotations

import pytest

from soegraph.graph import Graph
from soegraph.graph.articles import article_iri
from soegraph.graph.conformance import grounds, violations
from soegraph.graph.terms import term
from soegraph.store import OxigraphStore

from .made import article, company, foundation, meeting, plan, said

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


def test_sources_may_differ_on_when_a_meeting_was() -> None:
    """Its date is told with another relation, of which the meeting is the object."""
    conference = meeting("conference", "Conference")
    others = OxigraphStore()
    Graph(others, foundation()).load(
        [
            article("march", said(FIRM, "convenes", conference, date="2024-03-01", ordinal="3")),
            article("april", said(FIRM, "convenes", conference, date="2024-04-01")),
        ]
    )
    [found] = violations(others)
    assert (found.focus.value, found.rule, found.severity) == (conference.iri, "meeting-date", "Warning")
    behind = {
        next(others.quads(claim, term("prov:wasQuotedFrom"))).object for claim in grounds(others, found)
    }
    assert behind == {article_iri("march"), article_iri("april")}


def test_of_several_claims_those_are_behind_a_value_that_give_it() -> None:
    conference = meeting("conference", "Conference")
    store = OxigraphStore()
    Graph(store, foundation()).load(
        [
            article("third", said(FIRM, "convenes", conference, ordinal="3")),
            article("fourth", said(FIRM, "convenes", conference, ordinal="4", date="2024-04-01")),
            article("plain", said(FIRM, "convenes", conference)),
        ]
    )
    [found] = violations(store)
    behind = {next(store.quads(claim, term("prov:wasQuotedFrom"))).object for claim in grounds(store, found)}
    assert (found.rule, behind) == ("meeting-ordinal", {article_iri("third"), article_iri("fourth")})
