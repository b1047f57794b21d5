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
from soegraph.store import Queryable


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
    rows = graph.select(prepare(graph, query, {}))
    if rows.rows:
        write(f"{query.name}: {query.summary}\n{written(rows, 'table')}\n")
    return not rows.rows
