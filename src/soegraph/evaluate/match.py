"""Which claim says which fact.

A claim says a fact when the relation is the same and each end has a name in common with it, folded. A symmetric
relation may be said either way round, and the role is part of a post. It says the fact strictly when all
qualifiers agree as well. Each claim is counted for one fact and each fact for one claim, so that as many as
possible find a partner, whatever the order in which claims come.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from soegraph import schema
from soegraph.evaluate.gold import IMPLIED, GoldEntity, GoldFact, folded, number
from soegraph.model import Claim, EntityRef, LiteralValue

ROLE = "role"


def pairs(facts: Sequence[GoldFact], claims: Sequence[Claim]) -> dict[int, int]:
    """Return the places of the claims that say a fact, each with the place of its fact.

    As few facts as possible are missed; among them, those whose qualifiers agree come first.
    """
    lenient = {c: [f for f, fact in enumerate(facts) if says(claim, fact)] for c, claim in enumerate(claims)}
    strict = {c: [f for f in found if agree(claims[c], facts[f])] for c, found in lenient.items()}
    said: dict[int, int] = {}
    for options in (strict, lenient):
        for claim in options:
            if options[claim] and claim not in said:
                _place(claim, options, said)
    return said


def _place(claim: int, options: Mapping[int, Sequence[int]], said: dict[int, int]) -> None:
    """Give a claim a fact, moving others where that makes room (an augmenting path, found breadth first)."""
    sayer = {fact: other for other, fact in said.items()}
    wanted_by: dict[int, int] = {}
    waiting = deque([claim])
    while waiting:
        wanting = waiting.popleft()
        for fact in options[wanting]:
            if fact in wanted_by:
                continue
            wanted_by[fact] = wanting
            if fact not in sayer:
                _move(fact, wanted_by, said)
                return
            waiting.append(sayer[fact])


def _move(fact: int, wanted_by: Mapping[int, int], said: dict[int, int]) -> None:
    """Let each claim on the way to a free fact take the fact that it wanted."""
    free: int | None = fact
    while free is not None:
        taker = wanted_by[free]
        left = said.get(taker)
        said[taker] = free
        free = left


def says(claim: Claim, fact: GoldFact) -> bool:
    """Tell whether a claim says a fact, whatever qualifiers it has besides the role."""
    if claim.predicate != fact.predicate:
        return False
    role = fact.qualifiers.get(ROLE)
    return same_ends(claim, fact) and role in (None, claim.qualifiers.get(ROLE))


def same_ends(claim: Claim, fact: GoldFact) -> bool:
    """Tell whether a claim is of what a fact is of, whatever it says of them."""
    subject, target = _names(claim.subject), _names(claim.object)
    first, second = _names(fact.subject), _names(fact.object)
    relation = schema.load().properties.get(fact.predicate)
    turned = relation is not None and relation.symmetric and second & subject and first & target
    return bool((first & subject and second & target) or turned)


def agree(claim: Claim, fact: GoldFact) -> bool:
    """Tell whether a claim has the qualifiers of a fact, all of them and no other."""
    return comparable(claim.qualifiers) == comparable(fact.qualifiers)


def comparable(qualifiers: Mapping[str, str]) -> dict[str, str | Decimal]:
    """Return qualifiers as they are compared: numbers by value, and without what goes without saying.

    >>> comparable({"percent": "51.0", "status": "current"}) == comparable({"percent": "51"})
    True
    """
    stated = (item for item in qualifiers.items() if item != IMPLIED)
    return {name: _comparable(name, value) for name, value in stated}


def _comparable(name: str, value: str) -> str | Decimal:
    known = schema.load().qualifiers.get(name)
    figure = number(value) if known and known.lexical_type in ("decimal", "integer") else None
    return folded(value) if figure is None else figure


def _names(end: GoldEntity | EntityRef | LiteralValue | str) -> frozenset[str]:
    match end:
        case str():
            return frozenset([folded(end)])
        case LiteralValue(value):
            return frozenset([folded(value)])
        case _:
            return _folded(end.names)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, names))
