"""The saved queries of a release: each can be parsed, and queries.ttl has the same ones."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, Store

from soegraph import names
from soegraph.verify.checks import QUERIES
from soegraph.verify.dump import Dump
from soegraph.verify.report import Report

_SH = names.PREFIXES["sh"]
_FILE = "queries.ttl"


def check_queries(dump: Dump, report: Report) -> None:
    """Parse all saved queries."""
    files = {
        Path(path).stem: path for path in dump.paths if path.startswith("queries/") and path.endswith(".rq")
    }
    for path in files.values():
        _check(report, path, dump.text(path), "")
    told = _told(dump)
    for iri, text in told.items():
        _check(report, _FILE, text, iri)
    slugs = {names.slug_of(iri) for iri in told}
    for name in sorted(files.keys() - slugs):
        report.add(QUERIES, _FILE, f"it does not have the query {name}")
    for name in sorted(slugs - files.keys()):
        report.add(QUERIES, f"queries/{name}.rq", f"it is missing: {_FILE} has it")


def _told(dump: Dump) -> dict[str, str]:
    """Return the texts of the queries in queries.ttl by IRI."""
    found = dump.described(_FILE).quads_for_pattern(None, NamedNode(_SH + "select"), None)
    return {quad.subject.value: quad.object.value for quad in sorted(found, key=str)}  # type: ignore[union-attr]


def _check(report: Report, path: str, text: str, subject: str) -> None:
    report.look(QUERIES)
    try:
        Store().query(text)
    except (SyntaxError, ValueError) as error:
        report.add(QUERIES, path, f"it cannot be parsed: {error}", subject=subject)
