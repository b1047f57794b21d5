"""Independent tools agree: owlready2 reads all classes, HermiT finds the ontology coherent."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, Store, serialize

from soegraph import schema
from soegraph.names import ONTOLOGY, SOE

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")


def world_of(quads: Iterable[Quad]) -> Any:
    """Load triples into owlready2, as N-Triples: it reads no Turtle, and says nothing when it fails to."""
    import owlready2

    triples = io.BytesIO()
    serialize((quad.triple for quad in quads), triples, format=RdfFormat.N_TRIPLES)
    triples.seek(0)
    world = owlready2.World()
    world.get_ontology(ONTOLOGY).load(fileobj=triples)
    return world


def incoherent(world: Any) -> set[str]:
    """Let HermiT classify the world and return the classes that nothing can belong to.

    HermiT knows no xsd:date and no xsd:gYear; the ontology has none (see the check `not-dl`).
    """
    import owlready2

    with world.get_ontology(ONTOLOGY):
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    return {cls.name for cls in world.inconsistent_classes()} - {"Nothing"}


def test_owlready2_sees_all_classes(quads: Callable[[Iterable[str]], list[Quad]]) -> None:
    read = {cls.iri.removeprefix(SOE) for cls in world_of(quads(["soe.ttl"])).classes()}
    ours = {name for name in read if ":" not in name}
    assert ours == set(schema.load().classes)
    assert len(ours) == 30


@needs_java
def test_hermit_finds_every_class_satisfiable(quads: Callable[[Iterable[str]], list[Quad]]) -> None:
    assert incoherent(world_of(quads(["soe.ttl", "schemes.ttl"]))) == set()


@needs_java
def test_hermit_would_find_an_impossible_class(load: Callable[..., Store], tmp_path: Path) -> None:
    addition = tmp_path / "impossible.ttl"
    addition.write_text(
        f"<{SOE}Ghost> a <http://www.w3.org/2002/07/owl#Class> ;"
        f" <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{SOE}Person> , <{SOE}Meeting> ."
    )
    assert incoherent(world_of(load(["soe.ttl"], addition))) == {"Ghost"}


@needs_java
def test_hermit_infers_subsidiary_and_official(load: Callable[..., Store], tmp_path: Path) -> None:
    addition = tmp_path / "data.ttl"
    addition.write_text(
        f"@prefix soe: <{SOE}> . @prefix : <http://example.org/> ."
        ":child a soe:Enterprise ; soe:subsidiaryOf :parent . :parent a soe:Enterprise ."
        ":someone a soe:Person ; soe:holdsPost :child ."
    )
    world = world_of(load(["soe.ttl"], addition))
    assert incoherent(world) == set()
    types = {
        name: {c.name for c in world[f"http://example.org/{name}"].is_a} for name in ("child", "someone")
    }
    assert types["child"] >= {"Subsidiary"}
    assert types["someone"] >= {"Official"}
