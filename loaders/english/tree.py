"""The dependency tree: the few ways along it that verbs and nouns share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
BEFORE_NAME = frozenset(["compound", "nmod", "amod", "nn"])
DEPTH = 60  # chains of clauses and lists are not followed further
_WHERE = frozenset(["at", "in"])
_IN_PASSING = frozenset(["appos", "compound", "nmod", "amod", "poss"])


def is_verb(token: Token) -> bool:
    """Tell whether a token heads a clause."""
    return token.pos_ in {"VERB", "AUX"}


def members(token: Token) -> Iterator[Token]:
    """Yield what is joined to a token in a list that it heads, in the order of the tree."""
    stack = [token]
    while stack:
        found = stack.pop()
        if found is not token:
            yield found
        stack.extend(reversed([*_joined(found)]))


def _joined(token: Token) -> Iterator[Token]:
    """Yield what "and", a comma between shares, or "together with" joins to a token."""
    for child in token.children:
        if child.dep_ == "conj" or (child.dep_ == "appos" and _is_next(child, token)):
            yield child
    if not is_verb(token):
        yield from joined_by_with(token)


def _is_next(apposed: Token, token: Token) -> bool:
    """Tell whether an apposition is the next of a list: "51, 30 and 19 percent", "A, which ...; B, which ..."."""
    before = apposed.doc[apposed.left_edge.i - 1] if apposed.left_edge.i else apposed
    return apposed.text == token.text == "%" or (before.text == ";" and apposed.pos_ == token.pos_)


def joined_by_with(token: Token) -> list[Token]:
    """Return what "together with" adds to a noun, or to the subject of a verb."""
    return [
        child
        for prep in token.children
        if prep.dep_ == "prep" and prep.lower_ == "with"
        if any(word.lower_ in {"along", "jointly", "together"} for word in prep.children)
        for child in prep.children
        if child.dep_ == "pobj"
    ]


def governing_verb(token: Token) -> list[Token]:
    """Return the verb of whose clause a token is part; none for what is said of a name in passing."""
    while token.head != token:
        if token.dep_ in _IN_PASSING:
            return []
        token = token.head
        if is_verb(token):
            return [token]
    return []


def prepositional(token: Token, word: str) -> list[Token]:
    """Return the objects of a preposition that hangs on a token, or on a preposition there ("from A to B")."""
    found = [
        child
        for prep in _prepositions(token)
        if prep.lower_ == word
        for child in prep.children
        if child.dep_ in {"pobj", "pcomp"}
    ]
    if word in _WHERE:
        found += [child for child in token.children if child.lower_ == "where" and child.dep_ == "advmod"]
    return found


def _prepositions(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} or (
            child.dep_ in {"prt", "conj"} and child.pos_ == "ADP"
        ):
            yield child
            yield from (
                inner for inner in child.children if inner.dep_ in {"prep", "conj"} and inner.pos_ == "ADP"
            )


def doers(verb: Token) -> list[Token]:
    """Return the subjects of a clause in the active voice, each with the list that it heads."""
    found = [child for child in verb.children if child.dep_ == "nsubj"]
    return found + [member for subject in found for member in members(subject)]


def possessors(noun: Token) -> list[Token]:
    """Return whose a noun is; in a list, what is said of the first is said of all."""
    while True:
        own = [child for child in noun.children if child.dep_ == "poss"]
        if own:
            return own
        if noun.dep_ in BEFORE_NAME and not is_verb(noun.head):
            return [child for child in noun.head.children if child.dep_ == "poss" and child.i < noun.i]
        if noun.dep_ != "conj" or is_verb(noun.head):
            return []
        noun = noun.head
