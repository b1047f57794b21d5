"""Checking a lexicon: all that is wrong with its tables, not only the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from soegraph import authority, home
from soegraph.errors import SoegraphError
from soegraph.loaders import lexicon_tables
from soegraph.loaders.lexicon_tables import COLUMNS, Tables


@dataclass(frozen=True, slots=True)
class Checked:
    """What a lexicon holds, good lines by table, and its `faults`, a sentence each."""

    lines: Mapping[str, int]
    faults: tuple[str, ...]


def check() -> Checked:
    """Read every table of the lexicon in use, in all its languages, and the tables of known entities.

    Raises:
        OntologyError: the ontology itself cannot be read.
    """
    folder, lines, faults = home.lexicon(), Counter[str](), list[str]()
    languages = sorted(lexicon_tables.languages(folder))
    if not languages:
        faults.append(f"{home.shown(folder)} holds no table of frames: begin one named en.csv")
    for language in languages:
        lines.update(_lines(language, folder, faults))
    faults += _strangers(folder, languages)
    try:
        lines["known entities"] = len(authority.entries())
    except SoegraphError as fault:
        faults.append(str(fault))
    return Checked(lines, tuple(faults))


def _lines(language: str, folder: Traversable, faults: list[str]) -> dict[str, int]:
    """Count the good lines of one language's tables and note what is wrong with the others."""
    tables = Tables(language, folder, faults)
    own = list(tables.lists())
    lists = {found.name: found.words for found in (*Tables(language, home.our_lexicon()).lists(), *own)}
    counts = {
        "": _count(tables.frames(frozenset(lists.get("preposition", ())))),
        "-titles": _count(tables.titles()),
        "-heads": _count(tables.heads()),
        "-head-rules": _count(tables.head_rules()),
        "-cues": _count(tables.cues()),
        "-words": len(own),
    }
    return {f"{language}{suffix}.csv": number for suffix, number in counts.items()}


def _count(records: Iterable[object]) -> int:
    return sum(1 for _ in records)


def _strangers(folder: Traversable, languages: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with the names of tables: a misspelt one would be passed over without a word."""
    known = {f"{language}{suffix}.csv" for language in languages for suffix in COLUMNS}
    for table in sorted(folder.iterdir(), key=lambda table: table.name):
        if table.name.endswith(".csv") and table.name not in known:
            wanted = ", ".join(f"LANGUAGE{suffix}.csv" for suffix in COLUMNS)
            yield f"{home.shown(table)} is no table of the lexicon: one is {wanted}, beside a LANGUAGE.csv"
