"""What a release says has changed since the one before: against what it states, and against that one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from pyoxigraph import NamedNode, Quad

from soegraph.publish.merging import differences, outside
from soegraph.publish.release.tree import ADDED, CATALOGUE, PATCH, REMOVED, STATED
from soegraph.publish.sorting import Sorted
from soegraph.publish.statements import MARK
from soegraph.verify.checks import CHANGES
from soegraph.verify.dump import Dump, one
from soegraph.verify.reading import Reader
from soegraph.verify.report import Report


class ChangesCheck:
    """Looks at the files of changes of a release; `stated` are the lines of all that it states."""

    def __init__(self, dump: Dump, report: Report, stated: Sorted, folder: Path) -> None:
        self._dump = dump
        self._report = report
        self._stated = stated
        self._folder = folder
        self._added = Sorted(folder / "added")
        self._removed = Sorted(folder / "removed")
        release = NamedNode(dump.release or "urn:none")
        self._before = one(dump.described(CATALOGUE), release, "dcat:previousVersion")

    def check(self, reader: Reader, previous: Dump | None) -> None:
        """Compare the files with each other, with what is stated, and with the release `previous` if it is given."""
        there = [path for path in (ADDED, REMOVED, PATCH) if self._dump.has(path)]
        if len(there) < (3 if self._before or there else 0):
            missing = sorted({ADDED, REMOVED, PATCH} - set(there))
            self._report.add(
                CHANGES, missing[0], "it is missing or cannot be unpacked, and there was a release before"
            )
            return
        if there:
            for path, lines in ((ADDED, self._added), (REMOVED, self._removed)):
                lines.extend(str(quad.triple) for quad in reader.read(path))
            self._check_stated()
            self._check_patch()
        if previous is not None:
            self._check_previous(previous)

    def _fault(self, file: str, what: str, line: str = "", *, number: int = 0) -> None:
        self._report.add(CHANGES, file, what, line=number, subject=line.partition(" ")[0])

    def _check_stated(self) -> None:
        if not self._dump.has(STATED):
            self._report.skip(CHANGES, f"{STATED} is missing or cannot be unpacked")
            return
        for line in outside(self._added, self._stated, within=True):
            self._fault(ADDED, f"{STATED} has not what was added: {line}", line)
        for line in outside(self._removed, self._stated, within=False):
            self._fault(REMOVED, f"{STATED} has what was removed: {line}", line)

    def _check_patch(self) -> None:
        """Compare the patch, line by line, with what it must be."""
        with self._dump.open(PATCH) as file:
            lines = (line.decode(errors="replace").rstrip("\n") for line in file)
            for number, (line, wanted) in enumerate(zip_longest(lines, self._patch()), start=1):
                self._report.look(CHANGES)
                if line != wanted:
                    told = f"the line is {line or 'missing'}, wanted is {wanted or 'no more'}"
                    self._fault(PATCH, told, number=number)
                    return

    def _patch(self) -> Iterator[str]:
        for name, release in (("id", self._dump.release), ("prev", self._before)):
            yield f"H {name} <uuid:{uuid5(NAMESPACE_URL, release)}> ."
        yield "TX ."
        yield from (f"D {line} ." for line in self._removed)
        yield from (f"A {line} ." for line in self._added)
        yield "TC ."

    def _check_previous(self, previous: Dump) -> None:
        """Hold what was added and removed against the release before itself."""
        if previous.release != self._before:
            told = f"the release before is {self._before or 'none'}, given is {previous.release or 'none'}"
            self._fault(CATALOGUE, told)
            return
        before = Sorted(self._folder / "before")
        before.extend(str(quad.triple) for quad in previous.quads(STATED) if isinstance(quad, Quad))
        found = (f"{line}{MARK}{'D' if first else 'A'}" for first, line in differences(before, self._stated))
        for first, marked in differences(found, self._told()):
            line, _, code = marked.partition(MARK)
            file = REMOVED if code == "D" else ADDED
            self._fault(file, f"{'it lacks' if first else 'the releases do not differ in'}: {line}", line)

    def _told(self) -> Iterator[str]:
        marked = Sorted(self._folder / "told")
        for code, lines in (("D", self._removed), ("A", self._added)):
            marked.extend(_marked(lines, code))
        return iter(marked)


def _marked(lines: Iterable[str], code: str) -> Iterator[str]:
    return (f"{line}{MARK}{code}" for line in lines)
