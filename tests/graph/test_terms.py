"""Literals in the form that every store keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from soegraph.graph import terms


@given(st.decimals(min_value=-1000, max_value=1000, places=6))
def test_every_store_keeps_a_decimal_as_it_is(number: object) -> None:
    literal = terms.decimal(str(number))
    store = Store()
    quad = Quad(terms.soe("Stake"), terms.soe("percent"), literal)
    store.add(quad)
    assert list(store) == [quad]


@pytest.mark.parametrize("text", ["", "many", "NaN", "Infinity", "1,5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no number|no finite number"):
        terms.decimal(text)


@pytest.mark.parametrize("text", ["", "2021-1", "2021-02-30", "21", "2021-12-23T00:00", "0000"])
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        terms.partial_date(text)


def test_integers_lose_leading_zeros() -> None:
    assert terms.integer("034").value == "34"


@pytest.mark.parametrize(
    "url", ["", "example.org", "ftp://example.org/", "https://", "https://a b/", "https://[x"]
)
def test_what_is_no_web_address_gives_no_node(url: str) -> None:
    assert terms.web_iri(url) is None


def test_a_preferred_chinese_name_brings_its_reading() -> None:
    labels = [str(value) for _, value in terms.labels(terms.name("包钢（集团）"))]
    assert labels == [
        '"包钢（集团）"@zh-hans',
        '"包钢（集团）"@zh-hans',
        '"bāo gāng ( jí tuán )"@zh-latn-pinyin',
    ]
