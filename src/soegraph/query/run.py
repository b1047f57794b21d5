"""Answer a saved query, or tell before there is a store whether it can be asked so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from soegraph.query.bind import bind
from soegraph.query.entities import Entities, spelled
from soegraph.query.saved import SavedQuery, saved_query
from soegraph.store import Queryable, Rows


def run(queryable: Queryable, name: str, parameters: Mapping[str, str] | None = None) -> Rows:
    """Answer the saved query `name`; its rows come in a total order.

    Raises:
        QueryError: there is no such query, or a parameter is missing, unknown or does not fit.
        StoreError: the store cannot answer.
    """
    return queryable.select(prepare(queryable, saved_query(name), parameters or {}))


def prepare(
    queryable: Queryable,
    query: SavedQuery,
    parameters: Mapping[str, str],
    tell: Callable[[str], None] = lambda _: None,
) -> str:
    """Return the SPARQL text that answers a saved query; entities are looked up in the store by name.

    `tell` is told of those that have been replaced.
    """
    return bind(query, parameters, Entities(queryable, tell).find)


def check(query: SavedQuery, parameters: Mapping[str, str]) -> None:
    """Refuse parameters that no store could answer with.

    Raises:
        QueryError: one is missing, empty, unknown, or malformed.
    """
    bind(query, parameters, spelled)
