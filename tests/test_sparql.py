"""The SPARQL lexer, and the refusal of what would reach out."""

import time

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soegraph.errors import QueryError
from soegraph.sparql import Kind, form, refuse_remote, significant, tokens

PIECES = [
    *(
        "SELECT",
        "?x",
        "$y",
        "<http://a/b>",
        "<",
        ">",
        "<=",
        "ex:a.b",
        ":",
        "ex:",
        "a.b.:c",
        "_:b.",
        "true.",
        "@en-GB",
    ),
    *(
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        '\\"',
        "\\u0022",
        "#",
        "\n",
        "\r",
        " ",
        "1.e5",
        ".5",
        "1.",
        "{",
        "}",
        "^^",
        "&&",
    ),
    *("^", "||", "é", "稀土", "😀", "\0", "SERVICE", "%20", "\\~", "-", "`"),
]
sparql_like = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.value, token.text) for token in significant(text)]


@given(st.text() | sparql_like)
def test_tokens_cover_the_text_without_gap(text: str) -> None:
    found = list(tokens(text))
    assert "".join(token.text for token in found) == text
    assert all(text[token.start : token.end] == token.text for token in found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<http://example.org/#a>", "iri"),
        ("<>", "iri"),
        ("<caf\\u00E9>", "iri"),
        ("ex:", "name"),
        (":a", "name"),
        ("ex:a.b", "name"),
        ("e.x:a%20b\\~c:d", "name"),
        ("公司:稀土", "name"),
        ("?x", "variable"),
        ("$__org_iri", "variable"),
        ("'a'", "string"),
        ('"a\\"b"', "string"),
        ("'''a'b\n'''", "string"),
        ('"""a""b\\""""', "string"),
        ('""', "string"),
        ("@zh-Hans", "language"),
        ("_:b0.1", "blank"),
        ("12", "number"),
        (".5", "number"),
        ("1.e-5", "number"),
        ("SELECT", "word"),
        ("^^", "mark"),
        ("# <a> ?b", "comment"),
        (" \t\r\n", "space"),
        ("`", "other"),
        ('"never closed', "other"),
    ],
)
def test_one_token(text: str, kind: str) -> None:
    assert [(token.kind.value, token.text) for token in tokens(text)] == [(kind, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?a<?b", [("variable", "?a"), ("mark", "<"), ("variable", "?b")]),
        ("ex:a.", [("name", "ex:a"), ("mark", ".")]),
        ("true.OPTIONAL", [("word", "true"), ("mark", "."), ("word", "OPTIONAL")]),
        ("a.b.:c", [("word", "a"), ("mark", "."), ("word", "b"), ("mark", "."), ("name", ":c")]),
        ("1.", [("number", "1"), ("mark", ".")]),
        ("'a'@en", [("string", "'a'"), ("language", "@en")]),
        ('""""', [("string", '""'), ("string", '""')]),
        ('"""a"}', [("string", '""'), ("string", '"a"'), ("mark", "}")]),
        ("'a\n?x", [("other", "'a"), ("variable", "?x")]),
        ("<http://a/#x> #?y", [("iri", "<http://a/#x>")]),
        ("?p/ex:q*", [("variable", "?p"), ("mark", "/"), ("name", "ex:q"), ("mark", "*")]),
    ],
)
def test_tokens_side_by_side(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "piece", ["a.", '\\"', '"\\"', "<a", "'''\\'", "_:a.", ":.", "%2", "a-", '""', "1e", ' \\"""y"']
)
def test_time_is_linear(piece: str) -> None:
    started = time.perf_counter()
    for text in (piece * 30_000, '"""' + piece * 30_000, '"""x"' + piece * 30_000):
        assert sum(1 for _ in tokens(text))
    assert time.perf_counter() - started < 10  # quadratic: minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK {}", "ASK"),
        ("BASE <http://a/> PREFIX select: <b> construct where {}", "CONSTRUCT"),
        ("# SELECT\nDESCRIBE <a>", "DESCRIBE"),
        ("", ""),
    ],
)
def test_form(text: str, expected: str) -> None:
    assert form(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://a/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://a/>{ ?s ?p ?o } }",
        "PREFIX : <http://a/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX ex: <http://a/> SELECT * { ?s ?p 1SERVICEex:x #\n { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<?o)SERVICE#>\n<http://a/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://a/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022 . SERVICE <http://a/> { ?s ?p ?o } #" }',
        'SELECT * { VALUES ?x {"""a"} SERVICE <http://a/> { ?s ?p ?o } }',
        "LOAD <http://a/>",
        "DROP SILENT GRAPH <http://a/>; LOADSILENT<http://a/>",
        "PREFIX ex: <http://a/>LOADex:x",
        "CLEAR ALL;LOAD:x",
        "SELECT * FROM <http://a/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://a/> { ?s ?p ?o }",
    ],
)
def test_what_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"^(SERVICE|LOAD|FROM) in line \d"):
        refuse_remote(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?service ?from "SERVICE <http://a/> {}" } # LOAD <http://a/>',
        "PREFIX service: <http://a/service#> SELECT * { ?load service:from service:load }",
        "SELECT * { <http://a/service#x> <urn:service#load> ?o FILTER(?o < 3 && ?o > 1) }",
        "PREFIX load: <http://a/> INSERT DATA { load:a load:b load:c }",
        "SELECT * { ?s ?p 'it\\'s from a service' }",
    ],
)
def test_what_only_names_it_is_not_refused(text: str) -> None:
    refuse_remote(text)


REMOTE = "<http://127.0.0.1:1/>"  # pyoxigraph refuses this port with an OSError before it opens a socket
before = st.sampled_from(
    [
        "true",
        "1",
        "?s ?p ?o.",
        "?s ?p true",
        "FILTER(?o<?o)",
        'VALUES ?v{"""a"}',
        "BIND(1 AS ?z)",
        "ex:a.",
        "'",
    ]
)
service = st.sampled_from(
    ["SERVICE", "service ", "SERVICE#>\n", 'SERVICE#"\n', "SERVICE#'''\n", "ex:SERVICE "]
)
target = st.sampled_from([REMOTE, "ex:x", ":x", "ex:x#\n", ":x#>\n"])
after = st.sampled_from(["{}", " {?s ?p ?o}", "#>\n{}", "{}'", '{}"""'])


patterns = st.tuples(st.lists(before, max_size=3).map("".join), service, target, after).map("".join)


@given(patterns)
def test_no_query_reaches_out_that_was_not_refused(pattern: str) -> None:
    query = f"PREFIX ex: {REMOTE} PREFIX : {REMOTE} SELECT * {{{pattern}}}"
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(*[pyoxigraph.NamedNode("http://127.0.0.1:1/")] * 3))
    try:
        solutions = store.query(query)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        list(solutions)
    except OSError:
        with pytest.raises(QueryError):
            refuse_remote(query)
    except (SyntaxError, RuntimeError):
        pass


def test_refusal_says_where_and_what_to_do() -> None:
    with pytest.raises(QueryError, match=r"FROM in line 2 \('from'\): .* write GRAPH"):
        refuse_remote("SELECT *\nfrom <http://a/> {}")


def test_variable_tokens_stay_out_of_strings_iris_and_comments() -> None:
    text = 'SELECT ?x { ?x ?p \'?x\', """?x""", <http://a/?x> } # ?x'
    assert [token.start for token in tokens(text) if token.kind is Kind.VARIABLE] == [7, 12, 15]
