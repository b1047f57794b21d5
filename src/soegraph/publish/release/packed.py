"""Packed files of sorted N-Triples, read again."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from operator import lt, methodcaller
from pathlib import Path

from soegraph.errors import StoreError
from soegraph.publish.release import tree

_END = " .\n"
_BLOCK = 1 << 18  # characters that are read at a time
_is_whole = methodcaller("endswith", _END)


def stated(root: Path) -> Iterator[str]:
    """Yield what the release in a folder states, as lines without the full stop.

    Raises:
        StoreError: the file is missing, damaged or not sorted.
    """
    return packed_lines(root / tree.STATED)


def packed_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a packed file of sorted N-Triples, without the full stop.

    Raises:
        StoreError: the file is missing, damaged or not sorted.
    """
    last = ""
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            while rows := file.readlines(_BLOCK):
                if not (last < rows[0] and all(map(lt, rows, rows[1:])) and all(map(_is_whole, rows))):
                    raise StoreError(_damage(path, rows, last))
                yield from [row[: -len(_END)] for row in rows]
                last = rows[-1]
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise StoreError(f"{path} cannot be read: {error}; get the release again") from error


def _damage(path: Path, rows: list[str], last: str) -> str:
    wrong = next(
        row for before, row in zip([last, *rows], rows, strict=False) if row <= before or not _is_whole(row)
    )
    return f"{path} is damaged: this is no statement, or not after the one before; get the release again: {wrong}"
