"""From an English article to a parsed document: names first, then a parse of the text with its names masked.

The parse is read through `Sentence`s: their tokens are those of the masked text, and each knows the stretch of the
article, and the mention if any, that it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from soegraph.loaders.document import Mention
from soegraph.loaders.english import pipeline
from soegraph.loaders.english.draft import Draft
from soegraph.loaders.english.mask import BRACKET, Masked
from soegraph.loaders.english.mentions import Tag
from soegraph.loaders.spans import inside
from soegraph.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

T = TypeVar("T")


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
    _kept: dict[str, Any] = field(default_factory=dict)

    def kept(self, name: str, made: Callable[[Sentence], T]) -> T:
        """Return what `made` makes of the sentence; made once under a name."""
        if name not in self._kept:
            self._kept[name] = made(self)
        found: T = self._kept[name]
        return found

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


def analyse(articles: Sequence[Article]) -> list[Document]:
    """Find the names of articles and parse them; the caller has the `room` of the pipeline open."""
    reader, drafts = pipeline.load(), [Draft(article) for article in articles]
    tagged = reader.tagged(text for draft in drafts for text in draft.doubtful())
    tags = ([Tag(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in tagged)
    masked = [draft.masked(tags) for draft in drafts]
    docs = reader.parsed(paragraph.text for paragraphs in masked for paragraph in paragraphs)
    return [_document(draft, paragraphs, docs) for draft, paragraphs in zip(drafts, masked, strict=True)]


def _document(draft: Draft, masked: Sequence[Masked], docs: Iterator[Doc]) -> Document:
    """Take the next parses for the masked paragraphs of an article."""
    document, text = Document(draft.article), draft.article.text
    for (start, end), paragraph in zip(draft.spans, masked, strict=True):
        tickers = [m for m in inside(draft.measured, start, end) if m.kind == "ticker"]
        document.add(Paragraph(start, text[start:end], paragraph, next(docs), tickers))
    return document
