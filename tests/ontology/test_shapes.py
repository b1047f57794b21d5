"""The SHACL shapes accept a small sound graph, and name what is wrong with each broken one."""

from __future__ import annotations

from importlib.abc import Traversable
from pathlib import Path
from typing import Any

import pytest

PREFIXES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX soe: <https://w3id.org/soegraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://w3id.org/soegraph/id/>
"""
RESULTS = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?shape ?rule { ?result sh:sourceShape ?shape OPTIONAL { ?result sh:sourceConstraint ?rule } }
"""

BREAKS = {
    "controlledBy": "INSERT DATA { <organisation/group> soe:controlledBy <place/beijing> }",
    "confidence": "INSERT DATA { <claim/1> soe:confidence 1.5 }",
    "end": "DELETE WHERE { ?e oa:end ?end }",
    "ends-before-it-starts": 'INSERT DATA { <tenure/li-xiao> soe:leftBy "2020-12-31"^^xsd:date }',
    "foundedOn": 'INSERT DATA { <organisation/unit> soe:foundedOn "in spring" }',
    "formerName": 'INSERT DATA { <organisation/unit> soe:formerName "No Language" }',
    "CentralEnterprise": "INSERT DATA { <organisation/group> a soe:LocalStateOwnedEnterprise }",
    "label-not-preferred": 'INSERT DATA { <person/li-xiao> rdfs:label "李晓"@zh-hans }',
    "modality": 'INSERT DATA { <claim/1> soe:modality "dreamt" }',
    "own-parent": "INSERT DATA { <organisation/group> soe:subsidiaryOf <organisation/group> }",
    "owner": "INSERT DATA { <stake/1> soe:owned <organisation/group> }",
    "percent": "INSERT DATA { <stake/1> soe:percent 101 }",
    "plan-ends-before-it-starts": 'INSERT DATA { <plan/five-year-plan-14> soe:planEnd "2020"^^xsd:gYear }',
    "predicate": "INSERT DATA { <claim/1> rdf:predicate soe:percent }",
    "prefLabel": 'INSERT DATA { <person/li-xiao> skos:prefLabel "Xiao Li"@en }',
    "quote-as-long-as-its-span": 'INSERT DATA { <evidence/1> oa:exact "Li"@en }',
    "checked-without-source": "DELETE WHERE { <record/1> <http://purl.org/dc/terms/source> ?source }",
    "some-subsidiaryOf": "DELETE WHERE { <organisation/unit> soe:subsidiaryOf ?parent }",
    "tenure-role": "DELETE WHERE { <tenure/li-xiao> <http://www.w3.org/ns/org#role> ?role }",
    "textHash": 'INSERT DATA { <article/a> soe:textHash "E3B0" }',
    "textSketch": 'INSERT DATA { <article/a> soe:textSketch "0000aa" }',
    "wasDerivedFrom": "DELETE WHERE { <stake/1> <http://www.w3.org/ns/prov#wasDerivedFrom> ?claim }",
}


@pytest.fixture(scope="session")
def graphs(ontology: Traversable) -> dict[str, Any]:
    """Return the files of the ontology as rdflib graphs."""
    rdflib = pytest.importorskip("rdflib")
    texts = {
        name: (ontology / f"{name}.ttl").read_text(encoding="utf-8") for name in ("soe", "schemes", "shapes")
    }
    return {name: rdflib.Graph().parse(data=text, format="turtle") for name, text in texts.items()}


@pytest.fixture
def sound() -> Any:
    """Return a small graph with one thing of each kind, all complete."""
    return pytest.importorskip("rdflib").Graph().parse(Path(__file__).parent / "shapes-good.ttl")


def violated(graphs: dict[str, Any], data: Any) -> set[str]:
    """Return the local names of the shapes and rules that `data` breaks."""
    pyshacl = pytest.importorskip("pyshacl", reason="SHACL is checked where pyshacl is installed")
    _, report, _ = pyshacl.validate(data + graphs["soe"], shacl_graph=graphs["shapes"])
    return {str(iri).rpartition("#")[2] for row in report.query(RESULTS) for iri in row if iri}


def test_a_sound_graph_conforms(graphs: dict[str, Any], sound: Any) -> None:
    assert violated(graphs, sound) == set()


def test_the_schemes_conform(graphs: dict[str, Any]) -> None:
    assert violated(graphs, graphs["schemes"]) == set()


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_graph_is_found_out(name: str, graphs: dict[str, Any], sound: Any) -> None:
    sound.update(PREFIXES + BREAKS[name])
    assert name in violated(graphs, sound)
