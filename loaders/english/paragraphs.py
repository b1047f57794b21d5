"""Paragraphs: the pieces of an article that are read one by one.

Headlines are left out, for their capitals tell nothing of names. What is too long for one parse, or is no prose at
all, is cut where it does least harm, so that the time to read an article grows no faster than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*(?:\n|[-*•]))[^\n]+)*")
_BULLET = re.compile(r"[^\S\n]*[-*•#>]+\s*")
_STOP = re.compile(r"[.!?][\"'”’)]?\s")
_UNBROKEN = re.compile(r"\S{100,}")
_LONGEST = 10_000
_RUN_ON = 2_000


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the stretches of a text to read: paragraphs and list items without their bullets.

    >>> text = "Rising Output\n\nThe mine grew.\n- A second one opened."
    >>> [text[start:end] for start, end in paragraphs(text)]
    ['The mine grew.', 'A second one opened.']
    """
    for match in _PARAGRAPH.finditer(text):
        bullet = _BULLET.match(text, match.start())
        start = bullet.end() if bullet else match.start()
        if text[start : match.end()].strip() and (bullet or not _is_headline(text[start : match.end()])):
            for begun, ended in _words(text, start, match.end()):
                yield from pairwise([begun, *_cuts(text, begun, ended), ended])


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches beside what is too long for a word: a tokenizer takes the square of its length."""
    for match in _UNBROKEN.finditer(text, start, end):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:end].strip():
        yield start, end


def _is_headline(paragraph: str) -> bool:
    """A line in title case without a full stop."""
    words = [word for word in re.findall(r"[^\W\d_]+", paragraph) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return paragraph.rstrip()[-1] not in '.!?:;”"' and capitals * 5 > len(words) * 4


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where to cut: after a sentence when the piece gets long, at a space in a sentence that never ends."""
    begun = stop = start
    for ended in (*(match.end() for match in _STOP.finditer(text, start, end)), end):
        while ended - stop > _RUN_ON:
            begun = stop = _space(text, stop, stop + _RUN_ON)
            yield stop
        if ended - begun > _LONGEST:
            begun = stop
            yield stop
        stop = ended


def _space(text: str, start: int, end: int) -> int:
    """Return the place after the last space of [start, end), or `end`."""
    return max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end)) + 1 or end
