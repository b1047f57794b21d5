"""An article between its text and its parse: its paragraphs, measures and names, and its text with these masked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from soegraph.loaders.document import Mention
from soegraph.loaders.english import mentions
from soegraph.loaders.english.cast import Cast
from soegraph.loaders.english.mask import Masked, mask
from soegraph.loaders.english.measures import measures, terms
from soegraph.loaders.english.mentions import Name, Reading, Tag
from soegraph.loaders.english.paragraphs import paragraphs
from soegraph.loaders.english.runs import begins_sentence
from soegraph.loaders.spans import inside, without_overlap
from soegraph.model import Article


class Draft:
    """An article as far as it is read without a parser; `spans` are its paragraphs."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.spans = [*paragraphs(article.text)]
        self.measured = measures(article.text)
        self._readings = self._without_openers([self._read(start, end) for start, end in self.spans])

    def _read(self, start: int, end: int) -> Reading:
        taken = [(m.start - start, m.end - start) for m in inside(self.measured, start, end)]
        return mentions.read(self.article.text[start:end], taken)

    def _without_openers(self, readings: Sequence[Reading]) -> list[Reading]:
        """Take single words that only ever begin sentences for no names: there a capital letter tells nothing."""
        said = {
            run.text
            for (start, _), reading in zip(self.spans, readings, strict=True)
            for run in reading.unsure
            if len(run.words) > 1
            or mentions.is_acronym(run.text)
            or not begins_sentence(self.article.text, start + run.start)
        }
        return [replace(r, unsure=[run for run in r.unsure if run.text in said]) for r in readings]

    def doubtful(self) -> list[str]:
        """Return the pieces of text of which only the tagger can tell what names are in them."""
        return [reading.text[start:end] for reading in self._readings for start, end in reading.doubtful()]

    def masked(self, tags: Iterator[Sequence[Tag]]) -> list[Masked]:
        """Return the paragraphs with their names masked, given what the tagger found in each doubtful piece."""
        text, cast = self.article.text, Cast()
        names: list[Name] = []
        for (start, _), reading in zip(self.spans, self._readings, strict=True):
            tagged = [tag.moved(first) for first, _ in reading.doubtful() for tag in next(tags)]
            found = reading.names(tagged)
            names += [replace(name, start=name.start + start, end=name.end + start) for name in found]
        known: list[Mention] = [*cast.gather(text, names), *self.measured]
        kept = without_overlap([*known, *terms(text, cast, known)], 0, len(text))
        return [mask(text, start, end, kept) for start, end in self.spans]
