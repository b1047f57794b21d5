"""Axioms in words."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from soegraph.graph.expressions import named
from soegraph.query.axioms import worded
from soegraph.query.labels import Labels
from soegraph.store import OxigraphStore

PREFIXES = """
    @prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def words(turtle: str) -> list[str]:
    quads = parse(PREFIXES + turtle, format=RdfFormat.TURTLE)
    return sorted(worded(named(quad.triple for quad in quads), Labels(OxigraphStore())))


@pytest.mark.parametrize(
    ("axiom", "said"),
    [
        (":Mine rdfs:subClassOf :Site .", "Mine is a subclass of Site"),
        (":owner rdfs:domain :Stake .", "owner has the domain Stake"),
        (":p a owl:TransitiveProperty .", "p is a transitive property"),
        (":p a owl:AsymmetricProperty .", "p is an asymmetric property"),
        (":p owl:inverseOf :q .", "p is the inverse of q"),
        (":C owl:disjointWith [ owl:unionOf (:D :E) ] .", "C is disjoint with (D or E)"),
        (":C rdfs:subClassOf [ owl:complementOf :D ] .", "C is a subclass of not D"),
        (":C owl:equivalentClass [ owl:oneOf (:x :y) ] .", "C is equivalent to {x, y}"),
        (":p owl:propertyChainAxiom (:q [ owl:inverseOf :r ]) .", "p follows from the chain q, inverse of r"),
        (
            ":S owl:equivalentClass [ owl:intersectionOf"
            " (:E [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :E ]) ] .",
            "S is equivalent to (E and (p some E))",
        ),
        (
            ":C rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ;"
            ' owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onClass :D ] .',
            "C is a subclass of (p max 1 D)",
        ),
        ("[] owl:intersectionOf (:D :E) ; rdfs:subClassOf :C .", "(D and E) is a subclass of C"),
        ("[] a owl:AllDisjointClasses ; owl:members (:C :D :E) .", "all disjoint classes: C, D, E"),
    ],
)
def test_an_axiom_is_one_sentence(axiom: str, said: str) -> None:
    assert words(axiom) == [said]


def test_terms_are_called_by_their_labels() -> None:
    store = OxigraphStore()
    labels = ':Mine rdfs:label "mine"@en , "矿山"@zh-hans .'
    store.extend(parse(PREFIXES + labels, format=RdfFormat.TURTLE))
    axiom = parse(PREFIXES + ":Mine rdfs:subClassOf :Site .", format=RdfFormat.TURTLE)
    assert worded((quad.triple for quad in axiom), Labels(store)) == ["mine is a subclass of Site"]
