"""What the analysis of a Chinese article holds: sentences of tokens, some of which are mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from soegraph.loaders.document import Entity, Mention
from soegraph.model import Article


@dataclass(slots=True, eq=False)
class Token:
    """A word at [start, end) of the article: its folded form, LAC's tag, and the mention that it is, if any."""

    start: int
    end: int
    text: str
    tag: str
    mention: Mention | None = None

    @property
    def entity(self) -> Entity | None:
        """The entity that it names, if it names one."""
        return self.mention.entity if self.mention else None

    def is_kind(self, kind: str) -> bool:
        """Tell whether it is a mention of a kind: ``entity``, ``title``, ``date``, ``percent``, ``ticker``."""
        return self.mention is not None and self.mention.kind == kind

    def names(self, cls: str) -> bool:
        """Tell whether it names an entity of a class."""
        entity = self.entity
        return entity is not None and entity.is_a(cls)


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence at [start, end) of the article; `paragraph` counts the paragraphs."""

    number: int
    paragraph: int
    start: int
    end: int
    tokens: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """An article, its folded text, and its sentences."""

    article: Article
    text: str
    sentences: Sequence[Sentence] = ()
