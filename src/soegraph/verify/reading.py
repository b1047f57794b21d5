"""Reading the RDF files of a release once, and holding each statement against what any tool may expect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice

from pyoxigraph import Quad, RdfFormat, parse

from soegraph.publish.release.tree import INFERRED, REMOVED, STATED
from soegraph.verify import checks
from soegraph.verify.dump import PARTS, Dump, format_of, is_recipe
from soegraph.verify.report import Report
from soegraph.verify.statements import Examiner
from soegraph.verify.terms import Vocabulary

WITH_BLANK_NODES = ("ontology.ttl", "shapes.ttl")
"""The files that need them: for class expressions, and for the lists of SHACL."""

_DATA = (
    STATED,
    INFERRED,
    *PARTS,
    "all.trig.gz",
    "all.jsonld.gz",
    "claims-rdf12.ttl.gz",
    "facts.nt.gz",
    "redirects.nt",
)
_OF_STATEMENTS = (checks.BLANK_NODES, checks.IRIS, checks.PREDICATES, checks.TERMS, checks.VALUES)
_OF_ONTOLOGY = (checks.TERMS, checks.VALUES)  # of what was removed it may have been another
_BLOCK = 1000  # lines of N-Triples that are parsed together
_FAULTS = 100  # of syntax after which no more of a file is read


class Reader:
    """Reads files and reports what is wrong with their statements; `counts` has the triples of each by path."""

    def __init__(self, dump: Dump, report: Report) -> None:
        self._dump = dump
        self._report = report
        ontology = dump.quads("ontology.ttl") if dump.has("ontology.ttl") else ()
        vocabulary = Vocabulary(quad for quad in ontology if isinstance(quad, Quad))
        self._examiner = Examiner(vocabulary, dump.is_ours)
        self.counts: Counter[str] = Counter()

    def read(self, path: str) -> Iterator[Quad]:
        """Yield the statements of a file, and report the faults of each."""
        if not self._dump.has(path):
            return
        self._report.look(checks.SYNTAX)
        of_data, nameless, number = is_data(path), path in WITH_BLANK_NODES, 0
        for line, quad in self._numbered(path):
            number += 1
            for check, what in self._examiner.faults(quad, of_data=of_data, nameless=nameless):
                if path != REMOVED or check not in _OF_ONTOLOGY:
                    self._report.add(check, path, what, line=line, subject=str(quad.subject))
            yield quad
        self._count(path, number)

    def check(self, path: str) -> None:
        """Read a file only for its faults; of a recipe for another tool only the syntax is checked."""
        if is_recipe(path):
            self._report.look(checks.SYNTAX)
            self.counts[path] = sum(1 for _ in self._numbered(path))
            return
        for _ in self.read(path):
            pass

    def _count(self, path: str, number: int) -> None:
        self.counts[path] = number
        for check in _OF_STATEMENTS:
            self._report.look(check, number)

    def _numbered(self, path: str) -> Iterator[tuple[int, Quad]]:
        if format_of(path) == RdfFormat.N_TRIPLES:
            yield from self._lines(path)
            return
        faults = 0
        for found in self._dump.quads(path):
            if isinstance(found, Quad):
                yield 0, found
            else:
                self._refuse(path, found.lineno or 0, found)
                faults += 1
                if faults == _FAULTS:
                    return

    def _refuse(self, path: str, line: int, error: SyntaxError) -> None:
        what = str(error.msg).partition(": ")[2] or str(error.msg)
        self._report.add(checks.SYNTAX, path, what, line=line)

    def _lines(self, path: str) -> Iterator[tuple[int, Quad]]:
        """Yield the statements of a file of N-Triples with their lines, which must be canonical and sorted."""
        before = b""
        with self._dump.open(path) as file:
            for number, line, quad in _parsed(file):
                self._report.look(checks.CANONICAL)
                if isinstance(quad, SyntaxError):
                    self._refuse(path, number, quad)
                elif what := _not_canonical(before, line, quad):
                    self._report.add(checks.CANONICAL, path, what, line=number)
                if isinstance(quad, Quad):
                    yield number, quad
                before = line


def _not_canonical(before: bytes, line: bytes, quad: Quad | None) -> str:
    """Return why a line is none of a canonical file, "" if it is; `before` is the line above it."""
    if quad is None:
        return "there is no statement in this line"
    if line != f"{quad.triple} .\n".encode():
        return f"canonical would be: {quad.triple} ."
    if line <= before:
        return "this line is there twice" if line == before else "it sorts before the line above it"
    return ""


def is_data(path: str) -> bool:
    """Tell whether a file holds data or the ontology; the others tell about these."""
    return path in _DATA or path.startswith(("data/", "changes/"))


def _parsed(file: Iterable[bytes]) -> Iterator[tuple[int, bytes, Quad | SyntaxError | None]]:
    """Yield the number of each line, the line, and the statement in it or why there is none."""
    lines, number = iter(file), 1
    while block := list(islice(lines, _BLOCK)):
        found = _whole(block)
        for line, quad in zip(block, found or map(_single, block), strict=True):
            yield number, line, quad
            number += 1


def _whole(block: list[bytes]) -> list[Quad] | None:
    """Return the statements of lines with one each, None if a line has another number of them."""
    try:
        found = list(parse(BytesIO(b"".join(block)), format=RdfFormat.N_TRIPLES))
    except SyntaxError:
        return None
    return found if len(found) == len(block) else None


def _single(line: bytes) -> Quad | SyntaxError | None:
    try:
        return next(parse(BytesIO(line), format=RdfFormat.N_TRIPLES), None)
    except SyntaxError as error:
        return error
