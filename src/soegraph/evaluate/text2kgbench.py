"""Text2KGBench's format: an ontology, and sentences with triples, one a line.

Three kinds of file are read together, in any number: ontologies (JSON with `concepts` and `relations`), sentences
(``{"id", "sent"}``: the test files), and triples for them (the ground truth and the training files, with either
`triples` or one ``sub_label``, ``rel_label``, ``obj_label`` a line). Each sentence becomes an article.

As in that benchmark's own scorer, of a sentence only those claims count whose relation is among its triples, for the
triples are not exhaustive. Names are compared with spaces for underscores and without what stands in brackets at
their end. The ontology gives the class of a name: the domain or range of its relation, if a class of ours has that
label.

Source: https://github.com/cenguix/Text2KGBench (data/ and src/evaluation/run_eval.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from soegraph import schema
from soegraph.errors import InputError
from soegraph.evaluate.gold import Annotated, GoldEntity, GoldFact, Judged, Statement, entities_of
from soegraph.evaluate.records import Record
from soegraph.evaluate.relations import Relations, Target
from soegraph.evaluate.values import literal
from soegraph.loaders.formats import fields
from soegraph.loaders.read import Unreadable
from soegraph.model import Article

_BRACKET = re.compile(r"\s*\([^()]*\)$")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def is_line(record: Record) -> bool:
    """Tell whether an object is a sentence of this format."""
    return "id" in record and "sent" in record


def is_ontology(record: Record) -> bool:
    """Tell whether an object is an ontology of this format."""
    return isinstance(record.get("concepts"), list) and isinstance(record.get("relations"), list)


@dataclass(frozen=True, slots=True)
class _Relation:
    """A relation of their ontology: its names, the label last, and our class for each end, or ""."""

    names: tuple[str, ...]
    ends: tuple[str, str]


@dataclass(slots=True)
class _Sentence:
    where: str
    text: str
    triples: list[tuple[str, str, str]] = field(default_factory=list)
    annotated: bool = False


def read_sentences(
    records: Sequence[tuple[str, Record]], relations: Relations
) -> Iterator[Annotated | Unreadable]:
    """Yield the sentences of records, each of which comes with where it stands; ontologies may be among them."""
    known: dict[str, _Relation] = {}
    sentences: dict[str, _Sentence] = {}
    for where, record in records:
        try:
            if is_ontology(record):
                known.update(_ontology(record))
            else:
                _note(where, record, sentences)
        except InputError as error:
            yield Unreadable(where, str(error))
        except (KeyError, TypeError, AttributeError) as error:
            yield Unreadable(where, f"is no line of Text2KGBench: {error!r}")
    for name, sentence in sentences.items():
        if sentence.annotated:
            yield _annotated(name, sentence, known, relations)
        else:
            yield Unreadable(
                sentence.where, f"has no triples for {name!r}: give the file of its ground truth"
            )


def _ontology(record: Record) -> Iterator[tuple[str, _Relation]]:
    labels = {concept["qid"]: concept["label"] for concept in record["concepts"]}
    for relation in record["relations"]:
        domain, range_ = (labels.get(relation[end], relation[end]) for end in ("domain", "range"))
        found = _Relation((relation["pid"], relation["label"]), (_class(domain), _class(range_)))
        yield from ((name, found) for name in found.names)


def _class(label: str) -> str:
    """Return the class of ours that has a label in English, or ""."""
    words = " ".join(_WORD.findall(label)).lower()
    model = schema.load()
    return next((cls for cls in model.classes if words in map(str.lower, model.labels(cls, "en"))), "")


def _note(where: str, record: Record, sentences: dict[str, _Sentence]) -> None:
    """Add a line; the files of sentences and of triples tell of one sentence by its id."""
    name, text, triples = str(record["id"]), str(record["sent"]), _triples(record)
    sentence = sentences.setdefault(name, _Sentence(where, text))
    if sentence.text != text:
        raise InputError(f"{name!r} is another sentence in {sentence.where}")
    if triples is not None:
        sentence.triples += triples
        sentence.annotated = True


def _triples(record: Record) -> list[tuple[str, str, str]] | None:
    if "triples" in record:
        return [(str(t["sub"]), str(t["rel"]), str(t["obj"])) for t in record["triples"]]
    if "rel_label" in record:
        return [(str(record["sub_label"]), str(record["rel_label"]), str(record["obj_label"]))]
    return None


def _annotated(
    name: str, sentence: _Sentence, known: Mapping[str, _Relation], relations: Relations
) -> Annotated:
    facts: dict[Statement, GoldFact] = {}
    judged: dict[str, Judged] = {}
    for sub, rel, obj in sentence.triples:
        spaced = rel.replace("_", " ")
        relation = known.get(rel) or known.get(spaced) or _Relation((spaced,), ("", ""))
        target = relations.of_fact(rel, spaced, *relation.names)
        if target is None:
            continue
        ends = [_entity(end, cls) for end, cls in zip((sub, obj), relation.ends, strict=True)]
        fact = _fact(ends, target, sentence.text)
        facts[fact.key] = fact
        judged[rel] = Judged(0, len(sentence.text), target.predicate, target.qualifiers)
    article = Article(name, sentence.text, fields.language("", sentence.text))
    return Annotated(article, entities_of(facts.values()), tuple(facts.values()), tuple(judged.values()))


def _entity(said: str, cls: str) -> GoldEntity:
    name = " ".join(said.replace("_", " ").strip('" ').split()) or said
    return GoldEntity(name, cls, tuple(dict.fromkeys([name, _BRACKET.sub("", name) or name])))


def _fact(ends: list[GoldEntity], target: Target, text: str) -> GoldFact:
    subject, object_ = reversed(ends) if target.inverse else ends
    is_literal = schema.load().properties[target.predicate].literal
    return GoldFact(
        subject=subject,
        predicate=target.predicate,
        object=literal(object_.names[0], text) if is_literal else object_,
        qualifiers=target.qualifiers,
        evidence=text,
    )
