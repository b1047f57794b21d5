"""The flat view as it was, or as it will be: patterns matched in a store without what goes, with what comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pyoxigraph import DefaultGraph, Literal, Quad, Triple

from soegraph.graph.rules.parse import Group, Pattern
from soegraph.graph.rules.program import Binding, Prepared, match, value
from soegraph.store import OxigraphStore, Store


class Coming:
    """Triples to be added, found by any of their parts."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._store = OxigraphStore()
        self.add(triples)

    def add(self, triples: Iterable[Triple]) -> None:
        """Add triples."""
        self._store.extend(Quad(*triple) for triple in triples)

    def find(self, subject: Any, predicate: Any, thing: Any) -> Iterator[Quad]:
        """Yield what matches subject, predicate and object, None for any."""
        return self._store.quads(subject, predicate, thing, DefaultGraph())

    def triples(self) -> set[Triple]:
        """Return all of them."""
        return {quad.triple for quad in self._store.quads()}


class State:
    """The default graph of a store without the triples in `gone` and with those in `coming`, as they stand."""

    def __init__(self, store: Store, gone: Collection[Triple] = (), coming: Coming | None = None) -> None:
        self._store = store
        self._gone = gone
        self._coming = coming

    def find(self, subject: Any, predicate: Any, thing: Any) -> Iterator[Triple]:
        """Yield the triples that match, None for any term."""
        if isinstance(subject, Literal):
            return
        ends = (subject, predicate, thing)
        for quad in self._store.quads(*ends, DefaultGraph()):
            if not self._gone or quad.triple not in self._gone:
                yield quad.triple
        if self._coming:
            yield from (quad.triple for quad in self._coming.find(*ends))

    def holds(self, triple: Triple) -> bool:
        """Tell whether a triple is there."""
        return next(self.find(*triple), None) is not None


def solutions(state: State, patterns: Collection[Pattern], known: Binding) -> Iterator[Binding]:
    """Yield all ways to match `patterns` together, as one join after another from what is known.

    Of the patterns with a known end the one with the fewest matches is taken next. None is counted: they are
    looked up in turns until one is through, so that a body with ten thousand subsidiaries costs no more than
    the rarer end of the join.
    """
    if not patterns:
        yield known
        return
    pattern, found = _rarest(state, patterns, known)
    rest = [other for other in patterns if other is not pattern]
    for triple in found:
        if (binding := match(pattern, triple, known)) is not None:
            yield from solutions(state, rest, binding)


def _rarest(state: State, patterns: Collection[Pattern], known: Binding) -> tuple[Pattern, Iterable[Triple]]:
    if len(patterns) == 1:
        [only] = patterns
        return only, state.find(*ends(only, known))
    sought = {pattern: ends(pattern, known) for pattern in patterns}
    open_ends = {pattern: (s is None) + (o is None) for pattern, (s, _, o) in sought.items()}
    fewest = min(open_ends.values())
    racing = [pattern for pattern in patterns if open_ends[pattern] == fewest]
    found: list[list[Triple]] = [[] for _ in racing]
    lookups = [state.find(*sought[pattern]) for pattern in racing]
    while True:
        for pattern, lookup, triples in zip(racing, lookups, found, strict=True):
            if (triple := next(lookup, None)) is None:
                return pattern, triples
            triples.append(triple)


def ends(pattern: Pattern, known: Binding) -> tuple[Any, Any, Any]:
    """Return subject, predicate and object of a pattern, None for what is not known."""
    return value(pattern.subject, known), value(pattern.predicate, known), value(pattern.object, known)


def given(rule: Prepared, solution: Binding) -> Iterator[Triple]:
    """Yield what a rule gives for one solution of all its patterns, if it is plain."""
    for head in rule.rule.head:
        subject, predicate, thing = ends(head, solution)
        if not isinstance(subject, Literal):
            yield Triple(subject, predicate, thing)


def neighbourhood(state: State, body: Group, roots: Iterable[Binding]) -> set[Triple]:
    """Return all triples that the body of a rule meets where the bindings `roots` hold."""
    found: set[Triple] = set()
    waiting: list[tuple[Group, Iterable[Binding]]] = [(body, roots)]
    while waiting:
        group, known = waiting.pop()
        solved = [solution for binding in known for solution in solutions(state, group.patterns, binding)]
        found.update(Triple(*ends(pattern, s)) for s in solved for pattern in group.patterns)
        waiting += [(part.group, distinct(solved, part.shown)) for part in group.parts]
    return found


def distinct(bindings: Iterable[Binding], names: Collection[str] | None = None) -> list[Binding]:
    """Return bindings without repetition, cut down to some names if any are given."""
    cut = (
        binding if names is None else {name: term for name, term in binding.items() if name in names}
        for binding in bindings
    )
    return list({frozenset(binding.items()): binding for binding in cut}.values())
