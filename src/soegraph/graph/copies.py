"""Which texts are copies of one another: the same words but for a cut, a new lead or some changes.

A text is seen as the set of its shingles, three words in a row, a Chinese character being a word; its sketch
is the part of that set whose hashes are least, from which the share of shingles that two texts have in common
can be estimated (bottom-k MinHash, Broder 1997; the error is about 0.04). A copy that is cut to half its length
shares 0.45 and more, one with every tenth word replaced 0.43 and more, two different reports at most 0.05, and
two that quote one statement for a quarter of their length at most 0.22, in English and in Chinese:
`python -m benchmarks.copies` measures it. A translation is another text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from functools import lru_cache
from itertools import chain

from soegraph.loaders.chinese.script import folded

WORDS = 3
"""Words of a shingle."""

SIZE = 128
"""Hashes of a sketch at most."""

LEAST = 32
"""Shingles of the shortest text that has a sketch: shorter ones are alike by chance."""

ALIKE = 0.3
"""The share of common shingles from which on two texts are copies."""

_DIGITS = 6  # of a hash, hexadecimal
_NEAR = 8  # texts that one is compared with for each hash that it holds
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


def sketch(text: str) -> str:
    """Return the sketch of a text, hexadecimal; "" if it is too short to tell.

    Capitals, punctuation, white space, widths and traditional characters make no difference.

    >>> len(sketch("中国稀土集团由国务院国资委监管，" * 2)), sketch("Too short.")
    (0, '')
    """
    found = words(text)
    shingles = {" ".join(found[i : i + WORDS]) for i in range(len(found) - WORDS + 1)}
    hashed = sorted({hashlib.blake2b(s.encode(), digest_size=_DIGITS // 2).hexdigest() for s in shingles})
    return "".join(hashed[:SIZE]) if len(shingles) >= LEAST else ""


def words(text: str) -> list[str]:
    """Return the words of a text, and the Chinese characters one by one, in one form.

    >>> words("包鋼 holds ５１%, Li said.")
    ['包', '钢', 'holds', '51', 'li', 'said']
    """
    return _WORD.findall(unicodedata.normalize("NFKC", folded(text)).casefold())


def resemblance(one: Set[str], other: Set[str]) -> float:
    """Estimate from the hashes of two sketches which share of all their shingles two texts have in common.

    >>> resemblance({"000001", "000002"}, {"000002", "000003"})
    0.3333333333333333
    """
    least = sorted(one | other)[:SIZE]
    return len(one & other & set(least)) / len(least) if least else 0.0


@lru_cache(maxsize=10_000)
def hashes(sketched: str) -> frozenset[str]:
    """Return the hashes that a sketch holds.

    >>> sorted(hashes("000001000002"))
    ['000001', '000002']
    """
    return frozenset(sketched[i : i + _DIGITS] for i in range(0, len(sketched), _DIGITS))


def originals(sketches: Mapping[str, str]) -> dict[str, str]:
    """Return, by text, the first in the alphabet of the texts that it is a copy of, copies of copies too.

    `sketches` has the sketch of each text, "" if there is none: such a text is a copy of itself only.
    """
    held = {text: hashes(sketches[text]) for text in sorted(sketches)}
    earlier = {text: text for text in held}
    for one, other in _candidates(held):
        first, second = sorted((_first(one, earlier), _first(other, earlier)))
        if first != second and _are_alike(held[one], held[other]):
            earlier[second] = first
    return {text: _first(text, earlier) for text in held}


def _are_alike(one: Set[str], other: Set[str]) -> bool:
    """Tell whether two sketches are of copies; most that are not share too few hashes for any estimate."""
    least = min(SIZE, max(len(one), len(other)))
    return len(one & other) >= ALIKE * least and resemblance(one, other) >= ALIKE


def _first(text: str, earlier: Mapping[str, str]) -> str:
    while earlier[text] != text:
        text = earlier[text]
    return text


def _candidates(held: Mapping[str, Set[str]]) -> list[tuple[str, str]]:
    """Return the pairs of texts that have as many hashes in common as copies have at least.

    Of many texts that hold a hash each is paired with the `_NEAR` before it only: copies of one text share
    nearly all of their hashes, so that the chain holds, and common phrases make no pairs of everything.
    """
    holding: dict[str, list[str]] = defaultdict(list)
    held_by = Counter(chain.from_iterable(held.values()))
    common = {one for one, count in held_by.items() if count > 1}
    pairs: list[tuple[str, str]] = []
    for text, found in held.items():
        shared = found & common
        near = Counter(chain.from_iterable(holding[one][-_NEAR:] for one in shared))
        pairs += [(before, text) for before, count in near.items() if count >= ALIKE * LEAST]
        for one in shared:
            holding[one].append(text)
    return sorted(pairs)
