"""Stretches [start, end) of a text: which of its characters are taken, which items lie inside.

Both questions are asked for every name of an article; answered here without looking at all other names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar


class Span(Protocol):
    """Anything that stands at [start, end) of a text."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""


Item = TypeVar("Item", bound=Span)

_FREE = re.compile(rb"\0+")


class Cover:
    """Which characters of [start, end) of a text something stands on.

    >>> cover = Cover(100, 110, [(102, 104)])
    >>> cover.meets(100, 102), cover.meets(103, 109), cover.holds(102, 104), list(cover.free())
    (False, True, True, [(100, 102), (104, 110)])
    """

    def __init__(self, start: int, end: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._start = start
        self._taken = bytearray(end - start)
        for first, last in spans:
            self.take(first, last)

    def take(self, start: int, end: int) -> None:
        """Let something stand on [start, end)."""
        start, end = max(0, start - self._start), min(len(self._taken), end - self._start)
        self._taken[start:end] = b"\1" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Tell whether any character of [start, end) is taken."""
        return self._taken.find(1, max(0, start - self._start), max(0, end - self._start)) >= 0

    def free(self) -> Iterator[tuple[int, int]]:
        """Yield the longest stretches of which no character is taken."""
        for match in _FREE.finditer(self._taken):
            yield self._start + match.start(), self._start + match.end()

    def holds(self, start: int, end: int) -> bool:
        """Tell whether every character of [start, end) is taken."""
        return self._taken.find(0, max(0, start - self._start), max(0, end - self._start)) < 0


def without_overlap(items: Iterable[Item], start: int, end: int) -> list[Item]:
    """Keep the longer of two items of [start, end) that overlap, in the order of the text."""
    cover = Cover(start, end)
    kept: list[Item] = []
    for item in sorted(items, key=lambda item: (item.start - item.end, item.start)):
        if not cover.meets(item.start, item.end):
            cover.take(item.start, item.end)
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def inside(items: Sequence[Item], start: int, end: int) -> Sequence[Item]:
    """Return the items that begin in [start, end), from items in the order of the text."""
    first = bisect_left(items, start, key=lambda item: item.start)
    return items[first : bisect_left(items, end, first, key=lambda item: item.start)]


def touching(items: Sequence[Item], start: int, end: int) -> Sequence[Item]:
    """Return the items that share a character with [start, end), from disjoint items in the order of the text."""
    first = bisect_left(items, start + 1, key=lambda item: item.end)
    return items[first : bisect_left(items, end, first, key=lambda item: item.start)]
