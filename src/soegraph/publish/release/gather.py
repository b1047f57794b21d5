"""What of a store is published, sorted: graph by graph for TriG, and by subject for all other files.

The layers are, and each article's graph. The flat view is not, since it holds nothing that they do not; neither are
claims in quarantine, nor graphs that somebody else put there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from pyoxigraph import NamedNode

from soegraph import names
from soegraph.graph import layers
from soegraph.publish.lines import About, Properties, grouped, iri
from soegraph.publish.sorting import HELD, Sorted
from soegraph.publish.statements import MARK, statements
from soegraph.publish.turtle import block
from soegraph.store import OxigraphStore

ONTOLOGY, AUTHORITY, CURATION, FACTS, ARTICLE, INFERRED = "o", "a", "c", "f", "n", "i"
"""The marks of what states a triple."""

_DATA = frozenset((AUTHORITY, CURATION, FACTS))


def of_ontology(marks: str) -> bool:
    """Tell by the marks of all that state a triple whether it is the ontology's."""
    return ONTOLOGY in marks


def of_data(marks: str) -> bool:
    """Tell whether a triple is data: a layer states it, and the ontology does not."""
    return ONTOLOGY not in marks and not _DATA.isdisjoint(marks)


def of_articles(marks: str) -> bool:
    """Tell whether articles are all that states a triple."""
    return ARTICLE in marks and ONTOLOGY not in marks and _DATA.isdisjoint(marks)


def inferred(marks: str) -> bool:
    """Tell whether a triple is no more than inferred."""
    return marks == INFERRED


def stated(marks: str) -> bool:
    """Tell whether a triple is more than inferred."""
    return marks != INFERRED


@dataclass(slots=True)
class Said:
    """What is said of a subject: `pairs` of a predicate and an object, as in a line, sorted."""

    subject: str
    pairs: list[str]
    _properties: Properties | None = None
    _turtle: str = ""

    @property
    def properties(self) -> Properties:
        """The predicates, each with its objects."""
        if self._properties is None:
            self._properties = grouped(self.pairs)
        return self._properties

    @property
    def turtle(self) -> str:
        """The block of a Turtle file: several have the same."""
        self._turtle = self._turtle or block(self.subject, self.properties)
        return self._turtle

    def only(self, *beginnings: str) -> Said:
        """Return the pairs that begin so."""
        return Said(self.subject, [pair for pair in self.pairs if pair.startswith(beginnings)])

    def without(self, *beginnings: str) -> Said:
        """Return the other pairs."""
        return Said(self.subject, [pair for pair in self.pairs if not pair.startswith(beginnings)])


@dataclass(frozen=True, slots=True)
class Node:
    """A subject with what is said of it, by the marks of all that state it."""

    subject: str
    by_marks: Mapping[str, list[str]]
    _asked: dict[tuple[str, ...], Said] = field(default_factory=dict)

    def said(self, wanted: Callable[[str], bool]) -> Said:
        """Return what is said of it under the marks that are `wanted`."""
        return self.under(tuple(filter(wanted, self.by_marks)))

    def under(self, marks: tuple[str, ...]) -> Said:
        """Return what is said of it under these of its marks."""
        if marks not in self._asked:
            found = [self.by_marks[each] for each in marks]
            pairs = found[0] if len(found) == 1 else sorted(pair for pairs in found for pair in pairs)
            self._asked[marks] = Said(self.subject, pairs)
        return self._asked[marks]

    def any(self, wanted: Callable[[str], bool]) -> bool:
        """Tell whether anything is said of it under such marks."""
        return any(map(wanted, self.by_marks))


class Gathered:
    """What is published of a store, sorted in `folder`; `held` is how many characters are held in memory at a time.

    `graphs` is to be read to its end before `nodes`.
    """

    def __init__(self, store: OxigraphStore, folder: Path, held: int = HELD) -> None:
        self._store = store
        self._folder = folder
        self._held = held
        self._records = Sorted(folder / "statements", held)

    def graphs(self, tell: Callable[[str], None] = lambda _: None) -> Iterator[tuple[str, Iterator[About]]]:
        """Yield each graph in order, by its N-Triples term, with its subjects; `tell` is told how far it is.

        Raises:
            StoreError: the store holds a blank node or a triple term, which no release may.
        """
        for number, (graph, mark) in enumerate(_graphs(self._store, self._folder / "names"), start=1):
            if number % 100 == 0:
                tell(f"reading graph {number:,}")
            subjects = self._subjects(graph, mark)
            if first := next(subjects, None):
                yield str(graph), chain([first], subjects)

    def _subjects(self, graph: NamedNode, mark: str) -> Iterator[About]:
        records = Sorted(self._folder / mark, self._held)
        for subject, pairs in _runs(statements(self._store, graph)):
            said = MARK.join(pairs)
            records.add(f"{subject}{MARK}{said}")
            self._records.add(f"{subject}{MARK}{mark}{MARK}{said}")
        for subject, found in _by_subject(records):
            yield subject, grouped(sorted(pair for _, *pairs in found for pair in pairs))
        records.clear()

    def nodes(self) -> Iterator[Node]:
        """Yield each subject, in order."""
        for subject, found in _by_subject(self._records):
            yield Node(subject, _by_marks([(record[1], record[2:]) for record in found]))


def _runs(stated: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield subjects with what is said of them; a subject comes once for each time that others do not interrupt it."""
    for subject, group in groupby(stated, key=itemgetter(0)):
        yield subject, [pair for _, pair in group]


def _by_subject(records: Iterable[str]) -> Iterator[tuple[str, list[list[str]]]]:
    for subject, group in groupby((record.split(MARK) for record in records), key=itemgetter(0)):
        yield subject, list(group)


def _by_marks(told: list[tuple[str, list[str]]]) -> dict[str, list[str]]:
    if len(told) == 1:
        (mark, pairs), *_ = told
        return {mark: sorted(pairs)}
    marks: dict[str, set[str]] = {}
    for mark, pairs in told:
        for pair in pairs:
            marks.setdefault(pair, set()).add(mark)
    found: dict[str, list[str]] = {}
    for pair in sorted(marks):
        found.setdefault("".join(sorted(marks[pair])), []).append(pair)
    return found


def _graphs(store: OxigraphStore, folder: Path) -> Iterator[tuple[NamedNode, str]]:
    """Yield the graphs that are published, each with its mark, in order; their names are sorted in `folder`."""
    marks = {
        layers.ONTOLOGY.value: ONTOLOGY,
        layers.authority().value: AUTHORITY,
        layers.curation().value: CURATION,
        layers.facts().value: FACTS,
        layers.inferred().value: INFERRED,
    }
    articles = names.thing("article", "")
    found = Sorted(folder)
    for graph in store.graphs():
        if isinstance(graph, NamedNode) and (graph.value in marks or graph.value.startswith(articles)):
            found.add(str(graph))
    for name in map(iri, found):
        yield NamedNode(name), marks.get(name, ARTICLE)
