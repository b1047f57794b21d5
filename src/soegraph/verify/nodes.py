"""The things that a release tells of: what each must say, and that what it leads to is there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from soegraph import names
from soegraph.model import MODALITIES
from soegraph.publish.lines import is_iri, subjects, text
from soegraph.publish.merging import by_mark, joined
from soegraph.publish.release.files import FACTS
from soegraph.publish.release.tree import STATED
from soegraph.publish.sorting import Sorted
from soegraph.publish.statements import MARK
from soegraph.verify import checks
from soegraph.verify.dump import Dump
from soegraph.verify.report import Check, Report
from soegraph.verify.tally import DERIVED, Said, Tally

_OA, _RDF, _PROV, _SOE = (names.PREFIXES[each] for each in ("oa", "rdf", "prov", "soe"))
_QUOTED, _TARGET = f"<{_PROV}wasQuotedFrom>", f"<{_OA}hasTarget>"
_EXACT, _START, _END = (f"<{_OA}{each}>" for each in ("exact", "start", "end"))
_HASH, _LENGTH = f"<{_SOE}textHash>", f"<{_SOE}textLength>"
_IDENTIFIER = f"<{names.PREFIXES['dcterms']}identifier>"
_MODALITY, _CONFIDENCE = f"<{_SOE}modality>", f"<{_SOE}confidence>"
_OF_CLAIM = (*(f"<{_RDF}{each}>" for each in ("subject", "predicate", "object")), _TARGET, _QUOTED, _MODALITY)
_REPLACED = f"<{names.PREFIXES['dcterms']}isReplacedBy>"
# The marks of a question: a thing that is spoken of, an article that a quote is from.
_OBJECT, _ARTICLE = "o", "a"

Answer: TypeAlias = Callable[[str, list[str], Said], None]
"""Is shown the questions about a thing, each with its mark in front, and what is said of it, which may be nothing."""


class Nodes:
    """Walks over all that is stated, thing by thing.

    `asked` holds questions about things: the N-Triples term, a mark, and what the asker wants to know again.
    `quotes` holds by article, for `soegraph.verify.quotes`, its text's hash and its quotes. `replaced` has the
    pairs of names where one was replaced by the other.
    """

    def __init__(self, dump: Dump, report: Report, folder: Path) -> None:
        self._dump = dump
        self._report = report
        self._objects = Sorted(folder / "objects")
        self.asked = Sorted(folder / "asked")
        self.quotes = Sorted(folder / "quotes")
        self.tally = Tally()
        self.replaced: set[tuple[str, str]] = set()

    def read(self, stated: Sorted) -> None:
        """Look at each thing by itself, and ask about those that it leads to."""
        for subject, properties in subjects(stated):
            said = dict(properties)
            kind = self._dump.kind(subject)
            grounds = frozenset(self._dump.kind(value) for value in said.get(DERIVED, ()))
            self.tally.take(kind, said, grounds)
            self._ask(said)
            self.replaced.update((subject, value) for value in said.get(_REPLACED, ()) if kind)
            if kind in FACTS:
                self._check_fact(subject, said, grounds)
            elif kind == "claim":
                self._check_claim(subject, said)
            elif kind == "evidence":
                self._check_evidence(subject, said)
            elif kind == "article":
                self._take_article(subject, said)
        self.tally.objects = sum(1 for _ in self._objects)

    def answer(self, stated: Sorted, others: Answer) -> None:
        """Answer all questions: whether the thing is described, and, by `others`, what else was asked."""
        for subject, questions, found in joined(by_mark(self.asked, MARK), subjects(stated)):
            if questions:
                said = dict(found)
                self._report.look(checks.REFERENCES)
                if not said:
                    self._report.add(
                        checks.REFERENCES, STATED, f"nothing is said of {subject}", subject=subject
                    )
                self._compare_articles(subject, questions, said)
                others(subject, questions, said)

    def _ask(self, said: Said) -> None:
        for values in said.values():
            for value in values:
                self._objects.add(value)
                if self._dump.kind(value):
                    self.asked.add(f"{value}{MARK}{_OBJECT}")

    def _fault(self, check: Check, subject: str, what: str) -> None:
        self._report.add(check, STATED, what, subject=subject)

    def _check_fact(self, subject: str, said: Said, grounds: frozenset[str]) -> None:
        self._report.look(checks.GROUNDS)
        if grounds.isdisjoint(("claim", "record", "judgement")):
            self._fault(checks.GROUNDS, subject, "it rests on no claim, record or judgement")
        self._check_confidence(subject, said)

    def _check_confidence(self, subject: str, said: Said) -> None:
        values = said.get(_CONFIDENCE, ())
        if len(values) != 1 or not 0 <= (_number(values[0]) or 0) <= 1:
            self._fault(checks.GROUNDS, subject, "it has no confidence between 0 and 1, or several")

    def _check_claim(self, subject: str, said: Said) -> None:
        self._report.look(checks.GROUNDS)
        for predicate in _OF_CLAIM:
            if len(said.get(predicate, ())) != 1:
                what = f"a claim has {names.curie(predicate[1:-1])} once, this one {len(said.get(predicate, ()))} times"
                self._fault(checks.GROUNDS, subject, what)
        self._check_confidence(subject, said)
        for value in said.get(_MODALITY, ()):
            if text(value) not in MODALITIES:
                self._fault(checks.GROUNDS, subject, f"there is no modality {value}")
        for target in said.get(_TARGET, ()):
            for article in said.get(_QUOTED, ()):
                self.asked.add(f"{target}{MARK}{_ARTICLE}{article} {subject}")

    def _compare_articles(self, subject: str, questions: list[str], said: Said) -> None:
        for question in questions:
            if question[0] == _ARTICLE and said:
                article, claim = question[1:].split(" ")
                if article not in said.get(_QUOTED, ()):
                    what = f"{claim} rests on it, and is from another article: {article}"
                    self._fault(checks.EVIDENCE, subject, what)

    def _check_evidence(self, subject: str, said: Said) -> None:
        self._report.look(checks.EVIDENCE)
        exact, start, end, article = (said.get(each, ()) for each in (_EXACT, _START, _END, _QUOTED))
        if not len(exact) == len(start) == len(end) == len(article) == 1:
            self._fault(checks.EVIDENCE, subject, "a quote has its words, start, end and article once each")
            return
        quote, place = text(exact[0]), (_whole(start[0]), _whole(end[0]))
        if place[0] < 0 or place[1] - place[0] != len(quote):
            what = f"the quote has {len(quote)} characters, its place is [{place[0]}, {place[1]}): {quote}"
            self._fault(checks.EVIDENCE, subject, what)
        self.quotes.add(f"{article[0]}{MARK}e{json.dumps([subject, *place, quote])}")

    def _take_article(self, subject: str, said: Said) -> None:
        found = [text(next(iter(said.get(each, ())), '""')) for each in (_HASH, _LENGTH, _IDENTIFIER)]
        self.quotes.add(f"{subject}{MARK}a{json.dumps(found)}")


def _number(term: str) -> float | None:
    try:
        return None if is_iri(term) else float(text(term))
    except ValueError:
        return None


def _whole(term: str) -> int:
    """Return a whole number, -1 if the term is none."""
    found = "" if is_iri(term) else text(term)
    return int(found) if found.isdecimal() else -1


def check_redirects(dump: Dump, report: Report, replaced: set[tuple[str, str]], told: Iterator[str]) -> None:
    """Compare redirects.nt with what is stated, and follow each name that was replaced."""
    lines = {(subject, value) for subject, _, value in (line.split(" ", 2) for line in told)}
    for subject, value in sorted(replaced ^ lines):
        where = "redirects.nt" if (subject, value) in lines else STATED
        report.add(
            checks.REDIRECTS, where, f"only {where} has it: it is replaced by {value}", subject=subject
        )
    ways: dict[str, str] = {}
    for subject, value in sorted(replaced | lines):
        report.look(checks.REDIRECTS)
        if subject in ways:
            report.add(
                checks.REDIRECTS,
                "redirects.nt",
                f"it is replaced by {ways[subject]} and {value}",
                subject=subject,
            )
        if not dump.kind(value):
            report.add(
                checks.REDIRECTS, "redirects.nt", f"{value} is no thing of the release", subject=subject
            )
        ways[subject] = value
    _check_circles(report, ways)


def _check_circles(report: Report, ways: dict[str, str]) -> None:
    sound: set[str] = set()
    for start in ways:
        way, here = [start], ways[start]
        while here in ways and here not in way and here not in sound:
            way.append(here)
            here = ways[here]
        if here in way:
            circle = " -> ".join((*way[way.index(here) :], here))
            report.add(checks.REDIRECTS, "redirects.nt", f"it leads in a circle: {circle}", subject=start)
        sound.update(way)
