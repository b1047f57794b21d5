"""Things that a text names with common nouns: meetings, bases and mines, and the nouns that take them up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from soegraph.loaders import lexicon
from soegraph.loaders.document import Entity, Mention
from soegraph.loaders.english.parse import Document, Sentence
from soegraph.loaders.lexicon import Head

if TYPE_CHECKING:
    from spacy.tokens import Token

_OUTSIDE_NAME = {"det", "poss", "case", "punct", "predet", "preconj", "cc"}
_BROAD = frozenset({"meeting", "session", "gathering", "conference"})
_SITE_WORDS = frozenset(
    {"production", "resource", "resources", "industrial", "industry", "rare", "material", "materials"}
)


def find(document: Document) -> None:
    """Add the mentions of meetings and sites to a parsed document, each joined to what it takes up."""
    seen: list[tuple[Token, Entity]] = []
    for paragraph in document.paragraphs:
        for sentence in paragraph.sentences():
            for token in sentence.span:
                head = _heads().get(token.lemma_.lower()) or _heads().get(token.lower_)
                named = paragraph.mentions.get(token.i)
                if head and named and named.entity and named.entity.type == head.cls:
                    seen.append((token, named.entity))
                if head is None or token.i in paragraph.mentions or token.pos_ not in {"NOUN", "PROPN"}:
                    continue
                earlier = _taken_up(token, head, seen)
                if _heads_phrase(token, head, sentence) or (earlier and head.use == "site"):
                    entity = earlier or Entity(head.cls)
                    for name in _phrases(token, sentence, document.article.text):
                        entity.add(name)
                    start, end = sentence.stretch(token)
                    paragraph.mentions[token.i] = Mention(start, end, "entity", entity)
                    seen.append((token, entity))


@cache
def _heads() -> dict[str, Head]:
    return {head.word: head for head in lexicon.load("en").heads if head.use in {"event", "site", "body"}}


def _heads_phrase(token: Token, head: Head, sentence: Sentence) -> bool:
    """Tell whether a noun stands for a thing of its own, not for a part of another name."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod", "amod"}:
        return False
    if head.use == "body":
        return any(child.lower_ in {"of"} for child in token.rights) and any(
            child.dep_ in {"amod", "compound"} for child in token.lefts
        )
    if head.use == "event":
        return head.word != "session" or any(True for _ in token.lefts)
    return _is_site(token, head, sentence)


def _is_site(token: Token, head: Head, sentence: Sentence) -> bool:
    if head.cls == "Mine":
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
    commodity = any(
        (mention := sentence.paragraph.mentions.get(child.i)) is not None
        and mention.entity is not None
        and mention.entity.type == "Commodity"
        for left in token.lefts
        for child in left.subtree
    )
    return commodity or bool(words & _SITE_WORDS)


def _taken_up(token: Token, head: Head, seen: list[tuple[Token, Entity]]) -> Entity | None:
    """Return the earlier thing that a definite phrase takes up, if there is one."""
    definite = any(child.lower_ in {"the", "this", "that", "these", "both", "such"} for child in token.lefts)
    possessed = any(child.dep_ == "poss" for child in token.lefts)
    said = _modifiers(token)
    for earlier, entity in reversed(seen):
        if entity.type != head.cls or _plural(earlier) != _plural(token):
            continue
        same_word = earlier.lemma_ == token.lemma_
        if head.use == "site" and same_word and (_plural(token) or (definite and not said)):
            return entity
        if (
            head.use == "event"
            and definite
            and (same_word or head.word in _BROAD)
            and said <= _modifiers(earlier)
        ):
            return entity
        if head.use == "event" and possessed and same_word and said and said == _modifiers(earlier):
            return entity
    return None


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
    complement = [
        t
        for child in token.rights
        if child.dep_ == "prep" and child.lower_ in {"of", "on", "for"}
        for t in child.subtree
    ]
    if complement and not any(t.pos_ in {"VERB", "AUX"} for t in complement):
        last = max(complement, key=lambda t: t.i)
        yield text[start : sentence.stretch(last)[1]]
        yield from _with_year(last, sentence, text, start)
    yield from _with_year(token, sentence, text, start)
    shorter = [child for child in inner if child.pos_ != "NUM" and child.dep_ == "compound"]
    if shorter:
        yield text[sentence.stretch(next(iter(shorter[0].subtree)))[0] : end]


def _with_year(last: Token, sentence: Sentence, text: str, start: int) -> Iterator[str]:
    """The phrase with the year that follows: "34th meeting of its committee for 2024"."""
    following = [t for t in sentence.span if last.i < t.i <= last.i + 2]
    if len(following) == 2 and following[0].lower_ in {"for", "of", "in"}:
        mention = sentence.paragraph.mentions.get(following[1].i)
        if mention is not None and mention.kind == "date":
            yield text[start : mention.end]
