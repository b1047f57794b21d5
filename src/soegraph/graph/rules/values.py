"""Literals as SPARQL conditions: which are ill-typed, which are outside of a datatype, and which may both be right.

The names of variables are given without question mark. Dates may be partial: a year, a month or a day.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from soegraph.names import PREFIXES

_XSD = PREFIXES["xsd"]
_BOUNDS = {
    "negativeInteger": "< 0",
    "nonNegativeInteger": ">= 0",
    "nonPositiveInteger": "<= 0",
    "positiveInteger": "> 0",
    **{f"unsigned{size}": ">= 0" for size in ("Byte", "Int", "Long", "Short")},
}
_INTEGERS = ("integer", "byte", "int", "long", "short", *_BOUNDS)
_STRINGS = ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")
_DATES = ("gYear", "gYearMonth", "date")
_CAST = (*_DATES, *("boolean", "dateTime", "decimal", "double", "duration", "float", "gMonth", "time"))


def ill_typed(variable: str) -> str:
    """Return the filter that a literal has not the form of its datatype; of unknown datatypes none is ill-typed."""
    read = [(name, f"isLiteral(<{_XSD}{name}>(STR(?{variable})))") for name in _CAST]
    read += [(name, _is_integer(variable, name)) for name in _INTEGERS]
    wrong = (f"(?datatype = <{_XSD}{name}> && !COALESCE({form}, false))" for name, form in read)
    return f"BIND(DATATYPE(?{variable}) AS ?datatype) FILTER({' || '.join(wrong)})"


def _is_integer(variable: str, name: str) -> str:
    number = f"<{_XSD}integer>(STR(?{variable}))"
    return f"{number} {_BOUNDS[name]}" if name in _BOUNDS else f"isLiteral({number})"


def outside(variable: str, datatype: NamedNode) -> str:
    """Return the filter that a literal is no value of a datatype; "" for a datatype that is not of XML Schema.

    A decimal without fraction is an integer, a double never is (XML Schema, part 2, 2.2).
    """
    name = datatype.value.removeprefix(_XSD)
    if name == datatype.value:
        return ""
    if name in _INTEGERS:
        bound = f" && ?{variable} {_BOUNDS[name]}" if name in _BOUNDS else ""
        inside = f"{_of(variable, (*_INTEGERS, 'decimal'))} && ?{variable} = FLOOR(?{variable}){bound}"
    elif name == "decimal":
        inside = _of(variable, (*_INTEGERS, "decimal"))
    else:
        inside = _of(variable, _STRINGS if name == "string" else (name,))
    # Most values are of the datatype itself. With && in place of IF the engine works out both sides for each.
    other = f"isLiteral(?{variable}) && DATATYPE(?{variable}) != {datatype}"
    return f"FILTER(IF({other}, !COALESCE({inside}, false), false))"


def two(one: str, other: str) -> str:
    """Return the filter that two literals cannot both be right: dates can of which one is more precise."""
    same = f"COALESCE(?{one} = ?{other}, false)"
    dates = f"{_of(one, _DATES)} && {_of(other, _DATES)}"
    precise = f"STRSTARTS(STR(?{one}), STR(?{other})) || STRSTARTS(STR(?{other}), STR(?{one}))"
    literals = f"isLiteral(?{one}) && isLiteral(?{other}) && !sameTerm(?{one}, ?{other})"
    return f"FILTER({literals} && !({same} || ({dates} && ({precise}))))"


def _of(variable: str, names: Iterable[str]) -> str:
    return f"DATATYPE(?{variable}) IN ({', '.join(f'<{_XSD}{name}>' for name in names)})"
