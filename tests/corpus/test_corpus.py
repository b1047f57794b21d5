"""The corpus of the package from end to end: the promises that only the whole graph can keep."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import combinations
from math import prod
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, parse
from tests.graph.rl.oracle import of_things, ours, theirs

from soegraph.graph import layers
from soegraph.graph.rules import is_schema
from soegraph.graph.terms import term
from soegraph.loaders.read import read
from soegraph.model import Article
from soegraph.query.results import written
from soegraph.query.run import prepare
from soegraph.query.saved import SavedQuery, catalogue
from soegraph.store import OxigraphStore, open_store
from soegraph.store.rdflib_store import RdflibStore

DATES = {term(f"xsd:{name}") for name in ("gYear", "gYearMonth", "date")}
FORMATS = {
    "turtle": ("turtle", RdfFormat.TURTLE),
    "ntriples": ("nt", RdfFormat.N_TRIPLES),
    "nquads": ("nquads", RdfFormat.N_QUADS),
    "trig": ("trig", RdfFormat.TRIG),
    "jsonld": ("json-ld", RdfFormat.JSON_LD),
}


LATER = """
import datetime, runpy, sys, time
now = time.time
time.time = lambda: now() + 40 * 86_400
today = datetime.date.today() + datetime.timedelta(days=40)
datetime.date = type("date", (datetime.date,), {"today": classmethod(lambda cls: today)})
sys.argv[0] = "soegraph"
runpy.run_module("soegraph", run_name="__main__")
"""
"""Runs the command line as if it were forty days later."""


def soegraph(*words: str, seed: str = "0", later: bool = False) -> bytes:
    """Run the command line in a process of its own, where strings hash by `seed`; on another day, if `later`."""
    done = subprocess.run(
        [sys.executable, *(("-c", LATER) if later else ("-m", "soegraph")), *words],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai" if later else "UTC"},
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "store"
    soegraph("build", "--store", str(path), seed="1")
    return path


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[OxigraphStore]:
    opened = open_store(folder, read_only=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rdflib_store(store: OxigraphStore) -> RdflibStore:
    copy = RdflibStore()
    copy.extend(store.quads())
    return copy


def test_builds_under_two_hash_seeds_on_two_days_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    soegraph("build", "--store", str(again), seed="2", later=True)
    exports = [soegraph("export", "--format", "nquads", "--store", str(path)) for path in (folder, again)]
    assert exports[0] == exports[1]


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_reads_the_same_in_two_libraries(folder: Path, name: str) -> None:
    rdflib_name, oxigraph_format = FORMATS[name]
    dump = soegraph("export", "--format", name, "--store", str(folder))
    quads = set(parse(dump, format=oxigraph_format))
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=dump, format=rdflib_name)
    assert len(quads) == sum(len(graph) for graph in dataset.graphs()) > 10_000
    assert b"_:" not in soegraph("export", "--format", "ntriples", "--store", str(folder))


def test_owlrl_infers_the_same_triple_for_triple(store: OxigraphStore) -> None:
    # Labels and records take owlrl most of a minute: `python -m benchmarks.reasoning --corpus` has them too.
    schema = {t for t in layers.triples(store, layers.ONTOLOGY) if is_schema(t.predicate, t.object)}
    told = (t for graph in (layers.authority(), layers.facts()) for t in layers.triples(store, graph))
    plain = {t for t in told if isinstance(t.object, NamedNode) and "/id/record/" not in str(t.subject)}
    given = schema | {t for t in plain if t.predicate != term("prov:wasDerivedFrom")}
    found = ours(given)
    assert found == theirs(given), "no difference, so none to explain"
    assert len(found) > len(of_things(given)) + 1000


def test_every_claim_quotes_its_article(store: OxigraphStore) -> None:
    rows = store.select(
        "PREFIX soe: <https://w3id.org/soegraph/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>"
        " PREFIX dcterms: <http://purl.org/dc/terms/>"
        " SELECT ?id ?start ?end ?exact { GRAPH ?a { ?a dcterms:identifier ?id . ?c a soe:Claim ; oa:hasTarget ?e ."
        " ?e oa:start ?start ; oa:end ?end ; oa:exact ?exact } }"
    ).rows
    articles = str(files("soegraph") / "data" / "articles")
    texts = {article.id: article.text for article in read([articles]) if isinstance(article, Article)}
    assert len(rows) > 200
    for row in rows:
        identifier, start, end, exact = (term.value for term in row if isinstance(term, Literal))
        assert texts[identifier][int(start) : int(end)] == exact


def test_no_date_is_there_that_no_source_gave(store: OxigraphStore) -> None:
    followed = {layers.facts(), layers.inferred(), DefaultGraph()}
    given: set[Literal] = set()
    used: set[Literal] = set()
    for quad in store.quads():
        if isinstance(quad.object, Literal) and quad.object.datatype in DATES:
            (used if quad.graph_name in followed else given).add(quad.object)
    assert used
    assert used <= given


SUPPORT = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX soe: <https://w3id.org/soegraph/ontology#>
SELECT ?node ?confidence ?own ?publisher ?url ?cited ?hash ?sketch {
  ?node prov:wasDerivedFrom ?source ; soe:confidence ?confidence .
  {
    GRAPH ?article {
      ?source a soe:Claim ; soe:confidence ?own .
      ?article soe:textHash ?hash .
      OPTIONAL { ?article soe:publisherName ?publisher }
      OPTIONAL { ?article schema:url ?url }
      OPTIONAL { ?article soe:textSketch ?sketch }
    }
  }
  UNION
  { ?source a soe:Record ; soe:confidence ?own . OPTIONAL { ?source dcterms:source ?cited } }
}"""


def test_every_confidence_can_be_worked_out_from_the_export(folder: Path, tmp_path: Path) -> None:
    dump = tmp_path / "dump.nq"
    dump.write_bytes(soegraph("export", "--format", "nquads", "--store", str(folder)))
    exported = Store()
    exported.bulk_load(path=str(dump), format=RdfFormat.N_QUADS)
    stated: dict[str, list[dict[str, str]]] = defaultdict(list)
    rows: Any = exported.query(SUPPORT)
    for row in rows:
        found = {name: row[name].value for name in NAMES if row[name] is not None}
        stated[row["node"].value].append(found)
    assert len(stated) > 1000
    assert {node: worked_out(rows) for node, rows in stated.items()} == {
        node: float(rows[0]["confidence"]) for node, rows in stated.items()
    }


NAMES = ("confidence", "own", "publisher", "url", "cited", "hash", "sketch")


def worked_out(rows: list[dict[str, str]]) -> float:
    """Return the confidence that the definition of soe:confidence gives, by trying all that it allows."""
    sources = [(publisher_of(row), row.get("hash") or row.get("cited", ""), row) for row in rows]
    sketches = {text: row.get("sketch", "") for _, text, row in sources}
    text_of = {text: min(copies(text, sketches)) for text in sketches}
    sure: dict[str, float] = defaultdict(float)
    for _, text, row in sources:
        sure[text_of[text]] = max(sure[text_of[text]], float(row["own"]))
    pairs = {(publisher, text_of[text]) for publisher, text, _ in sources}
    chosen = (some for size in range(len(pairs) + 1) for some in combinations(sorted(pairs), size))
    matchings = (
        some for some in chosen if all(len(set(side)) == len(some) for side in zip(*some, strict=True))
    )
    return round(min(0.99, max(1 - prod(1 - sure[text] for _, text in some) for some in matchings)), 4)


def publisher_of(row: dict[str, str]) -> str:
    """Return the publisher by name, else the site of the article, or of what a row of a table cites."""
    address = row.get("url") or row.get("cited", "")
    site = urlsplit(address).hostname or row.get("cited", "")
    return " ".join(row.get("publisher", site).casefold().split()).removeprefix("the ")


def copies(text: str, sketches: dict[str, str]) -> set[str]:
    """Return a text and all texts that share three tenths of its shingles, or of those of such a text."""
    found, fresh = set(), {text}
    while fresh:
        found |= fresh
        fresh = {
            other for other in sketches for one in found if common(sketches[one], sketches[other]) >= 0.3
        } - found
    return found


def common(one: str, other: str) -> float:
    left, right = ({sketch[i : i + 6] for i in range(0, len(sketch), 6)} for sketch in (one, other))
    least = sorted(left | right)[:128]
    return len(left & right & set(least)) / len(least) if least else 0


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda query: query.name)
def test_every_query_has_its_answer_in_both_engines(
    query: SavedQuery,
    store: OxigraphStore,
    rdflib_store: RdflibStore,
    expect: Callable[[str, str, str], None],
) -> None:
    sparql = prepare(store, query, query.examples)
    rows = store.select(sparql)
    assert rdflib_store.select(sparql) == rows
    expect("expected", query.name, written(rows, "tsv"))
