"""The statements of a store, before they become lines (see `soegraph.publish.lines`) and are sorted."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from soegraph.errors import StoreError
from soegraph.store import GraphName, Store

MARK = "\t"
"""What sets a line off from a graph in front of it or a mark behind it: no term holds it, and it sorts first."""


def quads(store: Store, graph: GraphName | None = None) -> Iterator[Quad]:
    """Yield the quads of a store, or of one graph of it.

    Raises:
        StoreError: the store holds a blank node or a triple term, which no release may.
    """
    for quad in store.quads(graph=graph):
        _refuse_nameless(quad)
        yield quad


def graph_name(quad: Quad) -> str:
    """Return the graph of a quad as N-Triples, "" for the default graph."""
    return "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)


def _refuse_nameless(quad: Quad) -> None:
    named = (
        isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode | Literal)
        and isinstance(quad.graph_name, NamedNode | DefaultGraph)
    )
    if not named:
        raise StoreError(
            f"a blank node or triple term is in the store, give it an IRI before the export: {quad}"
        )
