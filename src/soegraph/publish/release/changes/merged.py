"""Two releases read in step, subject by subject."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from soegraph.errors import StoreError
from soegraph.publish.release import tree

_END = " .\n"
_BEFORE, _AFTER = 0, 1


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as N-Triples, with what the release before and this one say of it: sorted lines, [] for nothing."""

    term: str
    before: list[str]
    after: list[str]

    @property
    def removed(self) -> list[str]:
        """What is no longer said."""
        return _without(self.before, self.after)

    @property
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
            for number, row in enumerate(file, start=1):
                if row <= last or not row.endswith(_END):
                    raise StoreError(
                        f"{path} is damaged: line {number:,} is no statement, or not after the one before it;"
                        " get the release again"
                    )
                yield row[: -len(_END)]
                last = row
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise StoreError(f"{path} cannot be read: {error}; get the release again") from error
