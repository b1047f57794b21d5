"""What has become of each judgement in a graph: whether it has its effect, and if not, why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from soegraph.curation import Judgement, Ledger
from soegraph.curation.fit import fits
from soegraph.curation.identity import Identity
from soegraph.curation.judgement import SAME
from soegraph.graph import layers
from soegraph.graph.articles import article_iri
from soegraph.graph.judgements import stated, who_is_who
from soegraph.graph.terms import soe
from soegraph.graph.view import View
from soegraph.store import Store

APPLIED, WAITING, ORPHANED, CONTRADICTED, OVERRIDDEN = (
    "applied",
    "waiting",
    "orphaned",
    "contradicted",
    "overridden",
)
STATES = (APPLIED, WAITING, ORPHANED, CONTRADICTED, OVERRIDDEN)


@dataclass(frozen=True, slots=True)
class State:
    """What has become of a judgement.

    It is applied; waiting for an article or entity that is not there; orphaned, since nothing in its article
    fits; contradicted by what it would join; or overridden by a later one. `claims` counts those it decides.
    `reason` says more, or is "".
    """

    judgement: Judgement
    name: str
    claims: int = 0
    reason: str = ""


def states(store: Store, ledger: Ledger) -> Iterator[State]:
    """Yield the state of each judgement of a ledger that a store follows, in the order of the ledger."""
    identity = who_is_who(View(store, {}), ledger)
    standing = set(ledger.standing)
    links = store.quads(predicate=soe("judges"), graph=layers.curation())
    decided = Counter(quad.subject for quad in links if isinstance(quad.subject, NamedNode))
    last = {judgement.key: judgement for judgement in ledger.judgements}
    for judgement in ledger.judgements:
        if judgement not in standing:
            withdrawn = last[judgement.key] is judgement
            yield State(judgement, APPLIED if withdrawn else OVERRIDDEN)
        elif judgement.is_of_pair:
            yield _state_of_pair(store, judgement, identity)
        else:
            yield _state_of_claim(store, judgement, identity, decided)


def idle(store: Store, ledger: Ledger) -> list[str]:
    """Return a sentence on each judgement that is orphaned or contradicted."""
    return [
        f"{state.judgement.where} is {state.name} ({state.judgement}): {state.reason}"
        for state in states(store, ledger)
        if state.name in (ORPHANED, CONTRADICTED)
    ]


def _state_of_pair(store: Store, judgement: Judgement, identity: Identity) -> State:
    if reason := identity.contradicted.get(judgement):
        return State(judgement, CONTRADICTED, reason=reason)
    if judgement.decision == SAME and not any(_is_spoken_of(store, node) for node in judgement.pair):
        return State(judgement, WAITING, reason="nothing in the graph speaks of either")
    return State(judgement, APPLIED)


def _is_spoken_of(store: Store, node: NamedNode) -> bool:
    derived = (DefaultGraph(), layers.facts(), layers.inferred(), layers.curation())
    return any(quad.graph_name not in derived for quad in store.quads(subject=node))


def _state_of_claim(
    store: Store, judgement: Judgement, identity: Identity, decided: Mapping[NamedNode, int]
) -> State:
    if claims := decided.get(judgement.node, 0):
        return State(judgement, APPLIED, claims)
    if not judgement.article:
        return State(judgement, WAITING, reason="nothing states it")
    there = list(store.quads(graph=article_iri(judgement.article)))
    if not there:
        return State(judgement, WAITING, reason=f"there is no article {judgement.article}")
    if any(fits(judgement, claim, identity) for claim in stated(there)):
        return State(judgement, OVERRIDDEN)
    reason = f"no claim of {judgement.article} fits it any more; see what it claims and judge that anew"
    return State(judgement, ORPHANED, reason=reason)
