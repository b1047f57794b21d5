"""A model's answer as records: what it says, before anything of it is believed.

The answer asked for is one JSON object, ``{"claims": [...]}``; `soegraph.loaders.llm.prompt` tells the model
what a claim looks like. Servers differ in how strictly they hold a model to that, so that everything is checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from soegraph.model import ASSERTED

_FENCED = re.compile(r"```(?:json)?\s*\n(.*?)\n\s*```", re.DOTALL | re.IGNORECASE)


class MalformedError(ValueError):
    """An answer, or a claim in it, that is not of the form asked for."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a claim: the words for it in the quote, its name in the article, its class.

    `value` is the lexical value where the end is a literal, else "".
    """

    text: str
    name: str
    type: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A qualifier with the words that state its value."""

    name: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as a model states it."""

    quote: str
    subject: End
    predicate: str
    object: End
    qualifiers: tuple[Qualifier, ...] = ()
    modality: str = ASSERTED

    def __str__(self) -> str:
        return f"{self.subject.name} {self.predicate} {self.object.value or self.object.name}"


def parse(answer: str) -> list[Said | MalformedError]:
    """Return the claims of an answer in their order; one that is not of the form comes as its error.

    A code fence around the JSON, and thoughts before it that end in ``</think>``, are passed over.

    >>> [str(claim) for claim in parse('{"claims": [{"quote": "It grew."}]}')]
    ['a claim lacks "subject": {"quote": "It grew."}']

    Raises:
        MalformedError: the answer as a whole is no such object.
    """
    spoken = answer.rpartition("</think>")[2].strip()
    fenced = _FENCED.search(spoken)
    try:
        found: Any = json.loads(fenced[1] if fenced else spoken, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"it is no JSON: {error}") from None
    claims = found.get("claims") if isinstance(found, dict) else None
    if not isinstance(claims, list):
        raise MalformedError('it is no JSON object with a list "claims"')
    return [_claim(said) for said in claims]


def _claim(said: Any) -> Said | MalformedError:
    try:
        return _read(said)
    except MalformedError as error:
        return MalformedError(f"a claim {error}: {_shortened(said)}")


def _read(said: Any) -> Said:
    if not isinstance(said, dict):
        raise MalformedError("is no object")
    return Said(
        quote=_text(said, "quote"),
        subject=_end(said, "subject"),
        predicate=_text(said, "predicate"),
        object=_end(said, "object"),
        qualifiers=tuple(_qualifiers(said)),
        modality=_text(said, "modality", ASSERTED),
    )


def _end(said: Mapping[str, Any], name: str) -> End:
    end = said.get(name)
    if not isinstance(end, dict):
        raise MalformedError(f'lacks "{name}"')
    text = _text(end, "text")
    return End(text, _text(end, "name", text), _text(end, "type", ""), _text(end, "value", ""))


def _qualifiers(said: Mapping[str, Any]) -> Iterator[Qualifier]:
    found = said.get("qualifiers") or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise MalformedError('has "qualifiers" that are no list of objects')
    for one in found:
        if value := _text(one, "value", ""):
            yield Qualifier(_text(one, "name"), value, _text(one, "text"))


def _text(said: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Return a string without white space around it; what is null or empty gives `default`."""
    value = said.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        if default is None:
            raise MalformedError(f'lacks "{name}"')
        return default
    if not isinstance(value, str) or not _whole(value):
        raise MalformedError(f'has a "{name}" that is no text')
    return value.strip()


def _whole(text: str) -> bool:
    """Tell whether a string has no half characters, which JSON can hold and UTF-8 cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _shortened(said: Any) -> str:
    try:
        text = json.dumps(said)
    except RecursionError:
        text = "endless brackets"
    return text if len(text) <= 200 else text[:200] + "…"
