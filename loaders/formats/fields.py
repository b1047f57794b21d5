"""The fields of an article: each function returns a valid value or raises `InputError` with the reason."""

from __future__ import annotations

import re

from soegraph.errors import InputError
from soegraph.model import is_partial_date

KINDS = ("report", "digest")
MAX_LENGTH = 500_000  # characters; the parser takes 4 GB for each million, and refuses more than one

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2}(?=$|[T ]))?)?)(?:[T ].*)?")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_HAN_SHARE_OF_CHINESE = 0.2  # of all letters: a Han character is a word, and names in Latin script are long


def body(text: str) -> str:
    """Return the text that offsets count from: without the blank lines around it.

    Raises:
        InputError: nothing is left, or too much for one article.
    """
    stripped = text.strip()
    if not stripped:
        raise InputError("holds no text")
    if len(stripped) > MAX_LENGTH:
        raise InputError(f"is longer than {MAX_LENGTH:,} characters: split it into single articles")
    return stripped


def line(value: str) -> str:
    r"""Return a value on one line.

    >>> line("Baogang\n  holds its meeting")
    'Baogang holds its meeting'

    Raises:
        InputError: it holds half a character, as a name of a file in another encoding does.
    """
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise InputError(f"holds a character that does not exist in Unicode in {value!a}: write it anew")
    return " ".join(value.split())


def language(tag: str, text: str) -> str:
    """Return a language tag in lower case; without one, tell Chinese from English by the script of the text.

    >>> language("zh-Hans", ""), language("", "包钢集团召开会议"), language("", "Baogang (包钢) met.")
    ('zh-hans', 'zh-hans', 'en')
    """
    tag = tag.lower()
    if tag and not _LANGUAGE_TAG.fullmatch(tag):
        raise InputError(f"language {tag!r} is no language tag: write en or zh-Hans")
    return tag or _language_by_script(text)


def _language_by_script(text: str) -> str:
    letters = sum(char.isalpha() for char in text)
    han = len(_HAN.findall(text))
    return "zh-hans" if han > letters * _HAN_SHARE_OF_CHINESE else "en"


def published(value: str) -> str:
    """Return a partial date; the time of day falls away.

    >>> published("2024-12"), published("2024-12-23T08:00:00+08:00")
    ('2024-12', '2024-12-23')
    """
    match = _DATE.fullmatch(value)
    if value and not (match and is_partial_date(match[1])):
        raise InputError(f"published {value!r} is no date: write 2024, 2024-12 or 2024-12-23")
    return match[1] if match else ""


def address(value: str) -> str:
    """Return an http address, or "" for none."""
    if value and not _ADDRESS.fullmatch(value):
        raise InputError(f"{value!r} is no http address: give it in full and without spaces, or leave it out")
    return value


def kind(value: str) -> str:
    """Return the kind of an article: a report, or a digest that sums up its sources."""
    if value and value not in KINDS:
        raise InputError(f"kind {value!r} is none of {', '.join(KINDS)}")
    return value or KINDS[0]
