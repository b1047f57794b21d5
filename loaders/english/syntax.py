"""Slots: what the dependency tree says fills a word's subject, object, "of", "by" and so on.

A slot yields tokens, heads of the phrases that fill it; `resolve.Resolver` turns tokens into entities. Passives,
reduced relatives, control ("plans to buy") and coordination are levelled here, so that a line of the lexicon
states its arguments once, as of the active voice.

Verb slots: ``subj`` ``obj`` ``iobj`` ``attr`` ``as`` and every preposition by its own name.
Noun slots: ``self`` (what the noun says of something: apposition, copula, title before a name), ``poss``,
``comp`` (a name before the noun) and every preposition.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from soegraph.loaders import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_BEFORE_NAME = {"compound", "nmod", "amod", "nn"}
_NAMING = {"such", "including", "like", "include", "namely", "comprise"}


def fillers(token: Token, slot: str) -> list[Token]:
    """Return the tokens that fill one slot of a verb or noun."""
    found = _VERB_SLOTS if is_verb(token) else _NOUN_SLOTS
    finder = found.get(slot)
    return list(dict.fromkeys(finder(token) if finder else prepositional(token, slot)))


def is_verb(token: Token) -> bool:
    """Tell whether a token heads a clause."""
    return token.pos_ in {"VERB", "AUX"}


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, be it without auxiliary ("a company controlled by X")."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if any(child.dep_ in {"nsubj", "aux"} and child.lemma_ != "be" for child in verb.children):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ == "VBN":
        return is_passive(verb.head)
    if verb.tag_ == "VB" and verb.dep_ == "advcl" and not any(child.dep_ == "aux" for child in verb.children):
        return True  # "Set up in 2021, the company ...": the tagger takes the participle for an imperative
    return verb.tag_ == "VBN" and verb.dep_ in {
        "acl",
        "advcl",
        "ROOT",
        "relcl",
        "amod",
        "ccomp",
        "conj",
        "dep",
    }


def _surface_subjects(verb: Token) -> list[Token]:
    """The subject as the clause shows it: its own, or one that another clause shares with it."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        return own
    if verb.lemma_ == "be" and verb.dep_ == "ROOT":
        return [child for child in verb.children if child.dep_ == "attr"]  # "in the chair was X"
    head = verb.head
    if verb.dep_ == "acl" and any(child.dep_ == "aux" for child in verb.children):
        return [child for child in head.children if child.dep_ == "poss"] or [
            subject for governor in governing_verb(head) for subject in _surface_subjects(governor)
        ]
    if verb.dep_ in {"acl", "amod"}:
        return [head]
    if verb.dep_ in {"conj", "xcomp", "advcl", "dep"} and is_verb(head) and head != verb:
        return _shared_subjects(verb, head)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        governor = head.head
        return _surface_subjects(governor) if is_verb(governor) else _possessors(governor)
    return []


def _shared_subjects(verb: Token, head: Token) -> list[Token]:
    objects = [child for child in head.children if child.dep_ == "dobj"]
    if verb.dep_ == "xcomp" and objects and head.lemma_ not in {"promise"}:
        return objects
    return _surface_subjects(head)


def _subjects(verb: Token) -> list[Token]:
    if is_passive(verb):
        return _agents(verb)
    return [filler for filler in _surface_subjects(verb) if not (verb.dep_ == "acl" and verb.tag_ == "VBN")]


def _agents(verb: Token) -> list[Token]:
    return [
        child for by in verb.children if by.dep_ == "agent" for child in by.children if child.dep_ == "pobj"
    ]


def _objects(verb: Token) -> list[Token]:
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
        return direct
    return _surface_subjects(verb)


def _own_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _indirect_objects(verb: Token) -> list[Token]:
    """Who is given something: "was handed 3.9 percent", "gives it 51 percent"."""
    dative = [child for child in verb.children if child.dep_ in {"dative", "iobj"} and child.dep_ != "prep"]
    has_object = any(child.dep_ in {"dobj", "advmod", "oprd", "npadvmod"} for child in verb.children)
    return dative or (_surface_subjects(verb) if is_passive(verb) and has_object else [])


def _attributes(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"attr", "oprd", "acomp"}]


def prepositional(token: Token, word: str) -> list[Token]:
    """Return the objects of a preposition that hangs on a token, or on a preposition there ("from A to B")."""
    return [
        child
        for prep in _prepositions(token)
        if prep.lower_ == word
        for child in prep.children
        if child.dep_ in {"pobj", "pcomp"}
    ]


def _prepositions(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} or (
            child.dep_ in {"prt", "conj"} and child.pos_ == "ADP"
        ):
            yield child
            yield from (
                inner for inner in child.children if inner.dep_ in {"prep", "conj"} and inner.pos_ == "ADP"
            )


def _described(noun: Token) -> Iterator[Token]:
    """Yield what a noun is said of: "X, chairman of Y", "X is chairman", "chairman X", "X as chairman"."""
    head = noun.head
    if not (noun.dep_ == "attr" and any(child.dep_ in SUBJECTS for child in head.children)):
        yield from _apposed(noun)
    if noun.dep_ in _BEFORE_NAME and noun.pos_ in {"NOUN", "PROPN"} and not is_verb(head):
        yield head
    if noun.dep_ in {"attr", "oprd"} and is_verb(head):
        yield from _complement_subjects(noun, head)
    if noun.dep_ == "pobj" and head.lower_ == "as":
        yield from _as_subjects(head)
    if noun.dep_ == "pobj" and head.lower_ in {"until", "among"} and head.dep_ == "prep":
        yield from _surface_subjects(head.head) if is_verb(head.head) else [head.head]
    if noun.tag_ == "NNS" and noun.dep_ in SUBJECTS:
        yield from _after_colon(noun)
    if noun.dep_ == "conj" and head.pos_ == "NOUN":
        yield from (token for token in _described(head) if token != noun)
    if noun.dep_ == "pobj" and head.lower_ == "of" and _counts(head.head):
        yield from _described(head.head)
        yield from (child for child in head.head.children if child.dep_ == "appos")
    if noun.dep_ in SUBJECTS and is_verb(head) and head.lemma_ == "be":
        yield from _attributes(head)


def _counts(token: Token) -> bool:
    """Tell whether a token only counts what follows its "of": "one of its subsidiaries"."""
    return token.pos_ == "NUM" or token.lower_ in {"one", "some", "another", "each", "both", "most", "part"}


def _apposed(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "appos":
            yield child
            yield from _listed(child)
        elif child.dep_ == "prep" and child.lower_ in {"as", "like", "including"} and _names(child):
            yield from _pobjs(child)
        elif child.dep_ == "acl" and child.lower_ == "including":
            yield from (inner for inner in child.children if inner.dep_ == "dobj")
        elif child.dep_ == "relcl" and child.lemma_ in {"include", "comprise"}:
            yield from _objects(child)
        elif (
            child.dep_ == "conj" and noun.tag_ == "NNS" and child.pos_ == "PROPN" and _opens_list(noun, child)
        ):
            yield child
            yield from _listed(child)
    if noun.dep_ == "appos":
        yield nearest(noun.head, noun.i) if noun.tag_ == "NN" else noun.head


def nearest(name: Token, before: int) -> Token:
    """Return the last name of a list before a token: what a singular apposition there stands beside."""
    return [name, *(member for member in _listed(name) if member.i < before)][-1]


def _after_colon(noun: Token) -> Iterator[Token]:
    """The names that a plural subject announces: "its shareholders came from afar: A, B and C"."""
    colon = next((t.i for t in noun.sent if t.text == ":" and t.i > noun.i), None)
    if colon is None:
        return
    for token in noun.sent:
        if token.i > colon and token.head.i <= colon and token.pos_ == "PROPN":
            yield token
            yield from _listed(token)


def _opens_list(noun: Token, first: Token) -> bool:
    """Tell whether a plural is followed by its members, not joined to something else: "units, A and B"."""
    return not any(child.dep_ == "cc" and child.i < first.i for child in noun.children)


def _names(prep: Token) -> bool:
    return prep.lower_ in {"like", "including"} or any(child.lower_ == "such" for child in prep.children)


def _pobjs(prep: Token) -> Iterator[Token]:
    return (child for child in prep.children if child.dep_ == "pobj")


def _listed(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj":
            yield child
            yield from _listed(child)


def _complement_subjects(noun: Token, verb: Token) -> list[Token]:
    """The one of whom an attribute is said: the object of "named her chairman", else the subject."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if noun.dep_ == "oprd" and objects:
        return objects
    return _surface_subjects(verb)


def _as_subjects(prep: Token) -> list[Token]:
    governor = prep.head
    while governor.dep_ in {"prep", "conj"} and governor.lower_ == "as":
        governor = governor.head
    if not is_verb(governor):
        governor = governor.head if is_verb(governor.head) else governor
    if not is_verb(governor):
        return []
    if is_passive(governor) or governor.lemma_ in _OBJECT_VERBS:
        return _objects(governor)
    return _surface_subjects(governor)


_OBJECT_VERBS = frozenset(["appoint", "name", "elect", "install", "confirm", "pick", "choose", "select", "designate"])
NOUN_PREPOSITIONS = frozenset(["of", "at", "with", "for", "in", "to", "on", "under", "within", "between", "among", "near", "from", "about"])


def governing_verb(token: Token) -> list[Token]:
    """Return the verb of whose clause a token is part; none for what is said of a name in passing."""
    while token.head != token:
        if token.dep_ in _IN_PASSING:
            return []
        token = token.head
        if is_verb(token):
            return [token]
    return []


_IN_PASSING = {"appos", "compound", "nmod", "amod", "poss"}


def _posts(title: Token) -> list[Token]:
    """The noun that announces a title: "posts" of "the posts of chairman", "hats: Party secretary"."""
    token = title
    while token.dep_ == "conj" and not is_verb(token.head):
        token = token.head
    if token.dep_ in {"pobj", "appos", "attr"}:
        head = token.head if token.dep_ != "pobj" else token.head.head
        if head.lemma_.lower() in _post_words():
            return [head]
    return _announced(title)


def _announced(title: Token) -> list[Token]:
    colon = next((t for t in title.sent if t.text == ":" and t.i < title.i), None)
    if colon is None:
        return []
    return [t for t in title.sent if t.i < colon.i and t.lemma_.lower() in _post_words()][-1:]


@cache
def _post_words() -> frozenset[str]:
    return lexicon.load("en").words["post"]


def _holders(title: Token) -> list[Token]:
    """Whoever holds a title: whom it is said of, else who holds, leaves or is relieved of the post it names."""
    found = list(_described(title))
    found += [
        child for body in prepositional(title, "of") for child in body.children if child.dep_ == "appos"
    ]
    for post in _posts(title):
        for verb in governing_verb(post):
            found += _surface_subjects(verb)
        found += [child for child in post.children if child.dep_ == "poss"]
    return found


def _served(title: Token) -> list[Token]:
    """The object of the verb beside whose "as" a title stands: "heads the ministry as vice-minister"."""
    head = title.head
    if title.dep_ != "pobj" or head.lower_ != "as":
        return []
    governor = head.head
    if is_verb(governor) and not is_passive(governor):
        return _objects(governor)
    return [governor] if not is_verb(governor) else []


def _possessors(noun: Token) -> list[Token]:
    own = [child for child in noun.children if child.dep_ == "poss"]
    if own:
        return own
    if noun.dep_ in _BEFORE_NAME and not is_verb(noun.head):
        return [child for child in noun.head.children if child.dep_ == "poss" and child.i < noun.i]
    if noun.dep_ == "conj" and not is_verb(noun.head):
        return _possessors(noun.head)
    return []


def _compounds(noun: Token) -> list[Token]:
    own = [child for child in noun.children if child.dep_ in _BEFORE_NAME and child.i < noun.i]
    if own or noun.dep_ not in _BEFORE_NAME:
        return own
    return [child for child in noun.head.children if child.dep_ in _BEFORE_NAME and child.i < noun.i]


def shared_preposition(noun: Token, word: str) -> list[Token]:
    """Return a preposition's objects, borrowed along a list: "chairman and secretary of X"."""
    own = prepositional(noun, word)
    if own:
        return own
    for later in _listed(noun):
        if found := prepositional(later, word):
            return found
    before = noun
    while before.dep_ == "conj" and not is_verb(before.head):
        before = before.head
        if found := prepositional(before, word):
            return found
    return []


def _clauses(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"advcl", "xcomp"} and is_verb(child)]


_VERB_SLOTS = {
    "subj": _subjects,
    "obj": _objects,
    "iobj": _indirect_objects,
    "attr": _attributes,
    "surface": _surface_subjects,
    "advcl": _clauses,
    "npadvmod": lambda verb: [
        child for child in verb.children if child.dep_ in {"npadvmod", "compound", "nmod"}
    ],
    "prt": lambda verb: [child for child in verb.children if child.dep_ == "prt"],
}
_NOUN_SLOTS = {
    "self": _described,
    "poss": _possessors,
    "comp": _compounds,
    "described": _described,
    "holder": _holders,
    "post": _posts,
    "served": _served,
}
