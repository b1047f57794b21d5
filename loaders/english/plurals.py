"""What words for several things take up: "they", "both firms", "the two"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders.document import Entity
from soegraph.loaders.english.memory import Memory, Spoken
from soegraph.loaders.english.parse import Sentence
from soegraph.loaders.english.salience import REACH
from soegraph.loaders.english.words import english, listed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset(["they", "them", "their"])
_PLURAL = _PRONOUNS | {"both"}
_ALL = frozenset(["all", "the", "these", "those"])


def antecedents(token: Token, sentence: Sentence, memory: Memory) -> list[Entity]:
    """Return the things of a kind that the text speaks of most hereabouts, as many as the word says.

    They come in the order in which the text last spoke of them; empty where there are fewer. What the sentence before
    joins as its subject comes first.
    """
    kind, count = kind_of(token), _count(token)
    if not kind:
        return []
    near = [[s for s in said if _fits(s.entity, kind)] for said in _nearest(token, sentence, memory)]
    joined = list(dict.fromkeys(s.entity for s in near[1] if s.subject))
    if len(joined) == count and not near[0]:
        return joined
    spoken = [dict.fromkeys(s.entity for s in reversed(said)) for said in near]
    if token.lower_ in _PRONOUNS:
        spoken = spoken[:1]
    counts = Counter(entity for said in spoken for entity in said)
    most = [entity for entity, _ in counts.most_common(count)]
    return most[::-1] if len(most) == count else []


def _nearest(token: Token, sentence: Sentence, memory: Memory) -> list[list[Spoken]]:
    start = sentence.stretch(token)[0]
    return [memory.before(sentence.number - back, start) for back in range(REACH)]


def _fits(entity: Entity, kind: str) -> bool:
    return entity.is_kind(kind) and not entity.is_kind("exchange")


def kind_of(token: Token) -> str:
    """Return the kind of mention that "they", "both" or "the two firms" takes up, or ""."""
    if token.lower_ in _PLURAL:
        return "organisation" if token.head.lemma_ not in {"say", "meet"} else ""
    head = english().heads_for("anaphor").get(token.lemma_.lower()) if token.tag_ == "NNS" else None
    if head is None:
        return ""
    lefts = {child.lower_ for child in token.lefts}
    counted = not lefts.isdisjoint(listed("both")) or ("three" in lefts and not lefts.isdisjoint(_ALL))
    counted = counted and lefts.isdisjoint({"other", "new"})
    return schema.load().mention_kind(head.cls) if counted else ""


def _count(token: Token) -> int:
    return 3 if any(child.lower_ == "three" for child in token.lefts) else 2
