"""Writing judgements down: each is one line at the end of a table, on the disk before anything else happens."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from soegraph import home
from soegraph.curation.judgement import COLUMNS, Judgement, judgement
from soegraph.curation.ledger import read_ledger
from soegraph.errors import SettingError
from soegraph.tables import Row, read_table

TABLE = "judgements.csv"
"""The table of a folder that new judgements are written to."""


def folder_to_write(given: Path | None) -> Path:
    """Return the folder of the ledger to write to: the one given, else that of the ontology in use.

    Raises:
        SettingError: it belongs to an installed package, which the next version would overwrite.
    """
    folder = given if given is not None else home.curation()
    if not isinstance(folder, Path) or (given is None and "site-packages" in folder.parts):
        raise SettingError(
            "soegraph's own ledger is part of the installed package: name a folder of yours with --curation"
            " (or SOEGRAPH_CURATION), for this command as for build and load"
        )
    return folder


def checked(cells: Mapping[str, str]) -> Judgement:
    """Return a judgement made of cells; columns that are left out are empty.

    Raises:
        InputError: a cell does not have its form.
    """
    whole = {column: " ".join(cells.get(column, "").split()) for column in COLUMNS}
    return judgement(Row("the judgement", 1, whole))


def append(folder: Path, judgements: Iterable[Judgement]) -> None:
    """Write judgements at the end of the ledger in `folder`, all in one go, and see them on the disk.

    Raises:
        InputError: the ledger that is there cannot be read: nothing is written.
        SettingError: it cannot be written.
    """
    read_ledger(folder)
    path = folder / TABLE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        header = _header(path)
        with path.open("ab") as file:
            file.write(_lines(path, header, judgements))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SettingError(f"{path} cannot be written ({error.strerror}): nothing is recorded") from error


def _header(path: Path) -> list[str]:
    """Return the columns of a table in the order that it has, none if there is no table yet."""
    if not path.exists() or not path.stat().st_size:
        return []
    read_table(path, COLUMNS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def _lines(path: Path, header: list[str], judgements: Iterable[Judgement]) -> bytes:
    lines = io.StringIO()
    if header and not path.read_bytes().endswith(b"\n"):
        lines.write("\n")
    writer = csv.DictWriter(lines, header or COLUMNS, lineterminator="\n")
    if not header:
        writer.writeheader()
    writer.writerows({column: getattr(found, column) for column in COLUMNS} for found in judgements)
    return lines.getvalue().encode()
