"""Masking: the text with every name replaced by one plain word, so that a small parser reads it right.

A parser trained on general news takes "Baotou Iron and Steel Group Co., Ltd. (Baogang)" for half a sentence;
it takes "Siemens" for a company. The parse of the masked text is mapped back to the article, offset by offset.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from soegraph import schema
from soegraph.loaders.document import Mention

# One word per class that every English parser knows; after an article the common noun reads better.
_PROPER = (
    ("Person", "John"),
    ("Place", "London"),
    ("FiveYearPlan", "programme"),
    ("Commodity", "copper"),
    ("Site", "mine"),
    ("PartyBody", "committee"),
    ("Meeting", "meeting"),
    ("Organisation", "Siemens"),
)
_COMMON = (("Exchange", "exchange"), ("GovernmentBody", "ministry"), ("ResearchOrganisation", "institute"))


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace [start, end) of the text by `word`; `mention` is what stands there, if anything does."""

    start: int
    end: int
    word: str
    mention: Mention | None = None


class Masked:
    """A stretch of text with patches applied, and the way back.

    >>> masked = Masked("Baogang Group (Baogang) grows", 0, [Patch(0, 13, "Siemens"), Patch(13, 23, "")])
    >>> masked.text, masked.span(8, 13)
    ('Siemens grows', (24, 29))
    """

    def __init__(self, text: str, offset: int, patches: Sequence[Patch]) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []
        self._raw: list[tuple[int, Patch | None]] = []
        at = length = 0
        for patch in patches:
            length = self._piece(pieces, text[at : patch.start - offset], offset + at, None, length)
            length = self._piece(pieces, patch.word, patch.start, patch, length)
            at = patch.end - offset
        self._piece(pieces, text[at:], offset + at, None, length)
        self.text = "".join(pieces)

    def _piece(self, pieces: list[str], word: str, raw: int, patch: Patch | None, length: int) -> int:
        if word:
            pieces.append(word)
            self._starts.append(length)
            self._raw.append((raw, patch))
        return length + len(word)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the article that [start, end) of the masked text stands for."""
        return self._point(start, end=False), self._point(end, end=True)

    def mention(self, start: int) -> Mention | None:
        """Return the mention whose word begins at `start` of the masked text."""
        index = bisect_right(self._starts, start) - 1
        patch = self._raw[index][1]
        return patch.mention if patch and self._starts[index] == start else None

    def _point(self, at: int, *, end: bool) -> int:
        index = bisect_right(self._starts, at - end) - 1
        raw, patch = self._raw[index]
        if patch is None:
            return raw + at - self._starts[index]
        whole = at - self._starts[index] >= len(patch.word)
        return patch.end if end or whole else patch.start


def word_for(mention: Mention, before: str, after: str) -> str:
    """Return the word that stands for a mention between the text before and after it."""
    if mention.kind == "percent":
        return "50%"
    if mention.kind == "date":
        return "Monday" if len(mention.value) in (0, 10) else "2020"
    if mention.kind == "title":
        word = _title_word(mention.value)
        return word + "s" if mention.end - mention.start > len(mention.value) else word
    assert mention.entity is not None
    model = schema.load()
    if before[-4:].lower() == "the ":
        for cls, word in _COMMON:
            if model.is_a(mention.entity.type, cls):
                return word
    word = next((word for cls, word in _PROPER if model.is_a(mention.entity.type, cls)), "Siemens")
    return word + " " if after[:1].isalpha() else word  # "steelmaker" is parsed as "copper maker"


def _title_word(label: str) -> str:
    """The head of a job title: "secretary" of "deputy secretary of the Party committee"."""
    word = label.split(" of ")[0].split(" to ")[0].split()[-1]
    return "manager" if word in {"executive", "ceo", "cfo", "president", "chief", "officer"} else word
