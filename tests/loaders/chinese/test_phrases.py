"""Phrases in a text without spaces."""

from hypothesis import given
from hypothesis import strategies as st

from soegraph.loaders.chinese.phrases import Phrases

LETTERS = st.text(alphabet="甲乙丙", max_size=8)


def found(phrases: list[str], text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Phrases((each, each) for each in phrases).find(text)]


def test_the_longest_phrase_counts() -> None:
    assert found(["董事", "董事长", "长"], "董事长、董事、长") == ["董事长", "董事", "长"]


def test_phrases_do_not_overlap() -> None:
    assert found(["甲乙", "乙丙"], "甲乙丙") == ["甲乙"]


def test_a_phrase_is_found_whole_only() -> None:
    assert found(["甲乙丙"], "甲乙") == []


@given(st.lists(LETTERS.filter(bool)), LETTERS)
def test_the_first_longest_phrase_is_found_at_each_place(phrases: list[str], text: str) -> None:
    expected, at = [], 0
    while at < len(text):
        here = max((each for each in phrases if text.startswith(each, at)), key=len, default="")
        expected += [here] if here else []
        at += len(here) or 1
    assert found(phrases, text) == expected
