"""A query as of a day: each row with the answer whether it held then, certainly, possibly, or nobody knows."""

from __future__ import annotations

from pyoxigraph import Literal

from soegraph.errors import QueryError
from soegraph.graph.slices import slices
from soegraph.sparql import significant
from soegraph.store import Rows, Store, Term

HOLDS = "holds"
"""The column of the answer."""


def select_as_of(store: Store, sparql: str, day: str) -> Rows:
    """Answer a SELECT on what held on a partial date; the column `HOLDS` comes first, certain rows first.

    A row is as certain as the surest slice of the graph that gives it (`soegraph.graph.slices`). Where a query
    counts, each slice gives a count of its own.

    Raises:
        QueryError: the query has a column of the name `HOLDS`.
    """
    articles = any(token.text.upper() == "GRAPH" for token in significant(sparql))
    found: dict[tuple[Term | None, ...], str] = {}
    variables: tuple[str, ...] = ()
    for given, graph in slices(store, day, articles=articles):
        rows = graph.select(sparql)
        variables = rows.variables
        for row in rows.rows:
            found.setdefault(row, given)
    if HOLDS in variables:
        raise QueryError(f"the query has a column ?{HOLDS}, which tells the answer as of a day: rename it")
    return Rows((HOLDS, *variables), [(Literal(given), *row) for row, given in found.items()])
