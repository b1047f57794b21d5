"""Run the checks over the files of the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import cast

from pyoxigraph import QuerySolutions, RdfFormat, Store

from soegraph.quality.checks import Check, catalogue


@dataclass(frozen=True, slots=True)
class Result:
    """What a check has found: one line of text for each row, sorted."""

    check: Check
    findings: tuple[str, ...]


def run() -> list[Result]:
    """Run all checks."""
    return [Result(check, _found(check)) for check in catalogue()]


def _found(check: Check) -> tuple[str, ...]:
    store = Store()
    for name in check.files:
        text = (files("soegraph") / "ontology" / name).read_bytes()
        store.load(text, format=RdfFormat.TURTLE)
    return tuple(sorted(map(str, cast(QuerySolutions, store.query(check.text)))))
