"""The words of pictures: each in every language, with the same parts."""

from __future__ import annotations

from string import Formatter

from soegraph.draw.words import WORDS


def test_every_language_has_every_text_with_the_same_parts() -> None:
    parts = [
        {
            key: {name for _, name, _, _ in Formatter().parse(text) if name}
            for key, text in words.texts.items()
        }
        for words in WORDS.values()
    ]
    assert parts[0] == parts[1]
