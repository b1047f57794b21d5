"""The lexicon: the words that mean our terms, read from the tables in ``ontology/lexicon``.

A `Frame` says how one lemma binds its arguments to a relation; heads, titles, cues and word lists say what the
analysis of a language needs to know of its words. Adding a verb, a noun or a job title is a new line in a table
there (its README explains the columns); nothing in Python knows any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from soegraph import home, schema
from soegraph.errors import OntologyError
from soegraph.loaders import lexicon_cells as cells
from soegraph.loaders import lexicon_tables
from soegraph.loaders.lexicon_tables import Frame, Head, HeadRule, Tables, Title
from soegraph.tables import Row

__all__ = ["Frame", "Head", "Lexicon", "Title", "languages", "load", "longest_first", "trying", "using"]


class Lexicon:
    """All tables of one language in a folder; `load` gives the one in use.

    Raises:
        OntologyError: a table is missing a column, or a cell names what neither ontology nor lexicon knows.
    """

    def __init__(self, language: str, folder: Traversable) -> None:
        self._language = language
        own, ours = Tables(language, folder), Tables(language, home.our_lexicon())
        shared = (own,) if folder == home.our_lexicon() else (ours, own)  # plain words of the language
        lists = {found.name: found.words for tables in shared for found in tables.lists()}
        self.lists: Mapping[str, frozenset[str]] = _Lists(language, lists)
        self.numbers: Mapping[str, int] = {word: n for n, word in enumerate(lists.get("ordinal", ()), 1)}
        self.heads = tuple(own.heads())
        self._head_rules = tuple(own.head_rules())
        self.cues: Mapping[tuple[str, str], str] = {
            (cue.pos, cue.word): cue.meaning for tables in shared for cue in tables.cues()
        }
        self._own_titles = tuple(own.titles())
        self.titles = (*self._own_titles, *self._role_labels())
        self._frames = tuple(own.frames(self.list("preposition")))

    def frames(self, pos: str, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of a lemma as a part of speech, in the order of the table."""
        return self._by_lemma.get((pos, lemma), ())

    def frames_of(self, pos: str) -> tuple[Frame, ...]:
        """Return all frames of a part of speech, in the order of the table."""
        return tuple(frame for frame in self._frames if frame.pos == pos)

    @property
    def frame_ids(self) -> frozenset[str]:
        """The ids of all frames, as claims name them: ``en:subsidiary``."""
        return frozenset(frame.id for frame in self._frames)

    def with_line(self, line: Mapping[str, str]) -> Lexicon:
        """Return the lexicon with one more line of frames, given as its cells, after all others.

        Raises:
            OntologyError: a cell is wrong.
        """
        slots = cells.SLOTS | self.list("preposition")
        added = lexicon_tables.frame(Row("the line", 1, line), self._language, slots)
        longer = copy(self)
        longer._frames = (*self._frames, added)
        longer.__dict__.pop("_by_lemma", None)
        return longer

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
        rules = self._rules_by_head.get(head.word, ())
        return next((rule.cls for rule in rules if rule.holds(said)), head.cls)

    @cached_property
    def _rules_by_head(self) -> Mapping[str, tuple[HeadRule, ...]]:
        words = {word for rule in self._head_rules for word in rule.heads}
        return {word: tuple(rule for rule in self._head_rules if word in rule.heads) for word in words}

    def list(self, name: str) -> frozenset[str]:
        """Return a list of words.

        Raises:
            OntologyError: the lexicon has no such list.
        """
        return self.lists[name]

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

    def held_only_at(self, label: str) -> str:
        """Return the one class of organisation that the table of titles gives a job title, or ""."""
        asked = {title.organisation.partition(":")[0] for title in self._own_titles if title.label == label}
        return asked.pop() if len(asked) == 1 else ""

    def is_held_at_place(self, label: str) -> bool:
        """Tell whether a job title may stand beside a place and mean its government: "mayor of Baotou"."""
        found = (title.organisation for title in self._titles_by_label.get(label, ()))
        return any(schema.load().is_kind(cls, "place") for cls in found if cls and ":" not in cls)

    @cached_property
    def title_openers(self) -> frozenset[str]:
        """The first words of job titles."""
        return frozenset(title.label.split()[0] for title in self.titles)

    def _role_labels(self) -> Iterator[Title]:
        """Yield the labels of the scheme of roles, which are titles too."""
        for slug, concept in schema.load().concepts("roles").items():
            for tag, labels in concept.labels.items():
                if tag.split("-")[0] == self._language:
                    yield from (Title(label.lower(), slug, "") for label in labels)


class _Lists(dict[str, frozenset[str]]):
    """Lists of words by name; asking for one that there is not is an error that says where to add it."""

    def __init__(self, language: str, lists: Mapping[str, Iterable[str]]) -> None:
        super().__init__((name, frozenset(words)) for name, words in lists.items())
        self._language = language

    def __missing__(self, name: str) -> frozenset[str]:
        raise OntologyError(f"{self._language}-words.csv has no list {name!r}: add a line for it")


_TRIED: ContextVar[Mapping[str, Lexicon]] = ContextVar("lexicons on trial", default=MappingProxyType({}))
_FOLDER: ContextVar[Path | None] = ContextVar("lexicon folder", default=None)


@contextmanager
def using(folder: Path) -> Iterator[None]:
    """Read the lexicon from another folder inside a ``with`` block."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


@contextmanager
def trying(language: str, line: Mapping[str, str]) -> Iterator[None]:
    """Read the lexicon of a language with one more line of frames, given as its cells, inside a ``with`` block.

    Raises:
        OntologyError: a cell is wrong.
    """
    token = _TRIED.set({language: load(language).with_line(line)})
    try:
        yield
    finally:
        _TRIED.reset(token)


def load(language: str) -> Lexicon:
    """Return the lexicon of a language; read once per folder and process.

    Raises:
        OntologyError: a table is malformed; the message names file, line and column.
    """
    if tried := _TRIED.get().get(language):
        return tried
    key = (language, _FOLDER.get(), home.folder())
    found = _LOADED.get(key)
    return found or _LOADED.setdefault(key, Lexicon(language, key[1] or home.lexicon()))


_LOADED: dict[tuple[str, Path | None, Path | None], Lexicon] = {}  # asked at every word: no call in between


@home.cached
def languages() -> frozenset[str]:
    """Return the languages that the lexicon of the ontology in use has frames for."""
    return lexicon_tables.languages(home.lexicon())


def longest_first(words: Iterable[str]) -> list[str]:
    """Order words so that a search that takes the first takes the longest."""
    return sorted(words, key=lambda word: (-len(word), word))
