"""Who is meant: from tokens to entities, over names, pronouns, definite descriptions, lists and appositions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders import lexicon
from soegraph.loaders.document import Argument, Entity, Mention
from soegraph.loaders.english import syntax
from soegraph.loaders.english.parse import Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
_IMPERSONAL = {"it", "its", "itself"}
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_DEFINITE = {"the", "this", "that"}
# A word of a definite description that must also stand in the name it takes up: "the ministry".
_SELF_NAMED = ("GovernmentBody", "ResearchOrganisation", "Organisation")
_REACH = 4
_MODIFIERS = {"amod", "compound", "nmod", "npadvmod"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One mention in its order: where it stands and whether it is what its sentence is about."""

    start: int
    sentence: int
    token: Token
    entity: Entity
    subject: bool


class Resolver:
    """Turns tokens into arguments; knows all mentions of one document in their order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentences: list[Sentence] = [s for p in document.paragraphs for s in p.sentences()]
        self._number = {sentence.start: number for number, sentence in enumerate(self._sentences)}
        self._spoken = [spoken for n, s in enumerate(self._sentences) for spoken in _spoken(n, s)]
        self.topic = self._main_enterprise()
        self._take_up_subjects()
        self.owned: Entity | None = None
        self.served: Argument | None = None
        self._employers: dict[Entity, Entity] = {}
        self._governments: dict[Entity, Entity] = {}
        self._introduced: dict[str, Entity] = {}

    def _take_up_subjects(self) -> None:
        """Let "it" and "the group" as subjects count as mentions for what follows."""
        for number, sentence in enumerate(self._sentences):
            for token in sentence.span:
                if self.mention(token, sentence) is not None or (
                    token.lower_ == "it" and token.head.lemma_ == "be"
                ):
                    continue
                subject = token.dep_ in syntax.SUBJECTS
                entity = (self._pronoun(token, sentence) if subject else None) or self._definite(
                    token, sentence
                )
                if entity is not None:
                    self._spoken.append(Spoken(sentence.stretch(token)[0], number, token, entity, subject))
        self._spoken.sort(key=lambda spoken: spoken.start)

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the document in their order."""
        return self._sentences

    def mention(self, token: Token, sentence: Sentence) -> Mention | None:
        """Return the mention that a token stands for."""
        return sentence.paragraph.mentions.get(token.i)

    def arguments(self, token: Token, sentence: Sentence, *, listed: bool = True) -> list[Argument]:
        """Return the entities that a token stands for, and (`listed`) the list that it heads.

        Empty where that cannot be told.
        """
        found = self._one(token, sentence, frozenset())
        for member in _members(token) if listed else ():
            found.extend(self._one(member, sentence, frozenset()))
        return list({argument.entity: argument for argument in reversed(found)}.values())[::-1]

    def note(self, subject: Argument, predicate: str, target: Argument) -> None:
        """Remember whose shares are being dealt out: a list of shareholders names the company once."""
        if predicate == "holdsStakeIn":
            self.owned = target.entity
        elif predicate == "holdsPost":
            self.served = target
            if subject.entity is not None and target.entity is not None:
                self._employers[subject.entity] = target.entity

    def whose_shares(self, sentence: Sentence) -> Entity | None:
        """The company whose shares a list deals out without naming it: the one just named, else the main one."""
        return self.owned or self.subject_before("Enterprise", sentence) or self.topic

    def government(self, place: Entity) -> Entity:
        """The government of a place, which the text calls by the place's name."""
        if place not in self._governments:
            self._governments[place] = Entity("GovernmentBody", list(place.names))
        return self._governments[place]

    def employer(self, argument: Argument) -> Argument:
        """ "His deputy" holds the post where he holds his: the organisation in place of the person."""
        if argument.entity in self._employers:
            return Argument(argument.start, argument.end, self._employers[argument.entity])
        return argument

    def introduced(self, tokens: Sequence[Token], predicate: str, sentence: Sentence) -> Iterator[Argument]:
        """Yield phrases as new entities of the class that a relation ends in: products that no table lists."""
        cls = schema.load().properties[predicate].range[0]
        text = self._document.article.text
        for token in (t for head in tokens for t in (head, *_members(head))):
            if any(child.dep_ in {"det", "poss"} for child in token.lefts):
                continue
            if (
                token.pos_ not in {"NOUN", "PROPN"}
                or self.mention(token, sentence)
                or _anaphors().get(token.lemma_)
                or token.lemma_.lower() in _no_product()
            ):
                continue
            inner = [t for child in token.lefts if child.dep_ in _MODIFIERS for t in child.subtree]
            start = sentence.stretch(min(inner, key=lambda t: t.i, default=token))[0]
            end = sentence.stretch(token)[1]
            name = text[start:end]
            entity = self._introduced.setdefault(name.lower(), Entity(cls))
            entity.add(name)
            yield Argument(start, end, entity)

    def last(self, cls: str, sentence: Sentence, before: int) -> Entity | None:
        """Return the last entity of a class that was mentioned before an offset."""
        found = [
            s for s in self._spoken if s.start < before and self._near(s, sentence) and _is_a(s.entity, cls)
        ]
        return found[-1].entity if found else None

    def subject_before(self, cls: str, sentence: Sentence) -> Entity | None:
        """Return the last entity of a class in the sentence before: what an unnamed "the arm of X" takes up."""
        number = self._number[sentence.start] - 1
        found = [s.entity for s in self._spoken if s.sentence == number and _is_a(s.entity, cls)]
        return found[-1] if found else None

    def _one(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        if token.i in seen:
            return []
        seen |= {token.i}
        mention = self.mention(token, sentence)
        if mention is not None:
            if mention.entity is None:
                return self._holders(token, sentence, seen)
            if not mention.listed:
                return [Argument(*sentence.stretch(token), mention.entity)]
            return [Argument(m.start, m.end, m.entity) for m in (mention, *mention.listed)]
        if token.lower_ in _RELATIVE and token.tag_ in {"WDT", "WP", "WP$"}:
            return self._relative(token, sentence, seen)
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return self._at(token, sentence, self._pronoun(token, sentence))
        if token.lower_ == "latter":
            return self._at(token, sentence, self.last("Person", sentence, sentence.start))
        if token.lower_ in lexicon.load("en").words["place word"]:
            found = [
                a
                for t in syntax.fillers(token, "of")
                for a in self._one(t, sentence, seen)
                if _is_a(a.entity, "Place")
            ]
            if found:
                return found
        if token.lemma_.lower() in lexicon.load("en").words["quantity"]:
            of = [t for slot in ("of", "self") for t in syntax.fillers(token, slot) if t.dep_ == "pobj"]
            if found := [argument for t in of for argument in self._one(t, sentence, seen)]:
                return found
        if token.pos_ in {"NOUN", "PROPN", "NUM", "DET", "ADJ"}:
            return self._described(token, sentence, seen) or self._at(
                token, sentence, self._definite(token, sentence)
            )
        return []

    def _at(self, token: Token, sentence: Sentence, entity: Entity | None) -> list[Argument]:
        return [Argument(*sentence.stretch(token), entity)] if entity else []

    def _holders(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        """A job title stands for its holder: "the chairman, Li Xiao, said"."""
        mention = self.mention(token, sentence)
        return self._described(token, sentence, seen) if mention and mention.kind == "title" else []

    def _relative(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        verb = token
        while verb.dep_ != "relcl" and verb.head != verb:
            verb = verb.head
        if verb.dep_ != "relcl":
            return []
        found = self._one(syntax.nearest(verb.head, token.i), sentence, seen)
        if verb.tag_ == "VBZ" or any(child.lower_ in {"was", "has", "is"} for child in verb.children):
            found = found[-1:]
        if token.lower_ == "who" and not all(_is_a(a.entity, "Person") for a in found):
            return []
        return found

    def _described(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        """A noun stands for the name beside it: "a company controlled by X" after "Y," is Y."""
        found: list[Argument] = []
        for other in syntax.fillers(token, "self"):
            if other.dep_ == "relcl" or other.i in seen:
                continue
            found.extend(self._one(other, sentence, seen))
            if token.tag_ == "NNS":
                for member in _members(other):
                    found.extend(self._one(member, sentence, seen))
        return found

    def _pronoun(self, token: Token, sentence: Sentence) -> Entity | None:
        if token.lower_ in _PERSONAL:
            return self._antecedent(token, sentence, lambda entity: _is_a(entity, "Person"))
        if token.lower_ in _IMPERSONAL:
            return self._antecedent(
                token, sentence, lambda entity: _impersonal(entity) or entity is self.topic
            )
        return None

    def _definite(self, token: Token, sentence: Sentence) -> Entity | None:
        """ "The group", "the commission": the last of that kind, by preference one so named."""
        head = _anaphors().get(token.lemma_.lower())
        if head is None or not any(child.lower_ in _DEFINITE for child in token.lefts):
            return None
        if any(child.dep_ == "prep" and child.lower_ == "of" for child in token.rights):
            return None
        if head.word == "parent":
            return self.topic

        def fits(entity: Entity) -> bool:
            return _is_a(entity, head.cls) and (head.cls not in _SELF_NAMED or _named(entity, head.word))

        if head.cls == "FiveYearPlan":
            return self.last(head.cls, sentence, sentence.stretch(token)[0])
        if head.cls == "Enterprise":
            return self._enterprise(token, sentence, head.word)
        return self._antecedent(token, sentence, fits)

    def _enterprise(self, token: Token, sentence: Sentence, word: str) -> Entity | None:
        """ "The company" is what the sentence, or the one before, is about; else what the article is about."""
        start, number = sentence.stretch(token)[0], self._number[sentence.start]
        barred = self._clause_mate(token, sentence)
        spoken = [
            s
            for s in self._spoken
            if s.start < start and _is_a(s.entity, "Enterprise") and s.entity is not barred
        ]
        if any(child.lower_ == "same" for child in token.lefts) and spoken and spoken[-1].sentence == number:
            return spoken[-1].entity
        for back in range(2):
            subjects = {s.entity: None for s in spoken if s.sentence == number - back and s.subject}
            if len(subjects) == 1:
                return next(iter(subjects))
            if back and word != "group":
                last = [s.entity for s in spoken if s.sentence == number - back]
                if last:
                    return last[-1]
        if self.topic not in {None, barred} and (word != "group" or _named(self.topic, word)):
            return self.topic
        return self._antecedent(
            token, sentence, lambda e: _is_a(e, "Enterprise") and (word != "group" or _named(e, word))
        )

    def _antecedent(self, token: Token, sentence: Sentence, fits: Callable[[Entity], bool]) -> Entity | None:
        start = sentence.stretch(token)[0]
        number = self._number[sentence.start]
        barred = {self._clause_mate(token, sentence), self._modified(token, sentence)}
        earlier = [
            s
            for s in self._spoken
            if s.start < start and self._near(s, sentence) and fits(s.entity) and s.entity not in barred
        ]
        here = [s for s in earlier if s.sentence == number]
        above = set(token.ancestors)
        governing = [s for s in here if s.subject and s.token.head in above]
        if governing:
            return governing[-1].entity
        if here:
            return next((s.entity for s in here if s.subject), here[-1].entity)
        for back in range(1, _REACH):
            there = [s for s in earlier if s.sentence == number - back]
            if there:
                return next((s.entity for s in there if s.subject), there[-1].entity)
        return None

    def _clause_mate(self, token: Token, sentence: Sentence) -> Entity | None:
        """The subject of the same verb, which "it" or "her" beside it cannot mean."""
        above = token.head if token.dep_ == "poss" else token
        while above.dep_ in {"pobj", "prep"}:
            above = above.head
        if above.dep_ == "appos":
            mention = sentence.paragraph.mentions.get(above.head.i)
            return mention.entity if mention else None
        if token.dep_ in {*syntax.SUBJECTS, "poss"} or token.lower_.endswith("self"):
            return None
        for verb in syntax.governing_verb(token):
            for subject in verb.children:
                mention = (
                    sentence.paragraph.mentions.get(subject.i) if subject.dep_ in syntax.SUBJECTS else None
                )
                if mention is not None:
                    return mention.entity
        return None

    def _modified(self, token: Token, sentence: Sentence) -> Entity | None:
        """The name that the relative clause around "it" is about: "Y, in which it holds a share" """
        if token.tag_ != "PRP":
            return None
        for verb in token.ancestors:
            if verb.dep_ == "relcl":
                mention = sentence.paragraph.mentions.get(verb.head.i)
                return mention.entity if mention else None
        return None

    def _near(self, spoken: Spoken, sentence: Sentence) -> bool:
        return spoken.sentence <= self._number[sentence.start]

    def _main_enterprise(self) -> Entity | None:
        """The enterprise that the article speaks of most; of equals the first."""
        counts: dict[Entity, int] = {}
        for spoken in self._spoken:
            if _is_a(spoken.entity, "Enterprise") or _is_a(spoken.entity, "Exchange"):
                opening = not counts
                counts[spoken.entity] = counts.get(spoken.entity, 0) + 1 + spoken.subject + 3 * opening
        return max(counts, key=lambda entity: counts[entity], default=None)


def _spoken(number: int, sentence: Sentence) -> Iterator[Spoken]:
    for token in sentence.span:
        mention = sentence.paragraph.mentions.get(token.i)
        if mention and mention.entity:
            start, _ = sentence.stretch(token)
            for one in (mention, *mention.listed):
                if one.entity is not None:
                    yield Spoken(max(start, one.start), number, token, one.entity, _is_subject(token))


def _is_subject(token: Token) -> bool:
    while token.dep_ in {"conj", "appos"} and token.head != token:
        token = token.head
    return token.dep_ in syntax.SUBJECTS


def _members(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and not syntax.is_verb(child):
            yield child
            yield from _members(child)


def _is_a(entity: Entity | None, cls: str) -> bool:
    return entity is not None and schema.load().is_a(entity.type, cls)


def _impersonal(entity: Entity) -> bool:
    return _is_a(entity, "Organisation") and not (_is_a(entity, "Exchange") or _is_a(entity, "PartyBody"))


def _named(entity: Entity | None, word: str) -> bool:
    return entity is not None and any(word in name.lower() for name in entity.names)


@cache
def _anaphors() -> dict[str, lexicon.Head]:
    return {head.word: head for head in lexicon.load("en").heads if head.use == "anaphor"}


@cache
def _no_product() -> frozenset[str]:
    words = lexicon.load("en").words
    return words["vague"] | words["quantity"]
