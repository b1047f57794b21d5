"""Lexical forms of literals: what XML Schema and BCP 47 allow, and of that the canonical form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from soegraph.model import is_partial_date
from soegraph.names import PREFIXES

_XSD = PREFIXES["xsd"]
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*")
_LANGUAGE_TYPE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def language_fault(tag: str) -> str:
    """Return what is wrong with a language tag, "" if nothing is.

    >>> language_fault("zh-latn-pinyin"), language_fault("zh-Hans")
    ('', '@zh-Hans is no language tag of BCP 47 in lower case')
    """
    return "" if _LANGUAGE.fullmatch(tag) else f"@{tag} is no language tag of BCP 47 in lower case"


def datatype_fault(value: str, datatype: str) -> str:
    """Return what is wrong with a typed value, "" if nothing is.

    >>> datatype_fault("51", _XSD + "decimal"), datatype_fault("2021-02-30", _XSD + "date")
    ('', '"2021-02-30" is no canonical xsd:date')
    """
    name = datatype.removeprefix(_XSD)
    if not datatype.startswith(_XSD) or name not in _FORMS:
        return f"its datatype is no usual one: {datatype}"
    return "" if _FORMS[name](value) else f'"{value}" is no canonical xsd:{name}'


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _moment(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return "T" in value


_FORMS: Mapping[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "boolean": _matches("true|false"),
    "integer": _matches("-?[1-9][0-9]*|0"),
    "nonNegativeInteger": _matches("[1-9][0-9]*|0"),
    "decimal": _matches(r"-?(?:[1-9][0-9]*|0)(?:\.[0-9]*[1-9])?"),
    "gYear": lambda value: len(value) == 4 and is_partial_date(value),
    "gYearMonth": lambda value: len(value) == 7 and is_partial_date(value),
    "date": lambda value: len(value) == 10 and is_partial_date(value),
    "dateTime": _moment,
    "anyURI": _matches(r"[!-~]+"),
    "hexBinary": _matches("(?:[0-9A-Fa-f]{2})*"),
    "language": lambda value: _LANGUAGE_TYPE.fullmatch(value) is not None,
}
