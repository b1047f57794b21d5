"""The lexicon: the words that mean our terms, read from the tables in ``ontology/lexicon``.

A `Frame` says how one lemma binds its arguments to a relation. Adding a verb, a noun or a job title is a new
line in a table there; nothing here knows any of them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from soegraph import schema
from soegraph.errors import OntologyError


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on a slot: one of its fillers is a word (lemma) or a mention (class name or `percent`)."""

    slot: str
    words: frozenset[str]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the lexicon: a lemma, the slots of its arguments and the relation that it means.

    `subject` and `object` are paths of slots, tried in their order: ``("obj.of", "obj.in")``. `qualifiers`
    maps a qualifier to a fixed value or, with a leading ``@``, to the kind of mention that gives it.
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


class Lexicon:
    """All tables of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.frames = tuple(_frames(language))
        self.heads = tuple(Head(**row) for row in _rows(f"{language}-heads.csv", ("word", "cls", "use")))
        self.cues = {
            (row["pos"], row["cue"]): row["meaning"]
            for row in _rows(f"{language}-cues.csv", ("cue", "pos", "meaning"))
        }
        self.titles = tuple(_titles(language))
        self.words = _word_lists(language)
        self._titles_by_label: dict[str, list[Title]] = {}
        for title in self.titles:
            self._titles_by_label.setdefault(title.label, []).append(title)

    def by_lemma(self, pos: str) -> Mapping[str, tuple[Frame, ...]]:
        """Return the frames of a part of speech, by lemma."""
        index: dict[str, list[Frame]] = {}
        for frame in self.frames:
            if frame.pos == pos:
                for lemma in frame.lemmas:
                    index.setdefault(lemma, []).append(frame)
        return {lemma: tuple(frames) for lemma, frames in index.items()}

    def role(self, label: str, cls: str = "", names: Iterable[str] = ()) -> str | None:
        """Return the role that a job title means at an organisation of a class ("" when unknown)."""
        found = self._titles_by_label.get(label, [])
        special = [title for title in found if title.organisation and cls and title.fits(cls, names)]
        general = [title for title in found if not title.organisation]
        chosen = (special or general or (found if not cls else []))[:1]
        return chosen[0].role if chosen else None


@cache
def load(language: str) -> Lexicon:
    """Return the lexicon of a language.

    Raises:
        OntologyError: a table has a wrong column, an unknown predicate or a malformed cell.
    """
    return Lexicon(language)


def languages() -> tuple[str, ...]:
    """Return the languages that have a lexicon."""
    return tuple(
        sorted(
            item.name[:-4]
            for item in _folder().iterdir()
            if item.name.endswith(".csv") and "-" not in item.name
        )
    )


def _folder() -> Traversable:
    return files("soegraph") / "ontology" / "lexicon"


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield a table's rows under our names for its columns; `columns` follow the order in the file."""
    with (_folder() / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for row in reader:
            if len(row) != len(columns):
                raise OntologyError(
                    f"{name}, line {reader.line_num}: {len(row)} cells, but the table has {len(columns)} columns"
                )
            yield dict(zip(columns, row, strict=True))


def _frames(language: str) -> Iterator[Frame]:
    columns = ("id", "pos", "lemmas", "needs", "subject", "predicate", "object", "qualifiers", "confidence")
    known = schema.load().properties
    for row in _rows(f"{language}.csv", columns):
        if row["predicate"] not in known:
            raise OntologyError(
                f"{language}.csv, {row['id']}: the ontology has no property {row['predicate']!r}"
            )
        yield Frame(
            id=f"{language}:{row['id']}",
            pos=row["pos"],
            lemmas=frozenset(row["lemmas"].split("|")),
            needs=tuple(_needs(row["needs"])),
            subject=tuple(row["subject"].split("|")),
            predicate=row["predicate"],
            object=tuple(row["object"].split("|")),
            qualifiers=dict(_pairs(row["qualifiers"])),
            confidence=float(row["confidence"]),
        )


def _pairs(cell: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, cell.split(";")):
        name, _, value = part.partition("=")
        yield name, value


def _needs(cell: str) -> Iterator[Need]:
    for slot, words in _pairs(cell):
        yield Need(slot.rstrip("!"), frozenset(words.split("|")), wanted=not slot.endswith("!"))


def _titles(language: str) -> Iterator[Title]:
    """Yield the lexicon's own titles first, then the labels of the role scheme."""
    for row in _rows(f"{language}-titles.csv", ("label", "role", "organisation")):
        yield Title(**row)
    for slug, concept in schema.load().concepts("roles").items():
        for tag, labels in concept.labels.items():
            if tag.split("-")[0] == language:
                yield from (Title(label.lower(), slug, "") for label in labels)


def _word_lists(language: str) -> Mapping[str, frozenset[str]]:
    lists: dict[str, list[str]] = {}
    for row in _rows(f"{language}-words.csv", ("list", "words")):
        lists.setdefault(row["list"], []).extend(row["words"].split())
    return {name: frozenset(words) for name, words in lists.items()}


def longest_first(words: Iterable[str]) -> list[str]:
    """Order words so that a pattern made of them prefers the longest."""
    return sorted(set(words), key=lambda word: (-len(word), word))
