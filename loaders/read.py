"""Files, folders and globs in, articles out.

One broken file never stops a batch: it comes out as `Unreadable`, with the reason and what to do about it.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from soegraph.errors import InputError
from soegraph.loaders.formats import markdown, plain_text
from soegraph.model import Article
from soegraph.names import slug

MAX_BYTES = 2_000_000  # no news article comes near; whatever is longer is a book, a dump or an accident


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no article, and why."""

    path: str
    reason: str


def _parse_webpage(raw: bytes, name: str) -> Article:
    from soegraph.loaders.formats import webpage  # here, because trafilatura takes long to import

    return webpage.parse(raw, name)


_PARSERS: dict[str, Callable[[bytes, str], Article]] = {
    ".md": markdown.parse,
    ".markdown": markdown.parse,
    ".txt": plain_text.parse,
    ".html": _parse_webpage,
    ".htm": _parse_webpage,
}
SUFFIXES = tuple(_PARSERS)
"""The endings of the names of files that may be articles, in lower case."""


def read(paths: Iterable[str | Path]) -> Iterator[Article | Unreadable]:
    """Read articles in the order of `paths`, folders and globs in the order of names, each file once.

    A folder is read with all its subfolders; files with other suffixes and hidden files in it are passed
    over. An article whose id, written as a slug, another file of the batch has taken is `Unreadable`.

    Args:
        paths: files, folders, and globs in which ``**`` stands for any number of folders.
    """
    seen: set[str] = set()
    owners: dict[str, str] = {}
    for found in _find(paths):
        if isinstance(found, Unreadable):
            yield found
        elif (real := os.path.realpath(found)) not in seen:
            seen.add(real)
            yield _read_new(found, owners)


def _read_new(path: str, owners: dict[str, str]) -> Article | Unreadable:
    article = _read_file(path)
    if isinstance(article, Unreadable):
        return article
    owner = owners.setdefault(slug(article.id), path)
    if owner != path:
        return Unreadable(path, f"has the article id {article.id!r} that {owner} has: give it another `id`")
    return article


def _read_file(path: str) -> Article | Unreadable:
    """Read one file by the parser for its suffix."""
    try:
        raw = _bytes(path)
        return _PARSERS[_suffix(path)](raw, Path(path).stem)
    except InputError as error:
        return Unreadable(path, str(error))
    except OSError as error:
        return Unreadable(path, _why(error))


def _bytes(path: str) -> bytes:
    if not os.path.isfile(path):
        raise InputError("is no file: a broken link or a device")
    with open(path, "rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if not raw:
        raise InputError("is empty")
    if len(raw) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES:,} bytes: split it into single articles")
    return raw


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _why(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"


def _find(paths: Iterable[str | Path]) -> Iterator[str | Unreadable]:
    for path in (os.fspath(path) for path in paths):
        if os.path.isdir(path):
            yield from _in_folder(path)
        elif not os.path.lexists(path) and glob.has_magic(path):
            yield from _matching(path)
        elif not os.path.lexists(path):
            yield Unreadable(path, "does not exist: check the spelling")
        elif _suffix(path) in _PARSERS:
            yield path
        else:
            yield Unreadable(path, f"is of no known format: the suffix must be one of {', '.join(SUFFIXES)}")


def _matching(pattern: str) -> Iterator[str | Unreadable]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Unreadable(pattern, "matches no file")
    for match in matches:
        if os.path.isdir(match):
            yield from _in_folder(match)
        elif _suffix(match) in _PARSERS:
            yield match


def _in_folder(folder: str) -> Iterator[str | Unreadable]:
    closed: list[OSError] = []
    for here, subfolders, names in os.walk(folder, onerror=closed.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if _suffix(name) in _PARSERS and not name.startswith("."):
                yield os.path.join(here, name)
    yield from (Unreadable(str(error.filename), _why(error)) for error in closed)
