"""Two releases read in step, subject by subject."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import groupby
from operator import itemgetter, lt, methodcaller
from pathlib import Path

from soegraph.errors import StoreError
from soegraph.publish.release import tree

_END = " .\n"
_BLOCK = 1 << 18  # characters that are read at a time
_BEFORE, _AFTER = 0, 1
_is_whole = methodcaller("endswith", _END)


@dataclass(frozen=True)
class Subject:
    """A subject as N-Triples, with what the release before and this one say of it: sorted lines, [] for nothing."""

    term: str
    before: list[str]
    after: list[str]

    @cached_property
    def removed(self) -> list[str]:
        """What is no longer said."""
        return _without(self.before, self.after)

    @cached_property
    def added(self) -> list[str]:
        """What was not said before."""
        return _without(self.after, self.before)


def _without(lines: list[str], others: Iterable[str]) -> list[str]:
    known = frozenset(others)
    return [line for line in lines if line not in known]


def in_step(before: Iterable[str], after: Iterable[str]) -> Iterator[Subject]:
    """Yield every subject of two streams of sorted lines, in order.

    >>> [(each.removed, each.added) for each in in_step(["<a> <p> <b>"], ["<a> <p> <c>", "<b> <p> <c>"])]
    [(['<a> <p> <b>'], ['<a> <p> <c>']), ([], ['<b> <p> <c>'])]
    """
    both = merge(_grouped(before, _BEFORE), _grouped(after, _AFTER))
    for term, group in groupby(both, key=itemgetter(0)):
        said = {side: lines for _, side, lines in group}
        yield Subject(term, said.get(_BEFORE, []), said.get(_AFTER, []))


def _grouped(lines: Iterable[str], side: int) -> Iterator[tuple[str, int, list[str]]]:
    for term, group in groupby(lines, key=lambda line: line.partition(" ")[0]):
        yield term, side, list(group)


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
