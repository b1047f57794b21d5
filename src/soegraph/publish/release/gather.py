"""What of a store is published, sorted on disk: by statement for the files of triples, by graph for TriG.

The layers are, and each article's graph. The flat view is not, since it holds nothing that they do not; neither are
claims in quarantine, nor graphs that somebody else put there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pyoxigraph import NamedNode

from soegraph import names
from soegraph.graph import layers
from soegraph.publish.sorting import HELD, Sorted
from soegraph.publish.statements import MARK, quads
from soegraph.store import OxigraphStore

ONTOLOGY, AUTHORITY, CURATION, FACTS, ARTICLE, INFERRED = "o", "a", "c", "f", "n", "i"
"""The marks of what states a triple."""

_DATA = frozenset((AUTHORITY, CURATION, FACTS))


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple as a line (see `soegraph.publish.lines`), with the marks of all that state it."""

    line: str
    marks: str

    @property
    def of_ontology(self) -> bool:
        """Whether it is the ontology's."""
        return ONTOLOGY in self.marks

    @property
    def of_data(self) -> bool:
        """Whether it is data: a layer states it, and the ontology does not."""
        return not self.of_ontology and not _DATA.isdisjoint(self.marks)

    @property
    def of_articles(self) -> bool:
        """Whether articles are all that states it."""
        return ARTICLE in self.marks and not self.of_ontology and _DATA.isdisjoint(self.marks)

    @property
    def stated(self) -> bool:
        """Whether it is more than inferred."""
        return self.marks != INFERRED


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is published: statements with their marks, and statements by graph."""

    by_statement: Sorted
    by_graph: Sorted

    def nodes(self) -> Iterator[tuple[str, list[Statement]]]:
        """Yield each subject, in order, with what is said of it."""
        for subject, group in groupby(self.by_statement, key=lambda line: line.partition(" ")[0]):
            yield subject, list(_joined(group))


def _joined(marked: Iterable[str]) -> Iterator[Statement]:
    for line, group in groupby(marked, key=lambda each: each[:-2]):
        yield Statement(line, "".join(each[-1] for each in group))


def gather(store: OxigraphStore, folder: Path, tell: Callable[[str], None], held: int = HELD) -> Gathered:
    """Sort what is published in `folder`; `tell` is told how far it is, `held` is how much is held in memory.

    Raises:
        StoreError: the store holds a blank node or a triple term, which no release may.
    """
    found = Gathered(Sorted(folder / "statements", held), Sorted(folder / "graphs", held))
    for number, (graph, mark) in enumerate(_graphs(store), start=1):
        if number % 100 == 0:
            tell(f"reading graph {number:,}")
        for quad in quads(store, graph):
            line = str(quad.triple)
            found.by_statement.add(f"{line}{MARK}{mark}")
            found.by_graph.add(f"{graph}{MARK}{line}")
    return found


def _graphs(store: OxigraphStore) -> Iterator[tuple[NamedNode, str]]:
    yield layers.ONTOLOGY, ONTOLOGY
    yield layers.authority(), AUTHORITY
    yield layers.curation(), CURATION
    yield layers.facts(), FACTS
    yield layers.inferred(), INFERRED
    articles = names.thing("article", "")
    for graph in store.graphs():
        if isinstance(graph, NamedNode) and graph.value.startswith(articles):
            yield graph, ARTICLE
