"""The English lexicon at hand: shorthand for what the analysis asks of it most."""

from __future__ import annotations

from collections.abc import Mapping

from soegraph.loaders import lexicon
from soegraph.loaders.lexicon import Head, Lexicon


def english() -> Lexicon:
    """Return the lexicon in use."""
    return lexicon.load("en")


def listed(name: str) -> frozenset[str]:
    """Return one of its lists of words."""
    return english().list(name)


def legal() -> Mapping[str, Head]:
    """Return the legal suffixes of enterprises: "Co.", "Ltd."."""
    return english().heads_for("legal")
