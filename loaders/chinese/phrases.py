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
        lengths: dict[str, dict[str, set[int]]] = {}
        for phrase, payload in phrases:
            filed.setdefault(phrase, {})[payload] = None
            lengths.setdefault(phrase[:1], {}).setdefault(phrase[1:2], set()).add(len(phrase))
        self._payloads = {phrase: tuple(found) for phrase, found in filed.items()}
        self._lengths = {  # by first character, then by second: the lengths, longest first, of 1 if it is a phrase
            first: {
                second: sorted(found | seconds.get("", set()), reverse=True)
                for second, found in seconds.items()
            }
            for first, seconds in lengths.items()
        }

    def find(self, text: str) -> Iterator[Hit[Payload]]:
        """Yield the phrases of a text, none overlapping another."""
        done = 0
        lengths, filed = self._lengths, self._payloads
        for at in [at for at, char in enumerate(text) if char in lengths]:
            if at < done:
                continue
            seconds = lengths[text[at]]
            for size in seconds.get(text[at + 1 : at + 2]) or seconds.get("") or ():
                if (payloads := filed.get(text[at : at + size])) and at + size <= len(text):
                    done = at + size
                    yield Hit(at, done, payloads)
                    break

    def whole(self, text: str) -> tuple[Payload, ...]:
        """Return what is filed under a whole phrase."""
        return self._payloads.get(text, ())
