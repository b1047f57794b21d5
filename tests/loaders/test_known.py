"""What codes and context tell of the things that an article speaks of."""

from __future__ import annotations

import pytest

from soegraph import authority, names
from soegraph.loaders.extract import extract
from soegraph.model import Article, EntityRef


def iri(text: str, name: str, language: str = "zh-hans") -> str:
    claims = extract(Article("a", text, language)).claims
    ends = [end for claim in claims for end in (claim.subject, claim.object)]
    return next(end.iri for end in ends if isinstance(end, EntityRef) and name in end.names)


def ticker_and_company() -> tuple[str, str]:
    """Return the code of a known company on the Shanghai exchange, and its IRI."""
    exchange = next(entry.iri for entry in authority.entries() if "SSE" in entry.aliases)
    return next((r.qualifiers["ticker"], r.subject) for r in authority.relations() if r.object == exchange)


@pytest.mark.parametrize("bracket", ["({0}.SH)", "(SSE: {0})", "(SH{0})", "({0}.SS)"])
def test_a_ticker_decides_whose_a_name_is(bracket: str) -> None:
    code, company = ticker_and_company()
    assert iri(f"Zinco Group {bracket.format(code)} produces copper.", "Zinco Group", "en") == company


def test_a_chinese_code_word_is_read_too() -> None:
    code, company = ticker_and_company()
    assert iri(f"昆仑锌业集团（股票代码：{code}）生产锌。", "昆仑锌业集团") == company


def test_a_code_on_another_exchange_decides_nothing() -> None:
    code, _ = ticker_and_company()
    found = iri(f"Zinco Group ({code}.SZ) produces copper.", "Zinco Group", "en")
    assert found == names.thing("organisation", "zinco-group")


def test_a_known_name_is_not_given_to_another_by_a_code() -> None:
    code, company = ticker_and_company()
    assert (
        iri(
            f"Aluminum Corporation of China ({code}.SH) produces copper.",
            "Aluminum Corporation of China",
            "en",
        )
        != company
    )


def test_a_shared_alias_is_decided_by_what_the_article_says_of_it() -> None:
    assert "/person/" in iri("内蒙古自治区人民政府主席包钢出席会议。", "包钢")
    assert "/organisation/" in iri("包钢持有北方稀土38%的股份。", "包钢")


def test_a_shared_alias_that_nothing_decides_stays_in_its_article() -> None:
    assert iri("中国稀土生产铜。", "中国稀土").endswith("--a")


def test_an_exchange_decides_between_two_listed_companies() -> None:
    assert iri("中国稀土在深圳证券交易所上市。", "中国稀土").endswith(
        "/china-rare-earth-resources-technology"
    )
    assert iri("中国稀土在香港交易所上市。", "中国稀土").endswith("/china-rare-earth-holdings")


def test_a_known_name_without_its_legal_form_is_known() -> None:
    assert iri("中国稀土集团资源科技生产铜。", "中国稀土集团资源科技").endswith(
        "/china-rare-earth-resources-technology"
    )
