"""Claims made elsewhere, in the line format of ``soegraph extract``: any extractor can be scored.

A line needs an article, a subject and an object with `names` (an object may be a `value`), and a predicate. What
else a line leaves out is not scored: the IRI and class of an entity, the quote, the frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from soegraph.errors import InputError
from soegraph.evaluate.gold import lexical
from soegraph.evaluate.records import Record, objects
from soegraph.loaders.read import Unreadable
from soegraph.model import ASSERTED, MODALITIES, Claim, EntityRef, Evidence, LiteralValue


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a file by the id of their article, and the lines that are no claim."""

    by_article: Mapping[str, tuple[Claim, ...]]
    broken: tuple[Unreadable, ...]


def read_claims(text: str, name: str) -> Claims:
    """Read claims, one JSON object a line; `name` is the file's, for messages."""
    by_article: dict[str, list[Claim]] = {}
    broken: list[Unreadable] = []
    for found in objects(text, name):
        claim = found if isinstance(found, Unreadable) else _claim(*found)
        if isinstance(claim, Unreadable):
            broken.append(claim)
        else:
            by_article.setdefault(claim.article, []).append(claim)
    return Claims({article: tuple(claims) for article, claims in by_article.items()}, tuple(broken))


def _claim(where: str, record: Record) -> Claim | Unreadable:
    if faults := list(_faults(record)):
        return Unreadable(where, "; ".join(faults))
    try:
        return Claim(
            article=record["article"],
            subject=_entity(record["subject"]),
            predicate=record["predicate"],
            object=_object(record["object"]),
            evidence=_evidence(record.get("evidence") or {}),
            frame=str(record.get("frame") or ""),
            qualifiers={name: lexical(value) for name, value in sorted(_qualifiers(record).items())},
            modality=record.get("modality") or ASSERTED,
        )
    except InputError as error:
        return Unreadable(where, str(error))


def _faults(record: Record) -> Iterator[str]:
    for key in ("article", "predicate"):
        if not (isinstance(record.get(key), str) and record[key]):
            yield f"has no {key}"
    for key in ("subject", "object"):
        if not isinstance(record.get(key), Mapping):
            yield f"has no {key}: it must be an object"
    if (record.get("modality") or ASSERTED) not in MODALITIES:
        yield f"modality {record['modality']!r} is none of {', '.join(MODALITIES)}"


def _object(end: Record) -> EntityRef | LiteralValue:
    return LiteralValue(lexical(end["value"])) if "value" in end else _entity(end)


def _entity(end: Record) -> EntityRef:
    names = end.get("names")
    if not (isinstance(names, list) and names and all(isinstance(name, str) for name in names)):
        raise InputError('an entity needs a list of "names"')
    return EntityRef(str(end.get("iri") or ""), str(end.get("type") or ""), tuple(names))


def _evidence(evidence: Any) -> Evidence:
    """Read a quote with its place; without one, claims are still scored, but cannot be shown in their sentence."""
    if not isinstance(evidence, Mapping):
        raise InputError("the evidence must be an object")
    quote, start, end = evidence.get("quote", ""), evidence.get("start", 0), evidence.get("end", 0)
    if not (isinstance(quote, str) and isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        raise InputError('the evidence needs a text "quote" and whole numbers "start" and "end"')
    return Evidence(quote, start, end)


def _qualifiers(record: Record) -> Mapping[str, Any]:
    qualifiers = record.get("qualifiers") or {}
    if not isinstance(qualifiers, Mapping):
        raise InputError("the qualifiers must be an object")
    return {name: value for name, value in qualifiers.items() if value not in (None, "")}
