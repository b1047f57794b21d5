"""Triples in memory, found by subject or by object: what the ontology's files say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from soegraph import home, names
from soegraph.errors import OntologyError
from soegraph.names import PREFIXES

_SKOS = PREFIXES["skos"]


def parsed(file: Traversable) -> tuple[list[Quad], dict[str, str]]:
    """Return the triples of a Turtle file, and the namespaces that it declares by prefix.

    Raises:
        OntologyError: the file is not valid Turtle.
    """
    parser = parse(file.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    try:
        return list(parser), dict(parser.prefixes)
    except SyntaxError as error:
        raise OntologyError(f"{home.shown(file)} is not valid Turtle: {error}") from error


def rebased(node: Any) -> Any:
    """Return an IRI as it is under the base in use; any other node as it is."""
    return NamedNode(names.rebased(node.value)) if isinstance(node, NamedNode) else node


class Triples:
    """The triples of the ontology files without blank nodes, indexed by subject and by object."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self._add(names.rebased(quad.subject.value), quad.predicate.value, quad.object)

    def _add(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        self._values[subject, predicate].append(value)
        if isinstance(value, NamedNode):
            self._subjects[predicate, names.rebased(value.value)].append(subject)

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the objects that are IRIs, in the order of the file."""
        values = self._values.get((subject, predicate), ())
        return tuple(names.rebased(value.value) for value in values if isinstance(value, NamedNode))

    def texts(self, subject: str, predicate: str, lang: str | None = None) -> tuple[str, ...]:
        """Return the objects that are literals with that language tag (none: no tag)."""
        values = self._values.get((subject, predicate), ())
        return tuple(v.value for v in values if isinstance(v, Literal) and v.language == lang)

    def text(self, subject: str, predicate: str) -> str:
        """Return the one literal without a language tag, or ""."""
        return next(iter(self.texts(subject, predicate)), "")

    def subjects(self, predicate: str, value: str) -> tuple[str, ...]:
        """Return the subjects that have `value`, sorted."""
        return tuple(sorted(self._subjects.get((predicate, value), ())))

    def objects(self, predicate: str) -> tuple[str, ...]:
        """Return the IRIs that are objects of a predicate, each once."""
        return tuple(value for known, value in self._subjects if known == predicate)

    def languages(self, subject: str) -> tuple[str, ...]:
        """Return the language tags of the labels of `subject`, sorted."""
        labels = (self._values.get((subject, _SKOS + p), ()) for p in ("prefLabel", "altLabel"))
        return tuple(
            sorted({v.language for vs in labels for v in vs if isinstance(v, Literal) and v.language})
        )
