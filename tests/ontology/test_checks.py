"""Every check of `ontology/checks` passes, and each can fail: `broken/` has what it must find.

A fixture that ends in ``.ttl`` is added to the ontology, one that ends in ``.ru`` changes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.abc import Traversable
from pathlib import Path

import pytest
from pyoxigraph import Store

from soegraph import quality
from soegraph.errors import OntologyError
from soegraph.names import SOE
from soegraph.quality.checks import read
from soegraph.quality.run import accepted, found

CHECKS = {check.name: check for check in quality.catalogue()}
FIXTURES = {path.stem: path for path in sorted((Path(__file__).parent / "broken").iterdir())}


@pytest.fixture(scope="module")
def results() -> dict[str, quality.Result]:
    """Return what all checks find in our own ontology."""
    return {result.check.name: result for result in quality.run()}


@pytest.mark.parametrize("name", CHECKS)
def test_our_ontology_passes(name: str, results: dict[str, quality.Result]) -> None:
    assert results[name].findings == ()


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_what_is_broken(name: str, load: Callable[..., Store]) -> None:
    check = CHECKS[name]
    store = load(check.files)
    before = found(check, store, SOE)
    break_with(store, FIXTURES[name])
    assert [finding for finding in found(check, store, SOE) if finding not in before] != []


def break_with(store: Store, fixture: Path) -> None:
    if fixture.suffix == ".ru":
        store.update(fixture.read_text(encoding="utf-8"))
    else:
        store.load(path=fixture)


def test_every_check_has_one_fixture_and_every_fixture_its_check() -> None:
    assert FIXTURES.keys() == CHECKS.keys()
    assert len(list((Path(__file__).parent / "broken").iterdir())) == len(CHECKS)


def test_every_exception_is_still_needed(results: dict[str, quality.Result]) -> None:
    needed = {
        (name, shown)
        for name, result in results.items()
        for finding, _ in result.accepted
        for shown in (finding.shown, "*")
    }
    assert accepted().keys() - needed == set()


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("metadata-minimum", ["creator", "description", "licence", "namespace", "title", "version IRI"]),
        ("metadata-recommended", ["citation", "date of creation", "prefix", "version"]),
        (
            "metadata-detailed",
            ["DOI", "compatibility", "date of change", "date of issue", "logo", "previous version", "publisher",
             "source", "status"],
        ),
    ],
)  # fmt: skip
def test_an_empty_header_lacks_everything(name: str, missing: list[str], load: Callable[..., Store]) -> None:
    store = load(())
    break_with(store, FIXTURES[name])
    assert [finding.values["missing"] for finding in found(CHECKS[name], store, SOE)] == missing


def test_an_ontology_in_another_namespace_is_held_to_its_own_terms() -> None:
    check = CHECKS["term-name"]
    store = Store()
    store.update(
        "INSERT DATA { <https://museum.example/ontology#old_master> a <http://www.w3.org/2002/07/owl#Class> }"
    )
    [finding] = found(check, store, "https://museum.example/ontology#")
    assert finding.values == {"term": "https://museum.example/ontology#old_master"}
    assert found(check, store, SOE) == ()


def test_a_check_without_severity_is_refused() -> None:
    with pytest.raises(OntologyError, match=r"checks/x\.rq: its header needs files, remedy, severity"):
        read("x", "#+ summary: Something.\nSELECT * {}")


@pytest.mark.parametrize("name", ["soe.ttl", "schemes.ttl", "alignment.ttl", "shapes.ttl"])
def test_language_tags_are_lower_case_and_known(name: str, ontology: Traversable) -> None:
    turtle = (ontology / name).read_text(encoding="utf-8")
    tags = set(re.findall(r'"@([A-Za-z][A-Za-z0-9-]*)', turtle))
    assert tags <= {"en", "zh-hans", "zh-latn-pinyin"}


@pytest.mark.parametrize("name", ["schemes.ttl", "alignment.ttl"])
def test_what_data_may_hold_has_no_blank_node(name: str, load: Callable[..., Store]) -> None:
    assert not load([name]).query("ASK { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) }")


@pytest.mark.parametrize("name", ["soe.ttl", "schemes.ttl", "alignment.ttl", "shapes.ttl"])
def test_terms_stand_in_alphabetical_order_inside_sections(name: str, ontology: Traversable) -> None:
    for section in (ontology / name).read_text(encoding="utf-8").split("\n# ---- ")[1:]:
        terms = re.findall(r"^([a-z-]+:\S+)$", section, re.MULTILINE)
        assert terms == sorted(terms, key=str.lower), section.splitlines()[0]
