"""What a token may be in a clause: verb, preposition, part of a noun phrase."""

from __future__ import annotations

from enum import Enum, auto

from soegraph import schema
from soegraph.loaders.chinese.text import Token
from soegraph.loaders.chinese.words import chinese, from_lexicon, listed, of_words

_NOMINAL = frozenset(
    ["n", "nz", "nw", "vn", "a", "an", "m", "q", "f", "s", "r", "ORG", "LOC", "PER", "b", "j"]
)
DE = frozenset(["的", "之"])


@from_lexicon
def _place_verbs() -> frozenset[str]:
    """The verbs whose frames lead to a place: 位于."""
    return frozenset(
        lemma
        for frame in chinese().frames_of("verb")
        if "Place" in schema.load().properties[frame.predicate].range and "obj" in frame.object
        for lemma in frame.lemmas
        if lemma not in listed("copula")
    )


def takes_place(verb: str) -> bool:
    """Tell whether a verb leads to a place: 位于."""
    return verb in _place_verbs()


def counts(token: Token) -> bool:
    """Tell whether a noun may sum up a list of names: 三家企业, 等子公司."""
    return token.text in listed("generic crowd") or bool(chinese().frames("noun", token.text))


class Role(Enum):
    """What a token is in its clause; a noun stands for all that noun phrases are made of."""

    VERB = auto()
    PREPOSITION = auto()
    NOUN = auto()
    OTHER = auto()


def role(token: Token) -> Role:
    """Return what a token is read as."""
    if token.mention is not None:
        return Role.NOUN if token.mention.kind in _NAMING else Role.OTHER
    return _role(token.text, token.tag)


_NAMING = frozenset(["entity", "title", "percent", "date"])


@of_words
def _role(word: str, tag: str) -> Role:
    if tag in {"v", "vd"} and word not in DE:
        return Role.VERB
    if tag in {"p", "c", "d"} and word in listed("preposition"):
        return Role.PREPOSITION
    return Role.NOUN if tag in _NOMINAL and word not in listed("joining") else Role.OTHER


def begins_new(before: Token, token: Token) -> bool:
    """Tell whether a new phrase begins inside a row of nouns: after a date, after 其, before a share."""
    if before.is_kind("date") or token.is_kind("date"):
        return True
    return before.names("Person") and not token.is_kind("title") and token.tag not in {"m", "q", "r"}


def is_office(verb: Token) -> bool:
    """Tell whether a verb is one of taking, holding or leaving an office."""
    return ("office verb", verb.text) in chinese().cues
