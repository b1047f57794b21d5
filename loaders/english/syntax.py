"""Slots: what the dependency tree says fills a word's subject, object, "of", "by" and so on.

A slot yields tokens, heads of the phrases that fill it; `resolve.Resolver` turns tokens into entities. A path is
slots in a row: "obj.of" is the "of" of the object. The slots are described in ``ontology/lexicon/README.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soegraph.loaders.english.nouns import NOUN_SLOTS, shared_preposition
from soegraph.loaders.english.tree import governing_verb, is_verb, prepositional
from soegraph.loaders.english.verbs import VERB_SLOTS
from soegraph.loaders.english.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Token


def fillers(token: Token, slot: str) -> list[Token]:
    """Return the tokens that fill one slot of a verb or noun."""
    finder = (VERB_SLOTS if is_verb(token) else NOUN_SLOTS).get(slot)
    return list(dict.fromkeys(finder(token) if finder else prepositional(token, slot)))


def walk(path: str, token: Token) -> list[Token]:
    """Follow a path of slots from a token."""
    tokens = [token]
    for slot in path.split("."):
        tokens = [found for token in tokens for found in step(token, slot)]
    return tokens


def step(token: Token, slot: str) -> list[Token]:
    """Follow one slot from a token."""
    if slot == "here":
        return [token]
    if slot == "head":
        return [token.head]
    if slot == "verb":
        return governing_verb(token)
    if slot == "dep":
        return list(token.children)
    if slot.startswith("next "):
        return _next(token, slot[5:])
    if not is_verb(token) and slot in listed("noun preposition"):
        return shared_preposition(token, slot)
    return fillers(token, slot)


def _next(token: Token, word: str) -> list[Token]:
    """The object of a preposition that follows at once or after a comma, wherever the parser hangs it."""
    following = list(token.doc[token.i + 1 : token.i + 3])
    if following and following[0].text == ",":
        following = following[1:]
    if not following or following[0].lower_ != word:
        return []
    return [child for child in following[0].children if child.dep_ == "pobj"]
