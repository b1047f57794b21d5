"""Measures: what has a form of its own and needs no tagger. Dates, shares, job titles, tickers, plans, products."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from soegraph import schema
from soegraph.loaders import gazetteer
from soegraph.loaders.document import Mention
from soegraph.loaders.english import dates
from soegraph.loaders.english.cast import Cast
from soegraph.loaders.english.words import english, listed
from soegraph.loaders.gazetteer import PhraseIndex
from soegraph.loaders.lexicon import Lexicon
from soegraph.loaders.spans import Cover, without_overlap

_TICKER = re.compile(
    r"(?<!\w)(?:[A-Z]{2,5} ?[:：] ?)?"
    r"(?P<code>[0-9]{6}|[0-9]{3,5}(?=\.HK)|0[0-9]{4}"
    r"|(?:(?<=\()|(?<= as )|(?<=code )|(?<=ticker )|(?<=number )|(?<=under ))(?!19|20)[0-9]{4})"
    r"(?:\.[A-Z]{2})?(?!\w)(?!,\d)"
)
_MAKER = re.compile(r"\b(?P<product>[A-Za-z]{3,20}?)(?=(?:maker|makers|making)\b)")
_BOARD = re.compile(r"\bboards? of (?:the )?$", re.IGNORECASE)  # "the board of directors"
_FORM = re.compile(r" (\w+)\b")


def measures(text: str) -> list[Mention]:
    """Return the dates, shares, job titles and tickers of a text, none overlapping another."""
    found = [*dates.percents(text), *dates.dates(text), *_titles(text), *_tickers(text)]
    return without_overlap(found, 0, len(text))


def _titles(text: str) -> Iterator[Mention]:
    for hit in _title_index(english()).find(text):
        if _BOARD.search(text[max(0, hit.start - 20) : hit.start]):
            continue
        yield Mention(hit.start, hit.end, "title", value=hit.payloads[0])


@cache
def _title_index(lexicon: Lexicon) -> PhraseIndex[str]:
    labels = [title.label for title in lexicon.titles if not _names_a_body(title.label)]
    return PhraseIndex(
        ((form, label) for label in labels for form in (label, _plural(label))), fold_case=True
    )


def _names_a_body(label: str) -> bool:
    """Of "director of the commission" only "director" is a title; the rest says where it is held."""
    last = label.split()[-1]
    if " to the " in label and last.capitalize() in english().heads_for("name"):
        return True
    head = english().heads_for("anaphor").get(last)
    if head is None or " of the " not in label or {"party", "discipline"} & set(label.split()):
        return False
    return schema.load().mention_kind(head.cls) in {"government", "enterprise"}


def _plural(label: str) -> str:
    head, of, rest = label.partition(" of ")
    if head.endswith("man"):
        head = head[:-3] + "men"
    elif head.endswith("y"):
        head = head[:-1] + "ies"
    else:
        head += "s"
    return head + of + rest


def _tickers(text: str) -> Iterator[Mention]:
    for match in _TICKER.finditer(text):
        yield Mention(match.start(), match.end(), "ticker", value=match["code"])


def terms(text: str, cast: Cast, taken: Sequence[Mention]) -> list[Mention]:
    """Return the commodities and plans of a text, outside of the names and measures that hold such words."""
    cover = Cover(0, len(text), ((mention.start, mention.end) for mention in taken))
    return [*_named_terms(text, cast, cover), *_makers(text, cast, cover)]


def _named_terms(text: str, cast: Cast, taken: Cover) -> Iterator[Mention]:
    for hit in gazetteer.terms("en").find(text):
        if taken.meets(hit.start, hit.end):
            continue
        known, end = hit.payloads[0], hit.end
        form = _FORM.match(text, end)
        if form and form[1] in listed("product form") and schema.load().is_kind(known.type, "term"):
            end = form.end()
        iri = known.iri if end == hit.end else ""
        yield Mention(hit.start, end, "entity", cast.entity(text[hit.start : end], known.type, iri))


def _makers(text: str, cast: Cast, taken: Cover) -> Iterator[Mention]:
    """Yield the product in "steelmaker"."""
    for match in _MAKER.finditer(text):
        start, end = match.span("product")
        known = gazetteer.terms("en").whole(match["product"])
        if known and not taken.meets(start, start + 1):
            yield Mention(start, end, "entity", cast.entity(match["product"], known[0].type, known[0].iri))
