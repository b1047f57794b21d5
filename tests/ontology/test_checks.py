"""Every rule of `ontology/checks` holds, and each can fail: `broken/` has an addition that breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.abc import Traversable
from importlib.resources import files
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import QuerySolutions, Store

CHECKS = {
    entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8")
    for entry in sorted((files("soegraph") / "ontology" / "checks").iterdir(), key=lambda e: e.name)
}


def files_of(query: str) -> list[str]:
    found = re.search(r"^#\+ files: (.+)$", query, re.MULTILINE)
    assert found is not None, "a check names the files it reads"
    return found[1].split()


def rows(store: Store, query: str) -> list[str]:
    return [str(solution) for solution in cast(QuerySolutions, store.query(query))]


@pytest.mark.parametrize("name", CHECKS)
def test_check_returns_no_row(name: str, load: Callable[..., Store]) -> None:
    assert rows(load(files_of(CHECKS[name])), CHECKS[name]) == []


@pytest.mark.parametrize("name", CHECKS)
def test_check_finds_what_breaks_it(name: str, load: Callable[..., Store], broken: Path) -> None:
    assert rows(load(files_of(CHECKS[name]), broken / f"{name}.ttl"), CHECKS[name]) != []


def test_every_broken_addition_has_its_check(broken: Path) -> None:
    assert {path.stem for path in broken.iterdir()} == CHECKS.keys()


def test_each_construct_outside_rl_is_found(load: Callable[..., Store], broken: Path) -> None:
    found = " ".join(rows(load(["soe.ttl"], broken / "not-rl.ttl"), CHECKS["not-rl"]))
    assert all(construct in found for construct in ("someValuesFrom", "complementOf", "unionOf"))


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
