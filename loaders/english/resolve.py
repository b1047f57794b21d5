"""Who is meant: from tokens to entities, over names, pronouns, definite descriptions, lists and appositions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders.document import Argument, Entity
from soegraph.loaders.english import syntax, tree
from soegraph.loaders.english.memory import Memory, Spoken, mentions_of
from soegraph.loaders.english.nouns import nearest
from soegraph.loaders.english.parse import Document, Sentence
from soegraph.loaders.english.words import english, listed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_IMPERSONAL = frozenset(["it", "its", "itself"])
_RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
_DEFINITE = frozenset(["the", "this", "that"])
_NOUN_LIKE = frozenset(["NOUN", "PROPN", "NUM", "DET", "ADJ"])
# A word of a definite description that must also stand in the name it takes up: "the ministry".
_SELF_NAMED = ("government", "institute", "organisation")
_REACH = 4  # sentences
_MODIFIERS = frozenset(["amod", "compound", "nmod", "npadvmod"])


class Resolver:
    """Turns tokens into arguments; knows all mentions of one document in their order."""

    def __init__(self, document: Document) -> None:
        self._text = document.article.text
        self._memory = Memory()
        for sentence in document.sentences:
            for spoken in mentions_of(sentence):
                self._memory.add(spoken)
        self._listed: Entity | None = None
        self.topic = self._main_enterprise(document)
        for sentence in document.sentences:
            self._take_up_subjects(sentence)
        self._owned: Entity | None = None
        self._served: Argument | None = None
        self._employers: dict[Entity, Entity] = {}
        self._governments: dict[Entity, Entity] = {}
        self._introduced: dict[str, Entity] = {}

    def _take_up_subjects(self, sentence: Sentence) -> None:
        """Let "it" and "the group" as subjects count as mentions for what follows."""
        for token in sentence.span:
            if sentence.mention(token) is not None or _is_expletive(token):
                continue
            subject = token.dep_ in tree.SUBJECTS
            entity = (self._pronoun(token, sentence) if subject else None) or self._definite(token, sentence)
            if entity is not None:
                start, _ = sentence.stretch(token)
                self._memory.add(Spoken(start, sentence.number, token, entity, subject))

    def arguments(self, token: Token, sentence: Sentence, *, with_list: bool = True) -> list[Argument]:
        """Return the entities that a token stands for, and (`with_list`) the list that it heads.

        Empty where that cannot be told.
        """
        found = self._one(token, sentence, frozenset())
        for member in _members(token) if with_list else ():
            found.extend(self._one(member, sentence, frozenset()))
        return list({argument.entity: argument for argument in reversed(found)}.values())[::-1]

    def note(self, subject: Argument, predicate: str, target: Argument) -> None:
        """Remember what later sentences leave out: whose shares are dealt out, who is listed, who serves where."""
        kind = schema.load().properties[predicate].kind
        if kind == "stake":
            self._owned = target.entity
        elif kind == "listing":
            self._listed = subject.entity
        elif kind == "post":
            self._served = target
            if subject.entity is not None and target.entity is not None:
                self._employers[subject.entity] = target.entity

    def remembered(self, path: str, token: Token, sentence: Sentence) -> Argument | None:
        """Return what a path means that leads out of the sentence: ``topic``, ``last Meeting``, ``owned``."""
        word, _, cls = path.partition(" ")
        stretch = sentence.stretch(token)
        entity: Entity | None = None
        if word == "same":
            return (
                self._served if self._served and sentence.start <= self._served.start < sentence.end else None
            )
        if word == "topic":
            entity = self.topic
        elif word == "owned":
            entity = self._owned or self._of_sentence_before(_is_enterprise, sentence) or self.topic
        elif word == "before":
            entity = self._of_sentence_before(lambda entity: entity.is_a(cls), sentence)
        elif word == "last":
            entity = self._memory.last(lambda type_: schema.load().is_a(type_, cls), stretch[0])
        return Argument(*stretch, entity) if entity else None

    def _of_sentence_before(self, fits: Callable[[Entity], bool], sentence: Sentence) -> Entity | None:
        """The last entity that fits in the sentence before: what an unnamed "the arm of X" takes up."""
        found = [s.entity for s in self._memory.of_sentence(sentence.number - 1) if fits(s.entity)]
        return found[-1] if found else None

    def government(self, place: Entity) -> Entity:
        """The government of a place, which the text calls by the place's name."""
        if place not in self._governments:
            self._governments[place] = Entity(schema.load().class_of("government"), list(place.names))
        return self._governments[place]

    def employer(self, argument: Argument) -> Argument:
        """Return an organisation in place of its officer: "his deputy" serves where he does."""
        if argument.entity in self._employers:
            return Argument(argument.start, argument.end, self._employers[argument.entity])
        return argument

    def introduced(self, tokens: Sequence[Token], predicate: str, sentence: Sentence) -> Iterator[Argument]:
        """Yield phrases as new entities of the class that a relation ends in: products that no table lists."""
        cls = schema.load().properties[predicate].range[0]
        for token in (t for head in tokens for t in (head, *_members(head))):
            if not sentence.mention(token) and _introduces(token):
                inner = [t for child in token.lefts if child.dep_ in _MODIFIERS for t in child.subtree]
                start = sentence.stretch(min(inner, key=lambda t: t.i, default=token))[0]
                end = sentence.stretch(token)[1]
                name = self._text[start:end]
                entity = self._introduced.setdefault(name.lower(), Entity(cls))
                entity.add(name)
                yield Argument(start, end, entity)

    def _one(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        if token.i in seen or len(seen) > tree.DEPTH:
            return []
        seen |= {token.i}
        mention = sentence.mention(token)
        if mention is not None and mention.entity is None:
            return self._described(token, sentence, seen) if mention.kind == "title" else []
        if mention is not None and not mention.listed:
            return [Argument(*sentence.stretch(token), mention.entity)]
        if mention is not None:
            return [Argument(m.start, m.end, m.entity) for m in (mention, *mention.listed)]
        if token.lower_ in _RELATIVE and token.tag_ in {"WDT", "WP", "WP$"}:
            return self._relative(token, sentence, seen)
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return self._at(token, sentence, self._pronoun(token, sentence))
        if token.lower_ == "latter":
            last = self._memory.last(lambda type_: schema.load().is_kind(type_, "person"), sentence.start)
            return self._at(token, sentence, last)
        return self._measured(token, sentence, seen) or self._noun(token, sentence, seen)

    def _measured(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        """What a word measures or places: "tons of copper" are copper, "the outskirts of Baotou" are Baotou."""
        if token.lower_ in listed("place word"):
            of = [a for t in syntax.fillers(token, "of") for a in self._one(t, sentence, seen)]
            if places := [argument for argument in of if _is_kind(argument.entity, "place")]:
                return places
        if token.lemma_.lower() in listed("quantity"):
            parts = [t for slot in ("of", "self") for t in syntax.fillers(token, slot) if t.dep_ == "pobj"]
            return [argument for t in parts for argument in self._one(t, sentence, seen)]
        return []

    def _noun(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        if token.pos_ not in _NOUN_LIKE:
            return []
        return self._described(token, sentence, seen) or self._at(
            token, sentence, self._definite(token, sentence)
        )

    def _at(self, token: Token, sentence: Sentence, entity: Entity | None) -> list[Argument]:
        return [Argument(*sentence.stretch(token), entity)] if entity else []

    def _relative(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        verb = token
        while verb.dep_ != "relcl" and verb.head != verb:
            verb = verb.head
        if verb.dep_ != "relcl":
            return []
        found = self._one(nearest(verb.head, token.i), sentence, seen)
        if verb.tag_ == "VBZ" or any(child.lower_ in {"was", "has", "is"} for child in verb.children):
            found = found[-1:]
        if token.lower_ == "who" and not all(_is_kind(a.entity, "person") for a in found):
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
            return self._antecedent(token, sentence, lambda entity: entity.is_kind("person"))
        if token.lower_ in _IMPERSONAL:
            return self._antecedent(
                token, sentence, lambda entity: _impersonal(entity) or entity is self.topic
            )
        return None

    def _definite(self, token: Token, sentence: Sentence) -> Entity | None:
        """What "the group" or "the commission" means: the last of that kind, by preference one so named."""
        head = english().heads_for("anaphor").get(token.lemma_.lower())
        if head is None or not any(child.lower_ in _DEFINITE for child in token.lefts):
            return None
        if any(child.dep_ == "prep" and child.lower_ == "of" for child in token.rights):
            return None
        if head.word == "parent":
            return self.topic

        def fits(entity: Entity) -> bool:
            return entity.is_a(head.cls) and (kind not in _SELF_NAMED or _named(entity, head.word))

        kind = schema.load().mention_kind(head.cls)
        if kind == "plan":
            return self._memory.last(
                lambda type_: schema.load().is_a(type_, head.cls), sentence.stretch(token)[0]
            )
        if kind == "enterprise":
            return self._enterprise(token, sentence, head.word)
        return self._antecedent(token, sentence, fits)

    def _enterprise(self, token: Token, sentence: Sentence, word: str) -> Entity | None:
        """What "the company" means: what this sentence or the one before is about, else the article's topic."""

        def fits(entity: Entity) -> bool:
            return _is_enterprise(entity) and (word != "group" or _named(entity, word))

        barred = self._clause_mate(token, sentence)
        here, before = (
            [
                s
                for s in self._earlier(token, sentence, back)
                if _is_enterprise(s.entity) and s.entity is not barred
            ]
            for back in (0, 1)
        )
        if here and any(child.lower_ == "same" for child in token.lefts):
            return here[-1].entity
        if self._listed is not None and any(child.lower_ == "listed" for child in token.lefts):
            return self._listed
        about = _only_subject(here) or _only_subject(before)
        if about or (before and word != "group"):
            return about or before[-1].entity
        if self.topic not in {None, barred} and (word != "group" or _named(self.topic, word)):
            return self.topic
        return self._antecedent(token, sentence, fits)

    def _earlier(self, token: Token, sentence: Sentence, back: int) -> list[Spoken]:
        """What a sentence, some sentences back, spoke of before a token."""
        return self._memory.before(sentence.number - back, sentence.stretch(token)[0])

    def _antecedent(self, token: Token, sentence: Sentence, fits: Callable[[Entity], bool]) -> Entity | None:
        """The last thing that fits: the subject above, else the subject of the nearest sentence that has one."""
        barred = {self._clause_mate(token, sentence), self._modified(token, sentence)}
        for back in range(_REACH):
            found = [
                s for s in self._earlier(token, sentence, back) if s.entity not in barred and fits(s.entity)
            ]
            if not back:
                above = set(token.ancestors)
                if governing := [s for s in found if s.subject and s.token.head in above]:
                    return governing[-1].entity
            if found:
                return next((s.entity for s in found if s.subject), found[-1].entity)
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

    def _main_enterprise(self, document: Document) -> Entity | None:
        """The enterprise that the article speaks of most; of equals the first."""
        counts: dict[Entity, int] = {}
        for sentence in document.sentences:
            for spoken in self._memory.of_sentence(sentence.number):
                if spoken.entity.is_kind("enterprise", "exchange"):
                    opening = not counts
                    counts[spoken.entity] = counts.get(spoken.entity, 0) + 1 + spoken.subject + 3 * opening
        return max(counts, key=lambda entity: counts[entity], default=None)


def _only_subject(spoken: Sequence[Spoken]) -> Entity | None:
    subjects = {s.entity for s in spoken if s.subject}
    return subjects.pop() if len(subjects) == 1 else None


def _is_expletive(token: Token) -> bool:
    return token.lower_ == "it" and token.head.lemma_ == "be"


def _introduces(token: Token) -> bool:
    """Tell whether a noun may name a product: "seamless pipes", but not "its pipes" or "progress"."""
    lemma = token.lemma_.lower()
    return (
        token.pos_ in {"NOUN", "PROPN"}
        and len(token) > 2
        and not any(child.tag_ == "HYPH" for child in token.doc[token.i + 1 : token.i + 2])
        and not any(child.dep_ in {"det", "poss"} for child in token.lefts)
        and token.lemma_ not in english().heads_for("anaphor")
        and lemma not in listed("vague")
        and lemma not in listed("quantity")
    )


def _members(token: Token) -> Iterator[Token]:
    return (member for member in tree.members(token) if not tree.is_verb(member))


def _is_kind(entity: Entity | None, kind: str) -> bool:
    return entity is not None and entity.is_kind(kind)


def _is_enterprise(entity: Entity) -> bool:
    return entity.is_kind("enterprise")


def _impersonal(entity: Entity) -> bool:
    return entity.is_kind("organisation", "work") and not entity.is_kind("exchange", "unit")


def _named(entity: Entity | None, word: str) -> bool:
    return entity is not None and any(word in name.lower() for name in entity.names)
