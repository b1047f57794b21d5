"""JSON files of annotations and claims: whole documents, arrays, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from soegraph.errors import InputError
from soegraph.loaders.encoding import decode
from soegraph.loaders.read import Unreadable

Record = Mapping[str, Any]


def text_of(path: Path) -> str:
    """Read a text file.

    Raises:
        InputError: it cannot be read or is no UTF-8.
    """
    try:
        return decode(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from error


def whole(text: str) -> Record:
    r"""Parse a text that is one JSON object.

    >>> whole('{"article": "a",\n "facts": [}')
    Traceback (most recent call last):
        ...
    soegraph.errors.InputError: is no JSON, line 2, column 12: Expecting value

    Raises:
        InputError: it is not.
    """
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InputError(f"is no JSON, {_where(error)}") from error
    except RecursionError as error:
        raise InputError("is no annotation: its brackets are nested too deeply") from error
    if not isinstance(found, dict):
        raise InputError("is no JSON object: it must begin with '{'")
    return found


def objects(text: str, name: str) -> Iterator[tuple[str, Record] | Unreadable]:
    r"""Yield the objects of a text, each with where it stands: one a line, in one array, or the only one.

    >>> list(objects('{"id": 1}\n\nnonsense\n', "x.jsonl"))  # doctest: +ELLIPSIS
    [('x.jsonl line 1', {'id': 1}), Unreadable(path='x.jsonl line 3', reason='is no JSON, line 1, column 1: ...
    """
    if text.lstrip()[:1] == "[" or _spread_out(text):
        yield from _elements(text, name)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _object(line, f"{name} line {number}")


def _spread_out(text: str) -> bool:
    """Tell whether the first object does not end in its line."""
    first = text.lstrip().partition("\n")[0]
    return first.startswith("{") and not first.rstrip().endswith("}")


def _object(text: str, where: str) -> tuple[str, Record] | Unreadable:
    try:
        return where, whole(text)
    except InputError as error:
        return Unreadable(where, str(error))


def _elements(text: str, name: str) -> Iterator[tuple[str, Record] | Unreadable]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Unreadable(name, f"is no JSON, {_where(error)}")
        return
    for number, element in enumerate(found if isinstance(found, list) else [found], start=1):
        where = f"{name} object {number}" if isinstance(found, list) else name
        yield (where, element) if isinstance(element, dict) else Unreadable(where, "is no JSON object")


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    return str(error)
