"""Filling an empty store: everything in bulk, each layer written once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields

from pyoxigraph import Literal, NamedNode, Quad

from soegraph.curation import Ledger
from soegraph.graph import facts, layers, quarantine, rules
from soegraph.graph.articles import article_iri, article_notices, article_quads
from soegraph.graph.gate import Gate
from soegraph.graph.judgements import judge
from soegraph.graph.quarantine import Parted
from soegraph.graph.terms import term
from soegraph.graph.view import View
from soegraph.model import Extraction
from soegraph.store import OxigraphStore


@dataclass(slots=True)
class LoadReport:
    """What a load did: articles new, unchanged and replaced, and the claims in the new and replaced ones.

    `quarantined` counts the claims among these that break a shape and were held back. `facts_added` and
    `facts_removed` count triples of the facts layer. `notices` are sentences for people, from extraction and from
    loading; `refused` are sentences too, one for each article that was left out. Both begin with the article's id
    and a colon. `idle` are sentences on the judgements that should have an effect and have none.
    `inconsistencies` counts the places where what was written contradicts the ontology or the rest of the graph.
    """

    loaded: int = 0
    unchanged: int = 0
    replaced: int = 0
    claims: int = 0
    quarantined: int = 0
    facts_added: int = 0
    facts_removed: int = 0
    notices: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    inconsistencies: int = 0

    def __add__(self, later: LoadReport) -> LoadReport:
        """Return the report of two loads, one after the other."""
        return LoadReport(*(getattr(self, f.name) + getattr(later, f.name) for f in fields(self)))

    def note(self, extraction: Extraction, quads: Iterable[Quad]) -> None:
        """Count the claims of an article that is written, and keep what people should know of it."""
        self.claims += sum(quad.predicate == term("oa:hasTarget") for quad in quads)
        self.notices += [*extraction.notices, *article_notices(extraction.article)]

    def note_held(self, parted: Iterable[Parted]) -> None:
        """Count the claims that were held back, and tell of each article that has some."""
        for article in parted:
            if article.claims:
                self.quarantined += article.claims
                claims = "claim breaks" if article.claims == 1 else "claims break"
                self.notices.append(
                    f"{identifier(article.kept)}: {article.claims} {claims} a shape and went to quarantine:"
                    " `soegraph check` tells why"
                )

    def refuses(self, coming: str, there: str) -> bool:
        """Tell whether the article `coming` has the IRI of another one that is `there`, and note it if so."""
        if coming != there:
            self.refused.append(
                f"{coming}: would have the IRI of the article {there!r} in the graph: give it another `id`"
            )
        return coming != there


def fill(
    store: OxigraphStore,
    foundation: Iterable[Quad],
    ledger: Ledger,
    extractions: Iterable[Extraction],
    report: LoadReport,
) -> list[Extraction]:
    """Fill an empty store with all layers; what articles speak of is held in memory, not what they say.

    Returns the extractions of articles that came a second time, which are not loaded: they replace the first.
    """
    known, entities = list(foundation), set[NamedNode]()
    repeated: list[Extraction] = []
    store.bulk_extend(_noting(known, entities))
    articles = _articles(extractions, repeated, report)
    store.bulk_extend(_noting(_sifted(articles, Gate(known), report), entities))
    derive(store, ledger, entities)
    report.facts_added += sum(1 for _ in layers.triples(store, layers.facts()))
    store.flush()
    return repeated


def derive(store: OxigraphStore, ledger: Ledger, entities: Iterable[NamedNode]) -> None:
    """Add all that follows to a store that holds ontology, authority and articles, which speak of `entities`."""
    judged = judge(store, ledger, {})
    store.bulk_extend(layers.within(layers.curation(), judged.added))
    found = facts.consolidate(View(store, {}, judged.rulings), {*entities, *judged.touched})
    store.bulk_extend(layers.within(layers.facts(), found))
    complete(store)


def complete(store: OxigraphStore) -> None:
    """Add the flat view and what the rules infer to a store that holds what is stated."""
    for graph in layers.stated():
        store.bulk_extend(layers.flat(layers.triples(store, graph)))
    rules.close(store, rules.program(store))


def _noting(quads: Iterable[Quad], entities: set[NamedNode]) -> Iterator[Quad]:
    """Pass quads on and note the entities that they speak of."""
    for quad in quads:
        entities.update(spoken_of([quad]))
        yield quad


def spoken_of(quads: Iterable[Quad]) -> set[NamedNode]:
    """Return the entities that quads of article graphs or records speak of."""
    return {
        quad.object
        for quad in quads
        if quad.predicate in (term("schema:mentions"), term("rdf:subject"))
        and isinstance(quad.object, NamedNode)
    }


def _sifted(
    articles: Iterable[tuple[NamedNode, Collection[Quad]]], gate: Gate, report: LoadReport
) -> Iterator[Quad]:
    """Yield the quads of articles, what breaks a shape in the quarantine."""
    yield from layers.within(layers.quarantine(), [quarantine.mark()])
    for batch in quarantine.batched(articles):
        parted = quarantine.part(gate, batch).values()
        report.note_held(parted)
        for article in parted:
            yield from article.kept
            yield from layers.within(layers.quarantine(), article.held)


def _articles(
    extractions: Iterable[Extraction], repeated: list[Extraction], report: LoadReport
) -> Iterator[tuple[NamedNode, Collection[Quad]]]:
    seen: dict[NamedNode, str] = {}
    for extraction in extractions:
        graph, article_id = article_iri(extraction.article.id), extraction.article.id
        if graph in seen:
            if not report.refuses(article_id, seen[graph]):
                repeated.append(extraction)
            continue
        seen[graph] = article_id
        quads = article_quads(extraction)
        report.loaded += 1
        report.note(extraction, quads)
        yield graph, quads


def identifier(quads: Iterable[Quad]) -> str:
    """Return the id of the article that a graph holds, "" if it holds none."""
    found = (q.object for q in quads if q.predicate == term("dcterms:identifier"))
    return next((value.value for value in found if isinstance(value, Literal)), "")
