"""Command verify: an audit of a release by nothing but its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from soegraph.cli.options import format_option, store_option
from soegraph.cli.output import Failure, progress, write
from soegraph.phrases import counted
from soegraph.verify import CHECKS, Check, Fault, Report
from soegraph.verify import verify as audit

_Folder = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("dump", type=_Folder)
@click.option(
    "--texts", type=_Folder, metavar="DIR", help="Look for the quotes in the articles of this folder."
)
@click.option(
    "--previous", type=_Folder, metavar="DIR", help="Hold the changes against this release, the one before."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Show so many faults of each check; all are counted.",
)
@format_option(("table", "jsonl"), "table", "A table for people, or a JSON object a line.")
@store_option()
def verify(dump: Path, texts: Path | None, previous: Path | None, limit: int, result_format: str) -> None:
    """Audit the release in the folder DUMP as a stranger would: by its files alone, without the graph behind it.

    Digests, syntax, canonical form, declared terms, typed literals, counts, tables, redirects, evidence, and
    whether all forms hold the same triples. With --texts also whether each quote stands at its place in the
    article. Ends with status 1 if there is a fault. Nothing is written but temporary files.

    \b
    Examples:
      soegraph verify soegraph-1.0.0
      soegraph verify soegraph-1.0.0 --texts data/articles
      soegraph verify soegraph-1.1.0 --previous soegraph-1.0.0
      soegraph verify soegraph-1.0.0 --format jsonl > audit.jsonl
    """
    with progress("looking at the files") as tell:
        report = audit(dump, texts, previous, limit, tell)
    write("".join(_objects(report) if result_format == "jsonl" else _table(report)))
    if failed := [check.name for check in CHECKS if report.found[check.name]]:
        raise Failure(f"{counted(len(failed), 'check')} failed: {', '.join(failed)}")


def _objects(report: Report) -> Iterator[str]:
    """Yield a JSON object for each fault, and one for each check."""
    for fault in report.faults:
        yield _json({"type": "fault", **fault.as_json()})
    for check in CHECKS:
        yield _json(
            {
                "type": "check",
                "check": check.name,
                "looks_at": check.looks_at,
                "looked": report.looked[check.name],
                "of": check.counts,
                "faults": report.found[check.name],
                "not_checked": report.skipped.get(check.name, ""),
            }
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _table(report: Report) -> Iterator[str]:
    """Yield what each check found, and then the faults of those that found some."""
    for check in CHECKS:
        yield f"{check.name:<12} {_verdict(report, check):<12} {_looked(report, check):<30} {check.looks_at}\n"
    for check in CHECKS:
        if faults := report.of(check):
            yield f"\n{check.name}: {counted(report.found[check.name], 'fault')}; {check.advice}\n"
            yield from map(_fault, faults)
            if (more := report.found[check.name] - len(faults)) > 0:
                yield f"  and {counted(more, 'more fault')}: --limit shows more\n"
    if notes := [f"{name}: {why}\n" for name, why in report.skipped.items()]:
        yield "\nnot checked, or not all:\n"
        yield from (f"  {note}" for note in notes)
    if not report.found.total():
        yield f"\nno fault in {sum(map(report.has_looked, CHECKS))} checks\n"


def _verdict(report: Report, check: Check) -> str:
    if found := report.found[check.name]:
        return counted(found, "fault")
    return "ok" if report.has_looked(check) else "-"


def _looked(report: Report, check: Check) -> str:
    number = report.looked[check.name]
    return f"{number:,} {check.counts}" if number else ""


def _fault(fault: Fault) -> str:
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    subject = f" {fault.subject}" if fault.subject else ""
    return f"  {place}{subject}\n    {fault.what}\n"
