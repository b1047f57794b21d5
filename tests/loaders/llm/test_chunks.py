"""Articles in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from soegraph.loaders.llm.chunks import chunks

TEXTS = st.lists(st.sampled_from(["Ore", "稀土", "。", ". ", " ", "\n", "\n\n", "\u3000"])).map("".join)


def pieces(text: str, budget: int) -> list[str]:
    return [text[start:end] for start, end in chunks(text, budget)]


@given(TEXTS, st.integers(1, 30))
def test_pieces_hold_all_ink_in_order_and_no_more_than_the_budget(text: str, budget: int) -> None:
    found = pieces(text, budget)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(0 < len(piece) <= budget and piece == piece.strip() for piece in found)


def test_a_text_is_cut_between_paragraphs_then_lines_then_sentences_then_words() -> None:
    assert pieces("One two.\n\nThree\nfour. Five", 16) == ["One two.", "Three\nfour. Five"]
    assert pieces("One two\nthree four", 12) == ["One two", "three four"]
    assert pieces("一号矿。二号矿。三号矿", 9) == ["一号矿。二号矿。", "三号矿"]
    assert pieces("One two three four", 9) == ["One two", "three", "four"]
    assert pieces("x" * 7, 3) == ["xxx", "xxx", "x"]
