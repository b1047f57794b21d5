"""The plain records that travel from room to room.

An `Article` is what a reader yields; a `Claim` is what extraction yields: subject, predicate and object
with qualifiers, modality and the `Evidence` that proves it. Offsets count Unicode code points of
`Article.text`, so ``text[start:end] == quote`` always.

Names of classes, predicates, roles and qualifiers are the local names of the ontology (`soe:holdsPost` is
``"holdsPost"``); what they mean is written there and nowhere else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

ASSERTED = "asserted"
MODALITIES = (ASSERTED, "planned", "denied", "rumoured")
STATUSES = ("former", "appointed", "removed")
"""What the qualifier `status` says of a post; a current one has no status."""

_PARTIAL_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def is_partial_date(text: str) -> bool:
    """Tell whether `text` is a year, a month or a day of the calendar, unpadded (ISO 8601).

    >>> [is_partial_date(t) for t in ("2021", "2021-12", "2021-12-23", "2021-13", "2021-02-30")]
    [True, True, True, False, False]
    """
    if not _PARTIAL_DATE.fullmatch(text) or text.startswith("0000"):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known of its origin.

    `id` names the article for good (a file's stem, or `id` in its front matter). `published` is a partial
    date or "". `language` is a lower-case BCP 47 tag. `sources` are the reports that a digest sums up.
    `notices` tell people what the reader passed over, in a sentence each that begins with the id and a colon.
    """

    id: str
    text: str
    language: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""
    kind: str = "report"
    sources: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal: tells whether stored offsets still hold."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of an article's text that states a claim: code points [start, end)."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A thing as one article speaks of it: its IRI, its class and its surface forms, longest first."""

    iri: str
    type: str
    names: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the JSON object of the claim format."""
        return {"iri": self.iri, "type": self.type, "names": list(self.names)}


@dataclass(frozen=True, slots=True)
class LiteralValue:
    """The value of a claim whose object is no thing: a year, a date or a name, in lexical form."""

    value: str

    def as_json(self) -> dict[str, Any]:
        """Return the JSON object of the claim format."""
        return {"value": self.value}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one stretch of one article says, with the frame of the lexicon that read it so.

    `qualifiers` map a qualifier's name to its lexical value (`role`, `percent`, `start`, ...), sorted by
    name. `confidence` lies between 0 and 1.
    """

    article: str
    subject: EntityRef
    predicate: str
    object: EntityRef | LiteralValue
    evidence: Evidence
    frame: str
    qualifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    modality: str = ASSERTED
    confidence: float = 1.0

    @property
    def object_key(self) -> str:
        """The object's IRI, or its literal value."""
        return self.object.iri if isinstance(self.object, EntityRef) else self.object.value

    def as_json(self) -> dict[str, Any]:
        """Return the claim in the line format that ``soegraph extract --format jsonl`` prints."""
        return {
            "article": self.article,
            "subject": self.subject.as_json(),
            "predicate": self.predicate,
            "object": self.object.as_json(),
            "qualifiers": dict(sorted(self.qualifiers.items())),
            "modality": self.modality,
            "evidence": {
                "quote": self.evidence.quote,
                "start": self.evidence.start,
                "end": self.evidence.end,
            },
            "confidence": self.confidence,
            "frame": self.frame,
        }


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate claim that a gate refused, and why."""

    gate: str
    reason: str
    frame: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that extraction found in one article: its claims, what the gates dropped, notices for people."""

    article: Article
    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An article that an extractor could not read this time, and why; it stays to be read."""

    article: str
    reason: str
