"""What claims and records say of some entities, read from a store in a few batched queries.

Claims (layer 2) and the records of the authority tables (layer 1) come back as the same `Statement`, so
that one code consolidates both. Here the ledger is followed: what was rejected states nothing, what is said
of a replaced entity is said of the one that stays, and a corrected date takes the place of the one that was read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from soegraph import schema
from soegraph.curation.fit import Rulings, Verdict
from soegraph.graph import layers, terms
from soegraph.graph.terms import soe, term
from soegraph.graph.view import View
from soegraph.model import ASSERTED

# What is read of claims and articles, which may be thousands: rows that nobody looks at cost most of the time.
_UNREAD = "rdf:type, oa:hasTarget, prov:wasQuotedFrom, soe:frame"
_OF_SOURCE = "soe:publisherName, schema:url, soe:textHash, schema:datePublished, soe:textSketch"

Properties = Mapping[NamedNode, list[terms.Object]]


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for a statement: a publisher with a text, and the partial date of publication or "".

    `sketch` tells of which other texts the text is a copy, see `copies`.
    """

    publisher: str
    text: str
    published: str = ""
    sketch: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One asserted claim or one record: the node, what it states, its qualifiers by property, its source.

    Its ends are those that stay; `accepted` tells that a person has confirmed it.
    """

    node: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: terms.Object
    qualifiers: Mapping[NamedNode, terms.Object]
    source: Source
    confidence: Decimal = Decimal(1)
    accepted: bool = False

    def value(self, qualifier: str) -> str:
        """Return the lexical value of a qualifier, "" where the source gives none."""
        found = self.qualifiers.get(soe(qualifier))
        return found.value if found is not None else ""


@dataclass(slots=True)
class Description:
    """How an entity is classed and called.

    `known` tells that the ontology or the authority tables describe it: `types`, `preferred` and
    `alternative` are then theirs. `observed` counts the articles that put it in a class, `surfaces` are its
    names in them. `inherited` tells that layer 1 describes only what the entity replaces: all that is known is
    theirs.
    """

    known: bool = False
    inherited: bool = False
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


def read(view: View, entities: Collection[NamedNode]) -> Knowledge:
    """Read what layers 1 and 2 say of `entities`, none of which is replaced."""
    rows = view.about("?n ?p ?o", entities, "?n rdf:subject ?e . ?n ?p ?o")
    nodes = _nodes((graph, *row) for graph, _, *row in rows)
    by_subject: dict[NamedNode, list[Statement]] = defaultdict(list)
    for statement in _statements(view, nodes):
        by_subject[statement.subject].append(statement)
    return Knowledge(by_subject, describe(view, entities))


def made_by(view: View, nodes: Iterable[NamedNode]) -> list[Statement]:
    """Return what the claims and records `nodes` state, as far as they are there and asserted."""
    rows = view.matches("?e ?p ?o", nodes, f"?e ?p ?o FILTER(?p NOT IN ({_UNREAD}))")
    return _statements(view, _nodes(rows))


def alone(node: NamedNode, properties: Properties) -> Statement | None:
    """Return what a claim states before any judgement and whoever says it, None if it is not asserted."""
    return _statement(node, properties, Source("", ""), Rulings()) if _is_asserted(properties) else None


def given_to_objects(
    view: View, objects: Iterable[NamedNode], qualifier: str
) -> Iterator[tuple[NamedNode, terms.Object]]:
    """Yield object and value wherever an asserted claim about one of `objects` has the qualifier."""
    told = f"?n soe:{qualifier} ?v"
    if view.rulings.dated(schema.load().properties[qualifier].qualifier_name):
        told = f"OPTIONAL {{ {told} }}"
    pattern = f"?n rdf:object ?e ; soe:modality ?m . {told}"
    for _, entity, node, value, modality in view.about("?n ?v ?m", objects, pattern):
        verdict = view.rulings.verdict(node)
        if modality.value == ASSERTED and not verdict.rejected:
            given = {soe(qualifier): value} if value is not None else {}
            yield from ((entity, right) for right in _corrected(given, verdict, [qualifier]).values())


def _corrected(
    qualifiers: Mapping[NamedNode, terms.Object], verdict: Verdict, properties: Collection[str]
) -> dict[NamedNode, terms.Object]:
    """Return the values of `properties` as they are once dates that people have corrected are right."""
    corrected = {soe(name): value for name in properties if (value := qualifiers.get(soe(name))) is not None}
    for name, date in verdict.dates.items():
        qualifier = schema.load().qualifiers.get(name)
        if qualifier is not None and qualifier.name in properties:
            corrected.pop(soe(qualifier.name), None)
            if date:
                corrected[soe(qualifier.name)] = terms.typed(date, qualifier.lexical_type)
    return corrected


def describe(view: View, entities: Collection[NamedNode]) -> dict[NamedNode, Description]:
    """Read how layer 1, and the articles that assert something of them, class and call entities."""
    found = {entity: Description() for entity in entities}
    members = list(view.identity.members(entities))
    speaking = _asserting(view, members)
    rows = list(view.matches("?e ?p ?o", members, "?e ?p ?o"))
    told = {read_as for graph, read_as, *_ in rows if graph in layers.foundation()}
    for graph, read_as, predicate, value in rows:
        entity = view.identity.stays(read_as)
        found[entity].inherited = entity not in told
        if graph not in layers.foundation():
            if (graph, read_as) in speaking:
                _note_observed(found[entity], predicate, value)
        elif read_as == entity or entity not in told:
            _note_known(found[entity], predicate, value)
        else:
            _note_other_name(found[entity], predicate, value)
    return found


def _asserting(view: View, entities: Collection[NamedNode]) -> set[tuple[NamedNode, NamedNode]]:
    """Return the pairs of article and entity where the article asserts something with the entity in it."""
    return {
        (graph, entity)
        for role in ("rdf:subject", "rdf:object")
        for graph, entity, node, modality in view.matches(
            "?e ?n ?m", entities, f"?n {role} ?e ; soe:modality ?m"
        )
        if modality.value == ASSERTED and not view.rulings.verdict(node).rejected
    }


def _note_other_name(description: Description, predicate: NamedNode, value: terms.Object) -> None:
    """Note what layer 1 calls a replaced entity whose successor it knows too."""
    is_name = predicate in (term("skos:prefLabel"), term("skos:altLabel"))
    if is_name and isinstance(value, Literal) and value.language != "zh-latn-pinyin":
        description.surfaces.add(value)


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
    rulings = view.rulings
    asserted = {
        node: found
        for node, found in nodes.items()
        if _is_asserted(found[1]) and not rulings.verdict(node).rejected
    }
    articles = {graph for graph, _ in asserted.values()} - {layers.authority()}
    described = _nodes(view.matches("?e ?p ?o", articles, f"?e ?p ?o FILTER(?p IN ({_OF_SOURCE}))"))
    sources = {article: _article_source(article, described[article][1]) for article in articles}
    found = [
        _statement(node, properties, sources.get(graph) or _record_source(properties), rulings)
        for node, (graph, properties) in sorted(asserted.items(), key=lambda item: item[0].value)
    ]
    return [statement for statement in found if not _is_of_one(statement, nodes[statement.node][1])]


def _is_of_one(statement: Statement, properties: Properties) -> bool:
    """Tell whether a statement relates two things that have turned out to be one: it says nothing of that one."""
    ends = {properties[term("rdf:subject")][0], properties[term("rdf:object")][0]}
    return statement.subject == statement.object and len(ends) > 1


def _is_asserted(properties: Properties) -> bool:
    """Tell whether a claim goes beyond layer 2; a record, which has no modality, always does."""
    return all(value.value == ASSERTED for value in properties.get(soe("modality"), ()))


def _statement(node: NamedNode, properties: Properties, source: Source, rulings: Rulings) -> Statement:
    dated = [qualifier.name for qualifier in schema.load().qualifiers.values()]
    given = {predicate: values[0] for predicate, values in properties.items()}
    verdict, identity = rulings.verdict(node), rulings.identity
    subject: Any = given[term("rdf:subject")]
    predicate: Any = given[term("rdf:predicate")]
    value = given[term("rdf:object")]
    return Statement(
        node,
        identity.stays(subject),
        predicate,
        identity.stays(value) if isinstance(value, NamedNode) else value,
        _corrected(given, verdict, dated),
        source,
        Decimal(_first(properties, soe("confidence")) or 1),
        verdict.accepted,
    )


def _article_source(article: NamedNode, properties: Properties) -> Source:
    """Take an article's publisher by name, else by its web address; an unknown one is "", whoever it is."""
    publisher = _first(properties, soe("publisherName")) or _host(_first(properties, term("schema:url")))
    return Source(
        publisher_key(publisher),
        _first(properties, soe("textHash")),
        _first(properties, term("schema:datePublished")),
        _first(properties, soe("textSketch")),
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
