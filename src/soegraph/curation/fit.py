"""Which claims a judgement means: by what they say and the words that say it, never by where these stand.

So a judgement outlives a new extraction, which moves offsets, renames relations and mints other IRIs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pyoxigraph import NamedNode

from soegraph import names, schema
from soegraph.curation.identity import Identity
from soegraph.curation.judgement import ACCEPT, FIX_DATE, REJECT, Judgement, folded, words

Family = Callable[[str], Collection[str]]
"""The relations that a judged one may be called now; none where the ontology knows it no more."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim or record as judgements look at it.

    `article` is the article's id, "" for a record. `subject` and `object` are what the ends are: their node or
    folded value, and their folded names in the article. `qualifiers` are by name, a role by its slug.
    """

    node: NamedNode
    article: str
    subject: frozenset[NamedNode | str]
    predicate: str
    object: frozenset[NamedNode | str]
    qualifiers: Mapping[str, str]
    quote: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What judgements make of one claim: `dates` are the right values by qualifier, "" for none."""

    rejected: bool = False
    accepted: bool = False
    dates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


UNJUDGED = Verdict()


@dataclass(frozen=True, slots=True)
class Rulings:
    """What a ledger means for one graph: who is who, and the judgements that decide each claim that is judged."""

    identity: Identity = field(default_factory=Identity)
    links: Mapping[NamedNode, tuple[Judgement, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def verdict(self, claim: NamedNode) -> Verdict:
        """Return what is decided about a claim or record."""
        judgements = self.links.get(claim)
        return verdict(judgements) if judgements else UNJUDGED

    def dated(self, name: str) -> bool:
        """Tell whether a judgement gives the date of this name to any claim."""
        return any(judgement.field == name for found in self.links.values() for judgement in found)


def verdict(judgements: Iterable[Judgement]) -> Verdict:
    """Return what the judgements of one claim, as `deciding` gives them, make of it."""
    judged = list(judgements)
    decisions = {judgement.decision for judgement in judged}
    dates = {j.field: j.value for j in judged if j.decision == FIX_DATE}
    return Verdict(REJECT in decisions, ACCEPT in decisions, dates)


def deciding(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return those that decide among the judgements that fit one claim: for each question the last."""
    last = {judgement.field: judgement for judgement in judgements}
    return tuple(last.values())


def fits(judgement: Judgement, stated: Stated, identity: Identity, family: Family | None = None) -> bool:
    """Tell whether a judgement of a claim or fact means this claim.

    The ends must be the same, by node, through who is who, or by a name in the article; the relation the
    judged one, one that has replaced it, or any if the ontology knows the judged one no more; and the words
    of one quote must contain those of the other.
    """
    return (
        judgement.article in ("", stated.article)
        and _fits_relation(judgement, stated, family or schema.load().family)
        and _fits_ends(judgement, stated, identity)
        and _fits_quote(judgement.quoted, stated.quote)
        and _fits_qualifiers(judgement.qualified, stated.qualifiers)
    )


def _fits_relation(judgement: Judgement, stated: Stated, family: Family) -> bool:
    known = family(judgement.predicate)
    return not known or stated.predicate in known


def _fits_ends(judgement: Judgement, stated: Stated, identity: Identity) -> bool:
    one, other = _settled(stated.subject, identity), _settled(stated.object, identity)
    subjects, objects = _settled(judgement.subjects, identity), _settled(judgement.objects, identity)
    if not judgement.article:
        subjects = frozenset(end for end in subjects if isinstance(end, NamedNode))
    if subjects & one and objects & other:
        return True
    relation = schema.load().properties.get(stated.predicate)
    return bool(relation and relation.symmetric and subjects & other and objects & one)


def _settled(end: Iterable[NamedNode | str], identity: Identity) -> frozenset[NamedNode | str]:
    return frozenset(identity.stays(part) if isinstance(part, NamedNode) else part for part in end)


def _fits_quote(judged: tuple[str, ...], quote: str) -> bool:
    """Tell whether one quote holds the words of the other in a row; no quote fits any."""
    stated = words(quote)
    short, long = sorted((judged, stated), key=len)
    starts = range(len(long) - len(short) + 1) if stated else ()
    return not judged or any(long[first : first + len(short)] == short for first in starts)


def _fits_qualifiers(judged: Mapping[str, str], stated: Mapping[str, str]) -> bool:
    """Tell whether a claim has the judged qualifiers; one that the ontology knows no more is no matter."""
    known = schema.load().qualifiers
    return all(stated.get(name) == value for name, value in judged.items() if name in known)


def end(node: object, surfaces: Iterable[str] = ()) -> frozenset[NamedNode | str]:
    """Return an end of a claim as `Stated` has it: its node, or the value of a literal, with its names."""
    first = node if isinstance(node, NamedNode) else folded(getattr(node, "value", ""))
    return frozenset([first, *map(folded, surfaces)])


def qualifier(value: object) -> str:
    """Return the value of a qualifier as the ledger writes it: a role by its slug."""
    return names.slug_of(value.value) if isinstance(value, NamedNode) else getattr(value, "value", "")
