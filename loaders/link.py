"""Linking: from the entities of one article to IRIs, the same on every run and in every order of loading.

Known things have their IRI from the authority tables. The rest get one from their kind and name; a person's
also holds the organisation through which he or she is known, and what a text only calls "the Party Committee"
or "the two bases" holds the organisation that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from soegraph import authority, home, names, schema
from soegraph.loaders.document import Argument, Candidate, Entity
from soegraph.loaders.gates import evidence_span
from soegraph.model import Article, Claim, EntityRef, Evidence, LiteralValue


def claims(article: Article, candidates: Sequence[Candidate]) -> Iterator[Claim]:
    """Yield the candidates as claims, their entities under IRIs."""
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
        self._present = {entity.iri for entity in _entities(candidates) if entity.known}
        self._minting: set[Entity] = set()
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
        if not entity.iri or (entity.is_kind("person") and entity.known and not self._confirmed(entity)):
            self._minting.add(entity)
            entity.iri, entity.known = self._minted(entity), False
            self._minting.discard(entity)
        return entity.iri

    def _confirmed(self, person: Entity) -> bool:
        """A name alone never makes two people one: the article must speak of an organisation of the known one."""
        return not self._present.isdisjoint(known_beside(person.iri))

    def _minted(self, entity: Entity) -> str:
        kind = schema.load().kind(entity.type)
        slug = names.slug_of_person if entity.is_kind("person") else names.slug
        name = slug(_key_name(entity))
        if not _needs_context(entity):
            return names.thing(kind, name)
        through = self._through(entity)
        if through is None:
            return names.thing(kind, f"{name}--{names.slug(self._article.id)}")
        context = names.slug_of(self._iri(through))
        return names.thing(kind, f"{name}--{context}" if entity.is_kind("person") else f"{context}--{name}")

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


def _key_name(entity: Entity) -> str:
    """The name that an IRI is made of: the longest, without its legal suffix."""
    longest = entity.surface_forms[0]
    words = _CHINESE_LEGAL.sub("", longest).replace(",", " ").split()
    kept = [word for word in words if word.rstrip(".") not in _LEGAL]
    return " ".join(kept) or longest


# Part of the IRIs that are out in the world: not to change with the lexicon.
_LEGAL = frozenset(["Co", "Ltd", "Inc", "Corp", "Limited", "PLC", "LLC"])
_CHINESE_LEGAL = re.compile(r"(?<=..)(?:股份)?有限(?:责任|責任)?公司$")


def _entities(candidates: Iterable[Candidate]) -> Iterator[Entity]:
    for candidate in candidates:
        for argument in (candidate.subject, candidate.object):
            if argument.entity is not None:
                yield argument.entity


def known_beside(iri: str) -> frozenset[str]:
    """Return what a known thing is known through, as far as the tables state it: a person's organisations."""
    return _beside().get(iri, frozenset())


@home.cached
def _beside() -> dict[str, frozenset[str]]:
    types = {entry.iri: entry.type for entry in authority.entries()}
    found: dict[str, set[str]] = {}
    for relation in authority.relations():
        for iri, end, other in (
            (relation.subject, "subject", relation.object),
            (relation.object, "object", relation.subject),
        ):
            if iri in types and (relation.predicate, end) in schema.load().known_through(types[iri]):
                found.setdefault(iri, set()).add(other)
    return {iri: frozenset(others) for iri, others in found.items()}
