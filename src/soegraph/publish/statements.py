"""The statements of a store, before they become lines (see `soegraph.publish.lines`) and are sorted."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from soegraph.errors import StoreError
from soegraph.store import OxigraphStore, Store, Subject, Term

MARK = "\t"
"""What sets a line off from a graph in front of it or a mark behind it: no term holds it, and it sorts first."""


def quads(store: Store) -> Iterator[Quad]:
    """Yield the quads of a store.

    Raises:
        StoreError: the store holds a blank node or a triple term, which no release may.
    """
    for quad in store.quads():
        if not isinstance(quad.graph_name, NamedNode | DefaultGraph):
            raise _nameless(str(quad))
        _check(quad.subject, quad.object)
        yield quad


def statements(store: OxigraphStore, graph: NamedNode) -> Iterator[tuple[str, str]]:
    """Yield what a graph of a store states, in any order: a subject, and a predicate and object as in a line.

    Raises:
        StoreError: as `quads` does.
    """
    for subject, predicate, value in store.triples(graph):
        _check(subject, value)
        yield str(subject), f"{predicate} {value}"


def graph_name(quad: Quad) -> str:
    """Return the graph of a quad as N-Triples, "" for the default graph."""
    return "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)


def _check(subject: Subject, value: Term) -> None:
    if not (isinstance(subject, NamedNode) and isinstance(value, _NAMED)):
        raise _nameless(f"{subject} ... {value}")


_NAMED = (NamedNode, Literal)


def _nameless(found: str) -> StoreError:
    return StoreError(
        f"a blank node or triple term is in the store, give it an IRI before the export: {found}"
    )
