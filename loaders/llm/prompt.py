"""The question: what to look for, said with the terms and definitions of the ontology alone.

Another ontology makes another question without any change here. The examples of the form use no class or relation
of an ontology.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from soegraph import schema
from soegraph.model import MODALITIES, Article
from soegraph.schema import Property, Schema

_TASK = """\
You read a part of a news article and list the facts that it states, for a knowledge graph. Every fact is checked
against the article letter by letter, so copy and never rewrite.

Answer with one JSON object and nothing else:
{"claims": [{
  "quote": "the shortest unbroken stretch of the text that states the fact",
  "subject": {"text": "the words in the quote that mean it", "name": "its fullest name in the text", "type": "a class"},
  "predicate": "a relation",
  "object": {"text": "as above", "name": "as above", "type": "a class", "value": null},
  "qualifiers": [{"name": "a qualifier", "value": "its value", "text": "the words in the quote that give it"}],
  "modality": "asserted"}]}

Rules:
- State only what the text says, directly or by ordinary reading (apposition, possessive, a pronoun whose meaning is
  clear). Nothing that you know from elsewhere.
- "quote", "text" and "name" are copied from the text, character for character, in its language and script. The
  quote stays within one paragraph and holds both "text"s and the words of all qualifiers.
- "text" may be a short form or a pronoun; "name" is a name, without an article before it.
- "predicate", "type" and the names of qualifiers come from the lists below, and from nowhere else. Use the most
  special class that the text bears out. Mind the direction of a relation: from subject to object.
- The object of a relation to a literal has its words as "text" and its "value" in the form that the list gives;
  "type" is then null. All other objects have a null "value".
- Add a qualifier only where the text gives its value. A date is written 2021, 2021-12 or 2021-12-23, as exact as the
  text is and no more; a number is plain, like 31.5.
- "modality" is one of {modalities}: planned for what is intended, proposed or conditional.
- Several facts in one sentence are several claims. No fact is an empty list.
"""
_LITERALS = {
    "partialDate": "a date",
    "year": "a year",
    "decimal": "a number",
    "integer": "a whole number",
    "string": "a text",
    "role": "a role",
}


def messages(article: Article, start: int, end: int) -> list[dict[str, str]]:
    """Return the messages that ask for the facts in [start, end) of an article."""
    title = f"Title of the article, for orientation only: {article.title}\n\n" if article.title else ""
    text = f"{title}The text:\n\n<text>\n{article.text[start:end]}\n</text>"
    return [
        {"role": "system", "content": _instructions(schema.load(), article.language.partition("-")[0])},
        {"role": "user", "content": text},
    ]


def repair(asked: list[dict[str, str]], answer: str, problem: str) -> list[dict[str, str]]:
    """Return the messages that ask once more, after an answer that was not of the form."""
    complaint = (
        f"That cannot be read: {problem}. Give the answer again as one JSON object of the form asked for."
    )
    return [*asked, {"role": "assistant", "content": answer}, {"role": "user", "content": complaint}]


@cache
def _instructions(model: Schema, language: str) -> str:
    parts = [
        _TASK.replace("{modalities}", ", ".join(MODALITIES)),
        _listed("Relations", (_relation(model, model.properties[name]) for name in model.relations)),
        _listed("Classes", (_class(model, cls) for cls in classes(model))),
        _listed("Qualifiers", (_qualifier(model, name) for name in sorted(model.qualifiers))),
        _listed("Roles", _roles(model, language)),
    ]
    return "\n".join(parts)


def _listed(heading: str, lines: Iterator[str]) -> str:
    return f"{heading}:\n" + "".join(f"- {line}\n" for line in lines)


def classes(model: Schema) -> tuple[str, ...]:
    """Return the classes of what a claim can be about: those of domains and ranges, with their subclasses."""
    ends = {end for name in model.relations for end in _ends(model, model.properties[name])}
    return tuple(cls for cls in model.classes if any(model.is_a(cls, end) for end in ends))


def _ends(model: Schema, relation: Property) -> tuple[str, ...]:
    """Return the classes that a relation asks for; an end left open takes all."""
    ranges = () if relation.literal else relation.range or model.classes
    return (*(relation.domain or model.classes), *ranges)


def _relation(model: Schema, relation: Property) -> str:
    subject = " or ".join(relation.domain) or "anything"
    target = "literal, " + _LITERALS[relation.lexical_type] if relation.literal else ""
    target = target or " or ".join(relation.range) or "anything"
    either = "; in either direction" if relation.symmetric else ""
    return _explained(model, relation.name, f"{relation.name} ({subject} -> {target}{either})")


def _class(model: Schema, cls: str) -> str:
    above = sorted(model.ancestors(cls) - {cls}, key=lambda name: (-model.depth(name), name))
    kind = f" (a kind of {above[0]})" if above else ""
    return _explained(model, cls, f"{cls}{kind}")


def _qualifier(model: Schema, name: str) -> str:
    qualifier = model.qualifiers[name]
    return _explained(model, qualifier.name, f"{name} ({_LITERALS[qualifier.lexical_type]})")


def _explained(model: Schema, term: str, line: str) -> str:
    definition = model.definition(term)
    return f"{line}: {definition}" if definition else line


def _roles(model: Schema, language: str) -> Iterator[str]:
    """Yield the roles with what they are called in English and in the article's language."""
    for slug, concept in model.concepts("roles").items():
        called = {
            label: None
            for tag, labels in concept.labels.items()
            if tag.partition("-")[0] in ("en", language) and "-latn" not in tag
            for label in labels
        }
        yield f"{slug}: {', '.join(called)}"


@cache
def answer_format(model: Schema) -> dict[str, Any]:
    """Return the JSON Schema of an answer as `response_format`, for servers that hold a model to one."""
    text = {"type": "string"}
    optional = {"type": ["string", "null"]}
    cls = {"type": "string", "enum": list(classes(model))}
    subject = {"text": text, "name": text, "type": cls}
    target = {"text": text, "name": optional, "type": {"anyOf": [cls, {"type": "null"}]}, "value": optional}
    qualifier = {"name": {"type": "string", "enum": sorted(model.qualifiers)}, "value": text, "text": text}
    claim = {
        "quote": text,
        "subject": _object(subject),
        "predicate": {"type": "string", "enum": list(model.relations)},
        "object": _object(target),
        "qualifiers": {"type": "array", "items": _object(qualifier)},
        "modality": {"type": "string", "enum": list(MODALITIES)},
    }
    answer = _object({"claims": {"type": "array", "items": _object(claim)}})
    return {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": answer}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
