"""The Chinese lexicon at hand: shorthand for what the analysis asks of it most."""

from __future__ import annotations

from soegraph.loaders import lexicon
from soegraph.loaders.lexicon import Head, Lexicon


def chinese() -> Lexicon:
    """Return the lexicon in use."""
    return lexicon.load("zh")


def listed(name: str) -> frozenset[str]:
    """Return one of its lists of words."""
    return chinese().list(name)


def head_of(text: str, *uses: str) -> Head | None:
    """Return the longest head noun of one of the uses that closes a text.

    >>> head_of("甘肃稀土新材料股份有限公司", "name", "legal").word
    '股份有限公司'
    """
    for size in range(min(len(text), _LONGEST), 0, -1):
        for use in uses:
            if head := chinese().heads_for(use).get(text[-size:]):
                return head
    return None


_LONGEST = 12  # characters of a head noun
