"""What a Chinese text has named so far: its mentions in their order, and questions about the last of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

from soegraph.loaders.chinese.cast import without_legal_form
from soegraph.loaders.chinese.text import Document
from soegraph.loaders.chinese.words import closing, listed
from soegraph.loaders.document import Entity

_REACH = 3  # sentences back that a subject may stand
_MEMORY = 200  # mentions back
_NEAR = 4  # characters: a verb before a name


class Spoken(NamedTuple):
    """One mention: where it stands, whom it names, and whether it is what its clause is about."""

    start: int
    end: int
    sentence: int
    entity: Entity
    subject: bool


class Memory:
    """The mentions of one document in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._spoken: list[Spoken] = []
        self._text = document.text
        self._starts = [sentence.start for sentence in document.sentences]

    def last(self, cls: str, at: int, word: str = "") -> Entity | None:
        """The last entity of a class before an offset, whose name ends with a word if one is given."""
        for spoken in reversed(self._before(at)):
            if spoken.entity.is_a(cls) and (not word or _called(spoken.entity, word)):
                return spoken.entity
        return None

    def last_subject(self, cls: str, at: int, word: str = "", *, reach: int = _REACH) -> Entity | None:
        """The last subject of a class in the few sentences before an offset."""
        before = self._before(at)
        for spoken in reversed(before):
            if before[-1].sentence - spoken.sentence > reach:
                return None
            if spoken.subject and spoken.entity.is_a(cls) and (not word or _called(spoken.entity, word)):
                return spoken.entity
        return None

    def before(self, at: int, cls: str, sentence: int) -> Spoken | None:
        """The last mention of a class before an offset in a sentence."""
        for spoken in reversed(self._before(at)):
            if spoken.sentence < sentence:
                return None
            if spoken.entity.is_a(cls):
                return spoken
        return None

    def _before(self, at: int) -> list[Spoken]:
        place = bisect_left(self._spoken, at, key=lambda spoken: spoken.start)
        return self._spoken[max(0, place - _MEMORY) : place]

    def _mentioned(self, entity: Entity, at: int) -> bool:
        return any(spoken.entity is entity for spoken in self._before(at))

    def _sentence_start(self, at: int) -> int:
        return self._starts[bisect_right(self._starts, at) - 1]

    def _pair(self, at: int) -> tuple[Entity | None, Entity | None]:
        """The last two things named beside each other before an offset: A和B; else none and the last organisation."""
        before = self._before(at)
        start = self._sentence_start(at)
        here = any(each.start >= start and each.entity.is_a("Organisation") for each in before)
        for first, second in zip(reversed(before[:-1]), reversed(before), strict=False):
            between = self._text[first.end : second.start]
            alike = first.entity.is_a("Organisation") == second.entity.is_a("Organisation")
            if second.start < start and (here or before[-1].sentence - second.sentence > 1):
                break
            if alike and between in listed("joining") and first.entity.type != "Place":
                return first.entity, second.entity
        return None, self.last("Organisation", at)

    def is_joined(self, spoken: Spoken) -> bool:
        """Tell whether somebody is said to join what is spoken of: 加入A，出任总经理."""
        return bool(closing(self._text[max(0, spoken.start - _NEAR) : spoken.start], "joining an employer"))

    def _other(self, at: int) -> Entity | None:
        """The last organisation before an offset of its sentence that is not what the sentence is about."""
        start = self._sentence_start(at)
        here = [s for s in self._before(at) if s.start >= start and s.entity.is_a("Organisation")]
        about = next((s.entity for s in reversed(here) if s.subject), None)
        return next((s.entity for s in reversed(here) if s.entity is not about), None) if about else None

    def _row(self, at: int, size: int) -> list[Entity]:
        """The last list of so many organisations in the sentence of an offset or the one before: A、B和C."""
        before = self._before(at)
        for last in range(len(before) - 1, size - 2, -1):
            row = before[last - size + 1 : last + 1]
            if before[-1].sentence - row[0].sentence > 1:
                break
            joined = all(self._text[a.end : b.start] in listed("joining") for a, b in pairwise(row))
            if joined and all(each.entity.is_a("Organisation") for each in row):
                return [each.entity for each in row]
        return []


def _called(entity: Entity, word: str) -> bool:
    return any(without_legal_form(name).endswith(word) or name.endswith(word) for name in entity.names)
