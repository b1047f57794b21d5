"""Dates, shares, tickers and numbers as Chinese texts write them, with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from soegraph.loaders.document import Mention
from soegraph.model import is_partial_date

_DIGITS = "零〇一二三四五六七八九"
_NUMBER = r"[零〇一二两三四五六七八九十百]+"
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:底|初|末)?(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
    r"|(?P<iso>(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9]))(?!\d)"
    r"|(?P<relative>今年|去年|前年|同年|当年|次年)(?:(?P<rmonth>1[0-2]|0?[1-9])月(?:(?P<rday>3[01]|[12]\d|0?[1-9])日)?)?"
    r"|(?P<day_of>同日|当日|当天|次日|翌日)"
    r"|(?<!\d)(?P<omonth>1[0-2]|0?[1-9])月(?:(?P<oday>3[01]|[12]\d|0?[1-9])日|份)"
)
_HAN_YEAR = re.compile(rf"(?P<year>[一二][{_DIGITS}]{{3}})年")
_PERCENT = re.compile(
    rf"(?<![\d.])(?P<value>\d{{1,3}}(?:\.\d+)?)(?:%|个百分点)(?!以[上下]|左右的增)|百分之(?P<han>{_NUMBER}(?:点[{_DIGITS}]+)?)"
)
_HALF = re.compile(r"(?:各占|各持|各持有|各)(一半|半)")
_RATIO = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d+)?(?:[∶：:]\d{1,2}(?:\.\d+)?)+(?![\d.])")
_CODE = re.compile(
    r"(?<![\dA-Za-z.])(?:SH|SZ|HK|BJ)?[:：.]?(?P<code>\d{6}|0\d{4})(?:[.](?:SH|SZ|HK|BJ|SS))?(?![\d.%])", re.I
)
_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)年?\s?(?:—|－|-|–|至|到|~|～){1,2}\s?(?P<last>(?:19|20)\d\d)年?")


def number(text: str) -> int:
    """Return the value of a number in digits or Chinese numerals below 1,000; 0 if it is none.

    >>> number("17"), number("十七"), number("二十"), number("一百零三")
    (17, 17, 20, 103)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        elif char in _VALUES:
            digit = _VALUES[char]
        else:
            return 0
    return total + digit


_VALUES = {char: max(0, index - 1) for index, char in enumerate(_DIGITS)} | {"两": 2}
_UNITS = {"十": 10, "百": 100}


def measures(text: str, published: str) -> Iterator[Mention]:
    """Yield the dates, shares and tickers of a folded text.

    A date without a year ("8月22日") is of the year of the last date before it, or of publication; "今年" is
    the year of publication.
    """
    yield from _dates(text, published)
    for match in _PERCENT.finditer(text):
        value = match["value"] or _decimal(match["han"])
        if float(value) <= 100:
            yield Mention(*match.span(), "percent", value=_plain(value))
    for match in _HALF.finditer(text):
        yield Mention(*match.span(1), "percent", value="50")
    yield from _ratios(text)
    for match in _CODE.finditer(text):
        yield Mention(*match.span(), "ticker", value=match["code"])


def _ratios(text: str) -> Iterator[Mention]:
    """The shares that a ratio deals out among partners: 51∶29∶20."""
    for match in _RATIO.finditer(text):
        parts = [part for part in re.finditer(r"[\d.]+", match.group()) if part]
        if sum(float(part.group()) for part in parts) == _WHOLE:
            for part in parts:
                start = match.start() + part.start()
                yield Mention(start, start + len(part.group()), "percent", value=_plain(part.group()))


_WHOLE = 100  # per cent


def year_spans(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield the spans of years, "2021—2025年", with their first and last year."""
    for match in _SPAN.finditer(text):
        yield match, match["first"], match["last"]


def _dates(text: str, published: str) -> Iterator[Mention]:
    year, at, day = published[:4], 0, ""
    found = [*_DATE.finditer(text), *_HAN_YEAR.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        value, named = _date(match, year, published[:4])
        if said := match.groupdict().get("day_of"):
            value = _day_of(said, day)
        if match.start() >= at and value and is_partial_date(value):
            year, at = (value[:4] if named else year), match.end()
            day = value if len(value) == len("2025-01-01") else day
            yield Mention(*match.span(), "date", value=value)


def _date(match: re.Match[str], year: str, published: str) -> tuple[str, bool]:
    """Return the value of a date, and whether it gives its year itself."""
    part = match.groupdict()
    if part.get("iso"):
        return "-".join(number.zfill(2) for number in re.split(r"[-/.]", part["iso"])), True
    if part.get("year"):
        digits = "".join(str(_VALUES[char]) if char in _VALUES else char for char in part["year"])
        return _joined(digits, part.get("month"), part.get("day")), True
    if relative := part.get("relative"):
        of = {
            "今年": published,
            "去年": _shifted(published, -1),
            "前年": _shifted(published, -2),
            "次年": _shifted(year, 1),
        }
        return _joined(of.get(relative, year), part["rmonth"], part["rday"]), False
    return _joined(year, part["omonth"], part["oday"]), False


def _day_of(said: str, day: str) -> str:
    """The day that 同日 or 次日 means, after the last day that the text names."""
    if not day or said in {"同日", "当日", "当天"}:
        return day
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _shifted(year: str, by: int) -> str:
    return str(int(year) + by) if year else ""


def _joined(year: str, month: str | None, day: str | None) -> str:
    if not year:
        return ""
    return "-".join((year, *(part.zfill(2) for part in (month, day) if part)))


def _decimal(han: str) -> str:
    whole, _, fraction = han.partition("点")
    digits = "".join(str(_VALUES[char]) for char in fraction)
    return f"{number(whole)}.{digits}" if digits else str(number(whole))


def _plain(value: str) -> str:
    """Write a share in canonical form: no zero too many.

    >>> _plain("51.0"), _plain("05.50")
    ('51', '5.5')
    """
    whole, _, fraction = value.partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(whole)}.{fraction}" if fraction else str(int(whole))
