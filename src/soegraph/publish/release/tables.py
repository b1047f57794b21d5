"""Tables of the main relations for people without RDF tools: CSV, and Parquet where pyarrow is installed.

A row has the IRI of what it tells of, the IRIs and names of what that relates, dates as precise as the sources give
them (so they are text), the confidence, the number of independent publishers, and the first source with its words.
What a cell has several of is separated by " | ".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from soegraph import names
from soegraph.graph import layers
from soegraph.graph.terms import term
from soegraph.publish.lines import iri, text
from soegraph.publish.release.files import kind_of
from soegraph.publish.release.gather import FACTS, Node, Said, of_articles, of_data
from soegraph.publish.release.sources import Sources
from soegraph.store import Store

BETWEEN = " | "
"""What separates the values of a cell that has several."""

_AT_ONCE = 500  # rows that are worked out and written together
_ROW_GROUP = 10_000  # rows of Parquet that are packed together
_BLOCK = 1 << 19  # bytes of CSV that are read together, of which pyarrow reads some thirty ahead
_LANGUAGES = {"en": "en", "zh": "zh-hans"}
_SUBSIDIARY = f"<{names.PREFIXES['rdf']}predicate> <{names.SOE}subsidiaryOf>"

TEXT, NUMBER, COUNT = "text", "number", "count"
"""The types of columns: text, a decimal number, a whole number."""

_DERIVED = term("prov:wasDerivedFrom")

_Cells: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that one property fills: with its values, or with the IRIs and names of what it leads to.

    With `inverse` it is what leads here. `property` is a prefixed name.
    """

    name: str
    property: str
    type: str = TEXT
    entity: bool = False
    inverse: bool = False

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield the names and types of the fields that it makes."""
        yield self.name, self.type
        if self.entity:
            yield from ((f"{self.name}_{language}", TEXT) for language in _LANGUAGES)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the columns, and whether its rows are fact nodes or what facts are about."""

    name: str
    row: str
    columns: tuple[Column, ...]
    named: bool = False

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield the names and types of all fields in order."""
        yield self.row, TEXT
        if self.named:
            yield from ((f"{self.row}_{language}", TEXT) for language in _LANGUAGES)
        for column in self.columns:
            yield from column.fields()
        yield from _SOURCE_FIELDS


_SOURCE_FIELDS = (
    ("sources", COUNT),
    ("first_quote", TEXT),
    ("first_title", TEXT),
    ("first_published", TEXT),
    ("first_url", TEXT),
)
_TRUST = (
    Column("confidence", "soe:confidence", NUMBER),
    Column("publishers", "soe:publisherCount", COUNT),
)
_BOUNDS = (
    Column("started_on", "soe:startedOn"),
    Column("in_force_by", "soe:inForceBy"),
    Column("last_in_force", "soe:lastInForce"),
    Column("over_by", "soe:overBy"),
    Column("ended_on", "soe:endedOn"),
)
TABLES = (
    Table(
        "tenures",
        "tenure",
        (
            Column("person", "org:member", entity=True),
            Column("organisation", "org:organization", entity=True),
            Column("role", "org:role", entity=True),
            Column("started_on", "soe:startedOn"),
            Column("in_office_by", "soe:inOfficeBy"),
            Column("last_seen_in_office", "soe:lastSeenInOffice"),
            Column("left_by", "soe:leftBy"),
            Column("ended_on", "soe:endedOn"),
            *_TRUST,
        ),
    ),
    Table(
        "stakes",
        "stake",
        (
            Column("owner", "soe:owner", entity=True),
            Column("owned", "soe:owned", entity=True),
            Column("percent", "soe:percent", NUMBER),
            Column("as_of", "soe:asOf"),
            *_BOUNDS,
            *_TRUST,
        ),
    ),
    Table(
        "subsidiaries",
        "fact",
        (
            Column("subsidiary", "rdf:subject", entity=True),
            Column("parent", "rdf:object", entity=True),
            *_BOUNDS,
            *_TRUST,
        ),
    ),
    Table(
        "meetings",
        "meeting",
        (
            Column("date", "soe:date"),
            Column("ordinal", "soe:ordinal", COUNT),
            Column("convened_by", "soe:convenes", entity=True, inverse=True),
            Column("chaired_by", "soe:chairs", entity=True, inverse=True),
            Column("attended_by", "soe:attends", entity=True, inverse=True),
            Column("pursues_plan", "soe:pursuesPlan", entity=True),
        ),
        named=True,
    ),
    Table(
        "sites",
        "site",
        (
            Column("located_in", "soe:locatedIn", entity=True),
            Column("operated_by", "soe:operates", entity=True, inverse=True),
            Column("produces", "soe:produces", entity=True),
            Column("latitude", "soe:latitude", NUMBER),
            Column("longitude", "soe:longitude", NUMBER),
        ),
        named=True,
    ),
)
"""The tables of a release."""

_BY_KIND = {table.row: table for table in TABLES if table.row != "fact"}
_SUBSIDIARIES = next(table for table in TABLES if table.row == "fact")


def has_parquet() -> bool:
    """Tell whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


class Tables:
    """The tables of a release as CSV while they are written; shown all subjects, it picks those that make rows.

    What it keeps on disk until they are written is in `folder`, which is the caller's to remove.
    """

    def __init__(self, root: Path, store: Store, folder: Path, opened: ExitStack) -> None:
        self._sources = opened.enter_context(closing(Sources(folder / "sources")))
        self._filler = _Filler(store, self._sources)
        self._waiting: dict[str, list[Said]] = {table.name: [] for table in TABLES}
        self._writers = {table.name: _csv(_path(root, table, "csv"), table, opened) for table in TABLES}
        opened.callback(self._write_rest)

    def visit(self, node: Node) -> None:
        """Take a subject, if it is a row of a table or the source of one."""
        self._sources.visit(node)
        table = _BY_KIND.get(kind_of(node.subject))
        if table is None and _SUBSIDIARY in node.by_marks.get(FACTS, ()):
            table = _SUBSIDIARIES
        if table is not None and node.any(of_data):
            self._waiting[table.name].append(node.said(lambda marks: not of_articles(marks)))
            if len(self._waiting[table.name]) == _AT_ONCE:
                self._write(table)

    def _write(self, table: Table) -> None:
        rows = [self._filler.row(table, said) for said in self._waiting[table.name]]
        self._waiting[table.name] = []
        self._writers[table.name].writerows(rows)

    def _write_rest(self) -> None:
        for table in TABLES:
            if self._waiting[table.name]:
                self._write(table)


def _csv(path: Path, table: Table, opened: ExitStack) -> csv.DictWriter[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    file = opened.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv.DictWriter(file, [name for name, _ in table.fields()], lineterminator="\n")
    writer.writeheader()
    return writer


def write_parquet(root: Path) -> None:
    """Write each table as Parquet too, if pyarrow is installed: what the CSV says, typed, null where that is empty."""
    if not has_parquet():
        return
    import pyarrow
    from pyarrow import csv as reading
    from pyarrow.parquet import ParquetWriter

    types = {TEXT: pyarrow.string(), NUMBER: pyarrow.float64(), COUNT: pyarrow.int64()}
    for table in TABLES:
        path = _path(root, table, "csv")
        schema = pyarrow.schema([(name, types[kind]) for name, kind in table.fields()])
        batches = reading.open_csv(
            path,
            reading.ReadOptions(use_threads=False, block_size=_BLOCK),
            reading.ParseOptions(newlines_in_values=True),
            reading.ConvertOptions(column_types=schema, null_values=[""], strings_can_be_null=True),
        )
        with ParquetWriter(_path(root, table, "parquet"), schema, compression="snappy") as writer:
            held: list[pyarrow.RecordBatch] = []
            for batch in batches:
                held.append(batch)
                if sum(each.num_rows for each in held) >= _ROW_GROUP:
                    writer.write_table(pyarrow.Table.from_batches(held))
                    held = []
            writer.write_table(pyarrow.Table.from_batches(held, schema))


def _path(root: Path, table: Table, suffix: str) -> Path:
    return root / "tables" / f"{table.name}.{suffix}"


class _Filler:
    """Works out rows by looking up terms, not by queries: these take ten times as long for as many rows."""

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._sources = sources
        self._names = lru_cache(maxsize=1 << 12)(self._look_up)

    def row(self, table: Table, about: Said) -> _Cells:
        """Return the row of a subject: its cells as text by the names of the fields."""
        node = NamedNode(iri(about.subject))
        said = {iri(predicate): list(map(text, objects)) for predicate, objects in about.properties}
        derived = self._derived(node) if table.named else said.get(_DERIVED.value, [])
        return dict([*self._cells(table, node, said), *self._source_cells(derived)])

    def _cells(
        self, table: Table, node: NamedNode, said: Mapping[str, list[str]]
    ) -> Iterator[tuple[str, str]]:
        yield table.row, node.value
        if table.named:
            yield from self._labels(table.row, [node.value])
        for column in table.columns:
            predicate = term(column.property)
            found = self._leading(node, predicate) if column.inverse else said.get(predicate.value, [])
            values = sorted(found)
            yield column.name, BETWEEN.join(values)
            if column.entity:
                yield from self._labels(column.name, values)

    def _leading(self, node: NamedNode, predicate: NamedNode) -> list[str]:
        found = (quad.subject for quad in self._store.quads(None, predicate, node, layers.FLAT))
        return [each.value for each in found if isinstance(each, NamedNode)]

    def _labels(self, field: str, nodes: Sequence[str]) -> Iterator[tuple[str, str]]:
        for short, language in _LANGUAGES.items():
            labels = [self._names(node).get(language, "") for node in nodes]
            yield f"{field}_{short}", BETWEEN.join(labels) if any(labels) else ""

    def _look_up(self, node: str) -> dict[str, str]:
        labelled = self._store.quads(NamedNode(node), term("skos:prefLabel"), None, layers.FLAT)
        found = (quad.object for quad in labelled)
        labels = sorted((each for each in found if isinstance(each, Literal)), key=str, reverse=True)
        return {label.language or "": label.value for label in labels}

    def _derived(self, node: NamedNode) -> list[str]:
        """Return what the facts about a thing were derived from."""
        facts = {
            quad.subject
            for end in ("rdf:subject", "rdf:object")
            for quad in self._store.quads(None, term(end), node, layers.facts())
        }
        found = {
            quad.object for fact in facts for quad in self._store.quads(fact, _DERIVED, None, layers.facts())
        }
        return [each.value for each in found if isinstance(each, NamedNode)]

    def _source_cells(self, sources: Sequence[str]) -> Iterator[tuple[str, str]]:
        told = ("", "", "", "")
        if first := self._sources.first(sources):
            told = (first.quote, first.title, first.published, first.url)
        elif sources:
            row, record = min((self._text(NamedNode(each), "dcterms:identifier"), each) for each in sources)
            told = ("", row, "", self._text(NamedNode(record), "dcterms:source"))
        yield from zip([name for name, _ in _SOURCE_FIELDS], (str(len(sources)), *told), strict=True)

    def _text(self, node: NamedNode, predicate: str) -> str:
        """Return the first value of a property in any graph, "" without one."""
        found = (quad.object for quad in self._store.quads(node, term(predicate)))
        return min((each.value for each in found if isinstance(each, NamedNode | Literal)), default="")
