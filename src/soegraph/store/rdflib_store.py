"""A second store, on rdflib: slow and in memory, it proves that no room depends on pyoxigraph's engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import pyoxigraph as ox
import rdflib
import rdflib.plugins.sparql
from pyparsing import ParseBaseException
from rdflib.plugins.sparql.processor import prepareQuery, prepareUpdate

from soegraph.errors import QueryError, StoreError
from soegraph.sparql import check_query, refuse_remote, syntax_message
from soegraph.store.protocol import CHUNK, GraphName, Rows, Subject, Term

rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False  # FROM <url> would fetch it, FROM <file:...> read it
rdflib.plugins.sparql.SPARQL_DEFAULT_GRAPH_UNION = False  # or INSERT DATA into the default graph fails

_XSD_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")


class RdflibStore:
    """A `Store` in memory. An update that fails half way stays half done; everything else is as promised."""

    def __init__(self) -> None:
        self._dataset = rdflib.Dataset(default_union=False)

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query."""
        check_query(sparql, "SELECT")
        result = self._query(sparql)
        variables = tuple(result.vars or ())
        rows = [tuple(_to_ox(b[v]) if v in b else None for v in variables) for b in result.bindings]
        return Rows(tuple(map(str, variables)), rows)

    def ask(self, sparql: str) -> bool:
        """Answer an ASK query."""
        check_query(sparql, "ASK")
        return bool(self._query(sparql))

    def construct(self, sparql: str) -> Iterator[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        check_query(sparql, "CONSTRUCT", "DESCRIBE")
        triples = self._query(sparql).graph or ()
        return (ox.Triple(_to_ox(s), _to_ox(p), _to_ox(o)) for s, p, o in triples)

    def _query(self, sparql: str) -> rdflib.query.Result:
        with _errors(sparql):
            result = self._dataset.query(prepareQuery(sparql))
            len(result)  # rdflib evaluates only now, and may fail
            return result

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  # the field's word
        graph: GraphName | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match; None matches all, `DefaultGraph()` that graph only."""
        terms = (subject, predicate, object, graph)
        s, p, o, g = (None if term is None else _to_rdflib(term) for term in terms)
        for quad in [ox.Quad(*map(_to_ox, found)) for found in self._dataset.quads((s, p, o, g))]:
            if graph is None or quad.graph_name == graph:  # rdflib gives the other graphs of a triple too
                yield quad

    def update(self, sparql: str) -> None:
        """Run SPARQL Update operations, one after the other."""
        refuse_remote(sparql)
        with _errors(sparql):
            self._dataset.update(prepareUpdate(sparql))

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads."""
        self._dataset.addN([self._row(quad) for quad in quads])

    def _row(self, quad: ox.Quad) -> tuple[Any, Any, Any, rdflib.Graph]:
        s, p, o, g = map(_to_rdflib, quad)
        return s, p, o, self._dataset.get_context(g)

    def bulk_extend(self, quads: Iterable[ox.Quad], chunk: int = CHUNK) -> None:
        """Add many quads, `chunk` at a time."""
        remaining = iter(quads)
        while batch := list(islice(remaining, chunk)):
            self.extend(batch)

    def flush(self) -> None:
        """Do nothing: there is no disk."""

    def close(self) -> None:
        """Forget everything."""
        self._dataset = rdflib.Dataset(default_union=False)


@contextmanager
def _errors(sparql: str) -> Iterator[None]:
    try:
        yield
    except ParseBaseException as error:
        raise QueryError(syntax_message(sparql, error.lineno, error.column)) from error
    except Exception as error:  # rdflib raises bare Exception, for an unknown prefix for instance
        raise QueryError(f"rdflib cannot run this: {error}") from error


def _to_rdflib(term: Term | ox.DefaultGraph) -> Any:
    match term:
        case ox.NamedNode(value):
            return rdflib.URIRef(value)
        case ox.Literal():
            datatype = None if term.language or term.datatype == _XSD_STRING else term.datatype.value
            return rdflib.Literal(term.value, term.language, datatype, normalize=False)
        case ox.DefaultGraph():
            return rdflib.graph.DATASET_DEFAULT_GRAPH_ID
        case ox.BlankNode(value):
            return rdflib.BNode(value)
        case _:
            raise StoreError(f"rdflib cannot hold the triple term {term}: use the embedded store")


def _to_ox(node: Any) -> Any:
    match node:
        case None | rdflib.graph.DATASET_DEFAULT_GRAPH_ID:  # rdflib says the one or the other, by version
            return ox.DefaultGraph()
        case rdflib.URIRef():
            return ox.NamedNode(node)
        case rdflib.Literal():
            datatype = ox.NamedNode(node.datatype) if node.datatype and not node.language else None
            return ox.Literal(str(node), language=node.language, datatype=datatype)
        case _:
            return ox.BlankNode(node)
