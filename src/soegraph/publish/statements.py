"""The statements of a store, before they become lines (see `soegraph.publish.lines`) and are sorted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad

from soegraph.errors import StoreError
from soegraph.store import GraphName, Store

MARK = "\t"
"""What sets a line off from a graph in front of it or a mark behind it: no term holds it, and it sorts first."""

_NAMED = re.compile(r'<[^<][^ ]* <[^ ]+ (?:"|<[^<])')  # a triple term begins with two marks


def quads(store: Store) -> Iterator[Quad]:
    """Yield the quads of a store.

    Raises:
        StoreError: the store holds a blank node or a triple term, which no release may.
    """
    for quad in store.quads():
        if not isinstance(quad.graph_name, NamedNode | DefaultGraph):
            raise _nameless(quad)
        _line(quad)
        yield quad


def statements(store: Store, graph: GraphName) -> Iterator[str]:
    """Yield what a graph of a store states, as lines in any order.

    Raises:
        StoreError: as `quads` does.
    """
    return map(_line, store.quads(graph=graph))


def graph_name(quad: Quad) -> str:
    """Return the graph of a quad as N-Triples, "" for the default graph."""
    return "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)


def _line(quad: Quad) -> str:
    line = str(quad.triple)
    # A literal may hold these too; nearly none does, and looking for them is cheap.
    if (line[0] == "_" or " _:" in line or "<<" in line) and not _NAMED.match(line):
        raise _nameless(quad)
    return line


def _nameless(quad: Quad) -> StoreError:
    return StoreError(
        f"a blank node or triple term is in the store, give it an IRI before the export: {quad}"
    )
