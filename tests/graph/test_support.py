"""How many independent sources stand behind a fact, and how far it is to be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from soegraph.graph.copies import sketch
from soegraph.graph.statements import Source, Statement
from soegraph.graph.support import confidence, independent

from .test_copies import AGENCY, REWORDED


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ([("daily", "1"), ("daily", "2")], 1),
        ([("daily", "1"), ("herald", "2")], 2),
        ([("daily", "1"), ("herald", "1")], 1),
        ([("daily", "1"), ("herald", "1"), ("herald", "2")], 2),
        ([("daily", "1"), ("herald", "1"), ("times", "1"), ("times", "2"), ("daily", "2")], 2),
        ([("", "1"), ("", "2")], 1),
        ([("", "")], 0),
        ([], 0),
    ],
)
def test_copies_of_one_text_and_texts_of_one_publisher_count_once(
    printed: list[tuple[str, str]], count: int
) -> None:
    assert independent(Source(*pair) for pair in printed) == count
    assert independent(Source(*pair) for pair in reversed(printed)) == count


def test_copies_that_were_edited_count_once_too() -> None:
    texts = {"a": AGENCY, "b": f"BEIJING - {AGENCY}", "c": REWORDED}
    printed = [("daily", "a"), ("herald", "b"), ("times", "c")]
    assert independent(Source(who, text, sketch=sketch(texts[text])) for who, text in printed) == 2


Printed = list[tuple[str, str, int]]
"""Publisher, text and confidence in hundredths."""


def stating(printed: Printed, accepted: bool = False) -> list[Statement]:
    li, post, group = (NamedNode(f"https://example.org/{name}") for name in ("li", "holdsPost", "group"))
    return [
        Statement(
            li, li, post, group, {}, Source(publisher, text), Decimal(sure) / 100, accepted and number == 0
        )
        for number, (publisher, text, sure) in enumerate(printed)
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ([("daily", "1", 70)], "0.7"),
        ([("daily", "1", 70), ("herald", "2", 80)], "0.94"),
        ([("daily", "1", 70), ("daily", "1", 90)], "0.9"),
        ([("daily", "1", 70), ("daily", "2", 80)], "0.8"),
        ([("daily", "1", 70), ("herald", "1", 80)], "0.8"),
        ([("daily", "1", 50), ("herald", "1", 50), ("herald", "2", 40), ("daily", "3", 60)], "0.8"),
        ([("daily", "1", 100)], "0.99"),
        ([("daily", "1", 95), ("herald", "2", 95)], "0.99"),
        ([("", "", 50)], "0.5"),
        ([("", "", 50), ("daily", "1", 50)], "0.75"),
    ],
    ids=[
        "one claim",
        "two papers",
        "said twice in one text",
        "two texts of one paper",
        "one text in two papers",
        "the surest texts",
        "never certain",
        "never certain, however many",
        "an uncited row",
        "an uncited row and a paper",
    ],
)
def test_each_independent_source_takes_away_its_share_of_the_doubt(printed: Printed, expected: str) -> None:
    assert confidence(stating(printed)) == confidence(stating(printed[::-1])) == Decimal(expected)


def test_what_a_person_has_accepted_is_certain() -> None:
    assert confidence(stating([("daily", "1", 70), ("herald", "2", 80)], accepted=True)) == 1


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("1234"), st.integers(1, 99)), max_size=7))
def test_no_other_matching_of_texts_with_publishers_would_give_more(printed: Printed) -> None:
    best = max((Decimal(1) - doubt for doubt in doubts(printed)), default=Decimal(0))
    assert confidence(stating(printed)) == round(min(best, Decimal("0.99")), 4)


def doubts(printed: Printed) -> Iterator[Decimal]:
    """Yield the doubt that each matching of texts with publishers leaves."""
    texts = sorted({text for _, text, _ in printed})
    sure = {text: max(c for _, other, c in printed if other == text) for text in texts}
    pairs = {(publisher, text) for publisher, text, _ in printed}

    def matchings(left: list[str], taken: frozenset[str]) -> Iterator[Decimal]:
        if not left:
            yield Decimal(1)
            return
        text, *rest = left
        yield from matchings(rest, taken)
        for publisher in {who for who, what in pairs if what == text} - taken:
            for doubt in matchings(rest, taken | {publisher}):
                yield doubt * (1 - Decimal(sure[text]) / 100)

    return matchings(texts, frozenset())
