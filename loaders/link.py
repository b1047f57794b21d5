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
    def __init__(self, article: Article, candidates: Sequence[Candidate]) -> None:
        self._article = article
        self._candidates = candidates
        self._present = {entity.iri for entity in _entities(candidates) if entity.known}

    def object(self, argument: Argument) -> EntityRef | LiteralValue:
        return self.reference(argument.entity) if argument.entity else LiteralValue(argument.value)

    def reference(self, entity: Entity) -> EntityRef:
        return EntityRef(self.iri(entity), entity.type, entity.surface_forms)

    def iri(self, entity: Entity) -> str:
        if not entity.iri or (_is_a(entity, "Person") and entity.known and not self._confirmed(entity)):
            entity.iri, entity.known = self._minted(entity), False
        return entity.iri

    def _confirmed(self, person: Entity) -> bool:
        """A name alone never makes two people one: the article must speak of an organisation of the known one."""
        return bool(_organisations_of().get(person.iri, frozenset()) & self._present)

    def _minted(self, entity: Entity) -> str:
        kind = schema.load().kind(entity.type)
        name = names.slug(_key_name(entity))
        through = self._through(entity)
        if through is not None:
            return names.thing(
                kind,
                f"{names.slug_of(self.iri(through))}--{name}"
                if kind != "person"
                else f"{name}--{names.slug_of(self.iri(through))}",
            )
        if _needs_context(entity):
            return names.thing(kind, f"{name}--{names.slug(self._article.id)}")
        return names.thing(kind, name)

    def _through(self, entity: Entity) -> Entity | None:
        """The organisation through which an entity is known, where its kind asks for one."""
        if not _needs_context(entity):
            return None
        ends = next((e for cls, e in _KNOWN_THROUGH.items() if _is_a(entity, cls)), ())
        for predicate, end in ends:
            for candidate in self._candidates:
                near, far = candidate.subject.entity, candidate.object.entity
                if end == "object":
                    near, far = far, near
                if (
                    candidate.predicate == predicate
                    and near is entity
                    and far is not None
                    and far is not entity
                ):
                    return far
        return None


def _needs_context(entity: Entity) -> bool:
    """People and meetings always; other things when the text has only a common noun or a Party body's name."""
    if _is_a(entity, "Person") or _is_a(entity, "Meeting") or _is_a(entity, "PartyBody"):
        return True
    return _is_a(entity, "Site") and not any(char.isupper() for char in _key_name(entity))


def _key_name(entity: Entity) -> str:
    """The name that an IRI is made of: the longest, without its legal suffix."""
    longest = entity.surface_forms[0]
    words = longest.replace(",", " ").split()
    kept = [
        word
        for word in words
        if word.rstrip(".") not in {"Co", "Ltd", "Inc", "Corp", "Limited", "PLC", "LLC"}
    ]
    return " ".join(kept) or longest


def _is_a(entity: Entity, cls: str) -> bool:
    return schema.load().is_a(entity.type, cls)


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
