"""What claims and records say of some entities, read from a store in a few batched queries.

Claims (layer 2) and the records of the authority tables (layer 1) come back as the same `Statement`, so
that one code consolidates both. A `View` looks at a store as it will be once some graphs are replaced:
facts can then be computed before anything is written, and all of it be written in one update.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, Quad

from soegraph import schema
from soegraph.graph import layers, terms
from soegraph.graph.terms import soe, term
from soegraph.model import ASSERTED
from soegraph.names import PREFIXES
from soegraph.store import OxigraphStore, Store

_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

Properties = dict[NamedNode, list[terms.Object]]


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for a statement: a publisher with a text, and the partial date of publication or ""."""

    publisher: str
    text: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One asserted claim or one record: the node, what it states, its qualifiers by property, its source."""

    node: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: terms.Object
    qualifiers: Mapping[NamedNode, terms.Object]
    source: Source

    def value(self, qualifier: str) -> str:
        """Return the lexical value of a qualifier, "" where the source gives none."""
        found = self.qualifiers.get(soe(qualifier))
        return found.value if found is not None else ""


@dataclass(slots=True)
class Description:
    """How an entity is classed and called.

    `known` tells that the ontology or the authority tables describe it: `types`, `preferred` and
    `alternative` are then theirs. `observed` counts the articles that put it in a class, `surfaces` are its
    names in them.
    """

    known: bool = False
    types: set[NamedNode] = field(default_factory=set)
    preferred: set[Literal] = field(default_factory=set)
    alternative: set[Literal] = field(default_factory=set)
    observed: Counter[NamedNode] = field(default_factory=Counter)
    surfaces: set[Literal] = field(default_factory=set)


@dataclass(slots=True)
class Knowledge:
    """What layers 1 and 2 say of some entities: the statements by their subject, and the descriptions."""

    statements: dict[NamedNode, list[Statement]]
    descriptions: dict[NamedNode, Description]


class View:
    """What layers 1 and 2 of a store will say after some of its graphs are replaced.

    `changes` gives the coming quads of each graph to replace; none means that the graph goes.
    """

    def __init__(self, store: Store, changes: Mapping[NamedNode, Iterable[Quad]]) -> None:
        self._store = store
        self._passed_over = {*changes, layers.facts(), layers.inferred()}
        self._coming = OxigraphStore()
        self._coming.extend(quad for quads in changes.values() for quad in quads)

    def matches(self, variables: str, nodes: Iterable[NamedNode], pattern: str) -> Iterator[tuple[Any, ...]]:
        """Yield the graph and the values of `variables` wherever a pattern matches inside one named graph.

        In the pattern, ``?e`` stands for each of `nodes` in turn.
        """
        for row in matches(self._store, variables, nodes, pattern):
            if row[0] not in self._passed_over:
                yield row
        yield from matches(self._coming, variables, nodes, pattern)


def matches(
    store: Store, variables: str, nodes: Iterable[NamedNode], pattern: str, within: NamedNode | None = None
) -> Iterator[tuple[Any, ...]]:
    """Yield the graph and the values of `variables` as `View.matches` does, from a store as it is now.

    `within` keeps to one graph, whose name is then left unsaid.
    """
    if values := " ".join(sorted(map(str, nodes))):
        where = f"GRAPH {within or '?g'} {{ VALUES ?e {{ {values} }} {pattern} }}"
        yield from store.select(f"{_PROLOGUE}SELECT ?g {variables} {{ {where} }}").rows


def read(view: View, entities: Collection[NamedNode]) -> Knowledge:
    """Read what layers 1 and 2 say of `entities`."""
    nodes = _nodes(view.matches("?n ?p ?o", entities, "?n rdf:subject ?e . ?n ?p ?o"))
    by_subject: dict[NamedNode, list[Statement]] = defaultdict(list)
    for statement in _statements(view, nodes):
        by_subject[statement.subject].append(statement)
    return Knowledge(by_subject, describe(view, entities))


def given_to_objects(
    view: View, objects: Iterable[NamedNode], qualifier: str
) -> Iterator[tuple[NamedNode, terms.Object]]:
    """Yield object and value wherever an asserted claim about one of `objects` has the qualifier."""
    pattern = f"?n rdf:object ?e ; soe:{qualifier} ?v ; soe:modality ?m"
    for _, entity, value, modality in view.matches("?e ?v ?m", objects, pattern):
        if modality.value == ASSERTED:
            yield entity, value


def describe(view: View, entities: Collection[NamedNode]) -> dict[NamedNode, Description]:
    """Read how layer 1, and the articles that assert something of them, class and call entities."""
    found = {entity: Description() for entity in entities}
    speaking = _asserting(view, entities)
    for graph, entity, predicate, value in view.matches("?e ?p ?o", entities, "?e ?p ?o"):
        if graph in (layers.ONTOLOGY, layers.authority()):
            _note_known(found[entity], predicate, value)
        elif (graph, entity) in speaking:
            _note_observed(found[entity], predicate, value)
    return found


def _asserting(view: View, entities: Collection[NamedNode]) -> set[tuple[NamedNode, NamedNode]]:
    """Return the pairs of article and entity where the article asserts something with the entity in it."""
    return {
        (graph, entity)
        for role in ("rdf:subject", "rdf:object")
        for graph, entity, modality in view.matches("?e ?m", entities, f"?n {role} ?e ; soe:modality ?m")
        if modality.value == ASSERTED
    }


def _note_known(description: Description, predicate: NamedNode, value: terms.Object) -> None:
    description.known = True
    if predicate == term("rdf:type") and isinstance(value, NamedNode):
        description.types.add(value)
    elif predicate == term("skos:prefLabel") and isinstance(value, Literal):
        description.preferred.add(value)
    elif predicate == term("skos:altLabel") and isinstance(value, Literal):
        description.alternative.add(value)


def _note_observed(description: Description, predicate: NamedNode, value: terms.Object) -> None:
    if predicate == term("rdf:type") and isinstance(value, NamedNode):
        description.observed[value] += 1
    elif predicate == term("skos:altLabel") and isinstance(value, Literal):
        description.surfaces.add(value)


def _nodes(rows: Iterable[tuple[Any, ...]]) -> dict[NamedNode, tuple[NamedNode, Properties]]:
    """Gather rows of graph, node, predicate and object as the properties of each node."""
    found: dict[NamedNode, tuple[NamedNode, Properties]] = {}
    for graph, node, predicate, value in rows:
        _, properties = found.setdefault(node, (graph, defaultdict(list)))
        properties[predicate].append(value)
    return found


def _statements(view: View, nodes: Mapping[NamedNode, tuple[NamedNode, Properties]]) -> list[Statement]:
    """Return what claims and records state, sorted by node; leave out claims that are not asserted."""
    asserted = {node: found for node, found in nodes.items() if _is_asserted(found[1])}
    articles = {graph for graph, _ in asserted.values()} - {layers.authority()}
    described = _nodes(view.matches("?e ?p ?o", articles, "?e ?p ?o"))
    sources = {article: _article_source(article, described[article][1]) for article in articles}
    return [
        _statement(node, properties, sources.get(graph) or _record_source(properties))
        for node, (graph, properties) in sorted(asserted.items(), key=lambda item: item[0].value)
    ]


def _is_asserted(properties: Properties) -> bool:
    """Tell whether a claim goes beyond layer 2; a record, which has no modality, always does."""
    return all(value.value == ASSERTED for value in properties.get(soe("modality"), ()))


def _statement(node: NamedNode, properties: Properties, source: Source) -> Statement:
    qualifiers = {
        soe(qualifier.name): properties[soe(qualifier.name)][0]
        for qualifier in schema.load().qualifiers.values()
        if soe(qualifier.name) in properties
    }
    subject: Any = properties[term("rdf:subject")][0]
    predicate: Any = properties[term("rdf:predicate")][0]
    return Statement(node, subject, predicate, properties[term("rdf:object")][0], qualifiers, source)


def _article_source(article: NamedNode, properties: Properties) -> Source:
    """Take an article's publisher by name, else by its web address; an unknown one is "", whoever it is."""
    publisher = _first(properties, soe("publisherName")) or _host(_first(properties, term("schema:url")))
    return Source(
        publisher_key(publisher),
        _first(properties, soe("textHash")),
        _first(properties, term("schema:datePublished")),
    )


def publisher_key(name: str) -> str:
    """Return what all spellings of a publisher's name share: its article, case and white space tell nothing.

    >>> publisher_key("The  Metalnomist") == publisher_key("metalnomist ")
    True
    """
    return " ".join(name.casefold().split()).removeprefix("the ")


def _record_source(properties: Properties) -> Source:
    """Take the cited page or note as the text that vouches for a record, and its site as the publisher."""
    cited = _first(properties, term("dcterms:source"))
    return Source(_host(cited) or cited, cited)


def _first(properties: Properties, predicate: NamedNode) -> str:
    return min((value.value for value in properties.get(predicate, ())), default="")


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
