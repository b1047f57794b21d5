"""Tables of known entities that fit any ontology: ``entities.csv`` and, beside it, ``relations.csv``.

`ontology/README.md` describes their columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType

from soegraph import names, schema
from soegraph.authority.records import Authority, Entry, Relation, by_id, described
from soegraph.tables import Row, read_table

TABLE = "entities.csv"
_RELATIONS = "relations.csv"
_COLUMNS = ("id", "type", "name_en", "name_zh", "aliases", "source", "checked")


def load(folder: Traversable) -> Authority:
    """Read the tables of a folder.

    Raises:
        InputError: a table has other columns than it should, an id is unknown, malformed or given twice, or a
            class or relation is none of the ontology.
    """
    rows = by_id(read_table(folder / TABLE, _COLUMNS))
    entries = {id_: _entry(row) for id_, row in rows.items()}
    table = folder / _RELATIONS
    stated = (
        read_table(table, ("subject", "predicate", "object", "source", "checked")) if table.is_file() else []
    )
    return Authority(tuple(entries.values()), tuple(_relation(row, entries) for row in stated))


def _entry(row: Row) -> Entry:
    if row["id"] != names.slug(row["id"]):
        raise row.error("id", f"{row['id']!r} is no slug: write {names.slug(row['id'])!r}")
    if row["type"] not in schema.load().classes:
        raise row.error("type", f"{row['type']!r} is no class of the ontology")
    iri = names.thing(schema.load().kind(row["type"]), row["id"])
    return described(row, "entities", row["type"], iri, {})


def _relation(row: Row, entries: Mapping[str, Entry]) -> Relation:
    if row["predicate"] not in schema.load().relations:
        raise row.error("predicate", f"{row['predicate']!r} is none of {', '.join(schema.load().relations)}")
    literal = schema.load().properties[row["predicate"]].literal
    for column in ("subject",) if literal else ("subject", "object"):
        if row[column] not in entries:
            raise row.error(column, f"{row[column]!r} is no id in {TABLE}; add the row?")
    return Relation(
        subject=entries[row["subject"]].iri,
        predicate=row["predicate"],
        object=row["object"] if literal else entries[row["object"]].iri,
        is_literal=literal,
        qualifiers=MappingProxyType({}),
        source=row["source"],
        checked=row["checked"] if row["source"] else "no",
        row=f"{row.file}#{row['subject']}.{row['predicate']}.{row['object']}",
    )
