"""Shares: which percentage of a sentence goes with which owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from soegraph.loaders.document import Argument, Mention
from soegraph.loaders.english import nouns, tree
from soegraph.loaders.english.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_Share = tuple["Token", Mention]


def share_of(subject: Argument, anchor: Token, sentence: Sentence, beside: Sequence[Argument]) -> str:
    """Return the percentage of an owner, or "".

    `beside` are all owners that the anchor speaks of. A share right after an owner is its own ("A with 51 percent,
    B with 49"); as many shares as owners are dealt out in their order; else the nearest counts for all.
    """
    if shared := _respectively(subject, sentence, beside):
        return shared
    neighbours = sentence.kept("neighbours", _neighbours)
    own = [m for token, m in sentence.measures("percent") if neighbours[token.i] == subject.start]
    if own:
        return own[0].value
    others = {argument.start for argument in beside}
    shares = [(t, m) for t, m in _hanging(anchor, sentence) if neighbours[t.i] not in others]
    if len(shares) == len(beside) > 1:
        order = sorted(argument.start for argument in beside)
        in_text = sorted(mention.start for _, mention in shares)
        wanted = in_text[order.index(subject.start)]
        return next(mention.value for _, mention in shares if mention.start == wanted)
    return shares[0][1].value if shares else ""


def _respectively(subject: Argument, sentence: Sentence, beside: Sequence[Argument]) -> str:
    """The share of an owner in "A and B, with 15 and 10 percent respectively"; "" where nothing is so dealt out."""
    if not sentence.kept("respectively", _says_respectively):
        return ""
    shares = [mention for _, mention in sentence.measures("percent")]
    owners = sorted({argument.start for argument in beside})
    return shares[owners.index(subject.start)].value if len(shares) == len(owners) > 1 else ""


def _says_respectively(sentence: Sentence) -> bool:
    return any(token.lower_ == "respectively" for token in sentence.span)


def _neighbours(sentence: Sentence) -> dict[int, int | None]:
    """The start of the name right before each share of a sentence."""
    return {token.i: _neighbour(token, sentence) for token, _ in sentence.measures("percent")}


def _neighbour(share: Token, sentence: Sentence) -> int | None:
    """The start of the name right before a share: "A, with 51 percent"."""
    for token in nouns.beside(share):
        return sentence.stretch(token)[0]
    return None


def _hanging(anchor: Token, sentence: Sentence) -> list[_Share]:
    """The shares that hang on an anchor, nearest first; else those of its clause."""
    every = sentence.measures("percent")
    found = [
        (token, mention)
        for token, mention in every
        if token.i == anchor.i or anchor in token.ancestors or token.head in anchor.children
    ]
    if not found:
        verbs = tree.governing_verb(anchor)
        found = [(token, mention) for token, mention in every if tree.governing_verb(token) == verbs]
    return sorted(found, key=lambda share: abs(share[0].i - anchor.i))
