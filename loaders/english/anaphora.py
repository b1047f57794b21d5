"""What pronouns and definite descriptions take up: "it", "her", "the group", "the listed company"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders.document import Entity
from soegraph.loaders.english import plurals, salience, tree
from soegraph.loaders.english.memory import Memory, Spoken, spoken
from soegraph.loaders.english.parse import Sentence
from soegraph.loaders.english.runs import words_of
from soegraph.loaders.english.salience import DESCRIPTION, NEAR, PERSON, REACH, THING, Candidate, Weights
from soegraph.loaders.english.words import english, legal, listed
from soegraph.loaders.lexicon import Head

if TYPE_CHECKING:
    from spacy.tokens import Token

_FEMALE = frozenset(["she", "her", "hers", "herself"])
_MALE = frozenset(["he", "him", "his", "himself"])
_PERSONAL = _FEMALE | _MALE
_IMPERSONAL = frozenset(["it", "its", "itself"])
_INSIDE = frozenset(["compound", "nmod"])
_DEFINITE = frozenset(["the", "this", "that"])
# A word of a definite description that must also stand in the name it takes up: "the ministry".
_SELF_NAMED = ("government", "institute", "organisation")
_OFFSHOOTS = frozenset(["subsidiary", "unit", "arm"])
_ANY = frozenset(["", "company", "firm", "business", "enterprise"])  # every enterprise is one
_Fits = Callable[[Entity], bool]


@dataclass(slots=True)
class Told:
    """What the text has told so far of its organisations: what "the parent" and "the listed firm" may mean."""

    parents: set[Entity] = field(default_factory=set)
    subsidiaries: set[Entity] = field(default_factory=set)
    listed: set[Entity] = field(default_factory=set)


class Anaphora:
    """Finds antecedents in what an article has spoken of; `topic` is the enterprise that it is about."""

    def __init__(self, sentences: Sequence[Sentence], memory: Memory, topic: Entity | None) -> None:
        self._memory = memory
        self._topic = topic
        self._opening = list(_openings(sentences))
        self._female: dict[Entity, bool] = {}
        self.told = Told()

    def antecedents(self, token: Token, sentence: Sentence) -> list[Entity]:
        """Return what a pronoun or definite description takes up; several for "they" or "both firms"."""
        if several := plurals.antecedents(token, sentence, self._memory):
            return several
        one = self.pronoun(token, sentence) if _is_pronoun(token) else self.definite(token, sentence)
        return [one] if one else []

    def pronoun(self, token: Token, sentence: Sentence) -> Entity | None:
        """Return what "he", "her", "it" or "its" takes up."""
        if token.lower_.endswith("self") and (name := _beside(token, sentence)):
            return name
        if token.lower_ in _PERSONAL:
            return self._person(token, sentence)
        if token.lower_ in _IMPERSONAL:
            return self._taken_up(token, sentence, _is_thing, THING)
        return None

    def definite(self, token: Token, sentence: Sentence) -> Entity | None:
        """What "the group" or "the commission" means: the last of that kind, by preference one so named."""
        head = _description(token)
        if head is None or token.tag_ == "NNS":
            return None
        if any(child.dep_ == "prep" and child.lower_ == "of" for child in token.rights):
            return self._offshoot(sentence) if head.word in _OFFSHOOTS else None
        kind = schema.load().mention_kind(head.cls)
        if kind == "plan":
            return self._memory.last(
                lambda type_: schema.load().is_a(type_, head.cls), sentence.stretch(token)[0]
            )
        if kind == "enterprise":
            return self._enterprise(token, sentence, head.word)

        self_named = kind in _SELF_NAMED and head.word not in listed("watching body")

        def fits(entity: Entity) -> bool:
            return entity.is_a(head.cls) and (not self_named or _named(entity, head.word))

        return self._taken_up(token, sentence, fits, PERSON if kind == "person" else DESCRIPTION, head.word)

    def _person(self, token: Token, sentence: Sentence) -> Entity | None:
        """The person whom "he" or "she" takes up: none that has been called the other."""
        female = token.lower_ in _FEMALE

        def fits(entity: Entity) -> bool:
            return entity.is_kind("person") and self._female.get(entity, female) == female

        found = self._taken_up(token, sentence, fits, PERSON)
        if found is not None:
            self._female.setdefault(found, female)
        return found

    def _enterprise(self, token: Token, sentence: Sentence, word: str) -> Entity | None:
        """What "the company", "the parent" or "the listed firm" means."""
        here = [s for s in self._earlier(token, sentence, 0) if s.entity.is_kind("enterprise")]
        said = {child.lower_ for child in token.lefts}
        if here and "same" in said:
            return here[-1].entity
        told = self._told(word, said)

        def fits(entity: Entity) -> bool:
            return entity.is_kind("enterprise") and (not told or entity in told)

        weights = NEAR if said & {"that", "this"} else DESCRIPTION
        return self._taken_up(token, sentence, fits, weights, word)

    def _offshoot(self, sentence: Sentence) -> Entity | None:
        """What "the subsidiary of X" means, which does not name it: the last enterprise of the sentence before."""
        spoken = self._memory.of_sentence(sentence.number - 1)
        return next((s.entity for s in reversed(spoken) if s.entity.is_kind("enterprise")), None)

    def _told(self, word: str, said: Collection[str]) -> Collection[Entity]:
        """The enterprises of which the text has told what a description says; none where it tells nothing."""
        if word == "parent" or "parent" in said:
            return self.told.parents
        if word in _OFFSHOOTS:
            return self.told.subsidiaries
        return self.told.listed if "listed" in said else ()

    def _taken_up(
        self, token: Token, sentence: Sentence, fits: _Fits, weights: Weights, word: str = ""
    ) -> Entity | None:
        """What stands out most of what fits, unless the sentence itself says who is meant."""
        if (named := _apposed_to(token, sentence)) and fits(named):
            return named
        barred = {*_clause_mates(token, sentence), _modified(token, sentence)}
        found = list(self._candidates(token, sentence, lambda e: e not in barred and fits(e), word))
        governed = any("governs" in candidate.reasons for candidate in found)
        ahead = None if governed or word else _ahead(token, sentence, fits)
        return ahead or salience.choose(found, weights)

    def _candidates(self, token: Token, sentence: Sentence, fits: _Fits, word: str) -> Iterator[Candidate]:
        opening = self._opening[sentence.number]
        opened = {s.entity for s in self._memory.of_sentence(opening) if s.subject}
        above = set(islice(token.ancestors, tree.DEPTH))
        governing = {
            s.entity for s in self._earlier(token, sentence, 0) if s.subject and s.token.head in above
        }
        nearest = (
            (back, [s for s in self._earlier(token, sentence, back) if fits(s.entity)])
            for back in range(REACH)
        )
        clues = set(_clues(token, sentence)) if word else set()
        main = not any(ancestor.dep_ == "relcl" for ancestor in above)
        seen: set[Entity] = set()
        for back, entity, placed in salience.candidates(nearest):
            seen.add(entity)
            paragraph = self._opening[sentence.number - back] == opening
            more = {
                "opens": entity in opened,
                "paragraph": paragraph,
                "governs": entity in governing,
                "described": _is_called(entity, clues),
                "new": back == 1 and main and self._is_presented(entity, sentence.number - 1),
            }
            yield Candidate(
                entity, back, placed | self._said(entity, word) | {why for why in more if more[why]}
            )
        if word and self._topic and self._topic not in seen and fits(self._topic):
            yield Candidate(self._topic, REACH, self._said(self._topic, word))

    def _is_presented(self, entity: Entity, number: int) -> bool:
        """Tell whether a sentence is the first to speak of an entity, and says what it is: "X, a new enterprise"."""
        if self._memory.first(entity) != number:
            return False
        own = (spoken.token for spoken in self._memory.of_sentence(number) if spoken.entity is entity)
        apposed = (child for token in own for child in token.children if child.dep_ == "appos")
        return any(word.lower_ in {"a", "an"} for child in apposed for word in child.lefts)

    def _said(self, entity: Entity, word: str) -> frozenset[str]:
        """The reasons that an entity gives by itself, wherever it stands."""
        reasons = {kind for kind in ("place", "event", "unit") if entity.is_kind(kind)}
        reasons |= {"topic"} if entity is self._topic else set()
        reasons |= {"named"} if word not in _ANY and _called(entity, word) else set()
        return frozenset(reasons)

    def _earlier(self, token: Token, sentence: Sentence, back: int) -> list[Spoken]:
        """What a sentence, some sentences back, spoke of before a token."""
        return self._memory.before(sentence.number - back, sentence.stretch(token)[0])


def _clues(token: Token, sentence: Sentence) -> Iterator[str]:
    """Yield what a description says of the kind of firm: "grid" of "the grid company", "steel" of "the steelmaker"."""
    for child in token.lefts:
        mention = sentence.mention(child)
        if child.dep_ in {"compound", "amod", "nmod"} and child.lower_ not in listed("vague clue"):
            named = mention.entity if mention else None
            yield from (name.lower() for name in named.names) if named else (child.lower_,)


def _is_called(entity: Entity, words: Set[str]) -> bool:
    """Tell whether one of some words is a word of its name."""
    return bool(words) and any(not words.isdisjoint(name.lower().split()) for name in entity.names)


def _openings(sentences: Sequence[Sentence]) -> Iterator[int]:
    """Yield for each sentence the number of the first one of its paragraph."""
    opening = 0
    for sentence in sentences:
        if sentence.paragraph is not sentences[opening].paragraph:
            opening = sentence.number
        yield opening


def _beside(token: Token, sentence: Sentence) -> Entity | None:
    """The name that "itself" stands beside: "State Grid itself", "X, itself a subsidiary of Y"."""
    before = token.doc[max(0, token.i - 2) : token.i]
    nearest = next((t for t in reversed(before) if t.text != ","), None)
    mention = sentence.mention(nearest) if nearest is not None else None
    return mention.entity if mention else None


def _ahead(token: Token, sentence: Sentence, fits: _Fits) -> Entity | None:
    """The subject that a fronted phrase anticipates: "In its report, Baogang ..."."""
    for verb in tree.governing_verb(token):
        for subject in verb.children:
            mention = sentence.mention(subject) if subject.dep_ in tree.SUBJECTS else None
            if mention and mention.entity and subject.i > token.i and fits(mention.entity):
                return mention.entity
    return None


def _clause_mates(token: Token, sentence: Sentence) -> Iterator[Entity]:
    """Yield what "it" cannot mean: the subject of its verb; of "X is its subsidiary", with "its", X too."""
    above = token.head if token.dep_ == "poss" else token
    while above.dep_ in {"pobj", "prep"}:
        above = above.head
    if above.dep_ == "appos":
        yield from _named_in([above.head], sentence)
        return
    predicated = token.dep_ == "poss" and token.head.dep_ == "attr"
    if not predicated and (token.dep_ in {*tree.SUBJECTS, "poss"} or token.lower_.endswith("self")):
        return
    for verb in tree.governing_verb(token.head if predicated else token):
        yield from _named_in([child for child in verb.children if child.dep_ in tree.SUBJECTS], sentence)


def _named_in(tokens: Sequence[Token], sentence: Sentence) -> Iterator[Entity]:
    """Yield the names that tokens are, with those joined to them or in apposition."""
    stack = list(tokens)
    while stack:
        token = stack.pop()
        stack += [child for child in token.children if child.dep_ in {"conj", "appos"}]
        if (mention := sentence.mention(token)) and mention.entity:
            yield mention.entity


def _modified(token: Token, sentence: Sentence) -> Entity | None:
    """The name that the relative clause around "it" is about, as Y is in "Y, in which it holds a share"."""
    if token.tag_ != "PRP":
        return None
    for verb in islice(token.ancestors, tree.DEPTH):
        if verb.dep_ == "relcl":
            mention = sentence.mention(verb.head)
            return mention.entity if mention else None
    return None


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
    if head is None or token.dep_ in _INSIDE:
        return None
    return head if any(child.lower_ in _DEFINITE for child in token.lefts) else None


def _is_thing(entity: Entity) -> bool:
    return entity.is_kind("organisation", "work", "site", "place", "event")


def _named(entity: Entity, word: str) -> bool:
    """Tell whether a word stands in a name."""
    return any(word in name.lower() for name in entity.names)


def _called(entity: Entity, word: str) -> bool:
    """Tell whether a name ends in a word, but for its legal suffix: "Baogang **Group** Co., Ltd."."""
    return any(_last_word(name) == word for name in entity.names)


def _last_word(name: str) -> str:
    words = [word.text for word in words_of(name)]
    return next((word.lower() for word in reversed(words) if word not in legal() and word.isalnum()), "")


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
            yield spoken(start, sentence, token, entity)
