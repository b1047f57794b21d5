"""Quotes against the texts that they were taken from, as far as a reader has these."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

from soegraph import names
from soegraph.loaders.read import Unreadable, read
from soegraph.publish.merging import by_mark
from soegraph.publish.release.tree import STATED
from soegraph.publish.sorting import Sorted
from soegraph.publish.statements import MARK
from soegraph.verify.checks import EVIDENCE, QUOTES
from soegraph.verify.dump import Dump
from soegraph.verify.report import Report

Lines: TypeAlias = list[list[Any]]


def add_texts(dump: Dump, report: Report, quotes: Sorted, texts: Path) -> None:
    """Add the texts of a folder to the quotes, by the IRI that an article with such an id has in the release."""
    unreadable = 0
    for article in read([texts]):
        if isinstance(article, Unreadable):
            unreadable += 1
        else:
            iri = f"<{dump.base}id/article/{names.slug(article.id)}>"
            quotes.add(f"{iri}{MARK}t{json.dumps([article.text_hash, article.text])}")
    if unreadable:
        report.skip(QUOTES, f"{unreadable} files of {texts} cannot be read as articles")


def check_quotes(report: Report, quotes: Sorted, texts: Path | None) -> None:
    """Look for each quote where it says that it stands: in a text of that length, and in the text if it is there.

    `quotes` has for each article one line with its hash, length and id, one for each quote, one with its text.
    """
    articles = without = 0
    for article, lines in by_mark(quotes, MARK):
        found = {mark: [json.loads(line[1:]) for line in lines if line[0] == mark] for mark in "aet"}
        if found["a"]:
            articles += 1
            without += not found["t"]
            _check_article(report, article, found["a"][0], found["e"], found["t"])
    if texts is None:
        report.skip(QUOTES, "no texts: give the folder of the articles with --texts")
    elif articles and without == articles:
        report.add(QUOTES, STATED, f"no text in {texts} is of an article of the release")
    elif without:
        report.skip(QUOTES, f"{without} of {articles} articles have no text in {texts}")


def _check_article(report: Report, article: str, told: list[str], quotes: Lines, texts: Lines) -> None:
    digest, length, _ = told
    for evidence, _, end, _ in quotes:
        if not length.isdecimal() or end > int(length):
            what = f"it ends at {end}, the text of {article} has {length or 'no'} characters"
            report.add(EVIDENCE, STATED, what, subject=evidence)
    for found, text in texts:
        if found != digest:
            what = f"the text of {told[2]} has another hash than the one that was read: {found}, not {digest}"
            report.add(QUOTES, STATED, what, subject=article)
        else:
            _check_text(report, quotes, text)


def _check_text(report: Report, quotes: Lines, text: str) -> None:
    for evidence, start, end, quote in quotes:
        report.look(QUOTES)
        if text[start:end] != quote:
            what = f"the text at [{start}, {end}) is {text[start:end]!r}, the quote {quote!r}"
            report.add(QUOTES, STATED, what, subject=evidence)
