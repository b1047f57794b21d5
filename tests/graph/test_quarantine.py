"""Claims that break a shape: where they lie, why, and that they come and go with their articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from soegraph import names, shapes
from soegraph.authority import Authority
from soegraph.graph import Graph, layers
from soegraph.graph.articles import article_iri
from soegraph.graph.authority import authority_quads
from soegraph.graph.terms import term
from soegraph.model import Extraction
from soegraph.store import OxigraphStore

from .made import article, company, dump, entry, facts, foundation, person, said, unpublishable

LI, FIRM, MINE = person("li", "Li Xiao"), company("firm", "Firm"), company("mine", "Mine Co.")
CHAIR = said(LI, "holdsPost", FIRM, role="chair")
TOO_MUCH = said(FIRM, "holdsStakeIn", MINE, percent="150")
BACKWARDS = said(LI, "holdsPost", FIRM, role="director", start="2022", end="2020")


def held(store: OxigraphStore) -> set[str]:
    """Return the objects of the claims in quarantine, in short."""
    nodes = store.quads(None, term("rdf:object"), None, layers.quarantine())
    return {names.slug_of(quad.object.value) for quad in nodes if isinstance(quad.object, NamedNode)}


def graph_of(*articles: Extraction) -> OxigraphStore:
    store = OxigraphStore()
    Graph(store, foundation()).load(articles)
    return store


def test_a_broken_claim_lies_in_quarantine_and_becomes_no_fact() -> None:
    store = graph_of(article("a", CHAIR, TOO_MUCH))
    assert held(store) == {"mine"}
    assert facts(store, FIRM) & {("holdsStakeIn", "mine")} == set()
    assert [q.object for q in store.quads(None, term("rdf:object"), None, article_iri("a"))] == [
        NamedNode(FIRM.iri)
    ]
    assert facts(store, LI) >= {("holdsPost", "firm")}


def test_the_reason_stands_beside_it_in_both_languages() -> None:
    store = graph_of(article("a", TOO_MUCH))
    reasons = {q.subject for q in store.quads(None, term("rdf:type"), term("sh:ValidationResult"))}
    told = [quad for reason in reasons for quad in store.quads(reason, None, None, layers.quarantine())]
    parts = {quad.predicate.value.rpartition("#")[2] for quad in told}
    assert parts >= {
        "focusNode",
        "resultPath",
        "value",
        "sourceShape",
        "sourceConstraintComponent",
        "wasDerivedFrom",
    }
    messages = {quad.object for quad in told if quad.predicate == term("sh:resultMessage")}
    assert {message.language for message in messages if isinstance(message, Literal)} == {"en", "zh-hans"}
    assert unpublishable(store.quads()) == []


def test_the_report_counts_and_tells() -> None:
    report = Graph(OxigraphStore(), foundation()).load(
        [article("a", CHAIR, TOO_MUCH, BACKWARDS), article("b", CHAIR)]
    )
    assert (report.claims, report.quarantined) == (4, 2)
    assert report.notices == ["a: 2 claims break a shape and went to quarantine: `soegraph check` tells why"]


def test_loading_again_changes_nothing_and_forgetting_leaves_nothing() -> None:
    store = graph_of(article("b", BACKWARDS))
    before = dump(store)
    graph = Graph(store, foundation())
    graph.load([article("a", CHAIR, TOO_MUCH)])
    with_both = dump(store)
    assert graph.load([article("a", CHAIR, TOO_MUCH)]).unchanged == 1
    assert dump(store) == with_both
    assert graph.forget("a")
    assert dump(store) == before


def test_a_new_version_takes_the_old_ones_claims_out_of_quarantine() -> None:
    store = graph_of(article("a", CHAIR, TOO_MUCH))
    assert Graph(store, foundation()).load([article("a", CHAIR, BACKWARDS)]).replaced == 1
    assert dump(store) == dump(graph_of(article("a", CHAIR, BACKWARDS)))


def test_words_that_state_sound_and_broken_claims_stay_with_both() -> None:
    found = article("a", CHAIR)
    broken = replace(found.claims[0], qualifiers={"percent": "150"})
    store = graph_of(Extraction(found.article, (found.claims[0], broken)))
    graphs = {quad.graph_name for quad in store.quads(None, term("oa:exact"))}
    assert graphs & {article_iri("a"), layers.quarantine()} == {article_iri("a"), layers.quarantine()}


def test_a_new_foundation_judges_all_articles_anew() -> None:
    def entries(cls: str) -> list[Quad]:
        known = Authority(entries=(entry(company("mine", of=cls), "Mine Co.", "矿业"),), relations=())
        return [*foundation(), *authority_quads(known)]

    told, store = article("a", said(FIRM, "subsidiaryOf", MINE)), OxigraphStore()
    Graph(store, foundation()).load([told])
    free = dump(store)
    Graph(store, entries("GovernmentBody")).load([])
    assert held(store) == {"mine"}
    assert dump(store) == dump(_of(entries("GovernmentBody"), told))
    Graph(store, foundation()).load([])
    assert dump(store) == free


def _of(given: list[Quad], *articles: Extraction) -> OxigraphStore:
    store = OxigraphStore()
    Graph(store, given).load(articles)
    return store


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> str:
    """Let shapes allow any percentage."""
    text = shapes.source().replace(b"    sh:maxInclusive 100 ;\n", b"")
    monkeypatch.setattr(shapes, "source", lambda: text)
    monkeypatch.setattr(shapes, "digest", lambda: "lenient")
    return "lenient"


def test_new_shapes_judge_all_articles_anew(monkeypatch: pytest.MonkeyPatch, lenient: str) -> None:
    store = graph_of(article("a", CHAIR, TOO_MUCH), article("b", BACKWARDS))
    tolerant = dump(store)
    assert held(store) == {"firm"}
    monkeypatch.undo()
    Graph(store, foundation()).load([])
    assert dump(store) == dump(graph_of(article("a", CHAIR, TOO_MUCH), article("b", BACKWARDS)))
    assert dump(store) != tolerant


def test_a_store_from_before_there_was_a_quarantine_is_brought_up_to_date() -> None:
    store = graph_of(article("a", CHAIR))
    store.update(f"DROP GRAPH {layers.quarantine()}")
    Graph(store, foundation()).load([])
    assert dump(store) == dump(graph_of(article("a", CHAIR)))
