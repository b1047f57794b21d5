"""The tables of the lexicon, row by row as records.

`ontology/lexicon/README.md` explains their columns. Whatever is wrong with a row is an `OntologyError` that names file,
line and column; a `Tables` that is given a list for faults notes it there and goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeVar

from soegraph import schema
from soegraph.errors import InputError, OntologyError
from soegraph.loaders import lexicon_cells as cells
from soegraph.loaders.lexicon_cells import Need
from soegraph.tables import Row, read_table

Record = TypeVar("Record")

# Each table by the end of its name, with its columns and, of these, the ones that make two rows one.
COLUMNS = {
    "": ["id", "pos", "lemmas", "needs", "subject", "predicate", "object", "qualifiers", "confidence"],
    "-titles": ["label", "role", "organisation"],
    "-heads": ["head", "class", "use"],
    "-head-rules": ["heads", "beside", "words", "class"],
    "-cues": ["cue", "pos", "modality"],
    "-words": ["list", "words"],
}
_KEYS = {
    "": ["id"],
    "-titles": ["label", "organisation"],
    "-heads": ["head", "use"],
    "-head-rules": ["heads", "beside"],
    "-cues": ["cue", "pos"],
    "-words": ["list"],
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the lexicon: a lemma, the slots of its arguments and the relation that it means.

    `subject` and `object` are paths of slots, tried in their order: ``("obj.of", "obj.in")``. `qualifiers`
    maps a qualifier to a fixed value or, with a leading ``@``, to what gives it.
    """

    id: str
    pos: str
    lemmas: frozenset[str]
    needs: tuple[Need, ...]
    subject: tuple[str, ...]
    predicate: str
    object: tuple[str, ...]
    qualifiers: Mapping[str, str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun that tells the class of what it names: ``Mining`` closes the name of an enterprise."""

    word: str
    cls: str
    use: str


@dataclass(frozen=True, slots=True)
class Title:
    """A job title: it means `role` where the organisation fits.

    `organisation` is "" for any, a class, or ``class:word word`` when one of the words must stand in the name.
    """

    label: str
    role: str
    organisation: str

    def fits(self, cls: str, names: Iterable[str]) -> bool:
        """Tell whether an organisation of this class and these names is one that the title asks for."""
        wanted, _, words = self.organisation.partition(":")
        said = " ".join(names).lower()
        return schema.load().is_a(cls, wanted) and (not words or any(word in said for word in words.split()))


@dataclass(frozen=True, slots=True)
class HeadRule:
    """What words beside one of some `heads` change: with one, or `without` any, the name is of `cls`, "" for none."""

    heads: tuple[str, ...]
    words: frozenset[str]
    without: bool
    cls: str

    def holds(self, said: Set[str]) -> bool:
        """Tell whether the rule speaks of a name of these words."""
        return self.words.isdisjoint(said) == self.without


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that makes what it governs `planned`, `denied` and so on."""

    word: str
    pos: str
    meaning: str


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words that the analysis asks for by name, in their order."""

    name: str
    words: tuple[str, ...]


class Tables:
    """The tables of one language in a folder. Only that of frames must be there.

    `faults` collects what is wrong; without it the first fault is raised.
    """

    def __init__(self, language: str, folder: Traversable, faults: list[str] | None = None) -> None:
        self._language = language
        self._folder = folder
        self._faults = faults

    def frames(self, prepositions: Set[str]) -> Iterator[Frame]:
        """Yield the frames; a path may go over these prepositions."""
        slots = cells.SLOTS | prepositions
        return self._records("", lambda row: frame(row, self._language, slots))

    def titles(self) -> Iterator[Title]:
        """Yield the job titles."""
        return self._records("-titles", _title)

    def heads(self) -> Iterator[Head]:
        """Yield the head nouns."""
        return self._records("-heads", _head)

    def head_rules(self) -> Iterator[HeadRule]:
        """Yield what words beside head nouns change."""
        return self._records("-head-rules", _head_rule)

    def cues(self) -> Iterator[Cue]:
        """Yield the cues."""
        return self._records("-cues", _cue)

    def lists(self) -> Iterator[WordList]:
        """Yield the lists of words."""
        return self._records("-words", lambda row: WordList(row["list"], tuple(row["words"].split())))

    def _records(self, suffix: str, make: Callable[[Row], Record]) -> Iterator[Record]:
        seen: set[tuple[str, ...]] = set()
        for row in self._rows(suffix):
            try:
                _check_new(row, _KEYS[suffix], seen)
                made = make(row)
            except OntologyError as fault:
                self._note(fault)
            else:
                yield made

    def _rows(self, suffix: str) -> Iterable[Row]:
        table = self._folder / f"{self._language}{suffix}.csv"
        if suffix and not table.is_file():
            return ()
        try:
            return read_table(table, COLUMNS[suffix])
        except (InputError, OSError) as error:
            self._note(OntologyError(f"the lexicon cannot be read: {error}"))
            return ()

    def _note(self, fault: OntologyError) -> None:
        if self._faults is None:
            raise fault
        self._faults.append(str(fault))


def frame(row: Row, language: str, slots: Set[str]) -> Frame:
    """Return the frame of a row, whose paths may go over these slots.

    Raises:
        OntologyError: a cell is wrong.
    """
    cells.check_one_of(row, "pos", cells.PARTS_OF_SPEECH)
    cells.check_one_of(row, "predicate", schema.load().relations)
    for cls in row.values("lemmas") if row["pos"] == "name" else ():
        cells.check_class(row, "lemmas", cls)
    return Frame(
        id=f"{language}:{row['id']}",
        pos=row["pos"],
        lemmas=frozenset(row.values("lemmas")),
        needs=cells.needs(row, slots),
        subject=cells.paths(row, "subject", slots),
        predicate=row["predicate"],
        object=cells.paths(row, "object", slots),
        qualifiers=cells.qualifiers(row),
        confidence=cells.confidence(row),
    )


def _check_new(row: Row, columns: list[str], seen: set[tuple[str, ...]]) -> None:
    key = tuple(row[column] for column in columns)
    if key in seen:
        raise cells.fault(row, columns[0], f"another line has this {' and '.join(columns)}")
    seen.add(key)


def _title(row: Row) -> Title:
    cells.check_one_of(row, "role", schema.load().concepts("roles"))
    if row["organisation"]:
        cells.check_class(row, "organisation", row["organisation"].partition(":")[0])
    return Title(row["label"], row["role"], row["organisation"])


def _head(row: Row) -> Head:
    cells.check_class(row, "class", row["class"])
    cells.check_one_of(row, "use", cells.HEAD_USES)
    return Head(row["head"], row["class"], row["use"])


def _head_rule(row: Row) -> HeadRule:
    cells.check_one_of(row, "beside", ("with", "without"))
    if row["class"]:
        cells.check_class(row, "class", row["class"])
    heads, words = tuple(row.values("heads")), frozenset(row["words"].split())
    return HeadRule(heads, words, row["beside"] == "without", row["class"])


def _cue(row: Row) -> Cue:
    cells.check_one_of(row, "pos", cells.CUE_KINDS)
    cells.check_one_of(row, "modality", cells.CUE_MEANINGS)
    return Cue(row["cue"], row["pos"], row["modality"])


def languages(folder: Traversable) -> frozenset[str]:
    """Return the languages that a lexicon has frames for."""
    tables = (table.name.partition(".") for table in folder.iterdir())
    return frozenset(stem for stem, _, kind in tables if kind == "csv" and stem.isalpha())
