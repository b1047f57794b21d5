"""What the SHACL shapes ask of a class or property, in few words."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode

from soegraph.names import PREFIXES
from soegraph.publish.vocabulary.links import Links, ordered
from soegraph.publish.vocabulary.model import Code, Item, Part, Text
from soegraph.publish.vocabulary.source import Node, Source, Value

_SH = PREFIXES["sh"]
_NESTED = ("or", "and", "xone", "not", "node")
_LISTS = ("or", "and", "xone", "in", "languageIn", "ignoredProperties")
_SILENT = {  # what says nothing of the values, or is told elsewhere
    *("path", "property", "message", "name", "description", "severity", "order", "group", "sparql"),
    *(
        "minCount",
        "maxCount",
        "targetClass",
        "targetNode",
        "targetSubjectsOf",
        "targetObjectsOf",
        "deactivated",
    ),
}
_DEEPEST = 4  # shapes one inside the other


class Shapes:
    """The shapes of an ontology's files."""

    def __init__(self, source: Source, links: Links) -> None:
        self._source, self._links = source, links

    def of_class(self, cls: NamedNode) -> list[Item]:
        """Return what the shapes of a class ask of its things, and of each property."""
        shapes = [*self._source.subjects(_SH + "targetClass", cls)]
        if _SH + "NodeShape" in self._source.types(cls):
            shapes.append(cls)
        return [item for shape in shapes for item in self._node_shape(shape)]

    def of_property(self, property_: NamedNode) -> list[Item]:
        """Return what shapes ask of a property's values, with the classes whose things they check."""
        return [
            (*self._asked(shape), *self._holders(shape), *self._messages(shape))
            for shape in self._source.subjects(_SH + "path", property_)
        ]

    def _node_shape(self, shape: Node) -> Iterator[Item]:
        if asked := self._constraints(shape):
            yield (*asked, *self._messages(shape))
        for constraint in self._nodes(shape, "sparql"):
            yield self._messages(constraint)
        for inner in self._nodes(shape, "property"):
            yield (*self._path(inner), Code(" "), *self._asked(inner), *self._messages(inner))

    def _asked(self, shape: Node) -> Item:
        constraints = self._constraints(shape)
        number = Code(self._cardinality(shape))
        return (number, Code(", "), *constraints) if constraints else (number,)

    def _cardinality(self, shape: Node) -> str:
        """Write how many values there may be.

        ``1..*`` is one or more.
        """
        least, most = (self._source.literals(shape, _SH + end) for end in ("minCount", "maxCount"))
        return f"{least[0].value if least else 0}..{most[0].value if most else '*'}"

    def _constraints(self, shape: Node, depth: int = 0) -> Item:
        parts: list[Part] = []
        for predicate in sorted(self._source.predicates(shape)):
            name = predicate.removeprefix(_SH)
            if predicate == name or name in _SILENT or depth > _DEEPEST:
                continue
            for value in self._source.values(shape, predicate):
                parts += [Code(f"{', ' if parts else ''}{name} "), *self._value(name, value, depth)]
        return tuple(parts)

    def _value(self, name: str, value: Value, depth: int) -> Item:
        if name in _LISTS:
            members = self._source.members(value)
            parts = (self._one(name, member, depth) for member in members)
            between = " | " if name in _NESTED else " "
            inner = [
                part for n, item in enumerate(parts) for part in (*((Code(between),) if n else ()), *item)
            ]
            return (Code("("), *inner, Code(")"))
        return self._one(name, value, depth)

    def _one(self, name: str, value: Value, depth: int) -> Item:
        if name in _NESTED and isinstance(value, Node) and (inner := self._constraints(value, depth + 1)):
            return inner
        return (Code(_written(value)),) if isinstance(value, Literal) else (self._links.part(value),)

    def _path(self, shape: Node) -> Item:
        found = [part for path in self._nodes(shape, "path") for part in self._step(path)]
        return tuple(found) or (self._links.part(shape),)

    def _step(self, path: Node) -> Item:
        if isinstance(path, NamedNode):
            return (self._links.part(path),)
        if inverse := self._nodes(path, "inversePath"):
            return (Code("^"), *self._step(inverse[0]))
        steps = [self._step(step) for step in self._source.members(path) if isinstance(step, Node)]
        return tuple(part for n, step in enumerate(steps) for part in (*((Code("/"),) if n else ()), *step))

    def _holders(self, shape: Node) -> Item:
        holders = self._source.subjects(_SH + "property", shape)
        classes = [cls for holder in holders for cls in self._nodes(holder, "targetClass")]
        links = [self._links.part(cls) for cls in sorted(classes, key=str)]
        return tuple(part for n, link in enumerate(links) for part in (Code(", " if n else " of "), link))

    def _messages(self, shape: Node) -> Item:
        found = self._source.literals(shape, _SH + "message")
        texts = {literal.language or "": Text(literal.value, literal.language or "") for literal in found}
        return tuple(part for lang in ordered(texts) for part in (Code(" "), texts[lang]))

    def _nodes(self, shape: Node, name: str) -> list[Node]:
        """The things that a shape names: those with an IRI by it, the others after them in the order of the file."""
        found = self._source.nodes(shape, _SH + name)
        named = sorted((node for node in found if isinstance(node, NamedNode)), key=str)
        return [*named, *(node for node in found if isinstance(node, BlankNode))]


def _written(literal: Literal) -> str:
    plain = literal.datatype.value != PREFIXES["xsd"] + "string"
    return literal.value if plain else f'"{literal.value}"'
