"""Reviewing claims in a terminal, one key a decision; each is on the disk before the next claim is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import click
from pyoxigraph import NamedNode

from soegraph import schema
from soegraph.curation import Judgement
from soegraph.curation.judgement import ACCEPT, FIX_DATE, REJECT, WITHDRAW
from soegraph.errors import InputError
from soegraph.evaluate.sentences import sentence_around
from soegraph.graph.review import Case, End
from soegraph.loaders.read import Unreadable, read

KEYS = "a accept, r reject, e edit date, s skip, u undo, q quit"

_Judge = Callable[[Mapping[str, str]], Judgement]
_DATES = ("partialDate", "year")
_END = -1


@dataclass
class Texts:
    """The texts of articles in files, to show quotes in their sentences."""

    paths: tuple[str, ...]

    @cached_property
    def _by_hash(self) -> dict[str, str]:
        return {
            found.text_hash: found.text for found in read(self.paths) if not isinstance(found, Unreadable)
        }

    def of(self, case: Case) -> str:
        """Return the text of the article that a claim was read in, "" if no file holds just that text."""
        return self._by_hash.get(case.text_hash, "")


@dataclass
class Review:
    """A person at a terminal, with some claims to judge.

    `read` reads a claim, `judge` makes a judgement of cells and writes it down.
    """

    claims: Sequence[tuple[NamedNode, NamedNode]]
    read: Callable[[NamedNode, NamedNode], Case]
    judge: _Judge
    texts: Texts
    done: list[tuple[int, Judgement]] = field(default_factory=list)

    def run(self) -> Counter[str]:
        """Show claims until there is none left or the person quits; return how many decisions of which kind stand."""
        at = 0 if self.claims else _END
        while at != _END:
            if at < len(self.claims):
                case = self.read(*self.claims[at])
                click.echo("\n".join(["", *self._shown(at, case)]))
                at = self._decide(at, case)
            else:
                click.echo("\nno claim is left: u undo, q quit")
                at = self._undo() if _key() == "u" and self.done else _END
        return Counter(judgement.decision for _, judgement in self.done)

    def _decide(self, at: int, case: Case) -> int:
        """Ask for a decision until there is one; return which claim comes next."""
        while True:
            match _key():
                case "a" | "r" as key:
                    self._record(at, case, {"decision": ACCEPT if key == "a" else REJECT})
                    return at + 1
                case "e":
                    self._edit(at, case)
                case "s":
                    click.echo("skipped")
                    return at + 1
                case "u" if self.done:
                    return self._undo()
                case "u":
                    click.echo("there is nothing to undo")
                case "q" | "":
                    return _END
                case _:
                    click.echo(KEYS)

    def _record(self, at: int, case: Case, cells: Mapping[str, str]) -> None:
        judgement = self.judge({**case.cells(), **cells})
        self.done.append((at, judgement))
        click.echo(f"recorded {judgement.decision}")

    def _undo(self) -> int:
        at, judgement = self.done.pop()
        cells = {"article", "subject", "predicate", "object", "qualifiers", "field", "quote"}
        self.judge({**{name: getattr(judgement, name) for name in cells}, "decision": WITHDRAW})
        click.echo(f"undone: {judgement}")
        return at

    def _edit(self, at: int, case: Case) -> None:
        """Ask for a date until one is given that can be."""
        dates = [name for name, p in schema.load().qualifiers.items() if p.lexical_type in _DATES]
        while answer := click.prompt(
            f"date, one of {', '.join(dates)}, as in start=2021-12 (start= for none, nothing to go back)",
            default="",
            show_default=False,
        ).strip():
            name, _, value = answer.partition("=")
            if name.strip() not in dates:
                click.echo(f"{name.strip()!r} is no date of a claim")
                continue
            try:
                return self._record(
                    at, case, {"decision": FIX_DATE, "field": name.strip(), "value": value.strip()}
                )
            except InputError as error:
                click.echo(str(error))
        return None

    def _shown(self, at: int, case: Case) -> Iterator[str]:
        qualifiers = "".join(f"  {name}={value}" for name, value in sorted(case.qualifiers.items()))
        yield f"{at + 1} of {len(self.claims)}  {case.modality}, confidence {case.confidence}, {case.frame}"
        yield f"  {case.subject} | {case.predicate} | {case.object}{qualifiers}"
        yield f"  {marked(case, self.texts.of(case))}"
        yield f"  {case.article}: {case.source}"
        yield KEYS


def _key() -> str:
    """Return the key that is pressed, "" when there are no more.

    What was pressed before the claim was shown is passed over by the terminal.
    """
    try:
        return click.getchar()
    except EOFError:
        return ""


def marked(case: Case, text: str) -> str:
    """Return the sentence of a claim: the quote between « and », the ends between [ and ].

    Without the text of the article it is the quote alone.
    """
    if text:
        first, last = sentence_around(text, case.start, case.end)
        sentence, quote = text[first:last], (case.start - first, case.end - first)
    else:
        sentence, quote = case.quote, (0, len(case.quote))
    marks = [(quote[0], 2, "«"), (quote[1], 1, "»")]
    for start, end in _apart(_found(end, sentence, quote) for end in (case.subject, case.object)):
        marks += [(start, 3, "["), (end, 0, "]")]
    for place, _, mark in sorted(marks, reverse=True):
        sentence = sentence[:place] + mark + sentence[place:]
    return " ".join(sentence.split())


def _found(end: End, sentence: str, quote: tuple[int, int]) -> tuple[int, int] | None:
    """Return where an end is named: in the quote rather than beside it, by its longest name there."""
    surfaces = end.names or (end.short,)
    for start, stop in (quote, (0, len(sentence))):
        for name in surfaces:
            if (at := sentence.find(name, start, stop)) >= 0:
                return at, at + len(name)
    return None


def _apart(found: Iterable[tuple[int, int] | None]) -> list[tuple[int, int]]:
    """Return the stretches that do not overlap an earlier one."""
    kept: list[tuple[int, int]] = []
    for place in found:
        if place and all(place[1] <= start or end <= place[0] for start, end in kept):
            kept.append(place)
    return kept
