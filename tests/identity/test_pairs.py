"""Pairs: read from a graph, ordered, written."""

from __future__ import annotations

import csv
import io
from random import Random

import pytest

from soegraph.curation.judgement import COLUMNS, iri_of
from soegraph.graph import Graph
from soegraph.identity import pairs
from soegraph.store import OxigraphStore

from ..graph.made import KNOWN, article, company, foundation, person, said

ZINCO, ZINCO_LTD = company("zinco", "Zinco Mining"), company("zinco-mining", "Zinco Mining Co., Ltd.")
LI, LI_WRITTEN = person("li-xiao--zinco", "Li Xiao"), person("li-xiao-123456--zinco", "李晓")
SUN = person("sun--known-group", "Sun Xiaohua")

ARTICLES = [
    article("a", said(LI, "holdsPost", ZINCO, role="chair"), said(SUN, "holdsPost", KNOWN, role="chair")),
    article("b", said(LI_WRITTEN, "holdsPost", ZINCO, role="chair"), language="zh-hans"),
    article("c", said(ZINCO_LTD, "subsidiaryOf", KNOWN), said(ZINCO, "subsidiaryOf", KNOWN)),
]


def graph_of(articles: list[object]) -> OxigraphStore:
    store = OxigraphStore()
    Graph(store, foundation()).load(articles)  # type: ignore[arg-type]
    return store


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return graph_of([*ARTICLES])


def test_pinyin_and_characters_in_one_post_are_a_pair(store: OxigraphStore) -> None:
    [pair] = pairs.suggest(store, kind="person")
    assert {pair.gone.iri, pair.stays.iri} == {LI.iri, LI_WRITTEN.iri}
    assert "both chair of zinco" in pair.why


def test_a_company_with_and_without_its_legal_form_is_a_pair(store: OxigraphStore) -> None:
    [pair] = pairs.suggest(store, kind="organisation")
    assert pair.stays.iri == ZINCO.iri  # of more articles
    assert pair.score > 0.7


def test_a_higher_least_score_leaves_out_what_is_less_likely(store: OxigraphStore) -> None:
    every = pairs.suggest(store, min_score=0.0)
    assert [pair.score for pair in every] == sorted((pair.score for pair in every), reverse=True)
    assert pairs.suggest(store, min_score=0.99) == []
    assert len(pairs.suggest(store, limit=1)) == 1


def test_the_order_of_articles_does_not_matter(store: OxigraphStore) -> None:
    shuffled = Random(4).sample(ARTICLES, len(ARTICLES))
    again = graph_of([*shuffled])
    assert pairs.as_jsonl(pairs.suggest(again)) == pairs.as_jsonl(pairs.suggest(store))


def test_csv_is_a_table_of_judgements(store: OxigraphStore) -> None:
    rows = list(csv.DictReader(io.StringIO(pairs.as_csv(pairs.suggest(store)))))
    assert {row["decision"] for row in rows} == {"same"}
    assert tuple(rows[0]) == COLUMNS
    assert all(iri_of(row["subject"]) and iri_of(row["object"]) and row["why"] for row in rows)
