"""What the facts layer says of time, and what that answers for a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from soegraph import schema
from soegraph.graph import layers
from soegraph.graph.spans import OF_STATES, OF_TENURES
from soegraph.graph.terms import local_name, soe
from soegraph.graph.validity import ANSWERS, CERTAIN, Bounds, answer, excluded_by_others
from soegraph.names import PROLOGUE, slug_of
from soegraph.store import Store

Answers = dict[NamedNode | Triple, str | None]
"""The answer for each node that holds in time and for each plain triple; None: it certainly did not hold."""

_BOUNDS = {  # the field of `Bounds` by the property that holds it
    name: bound.name
    for names in (OF_TENURES, OF_STATES)
    for name, bound in zip(names, fields(Bounds), strict=True)
}
_NODES = {
    "Tenure": "?n a soe:Tenure ; org:member ?s ; org:organization ?o ; org:role ?role . BIND(soe:holdsPost AS ?p)",
    "Stake": "?n a soe:Stake ; soe:owner ?s ; soe:owned ?o . BIND(soe:holdsStakeIn AS ?p)",
    "Fact": "?n a soe:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A node that says when a plain triple held: a tenure, a stake, or the fact's own node.

    `post` is the organisation and role of a tenure in a post that one person holds at a time.
    """

    node: NamedNode
    triple: Triple
    bounds: Bounds
    post: tuple[NamedNode, NamedNode] | None = None


def answers(store: Store, day: str) -> Answers:
    """Return what held on a partial date according to the facts layer of a store.

    A plain triple has the best answer of its tenures or stakes, or else of its own nodes.
    """
    bounds = _bounds(store)
    facts = list(_held(store, "Fact", bounds))
    telling = [*_held(store, "Tenure", bounds), *_held(store, "Stake", bounds)]
    told = {item.triple for item in telling}
    found: Answers = {}
    for item, given in _answered([*telling, *(fact for fact in facts if fact.triple not in told)], day):
        found[item.node] = given
        found[item.triple] = min(given, found.get(item.triple), key=rank)
    return found | {fact.node: found[fact.triple] for fact in facts if fact.triple in told}


def rank(given: str | None) -> int:
    """Return the place of an answer, the surest first; None comes last.

    >>> sorted([None, "possible", "certain"], key=rank)
    ['certain', 'possible', None]
    """
    return len(ANSWERS) if given is None else ANSWERS.index(given)


def _answered(items: Sequence[Held], day: str) -> Iterator[tuple[Held, str | None]]:
    holders: dict[Any, list[Held]] = defaultdict(list)
    for item in items:
        if item.post:
            holders[item.post].append(item)
    for item in items:
        sharing = holders[item.post] if item.post else []
        others = (other.bounds for other in sharing if other.triple.subject != item.triple.subject)
        yield item, None if excluded_by_others(item.bounds, others, day) else _answer(item, day)


def _answer(item: Held, day: str) -> str | None:
    relation = schema.load().properties[local_name(item.triple.predicate)]
    if relation.temporality == "timeless":
        return CERTAIN
    return answer(item.bounds, day, lasting=relation.temporality == "event")


def _held(store: Store, cls: str, bounds: Mapping[NamedNode, Bounds]) -> Iterator[Held]:
    pattern = f"GRAPH {layers.facts()} {{ {_NODES[cls]} }}"
    rows: list[tuple[Any, ...]] = store.select(f"{PROLOGUE}SELECT ?n ?s ?p ?o ?role {{ {pattern} }}").rows
    for node, s, p, o, role in rows:
        post = (o, role) if role is not None and is_sole(role) else None
        yield Held(node, Triple(s, p, o), bounds.get(node, Bounds()), post)


def is_sole(role: NamedNode) -> bool:
    """Tell whether a node is a role that an organisation gives to one person at a time."""
    concept = schema.load().concepts("roles").get(slug_of(role.value))
    return concept is not None and concept.sole


def _bounds(store: Store) -> dict[Any, Bounds]:
    found: dict[Any, dict[str, str]] = defaultdict(dict)
    for name, bound in _BOUNDS.items():
        for quad in store.quads(None, soe(name), None, layers.facts()):
            if isinstance(quad.object, Literal):
                found[quad.subject][bound] = quad.object.value
    return {node: Bounds(**dates) for node, dates in found.items()}
