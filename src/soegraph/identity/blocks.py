"""Blocking: which entities are compared at all, so that the time grows with their number and not with its square.

Two entities meet where they share a key: a code, a name in one of its spellings, the beginning of one. A key that too
many share is divided by what stands beside each; what is still crowded then tells nothing and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from soegraph.identity.profiles import Profile
from soegraph.identity.spelling import letters

CROWD = 40
"""Entities under one key that are compared each with each."""

_BEGINNING = 4  # Chinese characters of an organisation's name
_STEM = 2


def meetings(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Yield the pairs to compare, each once, in the order of their IRIs."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in keys(profile):
            blocks[key].append(profile)
    pairs = {
        (one.iri, other.iri): (one, other)
        for block in blocks.values()
        for group in _divided(block)
        for one, other in combinations(group, 2)
    }
    yield from (pairs[iris] for iris in sorted(pairs))


def _divided(block: Sequence[Profile]) -> Iterable[Sequence[Profile]]:
    if len(block) <= CROWD:
        return [block]
    beside: dict[str, list[Profile]] = defaultdict(list)
    for profile in block:
        for thing in profile.surroundings:
            beside[thing].append(profile)
    return [group for group in beside.values() if len(group) <= CROWD]


def keys(profile: Profile) -> set[str]:
    """Return the keys of an entity; those of people begin otherwise than those of all else.

    >>> found = Profile("i", "person", names={"张伟"}, written=frozenset({"张伟"}), readings=frozenset({"zhang wei"}))
    >>> sorted(keys(found))
    ['name:weizhang', 'name:zhangwei']
    """
    found = {f"code:{kind} {code}" for kind, code in profile.codes}
    found |= {f"ticker:{exchange} {code}" for exchange, code in profile.tickers}
    found |= {f"name:{letters(read)}" for read in profile.readings}
    if profile.kind == "person":
        return found | {f"name:{letters(_turned(read))}" for read in profile.readings}
    found |= {f"begins:{name[:_BEGINNING]}" for name in profile.written}
    found |= {f"begins:{name.removeprefix('中国')[:_BEGINNING]}" for name in profile.written}
    for read in profile.readings:
        words = read.split()
        found.add(f"words:{' '.join(words[:2])}")
        found.add(f"initials:{''.join(word[0] for word in words) if len(words) > 1 else read}")
        found |= {f"stem:{letters(' '.join(words[:size]))}" for size in (1, _STEM)}
    return found


def _turned(read: str) -> str:
    """A name with the given name first, or last."""
    words = read.split()
    return " ".join((*words[1:], *words[:1]))
