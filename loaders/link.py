"""Linking: from the entities of one article to IRIs, the same on every run and in every order of loading.

Known things have their IRI from the authority tables. The rest get one from their kind and name; a person's
also holds the organisation through which he or she is known, and what a text only calls "the Party Committee"
or "the two bases" holds the organisation that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from soegraph import authority, names, schema
from soegraph.loaders.document import Argument, Candidate, Entity
from soegraph.loaders.gates import evidence_span
from soegraph.model import Article, Claim, EntityRef, Evidence, LiteralValue

# The relations through which a thing that has no name of its own is known, and at which end it stands.
_KNOWN_THROUGH = {
    "PartyBody": (("unitOf", "subject"),),
    "Site": (("operates", "object"), ("locatedIn", "subject")),
    "Meeting": (("convenes", "object"),),
    "Person": (("holdsPost", "subject"),),
}


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
        if not entity.iri or (entity.is_a("Person") and entity.known and not self._confirmed(entity)):
            self._minting.add(entity)
            entity.iri, entity.known = self._minted(entity), False
            self._minting.discard(entity)
        return entity.iri

    def _confirmed(self, person: Entity) -> bool:
        """A name alone never makes two people one: the article must speak of an organisation of the known one."""
        return not self._present.isdisjoint(_organisations_of().get(person.iri, ()))

    def _minted(self, entity: Entity) -> str:
        kind = schema.load().kind(entity.type)
        name = names.slug(_key_name(entity))
        if not _needs_context(entity):
            return names.thing(kind, name)
        through = self._through(entity)
        if through is None:
            return names.thing(kind, f"{name}--{names.slug(self._article.id)}")
        context = names.slug_of(self._iri(through))
        return names.thing(kind, f"{name}--{context}" if kind == "person" else f"{context}--{name}")

    def _through(self, entity: Entity) -> Entity | None:
        """The organisation through which an entity is known, where its kind asks for one."""
        ends = next((ends for cls, ends in _KNOWN_THROUGH.items() if entity.is_a(cls)), ())
        found = (self._partners.get((entity, predicate, end)) for predicate, end in ends)
        return next((partner for partner in found if partner and partner not in self._minting), None)


def _needs_context(entity: Entity) -> bool:
    """People, meetings and Party bodies always; sites when the text calls them by a common noun only."""
    if any(entity.is_a(cls) for cls in ("Person", "Meeting", "PartyBody")):
        return True
    return entity.is_a("Site") and not any(char.isupper() for char in _key_name(entity))


def _key_name(entity: Entity) -> str:
    """The name that an IRI is made of: the longest, without its legal suffix."""
    longest = entity.surface_forms[0]
    words = longest.replace(",", " ").split()
    kept = [word for word in words if word.rstrip(".") not in _LEGAL]
    return " ".join(kept) or longest


# Part of the IRIs that are out in the world: not to change with the lexicon.
_LEGAL = frozenset(["Co", "Ltd", "Inc", "Corp", "Limited", "PLC", "LLC"])


def _entities(candidates: Iterable[Candidate]) -> Iterator[Entity]:
    for candidate in candidates:
        for argument in (candidate.subject, candidate.object):
            if argument.entity is not None:
                yield argument.entity


@cache
def _organisations_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for relation in authority.relations():
        if relation.predicate == "holdsPost":
            found.setdefault(relation.subject, set()).add(relation.object)
    return {person: frozenset(organisations) for person, organisations in found.items()}
