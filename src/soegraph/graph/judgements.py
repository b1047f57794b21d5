"""The ledger in the graph: which claims each judgement decides, and who is who.

What judgements say of the claims of one article is a pure function of the ledger, who is who, and the article's
graph. So a change of articles is judged by itself; all is judged anew when the ledger or who is who changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph import names, schema
from soegraph.curation import Judgement, Ledger
from soegraph.curation.fit import Rulings, Stated, deciding, end, fits, qualifier
from soegraph.curation.identity import Identity, identify
from soegraph.curation.judgement import FIX_DATE, NOT_SAME
from soegraph.graph import layers, terms
from soegraph.graph.articles import article_iri
from soegraph.graph.describe import settled_types
from soegraph.graph.terms import soe, term
from soegraph.graph.view import View
from soegraph.store import Store

Changes = Mapping[NamedNode, Collection[Quad]]
"""The coming quads of each graph to replace; none for a graph that goes."""

_Links = dict[NamedNode, tuple[Judgement, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What following the ledger brings: the rulings, the change of the graph of judgements, and whom it touches."""

    rulings: Rulings
    removed: frozenset[Triple]
    added: frozenset[Triple]
    touched: frozenset[NamedNode]


def judge(store: Store, ledger: Ledger, changes: Changes) -> Judged:
    """Follow a ledger in a store of which some graphs are replaced."""
    view = View(store, changes)
    identity, replaced = who_is_who(view, ledger), _replaced(store)
    links_before = _links_before(store)
    same_ledger = _digest(store) == ledger.digest and layers.ONTOLOGY not in changes
    anew = not same_ledger or replaced != identity.replaced
    graphs = _concerned(view, ledger, identity) if anew else set(changes)
    kept = {} if anew else _kept(store, ledger, links_before, graphs)
    links = kept | {
        claim: found
        for graph in graphs
        for claim, found in _decided(_quads(store, changes, graph), ledger, identity)
    }
    before = set(layers.triples(store, layers.curation())) if anew else _link_triples(links_before)
    after = {*_described(ledger), *_link_triples(_nodes(links))} if anew else _link_triples(_nodes(links))
    judged = {claim for claim in links_before.keys() | links.keys() if _differ(links_before, links, claim)}
    view.rulings = Rulings(identity, links)
    touched = {*_ends(view, judged), *_renamed(view, replaced, identity.replaced)}
    return Judged(view.rulings, frozenset(before - after), frozenset(after - before), frozenset(touched))


def fitting(store: Store, judgement: Judgement, identity: Identity) -> list[NamedNode]:
    """Return the claims and records in a store that a judgement of a claim or fact fits."""
    graphs = _concerned(View(store, {}), Ledger((judgement,)), identity)
    claims = (claim for graph in sorted(graphs, key=str) for claim in stated(store.quads(graph=graph)))
    return [claim.node for claim in claims if fits(judgement, claim, identity)]


def who_is_who(view: View, ledger: Ledger) -> Identity:
    """Work out who is who in a store; see `soegraph.curation.identity`."""
    ends = {node for judgement in ledger.of_pairs for node in judgement.pair}
    known: set[NamedNode] = set()
    stated: dict[NamedNode, Counter[NamedNode]] = defaultdict(Counter)
    for graph, node, cls in view.matches("?e ?class", ends, "?e a ?class"):
        if graph in layers.foundation() and node not in known:
            known.add(node)
            stated[node].clear()
        if graph in layers.foundation() or node not in known:
            stated[node][cls] += 1
    classes = {node: settled_types(_own(counted)) for node, counted in stated.items()}
    return identify(ledger.of_pairs, known, lambda one, other: _apart(one, other, classes))


def _own(counted: Mapping[NamedNode, int]) -> dict[str, int]:
    declared = schema.load().classes
    return {name: n for cls, n in counted.items() if (name := terms.local_name(cls)) in declared}


def _apart(one: NamedNode, other: NamedNode, classes: Mapping[NamedNode, list[str]]) -> str:
    """Return why two entities can never be one: by their classes, or their kinds of IRI where none is known."""
    ontology = schema.load()
    here, there = (classes.get(node) or _classes_of_kind(node) for node in (one, other))
    pairs = [ontology.disjoint(a, b) for a in here for b in there]
    told = bool(classes.get(one) and classes.get(other))
    if not pairs or not (any(pairs) if told else all(pairs)):
        return ""
    return f"{_short(one)} is of class {' or '.join(here)}, {_short(other)} of {' or '.join(there)}: none is both"


def _classes_of_kind(node: NamedNode) -> list[str]:
    kind, ontology = _short(node).partition("/")[0], schema.load()
    of_kind = [cls for cls in ontology.classes if ontology.kind(cls) == kind]
    return [cls for cls in of_kind if ontology.depth(cls) == min(map(ontology.depth, of_kind))]


def _short(node: NamedNode) -> str:
    return node.value.removeprefix(names.thing("", "").removesuffix("/"))


def _replaced(store: Store) -> dict[NamedNode, NamedNode]:
    """Return who is replaced by whom in a store now."""
    quads = store.quads(predicate=term("dcterms:isReplacedBy"), graph=layers.facts())
    return {
        quad.subject: quad.object
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }


def _digest(store: Store) -> str:
    quads = store.quads(layers.curation(), term("dcterms:identifier"), graph=layers.curation())
    return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), "")


def _links_before(store: Store) -> dict[NamedNode, frozenset[NamedNode]]:
    """Return the judgements of each claim that is judged in a store now."""
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for quad in store.quads(predicate=soe("judges"), graph=layers.curation()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found[quad.object].add(quad.subject)
    return {claim: frozenset(judgements) for claim, judgements in found.items()}


def _kept(
    store: Store,
    ledger: Ledger,
    links: Mapping[NamedNode, frozenset[NamedNode]],
    replaced: Iterable[NamedNode],
) -> _Links:
    """Return the judgements of the claims that lie in no graph of those to replace."""
    gone = {
        quad.subject for graph in replaced for quad in store.quads(predicate=term("rdf:subject"), graph=graph)
    }
    by_node = {judgement.node: judgement for judgement in ledger.of_claims}
    return {
        claim: tuple(by_node[node] for node in judgements if node in by_node)
        for claim, judgements in links.items()
        if claim not in gone
    }


def _concerned(view: View, ledger: Ledger, identity: Identity) -> set[NamedNode]:
    """Return the graphs with claims or records that a judgement may fit."""
    articles = {article_iri(judgement.article) for judgement in ledger.of_claims if judgement.article}
    judged = (judgement for judgement in ledger.of_claims if not judgement.article)
    ends = {identity.stays(node) for j in judged for node in j.subjects if isinstance(node, NamedNode)}
    stating = view.matches("?n", identity.members(ends), "?n rdf:subject|rdf:object ?e")
    return articles | {graph for graph, _ in stating}


def _quads(store: Store, changes: Changes, graph: NamedNode) -> Iterable[Quad]:
    return changes[graph] if graph in changes else store.quads(graph=graph)


def _decided(
    quads: Iterable[Quad], ledger: Ledger, identity: Identity
) -> Iterator[tuple[NamedNode, tuple[Judgement, ...]]]:
    """Yield the claims or records of one graph that are judged, with the judgements that decide them."""
    if not ledger.of_claims:
        return
    claims = stated(quads)
    articles = {claim.article for claim in claims}
    ends = {identity.stays(e) for c in claims for e in c.subject | c.object if isinstance(e, NamedNode)}
    judgements = [
        judgement
        for judgement in ledger.of_claims
        if judgement.article in articles or (not judgement.article and _speaks_of(judgement, ends, identity))
    ]
    for claim in claims if judgements else ():
        if found := deciding(judgement for judgement in judgements if fits(judgement, claim, identity)):
            yield claim.node, found


def _speaks_of(judgement: Judgement, ends: Collection[NamedNode], identity: Identity) -> bool:
    return any(isinstance(node, NamedNode) and identity.stays(node) in ends for node in judgement.subjects)


def stated(quads: Iterable[Quad]) -> list[Stated]:
    """Read the claims of an article's graph, or the records of the authority's, as judgements look at them."""
    found: dict[NamedNode, dict[NamedNode, list[terms.Object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject][quad.predicate].append(quad.object)
    return [
        _stated(node, found)
        for node, properties in list(found.items())
        if term("rdf:subject") in properties and term("rdf:predicate") in properties
    ]


def _stated(node: NamedNode, found: Mapping[NamedNode, Mapping[NamedNode, list[terms.Object]]]) -> Stated:
    properties = found[node]
    [subject], [predicate], [value] = (
        properties[term(name)] for name in ("rdf:subject", "rdf:predicate", "rdf:object")
    )
    known = schema.load().qualifiers.items()
    return Stated(
        node,
        _first(found, properties, "prov:wasQuotedFrom", "dcterms:identifier"),
        end(subject, _surfaces(found, subject)),
        terms.local_name(predicate) if isinstance(predicate, NamedNode) else "",
        end(value, _surfaces(found, value)),
        {name: qualifier(properties[soe(p.name)][0]) for name, p in known if soe(p.name) in properties},
        _first(found, properties, "oa:hasTarget", "oa:exact"),
    )


def _surfaces(
    found: Mapping[NamedNode, Mapping[NamedNode, list[terms.Object]]], node: terms.Object
) -> list[str]:
    if not isinstance(node, NamedNode) or node not in found:
        return []
    return [name.value for name in found[node].get(term("skos:altLabel"), ())]


def _first(
    found: Mapping[NamedNode, Mapping[NamedNode, list[terms.Object]]],
    properties: Mapping[NamedNode, list[terms.Object]],
    *path: str,
) -> str:
    """Follow a path of two properties to its literal, "" if it leads nowhere."""
    link, value = map(term, path)
    for node in properties.get(link, ()):
        if isinstance(node, NamedNode) and node in found:
            return next((literal.value for literal in found[node].get(value, ())), "")
    return ""


def _nodes(links: _Links) -> dict[NamedNode, frozenset[NamedNode]]:
    return {claim: frozenset(j.node for j in judgements) for claim, judgements in links.items()}


def _link_triples(links: Mapping[NamedNode, Iterable[NamedNode]]) -> set[Triple]:
    return {
        Triple(judgement, soe("judges"), claim)
        for claim, judgements in links.items()
        for judgement in judgements
    }


def _described(ledger: Ledger) -> Iterator[Triple]:
    """Yield the judgements that stand, in the words of the ledger."""
    if ledger.digest:
        yield Triple(layers.curation(), term("dcterms:identifier"), Literal(ledger.digest))
    for judgement in ledger.published:
        yield from _triples(judgement)


def _triples(judgement: Judgement) -> Iterator[Triple]:
    node = judgement.node
    yield Triple(node, term("rdf:type"), soe("Judgement"))
    yield Triple(node, soe("decision"), Literal(judgement.decision))
    for value in terms.labels(Literal(str(judgement), language="en")):
        yield Triple(node, *value)
    yield Triple(node, soe("judgedBy"), Literal(judgement.who))
    yield Triple(node, soe("judgedOn"), terms.partial_date(judgement.when))
    if judgement.why:
        yield Triple(node, soe("reason"), Literal(judgement.why))
    if judgement.quote:
        yield Triple(node, term("oa:exact"), Literal(judgement.quote))
    if judgement.decision == FIX_DATE:
        yield Triple(node, soe("correction"), Literal(f"{judgement.field}={judgement.value}"))
    if judgement.decision == NOT_SAME:
        one, other = sorted(judgement.pair, key=str)
        yield Triple(one, term("owl:differentFrom"), other)


def _differ(before: Mapping[NamedNode, frozenset[NamedNode]], after: _Links, claim: NamedNode) -> bool:
    return before.get(claim, frozenset()) != {judgement.node for judgement in after.get(claim, ())}


def _ends(view: View, claims: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """Yield the entities that claims speak of, as they are called now and as they are read."""
    for _, node in view.matches("?end", claims, "?e rdf:subject|rdf:object ?end"):
        if isinstance(node, NamedNode):
            yield from (node, view.identity.stays(node))


def _renamed(
    view: View, before: Mapping[NamedNode, NamedNode], after: Mapping[NamedNode, NamedNode]
) -> Iterator[NamedNode]:
    """Yield the entities that a change of who is who touches, and those of whom something is said about them."""
    changed = {node for node in before.keys() | after.keys() if before.get(node) != after.get(node)}
    yield from changed
    for node in changed:
        yield from (replaced[node] for replaced in (before, after) if node in replaced)
    for _, subject in view.matches("?s", changed, "?n rdf:object ?e ; rdf:subject ?s"):
        yield from (subject, view.identity.stays(subject))
