"""What makes a thing a member of a class, as patterns: the antecedents of rules.

A named class is one pattern (`?x a soe:Mine`). A class expression has no members in the graph; it is taken apart into
the patterns that describe it, once for each of its alternatives (unions, enumerations, what is said to lie below it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, product
from typing import Any

from soegraph.graph.rules.parse import Variable
from soegraph.graph.rules.tbox import (
    THING,
    TYPE,
    Axioms,
    Node,
    TBox,
    is_datatype,
    is_expression,
    owl,
)

Atom = tuple[Any, Any, Any]
"""Subject, predicate and object of a pattern."""


@dataclass(frozen=True, slots=True)
class Body:
    """Patterns that hold together: `names` tells which variables stand for one known thing each."""

    atoms: tuple[Atom, ...] = ()
    filters: tuple[str, ...] = ()
    names: Mapping[Variable, Any] = field(default_factory=dict)
    axioms: Axioms = ()

    def because(self, axioms: Axioms) -> Body:
        """Return the same patterns with more axioms behind them."""
        return replace(self, axioms=(*axioms, *self.axioms))

    def where(self, atom: Atom) -> Atom:
        """Return a pattern with its variables replaced by what they stand for."""
        return tuple(self.names.get(node, node) if isinstance(node, Variable) else node for node in atom)


def joined(bodies: Iterable[Body]) -> Body | None:
    """Return all patterns together, None if one variable would stand for two things."""
    found = Body()
    for body in bodies:
        if any(found.names.get(variable, term) != term for variable, term in body.names.items()):
            return None
        found = Body(
            tuple(dict.fromkeys((*found.atoms, *body.atoms))),
            tuple(dict.fromkeys((*found.filters, *body.filters))),
            {**found.names, **body.names},
            (*found.axioms, *body.axioms),
        )
    return found


def link(tbox: TBox, subject: Any, relation: Node, thing: Any) -> Atom:
    """Return the pattern of a property, turned round for the inverse of a named one."""
    inverse = tbox.value(relation, "inverseOf") if is_expression(relation) else None
    return (subject, relation, thing) if inverse is None else (thing, inverse, subject)


class Bodies:
    """The antecedents of one rule. Each variable it makes is new."""

    def __init__(self, tbox: TBox) -> None:
        self._tbox = tbox
        self._fresh = count(1)

    def variable(self) -> Variable:
        """Return a new variable."""
        return Variable(f"x{next(self._fresh)}")

    def members(self, cls: Node, thing: Any, seen: frozenset[Node] = frozenset()) -> list[Body]:
        """Return the ways in which `thing` can be known to be of a class."""
        if cls == THING:
            return [Body()]
        if is_datatype(cls):
            return [Body(filters=(_of_datatype(thing, cls),))]
        if not is_expression(cls):
            return [Body(((thing, TYPE, cls),))]
        return [
            body.because(axioms)
            for below, axioms in {cls: (), **self._tbox.classes.below(cls)}.items()
            if below not in seen
            for body in self._alternatives(below, thing, seen)
        ]

    def _alternatives(self, cls: Node, thing: Any, seen: frozenset[Node]) -> list[Body]:
        if not is_expression(cls):
            return self.members(cls, thing)
        return [body for _, body in self.givers(cls, thing, seen)]

    def givers(
        self, cls: Node, thing: Any, seen: frozenset[Node] = frozenset()
    ) -> Iterator[tuple[str, Body]]:
        """Yield what makes a thing a member of a class other than its place above others, by the rule's name."""
        inside = seen | {cls}
        if parts := self._tbox.value(cls, "intersectionOf"):
            ways = [self.members(part, thing, inside) for part in self._tbox.items(parts)]
            yield from self._each("cls-int1", cls, map(joined, product(*ways)))
        for part in self._tbox.items(self._tbox.value(cls, "oneOf")):
            yield "cls-oo", Body(names={thing: part}, axioms=self._tbox.described(cls))
        yield from self._restricted(cls, thing, inside)
        yield from self._told(cls, thing, inside)

    def _restricted(self, cls: Node, thing: Any, seen: frozenset[Node]) -> Iterator[tuple[str, Body]]:
        relation = self._tbox.value(cls, "onProperty")
        if relation is None:
            return
        for value in self._tbox.values(cls, "hasValue"):
            known = Body((link(self._tbox, thing, relation, value),))
            yield from self._each("cls-hv2", cls, [known])
        for filler in self._tbox.values(cls, "someValuesFrom"):
            other = self.variable()
            name = "cls-svf2" if filler == THING else "cls-svf1"
            ways = self._linked(link(self._tbox, thing, relation, other), filler, other, seen)
            yield from self._each(name, cls, ways)

    def _told(self, cls: Node, thing: Any, seen: frozenset[Node]) -> Iterator[tuple[str, Body]]:
        """Yield what relations say of their ends."""
        for name, kind in (("prp-dom", "domain"), ("prp-rng", "range")):
            for relation in self._tbox.subjects(kind, cls):
                subject, value = (thing, self.variable()) if kind == "domain" else (self.variable(), thing)
                atom = link(self._tbox, subject, relation, value)
                axioms = self._tbox.axiom(relation, kind, cls)
                yield name, Body((atom,), axioms=axioms)
        for restriction in self._tbox.subjects("allValuesFrom", cls):
            owner = self.variable()
            atom = link(self._tbox, owner, self._tbox.value(restriction, "onProperty"), thing)
            yield from self._each("cls-avf", restriction, self._linked(atom, restriction, owner, seen))

    def _linked(self, atom: Atom, cls: Node, thing: Any, seen: frozenset[Node]) -> list[Body]:
        found = [joined([Body((atom,)), body]) for body in self.members(cls, thing, seen)]
        return [body for body in found if body is not None]

    def _each(self, name: str, cls: Node, bodies: Iterable[Body | None]) -> Iterator[tuple[str, Body]]:
        axioms = self._tbox.described(cls)
        return ((name, body.because(axioms)) for body in bodies if body is not None)


def _of_datatype(thing: Variable, datatype: Any) -> str:
    if datatype == owl("Literal"):
        return f"FILTER(isLiteral(?{thing.name}))"
    return f"FILTER(DATATYPE(?{thing.name}) = {datatype})"
