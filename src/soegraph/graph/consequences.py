"""What a commit changes beyond the graphs that it writes: the inferred layer and the flat view.

Only the neighbourhood of the change is read (see `rules.follow`), unless the schema changes, or what is stated to be
the same: then every triple may have a new class, and all is closed anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Triple

from soegraph.graph import layers, rules
from soegraph.graph.terms import term
from soegraph.store import OxigraphStore, Store


class Stated:
    """The stated layers of a store as a commit will leave them.

    `changes` gives the coming quads of each graph to replace, `removed` and `added` what the facts and the
    judgements lose and gain.
    """

    def __init__(
        self,
        store: Store,
        changes: Mapping[NamedNode, Collection[Quad]],
        removed: Collection[Triple],
        added: Collection[Triple],
    ) -> None:
        self._store = store
        self._replaced = {
            graph: {quad.triple for quad in changes[graph]} for graph in layers.stated() if graph in changes
        }
        self._kept_up = (layers.curation(), layers.facts())
        self._removed, self._added = removed, added

    def holds(self, triple: Triple) -> bool:
        """Tell whether a triple will be stated."""
        return triple in self._added or any(self._keeps(graph, triple) for graph in layers.stated())

    def _keeps(self, graph: NamedNode, triple: Triple) -> bool:
        if graph in self._replaced:
            return triple in self._replaced[graph]
        gone = graph in self._kept_up and triple in self._removed
        return not gone and layers.holds(self._store, triple, graph)

    def difference(self) -> tuple[set[Triple], set[Triple]]:
        """Return what is stated now and will not be, and what will be and is not."""
        touched = {*self._removed, *self._added}
        for graph, coming in self._replaced.items():
            touched |= coming.symmetric_difference(layers.triples(self._store, graph))
        before = {triple for triple in touched if self._is_stated(triple)}
        after = {triple for triple in touched if self.holds(triple)}
        return before - after, after - before

    def _is_stated(self, triple: Triple) -> bool:
        return any(layers.holds(self._store, triple, graph) for graph in layers.stated())

    def triples(self) -> Iterator[Triple]:
        """Yield all triples that will be stated; some may come twice."""
        for graph in layers.stated():
            kept = self._replaced.get(graph) or layers.triples(self._store, graph)
            yield from (t for t in kept if graph not in self._kept_up or t not in self._removed)
        yield from self._added


Changed = tuple[list[Quad], list[Quad]]
"""Quads to delete and to insert."""


def consequences(store: Store, program: rules.Program, stated: Stated) -> Changed:
    """Return how the inferred layer and the flat view change."""
    leaving, joining = stated.difference()
    if changes_schema(leaving | joining):
        gone, come = _anew(store, stated)
    else:
        gone, come = rules.follow(program, store, leaving, joining, stated.holds)
    deleted, inserted = [*layers.flat(gone)], [*layers.flat(come)]
    for triple in gone | come | leaving | joining:
        known = triple in come or (triple not in gone and layers.holds(store, triple))
        [quad] = layers.within(layers.inferred(), [triple])
        was_inferred = layers.holds(store, triple, layers.inferred())
        if (known and not stated.holds(triple)) != was_inferred:
            (deleted if was_inferred else inserted).append(quad)
    return deleted, inserted


def changes_schema(changed: Collection[Triple]) -> bool:
    """Tell whether one of the triples is of the schema, or says that two things are one."""
    return any(
        triple.predicate == term("owl:sameAs") or rules.is_schema(triple.predicate, triple.object)
        for triple in changed
    )


def _anew(store: Store, stated: Stated) -> tuple[set[Triple], set[Triple]]:
    """Close all that will be stated in a scratch store, and compare."""
    scratch = OxigraphStore()
    scratch.bulk_extend(layers.flat(stated.triples()))
    rules.close(scratch, rules.program(scratch))
    before = set(layers.triples(store, layers.FLAT))
    after = set(layers.triples(scratch, layers.FLAT))
    return before - after, after - before
