"""The whole graph as one file, the same bytes for the same statements whatever their history.

The formats of quads (nquads, trig) hold the default graph and every named graph. Those of triples (turtle,
ntriples, jsonld) hold the union of them all but the quarantine, each triple once: so the claims and their evidence
travel with the facts. Statements are sorted on disk (see `soegraph.publish.sorting`): memory does not grow with the
graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import BinaryIO, NamedTuple

from pyoxigraph import Quad

from soegraph.errors import SettingError
from soegraph.graph import layers
from soegraph.publish import jsonld
from soegraph.publish.lines import About, subjects
from soegraph.publish.sorting import Sorted, sorting
from soegraph.publish.statements import MARK, graph_name, quads
from soegraph.publish.turtle import trig, turtle
from soegraph.store import Store


def export(store: Store, format: str, out: BinaryIO) -> None:  # noqa: A002  # the field's word
    """Write everything in `store` to `out`, in UTF-8; nothing is written if the content cannot be.

    Raises:
        SettingError: `format` is none of `FORMATS`.
        StoreError: the store holds a blank node or a triple term, which no release may.
    """
    if format not in FORMATS:
        raise SettingError(f"no format {format!r}: choose {', '.join(FORMATS)}")
    chosen = FORMATS[format]
    with sorting() as folder:
        lines = Sorted(folder)
        lines.extend(line for quad in quads(store) if (line := chosen.line(quad)))
        chosen.check(lines)
        for text in chosen.write(lines):
            out.write(text.encode())


class Format(NamedTuple):
    """A way to write: the line of a quad to sort ("" for none), the text of lines, and what refuses some beforehand."""

    line: Callable[[Quad], str]
    write: Callable[[Iterable[str]], Iterator[str]]
    check: Callable[[Iterable[str]], None] = lambda _: None


def _triple(quad: Quad) -> str:
    """Return the line of all triples but those in quarantine, which nothing would tell from the others."""
    return "" if quad.graph_name == layers.quarantine() else str(quad.triple)


def _nquad(quad: Quad) -> str:
    name = graph_name(quad)
    return f"{quad.triple} {name} ." if name else f"{quad.triple} ."


def _in_graph(quad: Quad) -> str:
    return f"{graph_name(quad)}{MARK}{quad.triple}"


def _by_graph(lines: Iterable[str]) -> Iterator[tuple[str, Iterator[About]]]:
    """Yield each graph of lines that begin with it, with its subjects."""
    for name, found in groupby(lines, key=lambda line: line.partition(MARK)[0]):
        yield name, subjects(line[len(name) + 1 :] for line in found)


FORMATS: Mapping[str, Format] = {
    "turtle": Format(_triple, turtle),
    "ntriples": Format(_triple, lambda lines: (f"{line} .\n" for line in lines)),
    "nquads": Format(_nquad, lambda lines: (f"{line}\n" for line in lines)),
    "trig": Format(_in_graph, lambda lines: trig(_by_graph(lines))),
    "jsonld": Format(_triple, jsonld.jsonld, jsonld.check),
}
"""The formats by their names."""
