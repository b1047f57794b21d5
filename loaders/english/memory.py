"""What an article has spoken of, in the order of the text: where "it" and "the group" look for their meaning."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soegraph.loaders.document import Entity
from soegraph.loaders.english.tree import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from soegraph.loaders.english.parse import Sentence


@dataclass(frozen=True, slots=True)
class Spoken:
    """One mention: where it stands and whether it is what its sentence is about."""

    start: int
    sentence: int
    token: Token
    entity: Entity
    subject: bool


class Memory:
    """The mentions of an article, by sentence and by class."""

    def __init__(self) -> None:
        self._by_sentence: dict[int, list[Spoken]] = {}
        self._by_type: dict[str, list[Spoken]] = {}

    def add(self, spoken: Spoken) -> None:
        """Remember one mention."""
        insort(self._by_sentence.setdefault(spoken.sentence, []), spoken, key=_start)
        insort(self._by_type.setdefault(spoken.entity.type, []), spoken, key=_start)

    def of_sentence(self, number: int) -> list[Spoken]:
        """Return the mentions of a sentence in their order."""
        return self._by_sentence.get(number, [])

    def before(self, number: int, start: int) -> list[Spoken]:
        """Return the mentions of a sentence that begin before an offset."""
        spoken = self.of_sentence(number)
        return spoken[: bisect_left(spoken, start, key=_start)]

    def last(self, fits: Callable[[str], bool], start: int) -> Entity | None:
        """Return the last entity of a fitting class that was mentioned before an offset."""
        found: list[Spoken] = []
        for type_, spoken in self._by_type.items():
            index = bisect_left(spoken, start, key=_start)
            if index and fits(type_):
                found.append(spoken[index - 1])
        return max(found, key=_start).entity if found else None


def _start(spoken: Spoken) -> int:
    return spoken.start


def mentions_of(sentence: Sentence) -> Iterator[Spoken]:
    """Yield the names of a sentence, those of a list each by itself."""
    for token in sentence.span:
        mention = sentence.mention(token)
        if mention and mention.entity:
            start, _ = sentence.stretch(token)
            for one in (mention, *mention.listed):
                if one.entity is not None:
                    yield Spoken(
                        max(start, one.start), sentence.number, token, one.entity, _is_subject(token)
                    )


def _is_subject(token: Token) -> bool:
    while token.dep_ in {"conj", "appos"} and token.head != token:
        token = token.head
    return token.dep_ in SUBJECTS
