"""Modality: does the text state it, plan it, deny it or pass on a rumour? Cues count by their place on the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soegraph.loaders.english.tree import SUBJECTS, is_verb
from soegraph.loaders.english.verbs import is_passive
from soegraph.loaders.english.words import english, listed
from soegraph.model import ASSERTED

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = {"xcomp", "ccomp", "pcomp"}
_SAID_OF_NAME = {"appos", "relcl", "compound", "nmod", "poss"}


FORMER = "former"


def of(anchor: Token, *, clausal: bool = False) -> str:
    """Return the modality of what a word says, from the clause it stands in up to the clauses that govern it.

    An apposition or a relative clause is stated whatever its main clause plans: "X, a unit of Y, may buy Z". So is
    what a possessive takes for granted ("its unit may buy Z"), unless the frame draws on the clause (`clausal`):
    "X may move its seat". `FORMER` is what held once and no longer does.
    """
    token = anchor
    while True:
        if (cue := _own_cue(token)) != ASSERTED:
            return cue
        if token.head == token or token.dep_ in _SAID_OF_NAME:
            return ASSERTED
        decided = _of_clause(token) if is_verb(token) else _of_noun(token, clausal=clausal)
        if decided:
            return decided
        token = token.head


def _of_noun(noun: Token, *, clausal: bool) -> str:
    """What a noun's place in its clause decides; "" when the clause decides."""
    complement = _is_complement(noun)
    taken = noun.dep_ in SUBJECTS or (not complement and any(child.dep_ == "poss" for child in noun.lefts))
    if taken and not clausal:
        return ASSERTED  # "its subsidiary" is one, whatever it is to do
    if noun.dep_ == "pobj" and (meaning := _meaning("noun", noun.head.head)):
        return meaning  # "a candidate for the post"
    above = _above(noun)
    if noun.dep_ == "dobj" and _meaning("verb", above) == "denied" and not _changes_office(above):
        return "denied"
    meaning = _meaning("verb", above) if complement else ""
    return meaning if meaning in {"planned", "rumoured"} else ""


def _changes_office(verb: Token) -> bool:
    return ("office verb", verb.lemma_.lower()) in english().cues


def _of_clause(verb: Token) -> str:
    """What a clause's place under another decides; "" when that other decides."""
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBG"}:
        return ASSERTED
    if verb.dep_ in {"ccomp", "conj"} and _parted(verb):
        return ASSERTED
    if verb.dep_ == "acl" or verb.dep_ in _COMPLEMENTS:
        cue = _governing_cue(verb)
        return cue if cue != ASSERTED else ""
    if verb.dep_ == "advcl":
        return _purpose(verb)
    own = verb.dep_ == "conj" and any(child.dep_ in {"aux", "nsubj", "nsubjpass"} for child in verb.children)
    return ASSERTED if own else ""


def _parted(verb: Token) -> bool:
    """Tell whether a semicolon parts a clause from the one that the parser puts above it."""
    first, last = sorted((verb.i, verb.head.i))
    return any(token.text == ";" for token in verb.doc[first:last])


def _is_complement(noun: Token) -> bool:
    """Tell whether a verb brings its noun about: "nominated as manager", "considers a merger"."""
    if noun.dep_ in {"oprd", "attr"} or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        return True
    return noun.dep_ == "dobj" and any(child.lower_ in {"a", "an"} for child in noun.lefts)


def _above(noun: Token) -> Token:
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def _own_cue(token: Token) -> str:
    negations = listed("negation")
    if token.lower_ in negations or any(c.dep_ == "neg" or c.lower_ in negations for c in token.children):
        return "denied"
    if _ended(token):
        return FORMER
    for child in token.children:
        for kind, dependents in _KINDS:
            if child.dep_ in dependents and (meaning := _meaning(kind, child)):
                return meaning
    if is_verb(token):
        for child in token.children:
            if child.dep_ == "nsubj" and (meaning := _meaning("noun", child)):
                return meaning
    return ASSERTED


def _ended(verb: Token) -> bool:
    """Tell whether a clause in the past says until when it held."""
    return verb.tag_ == "VBD" and any(
        child.dep_ == "prep" and child.lower_ in listed("limit") for child in verb.children
    )


_KINDS = (
    ("aux", {"aux"}),
    ("mark", {"mark", "advmod", "prep"}),
    ("adverb", {"advmod"}),
    ("adjective", {"amod"}),
)


def _governing_cue(verb: Token) -> str:
    """The cue of the word whose complement a clause is: "plans to", "talks on", "is expected to", "is due to"."""
    head = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if head.i > verb.i and verb.dep_ == "ccomp":
        return ASSERTED  # "X ends in 2025; that year offers ...": beside each other, not one below the other
    for kind in ("verb", "noun", "adjective"):
        if meaning := _meaning(kind, head):
            return meaning
    if verb.dep_ == "xcomp" and is_passive(head) and (meaning := _meaning("passive verb", head)):
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
    cues, lemma = english().cues, token.lemma_.lower()
    phrases = [f"{lemma} {child.lower_}" for child in token.children if child.dep_ == "prt"]
    found = (cues.get((kind, word), "") for word in (*phrases, lemma, token.lower_))
    meaning = next(filter(None, found), "")
    if meaning == FORMER and kind in {"adverb", "verb"}:
        return FORMER
    return meaning if meaning in {"planned", "denied", "rumoured"} else ""


def status(anchor: Token) -> str:
    """Return "former" or "appointed" where a word beside a job title says so, else ""."""
    for child in anchor.children:
        for kind, dependents in (("adjective", {"amod", "advmod"}), ("adverb", {"advmod"})):
            meaning = english().cues.get((kind, child.lower_), "")
            if child.dep_ in dependents and meaning in {"former", "appointed"}:
                return meaning
    return ""
