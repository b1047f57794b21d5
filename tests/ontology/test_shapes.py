"""The SHACL shapes accept a small sound graph, and name what is wrong with each broken one, in two engines alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.abc import Traversable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from soegraph import names, schema
from soegraph.shapes import SH, Shapes, Violation, results

from .mutations import DAMAGES

BASE = names.thing("", "")[:-1]
SOSH = "https://w3id.org/soegraph/shapes#"
Read = Callable[[Iterable[str]], list[Quad]]


def at(number: int) -> str:
    """Return the base under which the damage of that number is done."""
    return BASE.replace("/id/", f"/d{number}/id/")


def sound() -> list[Triple]:
    """Return a small graph with one thing of each kind, all complete."""
    text = (Path(__file__).parent / "shapes-good.ttl").read_bytes()
    return plain(parse(text, format=RdfFormat.TURTLE))


def damaged(number: int) -> list[Triple]:
    """Return what one damage makes of the nodes that it changes, moved under a base of their own."""
    store, before = Store(), set(sound())
    store.extend(Quad(*triple) for triple in before)
    store.update(f"BASE <{BASE}> {names.PROLOGUE} {DAMAGES[number][1]}")
    after = set(plain(store))
    changed = {triple.subject for triple in before ^ after}
    moved: dict[Any, NamedNode] = {
        node: NamedNode(node.value.replace(BASE, at(number)))
        for node in changed
        if isinstance(node, NamedNode)
    }
    return [
        Triple(moved[t.subject], t.predicate, moved.get(t.object, t.object))
        for t in after
        if t.subject in changed
    ]


def plain(quads: Iterable[Quad]) -> list[Triple]:
    return [quad.triple for quad in quads]


@pytest.fixture(scope="module")
def model(quads: Read) -> list[Triple]:
    """Return the ontology."""
    return plain(quads(["soe.ttl"]))


@pytest.fixture(scope="module")
def damages() -> list[Triple]:
    """Return the sound graph and all damages, each under its base."""
    return [*sound(), *(triple for number in range(len(DAMAGES)) for triple in damaged(number))]


def _by_base(violations: Iterable[Violation]) -> dict[str, set[Violation]]:
    found: dict[str, set[Violation]] = {}
    for violation in violations:
        found.setdefault(violation.focus.value.partition("/id/")[0] + "/id/", set()).add(violation)
    return found


@pytest.fixture(scope="module")
def found(model: list[Triple], damages: list[Triple]) -> dict[str, set[Violation]]:
    """Return what our engine finds, by the base of the damage."""
    return _by_base(Shapes(model).validate(damages))


@pytest.fixture(scope="module")
def reference(ontology: Traversable, model: list[Triple], damages: list[Triple]) -> dict[str, set[Violation]]:
    """Return what pyshacl finds, by the base of the damage: one run for all, since each takes seconds."""
    pyshacl = pytest.importorskip("pyshacl", reason="the reference is asked where pyshacl is installed")
    import rdflib

    text = serialize([*damages, *model], format=RdfFormat.N_TRIPLES)
    shapes = rdflib.Graph().parse(data=(ontology / "shapes.ttl").read_text(encoding="utf-8"))
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(text, format="nt"), shacl_graph=shapes)
    return _by_base(results(report.serialize(format="nt")))


@pytest.fixture(scope="module")
def rules(quads: Read) -> list[Triple]:
    """Return the shapes."""
    return plain(quads(["shapes.ttl"]))


def _messages(rules: Iterable[Triple], name: str) -> set[Any]:
    shape, message = NamedNode(SOSH + name), NamedNode(SH + "message")
    return {triple.object for triple in rules if triple.subject == shape and triple.predicate == message}


def test_a_sound_graph_conforms(found: dict[str, set[Violation]]) -> None:
    assert found.get(BASE, set()) == set()


def test_the_schemes_conform(model: list[Triple], quads: Read) -> None:
    assert Shapes(model).validate(plain(quads(["schemes.ttl"]))) == []


@pytest.mark.parametrize("number", range(len(DAMAGES)), ids=[name for name, _ in DAMAGES])
def test_damage_is_found_by_its_shape(
    number: int, rules: list[Triple], found: dict[str, set[Violation]]
) -> None:
    name = DAMAGES[number][0]
    violations = found.get(at(number), set())
    assert any(v.rule == name or set(v.messages) == _messages(rules, name) for v in violations)


def test_pyshacl_finds_the_same(
    found: dict[str, set[Violation]], reference: dict[str, set[Violation]]
) -> None:
    def told(
        violations: Iterable[Violation],
    ) -> set[tuple[str, ...]]:  # messages of SPARQL rules differ in form
        return {(*violation.key, violation.severity) for violation in violations}

    differing = {
        base: told(found.get(base, ())) ^ told(reference.get(base, ())) for base in found | reference
    }
    assert {base: results for base, results in differing.items() if results} == {}


def test_every_shape_says_what_is_wrong_and_what_to_do(rules: list[Triple]) -> None:
    said: dict[Any, dict[str | None, str]] = {}
    for quad in rules:
        if quad.predicate.value == SH + "message" and isinstance(quad.object, Literal):
            said.setdefault(quad.subject, {})[quad.object.language] = quad.object.value
    assert all(set(messages) == {"en", "zh-hans"} for messages in said.values())
    assert all(": " in messages["en"] and "：" in messages["zh-hans"] for messages in said.values())
    silent = {
        NamedNode(SH + name) for name in ("property", "sparql", "targetClass", "targetSubjectsOf", "path")
    }
    silent |= {
        NamedNode(SH + "prefixes"),
        NamedNode(SH + "severity"),
        NamedNode(names.PREFIXES["rdf"] + "type"),
    }
    helpers = {quad.object for quad in rules if quad.predicate.value in (SH + "not", SH + "node")}
    firsts = {quad.object for quad in rules if quad.predicate.value == names.PREFIXES["rdf"] + "first"}
    inner = {
        quad.object for quad in rules if quad.subject in helpers and quad.predicate.value == SH + "property"
    }
    asking = {
        quad.subject
        for quad in rules
        if str(quad.subject).startswith(f"<{SOSH}")
        and "prefix-" not in str(quad.subject)
        and quad.predicate not in silent
    }
    assert asking - helpers - firsts - inner - said.keys() == set()


def test_shapes_and_schema_agree_on_the_ends_of_relations(model: list[Triple]) -> None:
    ontology = schema.load()
    relations = [known for name in ontology.relations if not (known := ontology.properties[name]).literal]
    type_ = NamedNode(names.PREFIXES["rdf"] + "type")
    data = [Triple(_thing(cls), type_, NamedNode(names.SOE + cls)) for cls in ontology.classes]
    for relation, cls in product(relations, ontology.classes):
        node = NamedNode(names.SOE + relation.name)
        data += [Triple(_thing(cls), node, _thing(relation.range[0]))]
        data += [Triple(_thing(relation.domain[0]), node, _thing(cls))]
    refused = {(v.rule, v.value) for v in Shapes(model).validate(data)}
    for relation, cls in product(relations, ontology.classes):
        subject, value = (f"subject-of-{relation.name}", _thing(cls)), (relation.name, _thing(cls))
        assert ontology.accepts(relation.name, cls, relation.range[0]) == (subject not in refused)
        assert ontology.accepts(relation.name, relation.domain[0], cls) == (value not in refused)


def _thing(cls: str) -> NamedNode:
    return NamedNode(f"https://example.org/id/{schema.load().kind(cls)}/{cls.lower()}")


def test_messages_call_classes_as_the_ontology_does(rules: list[Triple]) -> None:
    """In Chinese; of a name of several words a message may use a part, or add to it."""
    classes = {
        quad.subject: quad.object.value.rpartition("#")[2]
        for quad in rules
        if quad.predicate.value == SH + "targetClass" and isinstance(quad.object, NamedNode)
    }
    called = {
        classes[quad.subject]: quad.object.value.partition("的 IRI ")[0]
        for quad in rules
        if isinstance(quad.object, Literal) and "的 IRI " in quad.object.value
    }
    labels = {cls: schema.load().labels(cls, "zh-hans")[0] for cls in called}
    assert len(called) > 12
    assert {
        cls: name for cls, name in called.items() if name not in labels[cls] and labels[cls] not in name
    } == {}
