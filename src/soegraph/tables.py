"""CSV tables whose rows know where they stand.

Our tables are UTF-8, with one header row and ``|`` between several values of a cell. A row keeps its file
and line, so that whatever is wrong with it can be named.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from soegraph import home
from soegraph.errors import InputError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, its file's name and its line (the header is line 1).

    `shown` is how messages name the file; "" where its name says enough.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    shown: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def values(self, column: str) -> list[str]:
        """Return the values of a cell that may hold several.

        >>> Row("x.csv", 2, {"aliases": "Baogang|包钢", "lei": ""}).values("aliases")
        ['Baogang', '包钢']
        """
        return self.cells[column].split("|") if self.cells[column] else []

    def error(self, column: str, problem: str) -> InputError:
        """Return the error to raise for one cell.

        >>> str(Row("x.csv", 7, {}).error("founded", "'1954-13' is no date"))
        "x.csv line 7, founded: '1954-13' is no date"
        """
        return InputError(f"{self.shown or self.file} line {self.line}, {column}: {problem}")


def read_table(file: Traversable, columns: Collection[str], optional: Collection[str] = ()) -> list[Row]:
    """Read a table that must have exactly these columns, in any order; `optional` ones, if missing, are empty.

    Raises:
        InputError: the file is not UTF-8, its header differs, or a row has too few or too many cells.
    """
    return parse_table(file.read_bytes(), file.name, home.shown(file), columns, optional)


def parse_table(
    content: bytes, name: str, shown: str, columns: Collection[str], optional: Collection[str] = ()
) -> list[Row]:
    """Read a table as `read_table` does; `shown` is what messages call it.

    Raises:
        InputError: as `read_table`.
    """
    try:
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = next(lines, [])
        missing = [column for column in optional if column not in header]
        if sorted([*header, *missing]) != sorted([*columns, *optional]):
            raise InputError(f"{shown} has the columns {', '.join(header)}; needed: {', '.join(columns)}")
        empty = dict.fromkeys(missing, "")
        return [_row(name, lines.line_num, header, cells, shown, empty) for cells in lines]
    except UnicodeDecodeError as error:
        raise InputError(f"{shown} is not UTF-8 ({error.reason}): save it as UTF-8") from error
    except csv.Error as error:
        raise InputError(
            f"{shown} line {lines.line_num} is no CSV ({error}): mend its quotation marks"
        ) from None


def _row(
    file: str, line: int, header: list[str], cells: list[str], shown: str, empty: Mapping[str, str]
) -> Row:
    if len(cells) != len(header):
        raise InputError(
            f"{shown} line {line} has {len(cells)} cells, not {len(header)}: quote cells that hold commas"
        )
    return Row(file, line, {**dict(zip(header, cells, strict=True)), **empty}, shown)
