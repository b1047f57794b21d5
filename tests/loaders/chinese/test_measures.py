"""Dates, shares and tickers with their values."""

import pytest

from soegraph.loaders.chinese.measures import measures, year_spans


def values(text: str, kind: str, published: str = "2024-05-06") -> list[str]:
    return [found.value for found in measures(text, published) if found.kind == kind]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021年12月23日", "2021-12-23"),
        ("2021年3月", "2021-03"),
        ("2021年底", "2021"),
        ("2021-12-23", "2021-12-23"),
        ("二〇二一年", "2021"),
        ("今年3月", "2024-03"),
        ("去年", "2023"),
        ("前年5月1日", "2022-05-01"),
        ("3月8日", "2024-03-08"),
    ],
)
def test_a_date_has_its_value(text: str, value: str) -> None:
    assert values(text, "date") == [value]


def test_a_date_without_a_year_is_of_the_year_before_it() -> None:
    assert values("2019年12月成立，次年3月投产。", "date") == ["2019-12", "2020-03"]


def test_without_a_date_of_publication_last_year_is_no_date() -> None:
    assert values("去年", "date", published="") == []


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert values("2021年2月31日", "date") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("51%", "51"),
        ("38.50%", "38.5"),
        ("百分之五十一", "51"),
        ("百分之十点五", "10.5"),
        ("5个百分点", "5"),
        ("各持一半", "50"),
    ],
)
def test_a_share_has_its_value(text: str, value: str) -> None:
    assert values(text, "percent") == [value]


def test_more_than_the_whole_is_no_share() -> None:
    assert values("增长120%", "percent") == []


@pytest.mark.parametrize(
    ("text", "value"), [("600111.SH", "600111"), ("SZ:000831", "000831"), ("00769", "00769")]
)
def test_a_ticker_is_its_code(text: str, value: str) -> None:
    assert values(text, "ticker") == [value]


def test_a_span_of_years_has_two_ends() -> None:
    assert [found[1:] for found in year_spans("“十四五”（2021—2025年）")] == [("2021", "2025")]
