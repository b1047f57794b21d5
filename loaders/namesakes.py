"""Namesakes in one article: a name alone never makes two people one.

Two people of one full name, each introduced by a post at another organisation, unrelated to the first, are two; so are
those whom the text tells apart ("another Zhang Wei", Ms and Mr, two ages, other characters). They are one where the
text, or the tables, let one person hold both posts. What is said of the bare name, or of "he", is said of whom the
text named last; where that may be either, of neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from soegraph import schema
from soegraph.loaders import gazetteer, known, lexicon, traits
from soegraph.loaders.chinese.phrases import Phrases
from soegraph.loaders.chinese.script import folded
from soegraph.loaders.document import Argument, Candidate, Entity
from soegraph.loaders.gazetteer import PhraseIndex
from soegraph.loaders.traits import Traits
from soegraph.model import Article
from soegraph.names import has_han, is_surname_only


def told_apart(article: Article, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates in which no entity stands for two people; the others are as they were."""
    if not _people(candidates):
        return [*candidates]
    spans, related = _full_names(article.text, candidates), _Related(candidates)
    said: dict[Entity, list[Candidate]] = {}
    for candidate in candidates:
        for end in (candidate.subject, candidate.object):
            if end.entity in spans:
                said.setdefault(end.entity, []).append(candidate)
    crowds = {
        person: crowd
        for person, own in said.items()
        if (crowd := _Crowd(article.text, person, spans[person], own, related)).people
    }
    return _by_surname(article.text, [_renamed(candidate, crowds) for candidate in candidates])


def _people(candidates: Iterable[Candidate]) -> list[Entity]:
    ends = (end.entity for each in candidates for end in (each.subject, each.object))
    return [*dict.fromkeys(entity for entity in ends if entity is not None and entity.is_kind("person"))]


def _renamed(candidate: Candidate, crowds: Mapping[Entity, _Crowd]) -> Candidate:
    """Return a candidate about those whom its words mean."""
    return _between(candidate, *(_meant(end, crowds) for end in (candidate.subject, candidate.object)))


def _between(candidate: Candidate, subject: Argument, target: Argument) -> Candidate:
    """Return a candidate with other ends, the same one where they are its own."""
    same = subject is candidate.subject and target is candidate.object
    return candidate if same else replace(candidate, subject=subject, object=target)


def _meant(argument: Argument, crowds: Mapping[Entity, _Crowd]) -> Argument:
    crowd = crowds.get(argument.entity) if argument.entity is not None else None
    return argument._replace(entity=crowd.bearer(argument)) if crowd is not None else argument


@dataclass(frozen=True, slots=True)
class _Post:
    """A post that stands beside a name: where, and in which sentence. `joint` tells that it is one of several."""

    at: Entity
    sentence: tuple[int, int]
    joint: bool


@dataclass(slots=True, eq=False)
class _Mention:
    """One place of the full name, and what the text says there of who bears it."""

    start: int
    end: int
    traits: Traits
    fresh: bool
    posts: list[_Post] = field(default_factory=list)

    @property
    def telling(self) -> bool:
        return bool(self.posts or self.traits or self.fresh)


@dataclass(slots=True, eq=False)
class _Person:
    """One bearer of the name, as far as the article has come."""

    traits: Traits = field(default_factory=Traits)
    posts: list[_Post] = field(default_factory=list)
    fresh: bool = False
    entity: Entity | None = None

    def take(self, mention: _Mention) -> None:
        self.fresh = self.fresh or mention.fresh
        self.traits = self.traits.with_(mention.traits)
        self.posts += mention.posts


class _Crowd:
    """The people behind one entity; none where it is but one and nothing more is known of the name."""

    def __init__(
        self,
        text: str,
        entity: Entity,
        spans: Sequence[tuple[int, int]],
        candidates: Sequence[Candidate],
        related: _Related,
    ) -> None:
        self._entity = entity
        self._related = related
        self._mentions = list(_mentions(text, spans))
        self._starts = [mention.start for mention in self._mentions]
        for candidate in candidates:
            self._note(text, candidate)
        self._bearers: list[_Person] = []
        self._nobody = _Person()
        self.people: list[_Person] = []
        self._share_out()
        if len(self.people) == 1 and not self._unwritten(self.people[0]):
            self.people = []
        for number, person in enumerate((*self.people, self._nobody) if self.people else (), 1):
            person.entity = self._made(person)
            person.entity.number = number if len(self.people) > 1 else 0

    def bearer(self, argument: Argument) -> Entity:
        """Return whom a stretch of the text means: the bearer of the name there, or of the last one before."""
        place = max(0, bisect_right(self._starts, argument.start) - 1)
        return self._bearers[place].entity or self._entity

    def _note(self, text: str, candidate: Candidate) -> None:
        """Note a post beside the full name."""
        mention = self._at(candidate.subject) if candidate.subject.entity is self._entity else None
        kind = schema.load().properties[candidate.predicate].kind
        if mention is not None and kind == "post" and candidate.object.entity is not None:
            joint = _is_joint(text, candidate) or any(
                _says(name, "assembly") for name in candidate.object.entity.names
            )
            mention.posts.append(_Post(candidate.object.entity, candidate.sentence, joint))

    def _at(self, argument: Argument) -> _Mention | None:
        place = bisect_right(self._starts, argument.start) - 1
        mention = self._mentions[place] if place >= 0 else None
        return mention if mention is not None and argument.start < mention.end else None

    def _share_out(self) -> None:
        """Give every mention its bearer, in the order of the text; what may be of several people is nobody's."""
        last: _Person | None = None
        for mention in self._mentions:
            if last is None or mention.telling:
                last = self._told(mention, last)
            elif self._open(last):
                last = self._nobody
            last.take(mention)
            self._bearers.append(last)

    def _told(self, mention: _Mention, last: _Person | None) -> _Person:
        """The bearer whom the text tells at a mention: one met before, if any can be meant, else a new one."""
        fitting = [person for person in self.people if not self._apart(person, mention)]
        same = [person for person in fitting if self._shares_post(person, mention)]
        if found := same or [person for person in fitting if person is last] or fitting:
            return found[-1]
        self.people.append(_Person())
        return self.people[-1]

    def _apart(self, person: _Person, mention: _Mention) -> bool:
        """Tell whether a mention cannot be of a person."""
        if person.traits.differ(mention.traits):
            return True
        if mention.fresh and not person.fresh:
            return True
        if self._shares_post(person, mention):
            return False
        own = [post for post in mention.posts if not post.joint]
        return bool(own and person.posts and not any(post.joint for post in mention.posts))

    def _shares_post(self, person: _Person, mention: _Mention) -> bool:
        pairs = ((one.at, other.at) for one in person.posts for other in mention.posts)
        return any(self._related.are(self._entity, *pair) for pair in pairs)

    def _open(self, last: _Person) -> bool:
        """Tell whether the sentence that told of the last bearer told of another one too."""
        if not last.posts:
            return False
        sentence = last.posts[-1].sentence
        here = [person for person in self.people if any(post.sentence == sentence for post in person.posts)]
        return len(here) > 1

    def _unwritten(self, person: _Person) -> str:
        """The characters of a name that the entity does not have yet."""
        return "" if person.traits.characters in self._entity.names else person.traits.characters

    def _made(self, person: _Person) -> Entity:
        """The entity of a bearer; known only where the tables know him or her at one of these organisations."""
        found = Entity(self._entity.type, list(self._entity.names))
        if characters := self._unwritten(person):
            found.add(characters)
        beside = known.beside(self._entity.iri)
        if self._entity.known and (len(self.people) == 1 or any(p.at.iri in beside for p in person.posts)):
            found.iri, found.known = self._entity.iri, True
        return found


def _full_names(text: str, candidates: Sequence[Candidate]) -> dict[Entity, list[tuple[int, int]]]:
    """Every place of the full names of people in a text, but for those that are part of a longer name."""
    ends = (end.entity for each in candidates for end in (each.subject, each.object))
    entities = [*dict.fromkeys(entity for entity in ends if entity is not None)]
    named = [(name, entity) for entity in entities for name in entity.names]
    latin = PhraseIndex((pair for pair in named if not has_han(pair[0])), fold_case=False)
    chinese = Phrases((folded(name), entity) for name, entity in named if has_han(name))
    found: dict[Entity, list[tuple[int, int]]] = {}
    for hit in (*latin.find(text), *chinese.find(folded(text))):
        for entity in hit.payloads:
            if entity.is_kind("person") and not is_surname_only(text[hit.start : hit.end]):
                found.setdefault(entity, []).append((hit.start, hit.end))
    return {entity: sorted(spans) for entity, spans in found.items()}


def _mentions(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Mention]:
    before = 0
    for start, end in spans:
        yield _Mention(start, end, traits.read(text, start, end), _is_fresh(text, before, start))
        before = end


def _is_fresh(text: str, before: int, start: int) -> bool:
    """Tell whether the words before a name, since the last mention of it, say that it is another's."""
    since = re.split(r"[.。！？!?\n]", text[max(before, start - _NEAR) : start])[-1]
    return _says(since, "namesake") or _says(since, "another before name", last=True)


_NEAR = 60  # characters in which "his namesake" belongs to a name


def _is_joint(text: str, candidate: Candidate) -> bool:
    """Tell whether the words between a name and a post, or right before both, say that it is one of several."""
    ends = (candidate.subject, candidate.object)
    start, end = min(each.start for each in ends), max(each.end for each in ends)
    return _says(text[start:end], "joint post") or _says(
        text[max(0, start - 8) : start], "joint post", last=True
    )


def _says(text: str, words: str, *, last: bool = False) -> bool:
    """Tell whether one of a list's words stands in a text, or at its end."""
    if has_han(text):
        text = folded(text)
        return any(text.endswith(word) if last else word in text for word in lexicon.load("zh").list(words))
    text = gazetteer.folded(text, case=True)
    said = "|".join(gazetteer.folded(word) for word in lexicon.longest_first(lexicon.load("en").list(words)))
    return re.search(rf"\b(?:{said})\b" + (r"\W*$" if last else ""), text) is not None


class _Related:
    """Which organisations one person may serve without the text saying so: a group and its subsidiary."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._pairs = {
            frozenset((each.subject.entity, each.object.entity))
            for each in candidates
            if each.predicate in known.WITHIN
        }

    def are(self, person: Entity, one: Entity, other: Entity) -> bool:
        """Tell whether two posts may be one person's: in one house, or both known to be this person's."""
        if one is other or (one.iri and one.iri == other.iri) or frozenset((one, other)) in self._pairs:
            return True
        if one.iri and other.iri and known.within_one(one.iri, other.iri):
            return True
        if person.known and {one.iri, other.iri} <= known.beside(person.iri):
            return True
        return not _stems(one).isdisjoint(_stems(other))


def _stems(organisation: Entity) -> set[str]:
    """What the names of one house begin with: 锡华 of 锡华集团, Zinco of Zinco Group; a place only for its offices."""
    local = organisation.is_kind("government", "unit", "place")
    return {stem for name in organisation.names if (stem := _stem(name, local=local))}


def _stem(name: str, *, local: bool) -> str:
    if has_han(name):
        stem = folded(name).removeprefix("中国")[:2]
        return stem if local or not known.is_place(stem) else ""
    words = [word for word in re.findall(r"\w+", name) if word not in _OPENERS]
    stem = words[0] if words else ""
    return stem if local or not gazetteer.is_place(stem) else ""


_OPENERS = frozenset(["the", "The", "China", "Chinese", "National", "State", "Party", "Committee", "of"])


def _by_surname(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Give what is said of a bare surname that several people of the article share to the one named last before."""
    bearers = _Surnames(text, candidates)
    return [_between(each, bearers.meant(each.subject), bearers.meant(each.object)) for each in candidates]


class _Surnames:
    """The places of the full names of people by surname, to tell whom "Mr Zhang" means."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self._text = text
        self._bearers: dict[str, set[Entity]] = {}
        for person in _people(candidates):
            for family in _surnames(person):
                self._bearers.setdefault(family, set()).add(person)
        self._named: dict[str, list[tuple[int, Entity]]] = {}
        for argument in (end for each in candidates for end in (each.subject, each.object)):
            if argument.entity is not None and argument.entity.is_kind("person"):
                self._note(argument, argument.entity)
        for named in self._named.values():
            named.sort(key=lambda each: each[0])

    def _note(self, argument: Argument, person: Entity) -> None:
        if not is_surname_only(self._text[argument.start : argument.end]):
            for family in set(_surnames(person)):
                self._named.setdefault(family, []).append((argument.start, person))

    def meant(self, argument: Argument) -> Argument:
        """Return an argument with the person whom its surname means."""
        said = self._text[argument.start : argument.end]
        if argument.entity is None or not argument.entity.is_kind("person") or not is_surname_only(said):
            return argument
        family = said[:1] if has_han(said) else said.split()[-1]
        named = self._named.get(family, [])
        place = bisect_left(named, argument.start, key=lambda each: each[0])
        if len(self._bearers.get(family, ())) < 2 or place == 0:
            return argument
        return argument._replace(entity=named[place - 1][1])


def _surnames(person: Entity) -> Iterator[str]:
    surnames = lexicon.load("en").list("surname")
    for name in person.names:
        words = name.split()
        if has_han(name):
            yield name[:1]
        elif len(words) > 1:
            yield words[0] if words[0] in surnames else words[-1]
