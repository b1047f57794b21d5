"""The Chinese lexicon at hand: shorthand for what the analysis asks of it most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from soegraph.loaders import lexicon
from soegraph.loaders.lexicon import Head, Lexicon, longest_first

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")
_KEPT = 500  # results of each function: for some lexicons, each with some lists
_RECUR = 5_000  # words and names that recur from article to article


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
    return (_AT_HAND.get() or lexicon.load("zh")).lists[name]  # asked at every word: no call in between


def from_lexicon(
    make: Callable[[*Arguments], Result], *, kept: int = _KEPT
) -> Callable[[*Arguments], Result]:
    """Work out what a function makes of the lexicon in use once for each lexicon and set of arguments."""

    @lru_cache(maxsize=kept)
    def made(_: Lexicon, *args: *Arguments) -> Result:
        return make(*args)

    @wraps(make)
    def in_use(*args: *Arguments) -> Result:
        return made(_AT_HAND.get() or lexicon.load("zh"), *args)

    return in_use


def of_words(make: Callable[[*Arguments], Result]) -> Callable[[*Arguments], Result]:
    """Work out what a function makes of a word or name once, as long as it recurs."""
    return from_lexicon(make, kept=_RECUR)


@from_lexicon
def any_listed(*names: str) -> frozenset[str]:
    """Return the words of some of its lists."""
    return frozenset().union(*map(listed, names))


@from_lexicon
def longest(name: str) -> Sequence[str]:
    """Return the words of one of its lists, the longest first."""
    return longest_first(listed(name))


def opening(text: str, name: str, *, more: int = 0) -> str:
    """Return the longest word of a list that opens a text with `more` characters after it; "" for none."""
    words = _by_first(name).get(text[:1], ())
    return next((word for word in words if text.startswith(word) and len(text) >= len(word) + more), "")


def closing(text: str, name: str, *, more: int = 0) -> str:
    """Return the longest word of a list that closes a text with `more` characters before it; "" for none."""
    words = _by_last(name).get(text[-1:], ())
    return next((word for word in words if text.endswith(word) and len(text) >= len(word) + more), "")


@from_lexicon
def _by_first(name: str) -> Mapping[str, Sequence[str]]:
    return _filed(name, 0)


@from_lexicon
def _by_last(name: str) -> Mapping[str, Sequence[str]]:
    return _filed(name, -1)


def _filed(name: str, place: int) -> Mapping[str, Sequence[str]]:
    """The words of a list by the character at a place of theirs, the longest first."""
    filed: dict[str, list[str]] = {}
    for word in longest(name):
        filed.setdefault(word[place], []).append(word)
    return filed


def head_of(text: str, *uses: str) -> Head | None:
    """Return the longest head noun of one of the uses that closes a text.

    >>> head_of("甘肃稀土新材料股份有限公司", "name", "legal").word
    '股份有限公司'
    """
    endings = _endings(*uses)
    for size in endings.lengths.get(text[-1:], ()):
        if head := endings.heads.get(text[-size:]):
            return head
    return None


@dataclass(frozen=True, slots=True)
class _Endings:
    """Head nouns by word, and the lengths of those that end in a character, the longest first."""

    heads: Mapping[str, Head]
    lengths: Mapping[str, Sequence[int]]


@from_lexicon
def _endings(*uses: str) -> _Endings:
    heads: dict[str, Head] = {}
    lengths: dict[str, set[int]] = {}
    for use in uses:
        for word, head in chinese().heads_for(use).items():
            heads.setdefault(word, head)
            lengths.setdefault(word[-1:], set()).add(len(word))
    return _Endings(heads, {char: sorted(found, reverse=True) for char, found in lengths.items()})
