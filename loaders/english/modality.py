"""Modality: does the text state it, plan it, deny it or pass on a rumour? Cues count by their place on the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soegraph.loaders.english.tree import SUBJECTS, is_verb
from soegraph.loaders.english.words import english
from soegraph.model import ASSERTED

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = {"xcomp", "ccomp", "pcomp"}
_SAID_OF_NAME = {"appos", "relcl", "compound", "nmod", "poss"}


def of(anchor: Token) -> str:
    """Return the modality of what a word says, from the clause it stands in up to the clauses that govern it.

    An apposition or a relative clause is stated whatever its main clause plans: "X, a unit of Y, may buy Z".
    """
    token = anchor
    while True:
        if (cue := _own_cue(token)) != ASSERTED:
            return cue
        if token.head == token or token.dep_ in _SAID_OF_NAME:
            return ASSERTED
        decided = _of_clause(token) if is_verb(token) else _of_noun(token)
        if decided:
            return decided
        token = token.head


def _of_noun(noun: Token) -> str:
    """What a noun's place in its clause decides; "" when the clause decides."""
    complement = _is_complement(noun)
    if noun.dep_ in SUBJECTS or (not complement and any(child.dep_ == "poss" for child in noun.lefts)):
        return ASSERTED  # "its subsidiary" is one, whatever it is to do
    meaning = _meaning("verb", _above(noun)) if complement else ""
    return meaning if meaning in {"planned", "rumoured"} else ""


def _of_clause(verb: Token) -> str:
    """What a clause's place under another decides; "" when that other decides."""
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBG"}:
        return ASSERTED
    if verb.dep_ == "acl" or verb.dep_ in _COMPLEMENTS:
        cue = _governing_cue(verb)
        return cue if cue != ASSERTED else ""
    if verb.dep_ == "advcl":
        return _purpose(verb)
    own = verb.dep_ == "conj" and any(child.dep_ in {"aux", "nsubj", "nsubjpass"} for child in verb.children)
    return ASSERTED if own else ""


def _is_complement(noun: Token) -> bool:
    """Tell whether a verb brings its noun about: "nominated as manager", "considers a merger"."""
    if noun.dep_ in {"oprd", "attr"} or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        return True
    return noun.dep_ == "dobj" and any(child.lower_ in {"a", "an"} for child in noun.lefts)


def _above(noun: Token) -> Token:
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def _own_cue(token: Token) -> str:
    if any(child.dep_ == "neg" for child in token.children) or token.lower_ in {"never", "no"}:
        return "denied"
    for child in token.children:
        for kind, dependents in _KINDS:
            if child.dep_ in dependents and (meaning := _meaning(kind, child)):
                return meaning
    if is_verb(token):
        for child in token.children:
            if child.dep_ == "nsubj" and (meaning := _meaning("noun", child)):
                return meaning
    return ASSERTED


_KINDS = (
    ("aux", {"aux"}),
    ("mark", {"mark", "advmod", "prep"}),
    ("adverb", {"advmod"}),
    ("adjective", {"amod"}),
)


def _governing_cue(verb: Token) -> str:
    """The cue of the word whose complement a clause is: "plans to", "talks on", "is expected to", "is due to"."""
    head = verb.head
    if head.i > verb.i and verb.dep_ == "ccomp":
        return ASSERTED  # "X ends in 2025; that year offers ...": beside each other, not one below the other
    for kind in ("verb", "noun", "adjective"):
        if meaning := _meaning(kind, head):
            return meaning
    if head.lemma_ == "be" or head.pos_ == "AUX":
        for child in head.children:
            if child.dep_ == "acomp" and (meaning := _meaning("adjective", child)):
                return meaning
        if verb.dep_ == "xcomp":
            return "planned"
    return ASSERTED


def _purpose(verb: Token) -> str:
    """A purpose, "to buy X", is a plan; a participle or a dated clause is stated."""
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return "planned"
    return ASSERTED


def _meaning(kind: str, token: Token) -> str:
    cues = english().cues
    meaning = cues.get((kind, token.lemma_.lower()), "") or cues.get((kind, token.lower_), "")
    return meaning if meaning in {"planned", "denied", "rumoured"} else ""


def status(anchor: Token) -> str:
    """Return "former" or "appointed" where a word beside a job title says so, else ""."""
    for child in anchor.children:
        for kind, dependents in (("adjective", {"amod", "advmod"}), ("adverb", {"advmod"})):
            meaning = english().cues.get((kind, child.lower_), "")
            if child.dep_ in dependents and meaning in {"former", "appointed"}:
                return meaning
    return ""
