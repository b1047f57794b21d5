"""What held on a day: certainly, possibly, or nobody knows.

Nothing is known of the time of a tenure, stake or other state but bounds, which are partial dates. A day asked for
may be partial as well: what held at some time in 2024 held "in 2024".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CERTAIN, POSSIBLE, UNKNOWN = "certain", "possible", "unknown"
ANSWERS = (CERTAIN, POSSIBLE, UNKNOWN)
"""The three answers, the surest first. What certainly did not hold has none of them."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Partial dates, "" where no source gives one.

    It began on `start`, it held by `seen`, it still held on `last`, it was over by `left`, it ended on `end`.
    """

    start: str = ""
    seen: str = ""
    last: str = ""
    left: str = ""
    end: str = ""

    @property
    def points(self) -> tuple[str, ...]:
        """The dates on which it is known to have held, begun or ended, in order."""
        return tuple(filter(None, (self.start, self.seen, self.last, self.end)))


def first_day(partial: str) -> str:
    """Return the first day of a year, month or day."""
    return partial + "-01-01"[len(partial) - 4 :]


def last_day(partial: str) -> str:
    """Return a day that no day of a year, month or day comes after: months have 31 days here.

    >>> last_day("2021"), last_day("2021-02"), last_day("2021-12-23")
    ('2021-12-31', '2021-02-31', '2021-12-23')
    """
    return partial + "-12-31"[len(partial) - 4 :]


def answer(known: Bounds, day: str, *, lasting: bool = False) -> str | None:
    """Return whether something held on a day, None if it certainly did not; what is `lasting` never ends.

    >>> term = Bounds(start="2021-03", last="2023")
    >>> [answer(term, day) for day in ("2020", "2021-04", "2023", "2024-05-01")]
    [None, 'certain', 'certain', 'possible']
    >>> answer(Bounds(), "2021")
    'unknown'
    """
    if known.start > last_day(day) or any(over and day > last_day(over) for over in (known.end, known.left)):
        return None
    if known == Bounds():
        return UNKNOWN
    return CERTAIN if _begun_by(known, day) and (lasting or _held_until(known, day)) else POSSIBLE


def _begun_by(known: Bounds, day: str) -> bool:
    return any(date and last_day(date) <= last_day(day) for date in (known.start, known.seen))


def _held_until(known: Bounds, day: str) -> bool:
    return any(point >= day for point in known.points)


def excluded_by_others(known: Bounds, others: Iterable[Bounds], day: str) -> bool:
    """Tell whether somebody else is known to have held a sole post between a term and a day.

    Terms have no gaps: who was last seen in a post in 2010, and whose successor was appointed in 2015, does not hold
    it in 2016, though no source says so.

    >>> first, second = Bounds(seen="2008", last="2010"), Bounds(start="2015-03")
    >>> [excluded_by_others(first, [second], day) for day in ("2012", "2016")]
    [False, True]
    >>> excluded_by_others(second, [Bounds(seen="2010", last="2010")], "2009")
    True
    """
    return any(
        _lies_between(known, point, day, on_that_day=point == day and point in (other.seen, other.last))
        for other in others
        for point in other.points
    )


def _lies_between(known: Bounds, point: str, day: str, *, on_that_day: bool) -> bool:
    """Tell whether a point is between what is known of a term and a day, or on that very day and beyond the term."""
    if not known.points:
        return False
    whole_day = on_that_day and len(day) == len("2021-12-23")
    after = last_day(known.points[-1]) < point and (whole_day or last_day(point) < day)
    before = last_day(point) < known.points[0] and (whole_day or last_day(day) < point)
    return after or before
