"""What the other rooms may ask of a store, whichever database is behind it.

Terms, triples and quads are those of pyoxigraph everywhere. The default graph of a query is the store's
default graph, never a union of the named ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Subject: TypeAlias = NamedNode | BlankNode | Triple
GraphName: TypeAlias = NamedNode | BlankNode | DefaultGraph

CHUNK = 100_000
"""Quads that `Store.bulk_extend` holds in memory at a time."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: one tuple a row, in the order of `variables`; None where one is unbound."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class Queryable(Protocol):
    """Whatever answers SPARQL queries: an embedded store or an endpoint far away.

    Every verb refuses SERVICE, LOAD and FROM (`soegraph.sparql.refuse_remote`). All raise `QueryError` for a
    text that cannot be run and `StoreError` when the store cannot answer.
    """

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query."""

    def ask(self, sparql: str) -> bool:
        """Answer an ASK query."""

    def construct(self, sparql: str) -> Iterator[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query; the triples may repeat and come in any order."""


class Store(Queryable, Protocol):
    """A store that can also be written, by one writer at a time."""

    def quads(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  # the field's word
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that match, in any order; None matches all, `DefaultGraph()` that graph only."""

    def update(self, sparql: str) -> None:
        """Run SPARQL Update operations as one: readers see all of it or nothing, and so does a crash."""

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add a few quads, all or none of them."""

    def bulk_extend(self, quads: Iterable[Quad], chunk: int = CHUNK) -> None:
        """Add many quads with bounded memory: `chunk` at a time, each chunk whole. Follow it with `flush`."""

    def flush(self) -> None:
        """Write to the disk what is not there yet: the end of every job."""

    def close(self) -> None:
        """Let go of the store, so that another process may open it. The store is of no use afterwards."""
