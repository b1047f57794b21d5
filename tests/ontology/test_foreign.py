"""Terms of other vocabularies are really there, as far as rdflib knows these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

FILES = ["soe.ttl", "schemes.ttl", "alignment.ttl", "shapes.ttl"]


@pytest.fixture(scope="module")
def vocabularies() -> dict[str, Any]:
    """Return the vocabularies all of whose terms rdflib knows, by namespace."""
    from rdflib import namespace

    kind = type(namespace.SKOS)
    spaces = [space for space in vars(namespace).values() if isinstance(space, kind)]
    return {str(space._NS): space for space in spaces if getattr(space, "_NS", None)}


def unknown(iris: Iterable[str], vocabularies: dict[str, Any]) -> list[str]:
    return sorted(
        iri
        for iri in iris
        for home, space in vocabularies.items()
        if iri.startswith(home) and iri != home and iri.removeprefix(home) not in space
    )


def test_no_term_of_another_vocabulary_is_made_up(
    quads: Callable[[Iterable[str]], list[Quad]], vocabularies: dict[str, Any]
) -> None:
    iris = {node.value for quad in quads(FILES) for node in quad.triple if isinstance(node, NamedNode)}
    assert unknown(iris, vocabularies) == []


def test_one_that_is_made_up_is_found(vocabularies: dict[str, Any]) -> None:
    known, ghost = "http://www.w3.org/ns/org#Organization", "http://www.w3.org/ns/org#Organisation"
    assert unknown([known, ghost, "https://schema.org/Persons"], vocabularies) == [
        ghost,
        "https://schema.org/Persons",
    ]
