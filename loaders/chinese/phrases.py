"""Phrases in a text without spaces: the longest at each character, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from soegraph.loaders.gazetteer import Hit

Payload = TypeVar("Payload")


class Phrases(Generic[Payload]):
    """Phrases with payloads. The time grows with the text and the number of different lengths of phrases.

    >>> [(hit.start, hit.end) for hit in Phrases([("董事", 1), ("董事长", 2)]).find("董事、董事长")]
    [(0, 2), (3, 6)]
    """

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        filed: dict[str, dict[Payload, None]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, payload in phrases:
            filed.setdefault(phrase, {})[payload] = None
            lengths.setdefault(phrase[:2], set()).add(len(phrase))
        self._payloads = {phrase: tuple(found) for phrase, found in filed.items()}
        self._lengths = {opening: sorted(found, reverse=True) for opening, found in lengths.items()}

    def find(self, text: str) -> Iterator[Hit[Payload]]:
        """Yield the phrases of a text, none overlapping another."""
        at = 0
        while at < len(text):
            hit = self._at(text, at)
            if hit:
                yield hit
            at = hit.end if hit else at + 1

    def whole(self, text: str) -> tuple[Payload, ...]:
        """Return what is filed under a whole phrase."""
        return self._payloads.get(text, ())

    def _at(self, text: str, at: int) -> Hit[Payload] | None:
        for opening in (text[at : at + 2], text[at]):
            for size in self._lengths.get(opening, ()):
                payloads = self._payloads.get(text[at : at + size])
                if payloads and at + size <= len(text):
                    return Hit(at, at + size, payloads)
        return None
