"""Layer 1 and the ontology: what every graph begins with.

Each row of the authority tables describes an entity; each statement of a row is a record, a node of its own
with the source of its cell, which the facts layer consolidates like a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from soegraph import authority, names, schema
from soegraph.authority import Authority, Entry, Relation
from soegraph.graph import layers, terms
from soegraph.graph.expressions import named
from soegraph.graph.terms import soe, term
from soegraph.triples import rebased

TRUST = {"yes": "0.95", "partly": "0.8", "no": "0.5"}
"""The confidence of a record, by whether its row was checked against its source."""


def foundation() -> Iterator[Quad]:
    """Yield the ontology and the authority tables as quads of their graphs."""
    yield from ontology_quads()
    yield from authority_quads()


def ontology_quads() -> Iterator[Quad]:
    """Yield soe.ttl and schemes.ttl in the graph of the ontology, things moved to the base in use."""
    for name in ("soe.ttl", "schemes.ttl"):
        turtle = (files("soegraph") / "ontology" / name).read_bytes()
        moved = (
            Triple(rebased(quad.subject), quad.predicate, rebased(quad.object))
            for quad in parse(turtle, format=RdfFormat.TURTLE)
        )
        yield from layers.within(layers.ONTOLOGY, named(moved))


def authority_quads(tables: Authority | None = None) -> Iterator[Quad]:
    """Yield the known entities and their records, by default the package's, in the graph of layer 1."""
    entries = tables.entries if tables else authority.entries()
    relations = tables.relations if tables else authority.relations()
    for entry in entries:
        yield from layers.within(layers.authority(), _entry_triples(entry))
    for relation in relations:
        yield from layers.within(layers.authority(), _record_triples(relation))


def _entry_triples(entry: Entry) -> Iterator[Triple]:
    node = NamedNode(entry.iri)
    described: list[tuple[NamedNode, terms.Object]] = [
        (term("rdf:type"), soe(entry.type)),
        *_names(entry),
        *_extras(entry),
        *_source(entry.source),
    ]
    yield from (Triple(node, predicate, value) for predicate, value in described)


def _names(entry: Entry) -> Iterator[tuple[NamedNode, Literal]]:
    preferred = {Literal(label, language=tag) for tag, label in entry.labels.items()}
    for label in preferred:
        yield from terms.labels(label)
    for alias in set(map(terms.name, entry.aliases)) - preferred:
        yield term("skos:altLabel"), alias
    renamed = schema.load().accepts("formerName", entry.type, None)
    for former in entry.former_names:
        yield soe("formerName") if renamed else term("skos:altLabel"), terms.name(former)


def _extras(entry: Entry) -> Iterator[tuple[NamedNode, terms.Object]]:
    if schema.load().is_a(entry.type, "Place"):
        yield term("rdf:type"), term("skos:Concept")
        yield term("skos:inScheme"), terms.thing("scheme", "places")
    for name, value in entry.extras.items():
        match name:
            case "wikidata":
                yield term("skos:exactMatch"), NamedNode(f"http://www.wikidata.org/entity/{value}")
            case "credit_code":
                yield soe("creditCode"), Literal(value)
            case "lei":
                yield soe("lei"), Literal(value)
            case "within":
                yield term("skos:broader"), NamedNode(value)
            case "gb_code":
                yield term("skos:notation"), Literal(value)
            case "lat":
                yield soe("latitude"), terms.decimal(value)
            case "lon":
                yield soe("longitude"), terms.decimal(value)
            case "ordinal":
                yield soe("ordinal"), terms.integer(value)


def _source(source: str) -> Iterator[tuple[NamedNode, terms.Object]]:
    """Yield where a row or cell comes from: a web address, or the citation of a copy or note."""
    if source:
        yield term("dcterms:source"), terms.web_iri(source) or Literal(source)


def _record_triples(relation: Relation) -> Iterator[Triple]:
    node, stated = terms.thing("record", _key(relation)), _object(relation)
    known = schema.load().qualifiers
    described: list[tuple[NamedNode, terms.Object]] = [
        (term("rdf:type"), soe("Record")),
        (term("rdf:subject"), NamedNode(relation.subject)),
        (term("rdf:predicate"), soe(relation.predicate)),
        (term("rdf:object"), stated),
        *(
            (soe(known[key].name), terms.typed(value, known[key].lexical_type))
            for key, value in relation.qualifiers.items()
        ),
        *_source(relation.source),
        (term("dcterms:identifier"), Literal(relation.row)),
        (soe("checked"), Literal(relation.checked)),
        (soe("confidence"), terms.decimal(TRUST[relation.checked])),
    ]
    yield from (Triple(node, predicate, value) for predicate, value in described)


def _key(relation: Relation) -> str:
    qualifiers = (f"{key}={value}" for key, value in sorted(relation.qualifiers.items()))
    statement = (relation.subject, relation.predicate, relation.object)
    return names.digest([relation.row, *statement, *qualifiers, relation.source])


def _object(relation: Relation) -> terms.Object:
    if not relation.is_literal:
        return NamedNode(relation.object)
    return terms.typed(relation.object, schema.load().properties[relation.predicate].lexical_type)
