"""Results as people and programs read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal

from soegraph.quality.checks import Severity
from soegraph.quality.run import Result
from soegraph.query.results import written
from soegraph.store import Rows, Term

_SHOWN = 20  # findings of one check: the first ones tell what is wrong


def as_table(results: Sequence[Result]) -> str:
    """Return what was found, each check with its advice, and a summary by severity."""
    blocks = ["\n".join(_block(result)) + "\n" for result in results if result.findings]
    return "\n".join([*blocks, written(_summary(results), "table")])


def as_jsonl(results: Iterable[Result]) -> str:
    """Return one JSON object a line for each check, whatever it has found; IRIs are written in full."""
    return "".join(json.dumps(_record(result), ensure_ascii=False) + "\n" for result in results)


def _block(result: Result) -> Iterator[str]:
    check = result.check
    yield f"{check.name} ({check.severity}; {', '.join(check.sources)})"
    yield f"  {check.summary} {check.remedy}"
    yield from (f"    {finding.shown}" for finding in result.findings[:_SHOWN])
    if (more := len(result.findings) - _SHOWN) > 0:
        yield f"    and {more} more"


def _summary(results: Sequence[Result]) -> Rows:
    counted = [(severity, [r for r in results if r.check.severity == severity]) for severity in Severity]
    rows: list[tuple[Term | None, ...]] = [
        (Literal(severity), *map(Literal, (len(some), *(_number(some, status) for status in _STATUSES))))
        for severity, some in counted
        if some
    ]
    return Rows(("severity", "checks", *_STATUSES), rows)


_STATUSES = ("passed", "accepted", "found")


def _number(results: Iterable[Result], status: str) -> int:
    return sum(result.status == status for result in results)


def _record(result: Result) -> dict[str, object]:
    check = result.check
    return {
        "check": check.name,
        "severity": check.severity.value,
        "sources": check.sources,
        "status": result.status,
        "summary": check.summary,
        "remedy": check.remedy,
        "findings": [dict(finding.values) for finding in result.findings],
        "accepted": [{**finding.values, "reason": reason} for finding, reason in result.accepted],
    }
