"""Who is meant: from tokens to entities, over names, pronouns, definite descriptions, lists and appositions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders.document import Argument, Entity
from soegraph.loaders.english import syntax, tree
from soegraph.loaders.english.anaphora import Anaphora, mentions_taken_up
from soegraph.loaders.english.memory import Memory, mentions_of
from soegraph.loaders.english.nouns import nearest
from soegraph.loaders.english.parse import Document, Sentence
from soegraph.loaders.english.words import english, listed

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset(["who", "which", "that", "whom", "whose", "where"])
_NOUN_LIKE = frozenset(["NOUN", "PROPN", "NUM", "DET", "ADJ"])
_MODIFIERS = frozenset(["amod", "compound", "nmod", "npadvmod"])


class Resolver:
    """Turns tokens into arguments; knows all mentions of one document in their order."""

    def __init__(self, document: Document) -> None:
        self._text = document.article.text
        self._memory = Memory()
        for sentence in document.sentences:
            for spoken in mentions_of(sentence):
                self._memory.add(spoken)
        self.topic = self._main_enterprise(document)
        self._anaphora = Anaphora(document.sentences, self._memory, self.topic)
        for sentence in document.sentences:
            for spoken in mentions_taken_up(self._anaphora, sentence, _is_expletive):
                self._memory.add(spoken)
        self._found: dict[tuple[int, int, bool], list[Argument]] = {}
        self._owned: Entity | None = None
        self._dealt = -2
        self._served: Argument | None = None
        self._employers: dict[Entity, Entity] = {}
        self._governments: dict[Entity, Entity] = {}
        self._introduced: dict[str, Entity] = {}

    def arguments(self, token: Token, sentence: Sentence, *, with_list: bool = True) -> list[Argument]:
        """Return the entities that a token stands for, and (`with_list`) the list that it heads.

        Empty where that cannot be told.
        """
        key = (sentence.number, token.i, with_list)
        if key not in self._found:
            found = self._one(token, sentence, frozenset())
            for member in _members(token) if with_list else ():
                found.extend(self._one(member, sentence, frozenset()))
            self._found[key] = list({argument.entity: argument for argument in reversed(found)}.values())[
                ::-1
            ]
        return self._found[key]

    def note(
        self, subject: Argument, predicate: str, target: Argument, sentence: Sentence, *, past: bool
    ) -> None:
        """Remember what later sentences leave out: whose shares are dealt out, who is listed, who serves where."""
        kind = schema.load().properties[predicate].kind
        if kind == "stake":
            self._owned, self._dealt = target.entity, sentence.number
        elif kind == "listing" and subject.entity is not None:
            self._anaphora.told.listed.add(subject.entity)
            self._found.clear()
        elif kind == "parent" and subject.entity is not None and target.entity is not None:
            self._anaphora.told.subsidiaries.add(subject.entity)
            self._anaphora.told.parents.add(target.entity)
            self._found.clear()
        elif kind == "post":
            self._served = None if past else target
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
        elif word == "dealt":
            entity = self._owned if self._dealt >= sentence.number - 1 else None
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
        if token.lower_ in _RELATIVE and token.tag_ in {"WDT", "WP", "WP$", "WRB"}:
            return self._relative(token, sentence, seen)
        if token.pos_ == "PRON" or token.tag_ == "PRP$" or (token.lower_ == "both" and token.dep_ == "nsubj"):
            return self._taken_up(token, sentence)
        if token.lower_ == "latter":
            return self._latter(token, sentence)
        return self._measured(token, sentence, seen) or self._noun(token, sentence, seen)

    def _latter(self, token: Token, sentence: Sentence) -> list[Argument]:
        """The last person and the last organisation; which is meant, the relation tells."""
        stretch = sentence.stretch(token)
        last = (self._memory.last(_of_kind(kind), stretch[0]) for kind in ("person", "organisation"))
        return [Argument(*stretch, entity) for entity in last if entity]

    def _measured(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        """What a word measures or places: "tons of copper" are copper, "the outskirts of Baotou" are Baotou."""
        if token.lower_ in listed("place word"):
            of = [a for t in syntax.fillers(token, "of") for a in self._one(t, sentence, seen)]
            if places := [argument for argument in of if _is_kind(argument.entity, "place")]:
                return places
        if token.lemma_.lower() in listed("quantity"):
            parts = [t for slot in ("of", "self") for t in syntax.fillers(token, slot) if t.dep_ == "pobj"]
            whole = [member for t in parts for member in (t, *_members(t))]
            return [argument for t in whole for argument in self._one(t, sentence, seen)]
        return []

    def _noun(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        if token.pos_ not in _NOUN_LIKE:
            return []
        return self._described(token, sentence, seen) or self._taken_up(token, sentence)

    def _taken_up(self, token: Token, sentence: Sentence) -> list[Argument]:
        stretch = sentence.stretch(token)
        return [Argument(*stretch, entity) for entity in self._anaphora.antecedents(token, sentence)]

    def _at(self, token: Token, sentence: Sentence, entity: Entity | None) -> list[Argument]:
        return [Argument(*sentence.stretch(token), entity)] if entity else []

    def _relative(self, token: Token, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        verb = token
        while verb.dep_ != "relcl" and verb.head != verb:
            verb = verb.head
        if verb.dep_ != "relcl":
            return []
        if token.dep_ == "dobj" and (wares := self._wares(verb.head, token.i, sentence, seen)):
            return wares
        found = self._one(nearest(verb.head, token.i), sentence, seen)
        singular = verb.tag_ == "VBZ" or any(child.lower_ in {"was", "has", "is"} for child in verb.children)
        if singular and token.dep_ != "dobj":
            found = found[-1:]
        if token.lower_ == "who" and not all(_is_kind(a.entity, "person") for a in found):
            return []
        return found

    def _wares(self, head: Token, before: int, sentence: Sentence, seen: frozenset[int]) -> list[Argument]:
        """All of "copper and tin, which Baogang digs": of wares, unlike firms, the whole list is spoken of."""
        listed_ones = [head, *(member for member in _members(head) if member.i < before)]
        found = [argument for token in listed_ones for argument in self._one(token, sentence, seen)]
        return found if all(_is_kind(argument.entity, "term") for argument in found) else []

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

    def _main_enterprise(self, document: Document) -> Entity | None:
        """The enterprise that the article speaks of most, by preference in its title; of equals the first."""
        counts: dict[Entity, int] = {}
        for sentence in document.sentences:
            for spoken in self._memory.of_sentence(sentence.number):
                if spoken.entity.is_kind("enterprise", "exchange"):
                    opening = not counts
                    counts[spoken.entity] = counts.get(spoken.entity, 0) + 1 + spoken.subject + 3 * opening
        title = document.article.title
        titled = {entity: 3 * any(name in title for name in entity.names) for entity in counts}
        return max(counts, key=lambda entity: counts[entity] + titled[entity], default=None)


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
        and (token.lemma_ not in english().heads_for("anaphor") or _is_kind_of_thing(token))
        and lemma not in listed("vague")
        and lemma not in listed("quantity")
    )


def _is_kind_of_thing(token: Token) -> bool:
    """Tell whether a plural says of which kind things are: "car carriers", but not "carriers"."""
    return token.tag_ == "NNS" and any(child.dep_ == "compound" for child in token.lefts)


def _members(token: Token) -> Iterator[Token]:
    return (member for member in tree.members(token) if not tree.is_verb(member))


def _is_kind(entity: Entity | None, kind: str) -> bool:
    return entity is not None and entity.is_kind(kind)


def _of_kind(kind: str) -> Callable[[str], bool]:
    return lambda type_: schema.load().is_kind(type_, kind)


def _is_enterprise(entity: Entity) -> bool:
    return entity.is_kind("enterprise")
