"""Suggestions as people and tables read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from soegraph.evaluate.verdicts import Verdict
from soegraph.loaders.lexicon_tables import COLUMNS
from soegraph.suggest.trial import Suggestion


def as_csv(suggestions: Iterable[Suggestion]) -> str:
    """Return the lines as the table of frames has them, without a header: to be appended to it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[""], lineterminator="\n")
    writer.writerows(suggestion.cells for suggestion in suggestions)
    return text.getvalue()


def as_text(suggestions: Mapping[str, Sequence[Suggestion]], examples: int) -> str:
    """Return the lines with their figures and some `examples` of each kind."""
    blocks = (_block(language, one, examples) for language, found in suggestions.items() for one in found)
    return "\n".join(blocks)


def _block(language: str, suggestion: Suggestion, examples: int) -> str:
    counts = [f"finds {len(suggestion.found)}", f"errs {len(suggestion.wrong)}"]
    counts += [f"loses {len(suggestion.lost)}"] if suggestion.lost else []
    lines = [f"{language}: {', '.join(counts)}", f"    {as_csv([suggestion]).rstrip()}"]
    for mark, verdicts in (("+", suggestion.found), ("-", suggestion.wrong), ("lost", suggestion.lost)):
        lines += (f"  {mark} {text}" for text in _shown(verdicts, examples))
    return "\n".join(lines) + "\n"


def _shown(verdicts: Sequence[Verdict], examples: int) -> Iterator[str]:
    for verdict in verdicts[:examples]:
        yield f"{verdict.subject} {verdict.predicate} {verdict.object}: {verdict.sentence or verdict.quote}"
