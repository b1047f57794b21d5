"""The graph as it was known on a day: from what had been published by then, whatever came to light later.

An article counts when it was certainly out by the end of that day, month or year; a record of the authority tables when
it says as of when it holds, and that is no later. What the things are and are called stays, and so do judgements: they
correct how a source was read, not what it said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from soegraph.curation import Ledger
from soegraph.graph import layers, quarantine
from soegraph.graph.bulk import derive, spoken_of
from soegraph.graph.validity import last_day
from soegraph.names import PROLOGUE
from soegraph.store import OxigraphStore, Store


@dataclass(frozen=True, slots=True)
class Known:
    """A graph as it was known on a day.

    It lacks so many articles and records that came `later`, and so many `undated` ones.
    """

    store: OxigraphStore
    later: int
    undated: int


def known(store: Store, day: str, ledger: Ledger) -> Known:
    """Return the graph as it was known by the end of a partial date, under the judgements of a ledger."""
    dates = {**_articles(store), **_records(store)}
    out = {node for node, date in dates.items() if not date or last_day(date) > last_day(day)}
    copy = OxigraphStore()
    copy.bulk_extend(_kept(store, out))
    copy.bulk_extend(quarantine.quads(store, dates.keys() - out))
    derive(copy, ledger, spoken_of(copy.quads()))
    undated = sum(not dates[node] for node in out)
    return Known(copy, later=len(out) - undated, undated=undated)


def _articles(store: Store) -> dict[NamedNode, str]:
    """Return the date of publication of each article, "" where it is unknown."""
    return _dated(store, "GRAPH ?n { ?n a soe:Article . OPTIONAL { ?n schema:datePublished ?date } }")


def _records(store: Store) -> dict[NamedNode, str]:
    record = "?n a soe:Record . OPTIONAL { ?n soe:asOf ?date }"
    return _dated(store, f"GRAPH {layers.authority()} {{ {record} }}")


def _dated(store: Store, pattern: str) -> dict[NamedNode, str]:
    rows = store.select(f"{PROLOGUE}SELECT ?n ?date {{ {pattern} }}").rows
    return {
        node: date.value if isinstance(date, Literal) else ""
        for node, date in rows
        if isinstance(node, NamedNode)
    }


def _kept(store: Store, out: Collection[NamedNode]) -> Iterator[Quad]:
    """Yield what is stated, without the articles and records that are out."""
    derived = {layers.curation(), layers.facts(), layers.inferred(), layers.quarantine()}
    for quad in store.quads():
        stated = isinstance(quad.graph_name, NamedNode) and quad.graph_name not in derived
        if stated and quad.graph_name not in out and quad.subject not in out:
            yield quad
