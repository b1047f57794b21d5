"""The whole graph as one file, the same bytes for the same statements whatever their history.

The formats of quads (nquads, trig) hold the default graph and every named graph. Those of triples (turtle,
ntriples, jsonld) hold the union of them all but the quarantine, each triple once: so the claims and their evidence
travel with the facts. All statements are held in memory as text and sorted there, some 300 bytes each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from soegraph import names
from soegraph.errors import SettingError, StoreError
from soegraph.publish.jsonld import jsonld
from soegraph.publish.turtle import trig, turtle
from soegraph.store import Store

# Sorted lines (see lines.py) of each graph, by its name in N-Triples; "" is the default graph.
Graphs: TypeAlias = Mapping[str, list[str]]


def export(store: Store, format: str, out: BinaryIO) -> None:  # noqa: A002  # the field's word
    """Write everything in `store` to `out`, in UTF-8; nothing is written if the content cannot be.

    Raises:
        SettingError: `format` is none of `FORMATS`.
        StoreError: the store holds a blank node or a triple term, which no release may.
    """
    if format not in FORMATS:
        raise SettingError(f"no format {format!r}: choose {', '.join(FORMATS)}")
    for text in FORMATS[format](_sorted_lines(store)):
        out.write(text.encode())


def _sorted_lines(store: Store) -> Graphs:
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads():
        _refuse_nameless(quad)
        name = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
        graphs[name].append(str(quad.triple))
    return {name: sorted(graphs[name]) for name in sorted(graphs)}


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


def _union(graphs: Graphs) -> list[str]:
    """Return all statements but those in quarantine, which nothing would tell from the others."""
    quarantine = f"<{names.graph('quarantine')}>"
    return sorted(set().union(*(lines for name, lines in graphs.items() if name != quarantine)))


def _nquads(graphs: Graphs) -> Iterator[str]:
    ends = {name: f" {name} .\n" if name else " .\n" for name in graphs}
    yield from sorted(line + ends[name] for name, lines in graphs.items() for line in lines)


def _ntriples(graphs: Graphs) -> Iterator[str]:
    yield from (f"{line} .\n" for line in _union(graphs))


FORMATS: Mapping[str, Callable[[Graphs], Iterator[str]]] = {
    "turtle": lambda graphs: turtle(_union(graphs)),
    "ntriples": _ntriples,
    "nquads": _nquads,
    "trig": trig,
    "jsonld": lambda graphs: jsonld(_union(graphs)),
}
"""The writers by the name of the format."""
