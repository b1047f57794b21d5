"""What tables of known entities say, as records, and what all such tables have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from soegraph.tables import Row

_LABELS = {"en": "name_en", "zh-hans": "name_zh"}
_CHECKED = ("yes", "partly", "no")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known entity as its row describes it.

    `labels` maps a language tag ("en", "zh-hans") to the preferred name. `extras` holds the other cells that
    are filled: wikidata, lei, credit_code, lat, lon, kind, within (the IRI of a place), gb_code, ordinal.
    """

    table: str
    id: str
    iri: str
    type: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...]
    former_names: tuple[str, ...]
    source: str
    checked: str
    extras: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement of the tables, with the source of its cell.

    `object` is an IRI, or a literal in lexical form where `is_literal`. `qualifiers` have the names and
    values that a claim's have. `source` is an address or a citation, or "" where none was seen; `checked` is
    then "no". `row` names the row for good: "organisations.csv#baogang-group". A cell with two sources makes
    two relations.
    """

    subject: str
    predicate: str
    object: str
    is_literal: bool
    qualifiers: Mapping[str, str]
    source: str
    checked: str
    row: str


@dataclass(frozen=True, slots=True)
class Authority:
    """All that a folder of tables says."""

    entries: tuple[Entry, ...]
    relations: tuple[Relation, ...]


def described(row: Row, table: str, type_: str, iri: str, extras: Mapping[str, str]) -> Entry:
    """Return the entity that a row describes: its names, each alias with ``~`` before it a former one.

    Raises:
        InputError: `checked` is none of yes, partly, no.
    """
    if row["checked"] not in _CHECKED:
        raise row.error("checked", f"{row['checked']!r} is none of {', '.join(_CHECKED)}")
    names = row.values("aliases")
    return Entry(
        table=table,
        id=row["id"],
        iri=iri,
        type=type_,
        labels=MappingProxyType({tag: row[column] for tag, column in _LABELS.items() if row[column]}),
        aliases=tuple(name for name in names if not name.startswith("~")),
        former_names=tuple(name[1:] for name in names if name.startswith("~")),
        source=row["source"],
        checked=row["checked"],
        extras=MappingProxyType(dict(extras)),
    )


def by_id(rows: list[Row]) -> dict[str, Row]:
    """Return the rows of a table by their id.

    Raises:
        InputError: two rows have one id.
    """
    found: dict[str, Row] = {}
    for row in rows:
        if row["id"] in found:
            raise row.error("id", f"{row['id']!r} stands in line {found[row['id']].line} already: rename one")
        found[row["id"]] = row
    return found
