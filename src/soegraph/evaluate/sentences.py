"""The sentence around a quote, as people want to read it: for lists, not for analysis."""

from __future__ import annotations

import re

# A full stop counts before a capital only: "Co., Ltd. of", "No. 5" and "3.5" go on.
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])|[。！？；][”’」』）]*|\n")
_AHEAD = 5  # code points that tell whether a full stop ends a sentence
_WINDOW = 1_000  # code points on either side: a longer sentence is no help


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of a text from the beginning of the first to the end of the last sentence of [start, end).

    >>> text = "It rained. Baogang Co., Ltd. of Baotou met. It ended."
    >>> first, last = sentence_around(text, 19, 23)
    >>> text[first:last]
    'Baogang Co., Ltd. of Baotou met.'
    """
    window = max(0, start - _WINDOW)
    ends = (match.end() for match in _END.finditer(text, window, start + _AHEAD))
    first = max((end for end in ends if end <= start), default=window)
    after = _END.search(text, max(start, end - 1), min(len(text), end + _WINDOW))
    last = after.end() if after else min(len(text), end + _WINDOW)
    sentence = text[first:last]
    return first + len(sentence) - len(sentence.lstrip()), first + len(sentence.rstrip())
