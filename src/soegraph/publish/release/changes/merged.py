"""Two releases read in step, subject by subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap

from soegraph.publish.lines import by_subject
from soegraph.publish.merging import joined


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
    return starmap(Subject, joined(by_subject(before), by_subject(after)))
