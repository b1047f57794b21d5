"""What analysis makes of an article: mentions, the entities they speak of, and candidate claims.

Offsets count code points of the article's text. These records are what all languages have in common; each
language's package finds its own mentions and matches its own frames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from soegraph import schema


@dataclass(slots=True, eq=False)
class Entity:
    """A thing that one article speaks of, under all the names that it has there.

    `iri` is empty until the entity is linked. `known` tells that `iri` came from the authority tables. `number` counts
    the people of one name in an article, from 1; it is 0 where there is but one.
    """

    type: str
    names: list[str] = field(default_factory=list)
    iri: str = ""
    known: bool = False
    number: int = 0

    def add(self, name: str) -> None:
        """Note one more surface form; a name broken over two lines is the same name."""
        name = " ".join(name.split())
        if name and name not in self.names:
            self.names.append(name)

    def is_a(self, cls: str) -> bool:
        """Tell whether the entity's class is `cls` or one of its subclasses."""
        return schema.load().is_a(self.type, cls)

    def is_kind(self, *kinds: str) -> bool:
        """Tell whether the entity is of one of these kinds of mention: a ``person``, a ``place``, ..."""
        return any(schema.load().is_kind(self.type, kind) for kind in kinds)

    @property
    def surface_forms(self) -> tuple[str, ...]:
        """All names, longest first."""
        return tuple(sorted(self.names, key=lambda name: (-len(name), name)))


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch [start, end) of the text that names something: an entity, a date, a share, a job title.

    `kind` is ``entity``, ``date``, ``percent``, ``title`` or ``ticker``; `value` is the lexical value of the
    last four (for a title: its label in lower case). `listed` are the names that follow it in one list and are
    parsed as one word with it. `inner` is the organisation with whose name its own begins (自然资源部 in
    自然资源部地质勘查管理司).
    """

    start: int
    end: int
    kind: str
    entity: Entity | None = None
    value: str = ""
    listed: tuple[Mention, ...] = ()
    inner: Mention | None = None


class Argument(NamedTuple):
    """A filler of a slot: the entity (or literal) and the stretch of text that stands for it there."""

    start: int
    end: int
    entity: Entity | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim as matched, before the gates: not yet linked, its types not yet checked."""

    subject: Argument
    predicate: str
    object: Argument
    qualifiers: Mapping[str, str]
    modality: str
    frame: str
    confidence: float
    anchor: tuple[int, int]
    sentence: tuple[int, int]


def say_date_once(said: dict[str, str]) -> None:
    """Drop what repeats of a date: a year beside a day, unless the year is that in which an ordinal counts.

    >>> said = {"date": "2024-12-23", "year": "2024"}
    >>> say_date_once(said)
    >>> said
    {'date': '2024-12-23'}
    """
    if said.get("date") == said.get("year"):
        said.pop("date", None)
    elif "date" in said and "ordinal" not in said:
        said.pop("year", None)
