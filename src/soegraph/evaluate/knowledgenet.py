"""KnowledgeNet's format: documents with passages, in which facts of some properties are annotated exhaustively.

As in that benchmark's own scorer, a claim that nobody annotated is wrong only in a passage that is exhaustively
annotated for its property. Entities are told apart by their URI, or by their text where they have none; their names
are the texts that stand for them, pronouns included.

Source: https://github.com/diffbot/knowledge-net (README and evaluator.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from soegraph import schema
from soegraph.errors import InputError
from soegraph.evaluate.gold import Annotated, GoldEntity, GoldFact, Judged, Statement, entities_of
from soegraph.evaluate.records import Record
from soegraph.evaluate.relations import Relations, Target
from soegraph.evaluate.values import literal
from soegraph.loaders.formats import fields
from soegraph.loaders.read import Unreadable
from soegraph.model import Article

_EXHAUSTIVE = "exhaustivelyAnnotatedProperties"


def is_document(record: Record) -> bool:
    """Tell whether an object is a document of this format."""
    return "documentText" in record and "passages" in record


def read_documents(
    records: Sequence[tuple[str, Record]], relations: Relations
) -> Iterator[Annotated | Unreadable]:
    """Yield the documents of records, each of which comes with where it stands."""
    labels: dict[str, str] = {}
    for where, record in records:
        try:
            yield _document(record, labels, relations)
        except InputError as error:
            yield Unreadable(where, str(error))
        except (KeyError, TypeError, AttributeError) as error:
            yield Unreadable(where, f"is no KnowledgeNet document: {error!r}")


def _document(record: Record, labels: dict[str, str], relations: Relations) -> Annotated:
    text = record["documentText"]
    article = Article(
        id=str(record["documentId"]),
        text=text,
        language=fields.language(record.get("language") or "", text),
        publisher=str(record.get("source") or ""),
    )
    things = _Things(text)
    facts: dict[Statement, GoldFact] = {}
    judged: list[Judged] = []
    for passage in record["passages"]:
        for known in passage[_EXHAUSTIVE]:
            labels[str(known["propertyId"])] = known["propertyName"]
            judged += _stretch(passage, relations.of(str(known["propertyId"]), known["propertyName"]))
        for stated in passage["facts"]:
            things.note(stated)
    for passage in record["passages"]:
        for stated in passage["facts"]:
            number = str(stated["propertyId"])
            target = relations.of_fact(number, labels.get(number, number))
            if target is not None:
                fact = things.fact(stated, target, passage["passageText"])
                facts[fact.key] = fact
    return Annotated(article, entities_of(facts.values()), tuple(facts.values()), tuple(judged))


def _stretch(passage: Record, target: Target | None) -> list[Judged]:
    if target is None:
        return []
    return [Judged(passage["passageStart"], passage["passageEnd"], target.predicate, target.qualifiers)]


class _Things:
    """The things of one document's facts, with all texts that stand for them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._names: dict[str, dict[str, None]] = {}

    def note(self, stated: Mapping[str, Any]) -> None:
        """Note both ends of a fact; their texts must stand where the fact says.

        Raises:
            InputError: another text stands there.
        """
        for end in ("subject", "object"):
            first, last = stated[f"{end}Start"], stated[f"{end}End"]
            name = self._text[first:last]
            if not name.strip() or name != (stated.get(f"{end}Text") or name):
                raise InputError(f"the {end} {stated.get(f'{end}Text')!r} does not stand at {first}:{last}")
            self._names.setdefault(_identity(stated, end), {})[" ".join(name.split())] = None

    def fact(self, stated: Mapping[str, Any], target: Target, passage: str) -> GoldFact:
        """Return a fact in our words."""
        ends = ("object", "subject") if target.inverse else ("subject", "object")
        subject, object_ = (self._entity(_identity(stated, end)) for end in ends)
        is_literal = schema.load().properties[target.predicate].literal
        start = min(stated["subjectStart"], stated["objectStart"])
        return GoldFact(
            subject=subject,
            predicate=target.predicate,
            object=literal(stated["objectText"], passage) if is_literal else object_,
            qualifiers=target.qualifiers,
            evidence=self._text[start : max(stated["subjectEnd"], stated["objectEnd"])],
        )

    def _entity(self, identity: str) -> GoldEntity:
        names = sorted(self._names[identity], key=lambda name: (-len(name), name))
        return GoldEntity(identity, "", tuple(names))


def _identity(stated: Mapping[str, Any], end: str) -> str:
    return str(stated.get(f"{end}Uri") or stated[f"{end}Text"])
