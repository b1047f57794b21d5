"""The tables of a release against its triples, and each CSV against its Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from pyoxigraph import Quad

from soegraph import names
from soegraph.publish.lines import text
from soegraph.publish.release.files import file_of
from soegraph.publish.release.tables import BETWEEN, TABLES, Table, has_parquet
from soegraph.publish.sorting import Sorted
from soegraph.publish.statements import MARK
from soegraph.verify.checks import TABLES as CHECK
from soegraph.verify.dump import Dump
from soegraph.verify.report import Report
from soegraph.verify.tally import DERIVED, Said

_BY_NAME = {table.name: table for table in TABLES}
# The marks of a question: a row is about it, a cell names it, a row is wanted.
_ROW, _CELL, _WANTED = "r", "c", "w"
_SUBSIDIARY = (f"<{names.PREFIXES['rdf']}predicate>", f"<{names.SOE}subsidiaryOf>")


def ask(dump: Dump, report: Report, asked: Sorted) -> None:
    """Ask about the things that rows and cells name, and about those that should have a row."""
    for path in _paths(dump, ".csv"):
        name = Path(path).stem
        for line, row in _rows(dump, report, path):
            report.look(CHECK)
            _ask_row(dump, report, asked, path, line, row)
        if name in _BY_NAME:
            _ask_wanted(dump, asked, _BY_NAME[name])
        _compare_parquet(dump, report, name)
    for path in _paths(dump, ".parquet"):
        if not dump.has(f"{path.removesuffix('.parquet')}.csv"):
            report.add(CHECK, path, "there is no CSV of it")


def _paths(dump: Dump, suffix: str) -> list[str]:
    return [path for path in dump.paths if path.startswith("tables/") and path.endswith(suffix)]


def _rows(dump: Dump, report: Report, path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV file with their lines."""
    with dump.open(path) as file, io.TextIOWrapper(file, "utf-8", errors="replace", newline="") as opened:
        reader = csv.DictReader(opened, strict=True)
        table = _BY_NAME.get(Path(path).stem)
        fields = reader.fieldnames or ()
        if table and (missing := [name for name, _ in table.fields() if name not in fields]):
            report.add(CHECK, path, f"it has no column {', '.join(missing)}", line=1)
        try:
            for row in reader:
                if None in row or None in row.values():
                    what = "it has another number of cells than the first line"
                    report.add(CHECK, path, what, line=reader.line_num)
                else:
                    yield reader.line_num, row
        except csv.Error as error:
            report.add(CHECK, path, f"it cannot be read: {error}", line=reader.line_num)


def _ask_row(dump: Dump, report: Report, asked: Sorted, path: str, line: int, row: dict[str, str]) -> None:
    first = next(iter(row.values()))
    if not dump.is_ours(first):
        report.add(CHECK, path, f"the first cell names nothing of the release: {first}", line=line)
        return
    asked.add(f"<{first}>{MARK}{_ROW}{json.dumps([path, line, row])}")
    for cell in list(row.values())[1:]:
        for value in cell.split(BETWEEN):
            if dump.is_ours(value):
                asked.add(f"<{value}>{MARK}{_CELL}{json.dumps([path, line])}")


def _ask_wanted(dump: Dump, asked: Sorted, table: Table) -> None:
    """Ask for a row for each thing in the file of data that a table is made of."""
    path = file_of(table.row)
    if dump.has(path):
        for quad in dump.quads(path):
            if isinstance(quad, Quad) and (table.row != "fact" or _is_subsidiary(quad)):
                asked.add(f"{quad.subject}{MARK}{_WANTED}{table.name}")


def _is_subsidiary(quad: Quad) -> bool:
    return (str(quad.predicate), str(quad.object)) == _SUBSIDIARY


def answer(report: Report, subject: str, questions: list[str], said: Said) -> None:
    """Compare the rows about a thing with what is said of it."""
    rows = [json.loads(question[1:]) for question in questions if question[0] == _ROW]
    for question in questions:
        if question[0] == _CELL and not said:
            path, line = json.loads(question[1:])
            report.add(CHECK, path, "nothing is said of what a cell names", line=line, subject=subject)
        elif question[0] == _WANTED and not any(_name(path) == question[1:] for path, _, _ in rows):
            report.add(CHECK, f"tables/{question[1:]}.csv", "it has no row", subject=subject)
    for path, line, row in rows:
        if sum(other == path for other, _, _ in rows) > 1:
            report.add(CHECK, path, "it has several rows", line=line, subject=subject)
        for what in _differences(_BY_NAME.get(_name(path)), row, said):
            report.add(CHECK, path, what, line=line, subject=subject)


def _name(path: str) -> str:
    return Path(path).stem


def _differences(table: Table | None, row: Mapping[str, str], said: Said) -> Iterator[str]:
    if not said:
        yield "nothing is said of what the row is about"
    elif table is not None:
        for column in table.columns:
            prefix, _, local = column.property.partition(":")
            values = said.get(f"<{names.PREFIXES[prefix]}{local}>", ())
            stated = BETWEEN.join(sorted(map(text, values)))
            if not column.inverse and row.get(column.name, stated) != stated:
                yield f"{column.name} is {row[column.name] or 'empty'}, stated is {stated or 'nothing'}"
        if not table.named and row.get("sources") != str(len(said.get(DERIVED, ()))):
            yield f"sources is {row.get('sources')}, stated are {len(said.get(DERIVED, ()))}"


def _compare_parquet(dump: Dump, report: Report, name: str) -> None:
    """Compare a Parquet file with its CSV, row by row; without pyarrow it is left alone."""
    path = f"tables/{name}.parquet"
    if not dump.has(path):
        return
    if not has_parquet():
        report.skip(CHECK, "Parquet needs pip install 'soegraph[tables]'")
        return
    import pyarrow

    silent = Report()
    try:
        rows = zip_longest(_rows(dump, silent, f"tables/{name}.csv"), _parquet_rows(dump.root / path))
        for told, packed in rows:
            line, row = told or (0, {})
            if packed is None or not _same(row, packed):
                report.add(CHECK, path, f"its row is not that of tables/{name}.csv", line=line)
                return
    except (pyarrow.ArrowException, OSError) as error:
        report.add(CHECK, path, f"it cannot be read: {error}")


def _parquet_rows(file: Path) -> Iterator[Mapping[str, object]]:
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(file) as opened:
        for batch in opened.iter_batches():
            yield from batch.to_pylist()


def _same(row: Mapping[str, str], packed: Mapping[str, object]) -> bool:
    return row.keys() == packed.keys() and all(_is(cell, packed[name]) for name, cell in row.items())


_AS: Mapping[type, Callable[[str], object]] = {int: int, float: float, str: str}


def _is(cell: str, value: object) -> bool:
    """Tell whether the cell of a CSV file is the typed value of a Parquet file."""
    if value is None or cell == "":
        return value is None and cell == ""
    try:
        return _AS[type(value)](cell) == value
    except (KeyError, ValueError):
        return False
