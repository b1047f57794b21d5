"""Linking: from the entities of one article to IRIs, the same on every run and in every order of loading.

Known things have their IRI from the authority tables. The rest get one from their kind and name; a person's
also holds the organisation through which he or she is known, and what a text only calls "the Party Committee"
or "the two bases" holds the organisation that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from soegraph import names, schema
from soegraph.loaders import common, known, namesakes
from soegraph.loaders.chinese.script import folded
from soegraph.loaders.document import Argument, Candidate, Entity
from soegraph.loaders.gates import evidence_span
from soegraph.model import Article, Claim, EntityRef, Evidence, LiteralValue


def claims(article: Article, candidates: Sequence[Candidate]) -> Iterator[Claim]:
    """Yield the candidates as claims, their entities under IRIs."""
    candidates = namesakes.told_apart(article, candidates)
    linker = _Linker(article, candidates)
    for candidate in candidates:
        start, end = evidence_span(candidate)
        assert candidate.subject.entity is not None
        yield Claim(
            article=article.id,
            subject=linker.reference(candidate.subject.entity),
            predicate=candidate.predicate,
            object=linker.object(candidate.object),
            evidence=Evidence(article.text[start:end], start, end),
            frame=candidate.frame,
            qualifiers=dict(sorted(candidate.qualifiers.items())),
            modality=candidate.modality,
            confidence=candidate.confidence,
        )


class _Linker:
    """The entities of one article and what they are known through."""

    def __init__(self, article: Article, candidates: Sequence[Candidate]) -> None:
        self._article = article
        self._linked, self._open = known.linked(article.text, candidates)
        self._present = {self._known_iri(entity) for entity in _entities(candidates)} - {""}
        self._iris: dict[Entity, str] = {}
        self._minting: set[Entity] = set()
        self._people = [*dict.fromkeys(each for each in _entities(candidates) if each.is_kind("person"))]
        self._partners: dict[tuple[Entity, str, str], Entity] = {}
        for candidate in candidates:
            self._note(candidate.predicate, candidate.subject.entity, candidate.object.entity)

    def _note(self, predicate: str, subject: Entity | None, target: Entity | None) -> None:
        if subject is not None and target is not None and subject is not target:
            self._partners.setdefault((subject, predicate, "subject"), target)
            self._partners.setdefault((target, predicate, "object"), subject)

    def object(self, argument: Argument) -> EntityRef | LiteralValue:
        return self.reference(argument.entity) if argument.entity else LiteralValue(argument.value)

    def reference(self, entity: Entity) -> EntityRef:
        return EntityRef(self._iri(entity), entity.type, entity.surface_forms)

    def _iri(self, entity: Entity) -> str:
        if entity not in self._iris:
            iri = self._known_iri(entity)
            if entity.is_kind("person") and not self._confirmed(iri):
                iri = ""
            self._minting.add(entity)
            self._iris[entity] = iri or self._minted(entity)
            self._minting.discard(entity)
        return self._iris[entity]

    def _known_iri(self, entity: Entity) -> str:
        """The IRI that the tables have for an entity, "" if none or if it may be several things."""
        return self._linked.get(entity, entity.iri)

    def _confirmed(self, person: str) -> bool:
        """A name alone never makes two people one: the article must speak of an organisation of the known one."""
        return not self._present.isdisjoint(known.beside(person))

    def _minted(self, entity: Entity) -> str:
        iri = self._minted_alone(entity)
        alike = (other for other in self._people if other.number not in (0, entity.number))
        if entity.number and any(self._minted_alone(other) == iri for other in alike):
            return f"{iri}--{names.slug(self._article.id)}-{entity.number}"
        return iri

    def _minted_alone(self, entity: Entity) -> str:
        """The IRI of an entity as if no other of the article had its name and organisation."""
        kind, name = schema.load().kind(entity.type), _slug(entity)
        if not (_needs_context(entity) or self._is_of_article(entity)):
            return names.thing(kind, name)
        through = None if self._is_of_article(entity) else self._through(entity)
        if through is None:
            return names.thing(kind, f"{name}--{names.slug(self._article.id)}")
        context = names.slug_of(self._iri(through))
        return names.thing(kind, f"{name}--{context}" if entity.is_kind("person") else f"{context}--{name}")

    def _is_of_article(self, entity: Entity) -> bool:
        """Tell whether an entity is known in this article only: "Mr Zhang", "Mining Company", one of several things."""
        if entity.is_kind("person"):
            return all(map(names.is_surname_only, entity.names))
        owned = entity.is_kind("unit")
        return entity in self._open or (
            entity.is_kind("organisation") and not owned and common.is_common(entity)
        )

    def _through(self, entity: Entity) -> Entity | None:
        """The organisation (or place) through which an entity is known, as far as the article tells it."""
        ends = schema.load().known_through(entity.type)
        found = (self._partners.get((entity, predicate, end)) for predicate, end in ends)
        return next((partner for partner in found if partner and partner not in self._minting), None)


def _needs_context(entity: Entity) -> bool:
    """People, meetings and Party bodies always; sites and works when the text has but a common noun for them."""
    if entity.is_kind("person", "event", "unit"):
        return True
    return entity.is_kind("site", "work") and not any(char.isupper() for char in _key_name(entity))


def _slug(entity: Entity) -> str:
    """A name for an IRI: a Chinese one by its reading, and by its characters where it has nothing else to tell it."""
    name = _key_name(entity)
    if not names.has_han(name):
        return names.slug(name)
    reading = names.slug_of_person(name) if entity.is_kind("person") else names.slug(name)
    own = entity.is_kind("person") or not _needs_context(entity)
    return f"{reading}-{names.characters_mark(name)}" if own else reading


def _key_name(entity: Entity) -> str:
    """The name that an IRI is made of: the longest, without its legal suffix; of a person the characters if known."""
    written = [name for name in entity.surface_forms if entity.is_kind("person") and names.has_han(name)]
    longest = (*written, *entity.surface_forms)[0]
    if names.has_han(longest):
        longest = folded(longest)
    words = _CHINESE_LEGAL.sub("", longest).replace(",", " ").split()
    kept = [word for word in words if word.rstrip(".") not in _LEGAL]
    return " ".join(kept) or longest


# Part of the IRIs that are out in the world: not to change with the lexicon.
_LEGAL = frozenset(["Co", "Ltd", "Inc", "Corp", "Limited", "PLC", "LLC"])
_CHINESE_LEGAL = re.compile(r"(?<=..)(?:股份)?有限(?:责任)?公司$")


def _entities(candidates: Iterable[Candidate]) -> Iterator[Entity]:
    for candidate in candidates:
        for argument in (candidate.subject, candidate.object):
            if argument.entity is not None:
                yield argument.entity
