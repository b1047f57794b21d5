"""A store as it will be once some graphs are replaced and the ledger is followed.

Facts can then be computed before anything is written, and all of it be written in one update.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode, Quad

from soegraph.curation.fit import Rulings
from soegraph.curation.identity import Identity
from soegraph.graph import layers
from soegraph.names import PROLOGUE
from soegraph.store import OxigraphStore, Store


class View:
    """What layers 1 and 2 of a store will say after some of its graphs are replaced.

    `changes` gives the coming quads of each graph to replace; none means that the graph goes. `rulings` are
    what judgements make of its claims and entities.
    """

    def __init__(
        self,
        store: Store,
        changes: Mapping[NamedNode, Iterable[Quad]],
        rulings: Rulings | None = None,
    ) -> None:
        self._store = store
        self.rulings = rulings or Rulings()
        self._passed_over = {*changes, layers.facts(), layers.inferred(), layers.quarantine()}
        self._coming = OxigraphStore()
        self._coming.extend(quad for quads in changes.values() for quad in quads)

    def matches(self, variables: str, nodes: Iterable[NamedNode], pattern: str) -> Iterator[tuple[Any, ...]]:
        """Yield the graph and the values of `variables` wherever a pattern matches inside one named graph.

        In the pattern, ``?e`` stands for each of `nodes` in turn.
        """
        nodes = frozenset(nodes)
        for row in matches(self._store, variables, nodes, pattern):
            if row[0] not in self._passed_over:
                yield row
        yield from matches(self._coming, variables, nodes, pattern)

    @property
    def identity(self) -> Identity:
        """Who is who."""
        return self.rulings.identity

    def about(self, variables: str, entities: Iterable[NamedNode], pattern: str) -> Iterator[tuple[Any, ...]]:
        """Yield what `matches` does for entities and all that they replace; the entity itself comes second.

        In the pattern, ``?e`` stands for each entity as articles and records have it.
        """
        for graph, entity, *values in self.matches(
            f"?e {variables}", self.identity.members(entities), pattern
        ):
            yield graph, self.identity.stays(entity), *values


def matches(
    store: Store, variables: str, nodes: Iterable[NamedNode], pattern: str, within: NamedNode | None = None
) -> Iterator[tuple[Any, ...]]:
    """Yield the graph and the values of `variables` as `View.matches` does, from a store as it is now.

    `within` keeps to one graph, whose name is then left unsaid.
    """
    if values := " ".join(sorted(map(str, nodes))):
        where = f"GRAPH {within or '?g'} {{ VALUES ?e {{ {values} }} {pattern} }}"
        yield from store.select(f"{PROLOGUE}SELECT ?g {variables} {{ {where} }}").rows
