"""The files of an ontology as one graph, class expressions and lists included, in the order of the files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from soegraph import home
from soegraph.names import PREFIXES
from soegraph.schema import namespace_of
from soegraph.triples import parsed, rebased

Node: TypeAlias = NamedNode | BlankNode
Value: TypeAlias = Node | Literal

TYPE = PREFIXES["rdf"] + "type"
_FIRST, _REST = PREFIXES["rdf"] + "first", PREFIXES["rdf"] + "rest"
_NAMESPACE = "http://purl.org/vocab/vann/preferredNamespaceUri"


@dataclass(slots=True)
class Source:
    """The triples of an ontology by subject and by object; `prefixes` are those that its files declare.

    `namespace` is that of its own terms.
    """

    namespace: str
    prefixes: Mapping[str, str]
    _values: dict[tuple[Node, str], dict[Value, None]] = field(default_factory=lambda: defaultdict(dict))
    _subjects: dict[tuple[str, Value], dict[Node, None]] = field(default_factory=lambda: defaultdict(dict))
    _predicates: dict[Node, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, quads: Iterable[Quad]) -> None:
        """Take in triples; things of ours move to the base in use."""
        for quad in quads:
            subject, value = rebased(quad.subject), rebased(quad.object)
            if isinstance(subject, Node) and isinstance(value, Value):
                self._values[subject, quad.predicate.value][value] = None
                self._subjects[quad.predicate.value, value][subject] = None
                self._predicates[subject][quad.predicate.value] = None

    def values(self, subject: Node, predicate: str) -> list[Value]:
        """Return the objects, in the order of the files."""
        return list(self._values.get((subject, predicate), ()))

    def nodes(self, subject: Node, predicate: str) -> list[Node]:
        """Return the objects that are no literals."""
        return [value for value in self.values(subject, predicate) if not isinstance(value, Literal)]

    def literals(self, subject: Node, predicate: str) -> list[Literal]:
        """Return the objects that are literals."""
        return [value for value in self.values(subject, predicate) if isinstance(value, Literal)]

    def subjects(self, predicate: str, value: Value) -> list[Node]:
        """Return the subjects that have `value`, in the order of the files."""
        return list(self._subjects.get((predicate, value), ()))

    def predicates(self, subject: Node) -> list[str]:
        """Return the predicates of a subject, in the order of the files."""
        return list(self._predicates.get(subject, ()))

    def names(self, subject: Node, value: Value) -> bool:
        """Tell whether a subject has `value` as an object."""
        return any(value in self._values[subject, predicate] for predicate in self.predicates(subject))

    def pairs(self, predicate: str) -> Iterator[tuple[Node, Value]]:
        """Yield subject and object of the triples with a predicate."""
        for subject, known in self._values:
            if known == predicate:
                yield from ((subject, value) for value in self._values[subject, known])

    def types(self, subject: Node) -> list[str]:
        """Return the IRIs of the types of a subject."""
        return [value.value for value in self.values(subject, TYPE) if isinstance(value, NamedNode)]

    def members(self, node: Value) -> list[Value]:
        """Return the members of an RDF list; of a list that runs in a circle, those before it closes."""
        found: list[Value] = []
        seen: set[Value] = set()
        while isinstance(node, Node) and node not in seen and (first := self.values(node, _FIRST)):
            seen.add(node)
            found.append(first[0])
            node = next(iter(self.values(node, _REST)), node)
        return found

    def own(self) -> list[NamedNode]:
        """Return the terms of the ontology's own namespace, wherever they are named, by IRI."""
        return sorted({node for node in self._named() if self.is_own(node)}, key=str)

    def is_own(self, node: Value) -> bool:
        """Tell whether something is a term of the ontology's own namespace."""
        local = node.value.removeprefix(self.namespace)
        return (
            isinstance(node, NamedNode)
            and local != node.value
            and bool(local)
            and not {"/", "#"} & set(local)
        )

    def typed(self, *types: str) -> list[NamedNode]:
        """Return what has one of these types and an IRI, by IRI."""
        found = (self.subjects(TYPE, NamedNode(iri)) for iri in types)
        return sorted({n for nodes in found for n in nodes if isinstance(n, NamedNode)}, key=str)

    def _named(self) -> Iterator[NamedNode]:
        for (subject, predicate), values in self._values.items():
            yield NamedNode(predicate)
            yield from (node for node in (subject, *values) if isinstance(node, NamedNode))


def read() -> Source:
    """Read all Turtle files of the ontology in use, those that match or check it included.

    Raises:
        OntologyError: a file is not valid Turtle, or no file names the ontology's own namespace.
    """
    files = [parsed(file) for file in home.all_turtle()]
    namespace = namespace_of(quad for quads, _ in files[: len(home.turtle())] for quad in quads)
    prefixes = {prefix: iri for _, declared in reversed(files) for prefix, iri in declared.items()}
    source = Source(namespace, dict(sorted(prefixes.items())))
    for quads, _ in files:
        source.add(quads)
    return source


def header_of(source: Source) -> NamedNode:
    """Return the node of the ontology: the one that names the namespace, or the namespace without its end."""
    named = (node for node, value in source.pairs(_NAMESPACE) if value.value == source.namespace)
    found = next((node for node in named if isinstance(node, NamedNode)), None)
    return found or NamedNode(source.namespace.rstrip("/#"))
