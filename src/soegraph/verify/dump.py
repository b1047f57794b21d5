"""A release as a stranger finds it: a folder of files, and what its catalogue says of it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from soegraph import names
from soegraph.errors import InputError
from soegraph.publish.release.said import node
from soegraph.publish.release.tree import CATALOGUE, STATED, SUMS
from soegraph.verify.blocks import documents

PARTS = ("ontology.ttl", "schemes.ttl", "claims.ttl.gz")
"""The files that, with those in `data`, hold each stated triple once."""

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}

_KIND = re.compile(r"([^/>]+)/.")


class Dump:
    """The files of a release, and the IRIs of it; only reads.

    Raises:
        InputError: there is no release in the folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths = sorted(
            path.relative_to(root).as_posix()
            for path in root.rglob("*")
            if path.is_file() or path.is_symlink()
        )
        if {SUMS, CATALOGUE, STATED}.isdisjoint(self.paths):
            raise InputError(f"{root} is no release: it has neither {SUMS} nor {CATALOGUE} nor {STATED}")
        self._there = frozenset(path for path in self.paths if (root / path).is_file())
        self.unreadable: set[str] = set()
        self.release = self._release()
        self.base = self.release.rpartition("dataset/")[0] or names.base()

    def _release(self) -> str:
        """Return the IRI of this release, "" if the catalogue does not tell."""
        found = (
            quad.subject
            for quad in self.described(CATALOGUE).quads_for_pattern(None, node("dcat:isVersionOf"), None)
        )
        return min((node.value for node in found if isinstance(node, NamedNode)), default="")

    def has(self, path: str) -> bool:
        """Tell whether a file is there, can be read and can be unpacked."""
        return path in self._there and path not in self.unreadable

    def open(self, path: str) -> IO[bytes]:
        """Open a file to read what it holds, unpacked."""
        file = self.root / path
        return cast(IO[bytes], gzip.open(file)) if path.endswith(".gz") else file.open("rb")

    def text(self, path: str) -> str:
        """Return the text of a small file, "" if there is none; what is not UTF-8 is replaced."""
        if not self.has(path):
            return ""
        with self.open(path) as file:
            return file.read().decode(errors="replace")

    def quads(self, path: str) -> Iterator[Quad | SyntaxError]:
        """Yield what a file of RDF holds, and an error for each place that cannot be read."""
        with self.open(path) as file:
            if is_recipe(path):
                yield from _parsed(file, format_of(path), f"{self.release}/{path}")
                return
            if format_of(path) != RdfFormat.JSON_LD:
                yield from _parsed(file, format_of(path))
                return
            for left_out, document in documents(file):
                for found in _parsed(BytesIO(document), RdfFormat.JSON_LD):
                    if isinstance(found, SyntaxError):
                        found.lineno = (found.lineno or 0) + left_out
                    yield found

    def described(self, path: str) -> Store:
        """Return what a small file holds, in memory; what cannot be read of it is left out."""
        store = Store()
        if self.has(path):
            store.extend(quad for quad in self.quads(path) if isinstance(quad, Quad))
        return store

    def data(self) -> list[str]:
        """Return the files of the parts of all that is stated."""
        data = [path for path in self.paths if path.startswith("data/") and path.endswith(".ttl.gz")]
        return [path for path in (*PARTS, *data) if self.has(path)]

    def is_ours(self, iri: str) -> bool:
        """Tell whether an IRI names a thing of the release."""
        return iri.startswith(self.base + "id/")

    def kind(self, term: str) -> str:
        """Return the kind of a thing of the release, by its N-Triples term; "" if it is none."""
        if not self.is_ours(term[1:]):
            return ""
        found = _KIND.match(term, 1 + len(self.base) + len("id/"))
        return found[1] if found else ""


def is_recipe(path: str) -> bool:
    """Tell whether a file is a setting of another tool: Turtle with its vocabulary and relative IRIs, no data."""
    return path.startswith("import/")


def _parsed(file: IO[bytes], form: RdfFormat | None, base: str | None = None) -> Iterator[Quad | SyntaxError]:
    parser = parse(file, format=form, base_iri=base)
    while True:
        try:
            yield next(parser)
        except StopIteration:
            return
        except SyntaxError as error:
            yield error


def format_of(path: str) -> RdfFormat | None:
    """Return the format of a file of RDF by its name, None if it is something else."""
    return FORMATS.get(Path(path.removesuffix(".gz")).suffix)


def one(store: Store, subject: Any, curie: str) -> str:
    """Return the value of a property, a prefixed name, that a thing has once; "" if it has none or several."""
    found = {quad.object.value for quad in store.quads_for_pattern(subject, node(curie), None)}  # type: ignore[union-attr]
    return str(found.pop()) if len(found) == 1 else ""
