"""Building a graph anew, in bulk, beside the one that is in use."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from pyoxigraph import Quad

from soegraph.curation import Ledger, ledger
from soegraph.errors import StoreError
from soegraph.graph import authority
from soegraph.graph.bulk import LoadReport, fill
from soegraph.graph.load import Graph
from soegraph.graph.rules.clashes import inconsistencies
from soegraph.model import Extraction
from soegraph.staging import replacing
from soegraph.store import OxigraphStore


def build(
    path: Path,
    extractions: Iterable[Extraction],
    foundation: Iterable[Quad] | None = None,
    judgements: Ledger | None = None,
) -> LoadReport:
    """Build a graph from articles in the folder `path`, in place of the graph that may be there.

    The graph is the same as that of `Graph.load`, but faster made and with little memory. It is made in a
    folder beside `path` and moved there at the end: whatever fails before leaves the old graph as it was.

    Raises:
        StoreError: `path` holds something else than a store, or cannot be written.
        InputError: a claim that its article does not prove, or a ledger that cannot be read.
    """
    judgements = judgements if judgements is not None else ledger()
    _check_replaceable(path)
    with replacing(path, "building", _clear) as staging:
        return _build_in(staging, extractions, foundation, judgements)


def _clear(staging: Path) -> None:
    OxigraphStore(staging).close()  # raises where another build is at work
    shutil.rmtree(staging)


def _check_replaceable(path: Path) -> None:
    """Refuse to replace a folder that is neither empty nor a store: it may be a home directory."""
    if not path.name:
        raise StoreError(f"{path} cannot be replaced by a graph: name a folder below it with --store")
    if path.exists() and not (path / "CURRENT").is_file() and (path.is_file() or any(path.iterdir())):
        raise StoreError(f"{path} is no store, and not empty: name another folder with --store")


def _build_in(
    staging: Path,
    extractions: Iterable[Extraction],
    foundation: Iterable[Quad] | None,
    judgements: Ledger,
) -> LoadReport:
    given = frozenset(foundation if foundation is not None else authority.foundation())
    with closing(OxigraphStore(staging)) as store:
        report = LoadReport()
        repeated = fill(store, given, judgements, extractions, report)
        report += Graph(store, given, judgements).load(repeated)
        report.inconsistencies = sum(1 for _ in inconsistencies(store))
        return report
