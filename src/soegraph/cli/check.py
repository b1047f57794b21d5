"""Command check: the queries that must find nothing."""

from __future__ import annotations

from pathlib import Path

import click

from soegraph.cli.asking import asked
from soegraph.cli.options import pass_store, store_option
from soegraph.cli.output import Failure, counted, write
from soegraph.query.results import written
from soegraph.query.run import prepare
from soegraph.query.saved import SavedQuery, checks
from soegraph.store import Queryable, Rows

_SHOWN = 20  # rows of one check: the first faults tell what is wrong


@click.command()
@store_option()
@pass_store
def check(store: Path) -> None:
    """Look for faults: run the queries that find nothing in a sound graph, and print what they find.

    \b
    Example:
      soegraph check && soegraph export -o graph.ttl
    """
    with asked(store) as graph:
        faulty = [query.name for query in checks().values() if not _holds(graph, query)]
    if faulty:
        raise Failure(f"{len(faulty)} of {counted(len(checks()), 'check')} failed: {', '.join(faulty)}")
    write(f"{counted(len(checks()), 'check')} passed\n")


def _holds(graph: Queryable, query: SavedQuery) -> bool:
    found = graph.select(prepare(graph, query, {}))
    if found.rows:
        shown = written(Rows(found.variables, found.rows[:_SHOWN]), "table")
        more = len(found.rows) - _SHOWN
        write(f"{query.name}: {query.summary}\n{shown}{_rest(more)}\n")
    return not found.rows


def _rest(number: int) -> str:
    return f"and {counted(number, 'more row')}\n" if number > 0 else ""
