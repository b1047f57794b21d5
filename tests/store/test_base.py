"""A store is used under the base that it was built under."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from soegraph import names
from soegraph.errors import StoreError
from soegraph.store import open_store

NODE = NamedNode("https://example.org/x")


def store_with(path: Path, *graphs: str) -> Path:
    store = open_store(path)
    store.extend(Quad(NODE, NODE, NODE, NamedNode(graph)) for graph in graphs)
    store.flush()
    store.close()
    return path


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("graph", ["graph/authority", "graph/facts", "id/article/a-01-en"])
def test_a_store_of_another_base_is_refused(tmp_path: Path, graph: str, read_only: bool) -> None:
    path = store_with(tmp_path, names.ONTOLOGY, f"https://other.org/soe/{graph}")
    message = (
        f"built under the base https://other.org/soe/, but SOEGRAPH_BASE is {names.base()}:"
        " set SOEGRAPH_BASE=https://other.org/soe/, or build the graph anew"
    )
    with pytest.raises(StoreError, match=message):
        open_store(path, read_only=read_only)


def test_a_refused_store_is_not_left_locked(tmp_path: Path) -> None:
    path = store_with(tmp_path, "https://other.org/graph/facts")
    for _ in range(2):
        with pytest.raises(StoreError, match="built under the base"):
            open_store(path)


@pytest.mark.parametrize("graph", [names.ONTOLOGY, names.graph("authority"), "https://other.org/graph/mine"])
def test_a_store_of_this_base_or_of_none_opens(tmp_path: Path, graph: str) -> None:
    open_store(store_with(tmp_path, graph), read_only=True).close()
