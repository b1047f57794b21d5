"""Annotated articles: what people found in a text, whatever format they wrote it down in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from soegraph.model import Article

IMPLIED = ("status", "current")
"""The qualifier that goes without saying."""

Statement = tuple[str | tuple[str, str], ...]
"""Subject, predicate, object and qualifiers, as what tells one statement from another."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that an article speaks of: its class ("" where the annotation names none) and its names there.

    `id` means nothing outside the article.
    """

    id: str
    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldFact:
    """What an article states. The object is an entity, or a literal in lexical form.

    `qualifiers` hold only what the text says, in lexical form; `evidence` quotes the article, or is "".
    """

    subject: GoldEntity
    predicate: str
    object: GoldEntity | str
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    evidence: str = ""

    @property
    def key(self) -> Statement:
        """What makes two facts one: subject, predicate, object and qualifiers."""
        return self.subject.id, self.predicate, name_of(self.object), *sorted(self.qualifiers.items())


@dataclass(frozen=True, slots=True)
class Judged:
    """A stretch [start, end) of a text in which all facts of one predicate are annotated.

    With `qualifiers`, only those that have them: all posts of general managers, not all posts.
    """

    start: int
    end: int
    predicate: str
    qualifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its annotation.

    `judged` tells where a claim that nobody annotated is wrong; None is everywhere. Elsewhere such a claim may
    be right, and is not counted.
    """

    article: Article
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]
    judged: tuple[Judged, ...] | None = None

    @property
    def language(self) -> str:
        """The language without script or region: "zh" of "zh-hans"."""
        return self.article.language.split("-")[0]


def entities_of(facts: Iterable[GoldFact]) -> tuple[GoldEntity, ...]:
    """Return the entities at the ends of facts, each once."""
    ends = (end for fact in facts for end in (fact.subject, fact.object))
    return tuple({end.id: end for end in ends if isinstance(end, GoldEntity)}.values())


def name_of(end: GoldEntity | str) -> str:
    """Return how a person names one end of a fact: the entity's first name, or the literal."""
    return end if isinstance(end, str) else next(iter(end.names), end.id)


def folded(name: str) -> str:
    """Return a name as names are compared: in lower case, hyphens and line ends as spaces.

    >>> folded("Zinco-Mining  Group")
    'zinco mining group'
    """
    return " ".join(name.lower().replace("-", " ").split())


def lexical(value: object) -> str:
    """Return the value of a qualifier in lexical form: numbers without needless zeros.

    >>> lexical(51.0), lexical("31.210"), lexical("600111"), lexical(34)
    ('51', '31.210', '600111', '34')
    """
    return f"{Decimal(repr(value)).normalize():f}" if isinstance(value, int | float) else str(value)


def number(text: str) -> Decimal | None:
    """Return the number that a text writes, or None.

    >>> number("51.0") == number("51"), number("half")
    (True, None)
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
