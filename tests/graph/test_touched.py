"""Which entities a change of articles may describe otherwise."""

from __future__ import annotations

import pytest

from soegraph.curation.fit import Rulings
from soegraph.graph import Graph
from soegraph.graph.articles import article_iri, article_quads
from soegraph.graph.touched import Settled
from soegraph.model import EntityRef, Extraction
from soegraph.names import slug_of
from soegraph.store import OxigraphStore

from .made import KNOWN, article, company, foundation, meeting, person, said

MINE, FIRM = company("mine", "The Mine"), company("firm", "Firm", "Firm Group")
TOLD = [
    article("a", said(MINE, "subsidiaryOf", KNOWN), said(MINE, "subsidiaryOf", FIRM)),
    article("b", said(MINE, "subsidiaryOf", KNOWN), said(MINE, "subsidiaryOf", FIRM)),
]


def touched(coming: Extraction, *there: Extraction, forget: bool = False) -> set[str]:
    store = OxigraphStore()
    Graph(store, foundation()).load(there or TOLD)
    quads = () if forget else article_quads(coming)
    changes = {article_iri(coming.article.id): frozenset(quads)}
    return {slug_of(entity.value) for entity in Settled(store, changes, Rulings()).touched()}


def test_an_article_that_says_what_others_say_touches_nobody() -> None:
    assert touched(article("c", said(MINE, "subsidiaryOf", KNOWN), said(FIRM, "partnersWith", MINE))) == set()


def test_who_is_new_is_touched_and_not_whom_it_is_related_to() -> None:
    assert touched(article("c", said(person("li"), "holdsPost", KNOWN))) == {"li"}


@pytest.mark.parametrize(
    "entity",
    [
        company("firm", "Firm Holding"),
        company("firm", "Firm", of="ResearchOrganisation"),
        company("firm", "Firm", of="CentralEnterprise"),
    ],
)
def test_a_new_name_or_class_touches(entity: EntityRef) -> None:
    assert touched(article("c", said(MINE, "subsidiaryOf", entity))) == {"firm"}


def test_what_is_denied_touches_nobody() -> None:
    assert touched(article("c", said(person("li"), "holdsPost", company("x"), "denied"))) == set()


def test_a_name_that_only_a_denial_bears_counts_for_nothing() -> None:
    denied = article("a", said(company("firm", "Firm Holding"), "partnersWith", MINE, "denied"))
    stated = article("c", said(company("firm", "Firm Holding"), "partnersWith", MINE))
    assert touched(stated, denied, *TOLD[1:]) == {"firm"}


def test_forgetting_one_of_two_that_agree_touches_nobody() -> None:
    assert touched(TOLD[1], forget=True) == set()
    assert touched(TOLD[1], TOLD[1], forget=True) == {"mine", "firm"} | {"known-group"}


def test_forgetting_a_vote_between_disjoint_classes_touches() -> None:
    votes = [
        article(f"vote-{n}", said(company("x", "X", of=of), "partnersWith", MINE))
        for n, of in enumerate(["Enterprise", "Enterprise", "GovernmentBody"])
    ]
    assert touched(votes[0], *votes, forget=True) == {"x"}


def test_a_date_touches_unless_it_is_known_already_or_more_precisely() -> None:
    there = article("a", said(KNOWN, "convenes", meeting("m"), date="2021-03"))
    for date, known in (("2021-03", True), ("2021", True), ("2021-03-02", False), ("2022", False)):
        coming = article("c", said(KNOWN, "convenes", meeting("m"), date=date))
        assert touched(coming, there) == (set() if known else {"m"})
