"""The base of the IRIs in a store: under another one, nothing that it holds is ever found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode

from soegraph import names
from soegraph.errors import StoreError

_OURS = re.compile(r"(.+?/)(?:graph/(?:authority|facts|inferred)|id/article/[^/]+)")


def check_base(graphs: Iterable[NamedNode | BlankNode], where: str) -> None:
    """Refuse a store whose named graphs were made under another `SOEGRAPH_BASE` than the one in use.

    The first graph with a name of ours decides; a store that has none may hold anything.

    Raises:
        StoreError: the bases differ. `where` tells which store it is.
    """
    found = next(filter(None, (_OURS.fullmatch(graph.value) for graph in graphs)), None)
    if found is not None and found[1] != names.base():
        raise StoreError(
            f"{where} was built under the base {found[1]}, but SOEGRAPH_BASE is {names.base()}:"
            f" set SOEGRAPH_BASE={found[1]}, or build the graph anew"
        )
