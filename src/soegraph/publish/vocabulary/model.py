"""What the pages of an ontology hold, before anything is HTML or Markdown.

Everything that is said is a tuple of parts: texts in a language, links and code. The templates only lay them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from soegraph.publish.vocabulary.words import Heading

HEAD = 28
"""Height in pixels of the head of a box in the class diagram."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a human language; `lang` is their tag, "" where the ontology gives none."""

    value: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Words of a formal notation, such as ``some`` or ``0..1``."""

    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """Anything with an IRI: `name` is the IRI with its prefix, `labels` are its preferred labels.

    `anchor` is the id under which the page describes it, or "" where it does not.
    """

    iri: str
    name: str
    anchor: str = ""
    labels: tuple[Text, ...] = ()

    @property
    def href(self) -> str:
        """Where the link leads: into the page if the thing is described there, else to its web address, or ""."""
        if self.anchor:
            return f"#{self.anchor}"
        return self.iri if self.iri.startswith(("https://", "http://")) else ""


Part: TypeAlias = Text | Code | Link
Item: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of statement about a term with all its values; `about` leads to the property that makes it."""

    heading: Heading
    items: tuple[Item, ...]
    about: Link | None = None

    @property
    def is_short(self) -> bool:
        """Tell whether all values are single words or links, so that they fit on one line."""
        return all(len(item) == 1 and not (isinstance(item[0], Text) and item[0].lang) for item in self.items)


@dataclass(frozen=True, slots=True)
class Column:
    """What is said of a term in one language; `lang` "" holds what has no language."""

    lang: str
    label: str
    alternatives: tuple[str, ...]
    definitions: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One statement or thing of the graph, and the words that prove it if there are any.

    `source` tells where the words stand: title, publisher and date; `url` is the address, or "".
    """

    statement: Item
    quote: Text | None = None
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One class, property, scheme or concept. `count` is None where no graph was counted.

    `counted` says what the number counts; `members` are the concepts of a scheme.
    """

    link: Link
    kind: Heading
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    deprecated: bool = False
    counted: Heading | None = None
    count: int | None = None
    examples: tuple[Example, ...] = ()
    members: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The terms of one kind; `anchor` is the id of the section."""

    anchor: str
    heading: Heading
    terms: tuple[Term, ...]

    @property
    def number(self) -> int:
        """How many terms there are, the members of schemes included."""
        return sum(1 + len(term.members) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Header:
    """What the ontology says of itself; `rows` hold its version, licence, makers and so on.

    `version` is "" where it gives none, and so is `prefix`; `citation` as well.
    """

    iri: str
    namespace: str
    prefix: str
    version: str
    titles: tuple[Text, ...]
    descriptions: tuple[Text, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A term of another vocabulary that the ontology declares, with its kind and the terms that name it."""

    link: Link
    kind: Heading
    used_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One row of a box: a relation and the classes that it leads to; `y` is its middle."""

    link: Link
    targets: tuple[Link, ...]
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """One class. `parent` is the place of the box above it in the tree, None for a root."""

    link: Link
    parent: int | None
    x: int
    y: int
    width: int
    height: int
    relations: tuple[Relation, ...]

    @property
    def middle(self) -> int:
        """The height of the middle of its head."""
        return self.y + HEAD // 2


@dataclass(frozen=True, slots=True)
class Lane:
    """The vertical line of all relations that lead to one class, whose head is at `target`.

    `joins` are the heights at which relations come in; `colour` is a number from 0.
    """

    link: Link
    x: int
    target: int
    joins: tuple[int, ...]
    colour: int

    @property
    def top(self) -> int:
        """Its upper end."""
        return min(self.target, *self.joins)

    @property
    def bottom(self) -> int:
        """Its lower end."""
        return max(self.target, *self.joins)


@dataclass(frozen=True, slots=True)
class Diagram:
    """The boxes from top to bottom, and the lanes; `right` is where all boxes end and the lines begin."""

    boxes: tuple[Box, ...]
    lanes: tuple[Lane, ...]
    right: int
    width: int
    height: int

    @property
    def relations(self) -> int:
        """How many relations there are, each counted once."""
        return len({relation.link.iri for box in self.boxes for relation in box.relations})


@dataclass(frozen=True, slots=True)
class Page:
    """All that is written of an ontology; `languages` are those of its texts, in the order of the columns.

    `counted` tells whether a graph was counted.
    """

    header: Header
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    foreign: tuple[Foreign, ...]
    prefixes: tuple[tuple[str, str], ...]
    diagram: Diagram
    counted: bool
