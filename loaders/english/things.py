"""Things that a text names with common nouns: meetings, bases and mines, and the nouns that take them up."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from soegraph.loaders.document import Entity, Mention
from soegraph.loaders.english.parse import Document, Sentence
from soegraph.loaders.english.words import english, listed
from soegraph.loaders.lexicon import Head, Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_OUTSIDE_NAME = {"det", "poss", "case", "punct", "predet", "preconj", "cc"}
_REACH = 100  # so many nouns back a thing can be taken up
_Thing = tuple["Token", Entity]


def find(document: Document) -> None:
    """Add the mentions of meetings and sites to a parsed document, each joined to what it takes up."""
    seen: deque[_Thing] = deque(maxlen=_REACH)
    heads = _heads(english())
    for sentence in document.sentences:
        for token in sentence.span:
            _own_body(token, sentence, document.article.text)
            head = heads.get(token.lemma_.lower()) or heads.get(token.lower_)
            named = sentence.mention(token)
            if head and named and named.entity and named.entity.type == head.cls:
                seen.append((token, named.entity))
            elif head and not named and token.pos_ in {"NOUN", "PROPN"}:
                earlier = _taken_up(token, head, seen)
                if _heads_phrase(token, head, sentence) or (earlier and head.use in _SITES):
                    entity = earlier or Entity(head.cls)
                    _mention(token, sentence, entity, document.article.text)
                    seen.append((token, entity))


def _own_body(token: Token, sentence: Sentence, text: str) -> None:
    """Let a body also go by its name with its owner's: "the State Council's SASAC", "Party committee of Zinco"."""
    mention = sentence.mention(token)
    if mention is None or mention.entity is None or not mention.entity.is_kind("government", "unit"):
        return
    for owner in token.lefts:
        if owner.dep_ == "poss" and sentence.mention(owner) is not None:
            mention.entity.add(text[sentence.stretch(owner)[0] : mention.end])
    if whole := _with_owner(token, sentence):
        mention.entity.add(text[mention.start : whole])


def _with_owner(token: Token, sentence: Sentence) -> int:
    """Return where a name ends with the "of" right after it and the name that follows; 0 without one."""
    end, following = 0, token.doc[token.i + 1 : token.i + 4]
    while len(following) > 1 and following[0].lower_ == "of":
        size = 1 + (following[1].lower_ == "the")
        owner = following[size] if size < len(following) else None
        mention = sentence.mention(owner) if owner is not None else None
        if owner is None or mention is None or mention.entity is None:
            break
        end, following = mention.end, token.doc[owner.i + 1 : owner.i + 4]
    return end


def _mention(token: Token, sentence: Sentence, entity: Entity, text: str) -> None:
    place = _place_before(token, sentence, text)
    for name in _phrases(token, sentence, text):
        entity.add(name)
        if place:
            entity.add(place + name)
    sentence.paragraph.mentions[token.i] = Mention(*sentence.stretch(token), "entity", entity)


_USES = ("event", "site", "vague site", "body")
_SITES = frozenset(["site", "vague site"])


@cache
def _heads(lexicon: Lexicon) -> Mapping[str, Head]:
    """The nouns that name things by themselves; of two uses of a noun the first in `_USES` counts."""
    return {word: head for use in reversed(_USES) for word, head in lexicon.heads_for(use).items()}


def _heads_phrase(token: Token, head: Head, sentence: Sentence) -> bool:
    """Tell whether a noun stands for a thing of its own, not for a part of another name."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod", "amod"}:
        return False
    if head.use == "body":
        placed = any(child.lower_ == "of" for child in token.rights) or any(
            child.dep_ == "poss" for child in token.lefts
        )
        said = {
            t.lower_ for child in token.lefts if child.dep_ in {"amod", "compound"} for t in child.subtree
        }
        return placed and bool(said) and bool(english().class_beside(head, said))
    if head.use == "event":
        return True
    return _is_site(token, head, sentence)


def _is_site(token: Token, head: Head, sentence: Sentence) -> bool:
    if head.use == "site":
        return (
            not _plural(token)
            and any(
                child.dep_ in {"poss", "compound"} or child.lower_ in {"the", "this", "that"}
                for child in token.lefts
            )
            and not any(child.lower_ in {"a", "an", "another", "no", "any"} for child in token.lefts)
        )
    if any(child.lower_ in {"a", "an", "another"} for child in token.lefts):
        return False
    words = {child.lower_ for child in token.lefts} | {c.lower_ for child in token.lefts for c in child.lefts}
    purpose = [t for prep in token.rights if prep.lower_ == "for" for t in prep.subtree]
    beside = [child for left in token.lefts for child in left.subtree]
    mentions = (sentence.mention(child) for child in (*beside, *purpose))
    term = any(m is not None and m.entity is not None and m.entity.is_kind("term") for m in mentions)
    return term or bool(words & listed("site word"))


def _taken_up(token: Token, head: Head, seen: deque[_Thing]) -> Entity | None:
    """Return the earlier thing that a definite phrase takes up, if there is one."""
    takes_up = _takes_up_site if head.use in _SITES else _takes_up_meeting if head.use == "event" else None
    for earlier, entity in reversed(seen if takes_up else ()):
        alike = entity.type == head.cls and _plural(earlier) == _plural(token)
        if takes_up and alike and takes_up(token, head, earlier):
            return entity
    return None


def _takes_up_site(token: Token, head: Head, earlier: Token) -> bool:
    """Tell whether "the mine" takes up a mine; "two bases" are those of before."""
    same_word = earlier.lemma_ == token.lemma_
    return same_word and (_plural(token) or (_definite(token) and not _modifiers(token)))


def _takes_up_meeting(token: Token, head: Head, earlier: Token) -> bool:
    """Tell whether "the session" takes up a meeting; "its annual session" does only one of the same words."""
    said, same_word = _modifiers(token), earlier.lemma_ == token.lemma_
    if _definite(token) and (same_word or head.word in listed("broad event")) and said <= _modifiers(earlier):
        return True
    possessed = any(child.dep_ == "poss" for child in token.lefts)
    return possessed and same_word and bool(said) and said == _modifiers(earlier)


def _definite(token: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that", "these", "both", "such"} for child in token.lefts)


def _plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"}


def _modifiers(token: Token) -> set[str]:
    return {child.lower_ for child in token.lefts if child.dep_ not in _OUTSIDE_NAME}


def _phrases(token: Token, sentence: Sentence, text: str) -> Iterator[str]:
    """Yield the names of the phrase: its noun with modifiers, then with the complement of the noun."""
    inner = [child for child in token.lefts if child.dep_ not in _OUTSIDE_NAME and not child.is_quote]
    first = min((t for child in inner for t in child.subtree), key=lambda t: t.i, default=token)
    start, end = sentence.stretch(first)[0], sentence.stretch(token)[1]
    yield text[start:end]
    if whole := _with_plural_owner(token):
        start = sentence.stretch(whole)[0]
        yield text[start:end]
    complement = [
        t
        for child in token.rights
        if child.dep_ == "prep" and child.lower_ in {"of", "on", "for"}
        for t in child.subtree
    ]
    if complement and not any(t.pos_ in {"VERB", "AUX"} for t in complement):
        inner = [t for t in complement if t.dep_ == "prep" and t.head.head != token and t.head != token]
        if inner:  # "second session of its fourth term in Tongliao"
            yield text[start : sentence.stretch(token.doc[inner[0].i - 1])[1]]
        last = max(complement, key=lambda t: t.i)
        yield text[start : sentence.stretch(last)[1]]
        yield from _with_year(last, sentence, text, start)
    yield from _with_year(token, sentence, text, start)
    shorter = [child for child in inner if child.pos_ != "NUM" and child.dep_ == "compound"]
    if shorter:
        yield text[sentence.stretch(next(iter(shorter[0].subtree)))[0] : end]


def _place_before(token: Token, sentence: Sentence, text: str) -> str:
    """The "Sichuan's " of "Sichuan's largest rare earth base"; "" where no place owns the thing."""
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    mention = sentence.mention(owner) if owner is not None else None
    if owner is None or mention is None or mention.entity is None or not mention.entity.is_kind("place"):
        return ""
    following = token.doc[owner.right_edge.i + 1]
    return text[mention.start : sentence.stretch(following)[0]]


def _with_plural_owner(token: Token) -> Token | None:
    """The first word of "first extraordinary shareholders' meeting", where a plural only says what kind it is."""
    kind = next((child for child in token.lefts if child.dep_ == "poss" and child.tag_ == "NNS"), None)
    if kind is None:
        return None
    named = [
        t for t in kind.subtree if t.i < token.i and (t.text in {"'s", "’s"} or t.tag_ in {"DT", "PRP$"})
    ]
    begin = max((t.i for t in named), default=kind.left_edge.i - 1) + 1
    return token.doc[begin]


def _with_year(last: Token, sentence: Sentence, text: str, start: int) -> Iterator[str]:
    """The phrase with the year that follows: "34th meeting of its committee for 2024"."""
    following = [t for t in sentence.span if last.i < t.i <= last.i + 2]
    if len(following) == 2 and following[0].lower_ in {"for", "of", "in"}:
        mention = sentence.mention(following[1])
        if mention is not None and mention.kind == "date":
            yield text[start : mention.end]
