"""Files that hold the same statements in other forms, compared statement by statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from json import JSONDecodeError, loads
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from soegraph import names
from soegraph.publish.merging import by_mark, differences, outside
from soegraph.publish.release.tree import INFERRED, STATED
from soegraph.publish.sorting import Sorted
from soegraph.publish.statements import MARK, graph_name
from soegraph.verify import checks
from soegraph.verify.dump import Dump
from soegraph.verify.reading import Reader
from soegraph.verify.report import Check, Report

_RDF = names.PREFIXES["rdf"]
_QUOTED = NamedNode(names.PREFIXES["prov"] + "wasQuotedFrom")
_EXPRESSION = re.compile(r"_:e(?=[^ ]+)")
_CLAIMS, _RDF12, _FACTS = "claims.ttl.gz", "claims-rdf12.ttl.gz", "facts.nt.gz"
_TRIG, _JSON_LD, _CONTEXT = "all.trig.gz", "all.jsonld.gz", "context.jsonld"


class Comparison:
    """Reads the files of triples beside `stated` and `inferred`, which are the lines of the canonical ones."""

    def __init__(
        self, dump: Dump, report: Report, reader: Reader, folder: Path, stated: Sorted, inferred: Sorted
    ) -> None:
        self._dump = dump
        self._report = report
        self._reader = reader
        self._folder = folder
        self._stated = stated
        self._inferred = inferred

    def check(self, tell: Callable[[str], None]) -> None:
        """Make all comparisons, one after the other; each removes its lines from the disk."""
        for path, compare in (
            ("data", self._parts),
            (_TRIG, self._graphs),
            (_JSON_LD, self._json_ld),
            (_RDF12, self._rdf12),
            (INFERRED, self._not_stated),
            (_FACTS, self._facts),
        ):
            tell(f"comparing {path}")
            with TemporaryDirectory(dir=self._folder) as folder:
                compare(Sorted(Path(folder) / "lines"))

    def _compare(
        self, check: Check, file: str, found: Iterable[str], wanted: Iterable[str], where: str
    ) -> None:
        """Report what only one of two streams has: `found` in the file, `wanted` of it by the file `where`."""
        for difference in differences(found, self._counted(check, wanted)):
            line = difference.line.partition(MARK)[0]
            what = f"{where} has not: {line}" if difference.first else f"it lacks what {where} has: {line}"
            self._report.add(check, file, what, subject=line.partition(" ")[0])

    def _counted(self, check: Check, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self._report.look(check)
            yield line

    def _needs(self, check: Check, *paths: str) -> bool:
        """Tell whether files are there, and note for the report which is not."""
        for path in paths:
            if not self._dump.has(path):
                self._report.skip(check, f"{path} is missing or cannot be unpacked")
                return False
        return True

    def _parts(self, lines: Sorted) -> None:
        for path in self._dump.data():
            lines.extend(f"{_line(quad.triple)}{MARK}{path}" for quad in self._reader.read(path))
        if self._needs(checks.PARTS, STATED):
            self._compare(checks.PARTS, "data", self._each_in_one(lines), self._stated, STATED)

    def _each_in_one(self, lines: Iterable[str]) -> Iterator[str]:
        for line, paths in by_mark(lines, MARK):
            if len(paths) > 1:
                what = f"{' and '.join(paths)} have it both: {line}"
                self._report.add(checks.PARTS, paths[0], what, subject=line.partition(" ")[0])
            yield line

    def _graphs(self, lines: Sorted) -> None:
        inferred = f"{self._dump.base}graph/inferred"
        for quad in self._reader.read(_TRIG):
            self._check_graph(quad)
            of_inferred = isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == inferred
            lines.add(f"{quad.triple}{MARK}{'i' if of_inferred else 's'}")
        if self._needs(checks.GRAPHS, _TRIG, STATED, INFERRED):
            stated = (f"{line}{MARK}s" for line in self._stated)
            wanted = merge(stated, (f"{line}{MARK}i" for line in self._inferred))
            found = (f"{line}{MARK}{max(marks)}" for line, marks in by_mark(lines, MARK))
            self._compare(checks.GRAPHS, _TRIG, found, wanted, f"{STATED} or {INFERRED}")

    def _check_graph(self, quad: Quad) -> None:
        if isinstance(quad.graph_name, DefaultGraph):
            self._report.add(
                checks.GRAPHS, _TRIG, f"it is in no graph: {quad.triple}", subject=str(quad.subject)
            )
        elif quad.predicate == _QUOTED and quad.object != quad.graph_name:
            what = f"it is in the graph of another article: {graph_name(quad)}"
            self._report.add(checks.GRAPHS, _TRIG, what, subject=str(quad.subject))

    def _json_ld(self, lines: Sorted) -> None:
        lines.extend(str(quad.triple) for quad in self._reader.read(_JSON_LD))
        if self._needs(checks.JSON_LD, _JSON_LD, STATED):
            self._compare(checks.JSON_LD, _JSON_LD, lines, self._stated, STATED)
            self._check_context()

    def _check_context(self) -> None:
        with self._dump.open(_JSON_LD) as file:
            head = [file.readline().decode(errors="replace") for _ in range(2)]
        if not self._needs(checks.JSON_LD, _CONTEXT):
            return
        try:
            same = loads("".join(head).rstrip().rstrip(",") + "}") == loads(self._dump.text(_CONTEXT))
        except JSONDecodeError as error:
            self._report.add(checks.JSON_LD, _CONTEXT, f"the context cannot be read: {error}")
            return
        if not same:
            self._report.add(checks.JSON_LD, _CONTEXT, f"the context of {_JSON_LD} is another one")

    def _rdf12(self, lines: Sorted) -> None:
        if self._needs(checks.RDF12, _RDF12, _CLAIMS):
            for quad in self._reader.read(_RDF12):
                lines.extend(_reified(quad))
            claims = Sorted(self._folder / "claims")
            claims.extend(str(quad.triple) for quad in self._dump.quads(_CLAIMS) if isinstance(quad, Quad))
            self._compare(checks.RDF12, _RDF12, lines, claims, _CLAIMS)

    def _not_stated(self, _: Sorted) -> None:
        if self._needs(checks.INFERRED, STATED, INFERRED):
            self._subset(checks.INFERRED, INFERRED, self._inferred, within=False)

    def _facts(self, lines: Sorted) -> None:
        lines.extend(str(quad.triple) for quad in self._reader.read(_FACTS))
        if self._needs(checks.FACTS, STATED, _FACTS):
            self._subset(checks.FACTS, _FACTS, lines, within=True)

    def _subset(self, check: Check, file: str, lines: Iterable[str], *, within: bool) -> None:
        """Report lines that are not stated where they should be, or are where they should not."""
        what = f"{STATED} has not: " if within else f"{STATED} has it already: "
        for line in outside(self._counted(check, lines), self._stated, within=within):
            self._report.add(check, file, f"{what}{line}", subject=line.partition(" ")[0])


def _line(triple: Triple) -> str:
    """Return a triple as all.nt.gz has it, where the class expressions of the ontology are IRIs."""
    line = str(triple)
    if "_:e" not in line:
        return line
    return " ".join(
        _EXPRESSION.sub(f"<{names.EXPRESSION}", term) + ">" if term.startswith("_:e") else term
        for term in line.split(" ", 2)
    )


def _reified(quad: Quad) -> Iterator[str]:
    """Yield what a statement of RDF 1.2 says in RDF 1.1: a reified triple by its three parts."""
    if quad.predicate.value != f"{_RDF}reifies" or not isinstance(quad.object, Triple):
        yield str(quad.triple)
        return
    triple = quad.object
    for name, term in zip(("subject", "predicate", "object"), triple, strict=True):
        yield f"{quad.subject} <{_RDF}{name}> {term}"
