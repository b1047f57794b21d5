"""Class expressions and property chains in the words of the Manchester syntax, with links."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from soegraph.names import PREFIXES
from soegraph.publish.vocabulary.links import Links
from soegraph.publish.vocabulary.model import Code, Item
from soegraph.publish.vocabulary.source import TYPE, Node, Source, Value
from soegraph.query.axioms import COUNTED, JOINED, QUANTIFIED

_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
_DEEPEST = 12  # expressions one inside the other: more is a circle


def expression(source: Source, links: Links, node: Value, depth: int = 0) -> Item:
    """Write a class, a class expression, a list or a literal as parts, in brackets where it is inside another."""
    if not isinstance(node, Node) or isinstance(node, NamedNode):
        return (links.part(node),)
    if depth > _DEEPEST:
        return (Code("…"),)
    found = _Writer(source, links, depth + 1).written(node)
    return (Code("("), *found, Code(")")) if depth and len(found) > 1 else found


def chain(source: Source, links: Links, node: Value) -> Item:
    """Write a list of properties as a chain: ``a ∘ b``."""
    return _joined((expression(source, links, one, 1) for one in source.members(node)), " ∘ ")


class _Writer:
    """Writes one blank node; what hangs on it is `depth` expressions deep."""

    def __init__(self, source: Source, links: Links, depth: int) -> None:
        self._source, self._links, self._depth = source, links, depth

    def written(self, node: Node) -> Item:
        for kind, between in JOINED.items():
            if lists := self._source.values(node, _OWL + kind):
                return self._list(kind, lists[0], between)
        if complements := self._source.values(node, _OWL + "complementOf"):
            return (Code("not "), *self._inner(complements[0]))
        if inverses := self._source.values(node, _OWL + "inverseOf"):
            return (Code("inverse of "), *self._inner(inverses[0]))
        if properties := self._source.values(node, _OWL + "onProperty"):
            return (*self._inner(properties[0]), *self._restricted(node))
        if self._source.values(node, _RDF + "first"):
            return self._list("oneOf", node, ", ")
        return self._any(node)

    def _inner(self, node: Value) -> Item:
        return expression(self._source, self._links, node, self._depth)

    def _list(self, kind: str, node: Value, between: str) -> Item:
        found = _joined((self._inner(member) for member in self._source.members(node)), between)
        return (Code("{"), *found, Code("}")) if kind == "oneOf" else found

    def _restricted(self, node: Node) -> Item:
        for kind, word in QUANTIFIED.items():
            if fillers := self._source.values(node, _OWL + kind):
                return (
                    (Code(f" {word}"),) if word == "Self" else (Code(f" {word} "), *self._inner(fillers[0]))
                )
        for kind, word in COUNTED.items():
            if numbers := self._source.values(node, _OWL + kind):
                return (Code(f" {word} {numbers[0].value}"), *self._qualified(node))
        return (Code(" …"),)

    def _qualified(self, node: Node) -> Item:
        for kind in ("onClass", "onDataRange"):
            if fillers := self._source.values(node, _OWL + kind):
                return (Code(" "), *self._inner(fillers[0]))
        return ()

    def _any(self, node: Node) -> Item:
        """What no rule above knows, such as a datatype with facets: its statements as they are."""
        said = (
            (self._links.link(NamedNode(predicate)), Code(" "), *self._inner(value))
            for predicate in sorted(self._source.predicates(node))
            if predicate not in (TYPE, _RDFS + "subClassOf", _OWL + "equivalentClass")
            for value in self._source.values(node, predicate)
        )
        return (Code("["), *_joined(said, "; "), Code("]"))


def _joined(items: Iterable[Item], between: str) -> Item:
    found = list(items)
    return tuple(part for n, item in enumerate(found) for part in ((Code(between),) if n else ()) + item)
