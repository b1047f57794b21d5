"""New inconsistencies, told from the triples that come: what a load can afford.

Whatever clashes anew has one of these triples in it, so that only their neighbours are looked up. Values that are
none of their datatype are left to `inconsistencies`: what a load writes is typed, and each value would be tried.
"""

from __future__ import annotations

from collections.abc import Collection

from pyoxigraph import Triple

from soegraph.graph.layers import flat
from soegraph.graph.rules.clashes import broken, clashes
from soegraph.graph.rules.program import Binding, Index, Prepared
from soegraph.graph.rules.state import State, distinct, neighbourhood, solutions
from soegraph.store import OxigraphStore, Store

_LEFT = "dt-not-type"


class Watch:
    """What must not be by the ontology in the default graph of a store, found by the triples that could cause it."""

    def __init__(self, store: Store) -> None:
        self._index = Index()
        for rule in clashes(store):
            if rule.name.split()[0] != _LEFT:
                prepared = Prepared(rule, rule.body, ({},), (), ())
                for pattern in rule.body.patterns:
                    self._index.add(pattern, prepared, pattern)

    def caused(self, store: Store, come: Collection[Triple]) -> int:
        """Return how many inconsistencies of a store have one of the triples in it that have come."""
        state, met = State(store), dict[Prepared, list[Binding]]()
        for triple in come:
            for rule, pattern, binding in self._index.find(triple):
                rest = [other for other in rule.body.patterns if other is not pattern]
                met.setdefault(rule, []).extend(solutions(state, rest, binding))
        return sum(self._broken(rule, found, state, set(come)) for rule, found in met.items() if found)

    def _broken(self, rule: Prepared, found: list[Binding], state: State, come: set[Triple]) -> int:
        """Ask a rule over the triples that it meets where all its patterns match, for its filters."""
        scratch = OxigraphStore()
        scratch.extend(flat(neighbourhood(state, rule.body, distinct(found))))
        return sum(not come.isdisjoint(each.premises) for each in broken(rule.rule, scratch))
