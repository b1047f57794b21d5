"""Folding to one script, character for character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soegraph.loaders.chinese.script import folded


@given(st.text())
def test_a_folded_text_is_as_long_as_the_text(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(alphabet="中國稀土「」（），．：％１Ａ\u3000\U00020000﨎ﬁ"))
def test_a_folded_chinese_text_is_as_long_as_the_text(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("國務院國資委", "国务院国资委"),
        ("(集團)", "（集团）"),
        ("「北方稀土」", "“北方稀土”"),
        ("５１％", "51%"),
        ("1,000吨,", "1,000吨，"),
    ],
)
def test_writings_of_one_thing_fold_to_one(written: str, same: str) -> None:
    assert folded(written) == same
