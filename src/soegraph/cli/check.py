"""Command check: what is wrong with a graph."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from soegraph.check import SECTIONS, Finding, Section
from soegraph.cli.asking import asked_at
from soegraph.cli.options import format_option, pass_store, store_option
from soegraph.cli.output import Failure, write
from soegraph.phrases import counted
from soegraph.query.results import written
from soegraph.store import Rows, Store

_SHOWN = 20  # rows of one finding: the first faults tell what is wrong


@click.command()
@format_option(("table", "json"), "table", "Tables for people, or one JSON object with all rows.")
@store_option()
@pass_store
def check(store: Path, result_format: str) -> None:
    """Look for faults: ask the queries that find nothing in a sound graph, and hold it against axioms and SHACL shapes.

    What contradicts an axiom of the ontology comes with the words that it rests on; `soegraph why` proves each triple
    of it. Ends with status 1 if the graph should not be released as it is.

    \b
    Examples:
      soegraph check && soegraph export -o graph.ttl
      soegraph check --format json > findings.json
    """
    with asked_at(store) as graph:
        found = {name: graph.wait_for(partial(_listed, section)) for name, section in SECTIONS.items()}
    write(_document(found) if result_format == "json" else _report(found))
    if faults := [finding.name for findings in found.values() for finding in findings if finding.fails]:
        raise Failure(f"{counted(len(faults), 'check')} failed: {', '.join(faults)}")


def _listed(section: Section, store: Store) -> list[Finding]:
    return list(section(store))


def _document(found: Mapping[str, Sequence[Finding]]) -> str:
    document = {name: [finding.as_json() for finding in findings] for name, findings in found.items()}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _report(found: Mapping[str, Sequence[Finding]]) -> str:
    """Return all findings as tables, and a line for each section at the end."""
    tables = [_table(finding) for findings in found.values() for finding in findings]
    return "".join([*tables, *(f"{name}: {_counted(findings)}\n" for name, findings in found.items())])


def _counted(findings: Sequence[Finding]) -> str:
    return counted(len(findings), "finding") if findings else "nothing found"


def _table(finding: Finding) -> str:
    shown = written(Rows(finding.rows.variables, finding.rows.rows[:_SHOWN]), "table")
    more = len(finding.rows.rows) - _SHOWN
    rest = f"and {counted(more, 'more row')}\n" if more > 0 else ""
    return f"{finding.name}: {finding.says['en']}\n{shown}{rest}\n"
