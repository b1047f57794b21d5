"""Commands that answer SPARQL: query for the saved queries, sparql for any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import click

from soegraph.cli.asking import asked, asked_at
from soegraph.cli.options import (
    endpoint_option,
    explain_option,
    format_option,
    moment_options,
    parameters_option,
    pass_store,
    query_argument,
    store_option,
)
from soegraph.cli.output import notice, usage, write
from soegraph.errors import QueryError
from soegraph.publish.prefixes import prefixes
from soegraph.query import results
from soegraph.query.explain import explain as explained
from soegraph.query.run import check, prepare
from soegraph.query.saved import SavedQuery, saved_query
from soegraph.sparql import Kind, check_query, form, significant
from soegraph.store import Queryable, Rows

_HELP = "How to write the answer."


@click.command()
@query_argument(required=True)
@parameters_option
@format_option(results.FORMATS, "table", _HELP)
@explain_option
@moment_options
@endpoint_option
@store_option()
@pass_store
def query(
    store: Path,
    name: str,
    parameters: dict[str, str],
    result_format: str,
    explain: bool,
    as_of: str | None,
    known_at: str | None,
    endpoint: str | None,
) -> None:
    """Answer the saved query NAME; `soegraph queries` lists them, `soegraph queries NAME` its parameters.

    \b
    Examples:
      soegraph query subsidiaries -p group=baogang-group --explain
      soegraph query officials-on-date -p organisation='Baogang Group' -p date=2024-12 --format csv
      soegraph query subsidiaries -p group=baogang-group --as-of 2020 --known-at 2021-06
    """
    with usage():
        saved = saved_query(name)
        check(saved, parameters)
    with _moment(store, endpoint, as_of, known_at) as moment:
        rows = moment.select(prepare(moment.graph, saved, parameters, notice))
        _write_rows(moment.graph, rows, result_format, explain, saved)


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@format_option(results.FORMATS, None, f"{_HELP}  [default: table; ttl for CONSTRUCT]")
@explain_option
@moment_options
@endpoint_option
@store_option()
@pass_store
def sparql(
    store: Path,
    file: BinaryIO,
    result_format: str | None,
    explain: bool,
    as_of: str | None,
    known_at: str | None,
    endpoint: str | None,
) -> None:
    """Answer the SPARQL query in FILE, or on standard input.

    The default graph is the current knowledge; claims and quotes are in one named graph an article. The
    prefixes that `soegraph export` writes need no declaration.

    \b
    Examples:
      soegraph sparql holdings.rq --format csv
      echo 'SELECT ?mine ?place { ?mine a soe:Mine ; soe:locatedIn ?place }' | soegraph sparql
    """
    text = _declared(_text(file))
    check_query(text, "SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    kind = form(text)
    if explain and kind != "SELECT":
        raise click.UsageError("--explain goes with SELECT queries only")
    if as_of and kind != "SELECT":
        raise click.UsageError("--as-of goes with SELECT queries only")
    with _moment(store, endpoint, as_of, known_at) as moment:
        match kind:
            case "CONSTRUCT" | "DESCRIBE":
                write(results.written_graph(moment.graph.construct(text), result_format or "ttl"))
            case "ASK":
                write(results.written_answer(moment.graph.ask(text), result_format or "table"))
            case _:
                _write_rows(moment.graph, moment.select(text), result_format or "table", explain)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A graph to ask, and how its SELECT queries are answered: now, or for what held on a day."""

    graph: Queryable
    select: Callable[[str], Rows]


@contextmanager
def _moment(store: Path, endpoint: str | None, as_of: str | None, known_at: str | None) -> Iterator[_Moment]:
    if endpoint is not None:
        if as_of or known_at:
            raise click.UsageError("--as-of and --known-at go with the graph in --store, not with --endpoint")
        with asked(store, endpoint) as far:
            yield _Moment(far, far.select)
        return
    with asked_at(store, known_at) as graph:
        yield _Moment(graph, graph.select if as_of is None else lambda text: graph.select_as_of(text, as_of))


def _text(file: BinaryIO) -> str:
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"the query is not UTF-8 (byte {error.start}): save it as UTF-8") from error


def _declared(text: str) -> str:
    r"""Declare our prefixes that a query uses and does not declare; its lines keep their numbers.

    >>> _declared("PREFIX skos: <http://example.org/>\nASK { ?s a soe:Mine ; skos:x ?y }").splitlines()[0]
    'PREFIX soe: <https://w3id.org/soegraph/ontology#> PREFIX skos: <http://example.org/>'
    """
    own = {name.text for word, name in pairwise(significant(text)) if word.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in significant(text) if token.kind is Kind.NAME}
    ours = (prefix for prefix in sorted(used & prefixes().keys()) if f"{prefix}:" not in own)
    return "".join(f"PREFIX {prefix}: <{prefixes()[prefix]}> " for prefix in ours) + text


def _write_rows(
    graph: Queryable, rows: Rows, result_format: str, explain: bool, saved: SavedQuery | None = None
) -> None:
    write(results.written(rows, result_format, explained(graph, rows, saved) if explain else None))
    if not rows.rows:
        notice("no rows")
