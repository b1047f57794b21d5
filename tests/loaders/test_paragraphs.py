"""Which stretches of a text are read, and where long ones are cut."""

import pytest

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


def test_a_word_that_never_ends_is_cut_anywhere() -> None:
    assert "".join(pieces("z" * 50_000)) == "z" * 50_000
