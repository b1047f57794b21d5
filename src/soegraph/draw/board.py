"""What a picture of posts shows: for each tenure when it certainly was, when it possibly was, and where that ends.

Dates are decimal years: 2021.5 is the middle of 2021. None is made up. A bar ends where the bounds of the tenure do,
and an end that no source bounds is open: it has an arrow, and no length of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from soegraph import schema
from soegraph.draw.words import Words
from soegraph.graph import held, layers
from soegraph.graph.spans import OF_TENURES
from soegraph.graph.terms import soe, term
from soegraph.graph.validity import Bounds, last_day
from soegraph.query.entities import short
from soegraph.query.labels import Labels
from soegraph.store import Store

BARS = 80
"""The most tenures of one picture."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis from one decimal year to another, which may be one moment."""

    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A tenure. `certain` and `possible` are when it was or may have been; the first lies within the second.

    Both are None if no date is known. `sighting` is a period in which the tenure was at some unknown time, where no
    day is certain. `open_before` and `open_after` tell of ends that no source bounds. `told` says the bounds in words.
    """

    key: str
    name: str
    told: str
    certain: Stretch | None = None
    possible: Stretch | None = None
    sighting: Stretch | None = None
    open_before: bool = False
    open_after: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The tenures under one heading: a role, or an organisation."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Tenures in groups; `asked` is the year, month or day that was asked for, `omitted` how many are not shown."""

    title: str
    groups: tuple[Group, ...]
    asked: Stretch | None = None
    omitted: int = 0

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The bars of all groups."""
        return tuple(bar for group in self.groups for bar in group.bars)


@dataclass(frozen=True, slots=True)
class View:
    """From which side tenures are looked at: the property whose value is given, and those of headings and bars."""

    title: str
    given: str
    heading: str
    named: str


VIEWS = {
    "Organisation": View("board", "org:organization", "org:role", "org:member"),
    "Role": View("holders", "org:role", "org:organization", "org:member"),
    "Person": View("career", "org:member", "org:organization", "org:role"),
}
"""The views by the class of what is asked for."""


@dataclass(frozen=True, slots=True)
class _Tenure:
    node: NamedNode
    ends: dict[str, NamedNode]
    bounds: Bounds

    @property
    def post(self) -> tuple[NamedNode, NamedNode]:
        return self.ends[_ORGANISATION], self.ends[_ROLE]


_PERSON, _ORGANISATION, _ROLE = "org:member", "org:organization", "org:role"


def board(store: Store, node: NamedNode, view: View, labels: Labels, words: Words, day: str | None) -> Board:
    """Return the tenures of an organisation, a role or a person; those that may have held on a day, if one is given."""
    tenures = _tenures(store, view.given, node)
    answers = held.answers(store, day) if day else {}
    kept = [tenure for tenure in tenures if not day or answers.get(tenure.node) is not None]
    ranked = sorted(
        ((tenure.ends[view.heading], _bar(store, tenure, view, labels, words)) for tenure in kept),
        key=lambda pair: (_anchor(pair[1]), pair[1].name, pair[1].key),
    )
    headings = {heading: number for number, (heading, _) in reversed([*enumerate(ranked)])}
    ranked.sort(key=lambda pair: (not held.is_sole(pair[0]), headings[pair[0]]))
    groups = tuple(
        Group(labels.text(heading), tuple(bar for _, bar in found))
        for heading, found in groupby(ranked[:BARS], key=lambda pair: pair[0])
    )
    title = words.say(view.title, name=labels.text(node))
    asked = Stretch(opens(day), closes(day)) if day else None
    return Board(title, groups, asked, max(0, len(ranked) - BARS))


def _tenures(store: Store, end: str, node: NamedNode) -> list[_Tenure]:
    """Return the tenures one end of which is a node, in the order of their IRIs."""
    found = {quad.subject for quad in store.quads(None, term(end), node, layers.FLAT)}
    nodes = sorted((item for item in found if isinstance(item, NamedNode)), key=str)
    return [_Tenure(item, _ends(store, item), _bounds(store, item)) for item in nodes]


def _ends(store: Store, tenure: NamedNode) -> dict[str, NamedNode]:
    return {
        end: quad.object
        for end in (_PERSON, _ORGANISATION, _ROLE)
        for quad in store.quads(tenure, term(end), None, layers.FLAT)
        if isinstance(quad.object, NamedNode)
    }


def _bounds(store: Store, tenure: NamedNode) -> Bounds:
    return Bounds(*(layers.literal(store, tenure, soe(name)) for name in OF_TENURES))


def _bar(store: Store, tenure: _Tenure, view: View, labels: Labels, words: Words) -> Bar:
    others: list[Bounds] = []
    organisation, role = tenure.post
    if held.is_sole(role):
        others = [
            other.bounds
            for other in _tenures(store, _ORGANISATION, organisation)
            if other.post == tenure.post and other.ends[_PERSON] != tenure.ends[_PERSON]
        ]
    name = labels.text(tenure.ends[view.named])
    return bar(short(tenure.node.value), name, tenure.bounds, others, words)


def bar(key: str, name: str, known: Bounds, others: Iterable[Bounds], words: Words) -> Bar:
    """Return the bar of a tenure with these bounds, in a post that `others` held one at a time.

    >>> from soegraph.draw.words import ENGLISH_WORDS
    >>> drawn = bar("x", "Li Qi", Bounds(start="2021", last="2023-07-01", end="2025"), [], ENGLISH_WORDS)
    >>> drawn.told, drawn.possible, drawn.open_after
    ('started on 2021, ended on 2025', Stretch(begin=2021.0, end=2026.0), False)
    """
    told = words.say("list").join(_told(known, words)) or words.say("none")
    if known == Bounds():
        return Bar(key, name, told)
    points = known.points or (known.left,)
    before, after = _limits(known, others)
    begin = opens(known.start) if known.start else before
    ends = [closes(date) for date in (known.end, known.left) if date]
    end = min([*ends, *([after] if after else [])], default=None)
    possible = Stretch(
        min(opens(point) for point in points) if begin is None else begin,
        max(closes(point) for point in points) if end is None else end,
    )
    certain = _certain(known, end)
    sighting = None if certain or not known.points else Stretch(opens(points[0]), closes(points[-1]))
    return Bar(key, name, told, certain, possible, sighting, begin is None, end is None)


def _certain(known: Bounds, end: float | None) -> Stretch | None:
    """Return the days of which `validity.answer` is certain, none after the end of the possible ones."""
    begun = [opens(last_day(date)) for date in (known.start, known.seen) if date]
    lasted = [closes(point) if len(point) == _DAY else opens(point) for point in known.points]
    if not begun:
        return None
    last = max(lasted) if end is None else min(max(lasted), end)
    return Stretch(min(begun), last) if min(begun) < last else None


def _limits(known: Bounds, others: Iterable[Bounds]) -> tuple[float | None, float | None]:
    """Return before and after when somebody else's term leaves no room, see `validity.excluded_by_others`."""
    if not known.points:
        return None, None
    first, last = known.points[0], last_day(known.points[-1])
    points = [point for other in others for point in other.points]
    before = [opens(point) for point in points if last_day(point) < first]
    after = [closes(point) for point in points if last < point]
    return max(before, default=None), min(after, default=None)


def _told(known: Bounds, words: Words) -> list[str]:
    """Say the bounds in the words of the ontology, leaving out what another bound says better."""
    if known.seen and known.seen == known.last and not known.start:
        told = [words.say("in office", date=known.seen)]
    else:
        seen = "" if known.start else known.seen
        last = "" if known.end or known.last == known.start else known.last
        told = _named(words, startedOn=known.start, inOfficeBy=seen, lastSeenInOffice=last)
    return [*told, *_named(words, endedOn=known.end, leftBy="" if known.end else known.left)]


def _named(words: Words, **dates: str) -> list[str]:
    labels = {name: schema.load().labels(name, words.language)[0] for name in dates}
    return [f"{labels[name]} {date}" for name, date in dates.items() if date]


def _anchor(drawn: Bar) -> float:
    known = drawn.certain or drawn.sighting or drawn.possible
    return known.begin if known else float("inf")


_DAY = len("2021-12-23")


def opens(partial: str) -> float:
    """Return when a year, month or day begins, in decimal years with months of 31 days.

    >>> opens("2021"), opens("2021-07"), closes("2021"), closes("2021-06") == opens("2021-07")
    (2021.0, 2021.5, 2022.0, True)
    """
    year, month, day = map(int, (*partial.split("-"), "1", "1")[:3])
    return round(year + (month - 1) / 12 + (day - 1) / 372, 6)


def closes(partial: str) -> float:
    """Return when a year, month or day is over, see `opens`."""
    return round(opens(partial) + {4: 1, 7: 1 / 12, _DAY: 1 / 372}[len(partial)], 6)
