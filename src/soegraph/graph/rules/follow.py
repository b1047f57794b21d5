"""What follows from a change: the closure under the rules, without the rest of the graph.

A change takes some stated triples away and brings others. The closure is brought up to date stratum by
stratum, by delete and rederive (Gupta, Mumick and Subrahmanian 1993) with semi-naive rounds:

1. *Overdelete*: whatever a rule gave, in the state before, with a triple that goes, goes too, and so on, but
   for what is stated.
2. *Rederive*: of what has gone, that which a rule gives in the state after comes back.
3. *Derive*: what comes, or comes back, is met with the patterns of the rules, round by round, until nothing
   new follows.

A round looks up, in an overlay of the store, only the triples that the rules meet together with the changed
ones; the rule's own CONSTRUCT then runs over these few in a scratch store, so that filters and functions are
the engine's. The engine may find more there than is new; all of it is true.

That would not hold of a rule in which more triples may give fewer solutions (OPTIONAL, MINUS, EXISTS, an
aggregate). It is run for whole shares: the changed triples tell which values of the rule's key they concern
(for control by majority: which owner and owned), before or after the change; all triples of these shares
are gathered, and the query is held to them by a VALUES block. What the state before gives for them and the
state after does not goes; what only the state after gives comes.

Deletion by counting derivations would need the counts in the store, and fails where rules feed themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from pyoxigraph import Quad, Triple

from soegraph.graph.rules.parse import Pattern
from soegraph.graph.rules.program import Binding, Place, Prepared, Program
from soegraph.graph.rules.state import Coming, State, distinct, ends, given, neighbourhood, solutions
from soegraph.store import OxigraphStore, Store

_TRIED = 3
"""Premises that are looked at before a triple is taken to have lost its grounds; it comes back if it has not."""


def follow(
    program: Program,
    store: Store,
    removed: Iterable[Triple],
    added: Iterable[Triple],
    stated: Callable[[Triple], bool],
) -> tuple[set[Triple], set[Triple]]:
    """Return the triples that leave the flat view of a store and those that join it.

    `removed` are stated now and will not be, `added` the other way round; `stated` tells of any triple whether
    it will be. The flat view of the store must be closed under the program, and nothing is written to it.
    """
    return _Change(program, store, removed, added, stated).run()


class _Change:
    def __init__(
        self,
        program: Program,
        store: Store,
        removed: Iterable[Triple],
        added: Iterable[Triple],
        stated: Callable[[Triple], bool],
    ) -> None:
        self._program = program
        self._stated = stated
        self._before = State(store)
        self._gone = set(removed)
        self._coming = Coming(triple for triple in added if not self._before.holds(triple))
        self._after = State(store, self._gone, self._coming)
        self._either = State(store, (), self._coming)

    def run(self) -> tuple[set[Triple], set[Triple]]:
        for stratum in self._program.strata:
            rules, changed = frozenset(stratum), self._gone | self._coming.triples()
            self._overdelete(rules, changed)
            self._derive(rules, self._rederived(rules), changed)
        return self._gone, self._coming.triples()

    def _overdelete(self, stratum: Collection[Prepared], changed: set[Triple]) -> None:
        wave = changed
        while wave:
            fresh: set[Triple] = set()
            for rule, roots in self._met(stratum, wave, self._before).items():
                lost = _run(rule, roots, self._before)
                if rule.key and rule in self._program.final:
                    lost -= _run(rule, roots, self._after)
                fresh |= lost
            wave = {triple for triple in fresh - self._gone if not self._stays(triple)}
            self._gone |= wave

    def _stays(self, triple: Triple) -> bool:
        """Tell whether a triple will be stated, or follows from one such triple.

        So a group that thousands of relations make an organisation stays one, and none of them is looked at.
        """
        return self._stated(triple) or any(
            self._follows(rule, binding)
            for rule, _, binding in self._program.heads.find(triple)
            if rule.plain and len(rule.body.patterns) == 1
        )

    def _follows(self, rule: Prepared, binding: Binding) -> bool:
        [pattern] = rule.body.patterns
        found = self._before.find(*ends(pattern, binding))
        return any(self._stated(triple) for triple in islice(found, _TRIED))

    def _rederived(self, stratum: Collection[Prepared]) -> set[Triple]:
        roots: dict[Prepared, list[Binding]] = {}
        found: set[Triple] = set()
        for triple in self._gone:
            for rule, _, binding in self._program.heads.find(triple):
                if rule not in stratum or triple in found:
                    continue
                if not rule.plain:
                    roots.setdefault(rule, []).append(binding)
                elif next(solutions(self._after, rule.body.patterns, binding), None) is not None:
                    found.add(triple)
        for rule, known in roots.items():
            found |= _run(rule, _shares(rule, known, self._after), self._after)
        back = found & self._gone
        self._gone -= back
        return back

    def _derive(self, stratum: Collection[Prepared], back: set[Triple], changed: set[Triple]) -> None:
        wave = back | changed
        while wave:
            fresh = {
                triple
                for rule, roots in self._met(stratum, wave, self._after).items()
                for triple in _run(rule, roots, self._after)
            }
            wave = {triple for triple in fresh if not self._after.holds(triple)}
            self._coming.add(wave - self._gone)
            self._gone -= wave

    def _met(
        self, stratum: Collection[Prepared], wave: Iterable[Triple], state: State
    ) -> dict[Prepared, list[Binding]]:
        """Return where changed triples can make rules give something in a state, by the rules."""
        found: dict[Prepared, list[Binding]] = {}
        for triple in wave:
            there = state.holds(triple)
            for rule, place, binding in self._program.bodies.find(triple):
                if rule in stratum and (there or rule.key):
                    seen = self._either if rule.key else state
                    found.setdefault(rule, []).extend(_roots(rule, place, binding, seen))
        return {rule: distinct(roots, rule.shares) for rule, roots in found.items() if roots}


def _roots(rule: Prepared, place: Place, binding: Binding, state: State) -> list[Binding]:
    """Return what is known at the outermost level of a rule where a triple matches at a place in it."""
    known = [binding]
    for part in reversed(place.parts):
        patterns = [pattern for pattern in part.group.patterns if pattern is not place.pattern]
        known = distinct((s for each in known for s in _outwards(rule, patterns, each, state)), part.shown)
    return known


def _outwards(
    rule: Prepared, patterns: Collection[Pattern], known: Binding, state: State
) -> Iterator[Binding]:
    """Yield the ways to match patterns; one will do where it is known already which share it is."""
    if rule.shares is None or not rule.shares <= known.keys():
        return solutions(state, patterns, known)
    return islice(solutions(state, patterns, {name: known[name] for name in rule.shares}), 1)


def _run(rule: Prepared, roots: Collection[Binding], state: State) -> set[Triple]:
    """Return what a rule gives where one of `roots` holds in a state; more than that if it is monotone.

    The roots of a plain rule are solutions of all its patterns.
    """
    if rule.plain:
        return {triple for root in roots for triple in given(rule, root)}
    triples = neighbourhood(state, rule.body, roots)
    if not triples:
        return set()
    scratch = OxigraphStore()
    scratch.extend([*rule.schema, *(Quad(*triple) for triple in triples)])
    return set(scratch.construct(_held(rule, roots) if rule.key else rule.rule.text))


def _held(rule: Prepared, roots: Iterable[Binding]) -> str:
    """Write the query so that it gives the shares of `roots` only."""
    names = " ".join(f"?{name}" for name in rule.key)
    rows = sorted({" ".join(str(root[name]) for name in rule.key) for root in roots})
    text, closing = rule.rule.text, rule.rule.closing
    return f"{text[:closing]} VALUES ({names}) {{ ({') ('.join(rows)}) }} {text[closing:]}"


def _shares(rule: Prepared, known: Collection[Binding], state: State) -> list[Binding]:
    """Return the shares of a rule in which a part of its head may be given: all that is known, if monotone."""
    if not rule.key:
        return distinct(known)
    patterns = rule.body.patterns
    return distinct((s for each in known for s in solutions(state, patterns, each)), rule.shares)
