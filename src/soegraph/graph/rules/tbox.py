"""The ontology as the compiler of rules sees it: what lies above what, and how classes are described.

It is read from the default graph of a store, by the few predicates that OWL 2 RL knows. Hierarchies are closed here,
once (rules scm-* of the profile), so that no rule has to climb them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from soegraph.names import EXPRESSION, PREFIXES
from soegraph.store import Store

Node = NamedNode | BlankNode
Axioms = tuple[Triple, ...]
"""Triples of the ontology from which something follows."""

_OWL, _RDF, _RDFS, _XSD = (PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
TYPE = NamedNode(_RDF + "type")
SAME = NamedNode(_OWL + "sameAs")
THING = NamedNode(_OWL + "Thing")
_FIRST, _REST, _NIL = (NamedNode(_RDF + name) for name in ("first", "rest", "nil"))
_EDGES = ("subClassOf", "subPropertyOf", "domain", "range")
_BESIDE = {NamedNode(_RDFS + name) for name in _EDGES} | {TYPE}
_PREDICATES = [NamedNode(_RDFS + name) for name in _EDGES] + [
    NamedNode(_OWL + name)
    for name in (
        *("equivalentClass", "equivalentProperty", "inverseOf", "propertyChainAxiom", "hasKey"),
        *("intersectionOf", "unionOf", "oneOf", "onProperty", "onClass", "onDataRange"),
        *("disjointWith", "complementOf", "members", "propertyDisjointWith"),
        *("someValuesFrom", "allValuesFrom", "hasValue", "maxCardinality", "maxQualifiedCardinality"),
    )
]
_PREDICATES += [_FIRST, _REST]
_TYPES = [
    *(NamedNode(_OWL + f"{kind}Property") for kind in ("Functional", "InverseFunctional", "Symmetric")),
    *(NamedNode(_OWL + f"{kind}Property") for kind in ("Asymmetric", "Irreflexive")),
    *(NamedNode(_OWL + f"AllDisjoint{kind}") for kind in ("Classes", "Properties")),
    *(NamedNode(_OWL + f"{kind}Property") for kind in ("Transitive", "Object", "Datatype", "Annotation")),
    *(NamedNode(_OWL + "Class"), NamedNode(_RDF + "Property"), NamedNode(_RDFS + "Datatype")),
]


def owl(name: str) -> NamedNode:
    """Return a term of OWL, or of RDFS where its name is one of RDFS."""
    return NamedNode((_RDFS if name in (*_EDGES, "Literal") else _OWL) + name)


def is_expression(node: Any) -> bool:
    """Tell whether a class or property has no name of its own: it stands for what describes it."""
    return isinstance(node, BlankNode) or (isinstance(node, NamedNode) and node.value.startswith(EXPRESSION))


def is_datatype(node: Any) -> bool:
    """Tell whether a class is one of literals.

    >>> is_datatype(NamedNode(_XSD + "integer")), is_datatype(THING)
    (True, False)
    """
    return isinstance(node, NamedNode) and (
        node.value.startswith(_XSD)
        or node.value in (_RDFS + "Literal", _RDF + "langString", _RDF + "PlainLiteral", _RDF + "XMLLiteral")
    )


class Hierarchy:
    """What lies directly above what, each step with the axioms that say so."""

    def __init__(self) -> None:
        self._up: dict[Node, dict[Node, Axioms]] = defaultdict(dict)
        self._down: dict[Node, dict[Node, Axioms]] = defaultdict(dict)

    def add(self, low: Node, high: Node, axioms: Axioms) -> bool:
        """Put one thing above another; tell whether that is new."""
        new = low != high and high not in self._up[low]
        if new:
            self._up[low][high] = self._down[high][low] = axioms
        return new

    def above(self, node: Node) -> dict[Node, Axioms]:
        """Return all that lies above a node, with the axioms of a shortest way there."""
        return _reached(self._up, node)

    def below(self, node: Node) -> dict[Node, Axioms]:
        """Return what lies below a node on ways through nothing that has a name."""
        return _reached(self._down, node, stop=lambda other: not is_expression(other))

    def nodes(self) -> list[Node]:
        """Return all nodes that have something above them, sorted."""
        return sorted((node for node, high in self._up.items() if high), key=str)


def _reached(
    steps: Mapping[Node, Mapping[Node, Axioms]], start: Node, stop: Any = lambda node: False
) -> dict[Node, Axioms]:
    found: dict[Node, Axioms] = {start: ()}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other, axioms in sorted(steps.get(node, {}).items(), key=lambda step: str(step[0])):
            if other not in found:
                found[other] = (*found[node], *axioms)
                if not stop(other):
                    waiting.append(other)
    del found[start]
    return found


class TBox:
    """Axioms, with the hierarchies of classes and of properties that they make."""

    def __init__(self, axioms: Iterable[Triple]) -> None:
        self._about: dict[Node, dict[NamedNode, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._with: dict[NamedNode, dict[Any, set[Node]]] = defaultdict(lambda: defaultdict(set))
        for triple in axioms:
            self._add(triple)
        self.classes, self.properties = Hierarchy(), Hierarchy()
        for predicate, hierarchy in (("Class", self.classes), ("Property", self.properties)):
            self._climb(hierarchy, predicate)
        self._climb_parts()
        while self._climb_restrictions():
            pass

    def _add(self, triple: Triple) -> None:
        if isinstance(triple.subject, Node):
            self._about[triple.subject][triple.predicate].append(triple.object)
            self._with[triple.predicate][triple.object].add(triple.subject)

    def values(self, node: Node, name: str) -> list[Any]:
        """Return what a node has as a property of OWL or RDFS, sorted."""
        return sorted(self._about.get(node, {}).get(owl(name), ()), key=str)

    def value(self, node: Node, name: str) -> Any:
        """Return the first of what a node has as a property, None if it has nothing."""
        return next(iter(self.values(node, name)), None)

    def pairs(self, name: str) -> Iterator[tuple[Node, Any, Axioms]]:
        """Yield each subject and object of a property of OWL or RDFS, with the axiom, sorted."""
        for node in sorted({n for nodes in self._with[owl(name)].values() for n in nodes}, key=str):
            for thing in self.values(node, name):
                yield node, thing, (Triple(node, owl(name), thing),)

    def axiom(self, node: Node, name: str, thing: Any) -> Axioms:
        """Return the triple that says so, and what describes an expression in it."""
        about = self.described(thing) if is_expression(thing) else ()
        return (Triple(node, owl(name), thing), *about)

    def subjects(self, name: str, thing: Any) -> list[Node]:
        """Return what has a thing as a property, sorted."""
        return sorted(self._with[owl(name)].get(thing, ()), key=str)

    def typed(self, name: str) -> list[Node]:
        """Return what has a class of OWL, sorted."""
        return sorted(self._with[TYPE].get(owl(name), ()), key=str)

    def type_axiom(self, node: Node, name: str) -> Axioms:
        """Return the triple that gives a node a class of OWL."""
        return (Triple(node, TYPE, owl(name)),)

    def items(self, head: Any) -> list[Any]:
        """Return the items of a list."""
        found = []
        while head != _NIL and (first := self._about.get(head, {}).get(_FIRST)):
            found += first[:1]
            head = next(iter(self._about[head].get(_REST, ())), _NIL)
        return found

    def described(self, node: Node) -> Axioms:
        """Return the triples that say what an expression or a list stands for, those inside of it included."""
        found: dict[Triple, None] = {}
        waiting = [node]
        while waiting:
            part = waiting.pop()
            for predicate in sorted(self._about.get(part, {}).keys() - _BESIDE, key=str):
                for thing in self._about[part][predicate]:
                    if (triple := Triple(part, predicate, thing)) not in found:
                        found[triple] = None
                        waiting += [thing] if self._is_part(thing) else []
        return tuple(found)

    def _is_part(self, thing: Any) -> bool:
        return is_expression(thing) or _REST in self._about.get(thing, {})

    def named_properties(self) -> list[NamedNode]:
        """Return the properties that the ontology declares or uses, sorted."""
        declared = (self.typed(f"{kind}Property") for kind in ("Object", "Datatype", "Annotation"))
        used = (node for name in ("subPropertyOf", "domain", "range") for node, _, _ in self.pairs(name))
        found = {*used, *(node for nodes in declared for node in nodes)}
        return sorted((n for n in found if isinstance(n, NamedNode) and not is_expression(n)), key=str)

    def named_classes(self) -> list[NamedNode]:
        """Return the classes that the ontology declares or orders, sorted."""
        found = {*self.typed("Class"), *self.classes.nodes()}
        return sorted((n for n in found if isinstance(n, NamedNode) and not is_expression(n)), key=str)

    def _climb(self, hierarchy: Hierarchy, kind: str) -> None:
        for low, high, axioms in self.pairs(f"sub{kind}Of"):
            hierarchy.add(low, high, axioms)
        for one, other, axioms in self.pairs(f"equivalent{kind}"):
            hierarchy.add(one, other, axioms)
            hierarchy.add(other, one, axioms)

    def _climb_parts(self) -> None:
        """Put intersections below their parts and unions above them (scm-int, scm-uni)."""
        for node, parts, axioms in self.pairs("intersectionOf"):
            for part in self.items(parts):
                self.classes.add(node, part, axioms)
        for node, parts, axioms in self.pairs("unionOf"):
            for part in self.items(parts):
                self.classes.add(part, node, axioms)

    def _climb_restrictions(self) -> bool:
        """Order restrictions of one kind by their properties and values (scm-hv, svf, avf); tell what is new."""
        new = False
        for kind in ("hasValue", "someValuesFrom", "allValuesFrom"):
            for low, high in permutations([node for node, _, _ in self.pairs(kind)], 2):
                if (axioms := self._orders(kind, low, high)) is not None:
                    new |= self.classes.add(low, high, axioms)
        return new

    def _orders(self, kind: str, low: Node, high: Node) -> Axioms | None:
        """Return why one restriction lies below another, None if it does not."""
        on_low, on_high = self.value(low, "onProperty"), self.value(high, "onProperty")
        if kind == "allValuesFrom":
            on_low, on_high = on_high, on_low
        path = _way(self.properties, on_low, on_high)
        of_low, of_high = self.value(low, kind), self.value(high, kind)
        if kind == "hasValue":
            values: Axioms | None = () if of_low == of_high else None
        else:
            values = _way(self.classes, of_low, of_high)
        if path is None or values is None:
            return None
        return (*self.described(low), *self.described(high), *path, *values)


def _way(hierarchy: Hierarchy, low: Any, high: Any) -> Axioms | None:
    return () if low == high else hierarchy.above(low).get(high)


def schema_of(store: Store) -> frozenset[Triple]:
    """Return the triples of the default graph of a store that a TBox is made from."""
    patterns = [*((predicate, None) for predicate in _PREDICATES), *((TYPE, kind) for kind in _TYPES)]
    return frozenset(
        quad.triple
        for predicate, thing in patterns
        for quad in store.quads(None, predicate, thing, DefaultGraph())
    )
