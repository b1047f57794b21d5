"""The ontology and the authority tables as graphs."""

from __future__ import annotations

import os
import subprocess
import sys

from pyoxigraph import Quad

from soegraph.authority import Authority, Entry
from soegraph.graph import layers
from soegraph.graph.authority import authority_quads, foundation, ontology_quads

from .made import KNOWN, SASAC, TABLES, entry, relation, short, unpublishable


def described(quads: list[Quad], subject: str) -> set[tuple[str, str]]:
    return {(short(q.predicate), short(q.object)) for q in quads if short(q.subject) == subject}


def tables(*entries: Entry) -> Authority:
    return Authority(entries=entries, relations=())


def test_a_row_describes_an_entity_with_its_names_and_numbers() -> None:
    row = entry(KNOWN, "Known Group", "知名集团", "KG", "知名", "Known Group", wikidata="Q42", lat="41.50")
    quads = list(authority_quads(tables(row)))
    assert described(quads, "known-group") == {
        ("type", "Enterprise"),
        ("prefLabel", "Known Group@en"),
        ("label", "Known Group@en"),
        ("prefLabel", "知名集团@zh-hans"),
        ("label", "知名集团@zh-hans"),
        ("prefLabel", "zhī míng jí tuán@zh-latn-pinyin"),
        ("altLabel", "KG@en"),
        ("altLabel", "知名@zh-hans"),
        ("exactMatch", "Q42"),
        ("latitude", "41.5"),
    }
    assert {quad.graph_name for quad in quads} == {layers.authority()}


def test_a_statement_of_a_row_is_a_record_with_its_source() -> None:
    stated = relation(KNOWN, "supervisedBy", SASAC.iri)
    quads = list(authority_quads(Authority(entries=(), relations=(stated,))))
    [record] = {short(quad.subject) for quad in quads}
    assert described(quads, record) == {
        ("type", "Record"),
        ("subject", "known-group"),
        ("predicate", "supervisedBy"),
        ("object", "sasac"),
        ("source", "list"),
        ("identifier", "organisations.csv#known-group"),
        ("checked", "yes"),
        ("confidence", "0.95"),
    }


def test_two_sources_of_one_statement_are_two_records() -> None:
    one = relation(KNOWN, "foundedOn", "1954", literal=True)
    other = relation(KNOWN, "foundedOn", "1954-05", literal=True)
    quads = list(authority_quads(Authority(entries=(), relations=(one, other, one))))
    assert len({quad.subject for quad in quads}) == 2


def test_places_are_concepts_of_their_scheme() -> None:
    place = Entry(
        "places", "baotou", "https://x.org/baotou", "Place", {"en": "Baotou"}, (), (), "", "yes", {}
    )
    quads = list(authority_quads(tables(place)))
    assert {("type", "Concept"), ("type", "Place"), ("inScheme", "places")} <= described(quads, "baotou")


def test_the_whole_foundation_is_fit_to_be_published() -> None:
    assert unpublishable(foundation()) == []
    assert unpublishable(authority_quads(TABLES)) == []


def test_the_ontology_graph_is_the_same_each_time() -> None:
    assert list(ontology_quads()) == list(ontology_quads())


def test_things_move_to_the_base_in_use_and_terms_stay() -> None:
    program = "from soegraph.graph.authority import foundation\nfor quad in foundation(): print(quad)"
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "SOEGRAPH_BASE": "https://example.org/kg/"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "https://w3id.org/soegraph/id/" not in run.stdout
    assert "https://w3id.org/soegraph/graph/" not in run.stdout
    assert "<https://example.org/kg/id/role/chair>" in run.stdout
    assert "<https://w3id.org/soegraph/ontology#holdsPost>" in run.stdout
