"""The Chinese lexicon at hand: shorthand for what the analysis asks of it most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from soegraph.loaders import lexicon
from soegraph.loaders.lexicon import Head, Lexicon

Result = TypeVar("Result")
_LEXICONS = 8  # kept at a time


_AT_HAND: ContextVar[Lexicon | None] = ContextVar("Chinese lexicon at hand", default=None)


@contextmanager
def at_hand() -> Iterator[None]:
    """Look for the lexicon once for all that a ``with`` block asks of it: some thousand words an article."""
    token = _AT_HAND.set(lexicon.load("zh"))
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def chinese() -> Lexicon:
    """Return the lexicon in use."""
    return _AT_HAND.get() or lexicon.load("zh")


def listed(name: str) -> frozenset[str]:
    """Return one of its lists of words."""
    return chinese().list(name)


def from_lexicon(make: Callable[[], Result]) -> Callable[[], Result]:
    """Work out what a function makes of the lexicon in use once for each lexicon."""
    kept = lru_cache(maxsize=_LEXICONS)(lambda _: make())
    return wraps(make)(lambda: kept(chinese()))


def head_of(text: str, *uses: str) -> Head | None:
    """Return the longest head noun of one of the uses that closes a text.

    >>> head_of("甘肃稀土新材料股份有限公司", "name", "legal").word
    '股份有限公司'
    """
    endings = _endings(chinese(), uses)
    for size in endings.lengths.get(text[-1:], ()):
        if head := endings.heads.get(text[-size:]):
            return head
    return None


@dataclass(frozen=True, slots=True)
class _Endings:
    """Head nouns by word, and the lengths of those that end in a character, the longest first."""

    heads: Mapping[str, Head]
    lengths: Mapping[str, Sequence[int]]


@lru_cache(maxsize=4 * _LEXICONS)
def _endings(words: Lexicon, uses: Sequence[str]) -> _Endings:
    heads: dict[str, Head] = {}
    lengths: dict[str, set[int]] = {}
    for use in uses:
        for word, head in words.heads_for(use).items():
            heads.setdefault(word, head)
            lengths.setdefault(word[-1:], set()).add(len(word))
    return _Endings(heads, {char: sorted(found, reverse=True) for char, found in lengths.items()})
