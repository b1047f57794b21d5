"""Loading, replacing and forgetting articles, on every store."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soegraph.graph import Graph, load
from soegraph.graph.authority import authority_quads
from soegraph.model import EntityRef, Extraction
from soegraph.store import OxigraphStore, Rows, Store
from soegraph.store.rdflib_store import RdflibStore

from .made import (
    KNOWN,
    SASAC,
    TABLES,
    Said,
    Watched,
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

LI, BAOGANG, MINE = (
    person("li", "Li Xiao"),
    company("baogang", "Baogang Group"),
    company("mine", "Baogang Mining"),
)
CHAIR = said(LI, "holdsPost", BAOGANG, role="chair")
OWNED = said(MINE, "subsidiaryOf", BAOGANG)
NewStore = Callable[[], Store]

stores = pytest.mark.parametrize("new_store", [OxigraphStore, RdflibStore])


def loaded(store: Store, *extractions: Extraction) -> list[str]:
    Graph(store, foundation()).load(extractions)
    return dump(store)


@stores
def test_an_empty_store_gets_ontology_and_authority(new_store: NewStore) -> None:
    store = new_store()
    loaded(store)
    assert facts(store, KNOWN) == {("supervisedBy", "sasac")}
    assert flat_view_is_the_union(store)


@stores
def test_loading_twice_changes_nothing(new_store: NewStore) -> None:
    store = new_store()
    once = loaded(store, article("a", CHAIR), article("b", OWNED))
    report = Graph(store, foundation()).load([article("a", CHAIR), article("b", OWNED)])
    assert dump(store) == once
    assert (report.loaded, report.unchanged, report.replaced, report.claims) == (0, 2, 0, 0)


@stores
def test_a_changed_article_takes_its_old_facts_with_it(new_store: NewStore) -> None:
    store = new_store()
    loaded(store, article("a", CHAIR, OWNED))
    report = Graph(store, foundation()).load([article("a", OWNED)])
    assert (report.loaded, report.replaced, report.claims) == (0, 1, 1)
    assert facts(store, LI) == set()
    assert dump(store) == loaded(new_store(), article("a", OWNED))


@stores
def test_forgetting_leaves_what_other_articles_say(new_store: NewStore) -> None:
    store = new_store()
    before = loaded(store, article("a", OWNED))
    loaded(store, article("b", CHAIR, OWNED))
    assert Graph(store, foundation()).forget("b")
    assert dump(store) == before
    assert flat_view_is_the_union(store)


@stores
def test_forgetting_and_loading_again_gives_the_same_bytes(new_store: NewStore) -> None:
    store = new_store()
    before = loaded(store, article("a", OWNED), article("b", CHAIR))
    Graph(store, foundation()).forget("a")
    assert loaded(store, article("a", OWNED)) == before


def test_forgetting_what_was_never_loaded_says_so() -> None:
    store = OxigraphStore()
    loaded(store, article("a-b", CHAIR))
    assert not Graph(store, foundation()).forget("c")
    assert not Graph(store, foundation()).forget("a b"), "another article has the IRI that this id would have"


def test_a_fact_that_the_authority_states_too_stays_in_the_flat_view() -> None:
    store = OxigraphStore()
    before = loaded(store)
    loaded(store, article("a", said(KNOWN, "supervisedBy", SASAC)))
    Graph(store, foundation()).forget("a")
    assert dump(store) == before


@pytest.mark.parametrize("batch", [1, load.BATCH])
def test_an_article_with_the_iri_of_another_is_left_out_alone(
    batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "BATCH", batch)
    store = OxigraphStore()
    report = Graph(store, foundation()).load(
        [article("包钢", CHAIR), article("宝钢", OWNED), article("c", OWNED)]
    )
    assert dump(store) == loaded(OxigraphStore(), article("包钢", CHAIR), article("c", OWNED))
    assert (report.loaded, report.replaced, report.claims) == (2, 0, 2)
    assert report.refused == [
        "宝钢: would have the IRI of the article '包钢' in the graph: give it another `id`"
    ]


def test_the_last_of_two_versions_in_one_load_counts() -> None:
    twice = loaded(OxigraphStore(), article("a", CHAIR), article("a", OWNED))
    assert twice == loaded(OxigraphStore(), article("a", OWNED))


def test_notices_of_extraction_and_loading_are_reported() -> None:
    extraction = article("a", CHAIR, url="not an address")
    noticed = Extraction(extraction.article, extraction.claims, notices=("a: no frames for zh",))
    report = Graph(OxigraphStore(), foundation()).load([noticed])
    assert report.notices == [
        "a: no frames for zh",
        "a: 'not an address' is not a valid web address and is left out",
    ]


class Recorder(OxigraphStore):
    """A store that counts its updates and can be made to fail."""

    updates = 0
    broken = False

    def update(self, sparql: str) -> None:
        """Run and count an update, or fail."""
        if self.broken:
            raise OSError("no space left on device")
        self.updates += 1
        super().update(sparql)


def test_articles_with_all_that_follows_are_one_update() -> None:
    store = Recorder()
    loaded(store, article("a", CHAIR), article("b", OWNED))
    assert store.updates == 1


def test_batches_give_the_same_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        article("a", CHAIR),
        article("b", OWNED),
        article("c", said(MINE, "formerName", "Old Mining")),
    ]
    at_once = loaded(OxigraphStore(), *articles)
    monkeypatch.setattr(load, "BATCH", 1)
    store = Recorder()
    assert loaded(store, *articles) == at_once
    assert store.updates == 3


def test_a_failed_update_leaves_the_last_good_state() -> None:
    store = Recorder()
    before = loaded(store, article("a", CHAIR))
    store.broken = True
    with pytest.raises(OSError, match="no space"):
        loaded(store, article("a", OWNED))
    assert dump(store) == before


def test_a_store_of_older_tables_is_brought_up_to_date() -> None:
    store = OxigraphStore()
    tables = [quad for quad in foundation() if quad not in set(authority_quads(TABLES))]
    Graph(store, tables).load([article("a", said(KNOWN, "subsidiaryOf", BAOGANG), CHAIR)])
    assert ("prefLabel", "Known Group@en") in facts(store, KNOWN)
    assert loaded(store) == loaded(OxigraphStore(), article("a", said(KNOWN, "subsidiaryOf", BAOGANG), CHAIR))


def test_a_summary_counts() -> None:
    store = OxigraphStore()
    graph = Graph(store, foundation())
    graph.load([article("a", CHAIR, OWNED), article("b", said(MINE, "produces", STEEL, "planned"))])
    summary = graph.summary()
    assert (summary.articles, summary.claims, summary.facts) == (2, 3, 3)
    assert summary.entities == {"Enterprise": 3, "GovernmentBody": 1, "Person": 1}


STEEL = EntityRef("https://w3id.org/soegraph/id/commodity/steel", "Commodity", ("steel",))
LEVELS = ("Enterprise", "CentralEnterprise", "LocalStateOwnedEnterprise", "ResearchOrganisation")
dates = st.sampled_from(["2021", "2021-03", "2021-12-23", "2023", "2024-06"])
spellings = st.sampled_from(["Alpha", "Alpha Group", "Alfa Corp.", "阿尔法"])
surfaces = st.lists(spellings, min_size=1, unique=True)
people = st.builds(lambda slug, names: person(slug, *names), st.sampled_from(["li", "wang"]), surfaces)
minted = st.builds(
    lambda slug, names, of: company(slug, *names, of=of),
    st.sampled_from(["alpha", "beta"]),
    surfaces,
    st.sampled_from(LEVELS),
)
companies = minted | st.just(KNOWN) | st.just(company("wrong", of="Place"))
modalities = st.sampled_from(["asserted", "asserted", "asserted", "denied"])


def claims_of(
    subjects: st.SearchStrategy[EntityRef],
    relation: str,
    objects: st.SearchStrategy[EntityRef],
    **qualifiers: st.SearchStrategy[str],
) -> st.SearchStrategy[Said]:
    known = st.fixed_dictionaries({}, optional=qualifiers)
    return st.builds(Said, subjects, st.just(relation), objects, known, modalities)


posts = claims_of(
    people,
    "holdsPost",
    companies,
    role=st.sampled_from(["chair", "director"]),
    status=st.sampled_from(["former", "appointed"]),
    start=dates,
    end=dates,
    asOf=dates,
)
sizes = st.sampled_from(["51", "12.50", "150"])  # the last is held back
stakes = claims_of(companies, "holdsStakeIn", companies, percent=sizes, asOf=dates)
session = st.just(meeting("session"))
sessions = claims_of(
    companies, "convenes", session, ordinal=st.sampled_from(["3", "0"]), year=st.just("2021"), date=dates
)
bonds = claims_of(companies, "subsidiaryOf", companies, start=dates, end=dates)
bonds |= claims_of(companies, "mergedInto", companies)
claims = st.lists(posts | stakes | sessions | bonds, max_size=3)
bodies = st.tuples(claims, dates, st.sampled_from(["Daily", "Herald", ""]))
corpora = st.lists(bodies, max_size=4).map(
    lambda found: [
        article(f"article-{n}", *said_there, published=date, publisher=publisher)
        for n, (said_there, date, publisher) in enumerate(found)
    ]
)


def one_by_one(new_store: NewStore, corpus: list[Extraction], order: Random) -> Store:
    """Load articles in some order; some said other things before, and one is forgotten for a while."""
    store = new_store()
    graph = Graph(store, foundation())
    graph.load(article(found.article.id, CHAIR, OWNED) for found in corpus[::2])
    for found in order.sample(corpus, len(corpus)):
        graph.load([found])
    for found in order.sample(corpus, len(corpus))[:1]:
        graph.forget(found.article.id)
        graph.load([found])
    return store


@settings(deadline=None, max_examples=25)
@given(corpora, st.randoms(use_true_random=False))
def test_the_graph_is_a_function_of_its_articles_alone(corpus: list[Extraction], order: Random) -> None:
    store = one_by_one(OxigraphStore, corpus, order)
    assert dump(store) == loaded(OxigraphStore(), *corpus)
    assert flat_view_is_the_union(store)
    assert unpublishable(store.quads()) == []


@settings(deadline=None, max_examples=4)
@given(corpora, st.randoms(use_true_random=False))
def test_every_store_holds_the_same_graph(corpus: list[Extraction], order: Random) -> None:
    assert dump(one_by_one(RdflibStore, corpus, order)) == loaded(OxigraphStore(), *corpus)


class WatchedRows(Watched):
    """A store that counts the rows of its answers too."""

    def select(self, sparql: str) -> Rows:
        """Answer and count rows."""
        answer = super().select(sparql)
        self.read += len(answer.rows)
        return answer


def read_for_one_more(size: int, role: str) -> int:
    """Return how much is read to load and forget an article when so many speak of the same group already."""
    store = WatchedRows()

    def told(number: int) -> Extraction:
        firm, holder = company(f"firm-{number}"), person(f"li-{number}")
        bond, post = said(firm, "subsidiaryOf", KNOWN), said(holder, "holdsPost", KNOWN, role=role)
        stake = said(BAOGANG, "holdsStakeIn", firm, percent="60")
        deal = said(KNOWN, "partnersWith", firm)
        return article(f"article-{number}", bond, post, stake, deal, published="2021")

    graph = Graph(store, foundation())
    graph.load(map(told, range(size)))
    store.read = 0
    graph.load([told(size)])
    graph.forget(f"article-{size}")
    return store.read


def test_what_is_read_does_not_grow_with_the_graph() -> None:
    assert read_for_one_more(80, "director") < 1.1 * read_for_one_more(10, "director")


def test_what_is_read_grows_no_faster_than_the_holders_of_one_post() -> None:
    assert read_for_one_more(80, "chair") < 8 * read_for_one_more(10, "chair")


steps = st.lists(st.tuples(st.integers(0, 4), st.none() | bodies), min_size=1, max_size=8)


def walked(store: Store, taken: list[tuple[int, tuple[list[Said], str, str] | None]]) -> list[Extraction]:
    """Load, replace and forget articles, now one and now several at a time; return those there in the end."""
    graph = Graph(store, foundation())
    graph.load([])
    there: dict[int, Extraction] = {}
    waiting: list[Extraction] = []
    for number, body in taken:
        if body is not None:
            said_there, date, publisher = body
            there[number] = article(f"article-{number}", *said_there, published=date, publisher=publisher)
            waiting.append(there[number])
        if body is None or number % 2:
            graph.load(waiting)
            waiting.clear()
        if body is None:
            assert graph.forget(f"article-{number}") == (there.pop(number, None) is not None)
    graph.load(waiting)
    return list(there.values())


@settings(deadline=None, max_examples=25)
@given(steps)
def test_any_walk_leads_to_the_graph_from_scratch(
    taken: list[tuple[int, tuple[list[Said], str, str] | None]],
) -> None:
    store = OxigraphStore()
    there = walked(store, taken)
    assert dump(store) == loaded(OxigraphStore(), *there)


@settings(deadline=None, max_examples=3)
@given(steps)
def test_any_walk_leads_there_on_every_store(
    taken: list[tuple[int, tuple[list[Said], str, str] | None]],
) -> None:
    store = RdflibStore()
    there = walked(store, taken)
    assert dump(store) == loaded(OxigraphStore(), *there)
