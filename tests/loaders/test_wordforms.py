"""Parts of speech and lemmas are those that spaCy's own components give."""

from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from soegraph.loaders.english import pipeline

TEXTS = [
    "Zinco Group, which has been buying mines since 2019, did not sell the two it opened that year.",
    "The chairman said he'd leave; it isn't known whether others will.\n\tThey do what they have to do.",
    "No one, but no one, has listed it: you see, I'm the one that's leaving it to you, as they'd have done.",
    " ",
    "包钢 🏭 \x00 ²nd",
]


@cache
def plain() -> Language:
    return spacy.load(pipeline.model(), exclude=["ner"])


def forms(doc: Doc) -> list[tuple[str, ...]]:
    return [(token.text, token.tag_, token.pos_, token.dep_, token.lemma_, str(token.morph)) for token in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_words_have_the_forms_that_spacy_gives_them(text: str) -> None:
    for _ in range(2):  # as learnt, and as remembered
        [doc] = pipeline.load().parsed([text])
        assert forms(doc) == forms(plain()(text))


def test_a_lemma_outlives_the_block_in_which_it_was_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_KNOWN_WORDS", 0)
    reader = pipeline.load()
    for _ in range(2):
        with reader.room():
            [doc] = reader.parsed(["They quaggled the zorblets."])
            assert [token.lemma_ for token in doc][1:4] == ["quaggle", "the", "zorblet"]
