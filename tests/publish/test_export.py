"""Exports: complete, the same bytes whatever the history, and readable by every parser."""

import io
import shutil
import subprocess
from itertools import permutations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from soegraph.errors import SettingError, StoreError
from soegraph.names import PREFIXES, graph, thing
from soegraph.publish.export import FORMATS, export
from soegraph.store import OxigraphStore

OX_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB_FORMATS = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
}
QUAD_FORMATS = ("nquads", "trig")

SOE, XSD = PREFIXES["soe"], PREFIXES["xsd"]
TYPE = NamedNode(PREFIXES["rdf"] + "type")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
LI, GROUP = NamedNode(thing("person", "li-xiao")), NamedNode(thing("organisation", "baogang-group"))
POST, FACTS = NamedNode(SOE + "holdsPost"), NamedNode(graph("facts"))
ARTICLE = NamedNode(thing("article", "a-01"))
QUADS = [
    Quad(LI, LABEL, Literal("Li Xiao", language="en")),
    Quad(LI, LABEL, Literal("李晓", language="zh-hans")),
    Quad(LI, TYPE, NamedNode(SOE + "Person")),
    Quad(LI, POST, GROUP),
    Quad(LI, POST, GROUP, FACTS),
    Quad(GROUP, NamedNode(SOE + "foundedOn"), Literal("1954", datatype=NamedNode(XSD + "gYear"))),
    Quad(ARTICLE, NamedNode(SOE + "textLength"), Literal(1234), ARTICLE),
    Quad(ARTICLE, NamedNode(PREFIXES["schema"] + "url"), NamedNode("https://example.org/a?b=c#d"), ARTICLE),
]

pytestmark = pytest.mark.filterwarnings(
    "ignore:(Dataset|ConjunctiveGraph):DeprecationWarning"
)  # within rdflib


def exported(quads: list[Quad], name: str) -> bytes:
    store = OxigraphStore()
    store.extend(quads)
    out = io.BytesIO()
    export(store, name, out)
    return out.getvalue()


def read_by_pyoxigraph(data: bytes, name: str) -> set[Quad]:
    return set(ox.parse(data, OX_FORMATS[name]))


def count_by_rdflib(data: bytes, name: str) -> int:
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=RDFLIB_FORMATS[name])
    return len(list(dataset.quads((None, None, None, None))))


def expected(quads: list[Quad], name: str) -> set[Quad]:
    return set(quads) if name in QUAD_FORMATS else {Quad(*quad.triple) for quad in quads}


@pytest.mark.parametrize("name", FORMATS)
def test_every_statement_is_there_for_both_parsers(name: str) -> None:
    data = exported(QUADS, name)
    assert read_by_pyoxigraph(data, name) == expected(QUADS, name)
    assert count_by_rdflib(data, name) == len(expected(QUADS, name))


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld"])
def test_a_plain_rdflib_graph_reads_all_triples(name: str) -> None:
    found = rdflib.Graph().parse(data=exported(QUADS, name), format=RDFLIB_FORMATS[name])
    assert len(found) == len(expected(QUADS, name))


@pytest.mark.parametrize("name", FORMATS)
def test_history_does_not_change_the_bytes(name: str) -> None:
    orders = [list(order) for order in list(permutations(QUADS))[::6000]]
    assert len({exported(order, name) for order in orders}) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_gives_an_empty_file(name: str) -> None:
    data = exported([], name)
    assert read_by_pyoxigraph(data, name) == set()
    assert count_by_rdflib(data, name) == 0


HARD = [
    '"',
    "'''",
    '"""',
    "\\",
    "\\u0041",
    "a\tb\r\nc",
    "\u2028\x85\x0b",
    "\x00\x1f\x7f",
    "😀𠮷",
    "@en",
    "^^",
    ' "@en . ',
]
literals = st.one_of(
    st.text().map(Literal),
    st.text().map(lambda text: Literal(text, language="en")),
    st.text().map(lambda text: Literal(text, language="zh-latn-pinyin")),
    st.integers(-(10**12), 10**12).map(Literal),
    st.decimals(-1000, 1000, places=3).map(lambda d: Literal(f"{d:f}", datatype=NamedNode(XSD + "decimal"))),
    st.booleans().map(Literal),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))),
    st.text().map(lambda text: Literal(text, datatype=NamedNode("http://example.org/type"))),
    st.sampled_from(HARD).map(Literal),
)


@settings(deadline=None)  # five formats and their parsers; others may keep the machine busy
@given(st.lists(literals, max_size=6))
def test_any_literal_survives(values: list[Literal]) -> None:
    quads = [
        Quad(NamedNode(f"http://example.org/{i}"), LABEL, value, FACTS) for i, value in enumerate(values)
    ]
    stored = OxigraphStore()
    stored.extend(quads)
    for name in FORMATS:
        data = exported(quads, name)
        assert read_by_pyoxigraph(data, name) == expected(list(stored.quads()), name)
        assert count_by_rdflib(data, name) == len(quads)


def test_ntriples_is_sorted_as_sort_does() -> None:
    lines = exported(QUADS, "ntriples").splitlines()
    assert lines == sorted(lines)


def test_turtle_reads_well() -> None:
    text = exported(QUADS, "turtle").decode()
    assert text.startswith("@prefix article: <https://w3id.org/soegraph/id/article/> .\n@prefix bibo:")
    assert text.endswith(
        """
article:a-01 schema:url <https://example.org/a?b=c#d> ;
    soe:textLength 1234 .

organisation:baogang-group soe:foundedOn "1954"^^xsd:gYear .

person:li-xiao a soe:Person ;
    rdfs:label "Li Xiao"@en, "李晓"@zh-hans ;
    soe:holdsPost organisation:baogang-group .
"""
    )


def test_trig_reads_well() -> None:
    text = exported([Quad(LI, POST, GROUP), Quad(LI, POST, GROUP, FACTS)], "trig").decode()
    assert text.endswith(
        """
person:li-xiao soe:holdsPost organisation:baogang-group .

graph:facts {

    person:li-xiao soe:holdsPost organisation:baogang-group .
}
"""
    )


def test_jsonld_reads_well() -> None:
    text = exported(QUADS, "jsonld").decode()
    assert (
        '\n{"@id": "person:li-xiao", "@type": ["soe:Person"],'
        ' "rdfs:label": [{"@value": "Li Xiao", "@language": "en"},'
        ' {"@value": "李晓", "@language": "zh-hans"}],'
        ' "soe:holdsPost": [{"@id": "organisation:baogang-group"}]}\n'
    ) in text


@pytest.mark.parametrize("name", ["li/xiao", "li.", "-li", "李晓", "a%20b", ""])
def test_names_that_need_escapes_stay_whole_iris(name: str) -> None:
    odd = [Quad(NamedNode(thing("person", name)), TYPE, NamedNode(SOE + "Person"))]
    for form in FORMATS:
        assert read_by_pyoxigraph(exported(odd, form), form) == set(odd)
    assert f"<{thing('person', name)}>" in exported(odd, "turtle").decode()


@pytest.mark.parametrize("value", ["-5", "+5", "05", "5", "", "5.", "five"])
def test_odd_numbers_keep_their_form(value: str) -> None:
    quads = [
        Quad(LI, LABEL, Literal(value, datatype=NamedNode(XSD + kind))) for kind in ("integer", "decimal")
    ]
    stored = OxigraphStore()
    stored.extend(quads)
    assert read_by_pyoxigraph(exported(quads, "turtle"), "turtle") == set(stored.quads())


@pytest.mark.skipif(not shutil.which("rapper"), reason="needs rapper (Debian: raptor2-utils)")
def test_rapper_accepts_turtle() -> None:
    odd = Quad(LI, LABEL, Literal('"quoted" \\ \n \t \x7f 😀'))
    data = exported([*QUADS, odd], "turtle")
    command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", "-", "http://example.org/"]
    run = subprocess.run(command, input=data, capture_output=True, check=True)
    assert run.stderr == b""
    assert len(run.stdout.splitlines()) == len(expected([*QUADS, odd], "turtle"))


@pytest.mark.parametrize(
    "quad",
    [Quad(BlankNode("b"), LABEL, LI), Quad(LI, LABEL, BlankNode("b")), Quad(LI, LABEL, LI, BlankNode("b"))],
)
def test_a_blank_node_is_refused_before_anything_is_written(quad: Quad) -> None:
    store, out = OxigraphStore(), io.BytesIO()
    store.extend([*QUADS, quad])
    with pytest.raises(StoreError, match=r"a blank node .* before the export: "):
        export(store, "ntriples", out)
    assert out.getvalue() == b""


def test_a_triple_term_is_refused() -> None:
    with pytest.raises(StoreError, match="or triple term"):
        exported([Quad(LI, LABEL, Triple(LI, LABEL, LI))], "turtle")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(SettingError, match="no format 'xml': choose turtle, ntriples"):
        exported([], "xml")


def test_an_iri_that_jsonld_would_misread_is_refused() -> None:
    with pytest.raises(StoreError, match="<org:a> would be read as a short form"):
        exported([Quad(NamedNode("org:a"), LABEL, LI)], "jsonld")
