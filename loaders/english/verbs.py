"""The slots of verbs: subject, object and so on, as of the active voice.

Passives, reduced relatives, control ("plans to buy") and coordination are levelled here, so that a line of the
lexicon states its arguments once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from soegraph.loaders.english.tree import (
    DEPTH,
    SUBJECTS,
    governing_verb,
    is_verb,
    joined_by_with,
    members,
    possessors,
    prepositional,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, be it without auxiliary ("a company controlled by X")."""
    while True:
        if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
            return True
        if any(child.dep_ in {"nsubj", "aux"} and child.lemma_ != "be" for child in verb.children):
            return False
        if verb.dep_ != "conj" or not is_verb(verb.head):
            break
        if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and _opens_clause(verb.head)):
            break
        verb = verb.head
    if verb.dep_ in _MISREAD.get(verb.tag_, ()) and not any(child.dep_ == "aux" for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in _PARTICIPLES


def _opens_clause(verb: Token) -> bool:
    """Tell whether a verb is a bare participle, as "based" of "Based in Baotou and set up in 1982, the group"."""
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and verb.left_edge == verb


# "Set up in 2021, the company ..." and "X, set up in 2021": the tagger takes the participle for another form.
_MISREAD = {"VB": ("advcl", "acl"), "VBD": ("acl",)}
_PARTICIPLES = frozenset(["acl", "advcl", "ROOT", "relcl", "amod", "ccomp", "conj", "dep"])


def surface_subjects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """Return the subject as the clause shows it: its own, or one that another clause shares with it."""
    own = [child for part in _verbs_of(verb) for child in part.children if child.dep_ in SUBJECTS]
    if own or not depth:
        return own
    if verb.lemma_ == "be" and verb.dep_ == "ROOT":
        return [child for child in verb.children if child.dep_ == "attr"]  # "in the chair was X"
    head = verb.head
    if verb.dep_ == "acl" and any(child.dep_ == "aux" for child in verb.children):
        return [child for child in head.children if child.dep_ == "poss"] or [
            subject for governor in governing_verb(head) for subject in surface_subjects(governor, depth - 1)
        ]
    if verb.dep_ in {"acl", "amod"}:
        return [head]
    if verb.dep_ in {"conj", "xcomp", "advcl", "dep"} and is_verb(head) and head != verb:
        return _shared_subjects(verb, head, depth - 1)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        governor = head.head
        return surface_subjects(governor, depth - 1) if is_verb(governor) else possessors(governor)
    return []


def _verbs_of(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, on which the parser may hang the subject: "X is 51 percent owned by"."""
    return [verb, *(child for child in verb.children if child.dep_ in {"aux", "auxpass"})]


def _shared_subjects(verb: Token, head: Token, depth: int) -> list[Token]:
    objects = [child for child in head.children if child.dep_ == "dobj"]
    if verb.dep_ == "xcomp" and objects and head.lemma_ != "promise":
        return objects
    return surface_subjects(head, depth)


def _subjects(verb: Token) -> list[Token]:
    if is_passive(verb):
        return _agents(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return []
    return surface_subjects(verb) + joined_by_with(verb)


def _agents(verb: Token) -> list[Token]:
    return [
        child for by in verb.children if by.dep_ == "agent" for child in by.children if child.dep_ == "pobj"
    ]


def objects(verb: Token) -> list[Token]:
    """Return what a verb acts on: its object, that of the verb joined to it, or the subject of a passive."""
    direct = [child for child in verb.children if child.dep_ == "dobj"]
    if not direct and not is_passive(verb):
        # "built and started up X": what follows the last verb belongs to each
        joined = [child for child in verb.children if child.dep_ == "conj" and is_verb(child)]
        direct = [
            obj
            for other in joined[:1]
            for obj in other.children
            if obj.dep_ == "dobj" and not _own_subject(other)
        ]
    if direct or not is_passive(verb):
        return direct + _listed_after(direct, verb)
    return surface_subjects(verb)


def _listed_after(direct: Sequence[Token], verb: Token) -> list[Token]:
    """The rest of a list that the parser hangs on the verb: "makes drilling rigs, **mud pumps** and valves"."""
    return [
        child
        for child in verb.children
        if direct and child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"} and child.i > direct[-1].i
        if child.doc[child.left_edge.i - 1].text == ","
    ]


def _all_objects(verb: Token) -> list[Token]:
    """The objects with what is joined to them: "signed a pact with X and a contract with Y"."""
    found = [other for obj in objects(verb) for other in (obj, *members(obj)) if not is_verb(other)]
    partners = [name for obj in found for name in prepositional(obj, "with")]
    return found + [
        child
        for name in partners
        for child in name.children
        if child.dep_ in {"appos", "conj"} and child.pos_ != "PROPN"
    ]


def _every_subject(verb: Token) -> list[Token]:
    """The subject with those of the clauses that semicolons add: "A has grown; B is shrinking; and C is gone"."""
    added = [
        token
        for token in verb.sent
        if token.dep_ in SUBJECTS and token.pos_ == "PROPN" and _follows_semicolon(token)
    ]
    return [*surface_subjects(verb), *added]


def _follows_semicolon(subject: Token) -> bool:
    before = [
        token for token in subject.doc[subject.sent.start : subject.left_edge.i] if token.lower_ != "and"
    ]
    return bool(before) and before[-1].text == ";"


def _own_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _indirect_objects(verb: Token) -> list[Token]:
    """Who is given something: "was handed 3.9 percent", "gives it 51 percent"."""
    dative = [child for child in verb.children if child.dep_ in {"dative", "iobj"}]
    has_object = any(child.dep_ in {"dobj", "advmod", "oprd", "npadvmod"} for child in verb.children)
    return dative or (surface_subjects(verb) if is_passive(verb) and has_object else [])


def attributes(verb: Token) -> list[Token]:
    """Return what a verb says its subject or object is."""
    return [child for child in verb.children if child.dep_ in {"attr", "oprd", "acomp"}]


def _clauses(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"advcl", "xcomp"} and is_verb(child)]


def _adverbials(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"npadvmod", "compound", "nmod"}]


def _adverbs(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ == "advmod"]


VERB_SLOTS: dict[str, Callable[[Token], list[Token]]] = {
    "subj": _subjects,
    "obj": objects,
    "objs": _all_objects,
    "surfaces": _every_subject,
    "iobj": _indirect_objects,
    "attr": attributes,
    "surface": surface_subjects,
    "advcl": _clauses,
    "npadvmod": _adverbials,
    "advmod": _adverbs,
}
