"""What statements tell of the time of a post, and when they tell of two terms."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from soegraph.graph.spans import Span, merge, periods, span
from soegraph.graph.statements import Source, Statement
from soegraph.graph.tenures import tenure_triples
from soegraph.graph.terms import Object, partial_date, role, soe
from soegraph.graph.terms import name as label
from soegraph.graph.validity import first_day, last_day

from .made import short

LI, BAOGANG = NamedNode("https://x.org/person/li"), NamedNode("https://x.org/organisation/baogang")
LABELS = {
    LI: {"en": label("Li Xiao"), "zh-hans": label("李晓")},
    BAOGANG: {"en": label("Baogang")},
    role("chair"): {"en": label("chair"), "zh-hans": label("董事长")},
}


def states(number: int = 1, published: str = "", status: str = "", **dates: str) -> Statement:
    known: dict[NamedNode, Object] = {soe(name): partial_date(date) for name, date in dates.items()}
    known[soe("role")] = role("chair")
    if status:
        known[soe("postStatus")] = Literal(status)
    source = Source(f"paper {number}", f"text {number}", published)
    return Statement(NamedNode(f"https://x.org/claim/{number}"), LI, soe("holdsPost"), BAOGANG, known, source)


def seen(date: str) -> Span:
    return Span(seen=date, last_seen=date, held=date)


def bounds(known: Span) -> tuple[str, str, str, str, str]:
    return known.start, known.seen, known.last_seen, known.left, known.end


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (states(published="2024-12-23"), ("", "2024-12-23", "2024-12-23", "", "")),
        (states(published="2024", startedOn="2021"), ("2021", "2024", "2024", "", "")),
        (states(published="2024", asOf="2022"), ("", "2022", "2022", "", "")),
        (states(published="2024", startedOn="2015", endedOn="2020"), ("2015", "", "", "", "2020")),
        (states(published="2024", endedOn="2028"), ("", "2024", "2024", "", "2028")),
        (states(published="2024", status="appointed"), ("", "2024", "", "", "")),
        (states(published="2024", status="appointed", startedOn="2024-01"), ("2024-01", "", "", "", "")),
        (states(published="2024", status="former"), ("", "", "", "2024", "")),
        (states(published="2024", status="removed", endedOn="2023-05"), ("", "", "", "", "2023-05")),
        (states(), ("", "", "", "", "")),
        (states(startedOn="2022", endedOn="2021"), ("", "", "", "", "")),
    ],
)
def test_a_statement_bounds_a_term(statement: Statement, expected: tuple[str, ...]) -> None:
    assert bounds(span(statement)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Span(start="2021"), Span(start="2022")),
        (Span(end="2020"), Span(end="2021")),
        (Span(end="2020"), Span(start="2021")),
        (Span(end="2020"), seen("2024")),
        (Span(left="2020"), seen("2024")),
        (Span(start="2022"), seen("2021")),
    ],
)
def test_bounds_that_contradict_each_other_are_of_two_terms(one: Span, other: Span) -> None:
    assert merge(one, other) is None
    assert merge(other, one) is None


def test_merging_keeps_the_more_precise_dates() -> None:
    one = Span(start="2021", seen="2022", last_seen="2022", left="2025")
    other = Span(start="2021-12", seen="2022-03", last_seen="2023", left="2025-01", end="2024-11")
    merged = merge(one, other)
    assert merged is not None
    assert bounds(merged) == ("2021-12", "2022-03", "2023", "2025-01", "2024-11")


def test_two_starts_are_two_terms_and_sightings_join_the_latest_that_fits() -> None:
    spans = [
        Span(start="2010", end="2015"),
        Span(start="2018"),
        seen("2012"),
        seen("2020"),
        Span(),
    ]
    for order in permutations(spans):
        first, second = periods(order)
        assert bounds(first) == ("2010", "2012", "2012", "", "2015")
        assert bounds(second) == ("2018", "2020", "2020", "", "")


def test_who_left_and_is_seen_again_has_a_second_term() -> None:
    told = [("2010", ""), ("2012", "former"), ("2016", "appointed"), ("2020", "former")]
    spans = [span(states(n, published, status)) for n, (published, status) in enumerate(told)]
    for order in permutations(spans):
        first, second = periods(order)
        assert bounds(first) == ("", "2010", "2010", "2012", "")
        assert bounds(second) == ("", "2016", "", "2020", "")


def tenures(*statements: Statement) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for triple in tenure_triples(statements, LABELS):
        found.setdefault(short(triple.subject), set()).add((short(triple.predicate), short(triple.object)))
    return found


def test_a_tenure_names_who_where_and_what_with_its_grounds() -> None:
    assert tenures(states(1, published="2024-12"), states(2, startedOn="2021")) == {
        "li.baogang.chair": {
            ("type", "Tenure"),
            ("member", "li"),
            ("organization", "baogang"),
            ("role", "chair"),
            ("label", "Li Xiao, chair, Baogang@en"),
            ("startedOn", "2021"),
            ("inOfficeBy", "2024-12"),
            ("lastSeenInOffice", "2024-12"),
            ("wasDerivedFrom", "1"),
            ("wasDerivedFrom", "2"),
            ("publisherCount", "2"),
            ("confidence", "0.99"),
        }
    }


def test_the_first_term_keeps_its_name_when_a_second_one_comes() -> None:
    assert list(tenures(states(1, startedOn="2010"), states(2, startedOn="2018-03"))) == [
        "li.baogang.chair",
        "li.baogang.chair.2018-03",
    ]


def test_two_ends_of_one_start_are_two_tenures_with_names_of_their_own() -> None:
    ends = [states(n, startedOn="2010", endedOn=end) for n, end in enumerate(("2014", "2015", "2016"))]
    assert list(tenures(*ends)) == [
        "li.baogang.chair",
        "li.baogang.chair.2010",
        "li.baogang.chair.2010.3",
    ]


DATES = st.sampled_from(["2019", "2020", "2020-03", "2020-11", "2021", "2021-06-15", "2022", "2023-01"])
STATEMENTS = st.builds(
    lambda number, published, status, dates: states(number, published, status, **dates),
    st.integers(0, 99),
    DATES,
    st.sampled_from(["", "former", "appointed", "removed"]),
    st.dictionaries(st.sampled_from(["startedOn", "endedOn", "asOf"]), DATES),
)


@given(st.lists(STATEMENTS, max_size=6, unique_by=lambda s: s.node), st.randoms(use_true_random=False))
def test_the_order_of_statements_never_matters(statements: list[Statement], random: object) -> None:
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tenures(*statements) == tenures(*shuffled)


@given(st.lists(STATEMENTS, max_size=6, unique_by=lambda s: s.node))
def test_each_statement_counts_once_and_no_bound_contradicts_another(statements: list[Statement]) -> None:
    terms = periods(map(span, statements))
    assert sorted(s.node.value for t in terms for s in t.statements) == sorted(
        s.node.value for s in statements
    )
    for term in terms:
        if term.start and term.end:
            assert first_day(term.start) <= last_day(term.end)
        if term.last_seen and term.end:
            assert first_day(term.last_seen) <= last_day(term.end)


def test_a_post_without_a_role_is_some_other_post() -> None:
    statement = states()
    bare = Statement(statement.node, LI, soe("holdsPost"), BAOGANG, {}, statement.source)
    [node] = {t.subject for t in tenure_triples([bare], {**LABELS, role("other"): {"en": label("other")}})}
    assert short(node) == "li.baogang.other"
