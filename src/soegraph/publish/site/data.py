"""What is said of one thing, as Turtle and JSON-LD: its own lines in the release, and those that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from soegraph.publish import jsonld, lines
from soegraph.publish.prefixes import prefixes
from soegraph.publish.release.packed import stated
from soegraph.publish.site.address import stem
from soegraph.publish.site.reader import Reader
from soegraph.publish.turtle import block, header

ARRIVING = 500
"""The most lines in a file that lead to its thing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that has a page: its node, the path of its files, its lines, and the triples that lead to it."""

    node: NamedNode
    stem: str
    stated: tuple[str, ...]
    arriving: tuple[Triple, ...]

    @property
    def json(self) -> str:
        """What is said of it as JSON-LD, as it can stand in a page."""
        text = jsonld.beginning() + self._nodes([(str(self.node), self.stated)]) + jsonld.END
        return text.replace("<", r"\u003c")

    def turtle(self) -> Iterator[str]:
        """Yield the text of its Turtle file."""
        yield header(prefixes())
        if len(self.arriving) > ARRIVING:
            yield f"\n# {ARRIVING} of {len(self.arriving)} statements that lead here\n"
        for subject, said in self._about():
            yield block(subject, lines.properties(said))

    def jsonld(self) -> Iterator[str]:
        """Yield the text of its JSON-LD file."""
        yield jsonld.beginning()
        yield self._nodes(self._about())
        yield jsonld.END

    def _nodes(self, about: list[tuple[str, Sequence[str]]]) -> str:
        return jsonld.BETWEEN.join(jsonld.node(subject, lines.properties(said)) for subject, said in about)

    def _about(self) -> list[tuple[str, Sequence[str]]]:
        """Return the lines by subject: its own, then those of what leads to it, without loops of its own."""
        leading = (str(triple) for triple in self.arriving[:ARRIVING] if triple.subject != self.node)
        return [(str(self.node), self.stated), *lines.by_subject(leading)]


def subjects(release: Path, reader: Reader) -> Iterator[Subject]:
    """Yield the things that have pages, in the order in which the release in a folder states them.

    Raises:
        StoreError: what is stated cannot be read.
    """
    for subject, said in lines.by_subject(stated(release)):
        if path := stem(lines.iri(subject)):
            node = NamedNode(lines.iri(subject))
            yield Subject(node, path, tuple(said), tuple(reader.leading_triples(node)))
