"""How much of each term a graph holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from soegraph.names import PROLOGUE
from soegraph.store import Queryable

# A thing may be told of in an article's graph alone, and a triple stand in several graphs.
_CLASSES = """SELECT ?term (COUNT(DISTINCT ?thing) AS ?number) WHERE {
  { ?thing a ?term } UNION { GRAPH ?graph { ?thing a ?term } }
} GROUP BY ?term"""
_PROPERTIES = """SELECT ?term (COUNT(*) AS ?number) WHERE {
  { SELECT DISTINCT ?s ?term ?o WHERE { { ?s ?term ?o } UNION { GRAPH ?graph { ?s ?term ?o } } } }
} GROUP BY ?term"""
_CONCEPTS = """SELECT ?term (COUNT(*) AS ?number) WHERE {
  ?term skos:inScheme ?scheme . ?s ?p ?term FILTER(?p NOT IN (skos:broader, skos:narrower, skos:related))
} GROUP BY ?term"""
_SCHEMES = """SELECT ?term (COUNT(DISTINCT ?concept) AS ?number) WHERE {
  ?concept skos:inScheme ?term
} GROUP BY ?term"""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one graph holds, by the IRI of the term; what it has none of is absent.

    `classes` are numbers of things, `properties` of triples, `concepts` of triples that lead to one, `schemes` of
    concepts.
    """

    classes: Mapping[str, int]
    properties: Mapping[str, int]
    concepts: Mapping[str, int]
    schemes: Mapping[str, int]

    def knows(self, terms: Iterable[str]) -> bool:
        """Tell whether the graph holds anything of some classes and properties."""
        return any(term in self.classes or term in self.properties for term in terms)


def count(graph: Queryable) -> Usage:
    """Count what a graph holds.

    Raises:
        StoreError: the graph cannot answer.
    """
    return Usage(*(_numbers(graph, query) for query in (_CLASSES, _PROPERTIES, _CONCEPTS, _SCHEMES)))


def _numbers(graph: Queryable, query: str) -> Mapping[str, int]:
    return {
        term.value: int(number.value)
        for term, number in graph.select(PROLOGUE + query).rows
        if isinstance(term, NamedNode) and isinstance(number, Literal)
    }
