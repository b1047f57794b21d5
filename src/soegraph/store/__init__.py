"""The store room: one protocol, and the databases behind it.

`open_store` gives the embedded one, `OxigraphStore`; `Endpoint` asks one far away. A second implementation,
`soegraph.store.rdflib_store.RdflibStore`, keeps the protocol honest (imported only where it is named, since
rdflib is slow to start).
"""

from __future__ import annotations

from pathlib import Path

from soegraph.store.base import check_base
from soegraph.store.endpoint import Endpoint
from soegraph.store.oxigraph import OxigraphStore
from soegraph.store.protocol import CHUNK, GraphName, Queryable, Rows, Store, Subject, Term

__all__ = [
    "CHUNK",
    "Endpoint",
    "GraphName",
    "OxigraphStore",
    "Queryable",
    "Rows",
    "Store",
    "Subject",
    "Term",
    "open_store",
]


def open_store(path: Path | None, *, read_only: bool = False) -> OxigraphStore:
    """Open the embedded store in the folder `path`, made if need be; in memory if `path` is None.

    Raises:
        StoreError: the folder is locked, damaged or no store; or missing, if it is to be `read_only`; or its
            graph was built under another `SOEGRAPH_BASE`.
    """
    store = OxigraphStore(path, read_only=read_only)
    try:
        check_base(store.graphs(), str(path))
    except BaseException:
        store.close()
        raise
    return store
