"""Known names: the authority tables and the ontology's concepts as an index over text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from soegraph import authority, home, schema
from soegraph.names import has_han

Payload = TypeVar("Payload")

_SINGULAR = ("Rare Earth", "Metal", "Mineral", "Resource", "Material")  # papers write these either way
_LEGAL_FORM = re.compile(r",? (?:Co\.?,? Ltd\.?|Limited|Ltd\.?|Inc\.?)$")
_WORD = re.compile(r"\w+")
# One character for one, so that offsets in the folded text are offsets in the text.
_FOLDS = str.maketrans(
    {"-": " ", "‐": " ", "‑": " ", "\u00a0": " ", "\n": " ", "\t": " ", "’": "'", "‘": "'"}
)


@dataclass(frozen=True, slots=True)
class Known:
    """A thing of the authority tables or the schemes: its IRI and class."""

    iri: str
    type: str


class Hit(NamedTuple, Generic[Payload]):
    """A phrase found at [start, end) with what is filed under it, in the order in which it was filed."""

    start: int
    end: int
    payloads: tuple[Payload, ...]


def folded(text: str, *, case: bool = False) -> str:
    """Write hyphens as spaces and typographic apostrophes as plain ones; with `case`, in lower case too.

    The result is as long as the text.

    >>> folded("Vice‑Chairman’s", case=True)
    "vice chairman's"
    """
    text = text.translate(_FOLDS)
    lower = text.lower() if case else text
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)  # "İ" would become two


class PhraseIndex(Generic[Payload]):
    """Phrases with payloads; finds the longest phrase at each word, left to right.

    The time grows with the text and the number of different lengths of phrases, not with that of phrases.

    >>> index = PhraseIndex([("rare earth", 1), ("rare earth oxide", 2)], fold_case=True)
    >>> [(hit.start, hit.end, hit.payloads) for hit in index.find("Rare-earth oxides, rare earth oxide")]
    [(0, 10, (1,)), (19, 35, (2,))]
    """

    def __init__(self, phrases: Iterable[tuple[str, Payload]], *, fold_case: bool) -> None:
        self._fold_case = fold_case
        filed: dict[str, dict[Payload, None]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, payload in phrases:
            key = folded(phrase.strip(), case=fold_case)
            if word := _WORD.match(key):
                filed.setdefault(key, {})[payload] = None
                lengths.setdefault(word.group(), set()).add(len(key))
        self._payloads = {key: tuple(payloads) for key, payloads in filed.items()}
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def find(self, text: str) -> Iterator[Hit[Payload]]:
        """Yield the phrases of a text, none overlapping another."""
        key = folded(text, case=self._fold_case)
        done = 0
        for word in _WORD.finditer(key):
            if word.start() < done:
                continue
            for length in self._lengths.get(word.group(), ()):
                end = word.start() + length
                payloads = self._payloads.get(key[word.start() : end])
                if payloads and not key[end : end + 1].isalnum():
                    done = end
                    yield Hit(word.start(), end, payloads)
                    break

    def whole(self, text: str) -> tuple[Payload, ...]:
        """Return what is filed under a whole phrase."""
        return self._payloads.get(folded(text, case=self._fold_case), ())


@home.cached
def names(language: str) -> PhraseIndex[Known]:
    """Return the index of all known names that are written in a language's script."""
    return PhraseIndex(_names(language), fold_case=False)


@home.cached
def terms(language: str) -> PhraseIndex[Known]:
    """Return the index of what a text may write in any case: terms, such as commodities, and plans."""
    return PhraseIndex(_terms(language), fold_case=True)


def _terms(language: str) -> Iterator[tuple[str, Known]]:
    for concept in schema.load().terms():
        for tag, labels in concept.labels.items():
            if tag.split("-")[0] == language:
                yield from ((label, Known(concept.iri, concept.type)) for label in labels)
    for entry in authority.entries():
        if schema.load().is_kind(entry.type, "plan"):
            for name in (*entry.labels.values(), *entry.aliases):
                if _is_written_in(name, language):
                    yield name, Known(entry.iri, entry.type)


def _names(language: str) -> Iterator[tuple[str, Known]]:
    """Yield the known names, then their other forms where these are no names of something else."""
    exact = list(_exact_names(language))
    taken = {name for name, _ in exact}
    yield from exact
    yield from ((form, known) for name, known in exact for form in _forms(name) if form not in taken)


def _exact_names(language: str) -> Iterator[tuple[str, Known]]:
    for entry in authority.entries():
        if schema.load().is_kind(entry.type, "plan"):
            continue
        known = Known(entry.iri, entry.type)
        for name in (*entry.labels.values(), *entry.aliases, *entry.former_names):
            if _is_written_in(name, language) and len(name) > 2:
                yield name, known


def _is_written_in(name: str, language: str) -> bool:
    """Tell whether a name has the script of a language: Chinese characters or none."""
    return has_han(name) == (language == "zh")


def _forms(name: str) -> Iterator[str]:
    """Yield a known name as papers write it too: without its legal form, in the plural."""
    if name.endswith(_SINGULAR):
        yield name + "s"
    bare = _LEGAL_FORM.sub("", name)
    if bare != name and len(bare.split()) > 2:
        yield bare


def is_place(text: str) -> bool:
    """Tell whether a whole English phrase is the name of a known place.

    >>> is_place("Baotou"), is_place("Baogang")
    (True, False)
    """
    return any(schema.load().is_kind(known.type, "place") for known in names("en").whole(text))


def is_known(text: str) -> bool:
    """Tell whether a whole English phrase is any known name."""
    return bool(names("en").whole(text))
