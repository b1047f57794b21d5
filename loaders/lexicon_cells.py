"""The cells of the lexicon's tables: paths of slots, needs, qualifiers, each checked where it is read.

The notation is explained in ``ontology/lexicon/README.md``. Whatever is wrong is an `OntologyError` that names
file, line and column, so that whoever adds a word learns at once what to mend.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from soegraph import schema
from soegraph.errors import OntologyError
from soegraph.model import STATUSES
from soegraph.tables import Row

PARTS_OF_SPEECH = ("verb", "noun", "name", "title", "percent", "bracket")
HEAD_USES = ("name", "legal", "anaphor", "event", "site", "vague site", "body")
CUE_KINDS = (
    "aux",
    "verb",
    "noun",
    "adjective",
    "adverb",
    "mark",
    "office verb",
    "office noun",
    "passive verb",
)
CUE_MEANINGS = ("planned", "denied", "rumoured", "former", "appointed", "removed", "left", "current")
SLOTS = frozenset(
    (
        *("subj", "obj", "iobj", "attr", "as", "surface", "advcl", "npadvmod", "advmod"),
        *("self", "described", "holder", "poss", "comp", "post", "served", "beside"),
        *("here", "head", "verb", "dep"),
        *("moved", "for", "objs", "surfaces", "left"),
    )
)
_WHOLE_PATHS = ("topic", "same", "owned", "dealt", "group", "inner", "there", "main")
_MENTIONED = ("last", "before")
LITERALS = frozenset(
    (
        *("date", "year", "first year", "last year", "start", "end", "to date", "self"),
        *("in date", "on date", "attr year", "surface", "beside"),
        *("name", "self name", "by name", "here", "from", "renamed"),
        *("as name", "under name", "poss name", "surface name", "obj name", "attr name", "of name"),
    )
)
VALUES = frozenset(
    ["role", "head", "status", "start", "end", "date", "year", "ordinal", "percent", "ticker", "as of"]
)


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on a slot: one of its fillers is a word (lemma), a tag, a class or a kind of mention.

    With `wanted` false none may be. `classes` are those of the words that are classes.
    """

    slot: str
    words: frozenset[str]
    classes: frozenset[str]
    wanted: bool = True


def fault(row: Row, column: str, problem: str) -> OntologyError:
    """Return the error to raise for one cell."""
    return OntologyError(str(row.error(column, problem)))


def check_one_of(row: Row, column: str, allowed: Collection[str]) -> None:
    """Refuse a cell that is none of the allowed values.

    Raises:
        OntologyError: it is not.
    """
    if row[column] not in allowed:
        raise fault(row, column, f"{row[column]!r} is none of {', '.join(sorted(allowed))}")


def check_class(row: Row, column: str, cls: str) -> None:
    """Refuse a class that the ontology does not declare, or for whose things it has no IRI.

    Raises:
        OntologyError: it is none.
    """
    if cls not in schema.load().classes:
        raise fault(row, column, f"the ontology has no class {cls!r}")
    schema.load().kind(cls)


def paths(row: Row, column: str, slots: Collection[str]) -> tuple[str, ...]:
    """Return the paths of a cell, the first to try first.

    Raises:
        OntologyError: the cell is empty or a step is no slot.
    """
    found = tuple(row.values(column))
    if not found:
        raise fault(row, column, "is empty: give the slot that holds it")
    for path in found:
        _check_path(row, column, path, slots)
    return found


def _check_path(row: Row, column: str, path: str, slots: Collection[str]) -> None:
    word, _, rest = path.partition(" ")
    if path.startswith("@"):
        if path[1:] not in LITERALS:
            raise fault(row, column, f"no literal {path!r}: one of {', '.join(sorted(LITERALS))}")
    elif word in _MENTIONED:
        check_class(row, column, rest)
    elif path not in _WHOLE_PATHS:
        _check_steps(row, column, path.removesuffix("!"), slots)


def _check_steps(row: Row, column: str, path: str, slots: Collection[str]) -> None:
    for step in path.split("."):
        if step.removeprefix("next ") not in slots:
            raise fault(row, column, f"no slot {step!r}: a preposition, or one of {', '.join(sorted(SLOTS))}")


def needs(row: Row, slots: Collection[str]) -> tuple[Need, ...]:
    """Return the conditions of a frame.

    Raises:
        OntologyError: a condition is not of the form ``slot=word|word`` or ``slot!=word|word``.
    """
    return tuple(_need(row, slot, words, slots) for slot, words in _pairs(row, "needs"))


def _need(row: Row, slot: str, words: str, slots: Collection[str]) -> Need:
    path = slot.removesuffix("!")
    _check_steps(row, "needs", path, slots)
    said = frozenset(words.split("|"))
    return Need(path, said, said.intersection(schema.load().classes), wanted=path == slot)


def qualifiers(row: Row) -> Mapping[str, str]:
    """Return the qualifiers of a frame: a fixed value or, after ``@``, what gives it.

    Raises:
        OntologyError: no such qualifier, role, status or source of values.
    """
    said = dict(_pairs(row, "qualifiers"))
    for name, value in said.items():
        if name not in schema.load().qualifiers:
            raise fault(row, "qualifiers", f"the ontology has no qualifier {name!r}")
        if value.startswith("@") and value[1:] not in VALUES:
            raise fault(row, "qualifiers", f"nothing gives {value!r}: one of {', '.join(sorted(VALUES))}")
        _check_fixed(row, name, value)
    return said


def _check_fixed(row: Row, name: str, value: str) -> None:
    allowed = {"role": tuple(schema.load().concepts("roles")), "status": STATUSES}.get(name)
    if allowed and not value.startswith("@") and value not in allowed:
        raise fault(row, "qualifiers", f"{name} {value!r} is none of {', '.join(allowed)}")


def _pairs(row: Row, column: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, row[column].split(";")):
        name, equals, value = part.partition("=")
        if not (name and equals and value) or "=" in value:
            raise fault(row, column, f"{part!r} is not of the form name=value")
        yield name, value


def confidence(row: Row) -> float:
    """Return the confidence of a frame, from 0 to 1.

    Raises:
        OntologyError: the cell is no such number.
    """
    try:
        value = float(row["confidence"])
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise fault(row, "confidence", f"{row['confidence']!r} is no number from 0 to 1")
    return value
