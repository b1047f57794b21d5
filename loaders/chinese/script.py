"""One script to analyse: simplified characters, half-width letters and digits, full-width punctuation.

The folded text is as long as the article's, so that an offset in one is an offset in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

_HALF_WIDTH = {
    ord(char): wide for char, wide in zip("():;!?「」『』〈〉", "（）：；！？“”‘’《》", strict=True)
}
_COMMA = re.compile(r",(?!\d)")
_PLAIN_QUOTES = re.compile(r'"([^"\n]{1,40})"')
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)} | {ord("％"): "%", 0x3000: " "}
for _mark in "：；？＜＝＞＠［＼］＾＿｀":
    _FULL_WIDTH.pop(ord(_mark), None)


def folded(text: str) -> str:
    """Return a text in simplified characters, its digits and letters half-width, its punctuation full-width.

    >>> folded("中國稀土集團(簡稱「中國稀土」)持股５１％")
    '中国稀土集团（简称“中国稀土”）持股51%'
    """
    return _PLAIN_QUOTES.sub(r"“\1”", _COMMA.sub("，", text.translate(_FORMS)))


class _Forms(dict[int, str]):
    """How one script writes each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = written = chr(code)
        if "\u3400" <= char <= "\u9fff":
            written = _converter()(char)
        return self.setdefault(code, written if len(written) == 1 else char)


_FORMS = _Forms(_FULL_WIDTH | _HALF_WIDTH)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese one.

    >>> is_han("钢"), is_han("A"), is_han("，")
    (True, False, False)
    """
    return "\u3400" <= char <= "\u9fff" or unicodedata.name(char, "").startswith("CJK UNIFIED")
