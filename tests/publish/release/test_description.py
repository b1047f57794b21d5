"""What a release says of itself: every number is true, and every file is described."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from soegraph import names
from soegraph.errors import InputError
from soegraph.graph.terms import soe, term
from soegraph.publish.release import Options, publish, tree
from soegraph.publish.release.quality import read_evaluation
from soegraph.publish.release.said import node
from soegraph.store import OxigraphStore

from .conftest import Read, unpacked

EDITION = NamedNode(tree.versioned("1.2.0"))


def asked(found: set[Quad] | list[Quad], query: str) -> list[tuple[str, ...]]:
    """Return the rows of a SELECT over a file, each cell as text."""
    store = Store()
    store.extend(found)
    spaces = {
        prefix: node(f"{prefix}:").value for prefix in ("void", "dcat", "spdx", "dqv", "dcterms", "soe")
    }
    prologue = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in spaces.items())
    return [tuple(cell.value for cell in row) for row in store.query(prologue + query)]  # type: ignore[union-attr]


def number(found: set[Quad], predicate: str) -> int:
    (value,) = (q.object for q in found if q.subject == EDITION and q.predicate == node(predicate))
    assert isinstance(value, Literal)
    return int(value.value)


def test_counts_of_the_dataset_are_true(read: Read) -> None:
    void, stated = read("void.ttl"), read(tree.STATED)
    assert number(void, "void:triples") == len(stated)
    assert number(void, "void:distinctSubjects") == len({quad.subject for quad in stated})
    assert number(void, "void:distinctObjects") == len({quad.object for quad in stated})
    assert number(void, "void:properties") == len({quad.predicate for quad in stated})


def test_counts_of_the_files_are_true(read: Read) -> None:
    rows = asked(
        read("void.ttl"), "SELECT ?dump ?triples { ?part void:dataDump ?dump ; void:triples ?triples }"
    )
    told = {dump.removeprefix(f"{EDITION.value}/"): int(triples) for dump, triples in rows}
    assert told == {path: len(read(path)) for path in told}
    assert set(told) >= {*tree.KINDS, tree.STATED, tree.INFERRED, "claims.ttl.gz", "facts.nt.gz"}


def test_partitions_are_those_of_the_data(read: Read) -> None:
    stated = read(tree.STATED)
    classes = Counter(str(quad.object) for quad in stated if quad.predicate == term("rdf:type"))
    rows = asked(read("void.ttl"), "SELECT ?class ?n { ?part void:class ?class ; void:entities ?n }")
    assert {f"<{cls}>": int(n) for cls, n in rows} == classes
    rows = asked(read("void.ttl"), "SELECT ?p ?n { ?part void:property ?p ; void:triples ?n }")
    assert {p: int(n) for p, n in rows} == Counter(quad.predicate.value for quad in stated)


def test_links_to_wikidata_are_counted(tmp_path: Path, fixture_quads: list[Quad]) -> None:
    store = OxigraphStore()
    organisation = NamedNode(names.thing("organisation", "baogang-group"))
    match = Quad(
        organisation,
        term("skos:exactMatch"),
        NamedNode("http://www.wikidata.org/entity/Q1"),
        NamedNode(names.graph("authority")),
    )
    store.extend([*fixture_quads, match])
    publish(store, tmp_path / "out", Options("1.0.0"))
    void = list(parse(path=tmp_path / "out" / "void.ttl", format=RdfFormat.TURTLE))
    rows = asked(void, "SELECT ?p ?n { ?links a void:Linkset ; void:linkPredicate ?p ; void:triples ?n }")
    assert rows == [(term("skos:exactMatch").value, "1")]


def test_examples_are_in_the_data(read: Read) -> None:
    rows = asked(read("void.ttl"), "SELECT ?thing { ?dataset void:exampleResource ?thing }")
    subjects = {quad.subject for quad in read(tree.STATED)}
    assert rows
    assert {NamedNode(thing) for (thing,) in rows} <= subjects


def test_every_file_has_a_distribution_with_its_size_and_sum(release: Path, read: Read) -> None:
    query = """SELECT ?url ?size ?sum {
      ?release dcat:distribution ?file . ?file dcat:downloadURL ?url ; dcat:byteSize ?size ; spdx:checksum ?checksum .
      ?checksum spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?sum }"""
    rows = asked(read("dcat.ttl"), query)
    told = {url.removeprefix(f"{EDITION.value}/"): (int(size), sum_) for url, size, sum_ in rows}
    files = {
        path.relative_to(release).as_posix(): path.read_bytes()
        for path in release.rglob("*")
        if path.is_file()
    }
    for path in (tree.CATALOGUE, tree.SUMS):  # neither can hold its own sum
        del files[path]
    assert told == {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items()}


def test_packed_files_say_what_is_in_them(read: Read) -> None:
    query = """SELECT ?url ?type ?packing {
      ?file dcat:downloadURL ?url ; dcat:mediaType ?type ; dcat:compressFormat ?packing }"""
    rows = {
        url.rpartition("/")[2]: (type_, packing) for url, type_, packing in asked(read("dcat.ttl"), query)
    }
    types = "https://www.iana.org/assignments/media-types/"
    assert rows["all.nt.gz"] == (f"{types}application/n-triples", f"{types}application/gzip")
    assert "redirects.nt" not in rows


def test_date_is_the_latest_of_a_source(read: Read) -> None:
    dates = {
        quad.object.value
        for quad in read(tree.STATED)
        if quad.predicate == term("schema:datePublished")
        or ("/id/record/" in str(quad.subject) and quad.predicate == soe("asOf"))
        if isinstance(quad.object, Literal)
    }
    rows = asked(read("dcat.ttl"), f"SELECT ?date {{ {EDITION} dcterms:issued ?date }}")
    assert rows == [(max(dates),)]


def test_a_later_release_names_the_one_before(
    tmp_path: Path, release: Path, fixture_store: OxigraphStore
) -> None:
    publish(fixture_store, tmp_path / "out", Options("1.3.0", date="2026", previous=release))
    dcat = list(parse(path=tmp_path / "out" / "dcat.ttl", format=RdfFormat.TURTLE))
    rows = asked(
        dcat,
        "SELECT ?before ?of ?date { ?r dcat:previousVersion ?before ; dcat:isVersionOf ?of ; dcterms:issued ?date }",
    )
    assert rows == [(EDITION.value, tree.dataset(), "2026")]


def test_a_release_may_take_the_place_of_the_one_before(tmp_path: Path, fixture_store: OxigraphStore) -> None:
    out = tmp_path / "out"
    publish(fixture_store, out, Options("1.0.0"))
    publish(fixture_store, out, Options("1.1.0", previous=out))
    dcat = list(parse(path=out / "dcat.ttl", format=RdfFormat.TURTLE))
    assert asked(dcat, "SELECT ?v { ?r dcat:previousVersion ?v }") == [(tree.versioned("1.0.0"),)]


def measured(quads: list[Quad] | set[Quad]) -> dict[str, str]:
    """Return the values of the measurements by the last part of their IRIs."""
    rows = asked(
        quads, "SELECT ?m ?value { ?m dqv:value ?value ; dqv:isMeasurementOf ?metric . ?metric a dqv:Metric }"
    )
    return {measurement.rpartition("#quality-")[2]: value for measurement, value in rows}


def test_quality_of_facts_is_counted_from_the_graph(read: Read) -> None:
    stated = read(tree.STATED)
    derived: dict[object, set[str]] = {}
    for quad in stated:
        if quad.predicate == term("prov:wasDerivedFrom"):
            derived.setdefault(quad.subject, set()).add(str(quad.object))
    classes = {soe(name) for name in ("Fact", "Tenure", "Stake")}
    facts = {quad.subject for quad in stated if quad.predicate == term("rdf:type") and quad.object in classes}
    quoted = sum(any("/id/claim/" in each for each in derived.get(fact, ())) for fact in facts)
    told = measured(read("quality.ttl"))
    assert float(told["quote-coverage"]) == round(quoted / len(facts), 4)
    assert float(told["evidence-coverage"]) == round(len(facts & set(derived)) / len(facts), 4)


def test_our_own_error_rate_is_published(tmp_path: Path, fixture_store: OxigraphStore) -> None:
    scores = {"hits": 9, "claims": 10, "facts": 12, "precision": 0.9, "recall": 0.75, "f1": 0.8182}
    result = {
        "format": "soegraph evaluation 1",
        "overall": {"lenient": scores},
        "predicates": {"holdsPost": {"lenient": scores}},
    }
    file = tmp_path / "figures.json"
    file.write_text(json.dumps(result), "utf-8")
    publish(fixture_store, tmp_path / "out", Options("1.0.0", evaluation=read_evaluation(file)))
    told = measured(list(parse(path=tmp_path / "out" / "quality.ttl", format=RdfFormat.TURTLE)))
    assert told["precision"] == told["precision-holdsPost"] == "0.9"
    assert told["recall-holdsPost"] == "0.75"
    assert told["annotated-facts-holdsPost"] == "12"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "other"}'])
def test_another_file_is_no_evaluation(tmp_path: Path, text: str) -> None:
    file = tmp_path / "figures.json"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"figures\.json"):
        read_evaluation(file)


def test_descriptions_have_no_clock_and_no_machine(release: Path) -> None:
    for path in ("void.ttl", "dcat.ttl", "quality.ttl", "README.md"):
        assert str(release.parent) not in unpacked(release / path).decode()
