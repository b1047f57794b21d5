"""The gates that every candidate passes, whoever proposed it.

They hold the vocabulary closed, domain and range, the quote to its place, and values to their written form.
What a gate refuses is returned with the reason, so that it can be counted and listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from soegraph import schema
from soegraph.loaders.document import Argument, Candidate, Entity
from soegraph.model import ASSERTED, MODALITIES, STATUSES, Article, Dropped, is_partial_date
from soegraph.schema import Property

Gate = Callable[[Article, Candidate], str]


def sift(article: Article, candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Dropped]]:
    """Return the candidates that pass every gate, each statement once, and those that do not."""
    passed: list[Candidate] = []
    dropped: list[Dropped] = []
    for candidate in _renamed(list(candidates)):
        refusal = next(((name, why) for name, gate in GATES if (why := gate(article, candidate))), None)
        if refusal is None:
            passed.append(candidate)
        else:
            start, end = candidate.sentence
            dropped.append(Dropped(refusal[0], refusal[1], candidate.frame, article.text[start:end]))
    return _unrivalled(_once(passed)), dropped


def _renamed(candidates: Sequence[Candidate]) -> Iterable[Candidate]:
    """Let what is said under a former name be said of the entity that bore it."""
    now: dict[Entity, Entity] = {}
    renaming = [c for c in candidates if c.modality == ASSERTED and _relation(c.predicate) == "renaming"]
    called = _unknown_by_name(candidates) if renaming else {}
    for candidate in renaming:
        bearer = candidate.subject.entity
        if bearer is not None:
            for entity in called.get(candidate.object.value, ()):
                if entity is not bearer:
                    now[entity] = bearer
                    for name in entity.names:
                        bearer.add(name)
    return (
        [replace(c, subject=_under(c.subject, now), object=_under(c.object, now)) for c in candidates]
        if now
        else candidates
    )


def _unknown_by_name(candidates: Sequence[Candidate]) -> dict[str, list[Entity]]:
    """The entities of the candidates that no table knows, under each of their names."""
    said = {a.entity: None for c in candidates for a in (c.subject, c.object) if a.entity is not None}
    called: dict[str, list[Entity]] = {}
    for entity in said:
        for name in () if entity.known else entity.names:
            called.setdefault(name, []).append(entity)
    return called


def _under(argument: Argument, now: dict[Entity, Entity]) -> Argument:
    return argument._replace(entity=now[argument.entity]) if argument.entity in now else argument


def _relation(predicate: str) -> str:
    """The kind of a relation, "" for what is none: the gates are still to refuse that."""
    relation = schema.load().properties.get(predicate)
    return relation.kind if relation else ""


def evidence_span(candidate: Candidate) -> tuple[int, int]:
    """Return the stretch from the first to the last word that a candidate rests on."""
    (start, end), subject, target = candidate.anchor, candidate.subject, candidate.object
    return min(start, subject.start, target.start), max(end, subject.end, target.end)


def _vocabulary(_: Article, candidate: Candidate) -> str:
    model = schema.load()
    relation = model.properties.get(candidate.predicate)
    if relation is None or not relation.claimable:
        return f"{candidate.predicate!r} is no relation of the ontology"
    if candidate.modality not in MODALITIES:
        return f"{candidate.modality!r} is no modality"
    unknown = sorted(set(candidate.qualifiers) - set(model.qualifiers))
    return f"no qualifier {unknown[0]!r}" if unknown else ""


def _types(_: Article, candidate: Candidate) -> str:
    subject, target = candidate.subject.entity, candidate.object.entity
    if subject is None:
        return "the subject is no entity"
    kind = target.type if target else None
    if not schema.load().accepts(candidate.predicate, subject.type, kind):
        return f"{candidate.predicate} does not go from {subject.type} to {kind or 'a literal'}"
    return "subject and object are one" if subject is target else ""


def _quote(article: Article, candidate: Candidate) -> str:
    start, end = evidence_span(candidate)
    first, last = candidate.sentence
    if not first <= start < end <= last:
        return "the arguments do not lie inside the sentence"
    return "" if article.text[start:end].strip() else "the quote is empty"


def _literal(_: Article, candidate: Candidate) -> str:
    model = schema.load()
    relation = model.properties[candidate.predicate]
    values = [(relation, candidate.object.value)] if relation.literal else []
    values += [(model.qualifiers[name], value) for name, value in candidate.qualifiers.items()]
    return next((why for said, value in values if (why := malformed(said, value))), "")


def malformed(said: Property, value: str) -> str:
    """Say what is wrong with the form of a value of a qualifier or literal property, or nothing."""
    kind, well_formed = _FORMS[said.lexical_type or "string"]
    if not well_formed(value):
        return f"{value!r} is no {kind}"
    if said.qualifier_name == "percent" and float(value) > 100:
        return f"{value} percent is more than the whole"
    if said.qualifier_name == "status" and value not in STATUSES:
        return f"{value!r} is none of {', '.join(STATUSES)}"
    if said.qualifier_name and said.lexical_type == "string" and not _CODE.fullmatch(value):
        return f"{value!r} is no code of letters and digits"
    return ""


# How the values of each `soe:lexicalType` are written: what they are called, and what tells them.
_FORMS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "partialDate": ("date", is_partial_date),
    "year": ("year", lambda value: len(value) == 4 and is_partial_date(value)),
    "decimal": ("number in plain form", re.compile(r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]*[1-9])?").fullmatch),
    "integer": ("whole number from 1", re.compile(r"[1-9][0-9]{0,17}").fullmatch),
    "string": ("text", str.strip),
    "role": ("role of the ontology", lambda value: value in schema.load().concepts("roles")),
}
_CODE = re.compile(r"[A-Za-z0-9.]{1,10}")


GATES: tuple[tuple[str, Gate], ...] = (
    ("vocabulary", _vocabulary),
    ("types", _types),
    ("quote", _quote),
    ("literal", _literal),
)


def _once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the best-evidenced of candidates that say the same: most qualifiers, most confident, first."""
    best: dict[tuple[object, ...], Candidate] = {}
    for candidate in candidates:
        key = _statement(candidate)
        held = best.get(key)
        if held is None or _weight(candidate) > _weight(held):
            best[key] = candidate
    return sorted(best.values(), key=lambda c: (*evidence_span(c), c.predicate, c.frame))


def _statement(candidate: Candidate) -> tuple[object, ...]:
    ends = (_end(candidate.subject), _end(candidate.object))
    said = frozenset(ends) if schema.load().properties[candidate.predicate].symmetric else ends
    return (said, candidate.predicate, candidate.qualifiers.get("role"), candidate.modality)


def _end(argument: Argument) -> Entity | str:
    return argument.entity or argument.value


def _weight(candidate: Candidate) -> tuple[int, float]:
    return len(candidate.qualifiers), candidate.confidence


def _unrivalled(candidates: list[Candidate]) -> list[Candidate]:
    """Drop what was only supposed where the text says it outright.

    "Chairman Li" lets the reader supply the company of the article; it yields to "Li, chairman of Y". What is
    asserted anywhere is not also listed as planned.
    """
    outright = {
        key
        for c in candidates
        if c.confidence >= _OUTRIGHT and c.qualifiers.get("status") not in {"former", "removed"}
        for key in _rivals(c)
    }
    asserted = {_statement(c)[:-1] for c in candidates if c.modality == ASSERTED}
    return [
        c
        for c in candidates
        if (c.confidence >= _OUTRIGHT or not outright & _rivals(c))
        and (c.modality == ASSERTED or _statement(c)[:-1] not in asserted)
    ]


def _rivals(candidate: Candidate) -> set[tuple[object, ...]]:
    """What an outright statement settles: who holds the post, who holds the meeting."""
    role = candidate.qualifiers.get("role")
    if role:
        return {(candidate.predicate, candidate.subject.entity, role, candidate.qualifiers.get("status"))}
    return {(candidate.predicate, candidate.object.entity)}


_OUTRIGHT = 0.75
