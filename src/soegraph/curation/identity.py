"""Who is who: the map from replaced entities to those that stay.

What is not the same blocks first, whatever the order; then entities are joined in the order of the ledger. A
judgement that would join what is blocked, or things of disjoint classes, joins nothing and is reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pyoxigraph import NamedNode

from soegraph.curation.judgement import NOT_SAME, SAME, Judgement

Apart = Callable[[NamedNode, NamedNode], str]
"""Tells why two entities can never be one, "" if they can."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Each replaced entity with the one that stays, and the judgements that could not be followed, with reasons."""

    replaced: Mapping[NamedNode, NamedNode] = field(default_factory=lambda: MappingProxyType({}))
    contradicted: Mapping[Judgement, str] = field(default_factory=lambda: MappingProxyType({}))

    def stays(self, node: NamedNode) -> NamedNode:
        """Return the entity that stands for a node: itself, unless it is replaced."""
        return self.replaced.get(node, node)

    def members(self, nodes: Iterable[NamedNode]) -> Iterator[NamedNode]:
        """Yield each of some staying entities with all that it replaces."""
        aliases: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for gone, stays in self.replaced.items():
            aliases[stays].append(gone)
        for node in nodes:
            yield node
            yield from aliases.get(node, ())


def identify(pairs: Iterable[Judgement], known: Collection[NamedNode], apart: Apart) -> Identity:
    """Work out who is who from standing judgements of pairs, in their order.

    `known` are the entities of the authority tables: of several that could stay, one of them does.
    """
    judged = list(pairs)
    blocked = {frozenset(j.pair): j for j in judged if j.decision == NOT_SAME}
    classes: dict[NamedNode, list[NamedNode]] = {}
    followed: list[Judgement] = []
    contradicted: dict[Judgement, str] = {}
    for judgement in judged:
        if judgement.decision == SAME:
            one, other = (classes.get(node, [node]) for node in judgement.pair)
            if one is not other and (reason := _obstacle(one, other, blocked, apart)):
                contradicted[judgement] = reason
                continue
            followed.append(judgement)
            joined = one if one is other else [*one, *other]
            classes.update(dict.fromkeys(joined, joined))
    return Identity(MappingProxyType(dict(_replaced(classes, followed, known))), contradicted)


def _obstacle(
    one: Iterable[NamedNode],
    other: Iterable[NamedNode],
    blocked: Mapping[frozenset[NamedNode], Judgement],
    apart: Apart,
) -> str:
    """Return why two classes cannot be joined, "" if they can."""
    others = list(other)
    for a in one:
        for b in others:
            if judgement := blocked.get(frozenset((a, b))):
                return f"{judgement.where} says not-same of {judgement.subject} and {judgement.object}"
            if reason := apart(a, b):
                return reason
    return ""


def _replaced(
    classes: Mapping[NamedNode, list[NamedNode]], followed: Iterable[Judgement], known: Collection[NamedNode]
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield each replaced entity with the one that stays, sorted."""
    told = {judgement.pair for judgement in followed}
    gone = {pair[0] for pair in told}
    order = [judgement.pair[1] for judgement in followed]
    staying: dict[int, NamedNode] = {}
    for members in classes.values():
        if id(members) not in staying:
            last = [node for node in members if node not in gone] or _last(order, members)
            staying[id(members)] = min(last, key=lambda node: (node not in known, order.index(node)))
    for node in sorted(classes, key=str):
        if (stays := staying[id(classes[node])]) != node:
            yield node, stays


def _last(order: list[NamedNode], members: Collection[NamedNode]) -> list[NamedNode]:
    """Return the entity that the latest judgement lets stay: in a circle each one is replaced by another."""
    return [node for node in order if node in members][-1:]
