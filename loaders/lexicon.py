"""The lexicon: the words that mean our terms, read from the tables in ``ontology/lexicon``.

A `Frame` says how one lemma binds its arguments to a relation; heads, titles, cues and word lists say what the
analysis of a language needs to know of its words. Adding a verb, a noun or a job title is a new line in a table
there (its README explains the columns); nothing in Python knows any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from soegraph import home, schema
from soegraph.errors import InputError, OntologyError
from soegraph.loaders import lexicon_cells as cells
from soegraph.loaders.lexicon_cells import Need
from soegraph.tables import Row, read_table


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
    """What words beside a head noun change: with (or `without`) one of them the name is of `cls`, or "" for none."""

    words: frozenset[str]
    without: bool
    cls: str

    def holds(self, said: Set[str]) -> bool:
        """Tell whether the rule speaks of a name of these words."""
        return self.words.isdisjoint(said) == self.without


class Lexicon:
    """All tables of one language in a folder; `load` gives the one in use.

    Raises:
        OntologyError: a table is missing a column, or a cell names what neither ontology nor lexicon knows.
    """

    def __init__(self, language: str, folder: Traversable) -> None:
        self._language = language
        self._folder = folder
        lists = self._word_lists()
        self._lists: Mapping[str, frozenset[str]] = {name: frozenset(words) for name, words in lists.items()}
        self.numbers: Mapping[str, int] = {word: n for n, word in enumerate(lists.get("ordinal", ()), 1)}
        self.heads = tuple(self._heads())
        self._head_rules = self._read_head_rules()
        self.cues: Mapping[tuple[str, str], str] = dict(self._cues())
        self.titles = tuple(self._titles())
        self._frames = tuple(self._read_frames())

    def frames(self, pos: str, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of a lemma as a part of speech, in the order of the table."""
        return self._by_lemma.get((pos, lemma), ())

    def frames_of(self, pos: str) -> tuple[Frame, ...]:
        """Return all frames of a part of speech, in the order of the table."""
        return tuple(frame for frame in self._frames if frame.pos == pos)

    @cached_property
    def _by_lemma(self) -> Mapping[tuple[str, str], tuple[Frame, ...]]:
        index: dict[tuple[str, str], tuple[Frame, ...]] = {}
        for frame in self._frames:
            for lemma in frame.lemmas:
                index[frame.pos, lemma] = (*index.get((frame.pos, lemma), ()), frame)
        return index

    def heads_for(self, use: str) -> Mapping[str, Head]:
        """Return the head nouns of one use, by word."""
        return self._by_use[use]

    @cached_property
    def _by_use(self) -> Mapping[str, Mapping[str, Head]]:
        return {use: {head.word: head for head in self.heads if head.use == use} for use in cells.HEAD_USES}

    def class_beside(self, head: Head, said: Set[str]) -> str:
        """Return the class that a head noun gives to a name of these words; "" where it names nothing then."""
        rules = self._head_rules.get(head.word, ())
        return next((rule.cls for rule in rules if rule.holds(said)), head.cls)

    def list(self, name: str) -> frozenset[str]:
        """Return a list of words.

        Raises:
            OntologyError: the lexicon has no such list.
        """
        if name not in self._lists:
            raise OntologyError(f"{self._language}-words.csv has no list {name!r}: add a line for it")
        return self._lists[name]

    def role(self, label: str, cls: str, names: Iterable[str] = ()) -> str | None:
        """Return the role that a job title means at an organisation of a class and of these names."""
        found = self._titles_by_label.get(label, ())
        special = [title for title in found if title.organisation and title.fits(cls, names)]
        general = [title for title in found if not title.organisation]
        chosen = (special or general)[:1]
        return chosen[0].role if chosen else None

    @cached_property
    def _titles_by_label(self) -> Mapping[str, tuple[Title, ...]]:
        index: dict[str, tuple[Title, ...]] = {}
        for title in self.titles:
            index[title.label] = (*index.get(title.label, ()), title)
        return index

    def is_held_at_place(self, label: str) -> bool:
        """Tell whether a job title may stand beside a place and mean its government: "mayor of Baotou"."""
        found = (title.organisation for title in self._titles_by_label.get(label, ()))
        return any(schema.load().is_kind(cls, "place") for cls in found if cls and ":" not in cls)

    @cached_property
    def title_openers(self) -> frozenset[str]:
        """The first words of job titles."""
        return frozenset(title.label.split()[0] for title in self.titles)

    def _table(self, suffix: str, columns: tuple[str, ...]) -> Sequence[Row]:
        """Read a table; only that of frames, whose suffix is "", must be there."""
        return self._rows(self._folder, suffix, columns)

    def _shared_table(self, suffix: str, columns: tuple[str, ...]) -> Sequence[Row]:
        """Read a table of plain words of the language: ours and then, if it is another one, the lexicon's own."""
        folders = dict.fromkeys([home.our_lexicon(), self._folder])
        return [row for folder in folders for row in self._rows(folder, suffix, columns)]

    def _rows(self, folder: Traversable, suffix: str, columns: tuple[str, ...]) -> Sequence[Row]:
        table = folder / f"{self._language}{suffix}.csv"
        if suffix and not table.is_file():
            return ()
        try:
            return read_table(table, columns)
        except (InputError, OSError) as error:
            raise OntologyError(f"the lexicon cannot be read: {error}") from error

    def _word_lists(self) -> dict[str, Sequence[str]]:
        return {row["list"]: row["words"].split() for row in self._shared_table("-words", ("list", "words"))}

    def _heads(self) -> Iterator[Head]:
        for row in self._table("-heads", ("head", "class", "use")):
            cells.check_class(row, "class", row["class"])
            cells.check_one_of(row, "use", cells.HEAD_USES)
            yield Head(row["head"], row["class"], row["use"])

    def _read_head_rules(self) -> Mapping[str, Sequence[HeadRule]]:
        rules: dict[str, list[HeadRule]] = {}
        for row in self._table("-head-rules", ("heads", "beside", "words", "class")):
            cells.check_one_of(row, "beside", ("with", "without"))
            if row["class"]:
                cells.check_class(row, "class", row["class"])
            rule = HeadRule(frozenset(row["words"].split()), row["beside"] == "without", row["class"])
            for head in row.values("heads"):
                rules.setdefault(head, []).append(rule)
        return rules

    def _cues(self) -> Iterator[tuple[tuple[str, str], str]]:
        for row in self._shared_table("-cues", ("cue", "pos", "modality")):
            cells.check_one_of(row, "pos", cells.CUE_KINDS)
            cells.check_one_of(row, "modality", cells.CUE_MEANINGS)
            yield (row["pos"], row["cue"]), row["modality"]

    def _titles(self) -> Iterator[Title]:
        """Yield the lexicon's own titles first, then the labels of the role scheme."""
        roles = schema.load().concepts("roles")
        for row in self._table("-titles", ("label", "role", "organisation")):
            cells.check_one_of(row, "role", roles)
            if row["organisation"]:
                cells.check_class(row, "organisation", row["organisation"].partition(":")[0])
            yield Title(row["label"], row["role"], row["organisation"])
        for slug, concept in roles.items():
            for tag, labels in concept.labels.items():
                if tag.split("-")[0] == self._language:
                    yield from (Title(label.lower(), slug, "") for label in labels)

    def _read_frames(self) -> Iterator[Frame]:
        seen: set[str] = set()
        columns = (
            "id",
            "pos",
            "lemmas",
            "needs",
            "subject",
            "predicate",
            "object",
            "qualifiers",
            "confidence",
        )
        for row in self._table("", columns):
            if row["id"] in seen:
                raise cells.fault(row, "id", "another line has this id")
            seen.add(row["id"])
            yield self._frame(row)

    def _frame(self, row: Row) -> Frame:
        cells.check_one_of(row, "pos", cells.PARTS_OF_SPEECH)
        cells.check_one_of(row, "predicate", schema.load().relations)
        for cls in row.values("lemmas") if row["pos"] == "name" else ():
            cells.check_class(row, "lemmas", cls)
        slots = cells.SLOTS | self.list("preposition")
        return Frame(
            id=f"{self._language}:{row['id']}",
            pos=row["pos"],
            lemmas=frozenset(row.values("lemmas")),
            needs=cells.needs(row, slots),
            subject=cells.paths(row, "subject", slots),
            predicate=row["predicate"],
            object=cells.paths(row, "object", slots),
            qualifiers=cells.qualifiers(row),
            confidence=cells.confidence(row),
        )


_FOLDER: ContextVar[Path | None] = ContextVar("lexicon folder", default=None)


@contextmanager
def using(folder: Path) -> Iterator[None]:
    """Read the lexicon from another folder inside a ``with`` block."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def load(language: str) -> Lexicon:
    """Return the lexicon of a language; read once per folder and process.

    Raises:
        OntologyError: a table is malformed; the message names file, line and column.
    """
    return _load(language, _FOLDER.get())


@home.cached
def _load(language: str, folder: Path | None) -> Lexicon:
    return Lexicon(language, folder or home.lexicon())


@home.cached
def languages() -> frozenset[str]:
    """Return the languages that the lexicon of the ontology in use has frames for."""
    tables = (table.name.partition(".") for table in home.lexicon().iterdir())
    return frozenset(stem for stem, _, kind in tables if kind == "csv" and stem.isalpha())


def longest_first(words: Iterable[str]) -> list[str]:
    """Order words so that a search that takes the first takes the longest."""
    return sorted(words, key=lambda word: (-len(word), word))
