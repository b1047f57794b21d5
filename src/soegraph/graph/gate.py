"""The gate on load: which claims break a shape, each judged by itself.

A claim is judged by its own node and, if it is asserted, by all that it would make if it were the only one: its plain
triple with the fact node, the tenure or stake, and what its article and the foundation say of its
ends. Nothing that another article says counts, so that the order of loading does not matter. Many claims are
validated at once; so that they do not get mixed up, what each one makes hangs on nodes of its own, which are named
by the claim's IRI with the thing's as its query.

Most claims look like one that has passed before: shapes see the kind in an IRI and the languages of names, but not
who it is. Of those that look alike only one is validated. Evidence needs no look: that its words stand where it says is
proven against the text before (`articles`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph.graph import facts, terms
from soegraph.graph.describe import description_triples, preferred
from soegraph.graph.statements import Description, Knowledge, Properties, Statement, alone
from soegraph.graph.tenures import roles_of
from soegraph.graph.terms import Object, soe, term
from soegraph.shapes import VIOLATION, Shapes, Violation

REMEMBERED = 100_000
"""Looks of claims that have passed; with more than these, remembering begins anew."""

Faults = Mapping[NamedNode, list[Violation]]
"""What is wrong with each claim that breaks a shape."""

Look: TypeAlias = tuple[object, ...]
"""All that shapes can see of a claim and of what it makes."""

_Nodes = dict[NamedNode, dict[NamedNode, list[Object]]]
_TYPE, _TARGET, _QUOTED = term("rdf:type"), term("oa:hasTarget"), term("prov:wasQuotedFrom")
_PROVEN = {_TARGET: terms.thing("evidence", "proven"), _QUOTED: terms.thing("article", "proven")}
_CLASSES = (term("oa:TextPositionSelector"), soe("Article"))  # of these two
_LINKS = (term("rdf:subject"), term("rdf:object"), _TARGET, _QUOTED)
_OWN_VALUES = frozenset(soe(name) for name in ("date", "year", "ordinal", "ticker"))
_SLUG = re.compile(r"[a-z0-9.-]+$")


class Gate:
    """The shapes, seen against a foundation: ontology and authority tables."""

    def __init__(self, foundation: Collection[Quad]) -> None:
        self._foundation = foundation
        self._passed: set[Look] = set()

    @cached_property
    def _shapes(self) -> Shapes:
        proven = (Triple(node, _TYPE, cls) for node, cls in zip(_PROVEN.values(), _CLASSES, strict=True))
        return Shapes([*proven, *(quad.triple for quad in self._foundation)])

    @cached_property
    def _known(self) -> _Nodes:
        return _nodes(self._foundation)

    @cached_property
    def _recorded(self) -> dict[NamedNode, list[Triple]]:
        """The plain triples that records state, by their subject."""
        found: dict[NamedNode, list[Triple]] = defaultdict(list)
        for properties in self._known.values():
            if soe("Record") in properties.get(_TYPE, ()):
                parts: list[Any] = [
                    properties[term(f"rdf:{end}")][0] for end in ("subject", "predicate", "object")
                ]
                found[parts[0]].append(Triple(*parts))
        return found

    def faults(self, articles: Iterable[Iterable[Quad]]) -> Faults:
        """Return what is wrong with the claims in the graphs of whole articles, for those that break a shape."""
        read = [_Read(_nodes(quads)) for quads in articles]
        looks = {claim: self._look(claim, each.nodes) for each in read for claim in each.claims}
        firsts = {look: claim for claim, look in looks.items() if look not in self._passed}
        found = self._found(read, set(firsts.values()))
        self._remember(look for look, claim in firsts.items() if claim not in found)
        alike = {claim for claim, look in looks.items() if look not in self._passed} - set(firsts.values())
        again = (
            self._found([each for each in read if alike.intersection(each.claims)], alike) if alike else {}
        )
        return {
            claim: sorted(found.get(claim, set()) | again.get(claim, set()), key=_key)
            for claim in found | again
        }

    def _remember(self, looks: Iterable[Look]) -> None:
        if len(self._passed) > REMEMBERED:
            self._passed.clear()
        self._passed.update(looks)

    def _look(self, claim: NamedNode, nodes: _Nodes) -> Look:
        properties = nodes[claim]
        told = sorted(
            (predicate.value, "" if predicate in _LINKS and isinstance(value, NamedNode) else str(value))
            for predicate, values in properties.items()
            for value in values
        )
        subject, value = (properties[end][0] for end in _LINKS[:2])
        valued = isinstance(value, Literal) or not _OWN_VALUES.isdisjoint(properties)
        return tuple(told), self._seen(subject, nodes, valued), self._seen(value, nodes), subject == value

    def _seen(self, end: Object, nodes: _Nodes, valued: bool = False) -> Look:
        """Return what shapes see of an end: who it is only if the foundation has values of it beside a new one."""
        if isinstance(end, Literal):
            return ()
        if end in self._known:
            return end.value if valued else "", frozenset(self._known[end].get(_TYPE, ()))
        here = nodes.get(end, {})
        languages = frozenset(name.language for name in _literals(here, "skos:altLabel"))
        return _SLUG.sub("", end.value), frozenset(here.get(_TYPE, ())), languages

    def _found(self, read: Iterable[_Read], claims: set[NamedNode]) -> dict[NamedNode, set[Violation]]:
        """Validate some claims with what they make, and blame each fault on the claim behind it."""
        data: set[Triple] = set()
        for each in read:
            for claim in claims.intersection(each.claims):
                data.update(each.about(claim), self._made(claim, each.nodes))
        faults: dict[NamedNode, set[Violation]] = defaultdict(set)
        for violation in self._shapes.validate(data) if data else ():
            claim = NamedNode(violation.focus.value.partition("?")[0])
            if violation.severity == VIOLATION and claim in claims:
                meant = replace(violation, focus=_meant(violation.focus), value=_meant(violation.value))
                faults[claim].add(meant)
        return faults

    def _made(self, claim: NamedNode, nodes: _Nodes) -> Iterator[Triple]:
        """Yield what a claim makes alone, on nodes of its own."""
        statement = alone(claim, nodes[claim])
        if statement is None:
            return iter(())
        strangers = {statement.object} - self._known.keys()
        ends = [end for end in (statement.subject, *strangers) if isinstance(end, NamedNode)]
        descriptions = {end: self._described(end, nodes) for end in ends}
        made = [*self._facts(statement, descriptions), *self._of_foundation(statement.subject)]
        own: dict[Any, NamedNode] = {triple.subject: _own(claim, triple.subject) for triple in made}
        return (Triple(own[t.subject], t.predicate, own.get(t.object, t.object)) for t in made)

    def _facts(self, statement: Statement, descriptions: dict[NamedNode, Description]) -> Iterator[Triple]:
        for end, description in descriptions.items():
            yield from description_triples(end, description)
        knowledge = Knowledge({statement.subject: [statement]}, descriptions)
        given = facts.own_values(knowledge, partial(_told, statement))
        yield from (
            Triple(end, soe(name), v) for end, own in given.items() for name in own for v in own[name]
        )
        called = {*descriptions, statement.object, *roles_of([statement])}
        labels = {
            node: preferred(descriptions.get(node) or self._described(node, {}))
            for node in called
            if isinstance(node, NamedNode)
        }
        yield from facts.stated_facts([statement], labels)

    def _described(self, entity: NamedNode, nodes: _Nodes) -> Description:
        """Return how an entity is classed by the foundation, or else by one article, and what both call it."""
        here, known = nodes.get(entity, {}), self._known.get(entity)
        told = known if known is not None else here
        classes = [cls for cls in told.get(_TYPE, ()) if isinstance(cls, NamedNode)]
        return Description(
            known=known is not None,
            types=set(classes),
            preferred=set(_literals(told, "skos:prefLabel")),
            alternative=set(_literals(told, "skos:altLabel")) if known else set(),
            observed=Counter(classes),
            surfaces=set(_literals(here, "skos:altLabel")),
        )

    def _of_foundation(self, entity: NamedNode) -> Iterator[Triple]:
        for predicate, values in self._known.get(entity, {}).items():
            yield from (Triple(entity, predicate, value) for value in values)
        yield from self._recorded.get(entity, ())


@dataclass(frozen=True, slots=True)
class _Read:
    """A whole article: what it says of each node."""

    nodes: _Nodes

    @property
    def claims(self) -> list[NamedNode]:
        return [node for node, properties in self.nodes.items() if _TARGET in properties]

    def about(self, claim: NamedNode) -> Iterator[Triple]:
        """Yield a claim, with nodes that stand for its evidence and its article."""
        for predicate, values in self.nodes[claim].items():
            yield from (Triple(claim, predicate, _PROVEN.get(predicate, value)) for value in values)


def _told(
    statement: Statement, entities: Iterable[NamedNode], qualifier: str
) -> Iterator[tuple[NamedNode, Object]]:
    """Yield what a statement gives with a qualifier to its ends; `entities` has its object only if that is unknown."""
    value = statement.qualifiers.get(soe(qualifier))
    return iter([(entity, value) for entity in entities] if value is not None else [])


def _nodes(quads: Iterable[Quad]) -> _Nodes:
    found: Any = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject][quad.predicate].append(quad.object)
    return {node: dict(properties) for node, properties in found.items()}


def _literals(properties: Properties, predicate: str) -> Iterator[Literal]:
    return (value for value in properties.get(term(predicate), ()) if isinstance(value, Literal))


def _own(claim: NamedNode, node: Any) -> NamedNode:
    return NamedNode(f"{claim.value}?{node.value}")


def _meant(node: Any) -> Any:
    """Return the node that a claim's own stands for; any other as it is."""
    if isinstance(node, NamedNode) and "?" in node.value:
        return NamedNode(node.value.partition("?")[2])
    return node


def _key(violation: Violation) -> tuple[str, ...]:
    return violation.key
