"""Trying lines: what extraction finds on annotated articles with a line, and what without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from soegraph.evaluate.gold import Annotated, GoldFact, Statement
from soegraph.evaluate.verdicts import Verdict, judge
from soegraph.loaders import lexicon
from soegraph.loaders.lexicon_lines import Line, Reading

_CONFIDENCE = 0.8
_NAME = "on-trial"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line with what came of it: facts `found` that were missed, claims that are `wrong`, facts `lost` by it.

    `cells` are the columns of the table of frames.
    """

    line: Line
    found: tuple[Verdict, ...]
    wrong: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]
    name: str = _NAME

    @property
    def cells(self) -> Mapping[str, str]:
        """The columns of the table of frames, under the name of the suggestion."""
        return self.line.cells(self.name, _CONFIDENCE)

    @property
    def gain(self) -> int:
        """What the line is worth: facts found less what it spoils."""
        return len(self.found) - len(self.wrong) - len(self.lost)

    @property
    def error_rate(self) -> float:
        """The part of what the line changes that is for the worse, from 0 to 1."""
        spoilt = len(self.wrong) + len(self.lost)
        return spoilt / (spoilt + len(self.found)) if spoilt else 0.0

    @property
    def facts(self) -> frozenset[Statement]:
        """The facts found, as what tells them apart."""
        return frozenset(verdict.statement for verdict in self.found)


class Bench:
    """Annotated articles, read, with what becomes of their facts under the lexicon as it is."""

    def __init__(self, language: str, annotated: Sequence[Annotated], readings: Sequence[Reading]) -> None:
        self._language = language
        self._articles = list(zip(annotated, readings, strict=True))
        self._before = [_verdicts(one, reading) for one, reading in self._articles]

    def missed(self) -> Iterator[tuple[Reading, Annotated, GoldFact]]:
        """Yield the facts that nothing finds, each with its article as read and as annotated."""
        for (annotated, reading), before in zip(self._articles, self._before, strict=True):
            for fact, verdict in zip(annotated.facts, before, strict=False):
                if _is_missed(verdict):
                    yield reading, annotated, fact

    def tried(self, line: Line) -> Suggestion:
        """Extract with one more line, where it could match, and tell what has changed."""
        found: list[Verdict] = []
        wrong: list[Verdict] = []
        lost: list[Verdict] = []
        with lexicon.trying(self._language, line.cells(_NAME, _CONFIDENCE)):
            for (annotated, reading), before in zip(self._articles, self._before, strict=True):
                if reading.has(line):
                    now = _verdicts(annotated, reading)
                    facts = list(zip(before, now, strict=False))[: len(annotated.facts)]
                    found += (now_ for was, now_ in facts if _is_missed(was) and not _is_missed(now_))
                    lost += (now_ for was, now_ in facts if _is_missed(now_) and not _is_missed(was))
                    wrong += _added(_extras(before), _extras(now))
        return Suggestion(line, tuple(found), tuple(wrong), tuple(lost))


def named(suggestion: Suggestion, name: str) -> Suggestion:
    """Return a suggestion under the id that its line is to have."""
    return replace(suggestion, name=name)


def _verdicts(annotated: Annotated, reading: Reading) -> Sequence[Verdict]:
    return judge(annotated, reading.claims()).verdicts


def _is_missed(verdict: Verdict) -> bool:
    return verdict.outcome == "miss"


def _extras(verdicts: Sequence[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.outcome == "extra"]


def _added(before: Sequence[Verdict], now: Sequence[Verdict]) -> Iterator[Verdict]:
    """Yield the extras that are new; one that was there in other words is not."""
    known = {verdict.statement for verdict in before}
    return (verdict for verdict in now if verdict.statement not in known)
