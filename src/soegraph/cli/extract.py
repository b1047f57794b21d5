"""Command extract: claims on standard output, nothing stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click

from soegraph import home, schema
from soegraph.cli.extractor import extractor_options
from soegraph.cli.intake import Extractor, Intake, tell
from soegraph.cli.options import format_option, ontology_option, refuse_empty_folders, store_option
from soegraph.cli.output import notice, progress, write
from soegraph.model import Extraction
from soegraph.phrases import counted


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(allow_dash=True), callback=refuse_empty_folders
)
@format_option(("jsonl", "table"), "jsonl", "One JSON object a line, or a table for people.")
@click.option("--dropped", is_flag=True, help="Print what the gates refused, and why, instead of the claims.")
@extractor_options
@ontology_option
@store_option()
def extract(paths: tuple[str, ...], result_format: str, dropped: bool, extractor: Extractor) -> None:
    """Print the claims in articles, each with the quote that states it; store nothing.

    PATH is a file (.md, .txt, .html), a folder, a glob, or - for plain text on standard input.

    \b
    Examples:
      soegraph extract data/articles > claims.jsonl
      echo 'Baogang Mining is a subsidiary of Baogang Group.' | soegraph extract - --format table
      soegraph extract press --extractor llm --llm-model qwen3 --llm-cache answers.jsonl

    With --ontology each line names in "ontology" the namespace of its predicates, types and qualifiers.
    """
    intake, notices = Intake(paths, extractor), list[str]()
    with progress("Reading articles", shown=not sys.stdout.isatty()) as intake.report:
        found = _rows(intake.extractions(), _dropped if dropped else _claims, notices)
        _WRITERS[result_format](found)
    tell(notices)
    if intake.dropped and not dropped:
        by_gate = ", ".join(f"{gate} {number}" for gate, number in sorted(intake.dropped.items()))
        notice(f"{counted(intake.dropped.total(), 'candidate')} dropped ({by_gate}); --dropped lists them")
    intake.close()


_Row = dict[str, Any]


def _rows(
    extractions: Iterator[Extraction], rows_of: Callable[[Extraction], Iterator[_Row]], notices: list[str]
) -> Iterator[_Row]:
    for extraction in extractions:
        notices += [*extraction.article.notices, *extraction.notices]
        yield from rows_of(extraction)


def _claims(extraction: Extraction) -> Iterator[_Row]:
    return (claim.as_json() for claim in extraction.claims)


def _dropped(extraction: Extraction) -> Iterator[_Row]:
    for candidate in extraction.dropped:
        yield {
            "article": extraction.article.id,
            "gate": candidate.gate,
            "reason": candidate.reason,
            "frame": candidate.frame,
            "sentence": candidate.sentence,
        }


def _write_lines(rows: Iterator[_Row]) -> None:
    terms = {"ontology": schema.load().namespace} if home.folder() else {}
    for row in rows:
        write(json.dumps({**row, **terms}, ensure_ascii=False) + "\n")


def _write_table(rows: Iterator[_Row]) -> None:
    from pyoxigraph import Literal

    from soegraph.query.results import written
    from soegraph.store import Rows, Term

    cells = [{column: _cell(value) for column, value in row.items()} for row in rows]
    columns = tuple(dict.fromkeys(column for row in cells for column in row))
    terms: list[tuple[Term | None, ...]] = [tuple(map(Literal, row.values())) for row in cells]
    write(written(Rows(columns, terms), "table") if terms else "")


def _cell(value: Any) -> str:
    """Write a part of a claim for people: a thing as an entity's IRI is written short, a quote as it is."""
    from soegraph.query.entities import short

    match value:
        case {"iri": iri}:
            return short(iri)
        case {"quote": text} | {"value": text}:
            return str(text)
        case Mapping():
            return ", ".join(f"{key}={text}" for key, text in value.items())
        case _:
            return str(value)


_WRITERS: Mapping[str, Callable[[Iterator[_Row]], None]] = {"jsonl": _write_lines, "table": _write_table}
