"""Dates and shares as English writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from soegraph.loaders.document import Mention
from soegraph.loaders.english.words import listed
from soegraph.model import is_partial_date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<m{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<d{0}>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<y{0}>(?:19|20)[0-9][0-9])"
_DATE = re.compile(
    "|".join(
        rf"(?<![\w.,-]){form}(?!\w)(?!,\d)".format(number)
        for number, form in enumerate(
            (
                _YEAR + r"-(?P<m{0}>[0-9][0-9])-(?P<d{0}>[0-9][0-9])",
                _DAY + r" " + _MONTH + r",? " + _YEAR,
                _MONTH + r" " + _DAY + r", ?" + _YEAR,
                _MONTH + r" " + _DAY + r" " + _YEAR,
                _MONTH + r",? (?:of )?" + _YEAR,
                _DAY + r" " + _MONTH,
                _MONTH + r" " + _DAY,
                _YEAR
                + r"(?!-\d)(?! ?(?:yuan|tons|tonnes|million|billion|employees|workers|people|percent|per|%))",
            )
        )
    )
)
_PERCENT = re.compile(r"(?<![\w.,])(?P<value>[0-9]{1,3}(?:\.[0-9]+)?)[ -]?(?:percent|per cent|pct|%)(?!\w)")
# "A took 53 percent, B 26 and C the remaining 21": the word is said once in a sentence.
_BARE = re.compile(
    r"(?:(?:with|has|have|had|holds?|owns?|took|takes|remaining|other|another|only|and|,|[^\W\d_]{3,}) )"
    r"(?P<value>[0-9]{1,2}(?:\.[0-9]+)?)(?=[,;)]|\.?\s*$|\. |,? (?:and|or|each|respectively)\b)"
)
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s+[A-Z\n]|$))+")
YEARS = re.compile(
    r"(?P<first>(?:19|20)[0-9]{2}) ?(?:[-–—]| to | and | until | through ) ?(?P<last>(?:19|20)[0-9]{2}|[0-9]{2})(?!\w)"
)


def dates(text: str) -> Iterator[Mention]:
    """Yield the dates of a text; one without a year has the value "", for nothing is ever filled in.

    >>> [mention.value for mention in dates("On 23 December 2024, Dec. 24 and in May 2017; since 2016.")]
    ['2024-12-23', '', '2017-05', '2016']
    """
    for match in _DATE.finditer(text):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        yield Mention(match.start(), match.end(), "date", value=_value(parts))


def _value(parts: dict[str, str]) -> str:
    if "y" not in parts:
        return ""
    value = parts["y"]
    if "m" in parts:
        value += f"-{_month(parts['m']):02}"
    if "d" in parts:
        value += f"-{int(parts['d']):02}"
    return value if is_partial_date(value) else ""


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _MONTHS.index(word[:3].lower()) + 1


def percents(text: str) -> Iterator[Mention]:
    """Yield the percentages of a text, their value in canonical decimal form.

    >>> [mention.value for mention in percents("20.33 percent, 51% and 3.90 per cent")]
    ['20.33', '51', '3.9']
    """
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        said = [(match.span(), match["value"]) for match in _PERCENT.finditer(text, start, end)]
        if said and not listed("share word").isdisjoint(text[start:end].split()):
            said += [(match.span("value"), match["value"]) for match in _BARE.finditer(text, start, end)]
        for (first, last), value in said:
            yield Mention(first, last, "percent", value=f"{Decimal(value).normalize():f}")
