"""What an article has spoken of, in the order of the text: where "it" and "the group" look for their meaning."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soegraph.loaders.document import Entity
from soegraph.loaders.english.tree import SUBJECTS, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from soegraph.loaders.english.parse import Sentence


@dataclass(frozen=True, slots=True)
class Spoken:
    """One mention: where it stands, and as what.

    `role` is ``subject`` (of the sentence), ``clause`` (the subject of a clause in it), ``owner`` (the possessor
    of a subject), ``object``, ``inside`` (a part of another phrase) or ``other``; `aside` tells that it stands in
    an apposition or relative clause.
    """

    start: int
    sentence: int
    token: Token
    entity: Entity
    role: str
    aside: bool

    @property
    def subject(self) -> bool:
        """Whether a clause is about it."""
        return self.role in {"subject", "clause"}


class Memory:
    """The mentions of an article, by sentence and by class."""

    def __init__(self) -> None:
        self._by_sentence: dict[int, list[Spoken]] = {}
        self._by_type: dict[str, list[Spoken]] = {}
        self._first: dict[Entity, int] = {}

    def add(self, spoken: Spoken) -> None:
        """Remember one mention."""
        self._first[spoken.entity] = min(spoken.sentence, self._first.get(spoken.entity, spoken.sentence))
        insort(self._by_sentence.setdefault(spoken.sentence, []), spoken, key=_start)
        insort(self._by_type.setdefault(spoken.entity.type, []), spoken, key=_start)

    def first(self, entity: Entity) -> int:
        """Return the number of the sentence that first spoke of an entity."""
        return self._first[entity]

    def of_sentence(self, number: int) -> list[Spoken]:
        """Return the mentions of a sentence in their order."""
        return self._by_sentence.get(number, [])

    def before(self, number: int, start: int) -> list[Spoken]:
        """Return the mentions of a sentence that begin before an offset."""
        spoken = self.of_sentence(number)
        return spoken[: bisect_left(spoken, start, key=_start)]

    def last(self, fits: Callable[[str], bool], start: int) -> Entity | None:
        """Return the last entity of a fitting class that was mentioned before an offset."""
        found: list[Spoken] = []
        for type_, spoken in self._by_type.items():
            index = bisect_left(spoken, start, key=_start)
            if index and fits(type_):
                found.append(spoken[index - 1])
        return max(found, key=_start).entity if found else None


def _start(spoken: Spoken) -> int:
    return spoken.start


def mentions_of(sentence: Sentence) -> Iterator[Spoken]:
    """Yield the names of a sentence, those of a list each by itself."""
    for token in sentence.span:
        mention = sentence.mention(token)
        if mention and mention.entity:
            start, _ = sentence.stretch(token)
            for one in (mention, *mention.listed):
                if one.entity is not None:
                    yield spoken(max(start, one.start), sentence, token, one.entity)


def spoken(start: int, sentence: Sentence, token: Token, entity: Entity) -> Spoken:
    """Return the mention of an entity that a token is."""
    head = token
    while head.head != head and (head.dep_ == "conj" or _names_its_head(head, sentence)):
        head = head.head
    aside = any(above.dep_ in _ASIDE for above in (head, *head.ancestors))
    return Spoken(start, sentence.number, token, entity, _role(head), aside)


_ASIDE = frozenset(["appos", "relcl", "acl"])


def _names_its_head(token: Token, sentence: Sentence) -> bool:
    """Tell whether an apposition names what its head only describes: "its operator, **Baogang**"."""
    return token.dep_ == "appos" and sentence.mention(token.head) is None


def _role(token: Token) -> str:
    if token.dep_ in SUBJECTS:
        return "subject" if _is_main(token.head) else "clause"
    if token.dep_ == "poss":
        return "owner" if _role(token.head) in {"subject", "clause"} else "inside"
    if token.dep_ in _OBJECTS:
        return "object"
    return "inside" if token.dep_ in _INSIDE else "other"


_OBJECTS = frozenset(["dobj", "attr", "dative", "oprd"])
_INSIDE = frozenset(["compound", "nmod", "amod"])


def _is_main(verb: Token) -> bool:
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ == "ROOT" and is_verb(verb)
