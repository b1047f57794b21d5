"""Hand-made extractions: who says what of whom, without a text that anybody would read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from pyoxigraph import Store as Engine

from soegraph import names
from soegraph.authority import Authority, Entry, Relation
from soegraph.graph import layers
from soegraph.graph.authority import authority_quads, ontology_quads
from soegraph.graph.rules import is_schema
from soegraph.graph.terms import soe, term
from soegraph.model import Article, Claim, EntityRef, Evidence, Extraction, LiteralValue
from soegraph.store import OxigraphStore, Store

Thing = EntityRef | LiteralValue


def person(slug: str, *surfaces: str) -> EntityRef:
    return EntityRef(names.thing("person", slug), "Person", surfaces or (slug,))


def company(slug: str, *surfaces: str, of: str = "Enterprise") -> EntityRef:
    return EntityRef(names.thing("organisation", slug), of, surfaces or (slug,))


def meeting(slug: str, *surfaces: str) -> EntityRef:
    return EntityRef(names.thing("meeting", slug), "Meeting", surfaces or (slug,))


def plan(slug: str, *surfaces: str) -> EntityRef:
    return EntityRef(names.thing("plan", slug), "FiveYearPlan", surfaces or (slug,))


@dataclass(frozen=True)
class Said:
    """A claim that has no article yet."""

    subject: EntityRef
    predicate: str
    object: Thing
    qualifiers: dict[str, str]
    modality: str


def said(
    subject: EntityRef,
    predicate: str,
    object_: EntityRef | str,
    modality: str = "asserted",
    **qualifiers: str,
) -> Said:
    thing = LiteralValue(object_) if isinstance(object_, str) else object_
    return Said(subject, predicate, thing, qualifiers, modality)


def article(article_id: str, *claims: Said, **about: Any) -> Extraction:
    """Make an article of one sentence for each claim, and its extraction. No two articles have one text."""
    sentences = [f"{claim.subject.names[0]} {claim.predicate} {_shown(claim.object)}." for claim in claims]
    text = about.pop("text", " ".join([*sentences, f"({article_id})"]))
    found = Article(article_id, text, **{"language": "en", "publisher": "Daily", **about})
    return Extraction(found, tuple(_claim(found, *pair) for pair in zip(claims, sentences, strict=True)))


def _shown(thing: Thing) -> str:
    return thing.names[0] if isinstance(thing, EntityRef) else thing.value


def _claim(found: Article, said: Said, quote: str) -> Claim:
    start = found.text.index(quote) if quote in found.text else 0
    evidence = Evidence(quote, start, start + len(quote))
    return Claim(
        found.id,
        said.subject,
        said.predicate,
        said.object,
        evidence,
        "en:test",
        said.qualifiers,
        said.modality,
        0.9,
    )


KNOWN = company("known-group", "Known Group", "the Known")
SASAC = company("sasac", "SASAC", of="GovernmentBody")


def entry(entity: EntityRef, label: str, zh: str, *aliases: str, **extras: str) -> Entry:
    slug = names.slug_of(entity.iri)
    labels = {"en": label, "zh-hans": zh}
    return Entry("organisations", slug, entity.iri, entity.type, labels, aliases, (), "", "yes", extras)


def relation(
    subject: EntityRef, predicate: str, object_: str, *, literal: bool = False, **qualifiers: str
) -> Relation:
    row = f"organisations.csv#{names.slug_of(subject.iri)}"
    cited = "https://example.org/list"
    return Relation(subject.iri, predicate, object_, literal, qualifiers, cited, "yes", row)


TABLES = Authority(
    entries=(
        entry(KNOWN, "Known Group Co., Ltd.", "知名集团有限公司", "Known Group"),
        entry(SASAC, "State Assets Commission", "国资委", "SASAC"),
    ),
    relations=(relation(KNOWN, "supervisedBy", SASAC.iri),),
)


KINDS = ("Object", "Datatype", "Annotation")


@cache
def foundation() -> frozenset[Quad]:
    """Return as much of the ontology as rules, shapes and labels need, and two known organisations."""
    roles = [quad for quad in ontology_quads() if "/id/role/" in str(quad.subject)]
    declared = [term(f"owl:{kind}") for kind in ("Class", *(f"{k}Property" for k in KINDS))]
    structure = [
        quad
        for quad in ontology_quads()
        if quad.predicate == soe("claimable")
        or (is_schema(quad.predicate, quad.object) and quad.object not in declared)
    ]
    return frozenset([*roles, *structure, *authority_quads(TABLES)])


def dump(store: Store) -> list[str]:
    """Return all quads of a store as sorted lines."""
    return sorted(map(str, store.quads()))


def facts(store: Store, subject: EntityRef | str) -> set[tuple[str, str]]:
    """Return predicate and object of the facts about a subject, in short."""
    iri = subject if isinstance(subject, str) else subject.iri
    found = store.quads(NamedNode(iri), None, None, layers.facts())
    return {(short(quad.predicate), short(quad.object)) for quad in found}


def short(term: Any) -> str:
    """Write an IRI by its last part, a literal by its value and language.

    >>> short(NamedNode("https://w3id.org/soegraph/ontology#Mine")), short(Literal("Baogang", language="en"))
    ('Mine', 'Baogang@en')
    """
    if isinstance(term, NamedNode):
        return term.value.replace("#", "/").rsplit("/", 1)[1]
    return f"{term.value}@{term.language}" if term.language else str(term.value)


def flat_view_is_the_union(store: Store) -> bool:
    """Tell whether the default graph holds each triple of the four layers, and nothing else."""
    layered = {
        triple for graph in (*layers.stated(), layers.inferred()) for triple in layers.triples(store, graph)
    }
    return layered == {quad.triple for quad in store.quads() if str(quad.graph_name) == "DEFAULT"}


def unpublishable(found: Iterable[Quad | Triple]) -> list[str]:
    """List blank nodes, undeclared terms, literals that are ill-typed or that a store would change."""
    quads = {Quad(*item) if isinstance(item, Triple) else item for item in found}
    stored = Engine()
    stored.extend(quads)
    problems = [f"{quad} changes in the store" for quad in quads if quad not in stored]
    for node in {node for quad in quads for node in (quad.subject, quad.predicate, quad.object)}:
        problems += [f"{node}: {problem}" for problem in _problems(node)]
    return problems


def _problems(node: Any) -> Iterable[str]:
    if isinstance(node, BlankNode):
        yield "blank node"
    elif isinstance(node, NamedNode) and node.value.startswith(names.SOE):
        if node.value not in _declared():
            yield "undeclared"
    elif isinstance(node, Literal):
        if rdflib.Literal(node.value, datatype=node.datatype.value if not node.language else None).ill_typed:
            yield "ill-typed"
        if node.language and node.language != node.language.lower():
            yield "language tag in capitals"


@cache
def _declared() -> frozenset[str]:
    return frozenset(quad.subject.value for quad in ontology_quads() if isinstance(quad.subject, NamedNode))


class Watched(OxigraphStore):
    """A store that counts the quads that are read from it."""

    read = 0

    def quads(self, *pattern: Any, **named: Any) -> Iterator[Quad]:
        """Pass on and count quads."""
        for quad in super().quads(*pattern, **named):
            self.read += 1
            yield quad
