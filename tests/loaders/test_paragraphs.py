"""Which stretches of a text are read, and where long ones are cut."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soegraph.loaders.english.paragraphs import paragraphs


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_headlines_are_left_out() -> None:
    assert pieces("Zinco Group Plans New Mine\n\nThe mine opened.") == ["The mine opened."]


def test_list_items_lose_their_bullets() -> None:
    assert pieces("  • Zinco grew.\n  • Ordos shrank.\n- Wuhu stood.") == [
        "Zinco grew.",
        "Ordos shrank.",
        "Wuhu stood.",
    ]


@pytest.mark.parametrize("text", ["", "\u3000", " \n \n", "- "])
def test_blank_lines_are_nothing_to_read(text: str) -> None:
    assert pieces(text) == []


def test_long_paragraphs_are_cut_after_a_sentence() -> None:
    text = "The mine opened in the spring. " * 1000
    found = pieces(text)
    assert "".join(found) == text
    assert max(map(len, found)) <= 10_000
    assert all(piece.endswith(". ") for piece in found)


def test_a_sentence_that_never_ends_is_cut_at_a_space() -> None:
    text = "zinc " * 2000
    found = pieces(text)
    assert "".join(found) == text
    assert max(map(len, found)) <= 2_000
    assert all(piece.endswith(" ") for piece in found)


def test_what_is_too_long_for_a_word_is_left_out() -> None:
    assert pieces("z" * 50_000) == []
    assert pieces(f"The mine {'(' * 1000} grew, {'z' * 99} too.") == ["The mine ", f" grew, {'z' * 99} too."]


@given(
    st.lists(
        st.sampled_from(["zinc ", "Zinc. ", "z" * 60, "\n", "\n\n", "- ", "“", "🏭", "\u200b"]), max_size=400
    )
)
def test_any_text_is_cut_into_pieces_of_bounded_length(parts: list[str]) -> None:
    text = "".join(parts)
    found = list(paragraphs(text))
    assert all(0 < end - start <= 10_000 for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert not any(re.search(r"\S{100}", text[start:end]) for start, end in found)
