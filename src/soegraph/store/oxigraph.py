"""The embedded store: pyoxigraph, in one folder or in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from soegraph.errors import QueryError, StoreError
from soegraph.sparql import check_query, refuse_remote, syntax_message
from soegraph.store.protocol import CHUNK, GraphName, Rows, Subject, Term

_POSITION = re.compile(r"error at (\d+):(\d+)")


class OxigraphStore:
    """A `Store` in the folder `path`, or in memory without one.

    A folder has one writer at a time. With `read_only` any number of processes read what was in it when they
    opened it.

    Raises:
        StoreError: the folder is locked by a writer, is missing (`read_only`), or holds something else.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self._store: ox.Store | None = ox.Store() if path is None else _open(path, read_only)
        self._where = "the store in memory" if path is None else str(path)

    @property
    def _open_store(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self._where} was closed: open it again")
        return self._store

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query."""
        check_query(sparql, "SELECT")
        with _errors(sparql, self._where):
            answer = self._open_store.query(sparql)
            assert isinstance(answer, ox.QuerySolutions)
            return Rows(tuple(v.value for v in answer.variables), [tuple(solution) for solution in answer])

    def ask(self, sparql: str) -> bool:
        """Answer an ASK query."""
        check_query(sparql, "ASK")
        with _errors(sparql, self._where):
            return bool(self._open_store.query(sparql))

    def construct(self, sparql: str) -> Iterator[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        check_query(sparql, "CONSTRUCT", "DESCRIBE")
        with _errors(sparql, self._where):
            answer = self._open_store.query(sparql)
        assert isinstance(answer, ox.QueryTriples)
        return self._triples(answer, sparql)

    def _triples(self, answer: ox.QueryTriples, sparql: str) -> Iterator[ox.Triple]:
        with _errors(sparql, self._where):
            yield from answer

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  # the field's word
        graph: GraphName | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match; None matches all, `DefaultGraph()` that graph only."""
        with _errors("", self._where):
            yield from self._open_store.quads_for_pattern(subject, predicate, object, graph)

    def triples(self, graph: ox.NamedNode) -> Iterator[tuple[Subject, ox.NamedNode, Term]]:
        """Yield what a graph states, in any order: by `quads` the engine would look up its name for each."""
        with _errors("", self._where):
            answer = self._open_store.query(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
            assert isinstance(answer, ox.QuerySolutions)
            yield from answer

    def graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """Yield the names of the named graphs, in any order."""
        with _errors("", self._where):
            yield from self._open_store.named_graphs()

    def update(self, sparql: str) -> None:
        """Run SPARQL Update operations in one transaction."""
        refuse_remote(sparql)
        with _errors(sparql, self._where):
            self._open_store.update(sparql)

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads in one transaction."""
        batch = list(quads)  # outside of _errors: what the caller's generator raises is not the store's
        with _errors("", self._where):
            self._open_store.extend(batch)

    def bulk_extend(self, quads: Iterable[ox.Quad], chunk: int = CHUNK) -> None:
        """Add many quads, `chunk` at a time: each call of the engine writes new files, so few is fast."""
        remaining = iter(quads)
        while batch := list(islice(remaining, chunk)):
            with _errors("", self._where):
                self._open_store.bulk_extend(batch)

    def flush(self) -> None:
        """Write the log to the table files: without it the next opening may take half a minute."""
        with _errors("", self._where):
            self._open_store.flush()

    def close(self) -> None:
        """Let go of the folder's lock."""
        self._store = None


def _open(path: Path, read_only: bool) -> ox.Store:
    empty = not path.exists() or (path.is_dir() and not any(path.iterdir()))
    if empty and read_only:
        raise StoreError(f"no graph in {path}: make one with `soegraph build`, or name another with --store")
    if not empty and not (path / "CURRENT").is_file():
        raise StoreError(f"{path} is no store, and not empty: name another folder with --store")
    try:
        if read_only:
            return ox.Store.read_only(str(path))
        path.mkdir(parents=True, exist_ok=True)
        return ox.Store(path)
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(_why_not_opened(path, str(error))) from error


def _why_not_opened(path: Path, reason: str) -> str:
    if "lock" in reason.lower():
        return f"another soegraph process writes to {path}: wait until it is done, or use --store"
    if "Corruption" in reason:
        return f"the store in {path} is damaged or just being written: try again, or build it anew ({reason})"
    return f"the store in {path} cannot be opened: {reason}"


@contextmanager
def _errors(sparql: str, where: str) -> Iterator[None]:
    """Say in our own errors what pyoxigraph raises while it runs `sparql` ("" if it runs none)."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(_syntax_message(sparql, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        if "read-write" in str(error):
            raise StoreError(f"{where} was opened for reading only") from error
        kind = QueryError if sparql and isinstance(error, (RuntimeError, ValueError)) else StoreError
        raise kind(f"{where}: {error}") from error


def _syntax_message(sparql: str, reason: str) -> str:
    found = _POSITION.search(reason)
    return syntax_message(sparql, int(found[1]), int(found[2])) if found else f"SPARQL syntax error: {reason}"
