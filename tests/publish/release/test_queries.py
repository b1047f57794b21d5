"""The saved queries in a release: files that run anywhere, and RDF that editors of SPARQL read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from soegraph import names
from soegraph.publish.release.said import node
from soegraph.publish.release.saved import runnable
from soegraph.query.saved import catalogue, saved_query
from soegraph.store import OxigraphStore

from .conftest import Read

QUERIES = list(catalogue())


def test_files_are_the_saved_queries(release: Path) -> None:
    found = {file.stem: file.read_text("utf-8") for file in (release / "queries").iterdir()}
    assert found == {name: query.text for name, query in catalogue().items()}


def test_every_query_is_a_select_of_shacl_with_a_comment_and_a_target(read: Read) -> None:
    told: dict[str, dict[str, list[object]]] = {}
    for quad in read("queries.ttl"):
        told.setdefault(str(quad.subject), {}).setdefault(quad.predicate.value, []).append(quad.object)
    for name in QUERIES:
        found = told[f"<{names.base()}query/{name}>"]
        assert node("sh:SPARQLSelectExecutable") in found[node("rdf:type").value]
        assert node("sh:SPARQLExecutable") in found[node("rdf:type").value]
        (comment,) = found[node("rdfs:comment").value]
        assert isinstance(comment, Literal)
        assert comment.language == "en"
        assert isinstance(found[node("schema:target").value][0], NamedNode)
        assert found[node("sh:select").value] == [Literal(runnable(saved_query(name)))]


def test_prefixes_are_declared(read: Read) -> None:
    found = read("queries.ttl")
    declared = {quad.object for quad in found if quad.predicate == node("sh:declare")}
    spelt = {quad.subject for quad in found if quad.predicate == node("sh:namespace")}
    assert declared == spelt
    assert len(declared) == len(names.PREFIXES)


@pytest.mark.parametrize("name", QUERIES)
def test_each_runs_as_it_stands(fixture_store: OxigraphStore, name: str) -> None:
    text = runnable(saved_query(name))
    assert "#+" not in text
    assert fixture_store.select(text).variables


@pytest.mark.parametrize("name", QUERIES)
def test_other_readers_take_the_file_apart_by_lines(release: Path, name: str) -> None:
    """As SIB's import does, which has no YAML and finds the form of a query by a pattern."""
    lines = (release / "queries" / f"{name}.rq").read_text("utf-8").splitlines()
    header = [line for line in lines if line.startswith("#+")]
    tags = header.index("#+ tags:")
    assert all(line.startswith("#+   - ") for line in header[tags + 1 :]), "tags come last"
    body = [line for line in lines if not line.startswith("#")]
    assert all(line.upper().count("PREFIX ") == 1 for line in body if line.startswith("PREFIX"))
    form = next(line for line in body if not line.startswith("PREFIX"))
    assert form.startswith("SELECT")
    assert not re.search(r"(?i)(?<!^)(select|ask|construct|describe)", form)


def test_a_default_is_bound_and_a_parameter_without_one_stays_a_variable() -> None:
    with_default = [
        (query, p)
        for query in catalogue().values()
        for p in query.parameters
        if p.default and p.type != "limit"
    ]
    for query, parameter in with_default:
        assert f"?{parameter.variable}" not in runnable(query)
    assert "?_group_iri" in runnable(saved_query("subsidiaries"))
