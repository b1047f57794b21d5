"""Axioms in words: what the triples of an ontology say, class expressions written as in the Manchester syntax."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from soegraph.graph.rules.tbox import is_expression
from soegraph.names import PREFIXES, slug_of
from soegraph.query.labels import Labels
from soegraph.query.table import cell

_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
_RELATIONS = {
    "type": "is a",
    "subClassOf": "is a subclass of",
    "subPropertyOf": "is a subproperty of",
    "domain": "has the domain",
    "range": "has the range",
    "inverseOf": "is the inverse of",
    "equivalentClass": "is equivalent to",
    "equivalentProperty": "is equivalent to",
    "disjointWith": "is disjoint with",
    "complementOf": "is the complement of",
    "propertyDisjointWith": "is disjoint with",
    "propertyChainAxiom": "follows from the chain",
    "hasKey": "has the key",
}
_OF_EXPRESSIONS = ("subClassOf", "equivalentClass", "disjointWith")
JOINED = {"intersectionOf": " and ", "unionOf": " or ", "oneOf": ", "}
"""What the Manchester syntax writes between the items of a list, by the property that has the list."""

QUANTIFIED = {"someValuesFrom": "some", "allValuesFrom": "only", "hasValue": "value", "hasSelf": "Self"}
"""Its words for restrictions, by the property that has the filler."""

COUNTED = {
    "minCardinality": "min",
    "maxCardinality": "max",
    "cardinality": "exactly",
    "minQualifiedCardinality": "min",
    "maxQualifiedCardinality": "max",
    "qualifiedCardinality": "exactly",
}
"""Its words for restrictions, by the property that has the number."""

_DISJOINT = {"members": ", ", "distinctMembers": ", "}
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def worded(axioms: Iterable[Triple], labels: Labels) -> list[str]:
    """Return each axiom as a sentence of terms by their labels; what describes an expression is written in its place.

    >>> from soegraph.store import OxigraphStore
    >>> mine, site = (NamedNode("https://w3id.org/soegraph/ontology#" + name) for name in ("Mine", "Site"))
    >>> worded([Triple(mine, NamedNode(_RDFS + "subClassOf"), site)], Labels(OxigraphStore()))
    ['Mine is a subclass of Site']
    """
    return _Words(axioms, labels).sentences()


class _Words:
    def __init__(self, axioms: Iterable[Triple], labels: Labels) -> None:
        self._axioms, self._labels = list(axioms), labels
        self._about: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for axiom in self._axioms:
            self._about[axiom.subject][slug_of(axiom.predicate.value)].append(axiom.object)

    def sentences(self) -> list[str]:
        inner = {axiom.object for axiom in self._axioms}
        saying = [axiom for axiom in self._axioms if self._says(axiom)]
        said = {axiom.subject for axiom in saying}
        lists = [a.subject for a in self._axioms if a.subject not in inner | said]  # of what is disjoint
        return list(dict.fromkeys([*map(self._sentence, saying), *map(self._written, lists)]))

    def _says(self, axiom: Triple) -> bool:
        """Tell whether an axiom is more than a part of what describes an expression."""
        return not is_expression(axiom.subject) or slug_of(axiom.predicate.value) in _OF_EXPRESSIONS

    def _sentence(self, axiom: Triple) -> str:
        local, thing = slug_of(axiom.predicate.value), self._written(axiom.object)
        relation = _RELATIONS.get(local, _CAPITAL.sub(" ", local).lower())
        article = "n" if local == "type" and thing[:1].lower() in "aeio" else ""
        return f"{self._written(axiom.subject)} {relation}{article} {thing}"

    def _written(self, node: Any) -> str:
        if isinstance(node, Literal):
            return cell(node)
        if not is_expression(node):
            return self._named(node)
        about = self._about.get(node, {})
        for shape in (self._combined, self._restricted, self._turned):
            if written := shape(about):
                return written
        return ", ".join(map(self._written, self._items(node)))

    def _named(self, node: NamedNode) -> str:
        if label := self._labels.label(node):
            return label.value
        local = slug_of(node.value)
        return _CAPITAL.sub(" ", local).lower() if node.value.startswith((_OWL, _RDF, _RDFS)) else local

    def _combined(self, about: dict[str, list[Any]]) -> str:
        for name, between in (JOINED | _DISJOINT).items():
            for head in about.get(name, ()):
                parts = between.join(map(self._written, self._items(head)))
                if name in _DISJOINT:
                    return f"{' '.join(map(self._named, about.get('type', ())))}: {parts}"
                return f"{{{parts}}}" if name == "oneOf" else f"({parts})"
        return ""

    def _restricted(self, about: dict[str, list[Any]]) -> str:
        for name, word in (QUANTIFIED | COUNTED).items():
            for value in about.get(name, ()):
                relation = self._first(about, "onProperty")
                filler = self._first(about, "onClass") or self._first(about, "onDataRange")
                return f"({relation} {word} {self._written(value)}{filler and ' ' + filler})"
        return ""

    def _turned(self, about: dict[str, list[Any]]) -> str:
        if "complementOf" in about:
            return f"not {self._first(about, 'complementOf')}"
        return f"inverse of {self._first(about, 'inverseOf')}" if "inverseOf" in about else ""

    def _first(self, about: dict[str, list[Any]], name: str) -> str:
        return next(map(self._written, about.get(name, ())), "")

    def _items(self, head: Any) -> list[Any]:
        found: list[Any] = []
        while (about := self._about.get(head)) and "first" in about:
            found += about["first"][:1]
            head = next(iter(about["rest"]), None)
        return found
