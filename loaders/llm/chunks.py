"""An article in pieces that fit into one question, cut where it does least harm."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Where to cut, the best place first: between paragraphs, lines, sentences, words.
_BREAKS = (
    re.compile(r"\n\s*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"(?:[.!?][\"'”’)]?\s+|[。！？；][”’」』）]?\s*)"),
    re.compile(r"\s+"),
)
_INK = re.compile(r"\S")


def chunks(text: str, budget: int) -> Iterator[tuple[int, int]]:
    r"""Yield the stretches of a text of at most `budget` code points each, without white space around them.

    >>> text = "The mine grew.\n\nA second one opened. It is new."
    >>> [text[start:end] for start, end in chunks(text, 24)]
    ['The mine grew.', 'A second one opened.', 'It is new.']
    """
    end = 0
    while first := _INK.search(text, end):
        start = first.start()
        end = _cut(text, start, budget)
        yield start, start + len(text[start:end].rstrip())


def _cut(text: str, start: int, budget: int) -> int:
    """Return where the piece from `start` ends; a break in its first half would make pieces too small."""
    if len(text) - start <= budget:
        return len(text)
    for pattern in _BREAKS:
        found = [match.end() for match in pattern.finditer(text, start + budget // 2, start + budget)]
        if found:
            return found[-1]
    return start + budget
