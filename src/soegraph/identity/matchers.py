"""Matchers: small pure functions that compare two profiles, each for one reason.

One returns a `Reason` with a score from 0 to 1 for the two to be one, a `Veto` where they cannot be, or None. Scores of
several reasons add up as independent chances do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

from soegraph import names, schema
from soegraph.graph.validity import last_day
from soegraph.identity.profiles import Post, Profile
from soegraph.identity.spelling import abbreviates, letters, shortens
from soegraph.model import is_partial_date
from soegraph.names import slug_of


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two entities may be one, and how likely that alone makes it."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Veto:
    """Why two entities are not one."""

    text: str


Finding = Reason | Veto | None
Matcher = Callable[[Profile, Profile], Finding]


def compared(one: Profile, other: Profile) -> Veto | list[Reason]:
    """Return all reasons for two entities to be one, none if their names give none; or the first veto."""
    reasons: list[Reason] = []
    for matchers in (VETOING, NAMING, CONTEXT):
        for matcher in matchers:
            match matcher(one, other):
                case Veto() as veto:
                    return veto
                case Reason() as reason:
                    reasons.append(reason)
        if matchers is NAMING and not reasons:
            return []
    return reasons


def score(reasons: Iterable[Reason]) -> float:
    """Return what several reasons come to.

    >>> score([Reason("a", 0.5), Reason("b", 0.5)])
    0.75
    """
    doubt = 1.0
    for reason in reasons:
        doubt *= 1 - reason.score
    return round(1 - doubt, 4)


def judged_apart(one: Profile, other: Profile) -> Finding:
    """Veto what a judgement says is not the same."""
    return Veto("a judgement: not the same") if other.iri in one.told_apart else None


def disjoint_classes(one: Profile, other: Profile) -> Finding:
    """Veto what no thing can be at once: a group and a governor."""
    for first, second in product(sorted(one.classes), sorted(other.classes)):
        if schema.load().disjoint(first, second):
            return Veto(f"no {first} is a {second}")
    return Veto(f"a {one.kind} and a {other.kind}") if one.kind != other.kind else None


def namesakes(one: Profile, other: Profile) -> Finding:
    """Veto those whom one article tells apart in one organisation: their IRIs count them."""
    first, second = _NUMBERED.fullmatch(one.iri), _NUMBERED.fullmatch(other.iri)
    if first and second and first[1] == second[1]:
        return Veto("one article tells them apart")
    return None


_NUMBERED = re.compile(r"(.+--.+--.+)-\d+")


def owners(one: Profile, other: Profile) -> Finding:
    """Veto units of different owners: each has its Party committee."""
    first, second = (
        {iri for predicate, iri in each.related if predicate == "unitOf"} for each in (one, other)
    )
    return Veto("units of different owners") if first and second and not first & second else None


def codes(one: Profile, other: Profile) -> Finding:
    """Compare credit codes, LEIs and Wikidata items, of which each thing has one."""
    for kind in sorted({kind for kind, _ in one.codes} & {kind for kind, _ in other.codes}):
        first, second = ({code for k, code in each.codes if k == kind} for each in (one, other))
        if shared := sorted(first & second):
            return Reason(f"one {kind}, {shared[0]}", 0.99)
        return Veto(f"different {kind}s")
    return None


def tickers(one: Profile, other: Profile) -> Finding:
    """Compare the codes on exchanges where both are listed."""
    if shared := sorted(one.tickers & other.tickers):
        return Reason(f"one ticker, {shared[0][1]}", 0.9)
    first, second = ({exchange for exchange, _ in each.tickers} for each in (one, other))
    return Veto("different tickers on one exchange") if first & second else None


def whole_and_part(one: Profile, other: Profile) -> Finding:
    """Veto a parent and its subsidiary, a body and its unit, two sides of a merger or a deal, father and son."""
    for predicate, iri in sorted(one.related):
        if iri == other.iri:
            return Veto(f"related: {predicate}")
    if one.relatives & other.names or other.relatives & one.names:
        return Veto("kin of each other")
    return None


def traits(one: Profile, other: Profile) -> Finding:
    """Veto what texts tell apart: Mr and Ms, years of birth, characters. Ages change and tell nothing here."""
    for trait in ("gender", "born", "characters"):
        first, second = getattr(one.traits, trait), getattr(other.traits, trait)
        if first and second and first != second:
            return Veto(f"different {trait}: {first}, {second}")
    if one.traits.born and one.traits.born == other.traits.born:
        return Reason(f"both born in {one.traits.born}", 0.5)
    return None


def written_names(one: Profile, other: Profile) -> Finding:
    """Compare names in Chinese characters; those of people must be equal."""
    first, second = _full(one, one.written), _full(other, other.written)
    if shared := sorted(first & second, key=lambda name: (-len(name), name)):
        rare = one.person and len(shared[0]) > _COMMON
        return Reason(
            f"one name, {shared[0]}", 0.55 if rare else 0.45 if one.person else _of_name(one, other)
        )
    if one.person:
        return Veto("different characters") if first and second else None
    for short, full in (*product(sorted(first), sorted(second)), *product(sorted(second), sorted(first))):
        if shortens(short, full) and len(short) >= _TELLING:
            return Reason(f"{short} may be short for {full}", 0.35)
    return None


_COMMON = 2  # characters: names so short have many bearers
_TELLING = 4  # characters of a short form


def latin_names(one: Profile, other: Profile) -> Finding:
    """Compare names in Latin letters; a Chinese name in characters is compared by its reading."""
    if _full(one, one.written) & _full(other, other.written):
        return None
    first, second = ({letters(read) for read in each.readings} for each in (one, other))
    second |= {
        letters(" ".join((*read.split()[1:], read.split()[0]))) for read in other.readings if one.person
    }
    if shared := sorted(first & second, key=lambda read: (-len(read), read)):
        return _alike(one, other, shared[0])
    if one.person:
        return Veto("different names") if first and second else None
    for short, full in (*product(sorted(one.readings), sorted(other.readings)),):
        for part, whole in ((short, full), (full, short)):
            if len(letters(part)) > _INITIALS and abbreviates(part, whole):
                return Reason(f"{part!r} may be short for {whole!r}", 0.35)
    if bool(one.written) != bool(other.written) and (stem := _shared_stem(one, other)):
        return Reason(f"the pinyin of one begins the other, {stem}", 0.3)
    return None


_INITIALS = 2  # letters


def _alike(one: Profile, other: Profile, read: str) -> Finding:
    """Weigh names of one reading: least where one side has characters and the other has none."""
    if one.written and other.written and not one.person:
        return Veto("different characters of one reading")
    if bool(one.written) != bool(other.written):
        return Reason(f"one reading, {read}", 0.4)
    return Reason(f"one name in Latin letters, {read}", 0.4 if one.person else _of_name(one, other))


def _of_name(one: Profile, other: Profile) -> float:
    """What one name of two organisations or places is worth: little, if it is a common noun."""
    return 0.2 if one.common or other.common else 0.7


def _shared_stem(one: Profile, other: Profile) -> str:
    """What two names begin with, if not because they stand beside a thing of that name, such as their parent."""
    beside = {slug_of(iri).replace("-", "") for iri in one.surroundings | other.surroundings}
    stems = sorted(_stems(one) & _stems(other), key=lambda stem: (-len(stem), stem))
    return next((stem for stem in stems if not any(name.startswith(stem) for name in beside)), "")


def _stems(profile: Profile) -> set[str]:
    words = [read.split() for read in profile.readings]
    sizes = range(1, 3) if profile.written else range(1, 2)
    return {stem for each in words for size in sizes if len(stem := "".join(each[:size])) > _STEM}


_STEM = 4  # letters


def _full(profile: Profile, written: Iterable[str]) -> set[str]:
    """The names that are no mere surname."""
    return {name for name in written if not (profile.person and names.is_surname_only(name))}


def posts(one: Profile, other: Profile) -> Finding:
    """Compare where people serve; a post that one person holds at a time tells most, for and against."""
    same = {(post.organisation, post.role) for post in one.posts} & {
        (p.organisation, p.role) for p in other.posts
    }
    if same:
        organisation, role = min(same)
        return Reason(f"both {role} of {slug_of(organisation)}", 0.7)
    if shared := sorted(one.organisations & other.organisations):
        return Reason(f"both serve {slug_of(shared[0])}", 0.6)
    for first, second in product(sorted(one.posts), sorted(other.posts)):
        if {first.role, second.role} <= _FULL_TIME and _overlap(first, second) and not _one_house(one, other):
            where = f"{slug_of(first.organisation)} and {slug_of(second.organisation)}"
            return Veto(f"{first.role} and {second.role} of {where} at one time")
    return None


# Posts that nobody holds in two houses at a time; one may well chair several boards.
_FULL_TIME = frozenset(["general-manager", "party-secretary", "minister", "governor", "mayor"])


def _overlap(one: Post, other: Post) -> bool:
    """Tell whether two terms certainly share a day."""
    dates = (one.begun, one.last, other.begun, other.last)
    if not all(map(is_partial_date, dates)):
        return False
    return last_day(one.begun) < other.last and last_day(other.begun) < one.last


def _one_house(one: Profile, other: Profile) -> bool:
    return bool(one.organisations & other.surroundings or other.organisations & one.surroundings)


def surroundings(one: Profile, other: Profile) -> Finding:
    """Compare what stands beside two entities: places, parents, subsidiaries, meetings."""
    shared = sorted({pair for pair in one.related & other.related if not _is_hub(pair[1])})
    if not shared:
        return None
    shown = ", ".join(f"{predicate} {slug_of(iri)}" for predicate, iri in shared[:2])
    return Reason(f"both {shown}", min(0.6, 0.3 * len(shared)))


def _is_hub(iri: str) -> bool:
    """Tell whether half the world stands beside a thing: a commodity, a plan."""
    return any(f"/id/{kind}/" in iri for kind in ("commodity", "plan", "role"))


NAMING: tuple[Matcher, ...] = (codes, tickers, written_names, latin_names)
"""Matchers of what names a thing: without one of their reasons two things are no pair."""

VETOING: tuple[Matcher, ...] = (judged_apart, disjoint_classes, whole_and_part, namesakes, owners)
"""Matchers that only tell things apart."""

CONTEXT: tuple[Matcher, ...] = (traits, posts, surroundings)
"""Matchers of what stands beside a thing."""
