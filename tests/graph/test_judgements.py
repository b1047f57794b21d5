"""Judgements in the graph: what they change, what they outlive, and that taking them back leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soegraph import names, schema
from soegraph.curation import Judgement, Ledger
from soegraph.curation.ledger import ordered
from soegraph.curation.record import checked
from soegraph.graph import Graph
from soegraph.graph.states import states
from soegraph.model import Claim, EntityRef, Evidence, Extraction
from soegraph.store import OxigraphStore, Store
from soegraph.store.rdflib_store import RdflibStore

from .made import (
    KNOWN,
    SASAC,
    article,
    company,
    dump,
    facts,
    flat_view_is_the_union,
    foundation,
    meeting,
    person,
    said,
    unpublishable,
)
from .test_load import corpora

LI, MRS_LI = person("li", "Li Xiao"), person("li-2", "Xiao Li")
BAOGANG, MINE = company("baogang", "Baogang Group"), company("mine", "Baogang Mining")
CHAIR = said(LI, "holdsPost", BAOGANG, role="chair")
OWNED = said(MINE, "subsidiaryOf", BAOGANG)


def judged(decision: str, **cells: str) -> Judgement:
    return checked({"decision": decision, "who": "Zhang San", "when": "2026-11-23", **cells})


def about(claim: Claim, decision: str = "reject", **cells: str) -> Judgement:
    """Judge a claim as the review writes it."""
    ends = {
        "subject": short(claim.subject),
        "object": short(claim.object) if isinstance(claim.object, EntityRef) else claim.object.value,
    }
    stated = {"article": claim.article, "predicate": claim.predicate, "quote": claim.evidence.quote}
    return judged(decision, **ends, **stated, **cells)


def short(entity: EntityRef) -> str:
    return "|".join([entity.iri.removeprefix(names.thing("", "").removesuffix("/")), *entity.names])


def same(gone: EntityRef, stays: EntityRef, decision: str = "same", **cells: str) -> Judgement:
    return judged(decision, subject=gone.iri, object=stays.iri, **cells)


def followed(store: Store, judgements: Iterable[Judgement], *extractions: Extraction) -> list[str]:
    Graph(store, foundation(), Ledger(tuple(judgements))).load(extractions)
    assert flat_view_is_the_union(store)
    assert unpublishable(store.quads()) == []
    return dump(store)


def anew(judgements: Iterable[Judgement], *extractions: Extraction) -> list[str]:
    return followed(OxigraphStore(), judgements, *extractions)


def state_of(store: Store, *judgements: Judgement) -> list[tuple[str, int]]:
    return [(state.name, state.claims) for state in states(store, Ledger(judgements))]


def test_a_rejected_claim_gives_no_fact_and_stays_a_claim() -> None:
    store, told = OxigraphStore(), article("a", CHAIR, OWNED)
    rejected = about(told.claims[0])
    lines = followed(store, [rejected], told)
    assert facts(store, LI) == set(), "not even a name: nothing else speaks of Li"
    assert ("subsidiaryOf", "baogang") in facts(store, MINE)
    assert sum("ontology#Claim>" in line and "#type>" in line for line in lines) == 2
    assert state_of(store, rejected) == [("applied", 1)]


def reread(found: Extraction, **changes: object) -> Extraction:
    """Extract an article again after its text has grown at the front: all offsets move."""
    added = "It rained. "
    claims = (
        replace(
            claim,
            evidence=replace(
                claim.evidence, start=claim.evidence.start + len(added), end=claim.evidence.end + len(added)
            ),
            **changes,  # type: ignore[arg-type]
        )
        for claim in found.claims
    )
    return replace(
        found, article=replace(found.article, text=added + found.article.text), claims=tuple(claims)
    )


def longer(found: Extraction) -> Extraction:
    """Extract with a quote that takes in the full stop and the word after it."""
    [claim] = found.claims
    start, end = claim.evidence.start, claim.evidence.end + 3
    return replace(
        found, claims=(replace(claim, evidence=Evidence(found.article.text[start:end], start, end)),)
    )


OWNING = article("a", OWNED)
REJECTED = about(OWNING.claims[0])
MINTED_ANEW = replace(OWNING.claims[0], subject=company("another-iri", "Baogang Mining"))


@pytest.mark.parametrize(
    "again",
    [
        reread(OWNING),
        longer(OWNING),
        reread(OWNING, confidence=0.4, frame="en:other"),
        replace(OWNING, claims=(MINTED_ANEW,)),
    ],
    ids=["offsets moved", "quote grew", "another frame", "another IRI"],
)
def test_a_rejection_outlives_a_new_extraction(again: Extraction) -> None:
    store = OxigraphStore()
    followed(store, [REJECTED], OWNING)
    followed(store, [REJECTED], again)
    assert state_of(store, REJECTED) == [("applied", 1)]
    assert not any("subsidiaryOf" in p for p, _ in facts(store, again.claims[0].subject.iri))


def test_a_rejection_outlives_a_renamed_relation(monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = replace(OWNING, claims=(replace(OWNING.claims[0], predicate="mergedInto"),))
    store = OxigraphStore()
    followed(store, [REJECTED], renamed)
    assert state_of(store, REJECTED) == [("orphaned", 0)], "both relations exist: this is another claim"
    declared = {"subsidiaryOf": frozenset({"mergedInto"})}
    monkeypatch.setattr(schema.Schema, "family", lambda _, name: declared.get(name, frozenset({name})))
    assert ("mergedInto", "baogang") not in fresh_facts([REJECTED], renamed)
    monkeypatch.setattr(schema.Schema, "family", lambda _, __: frozenset())
    assert ("mergedInto", "baogang") not in fresh_facts([REJECTED], renamed), "nobody declared the renaming"


def fresh_facts(judgements: Iterable[Judgement], *extractions: Extraction) -> set[tuple[str, str]]:
    store = OxigraphStore()
    followed(store, judgements, *extractions)
    return facts(store, MINE)


def test_a_rejected_claim_that_another_article_states_stays_with_its_support_alone() -> None:
    store, one, other = OxigraphStore(), article("a", CHAIR), article("b", CHAIR, publisher="Herald")
    followed(store, [about(one.claims[0])], one, other)
    assert ("holdsPost", "baogang") in facts(store, LI)
    tenure = facts(store, names.thing("tenure", "li.baogang.chair"))
    assert ("publisherCount", "1") in tenure
    assert sum(predicate == "wasDerivedFrom" for predicate, _ in tenure) == 1


def test_a_fact_can_be_rejected_wherever_it_is_stated_in_tables_too() -> None:
    store = OxigraphStore()
    wherever = judged("reject", subject=KNOWN.iri, predicate="supervisedBy", object=SASAC.iri)
    followed(store, [wherever], article("a", said(KNOWN, "supervisedBy", SASAC)))
    assert ("supervisedBy", "sasac") not in facts(store, KNOWN)
    assert state_of(store, wherever) == [("applied", 2)]


def test_an_accepted_claim_is_marked_and_a_later_decision_counts() -> None:
    told = article("a", CHAIR)
    accepted, rejected = about(told.claims[0], "accept"), about(told.claims[0], "reject")
    assert anew([rejected, accepted], told) == anew([accepted], told)
    store = OxigraphStore()
    followed(store, [rejected, accepted], told)
    assert ("holdsPost", "baogang") in facts(store, LI)
    assert state_of(store, rejected, accepted) == [("overridden", 0), ("applied", 1)]


def test_a_date_is_put_right_added_and_taken_away() -> None:
    told = article("a", said(LI, "holdsPost", BAOGANG, role="chair", start="2021"))
    [claim] = told.claims
    right = about(claim, "fix-date", field="start", value="2012-03")
    end, none = about(claim, "fix-date", field="end", value="2014"), about(claim, "fix-date", field="start")
    tenure = names.thing("tenure", "li.baogang.chair")
    store = OxigraphStore()
    followed(store, [right, end], told)
    assert {("startedOn", "2012-03"), ("endedOn", "2014")} <= facts(store, tenure)
    followed(store, [right, none], told)
    assert not {"startedOn", "endedOn"} & {predicate for predicate, _ in facts(store, tenure)}


def test_a_date_of_a_thing_that_is_only_spoken_of_is_put_right() -> None:
    session = meeting("session")
    told = article("a", said(BAOGANG, "convenes", session))
    store = OxigraphStore()
    followed(store, [about(told.claims[0], "fix-date", field="date", value="2021-05-01")], told)
    assert ("date", "2021-05-01") in facts(store, session)


def test_a_merger_redirects_and_an_un_merger_leaves_no_trace() -> None:
    store = OxigraphStore()
    corpus = [
        article("a", CHAIR, OWNED),
        article("b", said(MRS_LI, "holdsPost", BAOGANG, role="chair", start="2020")),
        article("c", said(MRS_LI, "chairs", meeting("session"))),
    ]
    before = followed(store, [], *corpus)
    merged = followed(store, [same(MRS_LI, LI)])
    assert facts(store, MRS_LI) == {("isReplacedBy", "li")}
    assert ("chairs", "session") in facts(store, LI)
    assert ("altLabel", "Xiao Li@en") in facts(store, LI)
    assert ("startedOn", "2020") in facts(store, names.thing("tenure", "li.baogang.chair"))
    assert merged == anew([same(MRS_LI, LI)], *corpus)
    assert followed(store, [same(MRS_LI, LI), same(MRS_LI, LI, "not-same")]) == before
    assert followed(store, [same(MRS_LI, LI), same(MRS_LI, LI, "withdraw")]) == before


def test_accept_merge_and_un_merge_and_the_dump_is_as_before() -> None:
    store, told = OxigraphStore(), article("a", CHAIR, said(MRS_LI, "chairs", meeting("session")))
    untouched = followed(store, [], told)
    accepted, merged = about(told.claims[0], "accept"), same(MRS_LI, LI)
    before = followed(store, [accepted])
    assert followed(store, [accepted, merged]) != before
    assert followed(store, [accepted, merged, same(LI, MRS_LI, "not-same")]) == before
    assert (
        followed(store, [accepted, merged, same(LI, MRS_LI, "not-same"), about(told.claims[0], "withdraw")])
        == untouched
    )


def test_a_redirect_stays_when_nothing_speaks_of_the_replaced_any_more() -> None:
    store = OxigraphStore()
    followed(store, [same(MRS_LI, LI)], article("a", said(MRS_LI, "holdsPost", BAOGANG)))
    Graph(store, foundation(), Ledger((same(MRS_LI, LI),))).forget("a")
    assert facts(store, MRS_LI) == {("isReplacedBy", "li")}
    assert state_of(store, same(MRS_LI, LI)) == [("waiting", 0)]


def test_what_is_said_between_two_that_are_one_is_said_no_more() -> None:
    store = OxigraphStore()
    followed(store, [same(MINE, BAOGANG)], article("a", OWNED))
    assert not any(predicate == "subsidiaryOf" for predicate, _ in facts(store, BAOGANG))


def test_things_of_disjoint_classes_never_merge() -> None:
    store, told = OxigraphStore(), article("a", CHAIR, said(SASAC, "convenes", meeting("m")))
    before = followed(store, [], told)
    for gone, stays in ((LI, BAOGANG), (BAOGANG, SASAC)):
        refused = same(gone, stays)
        report = Graph(store, foundation(), Ledger((refused,))).load([])
        assert state_of(store, refused) == [("contradicted", 0)]
        assert "none is both" in report.idle[0]
        assert not any("isReplacedBy" in line for line in dump(store))
    assert followed(store, []) == before


def test_the_known_one_keeps_its_names_whichever_way_it_is_merged() -> None:
    store, minted = OxigraphStore(), company("minted", "Known Corp.")
    told = article("a", said(minted, "subsidiaryOf", BAOGANG))
    followed(store, [same(minted, KNOWN)], told)
    assert {("altLabel", "Known Corp.@en"), ("subsidiaryOf", "baogang")} <= facts(store, KNOWN)
    followed(store, [same(KNOWN, minted)], told)
    here = facts(store, minted)
    assert {
        ("prefLabel", "Known Group Co., Ltd.@en"),
        ("supervisedBy", "sasac"),
        ("type", "Enterprise"),
    } <= here


def test_orphans_are_reported_and_what_is_not_there_yet_waits() -> None:
    store, told = OxigraphStore(), article("a", CHAIR)
    lost = replace(about(told.claims[0]), quote="other words", where="judgements.csv line 2")
    early = replace(about(told.claims[0]), article="b")
    report = Graph(store, foundation(), Ledger((lost, early))).load([told])
    assert state_of(store, lost, early) == [("orphaned", 0), ("waiting", 0)]
    [orphan] = report.idle
    assert orphan.startswith("judgements.csv line 2 is orphaned (reject: person/li holdsPost")


JUDGED = article("article-0", CHAIR)
EVERY = [
    about(JUDGED.claims[0]),
    judged("reject", subject="organisation/alpha", predicate="subsidiaryOf", object="organisation/beta"),
    judged("accept", subject="organisation/alpha", predicate="holdsStakeIn", object=KNOWN.iri),
    judged("reject", article="article-1", subject="Alpha", predicate="holdsPost", object="Known Group"),
    about(
        article("article-0", said(person("wang"), "holdsPost", KNOWN)).claims[0], "fix-date", field="start"
    ),
    same(company("alpha"), company("beta")),
    same(company("beta"), KNOWN),
    same(company("alpha"), KNOWN, "not-same"),
    same(person("li"), person("wang")),
]
ledgers = st.lists(st.sampled_from(EVERY), max_size=5)


@settings(deadline=None, max_examples=8)
@given(corpora, ledgers, ledgers, st.randoms(use_true_random=False))
def test_the_graph_is_a_function_of_articles_and_ledger(corpus, earlier, ledger, order) -> None:  # type: ignore[no-untyped-def]
    store = OxigraphStore()
    for found in order.sample(corpus, len(corpus)):
        Graph(store, foundation(), Ledger(tuple(earlier))).load([found])
    for found in order.sample(corpus, len(corpus))[:1]:
        Graph(store, foundation(), Ledger(tuple(ledger))).forget(found.article.id)
        followed(store, ledger, found)
    assert followed(store, ledger) == anew(ledger, *corpus)


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(EVERY), max_size=4), max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(tables, order) -> None:  # type: ignore[no-untyped-def]
    assert ordered(tables) == ordered(order.sample(tables, len(tables)))


@pytest.mark.parametrize("new_store", [OxigraphStore, RdflibStore])
def test_every_store_follows_the_ledger(new_store: type[Store]) -> None:
    store, told = new_store(), article("a", CHAIR, OWNED)
    ledger = [about(told.claims[0]), same(MINE, KNOWN)]
    followed(store, [], told)
    assert followed(store, ledger) == anew(ledger, told)


def test_a_changed_ledger_touches_only_whom_it_speaks_of(monkeypatch: pytest.MonkeyPatch) -> None:
    store, told = OxigraphStore(), article("a", CHAIR, OWNED)
    other = article("b", said(company("x"), "subsidiaryOf", company("y")))
    followed(store, [], told, other)
    seen: set[str] = set()
    consolidate = Graph._new_facts.__globals__["facts"].consolidate

    def watched(view, entities, *others):  # type: ignore[no-untyped-def]
        seen.update(names.slug_of(entity.value) for entity in entities)
        return consolidate(view, entities, *others)

    monkeypatch.setattr("soegraph.graph.facts.consolidate", watched)
    followed(store, [about(told.claims[1])])
    assert seen == {"mine", "baogang"}
