"""Try the checks on the ontology in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from soegraph import home
from soegraph.quality.checks import Check, catalogue
from soegraph.query.entities import short
from soegraph.schema import namespace_of, quads_of
from soegraph.store import Term
from soegraph.tables import read_table

NAMELESS = "[]"
"""What stands for a class expression or another thing without an IRI."""

_ANY = "*"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of a check: IRIs and texts by the variable of the query, the term concerned first."""

    values: Mapping[str, str]

    @property
    def shown(self) -> str:
        """The row as a person reads it."""
        return ", ".join(map(short, self.values.values()))


@dataclass(frozen=True, slots=True)
class Result:
    """What a check has found; `accepted` are findings that have a reason in `ontology/checks/accepted.csv`."""

    check: Check
    findings: tuple[Finding, ...] = ()
    accepted: tuple[tuple[Finding, str], ...] = ()

    @property
    def status(self) -> str:
        """``passed``, ``accepted`` (all that it has found), or ``found``."""
        return "found" if self.findings else "accepted" if self.accepted else "passed"

    @property
    def fails(self) -> bool:
        """Tell whether the ontology must not be published as it is."""
        return bool(self.findings) and self.check.severity.fails


def run(*, reasoner: bool = False) -> list[Result]:
    """Try all checks by name, and let HermiT classify the ontology where `reasoner` asks for it.

    The rules of our house are left out for another ontology, of which every check reads all files.

    Raises:
        OntologyError: a file is not valid Turtle, or no header tells the ontology's own terms from others.
        SettingError: `reasoner` is asked for, and there is no Java.
    """
    ours = home.folder() is None
    quads = {file.name: quads_of(file) for file in home.all_turtle()}
    namespace = namespace_of(quad for file in home.turtle() for quad in quads[file.name])
    checks = [check for check in catalogue() if ours or not check.house]
    stores = {names: _store(quads[name] for name in names) for names in {_read(c, quads) for c in checks}}
    results = [_result(check, found(check, stores[_read(check, quads)], namespace)) for check in checks]
    if reasoner:
        from soegraph.quality.reasoner import reason

        model = [quad for file in home.turtle() for quad in quads[file.name]]
        results += [_result(check, findings) for check, findings in reason(model, namespace).items()]
    return results


def found(check: Check, store: Store, namespace: str) -> tuple[Finding, ...]:
    """Return what a check finds in a store, sorted; `namespace` is that of the ontology's own terms."""
    solutions = cast(QuerySolutions, store.query(check.query(namespace)))
    names = [variable.value for variable in solutions.variables]
    rows = {tuple(_text(solution[name]) for name in names) for solution in solutions}
    return tuple(
        Finding({name: value for name, value in zip(names, row, strict=True) if value})
        for row in sorted(rows)
    )


@cache
def accepted() -> Mapping[tuple[str, str], str]:
    """Return why findings of our own ontology are right as they are, by check and the finding as it is shown."""
    table = files("soegraph") / "ontology" / "checks" / "accepted.csv"
    rows = read_table(table, ("check", "finding", "reason"))
    return {(row["check"], row["finding"]): row["reason"] for row in rows}


def _result(check: Check, findings: Sequence[Finding]) -> Result:
    reasons = {} if home.folder() else accepted()
    told = {
        finding.shown: reasons.get((check.name, finding.shown)) or reasons.get((check.name, _ANY))
        for finding in findings
    }
    return Result(
        check,
        tuple(finding for finding in findings if not told[finding.shown]),
        tuple((finding, reason) for finding in findings if (reason := told[finding.shown])),
    )


def _read(check: Check, quads: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the files that a check reads: its own of ours, all of another ontology."""
    return tuple(quads) if home.folder() else check.files


def _store(quads: Iterable[Sequence[Quad]]) -> Store:
    store = Store()
    for file in quads:
        store.extend(file)
    return store


def _text(term: Term | None) -> str:
    match term:
        case NamedNode() | Literal():
            return term.value
        case BlankNode():
            return NAMELESS
        case _:
            return ""
