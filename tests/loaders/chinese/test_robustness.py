"""Whatever stands in a text, extraction ends, and every quote stands where it says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soegraph.loaders.extract import extract
from soegraph.model import Article, Claim

PIECES = [
    *(
        "包钢集团",
        "北方稀土",
        "中國稀土集團",
        "孟繁英",
        "Lynas",
        "董事长",
        "座谈会",
        "51%",
        "2021年",
        "白云鄂博矿",
        "“",
        "”",
    ),
    *(
        "持有",
        "控股",
        "的",
        "由",
        "把",
        "被",
        "，",
        "。",
        "、",
        "和",
        "等",
        "（",
        "）",
        "；",
        "\n",
        " ",
        "任",
        "召开",
        "简称",
    ),
    *("😀", "\u200b", "\x00", "\x07", "\ufeff", "é", "ﬁ", "\U00020000", "İ"),
]


def claims_of(text: str) -> tuple[Claim, ...]:
    return extract(Article("test", text, "zh", published="2024")).claims


def assert_quoted(text: str) -> None:
    for claim in claims_of(text):
        quoted = claim.evidence
        assert quoted.quote.strip()
        assert text[quoted.start : quoted.end] == quoted.quote


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_quote_stands_at_its_place(text: str) -> None:
    assert_quoted(text)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert_quoted(text)


@pytest.mark.parametrize(
    "unit",
    [
        "包钢集团、",
        "（",
        "（包钢集团）",
        "签署",
        "稀土矿业",
        "会",
        "其持有51%，",
        "董事长",
        "\u200b",
        "😀",
        "A公司",
    ],
)
def test_five_thousand_characters_without_an_end_are_read(unit: str) -> None:
    assert_quoted((unit * 5000)[:5000])


def test_a_claim_beside_what_cannot_be_read_is_found() -> None:
    text = "（" * 1000 + "）" * 1000 + "\n包钢集团持有北方稀土38%的股份。"
    assert [claim.predicate for claim in claims_of(text)] == ["holdsStakeIn"]
