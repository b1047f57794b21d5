"""What a page tells of a thing, before anything is HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from soegraph.publish.vocabulary.model import Text
from soegraph.publish.vocabulary.words import Heading
from soegraph.query.labels import PINYIN


@dataclass(frozen=True, slots=True)
class Ref:
    """Anything with an IRI: `path` leads to its page in the site, "" if it has none; `names` are its labels."""

    iri: str
    path: str = ""
    names: tuple[Text, ...] = ()

    @property
    def url(self) -> str:
        """Its web address, where it has no page here and the IRI is one; else ""."""
        return self.iri if not self.path and self.iri.startswith(("https://", "http://")) else ""

    @property
    def name(self) -> str:
        """Its first label, or the IRI."""
        return self.names[0].value if self.names else self.iri

    @property
    def short(self) -> tuple[Text, ...]:
        """Its labels without their readings, which help with names but not within a sentence."""
        return tuple(text for text in self.names if text.lang != PINYIN) or self.names

    @property
    def code(self) -> str:
        """Its kind and slug, if it has a page of its own."""
        return self.path.removeprefix("id/").removesuffix(".html") if self.path.startswith("id/") else ""


Part: TypeAlias = Ref | Text


@dataclass(frozen=True, slots=True)
class Source:
    """What a fact rests on: a claim with its quote and article, or a row of the authority tables.

    `node` is the claim or record, `origin` the article if there is one, `told` who said it and when, `urls` web
    addresses.
    """

    node: Ref
    quote: Text | None = None
    origin: Ref | None = None
    told: str = ""
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in a list. `node` is its own page, `parts` what it says, `details` dates and the like in words.

    `trust` tells confidence and publishers, `known` is the earliest date of the fact, "" without one.
    """

    node: Ref
    parts: tuple[Part, ...]
    details: tuple[tuple[Part, ...], ...] = ()
    trust: str = ""
    sources: tuple[Source, ...] = ()
    known: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under one heading; `total` is how many there are, which may be more than the page lists."""

    heading: Heading
    facts: tuple[Fact, ...]
    total: int
    about: Ref | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A property with its values, or with what leads here by it."""

    about: Ref
    values: tuple[Part, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: the path of its file, "" if none was drawn, and what it shows, a sentence a line."""

    path: str
    title: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with all that its page tells of it.

    `fact` is what it says itself, where it is a fact, a claim or a record. `particulars` are the statements that
    nothing else on the page tells; `articles` mention it. `stated`, `inferred` and `arriving` are the statements
    about it, one by one.
    """

    ref: Ref
    stem: str
    classes: tuple[Ref, ...]
    also: tuple[Text, ...]
    notes: tuple[Text, ...]
    replaced: Ref | None
    particulars: tuple[Row, ...]
    fact: Fact | None
    pictures: tuple[Picture, ...]
    sections: tuple[Section, ...]
    articles: Row | None
    stated: tuple[Row, ...]
    inferred: tuple[Row, ...]
    arriving: tuple[Row, ...]
    json: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: where it leads, and what that is called."""

    path: str
    names: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A class in the index: its own page, how many things it has, and whether these are facts or their sources."""

    ref: Ref
    path: str
    total: int
    notes: tuple[Text, ...]
    of_facts: bool
