"""Where the boxes of an ownership picture stand: columns from owner to owned, as few crossings as a few sweeps find.

This is the layered drawing of Sugiyama: lines that close a loop are turned round, boxes get columns, lines that pass
a column get a place in it, columns are sorted by their neighbours, and heights are fitted to these.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

Pair = tuple[str, str]
Slot = Hashable
"""What takes a place in a column: the key of a box, or a line (its number) on its way through."""

SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A column, counted from the left, and the height of the middle, downwards from the top."""

    column: int
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of boxes by key, and of each line: those that it passes from left to right, its ends included.

    `turned` are the numbers of the lines that lead from right to left, since they close a loop.
    """

    boxes: Mapping[str, Place]
    ways: Sequence[tuple[Place, ...]]
    turned: frozenset[int]


def layout(focus: str, heights: Mapping[str, float], lines: Sequence[Pair], gap: float) -> Layout:
    """Place boxes of some heights, in the order of which they come as far as lines allow; `gap` is kept between them.

    >>> placed = layout("b", {"a": 10, "b": 10, "c": 10, "d": 10}, [("a", "b"), ("b", "c"), ("b", "d")], gap=10)
    >>> [(key, place.column, place.y) for key, place in placed.boxes.items()]
    [('a', 0, 15.0), ('b', 1, 15.0), ('c', 2, 5.0), ('d', 2, 25.0)]
    """
    turned = frozenset(_closing(focus, list(heights), lines))
    forward = [(b, a) if number in turned else (a, b) for number, (a, b) in enumerate(lines)]
    columns = _columns(focus, list(heights), forward)
    ways = [_way(number, *pair, columns) for number, pair in enumerate(forward)]
    steps = [step for way in ways for step in pairwise(way)]
    ranks = _sorted_ranks(_ranks(columns, ways), steps)
    ys = _fitted(ranks, steps, heights, gap)
    column = {slot: number for number, rank in enumerate(ranks) for slot in rank}
    places = {slot: Place(column[slot], y) for slot, y in ys.items()}
    return Layout(
        {key: places[key] for key in heights}, [tuple(places[slot] for slot in way) for way in ways], turned
    )


def _closing(focus: str, keys: Sequence[str], lines: Sequence[Pair]) -> Iterator[int]:
    """Yield the numbers of the lines that lead back to where a walk has come from, the walk beginning at the focus."""
    leaving: dict[str, list[tuple[int, str]]] = {key: [] for key in keys}
    for number, (upper, lower) in enumerate(lines):
        leaving[upper].append((number, lower))
    done: set[str] = set()
    for start in (focus, *keys):
        path: dict[str, Iterator[tuple[int, str]]] = {}
        if start not in done:
            path[start] = iter(leaving[start])
        while path:
            key, following = next(reversed(path.items()))
            number, other = next(following, (-1, ""))
            if number < 0:
                done.add(key)
                del path[key]
            elif other in path:
                yield number
            elif other not in done:
                path[other] = iter(leaving[other])


def _columns(focus: str, keys: Sequence[str], forward: Sequence[Pair]) -> dict[str, int]:
    """Give each box a column: who is above the focus as near to it as can be, the others after those above them."""
    distance = _longest(focus, [(lower, upper) for upper, lower in forward])
    column = {key: -steps for key, steps in distance.items()}
    while waiting := [key for key in keys if key not in column]:
        for key in waiting:
            uppers = [upper for upper, lower in forward if lower == key]
            if all(upper in column for upper in uppers):
                column[key] = 1 + max((column[upper] for upper in uppers), default=0)
    first = min(column.values())
    return {key: column[key] - first for key in keys}


def _longest(start: str, steps: Sequence[Pair]) -> dict[str, int]:
    """Return the length of the longest way from a box to each that can be reached from it."""
    found, frontier = {start: 0}, [start]
    while frontier:
        reached = {end: found[begin] + 1 for begin in frontier for s, end in steps if s == begin}
        frontier = [key for key, length in reached.items() if length > found.get(key, -1)]
        found |= {key: reached[key] for key in frontier}
    return found


def _way(number: int, left: str, right: str, columns: Mapping[str, int]) -> list[Slot]:
    return [left, *((number, column) for column in range(columns[left] + 1, columns[right])), right]


def _ranks(columns: Mapping[str, int], ways: Sequence[Sequence[Slot]]) -> list[list[Slot]]:
    """Return what stands in each column, boxes first, then lines that pass."""
    ranks: list[list[Slot]] = [[] for _ in range(max(columns.values()) + 1)]
    for key, column in columns.items():
        ranks[column].append(key)
    for way in ways:
        for slot in way[1:-1]:
            ranks[columns[str(way[0])] + way.index(slot)].append(slot)
    return ranks


Step = tuple[Slot, Slot]


def _sorted_ranks(ranks: list[list[Slot]], steps: Sequence[Step]) -> list[list[Slot]]:
    """Sort columns by where their neighbours stand, there and back, and keep the order with the fewest crossings."""
    best, fewest = ranks, _crossings(ranks, steps)
    for sweep in range(SWEEPS):
        ranks = _swept(ranks, steps, leftwards=bool(sweep % 2))
        if (crossings := _crossings(ranks, steps)) < fewest:
            best, fewest = ranks, crossings
    return best


def _swept(ranks: Sequence[Sequence[Slot]], steps: Sequence[Step], *, leftwards: bool) -> list[list[Slot]]:
    beside = _neighbours(steps, leftwards=leftwards)
    done: list[list[Slot]] = []
    order: dict[Slot, float] = {}
    for rank in reversed(ranks) if leftwards else ranks:
        at = {slot: float(place) for place, slot in enumerate(rank)}
        middles = {slot: _mean([order[other] for other in beside.get(slot, ())], at[slot]) for slot in rank}
        done.append(sorted(rank, key=lambda slot: (middles[slot], at[slot])))
        order |= {slot: float(place) for place, slot in enumerate(done[-1])}
    return done[::-1] if leftwards else done


def _neighbours(steps: Iterable[Step], *, leftwards: bool) -> dict[Slot, list[Slot]]:
    found: dict[Slot, list[Slot]] = {}
    for left, right in steps:
        key, other = (left, right) if leftwards else (right, left)
        found.setdefault(key, []).append(other)
    return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(ranks: Sequence[Sequence[Slot]], steps: Sequence[Step]) -> int:
    place = {slot: (column, number) for column, rank in enumerate(ranks) for number, slot in enumerate(rank)}
    ends = [(*place[left], place[right][1]) for left, right in steps]
    return sum(a[0] == b[0] and (a[1] - b[1]) * (a[2] - b[2]) < 0 for a, b in combinations(ends, 2))


def _fitted(
    ranks: Sequence[Sequence[Slot]], steps: Sequence[Step], heights: Mapping[str, float], gap: float
) -> dict[Slot, float]:
    """Return the height of each slot: near its neighbours, in the order of its column, none overlapping."""
    tall = {slot: heights[slot] if isinstance(slot, str) else 0.0 for rank in ranks for slot in rank}
    beside: dict[Slot, list[Slot]] = {slot: [] for slot in tall}
    for left, right in steps:
        beside[left].append(right)
        beside[right].append(left)
    ys = {
        slot: y
        for rank in ranks
        for slot, y in zip(rank, _stacked([0.0] * len(rank), rank, tall, gap), strict=True)
    }
    for sweep in range(SWEEPS):
        for rank in ranks if sweep % 2 else ranks[::-1]:
            wanted = [_mean([ys[other] for other in beside[slot]], ys[slot]) for slot in rank]
            ys |= zip(rank, _stacked(wanted, rank, tall, gap), strict=True)
    top = min(ys[slot] - tall[slot] / 2 for slot in ys)
    return {slot: round(y - top, 2) for slot, y in ys.items()}


def _stacked(
    wanted: Sequence[float], rank: Sequence[Slot], tall: Mapping[Slot, float], gap: float
) -> list[float]:
    """Return heights in order and apart whose squared distances from the wanted ones are least.

    Without the room that each needs this is an isotonic regression: neighbours in the wrong order share their mean.
    """
    offsets = [0.0]
    for above, under in pairwise(rank):
        offsets.append(offsets[-1] + (tall[above] + tall[under]) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools.pop(-2), pools.pop()
            pools.append(((a * m + b * n) / (m + n), m + n))
    fitted = [value for value, count in pools for _ in range(count)]
    return [value + offset for value, offset in zip(fitted, offsets, strict=True)]
