"""Streams of sorted lines, side by side: what one has and the other has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Difference(NamedTuple):
    """A line that only one of two streams has: the first, if `first`, else the second."""

    first: bool
    line: str


def differences(first: Iterable[str], second: Iterable[str]) -> Iterator[Difference]:
    """Yield the lines that only one of two sorted streams has, in order.

    >>> [(d.first, d.line) for d in differences(["a", "b"], ["b", "c"])]
    [(True, 'a'), (False, 'c')]
    """
    left, right = iter(first), iter(second)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(left, None), next(right, None)
        elif other is None or (one is not None and one < other):
            assert one is not None
            yield Difference(True, one)
            one = next(left, None)
        else:
            yield Difference(False, other)
            other = next(right, None)


def outside(lines: Iterable[str], whole: Iterable[str], *, within: bool) -> Iterator[str]:
    """Yield the sorted lines that a sorted whole lacks; without `within`, those that it has.

    >>> list(outside(["a", "c"], ["a", "b"], within=True)), list(outside(["a", "c"], ["a", "b"], within=False))
    (['c'], ['a'])
    """
    others = iter(whole)
    other = next(others, None)
    for line in lines:
        while other is not None and other < line:
            other = next(others, None)
        if (line == other) != within:
            yield line


def by_mark(marked: Iterable[str], mark: str) -> Iterator[tuple[str, list[str]]]:
    """Group sorted lines by what stands before the first `mark`; yield that with what stands behind it.

    >>> list(by_mark(["a:1", "a:2", "b:1"], ":"))
    [('a', ['1', '2']), ('b', ['1'])]
    """
    for key, group in groupby(marked, key=lambda line: line.partition(mark)[0]):
        yield key, [line[len(key) + 1 :] for line in group]


def joined(
    first: Iterable[tuple[str, list[A]]], second: Iterable[tuple[str, list[B]]]
) -> Iterator[tuple[str, list[A], list[B]]]:
    """Yield each key of two sorted streams with what each has of it, an empty list for nothing.

    >>> list(joined([("a", ["x"])], [("a", ["y"]), ("b", ["z"])]))
    [('a', ['x'], ['y']), ('b', [], ['z'])]
    """
    left, right = iter(first), iter(second)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        key = min(pair[0] for pair in (one, other) if pair is not None)
        mine: list[A] = []
        theirs: list[B] = []
        if one is not None and one[0] == key:
            mine, one = one[1], next(left, None)
        if other is not None and other[0] == key:
            theirs, other = other[1], next(right, None)
        yield key, mine, theirs
