"""Pages of our own ontology, and of a small one with all that is awkward."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from soegraph import home
from soegraph.publish.vocabulary import build, read
from soegraph.publish.vocabulary.model import Item, Link, Page, Row, Term
from soegraph.store import OxigraphStore

ODD = """
@prefix : <https://odd.example/o#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://odd.example/o> vann:preferredNamespaceUri "https://odd.example/o#" .

:Ring a owl:Class ; rdfs:label "<b>ring</b> & |co|"@en , "anneau"@fr ; rdfs:comment "Goes\\n# round."@en ;
    rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :holds ; owl:minCardinality 1 ] ;
    skos:exactMatch <javascript:alert(1)> .
:Stone a owl:Class ; rdfs:label "石"@zh-hans ; rdfs:subClassOf :Pebble .
:Pebble a owl:Class ; rdfs:subClassOf :Stone ; owl:deprecated true ; dcterms:isReplacedBy :Stone .
:Gem a rdfs:Class ; rdfs:subClassOf :Stone ; skos:scopeNote "shines" .
[] a owl:AllDisjointClasses ; owl:members ( :Ring :Stone :Hand ) .

:holds a owl:ObjectProperty , owl:FunctionalProperty ; rdfs:domain [ a owl:Class ; owl:unionOf ( :Ring :Hand ) ] ;
    rdfs:range :Stone ; owl:inverseOf :heldIn ; owl:propertyChainAxiom ( :wears :holds ) .
:heldIn a owl:ObjectProperty .
:wears a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:domain :Hand ; rdfs:range :Ring ; :weight "3"^^xsd:integer .
:weight a owl:AnnotationProperty .
:carat a owl:DatatypeProperty ; rdfs:domain :Stone .
:hardest a :Gem ; rdfs:label "diamond"@en .
:unsaid rdfs:range :Hand .

:GemShape a sh:NodeShape ; sh:targetClass :Gem ;
    sh:property [ sh:path :carat ; sh:minCount 1 ; sh:datatype xsd:decimal ; sh:message "Weigh it."@en ] .
"""


@pytest.fixture(scope="session")
def ours() -> Page:
    """Return the page of our own ontology, without a graph."""
    return build(read())


@pytest.fixture(scope="session")
def counted(fixture_store: OxigraphStore) -> Page:
    """Return the page of our own ontology with the small graph."""
    return build(read(), fixture_store)


@pytest.fixture(scope="session")
def odd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an ontology with all that is awkward: no labels, circles, markup, blank nodes."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.ttl").write_text(ODD, encoding="utf-8")
    (folder / "lexicon").mkdir()
    return folder


@pytest.fixture(scope="session")
def odd(odd_folder: Path) -> Page:
    """Return its page."""
    with home.using(odd_folder):
        return build(read())


def terms(page: Page) -> dict[str, Term]:
    """Return all terms of a page by their ids, the concepts of schemes included."""

    def all_of(found: tuple[Term, ...]) -> Iterator[Term]:
        for term in found:
            yield term
            yield from all_of(term.members)

    return {term.link.anchor: term for section in page.sections for term in all_of(section.terms)}


def said(term: Term, heading: str) -> list[str]:
    """Return the values of a row as text, links by their names."""
    return [text(item) for row in rows(term, heading) for item in row.items]


def rows(term: Term, heading: str) -> list[Row]:
    """Return the rows of a heading."""
    return [row for row in term.rows if row.heading.en == heading]


def text(item: Item) -> str:
    """Return an item as text."""
    return "".join(part.name if isinstance(part, Link) else part.value for part in item)
