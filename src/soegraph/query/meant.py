"""From what a person types to the triple that is meant: `Entities` finds things, this module relations and values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from itertools import chain
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from soegraph import names, schema
from soegraph.errors import QueryError
from soegraph.graph import layers
from soegraph.graph.terms import Object, local_name, term, typed
from soegraph.query.bind import expand, text
from soegraph.query.entities import Entities, short
from soegraph.store import Store

T = TypeVar("T")

_TYPE = term("rdf:type")
_TYPE_WORDS = ("a", "is a", "type")
_PROPERTIES = "owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty rdf:Property"
_CLASSES = "owl:Class rdfs:Class"
_SHOWN = 8  # suggestions in a message
_VOCABULARY = """SELECT ?term ?name WHERE {
  VALUES ?kind { %s }
  ?term a ?kind .
  OPTIONAL { VALUES ?naming { skos:prefLabel skos:altLabel rdfs:label } ?term ?naming ?name }
}"""


def triples_meant(
    store: Store, entities: Entities, subject: str, relation: str, thing: str = ""
) -> list[Triple]:
    """Return the triples that three texts mean, sorted; without `thing` all that hold of subject and relation.

    A value may be written as in Turtle (``"2021"^^xsd:gYear``); without quotation marks it is any value of the
    relation that reads so. Whether the triples hold, only a look at the store can tell.

    Raises:
        QueryError: a text means nothing, or several things; or nothing holds of subject and relation.
    """
    node = _told("subject", subject, lambda: entities.find(subject))
    predicate = _told("relation", relation, lambda: find_property(store, relation))
    held = {quad.triple for quad in store.quads(node, predicate, None, layers.FLAT)}
    if thing:
        wanted = _told("object", thing, lambda: _objects(store, entities, predicate, thing, held))
        return [Triple(node, predicate, value) for value in wanted]
    if not held:
        used = sorted({short(quad.predicate.value) for quad in store.quads(node, None, None, layers.FLAT)})
        raise QueryError(
            f"nothing holds of {short(node.value)} and {short(predicate.value)}; it has {', '.join(used)}"
        )
    return sorted(held, key=str)


def find_property(store: Store, value: str) -> NamedNode:
    """Return the property that is meant by its IRI, prefixed name, local name or label in any language.

    Raises:
        QueryError: there is none, or more than one; the message lists those that may be meant.
    """
    return _TYPE if value.strip().casefold() in _TYPE_WORDS else _term(store, value, _PROPERTIES, "relation")


def _told(part: str, value: str, find: Callable[[], T]) -> T:
    try:
        return find()
    except QueryError as error:
        raise QueryError(f"{part} {value!r}: {error}") from None


def _objects(
    store: Store, entities: Entities, predicate: NamedNode, value: str, held: Iterable[Triple]
) -> list[Object]:
    if value.startswith('"'):
        return [_as_in_turtle(value)]
    if predicate == _TYPE:
        return [_term(store, value, _CLASSES, "class")]
    literals = (t.object for t in held if isinstance(t.object, Literal))
    if same := sorted((literal for literal in literals if literal.value == value), key=str):
        return list(same)
    return [_literal(predicate, value) if _is_of_values(store, predicate) else entities.find(value)]


def _as_in_turtle(value: str) -> Literal:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in names.PREFIXES.items())
    try:
        [quad] = parse(f"{prefixes}<urn:s> <urn:p> {value} .", format=RdfFormat.TURTLE)
    except (SyntaxError, ValueError) as error:
        raise QueryError(
            'this is no literal of Turtle such as "2021"^^xsd:gYear or "包钢"@zh-hans'
        ) from error
    assert isinstance(quad.object, Literal)
    return quad.object


def _is_of_values(store: Store, predicate: NamedNode) -> bool:
    return any(
        layers.holds(store, Triple(predicate, _TYPE, term(kind)))
        for kind in ("owl:DatatypeProperty", "owl:AnnotationProperty")
    )


def _literal(predicate: NamedNode, value: str) -> Object:
    """Return a value that nothing has yet, of the form that the ontology asks for."""
    known = schema.load().properties.get(local_name(predicate))
    try:
        return typed(value, known.lexical_type) if known and known.lexical_type else text(value)
    except ValueError as error:
        raise QueryError(str(error)) from error


def _term(store: Store, value: str, kinds: str, noun: str) -> NamedNode:
    wanted, called = value.strip(), dict[str, set[NamedNode]]()
    text(wanted)
    for node, name in _vocabulary(store, kinds):
        called.setdefault(name, set()).add(node)
    for key in (expand(wanted), names.SOE + wanted, _plain(wanted)):
        if found := sorted(called.get(key, ()), key=str):
            if len(found) > 1:
                raise QueryError(f"several are called that; give one of {_listed(found)}")
            return found[0]
    if ":" in wanted and _is_used(store, expand(wanted)):
        return NamedNode(expand(wanted))
    near = {node for name in get_close_matches(_plain(wanted), called, _SHOWN, 0.6) for node in called[name]}
    hint = f"did you mean {_listed(sorted(near, key=str))}?" if near else "nothing has a name like it"
    raise QueryError(f"no {noun} is called that; {hint}")


def _vocabulary(store: Store, kinds: str) -> Iterator[tuple[NamedNode, str]]:
    """Yield each term with what it goes by: its IRI, its local name and its labels, capitals and spaces left out."""
    for node, label in store.select(names.PROLOGUE + _VOCABULARY % kinds).rows:
        if isinstance(node, NamedNode):
            yield node, node.value
            yield node, _plain(names.slug_of(node.value))
            if isinstance(label, Literal):
                yield node, _plain(label.value)


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


def _is_used(store: Store, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    uses = chain(store.quads(None, node, None, layers.FLAT), store.quads(None, None, node, layers.FLAT))
    return next(uses, None) is not None


def _listed(nodes: Collection[NamedNode]) -> str:
    return ", ".join(short(node.value) for node in list(nodes)[:_SHOWN])
