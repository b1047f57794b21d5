"""Lines for the table of frames, as a program proposes them to a person."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from soegraph.model import Article, Claim

Names = Callable[[Iterable[str]], bool]
"""Tells whether one of some names is the one that is meant."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact that no line finds: its ends by their names (a literal by its value), and where its words stand."""

    subject: Names
    predicate: str
    object: Names
    qualifiers: Mapping[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A frame: a word, where its arguments stand and the relation that it means.

    `subject` and `object` hold paths, `qualifiers` what gives each, as the cells of the table do. `needs` is one
    condition or ""; `narrower` are conditions that would narrow the line and hold where it was met.
    """

    pos: str
    lemma: str
    subject: tuple[str, ...]
    predicate: str
    object: tuple[str, ...]
    needs: str = ""
    qualifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    narrower: tuple[str, ...] = ()

    @property
    def core(self) -> Hashable:
        """What makes two lines one, whatever they add to their claims; a role is part of the meaning."""
        role = self.qualifiers.get("role", "")
        return self.pos, self.lemma, self.subject, self.predicate, self.object, self.needs, role

    @property
    def length(self) -> tuple[int, int, int]:
        """How much a person has to read: conditions, steps, alternatives."""
        paths = (*self.subject, *self.object)
        return bool(self.needs), sum(path.count(".") for path in paths), len(paths)

    def cells(self, name: str, confidence: float) -> dict[str, str]:
        """Return the line as cells of the table, under an id."""
        return {
            "id": name,
            "pos": self.pos,
            "lemmas": self.lemma,
            "needs": self.needs,
            "subject": "|".join(self.subject),
            "predicate": self.predicate,
            "object": "|".join(self.object),
            "qualifiers": ";".join(f"{key}={value}" for key, value in self.qualifiers.items()),
            "confidence": f"{confidence:g}",
        }


class Reading(Protocol):
    """An article that has been read once and on which lines can be tried."""

    @property
    def article(self) -> Article:
        """The article."""

    def claims(self) -> Sequence[Claim]:
        """Return the claims that the lexicon in use finds."""

    def has(self, line: Line) -> bool:
        """Tell whether a line could match anywhere in the article."""

    def lines(self, wanted: Wanted) -> Iterable[Line]:
        """Return lines that would find a fact, shorter ones first."""
