"""What only the store on rdflib could do wrong."""

import pytest
import rdflib.plugins.sparql
from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph.errors import StoreError
from soegraph.store.rdflib_store import RdflibStore

S = NamedNode("http://example.org/s")


def test_rdflib_fetches_no_graph() -> None:
    assert rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS is False


def test_a_literal_keeps_its_lexical_form() -> None:
    store = RdflibStore()
    odd = Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    store.extend([Quad(S, S, odd)])
    assert [quad.object for quad in store.quads()] == [odd]


def test_a_triple_term_is_refused() -> None:
    with pytest.raises(StoreError, match="cannot hold the triple term"):
        RdflibStore().extend([Quad(S, S, Triple(S, S, S))])


def test_quads_of_one_graph_only() -> None:
    store = RdflibStore()
    store.extend([Quad(S, S, S), Quad(S, S, S, S)])
    assert list(store.quads(graph=S)) == [Quad(S, S, S, S)]
