"""Our own tables of known entities: one table for each kind, described in data/README.md.

Roles and commodities are vocabulary and live in ontology/schemes.ttl.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from types import MappingProxyType

from soegraph import schema
from soegraph.authority.records import Authority, Entry, Relation, by_id, described
from soegraph.codes import is_credit_code, is_lei
from soegraph.model import is_partial_date
from soegraph.names import thing
from soegraph.tables import Row, read_table

_COLUMNS = {
    "organisations": "id type name_en name_zh aliases parent parent_kind headquarters founded exchange_ticker"
    " wikidata lei source checked",
    "people": "id name_en name_zh aliases source checked",
    "sites": "id type name_en name_zh aliases place operator commodities lat lon source checked",
    "places": "id name_en name_zh aliases kind within gb_code source checked",
    "plans": "id ordinal name_en name_zh start end source aliases checked",
    "tenures": "person organisation role start end as_of source checked",
    "extra_sources": "table id column value source",
}
_TYPE_OF_TABLE = {"people": "Person", "places": "Place", "plans": "FiveYearPlan"}
_OPTIONAL = {"organisations": ("credit_code",)}
_ENTITY_TABLES = ("organisations", "people", "sites", "places", "plans")
_EXTRAS = ("wikidata", "lei", "credit_code", "lat", "lon", "kind", "within", "gb_code", "ordinal")
_PARENT_PREDICATES = {"supervised": "supervisedBy", "subsidiary": "subsidiaryOf", "unit": "unitOf"}
_SCHEMES = ("commodities", "roles")


@dataclass(frozen=True, slots=True)
class _Column:
    """How the values of one column become relations of the row's entity.

    `refers_to` is a table, a scheme of the ontology, or "" where the values are dates. `inverse` makes the
    entity the object.
    """

    table: str
    name: str
    predicate: str
    refers_to: str = ""
    inverse: bool = False


_RELATION_COLUMNS = (
    _Column("organisations", "headquarters", "headquarteredIn", "places"),
    _Column("organisations", "founded", "foundedOn"),
    _Column("sites", "place", "locatedIn", "places"),
    _Column("sites", "operator", "operates", "organisations", inverse=True),
    _Column("sites", "commodities", "produces", "commodities"),
    _Column("plans", "start", "planStart"),
    _Column("plans", "end", "planEnd"),
)


def load(folder: Traversable) -> Authority:
    """Read the tables of a folder.

    Raises:
        InputError: a table has other columns than it should, an id is unknown or given twice, or a date,
            type, role or commodity does not exist.
    """
    book = _Book(
        {
            name: read_table(folder / f"{name}.csv", columns.split(), _OPTIONAL.get(name, ()))
            for name, columns in _COLUMNS.items()
        }
    )
    return Authority(
        entries=tuple(_entry(book, table, row) for table in _ENTITY_TABLES for row in book.tables[table]),
        relations=tuple(_relations(book)),
    )


class _Book:
    """The tables of one folder, with what it takes to follow a reference from one to another."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self.tables = tables
        self.rows = {table: by_id(tables[table]) for table in _ENTITY_TABLES}
        self.concepts = {scheme: schema.load().concepts(scheme) for scheme in _SCHEMES}
        self.exchanges = {
            code: row
            for row in tables["organisations"]
            if _type("organisations", row) == "Exchange"
            for code in row.values("aliases")
        }
        self._cell_sources = self._read_cell_sources()

    def _read_cell_sources(self) -> dict[tuple[str, str, str], list[str]]:
        """Map file and id, column and value to the sources that extra_sources.csv gives for that cell."""
        sources: dict[tuple[str, str, str], list[str]] = {}
        for row in self.tables["extra_sources"]:
            cited = self.row(row, "id", row["id"], row["table"])
            self._check_cell(row, cited)
            sources.setdefault((_row_name(cited), row["column"], row["value"]), []).append(row["source"])
        return sources

    def _check_cell(self, row: Row, cited: Row) -> None:
        if row["column"] and row["column"] not in cited.cells:
            raise row.error("column", f"{row['column']!r} is no column of {cited.file}")
        filled = cited.values(row["column"]) if row["column"] else []
        if row["value"] and row["value"] not in filled:
            raise row.error("value", f"{row['value']!r} does not stand in {_row_name(cited)}")

    def row(self, referring: Row, column: str, value: str, table: str) -> Row:
        """Follow a reference, or say which cell it breaks in."""
        try:
            return self.rows[table][value]
        except KeyError:
            raise referring.error(column, f"{value!r} is no id in {table}.csv; add the row?") from None

    def entity(self, referring: Row, column: str, value: str, table: str) -> str:
        """Return the IRI that a value refers to: of a row, or of a concept in a scheme of the ontology."""
        if table not in self.concepts:
            return _iri(table, self.row(referring, column, value, table))
        if value not in self.concepts[table]:
            raise referring.error(
                column, f"{value!r} is not among the {table} of ontology/schemes.ttl; add it?"
            )
        return self.concepts[table][value].iri

    def sourced(self, relation: Relation, row: Row, column: str, value: str) -> Iterator[Relation]:
        """Yield the relation once for each source of its cell: the row's, if the cell has none of its own."""
        cell, whole_cell = (relation.row, column, value), (relation.row, column, "")
        sources = self._cell_sources.get(cell) or self._cell_sources.get(whole_cell) or [row["source"]]
        for source in sources:
            yield replace(relation, source=source, checked=row["checked"] if source else "no")


def _type(table: str, row: Row) -> str:
    return _TYPE_OF_TABLE.get(table) or row["type"]


def _iri(table: str, row: Row) -> str:
    type_ = _type(table, row)
    if type_ not in schema.load().classes:
        raise row.error("type", f"{type_!r} is no class of the ontology")
    return thing(schema.load().kind(type_), row["id"])


def _row_name(row: Row) -> str:
    """Name a row for good: by its id, or a post by who held what where, with the date that tells it apart."""
    if "id" in row.cells:
        return f"{row.file}#{row['id']}"
    dates = [row[column] for column in ("start", "as_of", "end") if row[column]]
    return f"{row.file}#" + ".".join([row["person"], row["organisation"], row["role"], *dates[:1]])


def _entry(book: _Book, table: str, row: Row) -> Entry:
    extras = {column: row[column] for column in _EXTRAS if row.cells.get(column)}
    for column, holds in (("credit_code", is_credit_code), ("lei", is_lei)):
        if column in extras and not holds(extras[column]):
            raise row.error(column, f"{extras[column]!r} is no such code: its check digit does not hold")
    if "within" in extras:
        extras["within"] = book.entity(row, "within", extras["within"], "places")
    return described(row, table, _type(table, row), _iri(table, row), extras)


def _relations(book: _Book) -> Iterator[Relation]:
    for row in book.tables["organisations"]:
        yield from _parent(book, row)
    for column in _RELATION_COLUMNS:
        for row in book.tables[column.table]:
            yield from _from_column(book, row, column)
    for row in book.tables["organisations"]:
        yield from _listings(book, row)
    for row in book.tables["tenures"]:
        yield from _posts(book, row)


def _stated(
    row: Row, subject: str, predicate: str, object_: str, *, is_literal: bool = False, **qualifiers: str
) -> Relation:
    """Make a relation of a row; qualifiers without a value fall away."""
    known = {name: value for name, value in sorted(qualifiers.items()) if value}
    return Relation(
        subject=subject,
        predicate=predicate,
        object=object_,
        is_literal=is_literal,
        qualifiers=MappingProxyType(known),
        source=row["source"],
        checked=row["checked"],
        row=_row_name(row),
    )


def _from_column(book: _Book, row: Row, column: _Column) -> Iterator[Relation]:
    own = _iri(column.table, row)
    for value in row.values(column.name):
        if column.refers_to:
            other = book.entity(row, column.name, value, column.refers_to)
            subject, object_ = (other, own) if column.inverse else (own, other)
            relation = _stated(row, subject, column.predicate, object_)
        else:
            relation = _stated(row, own, column.predicate, _date(row, column.name), is_literal=True)
        yield from book.sourced(relation, row, column.name, value)


def _date(row: Row, column: str) -> str:
    if row[column] and not is_partial_date(row[column]):
        raise row.error(column, f"{row[column]!r} is no date: write 2021, 2021-12 or 2021-12-23")
    return row[column]


def _parent(book: _Book, row: Row) -> Iterator[Relation]:
    if not row["parent"]:
        return
    predicate = _PARENT_PREDICATES.get(row["parent_kind"])
    if predicate is None:
        raise row.error("parent_kind", f"{row['parent_kind']!r} is none of {', '.join(_PARENT_PREDICATES)}")
    parent = book.entity(row, "parent", row["parent"], "organisations")
    relation = _stated(row, _iri("organisations", row), predicate, parent)
    yield from book.sourced(relation, row, "parent", row["parent"])


def _listings(book: _Book, row: Row) -> Iterator[Relation]:
    """Read tickers like SSE:600111; the part before the colon is an alias of the exchange's row."""
    for value in row.values("exchange_ticker"):
        code, _, ticker = value.partition(":")
        if code not in book.exchanges or not ticker:
            raise row.error("exchange_ticker", f"{value!r} names no exchange: write SSE:600111")
        exchange = _iri("organisations", book.exchanges[code])
        relation = _stated(row, _iri("organisations", row), "listedOn", exchange, ticker=ticker)
        yield from book.sourced(relation, row, "exchange_ticker", value)


def _posts(book: _Book, row: Row) -> Iterator[Relation]:
    book.entity(row, "role", row["role"], "roles")  # the qualifier is its slug, as in a claim
    relation = _stated(
        row,
        book.entity(row, "person", row["person"], "people"),
        "holdsPost",
        book.entity(row, "organisation", row["organisation"], "organisations"),
        role=row["role"],
        start=_date(row, "start"),
        end=_date(row, "end"),
        asOf=_date(row, "as_of"),
    )
    yield from book.sourced(relation, row, "role", row["role"])
