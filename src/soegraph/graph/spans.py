"""What sources tell of the time of a state: who was in office when, what belonged to whom.

Nothing is known of it but bounds: it began on, it held by, it was last seen to hold, it was over by, it ended on. Each
statement gives a `Span` of such bounds. Spans that can be of one and the same term are merged; what cannot be, since
the bounds would contradict each other, is another term. No bound is a date that no source gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Triple

from soegraph.graph import terms
from soegraph.graph.statements import Statement
from soegraph.graph.terms import soe
from soegraph.graph.validity import first_day, last_day
from soegraph.model import is_partial_date

OF_TENURES = ("startedOn", "inOfficeBy", "lastSeenInOffice", "leftBy", "endedOn")
OF_STATES = ("startedOn", "inForceBy", "lastInForce", "overBy", "endedOn")
"""The properties that hold the bounds: of a tenure, and of any other state."""

SIGHTINGS = (("inOfficeBy", "lastSeenInOffice"), ("inForceBy", "lastInForce"))
"""The properties of the first and the last sighting, which have one date after a single one."""


@dataclass(frozen=True, slots=True)
class Span:
    """What one or more statements tell of the time of one term in office, or another state: partial dates or "".

    `seen` is the earliest date by which it held, `last_seen` the latest sighting, `held` the latest date on which it
    held or began, `left` the earliest by which it was over.
    """

    start: str = ""
    seen: str = ""
    last_seen: str = ""
    held: str = ""
    left: str = ""
    end: str = ""
    statements: tuple[Statement, ...] = ()

    @property
    def anchor(self) -> str:
        """The first date that is known, "" if none is."""
        return self.begun or self.end or self.left

    @property
    def begun(self) -> str:
        """The first date that is known to lie within the term or at its beginning, "" if none is."""
        return self.start or self.seen


def span(statement: Statement) -> Span:
    """Return what a claim or record tells of the time.

    A present holder is seen in office on the date that the statement gives, else when it was published; so is
    one just appointed, though not as the latest sighting. A former one has left by then, if no end is given.
    """
    start, end, status = (statement.value(name) for name in ("startedOn", "endedOn", "postStatus"))
    told = statement.value("asOf") or statement.source.published
    known = Span(start=start, end=end, statements=(statement,))
    if status in ("former", "removed"):
        known = replace(known, left="" if end else told)
    elif status == "appointed":
        known = replace(known, seen="" if start else told, held=told)
    elif not end or (told and first_day(end) > last_day(told)):
        known = replace(known, seen=told, last_seen=told, held=told)
    return known if _consistent(known) else Span(statements=(statement,))


def merge(one: Span, other: Span) -> Span | None:
    """Return what both spans tell if they can be of one term, else None.

    >>> merge(Span(start="2021"), Span(start="2021-12")).start
    '2021-12'
    >>> merge(Span(end="2020"), Span(start="2024")) is None
    True
    """
    start, end = _finer(one.start, other.start), _finer(one.end, other.end)
    if start is None or end is None:
        return None
    both = Span(
        start=start,
        seen=_earliest(one.seen, other.seen),
        last_seen=_latest(one.last_seen, other.last_seen),
        held=_latest(one.held, other.held),
        left=_earliest(one.left, other.left),
        end=end,
        statements=one.statements + other.statements,
    )
    return both if _consistent(both) else None


def periods(spans: Iterable[Span]) -> list[Span]:
    """Merge spans of one post, or one state, into terms, in the order of time.

    The spans that tell most are taken first, so that their own order does not matter. One that fits several
    terms joins the latest that had begun by then.
    """
    found: list[Span] = []
    for candidate in sorted(spans, key=_most_telling):
        fits = [(merged, i) for i, known in enumerate(found) if (merged := merge(known, candidate))]
        if fits:
            merged, i = max(fits, key=lambda fit: (_begun_by(found[fit[1]], candidate), -fit[1]))
            found[i] = merged
        else:
            found.append(candidate)
    return sorted(found, key=lambda known: (first_day(known.anchor or "9999"), known.end or "9999"))


def _begun_by(term_so_far: Span, candidate: Span) -> str:
    """Return when a term began, "" if that is after what the candidate tells of, or unknown."""
    begun = term_so_far.begun
    later = begun and candidate.anchor and first_day(begun) > last_day(candidate.anchor)
    return "" if later else begun


def _most_telling(known: Span) -> tuple[int, str, int, str, str, list[str]]:
    """Sort exact starts first, then exact ends, then sightings by date."""
    nodes = [statement.node.value for statement in known.statements]
    return -len(known.start), known.start, -len(known.end), known.end, known.anchor or "9999", nodes


def _finer(one: str, other: str) -> str | None:
    """Return the more precise of two partial dates, None if they cannot be the same."""
    if one.startswith(other):
        return one
    return other if other.startswith(one) else None


def _earliest(*dates: str) -> str:
    """Return the date that lies wholly before the others, the more precise of two with one last day."""
    return min(filter(None, dates), key=lambda date: (last_day(date), -len(date)), default="")


def _latest(*dates: str) -> str:
    return max(filter(None, dates), key=lambda date: (first_day(date), len(date)), default="")


def _consistent(known: Span) -> bool:
    """Tell whether the bounds can all be true: start, then sightings, then end, then left."""
    pairs = [
        (known.start, known.seen),
        (known.start, known.end),
        (known.start, known.left),
        (known.seen, known.end),
        (known.seen, known.left),
        (known.held, known.end),
        (known.held, known.left),
        (known.end, known.left),
    ]
    return all(not a or not b or first_day(a) <= last_day(b) for a, b in pairs)


def happening(statements: Iterable[Statement]) -> Span:
    """Return what statements tell of the time of an event: when it happened, else by when it was told.

    Where sources give dates that cannot both be right, it had happened by the last of them.
    """
    known = tuple(statements)
    dates = {date for statement in known if (date := _happened(statement))}
    finest = max(dates, key=lambda date: (len(date), date), default="")
    agreed = all(finest.startswith(date) for date in dates)
    told = (statement.value("asOf") or statement.source.published for statement in known)
    by = _earliest(*told) if not dates else ("" if agreed else _latest(*dates))
    return Span(start=finest if agreed else "", seen=by, statements=known)


def _happened(statement: Statement) -> str:
    """Return the date that a statement gives for an event, as a qualifier or as what it states, "" for none."""
    given = (statement.value(name) for name in ("startedOn", "date", "year"))
    stated = statement.object
    if isinstance(stated, Literal) and not stated.language and is_partial_date(stated.value):
        return stated.value
    return next(filter(None, given), "")


def slugged(slug: str, found: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    """Give the first term the plain slug, which it keeps when a second one comes; date the others."""
    taken: set[str] = set()
    for number, known in enumerate(found, start=1):
        own = f"{slug}.{known.anchor}" if taken else slug
        own = f"{own}.{number}" if own in taken else own
        taken.add(own)
        yield own, known


def bound_triples(node: NamedNode, known: Span, properties: Iterable[str] = OF_STATES) -> Iterator[Triple]:
    """Yield the bounds of a node, those that are known."""
    dates = (known.start, known.seen, known.last_seen, known.left, known.end)
    for name, date in zip(properties, dates, strict=True):
        if date:
            yield Triple(node, soe(name), terms.partial_date(date))
