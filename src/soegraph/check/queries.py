"""The queries of `queries/check/`: each must find nothing in a sound graph."""

from __future__ import annotations

from collections.abc import Iterator

from soegraph.check.finding import Finding
from soegraph.query.run import prepare
from soegraph.query.saved import checks
from soegraph.store import Store


def broken_queries(store: Store) -> Iterator[Finding]:
    """Yield a finding for each check query that has an answer."""
    for query in checks().values():
        found = store.select(prepare(store, query, {}))
        if found.rows:
            yield Finding(query.name, {"en": query.summary}, found)
