"""Whether the words that a model gives for a date or a number do state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_WORD = re.compile(r"[^\W\d_]+")
_MONTH_NAME = re.compile(r"[A-Za-z]{3,}")
# One character for one: digits in full width, and those of years in Chinese.
_DIGITS = str.maketrans("０１２３４５６７８９〇零一二三四五六七八九", "012345678900123456789")
_TENS = re.compile("(?P<tens>[一二三四五六七八九]?)十(?P<ones>[一二三四五六七八九]?)")


def states_number(value: str, words: str, named: Mapping[str, int]) -> bool:
    """Tell whether a number in lexical form stands in the words; `named` are the numbers with a name.

    >>> states_number("31.5", "31.50 percent", {}), states_number("30", "31.50 percent", {})
    (True, False)
    >>> states_number("14", "“十四五”规划", {}), states_number("3", "Third Session", {"third": 3})
    (True, True)
    """
    return Decimal(value) in _numbers(words, named)


def states_date(value: str, words: str, text: str) -> bool:
    """Tell whether a partial date stands in the words; its year may stand elsewhere in the text of the article.

    A month may have a name; which month that is, is left to the model.

    >>> text = "In 2024 much was new. The deal was signed on 23 December."
    >>> states_date("2024-12-23", "23 December", text), states_date("2024-12-24", "23 December", text)
    (True, False)
    >>> states_date("2023", "23 December", text), states_date("2021-07", "二〇二一年七月", "二〇二一年七月")
    (False, True)
    """
    year, *rest = value.split("-")
    if not any(re.search(rf"(?<![0-9]){year}(?![0-9])", said.translate(_DIGITS)) for said in (words, text)):
        return False
    numbers = set(_numbers(words, {}))
    month, day = rest[:1], rest[1:]
    if month and not (Decimal(month[0]) in numbers or _MONTH_NAME.search(words)):
        return False
    return (bool(month) or year in words.translate(_DIGITS)) and all(Decimal(d) in numbers for d in day)


def _numbers(words: str, named: Mapping[str, int]) -> Iterator[Decimal]:
    """Yield the numbers that words may mean, each way of reading them."""
    plain = _TENS.sub(_spelt, words).translate(_DIGITS)
    yield from (Decimal(number.replace(",", "")) for number in _NUMBER.findall(plain))
    yield from (Decimal(named[word]) for word in map(str.lower, _WORD.findall(words)) if word in named)


def _spelt(tens: re.Match[str]) -> str:
    return (tens["tens"] or "一") + (tens["ones"] or "〇") + " "
