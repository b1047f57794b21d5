"""The graph as of a day: of what holds in time only what certainly, or also what possibly, held on that day.

Three nested slices give a query three-valued answers: a row of the smallest one is certain, one that only the next
has is possible, one that needs undated statements is unknown. Rules run anew on each, so that nothing follows from
what did not hold together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from soegraph.graph import held, layers
from soegraph.graph.bulk import complete
from soegraph.graph.validity import ANSWERS
from soegraph.store import OxigraphStore, Store


def slices(store: Store, day: str, *, articles: bool = True) -> Iterator[tuple[str, OxigraphStore]]:
    """Yield the slices of a graph for a partial date, each under the answer that its rows have, the smallest first.

    Without `articles` they lack the graphs of layer 2, which most queries do not look into.
    """
    answers = held.answers(store, day)
    for given in ANSWERS:
        left_out = {item for item, found in answers.items() if held.rank(found) > held.rank(given)}
        yield given, _without(store, left_out, articles)


def _without(store: Store, left_out: Collection[NamedNode | Triple], articles: bool) -> OxigraphStore:
    """Copy a graph without some nodes and plain triples of its facts, and infer anew."""
    copy = OxigraphStore()
    copy.bulk_extend(
        quad
        for quad in _base(store, articles)
        if quad.graph_name != layers.facts() or not _concerns(quad.triple, left_out)
    )
    complete(copy)
    return copy


def _concerns(triple: Triple, left_out: Collection[NamedNode | Triple]) -> bool:
    return triple.subject in left_out or triple in left_out


def _base(store: Store, articles: bool) -> Iterator[Quad]:
    """Yield the quads that are not derived from others of the same graph."""
    if articles:
        named = (quad for quad in store.quads() if isinstance(quad.graph_name, NamedNode))
        return (quad for quad in named if quad.graph_name != layers.inferred())
    return (quad for graph in layers.stated() for quad in store.quads(graph=graph))
