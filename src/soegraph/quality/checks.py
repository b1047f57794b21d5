"""The checks: SPARQL files whose header says what is wrong with the rows that they return."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HEADER = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """One file of `ontology/checks`: `files` are those of the ontology that it reads, `text` is the query."""

    name: str
    summary: str
    files: tuple[str, ...]
    text: str


@cache
def catalogue() -> tuple[Check, ...]:
    """Return the checks by name, sorted."""
    folder = files("soegraph") / "ontology" / "checks"
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".rq"))
    return tuple(read(name[:-3], (folder / name).read_text(encoding="utf-8")) for name in found)


def read(name: str, text: str) -> Check:
    """Read the text of a check."""
    header = dict(_HEADER.findall(text))
    return Check(name, header["summary"], tuple(header["files"].split()), text)
