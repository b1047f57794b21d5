"""Modality: does the text state it, plan it, deny it or pass on a rumour? Cues count by their place in the clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from soegraph.loaders.chinese.clauses import Clause, Verb, earlier
from soegraph.loaders.chinese.text import Token
from soegraph.loaders.chinese.words import chinese, listed
from soegraph.model import ASSERTED

_NOT_FACT = ("denied", "rumoured", "planned")


def of(verb: Verb | None, clause: Clause, clauses: Sequence[Clause]) -> str:
    """Return the modality of what a verb, or a clause without one, says.

    A cue reaches to the end of its clause, and over the clauses after it that name no subject of their own and
    no sign that it has happened; 若 reaches to the end of its sentence.
    """
    if verb is not None and verb.relative:
        return _meant(verb.cues, verb.clause, verb.token.start) or ASSERTED
    cues = verb.cues if verb is not None else clause.cues
    if found := _meant(cues, clause, verb.token.start if verb else clause.tokens[-1].end):
        return found
    return "planned" if clause.supposed else _carried(clause, clauses) or ASSERTED


def _carried(clause: Clause, clauses: Sequence[Clause]) -> str:
    """The modality that a clause without a subject takes over from those right before it."""
    for before in islice(earlier(clause, clauses), _REACH):
        if clause.opens or _names_subject(clause) or _happened(clause.tokens) or not before.main:
            break
        last = before.main[-1]
        if found := _meant(last.cues, before, last.token.start):
            return found
        clause = before
    return ""


_REACH = 10  # clauses


def _names_subject(clause: Clause) -> bool:
    first = clause.main[0] if clause.main else None
    return first is not None and first.subject is not None


def _meant(cues: Sequence[Token], clause: Clause, at: int) -> str:
    """The strongest meaning of the cues before a word."""
    found = {meaning(token) for token in cues if token.start < at}
    found |= {meaning(v.token) for v in clause.main if v.token.start < at}
    return next((kind for kind in _NOT_FACT if kind in found), "")


def meaning(token: Token) -> str:
    """Return what a cue makes of a statement: ``planned``, ``denied``, ``rumoured`` or ""."""
    if token.mention is not None or token.text in listed("preposition"):
        return "" if token.tag == "p" else _adverb(token)
    return _adverb(token)


def _adverb(token: Token) -> str:
    found = chinese().cues.get(("adverb", token.text), "") or chinese().cues.get(("mark", token.text), "")
    return found if found in _NOT_FACT else ""


def _happened(tokens: Sequence[Token]) -> bool:
    return any(token.text in {"已", "已经", "了", "现已", "目前"} for token in tokens)
