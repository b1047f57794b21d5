"""Every format, and that programs read back what was written."""

import csv
import io
import json

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)
from rdflib.plugins.sparql.results.rdfresults import RDFResult

from soegraph.errors import QueryError
from soegraph.names import PREFIXES, thing
from soegraph.query.explain import Witness
from soegraph.query.results import FORMATS, with_evidence, written, written_answer, written_graph
from soegraph.store import Rows

XSD = PREFIXES["xsd"]
ROWS = Rows(
    ("who", "name", "percent"),
    [
        (NamedNode(thing("organisation", "baogang-group")), Literal("包钢", language="zh-hans"), None),
        (
            NamedNode("https://example.org/x"),
            Literal('A "quoted"\tname,\nin <two> & lines'),
            Literal("36.66", datatype=NamedNode(XSD + "decimal")),
        ),
    ],
)
WITNESS = Witness(
    "2025-04", "Report", 4, "https://example.org/c", "owns 36.66 %", "Weekly", "https://example.org/r"
)
TTL = RdfFormat.TURTLE
STANDARD = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}


def read_back(text: str, result_format: str) -> Rows:
    solutions = parse_query_results(text.encode(), STANDARD[result_format])
    assert isinstance(solutions, QuerySolutions)
    return Rows(tuple(v.value for v in solutions.variables), [tuple(s) for s in solutions])


@pytest.mark.parametrize("result_format", STANDARD)
def test_standard_formats_are_read_back_whole(result_format: str) -> None:
    assert read_back(written(ROWS, result_format), result_format) == ROWS


# Stripped, since pyoxigraph's reader of XML drops white space at both ends.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), max_size=20).map(
    str.strip
)
terms = st.one_of(
    st.none(),
    texts.map(Literal),
    texts.map(lambda text: Literal(text, language="en")),
    st.integers().map(Literal),
    st.just(NamedNode("https://example.org/中")),
)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(terms, terms), max_size=4))
@pytest.mark.parametrize("result_format", STANDARD)
def test_any_rows_are_read_back(
    result_format: str, rows: list[tuple[Literal | None, Literal | None]]
) -> None:
    table = Rows(("a", "b"), list(rows))
    assert read_back(written(table, result_format), result_format) == table


def test_csv_is_what_a_spreadsheet_reads() -> None:
    assert list(csv.reader(io.StringIO(written(ROWS, "csv")))) == [
        ["who", "name", "percent"],
        [thing("organisation", "baogang-group"), "包钢", ""],
        ["https://example.org/x", 'A "quoted"\tname,\nin <two> & lines', "36.66"],
    ]


def test_json_has_the_members_of_the_standard() -> None:
    document = json.loads(written(ROWS, "json"))
    assert document["head"] == {"vars": ["who", "name", "percent"]}
    assert document["results"]["bindings"][0]["name"] == {
        "type": "literal",
        "value": "包钢",
        "xml:lang": "zh-hans",
    }


def test_turtle_is_a_result_set_without_blank_nodes() -> None:
    turtle = written(ROWS, "ttl")
    assert not any(
        isinstance(term, BlankNode) for quad in parse(turtle.encode(), format=TTL) for term in quad
    )
    result = RDFResult(io.BytesIO(turtle.encode()), format="turtle")
    assert [str(v) for v in result.vars or ()] == list(ROWS.variables)
    assert sorted(str(row[rdflib.Variable("who")]) for row in result.bindings) == [
        "https://example.org/x",
        thing("organisation", "baogang-group"),
    ]


def test_evidence_adds_columns_and_repeats_rows() -> None:
    explained = with_evidence(ROWS, [(WITNESS, WITNESS), ()])
    assert explained.variables[3:] == (
        "evidenceQuote",
        "evidenceTitle",
        "evidencePublisher",
        "evidencePublished",
        "evidenceUrl",
    )
    assert [row[:3] for row in explained.rows] == [ROWS.rows[0], ROWS.rows[0], ROWS.rows[1]]
    assert explained.rows[0][3:5] == (Literal("owns 36.66 %"), Literal("Report"))
    assert explained.rows[2][3:] == (None,) * 5


@pytest.mark.parametrize("result_format", FORMATS)
def test_every_format_shows_the_evidence(result_format: str) -> None:
    shown = written(ROWS, result_format, [(WITNESS,), ()])
    assert all(text in shown for text in ("owns 36.66 %", "Report", "https://example.org/r"))
    assert shown.endswith("\n")


@pytest.mark.parametrize("result_format", FORMATS)
def test_no_rows_are_rows_too(result_format: str) -> None:
    assert "who" in written(Rows(("who",), []), result_format)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(QueryError, match="no format 'xlsx': use one of table, csv"):
        written(ROWS, "xlsx")
    with pytest.raises(QueryError, match="no format 'xlsx': use one of table, csv"):
        written_answer(True, "xlsx")


def test_a_triple_as_a_value_is_refused_where_the_format_has_none() -> None:
    triple = Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
    with pytest.raises(QueryError, match="select its parts"):
        written(Rows(("t",), [(triple,)]), "json")


def test_a_constructed_graph_is_turtle_or_a_table() -> None:
    triples = [
        Triple(NamedNode(thing("plan", "b")), NamedNode(PREFIXES["soe"] + "planEnd"), Literal("2025"))
    ] * 2
    assert len(list(parse(written_graph(triples, "ttl").encode(), format=TTL))) == 1
    assert written_graph(triples, "csv").splitlines()[0] == "subject,predicate,object"


@pytest.mark.parametrize(
    ("result_format", "text"),
    [
        ("table", "true\n"),
        ("csv", "true\n"),
        ("json", '{"head":{},"boolean":true}\n'),
    ],
)
def test_an_answer_to_ask(result_format: str, text: str) -> None:
    assert written_answer(True, result_format) == text


@pytest.mark.parametrize("result_format", ["json", "xml"])
def test_an_answer_to_ask_is_read_back(result_format: str) -> None:
    answer = parse_query_results(written_answer(False, result_format).encode(), STANDARD[result_format])
    assert not answer
