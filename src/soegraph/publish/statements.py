"""The statements of a store as lines that can be sorted: where every format begins.

A line is a statement in the form of `soegraph.publish.lines`, with what it is wanted for beside it: nothing, the graph
in front, or a mark of the graph behind. The mark is set off by a tab, which no term holds, and which comes before all that
can follow a term; so lines with it and without it sort alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from soegraph.errors import StoreError
from soegraph.store import GraphName, Store

MARK = "\t"


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
