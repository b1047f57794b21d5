"""What HermiT, run by owlready2 on Java, finds that no query can: contradictions, and classes in other places.

The rules of OWL 2 RL draw fewer conclusions than HermiT. Where it moves a class, a program that follows the rules and
one that asks a reasoner see two hierarchies, so the ontology should state what follows.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from soegraph.errors import OntologyError, SettingError
from soegraph.graph.rules.tbox import Hierarchy
from soegraph.names import PREFIXES
from soegraph.quality.checks import Check, Severity
from soegraph.quality.run import Finding

INCONSISTENT = Check(
    name="inconsistent",
    summary="The ontology contradicts itself, so that anything at all follows from it.",
    remedy="Take one of the axioms away that exclude each other.",
    severity=Severity.CRITICAL,
    sources=("HermiT",),
)
UNSATISFIABLE = Check(
    name="class-unsatisfiable",
    summary="Nothing can belong to a class.",
    remedy="Take one of the axioms away that exclude each other.",
    severity=Severity.CRITICAL,
    sources=("HermiT",),
)
RECLASSIFIED = Check(
    name="class-reclassified",
    summary="A class stands below another one although no rdfs:subClassOf says so.",
    remedy="State it, or correct the axiom that it follows from.",
    severity=Severity.IMPORTANT,
    sources=("HermiT",),
)

_TYPE, _CLASS = PREFIXES["rdf"] + "type", PREFIXES["owl"] + "Class"
_SUBCLASS, _EQUIVALENT = PREFIXES["rdfs"] + "subClassOf", PREFIXES["owl"] + "equivalentClass"
_NOTHING = PREFIXES["owl"] + "Nothing"
# Datatypes of XML Schema that OWL 2 leaves out; HermiT stops at them.
_UNKNOWN = frozenset(
    PREFIXES["xsd"] + name
    for name in ("date", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay", "duration")
)


def reason(quads: Iterable[Quad], namespace: str) -> Mapping[Check, tuple[Finding, ...]]:
    """Let HermiT classify an ontology, and return what is wrong with the classes of a namespace.

    Values with a datatype that OWL 2 does not have (dates) are left out: no class depends on them in OWL.

    Raises:
        OntologyError: HermiT cannot read the ontology.
        SettingError: there is no Java.
    """
    if shutil.which("java") is None:
        raise SettingError(
            "HermiT needs Java: install a Java runtime (JRE 8 or newer), and put java on the PATH"
        )
    known = [quad for quad in quads if not _UNKNOWN & set(_datatypes(quad))]
    world = world_of(known)
    if not classify(world):
        return {
            INCONSISTENT: (Finding({"ontology": namespace.rstrip("#/")}),),
            UNSATISFIABLE: (),
            RECLASSIFIED: (),
        }
    impossible = {cls.iri for cls in world.inconsistent_classes()} - {_NOTHING}
    moved = _moved(world, _stated(known), namespace, impossible)
    return {
        INCONSISTENT: (),
        UNSATISFIABLE: tuple(Finding({"class": iri}) for iri in sorted(impossible)),
        RECLASSIFIED: tuple(Finding({"class": below, "superclass": above}) for below, above in sorted(moved)),
    }


def world_of(quads: Iterable[Quad]) -> Any:
    """Return the triples as a world of owlready2: from N-Triples, for it reads no Turtle, and does not say so."""
    import owlready2

    triples = {quad.triple for quad in quads}
    file = io.BytesIO()
    serialize(sorted(triples, key=str), file, format=RdfFormat.N_TRIPLES)
    file.seek(0)
    world = owlready2.World()
    world.get_ontology("urn:soegraph:checked").load(fileobj=file)
    declared = {t.subject for t in triples if t.predicate.value == _TYPE and t.object == NamedNode(_CLASS)}
    read = {cls.iri for cls in world.classes()}
    assert read >= {node.value for node in declared if isinstance(node, NamedNode)}, "owlready2 lost classes"
    return world


def classify(world: Any) -> bool:
    """Let HermiT add what follows; False where everything does.

    Raises:
        OntologyError: HermiT cannot read the ontology.
    """
    import owlready2

    try:
        with world.get_ontology("urn:soegraph:inferred#"):
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    except owlready2.OwlReadyJavaError as error:
        told = next((line for line in str(error).splitlines() if "Exception" in line), str(error))
        raise OntologyError(
            f"HermiT cannot read the ontology: {told.rpartition('Exception: ')[2]}"
        ) from error
    return True


def _moved(world: Any, stated: Hierarchy, namespace: str, impossible: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the classes with those above them that are not stated; what is impossible is below everything."""
    for cls in world.classes():
        if cls.iri.startswith(namespace) and cls.iri not in impossible:
            above = {one.iri for one in cls.ancestors() if one.iri.startswith("http")}
            known = {node.value for node in stated.above(NamedNode(cls.iri))}
            known |= {cls.iri, PREFIXES["owl"] + "Thing"}
            yield from ((cls.iri, one) for one in above - known)


def _stated(quads: Iterable[Quad]) -> Hierarchy:
    """Return what rdfs:subClassOf and owl:equivalentClass put above each class with an IRI."""
    stated = Hierarchy()
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            if quad.predicate.value in (_SUBCLASS, _EQUIVALENT):
                stated.add(quad.subject, quad.object, ())
            if quad.predicate.value == _EQUIVALENT:
                stated.add(quad.object, quad.subject, ())
    return stated


def _datatypes(quad: Quad) -> Iterator[str]:
    match quad.object:
        case NamedNode(value):
            yield value
        case Literal(datatype=datatype):
            yield datatype.value
