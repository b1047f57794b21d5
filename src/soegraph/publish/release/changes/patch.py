"""What was added and removed: sorted N-Triples, and both as one RDF Patch.

The lines that a release states, without those removed and with those added, are what the next one states:
``comm`` on the unpacked files shows it. The patch (https://jena.apache.org/documentation/rdf-patch/) names itself
and the one before it, so that the patches of all releases make a log.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from soegraph.publish.release import tree
from soegraph.publish.release.changes.merged import Subject
from soegraph.publish.release.describe import Edition
from soegraph.publish.release.output import Output, write
from soegraph.publish.release.packed import packed_lines


class Delta:
    """The files of what was added and removed, open, and the numbers of their triples."""

    def __init__(self, root: Path, opened: ExitStack) -> None:
        self.added = self.removed = 0
        self._added = opened.enter_context(Output(root / tree.ADDED))
        self._removed = opened.enter_context(Output(root / tree.REMOVED))

    def take(self, subject: Subject) -> None:
        """Write what has changed of a subject."""
        self.added += _write(self._added, subject.added)
        self.removed += _write(self._removed, subject.removed)


def _write(out: Output, lines: list[str]) -> int:
    out.write("".join(f"{line} .\n" for line in lines))
    return len(lines)


def write_patch(root: Path, edition: Edition) -> None:
    """Write the patch from the files of what was added and removed."""
    write(root / tree.PATCH, _patch(root, edition))


def _patch(root: Path, edition: Edition) -> Iterator[str]:
    yield f"H id <{patch_id(edition.version)}> .\n"
    yield f"H prev <{patch_id(edition.previous)}> .\n"
    yield "TX .\n"
    for code, path in (("D", tree.REMOVED), ("A", tree.ADDED)):
        yield from (f"{code} {line} .\n" for line in packed_lines(root / path))
    yield "TC .\n"


def patch_id(version: str) -> str:
    """Return the name of the patch that leads to a release, the same whenever it is made.

    >>> patch_id("1.1.0")
    'uuid:3a9bb5a0-c3dc-5cf5-a47d-e1d516bdfeb7'
    """
    return f"uuid:{uuid5(NAMESPACE_URL, tree.versioned(version))}"
