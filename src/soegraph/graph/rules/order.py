"""In which order rules run: none before those that feed it, as far as they do not feed each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from soegraph.errors import QueryError

Shape = tuple[Any, Any]
"""Predicate and object of a pattern, None where it may be anything."""

R = TypeVar("R")
Feeds = Mapping[R, Mapping[R, int]]
"""For each rule the rules that it feeds: with 1 if what it adds may cost them solutions, else 0."""


def feeds(
    heads: Mapping[R, Collection[Shape]], bodies: Mapping[R, Collection[tuple[Shape, int]]]
) -> Feeds[R]:
    """Return which rules feed which, from the shapes that they add and those that they match with their bonds."""
    givers: dict[Any, dict[Any, list[R]]] = defaultdict(lambda: defaultdict(list))
    for rule, shapes in heads.items():
        for predicate, thing in shapes:
            givers[predicate][thing].append(rule)
    found: dict[R, dict[R, int]] = {rule: {} for rule in heads}
    for taker, places in bodies.items():
        for shape, bond in places:
            for giver in _overlapping(givers, shape):
                found[giver][taker] = max(bond, found[giver].get(taker, 0))
    return found


def _overlapping(givers: Mapping[Any, Mapping[Any, list[R]]], shape: Shape) -> Iterator[R]:
    predicate, thing = shape
    for by_object in givers.values() if predicate is None else _either(givers, predicate):
        for rules in by_object.values() if thing is None else _either(by_object, thing):
            yield from rules


def _either(found: Mapping[Any, R], key: Any) -> Iterator[R]:
    return (found[each] for each in (key, None) if each in found)


def strata(rules: Sequence[R], fed: Feeds[R]) -> list[list[R]]:
    """Return rules in strata: as few as let each rule stand above those that may cost it solutions.

    Raises:
        QueryError: a rule could cost itself solutions.
    """
    level = dict.fromkeys(rules, 0)
    for _ in range(len(rules) + 1):
        before = dict(level)
        for giver, takers in fed.items():
            for taker, bond in takers.items():
                level[taker] = max(level[taker], level[giver] + bond)
        if level == before:
            return _by_number(level)
    raise QueryError("rules with OPTIONAL, MINUS, EXISTS or an aggregate must not feed themselves")


def levels(rules: Sequence[R], fed: Feeds[R]) -> list[list[R]]:
    """Return rules in as many steps as can be: in one step are only rules that feed each other or do not meet."""
    level: dict[R, int] = {}
    for loop in _loops(rules, fed):
        above = max((level[giver] for giver in level if not fed[giver].keys().isdisjoint(loop)), default=-1)
        level |= dict.fromkeys(loop, above + 1)
    return _by_number({rule: level[rule] for rule in rules})


def _by_number(level: Mapping[R, int]) -> list[list[R]]:
    found: list[list[R]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for rule, number in level.items():
        found[number].append(rule)
    return found


def _loops(rules: Iterable[R], fed: Feeds[R]) -> list[set[R]]:
    """Return the strongly connected components, givers first (Kosaraju)."""
    givers: dict[R, list[R]] = {rule: [] for rule in rules}
    for giver, takers in fed.items():
        for taker in takers:
            givers[taker].append(giver)
    seen: set[R] = set()
    finished = [rule for start in givers for rule in _finished(start, fed, seen)]
    seen.clear()
    return [set(found) for start in reversed(finished) if (found := list(_finished(start, givers, seen)))]


def _finished(start: R, steps: Mapping[R, Iterable[R]], seen: set[R]) -> Iterator[R]:
    """Yield what can be reached and was not seen, each after all that it leads to."""
    if start in seen:
        return
    seen.add(start)
    waiting = [(start, iter(steps[start]))]
    while waiting:
        node, following = waiting[-1]
        if (other := next((step for step in following if step not in seen), None)) is None:
            waiting.pop()
            yield node
        else:
            seen.add(other)
            waiting.append((other, iter(steps[other])))
