"""Markdown with YAML front matter between two ``---`` lines; both are optional but the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import yaml

from soegraph.errors import InputError
from soegraph.loaders.encoding import decode
from soegraph.loaders.formats import fields
from soegraph.model import Article

MAX_FRONT_MATTER = 64_000  # characters

_OPENING = re.compile(r"\s*^---[ \t]*\n", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+)$", re.MULTILINE)
_KEYS = ("id", "title", "url", "publisher", "published", "language", "kind", "sources")
_NEAR = 0.8  # similarity of a key to the known one that was meant: "titel" and "source", not "subtitle"
_NULLS = ("~", "null", "Null", "NULL")


def parse(raw: bytes, name: str) -> Article:
    """Read an article. Front matter: id, title, url, publisher, published, language, kind, sources.

    Other keys are passed over, since other programs read them; the article's notices name those that look
    like a known one misspelt.
    """
    front_matter, rest = _split(decode(raw))
    known = _mapping(front_matter)
    text = fields.body(rest)
    article_id = _value(known, "id") or fields.line(name)
    return Article(
        id=article_id,
        text=text,
        language=fields.language(_value(known, "language"), text),
        title=_value(known, "title") or _heading(text),
        url=fields.address(_value(known, "url")),
        publisher=_value(known, "publisher"),
        published=fields.published(_value(known, "published")),
        kind=fields.kind(_value(known, "kind")),
        sources=tuple(fields.address(source) for source in _values(known, "sources")),
        notices=tuple(f"{article_id}: {misspelt}" for misspelt in _misspelt(known)),
    )


def _split(text: str) -> tuple[str, str]:
    """Split a file into front matter, which may be empty, and body."""
    opening = _OPENING.match(text)
    if opening is None:
        return "", text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise InputError("has front matter that is not closed: end it with a line '---'")
    if closing.start() - opening.end() > MAX_FRONT_MATTER:
        raise InputError(
            f"has more than {MAX_FRONT_MATTER:,} characters of front matter: move text to the body"
        )
    return text[opening.end() : closing.start()], text[closing.end() :]


def _mapping(front_matter: str) -> dict[str, object]:
    # BaseLoader builds nothing but strings, lists and mappings: no tag makes an object, no alias is merged,
    # and 2024-12 stays as it is written.
    try:
        known = yaml.load(front_matter, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise InputError(f"has front matter that is not YAML: {_problem(error)}") from error
    if known is not None and not isinstance(known, dict):
        raise InputError("has front matter that is not YAML of the form 'key: value'")
    return known or {}


def _problem(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        # the mark counts from 0, and the front matter begins in the file's second line
        return f"{error.problem} in line {error.problem_mark.line + 2}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).partition("\n")[0]


def _misspelt(keys: Iterable[str]) -> Iterator[str]:
    """Say of each unknown key which known one it may stand for, if there is one that is near."""
    for key in keys:
        near = get_close_matches(key.casefold(), _KEYS, 1, _NEAR) if key.isprintable() else []
        if key not in _KEYS and near:
            yield f"the front matter has `{key}`, which is not read: did you mean `{near[0]}`?"


def _value(known: dict[str, object], key: str) -> str:
    value = known.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"{key} in the front matter must be a single value")
    return "" if value in _NULLS else fields.line(value)


def _values(known: dict[str, object], key: str) -> list[str]:
    values = known.get(key, "")
    listed = values if isinstance(values, list) else [values]
    return [value for one in listed if (value := _value({key: one}, key))]


def _heading(text: str) -> str:
    heading = _HEADING.search(text)
    return fields.line(heading[1].strip("# \t")) if heading else ""
