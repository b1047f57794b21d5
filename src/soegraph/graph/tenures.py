"""Tenures: who held which post in which organisation, and what is known of the time.

Nothing is known of a term in office but bounds: it began on, the holder was in office by, was last seen in
office, had left by, it ended on. Each statement gives a `Span` of such bounds. Spans that can be of one and
the same term are merged; what cannot be, since the bounds would contradict each other, is another term. No
bound is a date that no source gave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Triple

from soegraph.graph import terms
from soegraph.graph.describe import joint_labels
from soegraph.graph.statements import Statement
from soegraph.graph.support import support
from soegraph.graph.terms import soe, term
from soegraph.names import slug_of

_UNSPECIFIED = "other"
"""The role of a post that the source does not name."""


@dataclass(frozen=True, slots=True)
class Span:
    """What one or more statements tell of the time of one term in office: partial dates, "" if unknown.

    `seen` is the earliest date by which the holder was in office, `last_seen` the latest sighting, `held` the
    latest date on which the post was held or taken up, `left` the earliest by which it had been left.
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


def first_day(partial: str) -> str:
    """Return the first day of a year, month or day."""
    return partial + "-01-01"[len(partial) - 4 :]


def last_day(partial: str) -> str:
    """Return a day that no day of a year, month or day comes after: months have 31 days here.

    >>> last_day("2021"), last_day("2021-02"), last_day("2021-12-23")
    ('2021-12-31', '2021-02-31', '2021-12-23')
    """
    return partial + "-12-31"[len(partial) - 4 :]


def span(statement: Statement) -> Span:
    """Return what a claim or record about a post tells of the time.

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


def terms_in_office(spans: Iterable[Span]) -> list[Span]:
    """Merge spans of one post into terms, in the order of time.

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


Labels = Mapping[NamedNode, Mapping[str, Literal]]
"""The preferred label of things, by language."""


def tenure_triples(statements: Iterable[Statement], labels: Labels) -> Iterator[Triple]:
    """Yield the tenures of one person from the statements about the posts that he or she held or holds.

    `labels` has the person, the organisations and the roles.
    """
    posts: dict[tuple[NamedNode, NamedNode, NamedNode], list[Span]] = defaultdict(list)
    for statement in statements:
        if isinstance(statement.object, NamedNode):
            posts[statement.subject, statement.object, _role(statement)].append(span(statement))
    for (person, organisation, role), spans in posts.items():
        slugs = ".".join(map(slug_of, (person.value, organisation.value, role.value)))
        parts = {"org:member": person, "org:organization": organisation, "org:role": role}
        for slug, known in _slugged(slugs, terms_in_office(spans)):
            node = terms.thing("tenure", slug)
            yield Triple(node, term("rdf:type"), soe("Tenure"))
            yield from (Triple(node, term(name), part) for name, part in parts.items())
            ordered = (labels[part] for part in (person, role, organisation))
            yield from (Triple(node, term("rdfs:label"), label) for label in joint_labels(ordered))
            yield from _bounds(node, known)
            yield from support(node, known.statements)


def _role(statement: Statement) -> NamedNode:
    role = statement.qualifiers.get(soe("role"))
    return role if isinstance(role, NamedNode) else terms.role(_UNSPECIFIED)


def roles_of(statements: Iterable[Statement]) -> set[NamedNode]:
    """Return the roles of the posts that statements speak of."""
    return set(map(_role, statements))


def _slugged(slug: str, tenures: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    """Give the first term the plain slug, which it keeps when a second one comes; date the others."""
    taken: set[str] = set()
    for number, known in enumerate(tenures, start=1):
        own = f"{slug}.{known.anchor}" if taken else slug
        own = f"{own}.{number}" if own in taken else own
        taken.add(own)
        yield own, known


def _bounds(node: NamedNode, known: Span) -> Iterator[Triple]:
    dates = {
        "startedOn": known.start,
        "inOfficeBy": known.seen,
        "lastSeenInOffice": known.last_seen,
        "leftBy": known.left,
        "endedOn": known.end,
    }
    for name, date in dates.items():
        if date:
            yield Triple(node, soe(name), terms.partial_date(date))
