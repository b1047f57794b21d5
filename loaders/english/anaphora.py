"""What pronouns and definite descriptions take up: "it", "their", "the group", "both firms"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders.document import Entity
from soegraph.loaders.english import tree
from soegraph.loaders.english.memory import Memory, Spoken
from soegraph.loaders.english.parse import Sentence
from soegraph.loaders.english.words import english, listed
from soegraph.loaders.lexicon import Head

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_IMPERSONAL = frozenset(["it", "its", "itself"])
_PRONOUNS = frozenset(["they", "them", "their"])
_PLURAL = _PRONOUNS | {"both"}
_DEFINITE = frozenset(["the", "this", "that"])
# A word of a definite description that must also stand in the name it takes up: "the ministry".
_SELF_NAMED = ("government", "institute", "organisation")
_REACH = 4  # sentences
_Fits = Callable[[Entity], bool]


class Anaphora:
    """Finds antecedents in what an article has spoken of; `topic` is the enterprise that it is about."""

    def __init__(self, memory: Memory, topic: Entity | None) -> None:
        self._memory = memory
        self._topic = topic
        self.listed: Entity | None = None

    def antecedents(self, token: Token, sentence: Sentence) -> list[Entity]:
        """Return what a pronoun or definite description takes up; several for "they" or "both firms"."""
        if several := self._several(token, sentence):
            return several
        one = self.pronoun(token, sentence) if _is_pronoun(token) else self.definite(token, sentence)
        return [one] if one else []

    def pronoun(self, token: Token, sentence: Sentence) -> Entity | None:
        """Return what "he", "her", "it" or "its" takes up."""
        if token.lower_ in _PERSONAL:
            return self._antecedent(token, sentence, lambda entity: entity.is_kind("person"))
        if token.lower_ in _IMPERSONAL:
            return self._antecedent(
                token, sentence, lambda entity: _impersonal(entity) or entity is self._topic
            )
        return None

    def definite(self, token: Token, sentence: Sentence) -> Entity | None:
        """What "the group" or "the commission" means: the last of that kind, by preference one so named."""
        head = _description(token)
        if head is None or token.tag_ == "NNS":
            return None
        if any(child.dep_ == "prep" and child.lower_ == "of" for child in token.rights):
            return None
        if head.word in listed("topic word"):
            return self._topic
        kind = schema.load().mention_kind(head.cls)
        if kind == "plan":
            return self._memory.last(
                lambda type_: schema.load().is_a(type_, head.cls), sentence.stretch(token)[0]
            )
        if kind == "enterprise":
            return self._enterprise(token, sentence, head.word)

        def fits(entity: Entity) -> bool:
            return entity.is_a(head.cls) and (kind not in _SELF_NAMED or _named(entity, head.word))

        return self._antecedent(token, sentence, fits)

    def _several(self, token: Token, sentence: Sentence) -> list[Entity]:
        """The two things that "both groups", "the two" or "they" take up: the last two of a kind."""
        kind = _plural_kind(token)
        if not kind:
            return []
        count = _counted(token)
        spoken: list[Entity] = []
        for back in range(1 if token.lower_ in _PRONOUNS else _REACH):
            found = [s.entity for s in self._earlier(token, sentence, back) if s.entity.is_kind(kind)]
            spoken = (
                list(dict.fromkeys([*reversed(found), *spoken])) if not back else [*spoken, *reversed(found)]
            )
            last = list(dict.fromkeys(spoken))[:count]
            if len(last) == count:
                return last[::-1]
        return self._joined_subjects(token, sentence, kind)

    def _joined_subjects(self, token: Token, sentence: Sentence, kind: str) -> list[Entity]:
        """The subjects, joined by "and", of the sentence before: what "they" takes up."""
        found = [s for s in self._earlier(token, sentence, 1) if s.subject and s.entity.is_kind(kind)]
        return list(dict.fromkeys(s.entity for s in found)) if len(found) > 1 else []

    def _enterprise(self, token: Token, sentence: Sentence, word: str) -> Entity | None:
        """What "the company" means: what this sentence or the one before is about, else the article's topic."""
        barred = self._clause_mate(token, sentence)
        here = [s for s in self._earlier(token, sentence, 0) if s.entity.is_kind("enterprise")]
        if here and any(child.lower_ == "same" for child in token.lefts):
            return here[-1].entity
        if self.listed is not None and any(child.lower_ == "listed" for child in token.lefts):
            return self.listed
        return self._salient(token, sentence, word, barred)

    def _salient(self, token: Token, sentence: Sentence, word: str, barred: Entity | None) -> Entity | None:
        """The enterprise that stands out most: near, a subject, the article's topic, so named."""
        best: tuple[float, Entity | None] = (0.0, None)
        for back in range(_REACH):
            spoken = [s for s in self._earlier(token, sentence, back) if s.entity.is_kind("enterprise")]
            subjects = {s.entity for s in spoken if s.subject}
            for order, s in enumerate(spoken):
                if s.entity is barred:
                    continue
                weight = _FRESH - back + order / (10 * len(spoken))
                weight += (1.5 if len(subjects) == 1 else 0.8) * (s.entity in subjects)
                weight += 2.0 * (s.entity is self._topic)
                weight += (1.5 if word == "group" else 0.5) * _named(s.entity, word)
                if weight > best[0]:
                    best = weight, s.entity
        if best[1] is None and self._topic is not barred:
            return self._topic
        return best[1]

    def _earlier(self, token: Token, sentence: Sentence, back: int) -> list[Spoken]:
        """What a sentence, some sentences back, spoke of before a token."""
        return self._memory.before(sentence.number - back, sentence.stretch(token)[0])

    def _antecedent(self, token: Token, sentence: Sentence, fits: _Fits) -> Entity | None:
        """The last thing that fits: the subject above, else the subject of the nearest sentence that has one."""
        if (named := _apposed_to(token, sentence)) and fits(named):
            return named
        barred = {self._clause_mate(token, sentence), self._modified(token, sentence)}
        for back in range(_REACH):
            found = [
                s for s in self._earlier(token, sentence, back) if s.entity not in barred and fits(s.entity)
            ]
            if not back:
                above = set(token.ancestors)
                if governing := [s for s in found if s.subject and s.token.head in above]:
                    return governing[-1].entity
                if ahead := self._ahead(token, sentence, fits):
                    return ahead
            if found:
                return next((s.entity for s in found if s.subject), found[-1].entity)
        return None

    def _ahead(self, token: Token, sentence: Sentence, fits: _Fits) -> Entity | None:
        """The subject that a fronted phrase anticipates: "In its report, Baogang ..."."""
        for verb in tree.governing_verb(token):
            for subject in verb.children:
                mention = sentence.mention(subject) if subject.dep_ in tree.SUBJECTS else None
                if mention and mention.entity and subject.i > token.i and fits(mention.entity):
                    return mention.entity
        return None

    def _clause_mate(self, token: Token, sentence: Sentence) -> Entity | None:
        """The subject of the same verb, which "it" or "her" beside it cannot mean."""
        above = token.head if token.dep_ == "poss" else token
        while above.dep_ in {"pobj", "prep"}:
            above = above.head
        if above.dep_ == "appos":
            mention = sentence.mention(above.head)
            return mention.entity if mention else None
        if token.dep_ in {*tree.SUBJECTS, "poss"} or token.lower_.endswith("self"):
            return None
        for verb in tree.governing_verb(token):
            for subject in verb.children:
                mention = sentence.mention(subject) if subject.dep_ in tree.SUBJECTS else None
                if mention is not None:
                    return mention.entity
        return None

    def _modified(self, token: Token, sentence: Sentence) -> Entity | None:
        """The name that the relative clause around "it" is about, as Y is in "Y, in which it holds a share"."""
        if token.tag_ != "PRP":
            return None
        for verb in token.ancestors:
            if verb.dep_ == "relcl":
                mention = sentence.mention(verb.head)
                return mention.entity if mention else None
        return None


_FRESH = 3.0


def _apposed_to(token: Token, sentence: Sentence) -> Entity | None:
    """The name beside the noun that a phrase with "its" adds to: "X, a group with its seat in Y"."""
    preposition = token.head.head
    if token.dep_ != "poss" or preposition.lower_ != "with" or preposition.head.dep_ != "appos":
        return None
    mention = sentence.mention(preposition.head.head)
    return mention.entity if mention else None


def _is_pronoun(token: Token) -> bool:
    return token.pos_ == "PRON" or token.tag_ == "PRP$"


def _description(token: Token) -> Head | None:
    """The head noun of a definite description."""
    head = english().heads_for("anaphor").get(token.lemma_.lower())
    return head if head and any(child.lower_ in _DEFINITE for child in token.lefts) else None


def _plural_kind(token: Token) -> str:
    """The class that "they", "both" or "the two firms" takes up, or ""."""
    if token.lower_ in _PLURAL:
        return "organisation" if token.head.lemma_ not in {"say", "meet"} else ""
    head = english().heads_for("anaphor").get(token.lemma_.lower()) if token.tag_ == "NNS" else None
    if head is None:
        return ""
    counted = any(child.lower_ in listed("both") for child in token.lefts) and not any(
        child.lower_ in {"other", "new"} for child in token.lefts
    )
    return schema.load().mention_kind(head.cls) if counted else ""


def _counted(token: Token) -> int:
    """How many things a plural description speaks of: "all three firms"."""
    words = [child.lower_ for child in token.lefts]
    return 3 if "three" in words else 2


def _impersonal(entity: Entity) -> bool:
    return entity.is_kind("organisation", "work") and not entity.is_kind("exchange", "unit")


def _named(entity: Entity, word: str) -> bool:
    return any(word in name.lower() for name in entity.names)


def mentions_taken_up(
    anaphora: Anaphora, sentence: Sentence, skip: Callable[[Token], bool]
) -> Iterator[Spoken]:
    """Yield "it" and "the group" as mentions of what they take up, for the sentences that follow."""
    for token in sentence.span:
        if sentence.mention(token) is not None or skip(token):
            continue
        subject = token.dep_ in tree.SUBJECTS
        owner = token.dep_ == "poss" and token.head.dep_ in tree.SUBJECTS
        entity = (anaphora.pronoun(token, sentence) if subject or owner else None) or anaphora.definite(
            token, sentence
        )
        if entity is not None:
            start, _ = sentence.stretch(token)
            yield Spoken(start, sentence.number, token, entity, subject or owner)
