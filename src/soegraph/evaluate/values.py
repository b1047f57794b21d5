"""Literals of other formats in our lexical forms: dates as 2021, 2021-12 or 2021-12-23."""

from __future__ import annotations

import re

from soegraph.loaders.english.dates import dates
from soegraph.model import is_partial_date

_NEW_YEAR = re.compile(r"\bJan|(?<!\d)0?1[-/.]0?1(?!\d)|1月1日")


def literal(value: str, text: str) -> str:
    """Return a literal as our claims have it; what is no date stays as it is.

    Benchmarks write a year as its first day. It is one only where the text says so.

    >>> literal("01 January 1962", "It was founded in 1962.")
    '1962'
    >>> literal("1959-01-01", "founded on January 1, 1959"), literal("Zinco Works", "")
    ('1959-01-01', 'Zinco Works')
    """
    value = value.strip().strip('"')
    found = [mention.value for mention in dates(value) if (mention.start, mention.end) == (0, len(value))]
    date = found[0] if found and is_partial_date(found[0]) else value
    is_padded = date.endswith("-01-01") and is_partial_date(date) and not _NEW_YEAR.search(text)
    return date[:4] if is_padded else date
