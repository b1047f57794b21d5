"""Loading and forgetting articles, with all that follows from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph import names, schema
from soegraph.curation import Ledger, ledger
from soegraph.graph import authority, facts, layers, quarantine, rules
from soegraph.graph.articles import article_iri, article_quads
from soegraph.graph.bulk import LoadReport, fill, identifier, spoken_of
from soegraph.graph.consequences import Stated, consequences
from soegraph.graph.gate import Gate
from soegraph.graph.judgements import Judged, judge
from soegraph.graph.restated import restated
from soegraph.graph.rules.watch import Watch
from soegraph.graph.states import idle
from soegraph.graph.terms import soe, term
from soegraph.graph.touched import Settled
from soegraph.graph.view import View
from soegraph.model import Extraction
from soegraph.store import OxigraphStore, Store

BATCH = 20_000
"""Quads of article graphs that one update writes."""

Changes = dict[NamedNode, Collection[Quad]]
"""The coming quads of each graph to replace; none for a graph that goes."""

_SPEAKING = (term("schema:mentions"), term("rdf:subject"))


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a graph: articles, claims, facts (plain triples of a relation) and entities by class."""

    articles: int
    claims: int
    facts: int
    entities: Mapping[str, int]


class Graph:
    """A knowledge graph in a store.

    Whatever is loaded, in whatever order, the graph is the same function of its articles. `foundation`
    takes the place of the ontology and authority tables of the package, `judgements` that of its ledger; a
    store that was begun with others is brought up to date by the first load.
    """

    def __init__(
        self,
        store: Store,
        foundation: Iterable[Quad] | None = None,
        judgements: Ledger | None = None,
    ) -> None:
        self._store = store
        self._given = foundation
        self._judgements = judgements

    @cached_property
    def _ledger(self) -> Ledger:
        return ledger() if self._judgements is None else self._judgements

    @cached_property
    def _program(self) -> rules.Program:
        return rules.program(self._store)

    @cached_property
    def _watch(self) -> Watch:
        return Watch(self._store)

    @cached_property
    def _foundation(self) -> frozenset[Quad]:
        return frozenset(authority.foundation() if self._given is None else self._given)

    @cached_property
    def _gate(self) -> Gate:
        return Gate(self._foundation)

    def load(self, extractions: Iterable[Extraction]) -> LoadReport:
        """Load articles; one that is there unchanged stays untouched, one that has changed is replaced.

        Articles are written in batches, each in one update with all that follows from it: a crash leaves the
        state before or after. An article whose id gives the IRI of another one that is there is left out.

        Raises:
            InputError: a claim that its article does not prove; earlier batches stay. Or a ledger that
                cannot be read; nothing is loaded then.
        """
        report = LoadReport()
        self._lay_foundation()
        for changes in self._batches(extractions, report):
            come = self._commit(changes, report)
            report.inconsistencies += self._watch.caused(self._store, come)
        self._store.flush()
        report.idle += idle(self._store, self._ledger)
        return report

    def forget(self, article_id: str) -> bool:
        """Remove an article and what followed from it alone; tell whether it was there."""
        article = article_iri(article_id)
        there = identifier(self._store.quads(graph=article))
        if there != article_id:
            return False
        self._lay_foundation()
        self._commit({article: ()}, LoadReport())
        self._store.flush()
        return True

    def summary(self) -> Summary:
        """Count what is in the graph."""
        relations = " ".join(str(soe(name)) for name in schema.load().relations)
        described = f"?e a ?class ; {term('skos:prefLabel')} ?label"
        entities = self._store.select(
            f"SELECT ?class (COUNT(DISTINCT ?e) AS ?n) {{ GRAPH ?g {{ {described} }}"
            f" VALUES ?g {{ {layers.authority()} {layers.facts()} }} }} GROUP BY ?class"
        )
        return Summary(
            articles=self._count(f"GRAPH ?g {{ ?g a {soe('Article')} }}"),
            claims=self._count(f"GRAPH ?g {{ ?claim a {soe('Claim')} }} FILTER(?g != {layers.quarantine()})"),
            facts=self._count(f"GRAPH {layers.facts()} {{ VALUES ?p {{ {relations} }} ?s ?p ?o }}"),
            entities=_counts(entities.rows),
        )

    def _count(self, pattern: str) -> int:
        [(count,)] = self._store.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").rows
        return int(count.value) if isinstance(count, Literal) else 0

    def _lay_foundation(self) -> None:
        """Bring ontology, authority tables and what follows from the ledger up to date."""
        wanted, judgements = self._foundation, self._ledger
        if next(self._store.quads(), None) is None:
            scratch = OxigraphStore()
            fill(scratch, wanted, judgements, (), LoadReport())
            self._store.extend(scratch.quads())
            return
        changes: Changes = {}
        for graph in layers.foundation():
            coming = {quad for quad in wanted if quad.graph_name == graph}
            if coming != set(self._store.quads(graph=graph)):
                changes[graph] = coming
        if changes or not quarantine.is_current(self._store):
            changes.update(quarantine.reconsidered(self._store, self._gate))
        self._commit(changes, LoadReport())

    def _batches(self, extractions: Iterable[Extraction], report: LoadReport) -> Iterator[Changes]:
        """Yield the article graphs that are new or changed, some at a time."""
        changes: Changes = {}
        for extraction in extractions:
            graph, coming = article_iri(extraction.article.id), frozenset(article_quads(extraction))
            there = changes.get(graph) or quarantine.whole(self._store, graph)
            if there == coming:
                report.unchanged += 1
                continue
            if there and report.refuses(extraction.article.id, identifier(there)):
                continue
            report.replaced += bool(there)
            report.loaded += not there
            report.note(extraction, coming)
            changes[graph] = coming
            if sum(map(len, changes.values())) >= BATCH:
                yield changes
                changes = {}
        if changes:
            yield changes

    def _commit(self, changes: Changes, report: LoadReport) -> list[Triple]:
        """Replace graphs, articles as far as the gate lets them pass, with all that follows, in one update.

        Returns what joins the flat view.
        """
        sifted = quarantine.sift(self._store, self._gate, changes)
        report.note_held(sifted.parted.values())
        changes = {**changes, **{graph: parted.kept for graph, parted in sifted.parted.items()}}
        judged = judge(self._store, self._ledger, changes)
        removed, added = self._new_facts(changes, judged)
        report.facts_removed += len(removed)
        report.facts_added += len(added)
        deleted = [*layers.within(layers.facts(), removed), *layers.within(layers.curation(), judged.removed)]
        deleted += layers.within(layers.quarantine(), sifted.removed)
        inserted = [quad for quads in changes.values() for quad in quads]
        inserted += [*layers.within(layers.facts(), added), *layers.within(layers.curation(), judged.added)]
        inserted += layers.within(layers.quarantine(), sifted.added)
        stated = Stated(self._store, changes, removed | judged.removed, added | judged.added)
        gone, come = consequences(self._store, self._program, stated)
        if update := layers.update_text(changes, [*deleted, *gone], [*inserted, *come]):
            self._store.update(update)
        if not changes.keys().isdisjoint(layers.foundation()):
            del self._program
        return [quad.triple for quad in come if quad.graph_name == layers.FLAT]

    def _new_facts(self, changes: Changes, judged: Judged) -> tuple[set[Triple], set[Triple]]:
        """Return the facts that go and those that come: only what something changes for is looked at."""
        view, touched = View(self._store, changes, judged.rulings), self._touched(changes, judged)
        entities = touched | set(map(view.identity.stays, touched))
        standing = facts.Standing(self._store, entities)
        before = facts.stored(self._store, entities)
        after = set(facts.consolidate(view, entities, standing))
        labels = (triple for triple in before ^ after if triple.predicate == term("skos:prefLabel"))
        renamed = {label.subject for label in labels if isinstance(label.subject, NamedNode)}
        if holders := facts.holders(view, renamed) - entities:
            standing = facts.Standing(self._store, entities | holders)
            before |= facts.stored(self._store, holders)
            after |= set(facts.consolidate(view, holders, standing))
        if changes.keys().isdisjoint(layers.foundation()):
            old, new = restated(view, changes, standing)
            before, after = before | old, after | new
        return before - after, after - before

    def _touched(self, changes: Changes, judged: Judged) -> set[NamedNode]:
        """Return the entities to consolidate anew; all, where the foundation changes."""
        if changes.keys().isdisjoint(layers.foundation()):
            return Settled(self._store, changes, judged.rulings).touched() | judged.touched
        coming = spoken_of(quad for quads in changes.values() for quad in quads)
        for predicate in _SPEAKING:
            coming |= spoken_of(self._store.quads(predicate=predicate))
        return coming | judged.touched


def _counts(rows: Iterable[tuple[object, ...]]) -> dict[str, int]:
    found = {
        cls.value.removeprefix(names.SOE): int(count.value)
        for cls, count in rows
        if isinstance(cls, NamedNode) and isinstance(count, Literal) and cls.value.startswith(names.SOE)
    }
    return dict(sorted(found.items()))
