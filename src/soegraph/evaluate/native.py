"""Our own format: ``NAME.gold.json`` beside the article, as tests/gold/README.md describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from soegraph import schema
from soegraph.errors import InputError
from soegraph.evaluate.gold import IMPLIED, Annotated, GoldEntity, GoldFact, lexical
from soegraph.evaluate.records import Record, text_of, whole
from soegraph.loaders.gates import malformed
from soegraph.loaders.read import SUFFIXES, Unreadable, read
from soegraph.model import Article

SUFFIX = ".gold.json"

_SHOWN = 3  # faults of one file: the first tell what is wrong


def read_gold(path: Path, articles: Path | None = None) -> Annotated:
    """Read a gold file with its article, which lies in `articles` or beside it.

    Raises:
        InputError: the gold or the article is missing or broken; the message says where, for people.
    """
    record = whole(text_of(path))
    article = _article(path, articles or path.parent)
    faults = list(_faults(record, article))
    if faults:
        more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise InputError("; ".join(faults[:_SHOWN]) + more)
    return _annotated(record, article)


def _article(path: Path, folder: Path) -> Article:
    name = path.name.removesuffix(SUFFIX)
    found = next((file for suffix in SUFFIXES if (file := folder / f"{name}{suffix}").is_file()), None)
    if found is None:
        raise InputError(f"has no article {name}.md in {folder}: name its folder with --articles")
    article = next(iter(read([found])))
    if isinstance(article, Unreadable):
        raise InputError(f"its article {article.path} {article.reason}")
    return article


def _annotated(record: Record, article: Article) -> Annotated:
    entities = {e["id"]: GoldEntity(e["id"], e["type"], tuple(e["names"])) for e in record["entities"]}
    facts = {
        fact.key: fact
        for fact in (
            GoldFact(
                subject=entities[f["s"]],
                predicate=f["p"],
                object=f["o"] if schema.load().properties[f["p"]].literal else entities[f["o"]],
                qualifiers={name: lexical(value) for name, value in sorted(f.get("q", {}).items())},
                evidence=f.get("evidence", ""),
            )
            for f in record["facts"]
        )
    }
    return Annotated(article, tuple(entities.values()), tuple(facts.values()))


def _faults(record: Record, article: Article) -> Iterator[str]:
    """Yield what is wrong with a gold file, each beginning with where."""
    said = record.get("article")
    if said not in (None, article.id):
        yield f"article: is {said!r}, but the text beside it is {article.id!r}"
    for part in ("entities", "facts"):
        if not isinstance(record.get(part), list):
            yield f"{part}: must be a list"
            return
    types: dict[str, str] = {}
    for place, entity in enumerate(record["entities"]):
        yield from (f"entities[{place}]: {fault}" for fault in _entity_faults(entity, types))
    for place, fact in enumerate(record["facts"]):
        yield from (f"facts[{place}]: {fault}" for fault in _fact_faults(fact, types, article))


def _entity_faults(entity: Any, types: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with an entity; note its class in `types`, by its id."""
    if not (isinstance(entity, Mapping) and all(isinstance(entity.get(k), str) for k in ("id", "type"))):
        yield 'must be an object with the texts "id" and "type"'
        return
    names = entity.get("names")
    if not (isinstance(names, list) and names and all(isinstance(n, str) and n.strip() for n in names)):
        yield f"{entity['id']!r} needs a list of names"
    if entity["type"] not in schema.load().classes:
        yield f"{entity['type']!r} is no class of the ontology"
    if entity["id"] in types:
        yield f"the id {entity['id']!r} is taken: give each entity its own"
    types[entity["id"]] = entity["type"]


def _fact_faults(fact: Any, types: Mapping[str, str], article: Article) -> Iterator[str]:
    if not (isinstance(fact, Mapping) and all(isinstance(fact.get(k), str) for k in ("s", "p", "o"))):
        yield 'must be an object with the texts "s", "p" and "o"'
        return
    yield from _end_faults(fact, types)
    yield from _qualifier_faults(fact.get("q", {}))
    evidence = fact.get("evidence", "")
    if not isinstance(evidence, str) or evidence not in article.text:
        yield f"the evidence {evidence!r} does not stand in the text"


def _end_faults(fact: Record, types: Mapping[str, str]) -> Iterator[str]:
    subject, predicate, target = fact["s"], fact["p"], fact["o"]
    if predicate not in schema.load().relations:
        yield f"{predicate!r} is no relation of the ontology"
        return
    relation = schema.load().properties[predicate]
    unknown = [end for end in ([subject] if relation.literal else [subject, target]) if end not in types]
    if unknown:
        yield f"{unknown[0]!r} is the id of no entity"
        return
    if relation.literal and (fault := malformed(relation, target)):
        yield fault
    kinds = types[subject], None if relation.literal else types[target]
    declared = {None, *schema.load().classes}  # of others the entity has been told already
    if declared.issuperset(kinds) and not schema.load().accepts(predicate, *kinds):
        yield f"{predicate} does not go from {kinds[0]} to {kinds[1] or 'a literal'}"


def _qualifier_faults(qualifiers: Any) -> Iterator[str]:
    if not isinstance(qualifiers, Mapping):
        yield '"q" must be an object'
        return
    for name, value in qualifiers.items():
        known = schema.load().qualifiers.get(name)
        if known is None:
            yield f"{name!r} is no qualifier of the ontology"
        elif isinstance(value, bool) or not isinstance(value, str | int | float):
            yield f"{name}: {value!r} is neither text nor a number"
        elif (name, value) != IMPLIED and (fault := malformed(known, lexical(value))):
            yield f"{name}: {fault}"
