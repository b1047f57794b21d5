"""The files of a release: valid for every parser, complete, and each triple where it belongs."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from soegraph import names
from soegraph.graph import layers
from soegraph.graph.terms import soe, term
from soegraph.publish.release import tree
from soegraph.store import OxigraphStore

from .conftest import FORMATS, Read, rdf_files, unpacked

RDFLIB = {".ttl": "turtle", ".nt": "nt", ".trig": "trig", ".jsonld": "json-ld"}
RDF_12 = "claims-rdf12.ttl.gz"
LEXICON = "lexicon.ttl.gz"  # has tests of its own, and 80,000 triples
WITH_BLANK_NODES = ("ontology.ttl", "shapes.ttl")  # class expressions, and the lists of SHACL


def suffix(path: str) -> str:
    return Path(path.removesuffix(".gz")).suffix


def triples(quads: set[Quad]) -> set[Triple]:
    return {quad.triple for quad in quads}


def stated(store: OxigraphStore) -> set[Triple]:
    """Return what layers and articles of a store state."""
    left_out = {layers.FLAT, layers.inferred()}
    return {quad.triple for quad in store.quads() if quad.graph_name not in left_out}


def test_rdflib_reads_as_many_triples_as_pyoxigraph(release: Path, read: Read) -> None:
    for path in rdf_files(release):
        if path not in (RDF_12, LEXICON):  # rdflib reads no RDF 1.2
            found = rdflib.Dataset().parse(data=unpacked(release / path), format=RDFLIB[suffix(path)])
            assert len(list(found.quads((None, None, None, None)))) == len(read(path)), path


@pytest.mark.skipif(not shutil.which("rapper"), reason="needs rapper (Debian: raptor2-utils)")
def test_rapper_accepts_turtle_and_ntriples(release: Path, read: Read) -> None:
    for path in rdf_files(release):
        if path != RDF_12 and suffix(path) in (".ttl", ".nt"):
            syntax = {".ttl": "turtle", ".nt": "ntriples"}[suffix(path)]
            command = ["rapper", "-q", "-i", syntax, "-o", "ntriples", "-", "http://example.org/"]
            run = subprocess.run(command, input=unpacked(release / path), capture_output=True, check=True)
            assert (run.stderr, len(set(run.stdout.splitlines()))) == (b"", len(read(path))), path


@pytest.mark.skipif(not shutil.which("serdi"), reason="needs serdi (Debian: serdi)")
def test_serdi_accepts_turtle_ntriples_and_trig(release: Path) -> None:
    for path in rdf_files(release):
        if path != RDF_12 and suffix(path) != ".jsonld":
            syntax = {".ttl": "turtle", ".nt": "ntriples", ".trig": "trig"}[suffix(path)]
            run = subprocess.run(["serdi", "-q", "-i", syntax, "-"], input=unpacked(release / path))
            assert run.returncode == 0, path


N3 = """const n3 = require("n3"); const text = require("fs").readFileSync(0, "utf-8");
const parser = new n3.Parser({ format: process.argv[1] }); console.log(new n3.Store(parser.parse(text)).size);"""


def has_n3() -> bool:
    """Tell whether node finds N3.js (npm install n3; NODE_PATH)."""
    return (
        bool(shutil.which("node"))
        and subprocess.run(["node", "-e", "require('n3')"], capture_output=True).returncode == 0
    )


def test_n3_js_reads_as_many_triples_and_rdf_12_too(release: Path, read: Read) -> None:
    if not has_n3():
        pytest.skip("needs N3.js where node finds it (npm install n3)")
    formats = {".ttl": "text/turtle", ".nt": "application/n-triples", ".trig": "application/trig"}
    for path in rdf_files(release):
        if suffix(path) in formats and path != LEXICON:
            command = ["node", "-e", N3, formats[suffix(path)]]
            run = subprocess.run(command, input=unpacked(release / path), capture_output=True, check=True)
            assert int(run.stdout) == len(read(path)), path


def test_no_blank_node_but_those_that_owl_and_shacl_ask_for(release: Path, read: Read) -> None:
    nameless = {
        path
        for path in rdf_files(release)
        for quad in read(path)
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
    }
    assert nameless <= set(WITH_BLANK_NODES)


def test_all_that_is_stated_is_in_one_file(fixture_store: OxigraphStore, read: Read) -> None:
    assert triples(read(tree.STATED)) == stated(fixture_store)
    assert triples(read("all.jsonld.gz")) == stated(fixture_store)


def test_inferred_is_what_the_rules_add(fixture_store: OxigraphStore, read: Read) -> None:
    inferred = set(layers.triples(fixture_store, layers.inferred()))
    assert triples(read(tree.INFERRED)) == inferred - stated(fixture_store)
    assert read(tree.INFERRED)


def test_graphs_are_those_of_the_store_without_the_flat_view(
    fixture_store: OxigraphStore, read: Read
) -> None:
    named = {quad for quad in fixture_store.quads() if not isinstance(quad.graph_name, DefaultGraph)}
    assert read("all.trig.gz") == named


def test_each_triple_of_the_layers_is_in_one_file_of_data(fixture_store: OxigraphStore, read: Read) -> None:
    graphs = (layers.authority(), layers.curation(), layers.facts())
    layered = {triple for graph in graphs for triple in layers.triples(fixture_store, graph)}
    ontology = set(layers.triples(fixture_store, layers.ONTOLOGY))
    found = Counter(triple for path in tree.KINDS for triple in triples(read(path)))
    assert set(found.values()) == {1}
    articles = {triple for triple in found if "/id/article/" in str(triple.subject)}
    assert set(found) - articles == layered - ontology


def test_files_together_are_all_that_is_stated(fixture_store: OxigraphStore, read: Read) -> None:
    parts = [*tree.KINDS, "claims.ttl.gz", "schemes.ttl"]
    found = Counter(triple for path in parts for triple in triples(read(path)))
    assert set(found.values()) == {1}
    rest = {triple for triple in stated(fixture_store) if triple not in found}
    assert rest <= set(layers.triples(fixture_store, layers.ONTOLOGY))
    assert len(rest) == len(read("ontology.ttl"))


@pytest.mark.parametrize("kind", ["person", "tenure", "stake", "meeting", "fact", "record"])
def test_a_file_of_data_has_things_of_its_kind(read: Read, kind: str) -> None:
    subjects = {str(quad.subject) for quad in read(f"data/{kind}s.ttl.gz")}
    assert all(f"/id/{kind}/" in subject for subject in subjects)
    assert subjects


def test_lines_are_sorted_by_code_point(release: Path) -> None:
    for path in (tree.STATED, tree.INFERRED, "facts.nt.gz"):
        lines = unpacked(release / path).splitlines()
        assert lines == sorted(set(lines)), path


def test_what_is_read_is_stored_and_dumped_unchanged(release: Path, read: Read) -> None:
    store = OxigraphStore()
    store.extend(read(tree.STATED))
    dumped = serialize(store.quads(), format=RdfFormat.N_TRIPLES)
    assert dumped is not None
    assert sorted(dumped.splitlines()) == unpacked(release / tree.STATED).splitlines()


def test_thin_facts_have_no_nodes_and_no_provenance(read: Read) -> None:
    found = read("facts.nt.gz")
    for word in ("/id/claim/", "/id/fact/", "/id/tenure/", "/id/record/", "prov#", "dc/terms"):
        assert not [quad for quad in found if word in str(quad.triple)], word
    assert {quad.predicate for quad in found} >= {soe("holdsPost"), soe("subsidiaryOf"), term("rdf:type")}


def test_reifiers_say_what_the_claims_say(read: Read) -> None:
    def claimed(path: str) -> set[Quad]:
        return {quad for quad in read(path) if quad.predicate.value.startswith(names.PREFIXES["rdf"])}

    reified = {
        (quad.subject, quad.object.subject, quad.object.predicate, quad.object.object)
        for quad in claimed(RDF_12)
        if isinstance(quad.object, Triple)
    }
    parts: dict[object, dict[str, object]] = {}
    for quad in claimed("claims.ttl.gz"):
        parts.setdefault(quad.subject, {})[quad.predicate.value.rpartition("#")[2]] = quad.object
    expected = {(s, p["subject"], p["predicate"], p["object"]) for s, p in parts.items() if "subject" in p}
    assert reified == expected
    assert reified


def test_a_reified_triple_is_not_asserted(read: Read) -> None:
    assert not [quad for quad in read(RDF_12) if quad.predicate == soe("holdsPost")]


def test_context_is_that_of_the_document(release: Path) -> None:
    document = json.loads(unpacked(release / "all.jsonld.gz"))
    assert json.loads((release / "context.jsonld").read_text("utf-8"))["@context"] == document["@context"]


def test_redirects_lead_from_a_name_to_the_one_that_stays(fixture_store: OxigraphStore, read: Read) -> None:
    replaced = fixture_store.quads(None, term("dcterms:isReplacedBy"), None, layers.curation())
    redirects = [*replaced, *fixture_store.quads(None, term("dcterms:isReplacedBy"), None, layers.facts())]
    assert triples(read("redirects.nt")) == {quad.triple for quad in redirects}


def test_graphs_of_others_are_not_published(tmp_path: Path, fixture_quads: list[Quad]) -> None:
    from soegraph.publish.release import Options, publish

    store = OxigraphStore()
    foreign = NamedNode("https://example.org/graph")
    held = NamedNode(names.graph("quarantine"))
    secret = NamedNode("https://example.org/secret")
    store.extend(
        [*fixture_quads, *(Quad(secret, term("rdf:type"), secret, graph) for graph in (foreign, held))]
    )
    publish(store, tmp_path / "out", Options("1.0.0"))
    for path in rdf_files(tmp_path / "out"):
        assert b"example.org/secret" not in unpacked(tmp_path / "out" / path), path


def test_every_format_of_the_release_is_tested() -> None:
    assert set(RDFLIB) == set(FORMATS)
