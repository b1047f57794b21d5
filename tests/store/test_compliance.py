"""What every store must do, run over each of them; the endpoint only answers queries."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from soegraph.errors import QueryError
from soegraph.store import Endpoint, OxigraphStore, Queryable, Store
from soegraph.store.rdflib_store import RdflibStore

EX = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
FOO, BAR, BAZ, KNOWS, G = (NamedNode(EX + name) for name in ("foo", "bar", "baz", "knows", "g"))
TERMS = [
    BAR,
    Literal("plain"),
    Literal('quote " backslash \\ newline \n tab \t'),
    Literal("中国稀土集团", language="zh-hans"),
    Literal("𠮷 beyond the basic plane 😀"),
    Literal("Zhōngguó", language="zh-latn-pinyin"),
    Literal("51.5", datatype=NamedNode(XSD + "decimal")),
    Literal("2021", datatype=NamedNode(XSD + "gYear")),
    Literal("2021-12", datatype=NamedNode(XSD + "gYearMonth")),
    Literal("2021-12-23", datatype=NamedNode(XSD + "date")),
    Literal(True),
    Literal(""),
]


Filled = Callable[[list[Quad]], Queryable]


@pytest.fixture(params=["disk", "memory", "rdflib"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Make an empty store of each kind that can be written."""
    makers: dict[str, Callable[[], Store]] = {
        "disk": lambda: OxigraphStore(tmp_path / "store"),
        "memory": OxigraphStore,
        "rdflib": RdflibStore,
    }
    made = makers[request.param]()
    yield made
    made.close()


@pytest.fixture(params=["disk", "read-only", "memory", "rdflib", "endpoint"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Filled:
    """Give the maker of whatever answers queries, of each kind, holding the given quads."""

    def fill(quads: list[Quad]) -> Queryable:
        if request.param == "endpoint":
            server = request.getfixturevalue("server")
            server.replace(quads)
            return Endpoint(server.url + "/query")
        store: Store = RdflibStore() if request.param == "rdflib" else OxigraphStore()
        if request.param in ("disk", "read-only"):
            store = OxigraphStore(tmp_path / "store")
        store.extend(quads)
        if request.param == "read-only":
            store.close()
            return OxigraphStore(tmp_path / "store", read_only=True)
        return store

    return fill


def test_select_gives_variables_and_rows(filled: Filled) -> None:
    rows = filled([Quad(FOO, KNOWS, BAR), Quad(BAR, KNOWS, BAZ)]).select(
        f"SELECT ?b ?a {{ ?a <{EX}knows> ?b }} ORDER BY ?a"
    )
    assert rows.variables == ("b", "a")
    assert rows.rows == [(BAZ, BAR), (BAR, FOO)]


def test_unbound_variables_are_none(filled: Filled) -> None:
    rows = filled([Quad(FOO, KNOWS, BAR)]).select("SELECT ?s ?none { ?s ?p ?o OPTIONAL { ?o ?p ?none } }")
    assert rows.rows == [(FOO, None)]


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_terms_come_back_as_they_were(filled: Filled, term: NamedNode | Literal) -> None:
    assert filled([Quad(FOO, KNOWS, term)]).select("SELECT ?o { ?s ?p ?o }").rows == [(term,)]


def test_ask(filled: Filled) -> None:
    queryable = filled([Quad(FOO, KNOWS, BAR)])
    assert queryable.ask(f"ASK {{ <{EX}foo> ?p ?o }}") is True
    assert queryable.ask(f"ASK {{ <{EX}bar> ?p ?o }}") is False


def test_construct(filled: Filled) -> None:
    found = filled([Quad(FOO, KNOWS, BAR)]).construct("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o }")
    assert list(found) == [Triple(BAR, KNOWS, FOO)]


def test_default_graph_is_no_union(filled: Filled) -> None:
    queryable = filled([Quad(FOO, KNOWS, BAR), Quad(FOO, KNOWS, BAZ, G)])
    assert queryable.select("SELECT ?o { ?s ?p ?o }").rows == [(BAR,)]
    assert queryable.select("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }").rows == [(G, BAZ)]


def test_syntax_error_is_a_query_error(filled: Filled) -> None:
    with pytest.raises(QueryError):
        filled([]).select("SELECT * { ?s ?p ")


def test_unknown_prefix_is_a_query_error(filled: Filled) -> None:
    with pytest.raises(QueryError):
        filled([]).ask("ASK { ?s nowhere:p ?o }")


def test_wrong_form_is_a_query_error(filled: Filled) -> None:
    with pytest.raises(QueryError, match="begins with SELECT, found ASK"):
        filled([]).select("ASK {}")
    with pytest.raises(QueryError, match="begins with ASK, found DROP"):
        filled([]).ask("DROP ALL")


@pytest.mark.parametrize("part", ["SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }", "SERVICE?s{}"])
def test_service_is_refused(filled: Filled, part: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        filled([]).construct(f"CONSTRUCT {{}} WHERE {{ {part} }}")


def test_from_is_refused(filled: Filled) -> None:
    with pytest.raises(QueryError, match="FROM"):
        filled([]).select(f"SELECT * FROM <{EX}g> {{ ?s ?p ?o }}")


def test_load_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="LOAD"):
        store.update("LOAD <http://127.0.0.1:9/>")


def test_quads_match_a_pattern(store: Store) -> None:
    first, second, third = Quad(FOO, KNOWS, BAR), Quad(FOO, KNOWS, BAZ, G), Quad(BAR, KNOWS, BAZ, G)
    store.extend([first, second, third])
    assert set(store.quads()) == {first, second, third}
    assert set(store.quads(FOO)) == {first, second}
    assert set(store.quads(object=BAZ)) == {second, third}
    assert set(store.quads(graph=G)) == {second, third}
    assert set(store.quads(predicate=KNOWS, graph=DefaultGraph())) == {first}


def test_a_quad_is_held_once(store: Store) -> None:
    store.extend([Quad(FOO, KNOWS, BAR), Quad(FOO, KNOWS, BAR)])
    store.extend([Quad(FOO, KNOWS, BAR)])
    assert len(list(store.quads())) == 1


def test_update_replaces_a_graph(store: Store) -> None:
    store.extend([Quad(FOO, KNOWS, BAR, G), Quad(FOO, KNOWS, BAR)])
    store.update(f"DROP SILENT GRAPH {G}; INSERT DATA {{ GRAPH {G} {{ {BAR} {KNOWS} {BAZ} }} }}")
    assert set(store.quads()) == {Quad(FOO, KNOWS, BAR), Quad(BAR, KNOWS, BAZ, G)}


def test_update_with_a_syntax_error_changes_nothing(store: Store) -> None:
    store.extend([Quad(FOO, KNOWS, BAR, G)])
    with pytest.raises(QueryError):
        store.update(f"DROP GRAPH {G}; INSERT DATA {{ GRAPH")
    assert list(store.quads()) == [Quad(FOO, KNOWS, BAR, G)]


def test_quads_may_be_changed_while_they_are_read(store: Store) -> None:
    store.extend([Quad(FOO, KNOWS, BAR), Quad(FOO, KNOWS, BAZ)])
    for quad in store.quads(FOO):
        store.extend([Quad(quad.subject, quad.predicate, quad.object, G)])
    assert len(list(store.quads(graph=G))) == 2


def test_bulk_extend_takes_any_number_of_chunks(store: Store) -> None:
    def quads() -> Iterator[Quad]:
        yield from (Quad(FOO, KNOWS, Literal(number)) for number in range(25))

    store.bulk_extend(quads(), chunk=10)
    store.flush()
    assert len(list(store.quads())) == 25


def test_errors_of_the_caller_pass_through(store: Store) -> None:
    def quads() -> Iterator[Quad]:
        yield Quad(FOO, KNOWS, BAR)
        raise ValueError("a defect of the caller")

    with pytest.raises(ValueError, match="a defect of the caller"):
        store.extend(quads())
    assert list(store.quads()) == []
