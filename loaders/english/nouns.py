"""The slots of nouns: what a noun is said of, whose it is, what holds the post that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from soegraph.loaders.english.tree import (
    BEFORE_NAME,
    DEPTH,
    SUBJECTS,
    governing_verb,
    is_verb,
    members,
    possessors,
    prepositional,
)
from soegraph.loaders.english.verbs import VERB_SLOTS, attributes, is_passive, objects, surface_subjects
from soegraph.loaders.english.words import english, listed

if TYPE_CHECKING:
    from spacy.tokens import Token


def _described(noun: Token, depth: int = DEPTH) -> Iterator[Token]:
    """Yield what a noun is said of: "X, chairman of Y", "X is chairman", "chairman X", "X as chairman"."""
    head = noun.head
    if not (noun.dep_ == "attr" and any(child.dep_ in SUBJECTS for child in head.children)):
        yield from _apposed(noun)
    if noun.dep_ in BEFORE_NAME and noun.pos_ in {"NOUN", "PROPN"} and head.pos_ == "PROPN":
        yield head
    if noun.dep_ in {"attr", "oprd"} and is_verb(head):
        yield from _complement_subjects(noun, head)
    if noun.dep_ == "pobj" and head.lower_ == "as":
        yield from _as_subjects(head)
    if noun.dep_ == "pobj" and head.lower_ in {"until", "among"} and head.dep_ == "prep":
        yield from surface_subjects(head.head) if is_verb(head.head) else [head.head]
    if noun.tag_ == "NNS" and noun.dep_ in SUBJECTS:
        yield from _after_colon(noun)
    if noun.dep_ == "conj" and head.pos_ == "NOUN" and depth:
        yield from (token for token in _described(head, depth - 1) if token != noun)
    if noun.dep_ == "pobj" and head.lower_ == "of" and _counts(head.head) and depth:
        yield from _described(head.head, depth - 1)
        yield from (child for child in head.head.children if child.dep_ == "appos")
    if noun.dep_ in SUBJECTS and is_verb(head) and head.lemma_ == "be":
        yield from attributes(head)
    if _counts(noun):
        for group in prepositional(noun, "of"):
            yield from _apposed(group)


def _counts(token: Token) -> bool:
    """Tell whether a token only counts what follows its "of": "one of its subsidiaries"."""
    return token.pos_ == "NUM" or token.lower_ in listed("counting")


def _apposed(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "appos":
            yield child
            yield from members(child)
        elif child.dep_ == "prep" and child.lower_ in {"as", "like", "including"} and _names(child):
            yield from _pobjs(child)
        elif child.dep_ == "prep" and child.lower_ == "of" and noun.pos_ == "NOUN":
            yield from (name for owner in _pobjs(child) for name in _names_beside(owner))
        elif child.dep_ == "acl" and child.lower_ == "including":
            yield from (inner for inner in child.children if inner.dep_ == "dobj")
        elif child.dep_ == "relcl" and child.lemma_ in {"include", "comprise"}:
            yield from objects(child)
        elif (
            child.dep_ == "conj" and noun.tag_ == "NNS" and child.pos_ == "PROPN" and _opens_list(noun, child)
        ):
            yield child
            yield from members(child)
    if noun.dep_ == "appos":
        yield nearest(noun.head, noun.i) if noun.tag_ == "NN" else noun.head


def _names_beside(owner: Token) -> Iterator[Token]:
    """The name in "the parent of X, Y, said": no name is said of a name."""
    if owner.pos_ == "PROPN":
        yield from (child for child in owner.children if child.dep_ == "appos" and child.pos_ == "PROPN")


def nearest(name: Token, before: int) -> Token:
    """Return the last name of a list before a token: what a singular apposition there stands beside."""
    return [name, *(member for member in members(name) if member.i < before)][-1]


def _after_colon(noun: Token) -> Iterator[Token]:
    """The names that a plural subject announces: "its shareholders came from afar: A, B and C"."""
    colon = next((t.i for t in noun.sent if t.text == ":" and t.i > noun.i), None)
    if colon is None:
        return
    for token in noun.sent:
        if token.i > colon and token.head.i <= colon and token.pos_ == "PROPN":
            yield token
            yield from members(token)


def _opens_list(noun: Token, first: Token) -> bool:
    """Tell whether a plural is followed by its members, not joined to something else: "units, A and B"."""
    return not any(child.dep_ == "cc" and child.i < first.i for child in noun.children)


def _names(prep: Token) -> bool:
    return prep.lower_ in {"like", "including"} or any(child.lower_ == "such" for child in prep.children)


def _pobjs(prep: Token) -> Iterator[Token]:
    return (child for child in prep.children if child.dep_ == "pobj")


def _complement_subjects(noun: Token, verb: Token) -> list[Token]:
    """The one of whom an attribute is said: the object of "named her chairman", else the subject."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if noun.dep_ == "oprd" and objects:
        return objects
    return surface_subjects(verb)


def _as_subjects(prep: Token) -> list[Token]:
    governor = prep.head
    while governor.dep_ in {"prep", "conj"} and governor.lower_ == "as":
        governor = governor.head
    if ("office noun", governor.lemma_) in english().cues:
        return [*possessors(governor), *prepositional(governor, "of")]
    if not is_verb(governor):
        governor = governor.head if is_verb(governor.head) else governor
    if not is_verb(governor):
        return []
    if governor.lemma_ in listed("succession verb"):
        return VERB_SLOTS["subj"](governor)
    if is_passive(governor) or governor.lemma_ in listed("appointing verb"):
        return objects(governor)
    return surface_subjects(governor)


def _posts(title: Token) -> list[Token]:
    """The noun that announces a title: "posts" of "the posts of chairman", "hats: Party secretary"."""
    if title.lower_ in listed("office"):
        return [title]
    token = title
    while token.dep_ == "conj" and not is_verb(token.head):
        token = token.head
    if token.dep_ in {"pobj", "appos", "attr"}:
        head = token.head if token.dep_ != "pobj" else token.head.head
        if head.lemma_.lower() in listed("post"):
            return [head]
    return _announced(title)


def _announced(title: Token) -> list[Token]:
    colon = next((t for t in title.sent if t.text == ":" and t.i < title.i), None)
    if colon is None:
        return []
    return [t for t in title.sent if t.i < colon.i and t.lemma_.lower() in listed("post")][-1:]


def _holders(title: Token) -> list[Token]:
    """Whoever holds a title: whom it is said of, else who holds, leaves or is relieved of the post it names."""
    found = list(_described(title))
    found += [
        child for body in prepositional(title, "of") for child in body.children if child.dep_ == "appos"
    ]
    for post in _posts(title):
        for verb in governing_verb(post):
            found += surface_subjects(verb)
        found += [child for child in post.children if child.dep_ == "poss"]
    return found or _name_after(title) or _name_before(title)


def _name_after(title: Token) -> list[Token]:
    """The name beside a title that the parser hangs elsewhere: "secretary and chairman X", "elected X chairman"."""
    first = title.head if title.dep_ == "conj" else title
    group = [first, *members(first)]
    name = next((token for token in group if token.i > title.i and token.pos_ == "PROPN"), None)
    if name is not None and _is_shared(title.doc[name.i - 1], name, group):
        return [name]
    if title.dep_ == "dobj" and title.head.lemma_ in listed("appointing verb"):
        return [child for child in title.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
    return []


def _is_shared(before: Token, name: Token, titles: Sequence[Token]) -> bool:
    """Tell whether one who bears the last of some titles bears all: "its chairman and Party secretary X"."""
    if before in titles:
        return True
    borne = before.head == name and before.dep_ in BEFORE_NAME and before.pos_ in {"NOUN", "PROPN"}
    return borne and not any(child.dep_ in {"det", "poss"} for child in name.children)


def _name_before(title: Token) -> list[Token]:
    """The name before a title that the parser hangs elsewhere: "X, then deputy chairman of Y"."""
    filler = listed("title filler")
    commas = 0
    for token in reversed(title.doc[title.sent.start : title.left_edge.i]):
        commas += token.text == ","
        if token.pos_ == "PROPN":
            return [token] if commas == 1 else []
        if commas > 1 or (token.text != "," and token.lower_ not in filler):
            break
    return []


def _served(title: Token) -> list[Token]:
    """The object of the verb beside whose "as" a title stands: "heads the ministry as vice-minister"."""
    head = title.head
    if title.dep_ != "pobj" or head.lower_ != "as":
        return []
    governor = head.head
    if is_verb(governor) and (governor.lemma_ in listed("succession verb") or not is_passive(governor)):
        return objects(governor)
    return [governor] if not is_verb(governor) else []


def _compounds(noun: Token) -> list[Token]:
    own = [child for child in noun.children if child.dep_ in BEFORE_NAME and child.i < noun.i]
    if own or noun.dep_ not in BEFORE_NAME:
        return own
    return [child for child in noun.head.children if child.dep_ in BEFORE_NAME and child.i < noun.i]


def shared_preposition(noun: Token, word: str) -> list[Token]:
    """Return a preposition's objects, borrowed along a list: "chairman and secretary of X"."""
    own = prepositional(noun, word)
    if own:
        return own
    for later in members(noun):
        if found := prepositional(later, word):
            return found
    before = noun
    while before.dep_ == "conj" and not is_verb(before.head):
        before = before.head
        if found := prepositional(before, word):
            return found
    return []


_DEALT_OUT = 15  # words between a share and the "respectively" that deals it out


def beside(share: Token) -> list[Token]:
    """The name right before a share: "A, with 51 percent", "B another 20"."""
    filler, token = listed("share filler"), share.left_edge
    if any(word.lower_ == "respectively" for word in share.doc[share.i : share.i + _DEALT_OUT]):
        return []
    while not token.is_sent_start:
        token = token.nbor(-1)
        if token.pos_ == "PROPN" and share.left_edge.i - token.i > 1:
            return [token]
        if token.lower_ not in filler and token.text not in {",", "-", "–", ":"}:
            break
    return []


NOUN_SLOTS: dict[str, Callable[[Token], Iterable[Token]]] = {
    "self": _described,
    "described": _described,
    "holder": _holders,
    "poss": possessors,
    "comp": _compounds,
    "post": _posts,
    "served": _served,
    "beside": beside,
}
