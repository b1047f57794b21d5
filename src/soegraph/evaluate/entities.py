"""How well extraction knows what an article speaks of: the class and the IRI of each annotated entity.

An annotated entity is named when a claim's subject or object has a name in common with it that no other annotated
entity of the article has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from soegraph import schema
from soegraph.evaluate.gold import Annotated, GoldEntity, folded
from soegraph.loaders import gazetteer, known
from soegraph.model import Claim, EntityRef

Typing = Literal["exact", "compatible", "wrong", "unknown"]


@dataclass(frozen=True, slots=True)
class EntityVerdict:
    """One annotated entity, and what claims make of it.

    `named` tells whether any claim speaks of it, `found_type` the class that claims give it, "" if they give none;
    `iris` are all IRIs that they give it.
    `known` are the IRIs of the authority tables and schemes for its name; more than one if the name is
    ambiguous, none if they do not know it. `shared_with` names other entities of the article under its IRI, but
    for those that the tables hold to be the same.
    """

    article: str
    name: str
    type: str
    named: bool = False
    found_type: str = ""
    iris: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    shared_with: tuple[str, ...] = ()

    @property
    def typing(self) -> Typing:
        """Whether its class is the annotated one, a narrower or wider one, or neither."""
        if not (self.type and self.found_type):
            return "unknown"
        if self.type == self.found_type:
            return "exact"
        return "compatible" if _compatible(self.type, self.found_type) else "wrong"

    @property
    def linked(self) -> bool:
        """Whether an entity that the tables know has the IRI of the tables."""
        return bool(self.iris) and set(self.iris) <= set(self.known)


@dataclass(slots=True)
class _Spoken:
    """A thing of an article's claims: all its names, and how often it is of which class."""

    iri: str
    names: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)


def judge_entities(annotated: Annotated, claims: Sequence[Claim]) -> tuple[EntityVerdict, ...]:
    """Return a verdict on each annotated entity of an article."""
    spoken = _spoken(claims)
    by_entity = _by_entity(annotated.entities, spoken)
    known = _known(annotated)
    names = {entity.id: entity.names[0] for entity in annotated.entities}
    return tuple(
        EntityVerdict(
            article=annotated.article.id,
            name=names[entity.id],
            type=entity.type,
            named=bool(by_entity[entity.id]),
            found_type=_type(by_entity[entity.id]),
            iris=tuple(sorted(thing.iri for thing in by_entity[entity.id] if thing.iri)),
            known=tuple(sorted(known[entity.id])),
            shared_with=tuple(names[other] for other in _sharing(entity.id, by_entity, known)),
        )
        for entity in annotated.entities
    )


def _spoken(claims: Sequence[Claim]) -> list[_Spoken]:
    """Return the things that claims speak of; those without an IRI are told apart by their names."""
    found: dict[str, _Spoken] = {}
    for claim in claims:
        for end in (claim.subject, claim.object):
            if isinstance(end, EntityRef):
                thing = found.setdefault(end.iri or "|".join(end.names), _Spoken(end.iri))
                thing.names.update(map(folded, end.names))
                thing.types[end.type] += 1
    return list(found.values())


def _by_entity(entities: Sequence[GoldEntity], spoken: Iterable[_Spoken]) -> dict[str, list[_Spoken]]:
    """Return the things under each annotated entity, those that share most names with it first."""
    bearers: dict[str, set[str]] = {}
    for entity in entities:
        for name in entity.names:
            bearers.setdefault(folded(name), set()).add(entity.id)
    shares: dict[str, list[tuple[int, _Spoken]]] = {entity.id: [] for entity in entities}
    for thing in spoken:
        own = Counter(one for name in thing.names if len(ids := bearers.get(name, set())) == 1 for one in ids)
        for entity_id, share in own.items():
            shares[entity_id].append((share, thing))
    return {
        entity_id: [thing for _, thing in sorted(found, key=lambda item: (-item[0], item[1].iri))]
        for entity_id, found in shares.items()
    }


def _type(things: Sequence[_Spoken]) -> str:
    counts = things[0].types if things else Counter[str]()
    return min(counts, key=lambda cls: (-counts[cls], cls), default="")


def _sharing(
    entity_id: str, by_entity: Mapping[str, Sequence[_Spoken]], known: Mapping[str, frozenset[str]]
) -> list[str]:
    """Return the other entities that have an IRI of this one, and not because the tables say that they are one."""
    own = {thing.iri for thing in by_entity[entity_id]} - {""}
    return [
        other
        for other, things in by_entity.items()
        if other != entity_id and own.intersection(t.iri for t in things) - (known[entity_id] & known[other])
    ]


def _known(annotated: Annotated) -> dict[str, frozenset[str]]:
    """Return the IRIs that the tables have for each annotated entity, by its id.

    A person of the tables is meant only where the article speaks of an organisation of his or hers.
    """
    found = {entity.id: _entries(entity, annotated.language) for entity in annotated.entities}
    present = {entry.iri for entries in found.values() for entry in entries}
    return {
        entity_id: frozenset(
            entry.iri
            for entry in entries
            if not schema.load().is_kind(entry.type, "person") or present & known.beside(entry.iri)
        )
        for entity_id, entries in found.items()
    }


def _entries(entity: GoldEntity, language: str) -> list[gazetteer.Known]:
    """Return the known things of a fitting class under the entity's longest known name."""
    indexes = (gazetteer.names(language), gazetteer.terms(language))
    for name in sorted(entity.names, key=len, reverse=True):
        entries = [known for index in indexes for known in index.whole(name)]
        fitting = [known for known in entries if not _disjoint(entity.type, known.type)]
        if fitting:
            return fitting
    return []


def _compatible(one: str, other: str) -> bool:
    model = schema.load()
    known = one in model.classes and other in model.classes
    return known and (model.is_a(one, other) or model.is_a(other, one))


def _disjoint(one: str, other: str) -> bool:
    """Tell whether nothing can be of both classes; what has no class can be anything."""
    model = schema.load()
    return one in model.classes and other in model.classes and model.disjoint(one, other)
