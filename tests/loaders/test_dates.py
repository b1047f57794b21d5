"""Dates and shares."""

import pytest

from soegraph.loaders.english.dates import YEARS, dates, percents


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 23 December 2024", "2024-12-23"),
        ("on December 23, 2024", "2024-12-23"),
        ("on 2024-12-23", "2024-12-23"),
        ("in Sept. 2017", "2017-09"),
        ("in May of 2017", "2017-05"),
        ("since 2016", "2016"),
        ("on 24 December", ""),
        ("on 31 February 2024", ""),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, value: str) -> None:
    assert [mention.value for mention in dates(text)] == [value]


@pytest.mark.parametrize("text", ["2000 tons", "2024 workers", "1,2024", "No.2024x", "it may grow"])
def test_numbers_are_no_years(text: str) -> None:
    assert list(dates(text)) == []


def test_a_share_is_written_in_canonical_form() -> None:
    assert [mention.value for mention in percents("51.0 percent, 007%, 100 per cent, 3.90%")] == [
        "51",
        "7",
        "100",
        "3.9",
    ]


def test_digits_of_other_scripts_are_no_shares() -> None:
    assert list(percents("५० percent")) == []


def test_a_period_has_a_first_and_a_last_year() -> None:
    match = YEARS.match("2021–25")
    assert match is not None
    assert (match["first"], match["last"]) == ("2021", "25")
