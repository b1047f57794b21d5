"""The ledger: all judgements of the tables in one folder, in an order that does not hang on names of files.

A judgement takes the place of an earlier one with the same key; what stands then is what counts. Lines of one
file follow each other as they are written; lines of several files go by their day, then by their line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources.abc import Traversable

from soegraph import home, names
from soegraph.curation.judgement import (
    COLUMNS,
    NOT_SAME,
    SAME,
    WITHDRAW,
    Judgement,
    judgement,
)
from soegraph.errors import InputError
from soegraph.tables import Row, parse_table, read_table

_TOLD = 10
"""Faults that one message tells."""


@dataclass(frozen=True)
class Ledger:
    """Judgements in their order."""

    judgements: tuple[Judgement, ...] = ()

    @cached_property
    def standing(self) -> tuple[Judgement, ...]:
        """The judgements that no later one took the place of, or withdrew."""
        last = {judgement.key: judgement for judgement in self.judgements}
        return tuple(j for j in self.judgements if last[j.key] is j and j.decision != WITHDRAW)

    @cached_property
    def of_claims(self) -> tuple[Judgement, ...]:
        """The standing judgements of claims and facts."""
        return tuple(judgement for judgement in self.standing if not judgement.is_of_pair)

    @cached_property
    def of_pairs(self) -> tuple[Judgement, ...]:
        """The standing judgements of who is who."""
        return tuple(judgement for judgement in self.standing if judgement.is_of_pair)

    @cached_property
    def published(self) -> tuple[Judgement, ...]:
        """What the graph tells: all that stands, but for a not-same that only takes back a merger.

        After it the graph is what it was before the merger, to the byte.
        """
        merged = {judgement.key for judgement in self.judgements if judgement.decision == SAME}
        return tuple(j for j in self.standing if not (j.decision == NOT_SAME and j.key in merged))

    @cached_property
    def digest(self) -> str:
        """What tells this ledger from one that publishes other judgements, or in another order."""
        nodes = [judgement.node.value for judgement in self.published]
        return names.digest(nodes) if nodes else ""


def ledger(folder: Traversable | None = None) -> Ledger:
    """Read the ledger in a folder, by default the one that goes with the ontology in use.

    Raises:
        InputError: a line is not as it must be; the message says which, and what to do.
    """
    found = folder if folder is not None else home.curation()
    return read_ledger(found) if found is not None else Ledger()


def read_ledger(folder: Traversable) -> Ledger:
    """Read all tables of a folder; one that does not exist holds no judgement.

    Raises:
        InputError: as `ledger`.
    """
    tables = [file for file in folder.iterdir() if file.name.endswith(".csv")] if folder.is_dir() else []
    read = [parsed(read_table(file, COLUMNS)) for file in sorted(tables, key=lambda file: file.name)]
    return Ledger(ordered(read))


def read_lines(content: bytes, name: str, defaults: Mapping[str, str]) -> list[Judgement]:
    """Read judgements that stand in no folder yet; `name` is what messages call them.

    `defaults` take the place of empty cells, by column.

    Raises:
        InputError: as `ledger`.
    """
    rows = parse_table(content, name, name, COLUMNS)
    return parsed(replace(row, cells=_filled(row.cells, defaults)) for row in rows)


def _filled(cells: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
    return {column: cell if cell.strip() else defaults.get(column, "") for column, cell in cells.items()}


def parsed(rows: Iterable[Row]) -> list[Judgement]:
    """Read the lines of one table.

    Raises:
        InputError: some are not as they must be; the message tells each with its line and cell.
    """
    found: list[Judgement] = []
    faults: list[str] = []
    for row in rows:
        try:
            found.append(judgement(row))
        except InputError as error:
            faults.append(str(error))
    if len(faults) > _TOLD:
        faults[_TOLD:] = [f"and {len(faults) - _TOLD} lines more"]
    if faults:
        raise InputError("\n".join(faults))
    return found


def ordered(tables: Iterable[Sequence[Judgement]]) -> tuple[Judgement, ...]:
    """Bring the judgements of several tables into one order, whatever the order of the tables.

    A line counts as no older than those above it in its file.
    """
    placed: list[tuple[str, int, tuple[str, ...], Judgement]] = []
    for table in tables:
        day = ""
        for number, found in enumerate(table):
            day = max(day, found.when)
            placed.append((day, number, found.cells, found))
    return tuple(found for *_, found in sorted(placed, key=lambda place: place[:3]))
