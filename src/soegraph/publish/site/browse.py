"""The index of the site: for each class the things that are of it, by letter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from pyoxigraph import NamedNode

from soegraph import names, schema
from soegraph.graph.terms import local_name, soe
from soegraph.publish.release.files import kind_of
from soegraph.publish.site.model import Entry, Ref, Shelf, Thing
from soegraph.publish.site.reader import Reader
from soegraph.publish.sorting import Sorted
from soegraph.publish.vocabulary.model import Text

FOLDER = "browse"
ONE_PAGE = 300
"""How many things of a class go on one page; of a larger class, each letter has its own."""

_MOST = 1000  # on a page, where a letter has more
_OTHER = "Other"  # what is of no class of the ontology
_OF_FACTS = frozenset(("Article", "Claim", "Fact", "Judgement", "Record", "Stake", "Tenure"))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the index: a class, its letters with the pages that have them, and the things of some by letter.

    `following` is the page that goes on with the same letter, "" if none does.
    """

    path: str
    shelf: Shelf
    letters: tuple[tuple[str, str, int], ...]
    lists: tuple[tuple[str, tuple[Entry, ...]], ...]
    following: str = ""


class Index:
    """The things of the site by class and letter, sorted on disk in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._sorted = Sorted(folder)
        self._counts: dict[str, Counter[str]] = {}

    def add(self, thing: Thing) -> None:
        """Take a thing; names that were replaced and pieces of evidence are not listed."""
        if thing.replaced is not None or kind_of(f"<{thing.ref.iri}>") == "evidence":
            return
        key = names.slug(thing.ref.name)
        letter = key[0].upper() if key[0].isalpha() else "0–9"
        entry = json.dumps([thing.ref.path, [[text.value, text.lang] for text in thing.ref.names]])
        for cls in [local_name(NamedNode(ref.iri)) for ref in thing.classes] or [_OTHER]:
            self._counts.setdefault(cls, Counter())[letter] += 1
            self._sorted.add(f"{cls}\t{letter}\t{key}\t{entry}")

    def shelves(self, reader: Reader) -> list[Shelf]:
        """Return the classes that have things, those of facts and sources last."""
        return [_shelf(reader, cls, counts.total()) for cls, counts in sorted(self._counts.items())]

    def leaves(self, shelves: Iterable[Shelf]) -> Iterator[Leaf]:
        """Yield the pages of all classes."""
        for shelf, (cls, group) in zip(shelves, groupby(self._sorted, key=_class), strict=True):
            letters = self._counts[cls]
            if shelf.total <= ONE_PAGE:
                lists = tuple(
                    (letter, tuple(map(_entry, found))) for letter, found in groupby(group, _letter)
                )
                marks = tuple((letter, f"{shelf.path}#{_mark(letter)}", len(each)) for letter, each in lists)
                yield Leaf(shelf.path, shelf, marks, lists)
            else:
                yield from _by_letter(shelf, cls, letters, group)


def _by_letter(shelf: Shelf, cls: str, letters: Counter[str], lines: Iterable[str]) -> Iterator[Leaf]:
    marks = tuple((letter, _path(cls, letter), count) for letter, count in sorted(letters.items()))
    yield Leaf(shelf.path, shelf, marks, ())
    for letter, group in groupby(lines, _letter):
        for number, part in enumerate(_portions(map(_entry, group)), start=1):
            following = _path(cls, letter, number + 1) if number * _MOST < letters[letter] else ""
            yield Leaf(_path(cls, letter, number), shelf, marks, ((letter, part),), following)


def _portions(entries: Iterator[Entry]) -> Iterator[tuple[Entry, ...]]:
    while portion := tuple(islice(entries, _MOST)):
        yield portion


def _path(cls: str, letter: str = "", number: int = 1) -> str:
    parts = [cls, *([_mark(letter)] if letter else []), *([str(number)] if number > 1 else [])]
    return f"{FOLDER}/{'-'.join(parts)}.html"


def _mark(letter: str) -> str:
    return letter if letter.isalpha() else "0"


def _class(line: str) -> str:
    return line.partition("\t")[0]


def _letter(line: str) -> str:
    return line.split("\t", 2)[1]


def _entry(line: str) -> Entry:
    path, texts = json.loads(line.split("\t", 3)[3])
    return Entry(path, tuple(Text(*text) for text in texts))


def _shelf(reader: Reader, cls: str, total: int) -> Shelf:
    known = schema.load()
    notes = [Text(known.definition(cls, lang), lang) for lang in ("en", "zh-hans")] if cls != _OTHER else []
    ref = (
        Ref("", names=(Text("Other", "en"), Text("其他", "zh-hans")))
        if cls == _OTHER
        else reader.ref(soe(cls))
    )
    return Shelf(ref, _path(cls), total, tuple(note for note in notes if note.value), cls in _OF_FACTS)
