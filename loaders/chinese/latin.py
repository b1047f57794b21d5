"""Names that give their own Latin form within: 邦巴斯（Las Bambas）铜矿, 科马考（Khoemacau）矿业公司."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from soegraph.loaders.chinese.names import Name, known_names
from soegraph.loaders.chinese.tagger import Word
from soegraph.loaders.chinese.words import head_of

_BRACKET = re.compile(r"（[A-Za-z][A-Za-z0-9 .&'’-]{1,30}）(?=[\u3400-\u9fff])")
_PART = frozenset(["n", "nz", "nw", "ORG", "LOC", "PER", "j"])
_REACH = 8  # characters of a head after the bracket


def names(text: str, words: Sequence[Word], offset: int) -> Iterator[Name]:
    """Yield the names of a sentence at `offset` that a head noun closes after a bracket in Latin letters."""
    for bracket in _BRACKET.finditer(text):
        start = _opening(text, words, bracket.start())
        if start is None:
            continue
        after = bisect_left(words, bracket.end(), key=lambda word: word.start)
        for word in words[after : after + 3]:
            head = head_of(text[bracket.end() : word.end], "name", "legal")
            if head is not None and word.end - bracket.end() <= _REACH:
                yield Name(offset + start, offset + word.end, head.cls)
                break
            if word.tag not in _PART:
                break


def _opening(text: str, words: Sequence[Word], end: int) -> int | None:
    """Where the name before a bracket begins: with its word, but after a place that LAC takes for a part of it."""
    last = bisect_right(words, end, key=lambda word: word.end) - 1
    if last < 0 or words[last].end != end or words[last].tag not in _PART:
        return None
    start = words[last].start
    for size in range(end - start - 2, 1, -1):
        if any(known.type == "Place" for known in known_names().whole(text[start : start + size])):
            return start + size
    return start
