"""From paths to extractions, article by article: what all commands that read articles share."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from soegraph.cli.output import Failure, notice
from soegraph.errors import InputError
from soegraph.loaders.extract import extract_all
from soegraph.loaders.formats import plain_text
from soegraph.loaders.read import Unreadable, read
from soegraph.model import Article, Extraction, Unanswered
from soegraph.phrases import counted

STDIN = "-"

_NAMED = 3  # articles that one notice names
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


Extractor = Callable[[Iterable[Article]], Iterator[Extraction | Unanswered]]
"""What makes extractions of articles, in their order."""


def by_frames(articles: Iterable[Article]) -> Iterator[Extraction | Unanswered]:
    """Extract with the frames of the lexicon, which leave no article unanswered."""
    return extract_all(articles)


@dataclass(slots=True)
class Intake:
    """Reads and extracts articles, and keeps account of what did not come through.

    `broken` are the files that are no articles, `unanswered` the articles that the extractor had to leave.
    `dropped` counts, by gate, the candidates that became no claim. `report` is told what the work is at.
    """

    paths: tuple[str, ...]
    extractor: Extractor = by_frames
    report: Callable[[str], None] = lambda _: None
    broken: list[Unreadable] = field(default_factory=list)
    unanswered: list[Unanswered] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def extractions(self) -> Iterator[Extraction]:
        """Return the extractions of all readable articles, each made when it is asked for.

        Raises:
            Failure: there is not one article or, at the end, none that the extractor could read; a misspelt
                path or a server that is down must not build an empty graph.
        """
        articles = self._articles()
        first = next(articles, None)
        if first is None:
            self._tell_left_out()
            raise Failure(f"no article in {', '.join(self.paths)}: nothing is done")
        return self._extracted(chain([first], articles))

    def close(self, refused: Collection[str] = ()) -> None:
        """Tell what was left out, and which articles the graph `refused`, in a sentence each.

        Raises:
            Failure: something was left out.
        """
        self._tell_left_out()
        for reason in refused:
            notice(reason)
        if left_out := len(self.broken) + len(self.unanswered) + len(refused):
            raise Failure(f"{counted(left_out, 'file')} left out, see above; all others are done")

    def _tell_left_out(self) -> None:
        for file in self.broken:
            notice(f"{file.path}: {file.reason}")
        for article in self.unanswered:
            notice(f"{article.article}: {article.reason}")

    def _articles(self) -> Iterator[Article]:
        for found in _read(self.paths):
            if isinstance(found, Unreadable):
                self.broken.append(found)
            else:
                yield found

    def _extracted(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        done = claims = 0
        for found in self.extractor(articles):
            if isinstance(found, Unanswered):
                self.unanswered.append(found)
                continue
            done, claims = done + 1, claims + len(found.claims)
            self.dropped.update(dropped.gate for dropped in found.dropped)
            self.report(f"Article {done}, {found.article.id}; {counted(claims, 'claim')} so far")
            yield found
        if not done:
            self._tell_left_out()
            raise Failure("no article could be read, see above: nothing is done")
        self.report("Working out what follows")


def _read(paths: tuple[str, ...]) -> Iterator[Article | Unreadable]:
    if STDIN in paths:
        yield _read_stdin()
    yield from read(path for path in paths if path != STDIN)


def _read_stdin() -> Article | Unreadable:
    try:
        return plain_text.parse(sys.stdin.buffer.read(), "stdin")
    except InputError as error:
        return Unreadable("standard input", str(error))


def tell(notices: Iterable[str]) -> None:
    """Tell the notices of a load, each of the form ``article: what``, in one line for each kind."""
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in notices:
        article, _, what = line.partition(": ")
        kinds[_QUOTED.sub("…", what)].append((article, what))
    for kind, said in kinds.items():
        one_wording = len({what for _, what in said}) == 1
        notice(f"{said[0][1] if one_wording else kind} ({_listed([article for article, _ in said])})")


def _listed(articles: list[str]) -> str:
    more = len(articles) - _NAMED
    shown = ", ".join(articles[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"{counted(len(articles), 'article')}: {shown}"
