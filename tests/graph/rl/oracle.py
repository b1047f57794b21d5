"""Closures of small and large graphs by our rules and by owlrl, cut down to what both are asked for."""

from __future__ import annotations

from collections.abc import Iterable

import owlrl
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from soegraph import names
from soegraph.graph import layers
from soegraph.graph.expressions import named
from soegraph.graph.rules import Program, close, is_schema
from soegraph.graph.rules.owl import compiled
from soegraph.graph.rules.tbox import SAME, TYPE, is_expression
from soegraph.store import OxigraphStore

PREFIXES = {"": "https://example.org/", **names.PREFIXES}
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
_META = tuple(names.PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))


def read(turtle: str) -> set[Triple]:
    """Read Turtle under the prefixes of the cases; class expressions get names, as in the graph."""
    return set(named(quad.triple for quad in parse(PROLOGUE + turtle, format=RdfFormat.TURTLE)))


def ours(given: Iterable[Triple]) -> set[Triple]:
    """Return the closure of triples under the rules that their axioms are compiled to."""
    store = OxigraphStore()
    store.extend(layers.flat(given))
    close(store, Program(compiled(store), store))
    return of_things(layers.triples(store, layers.FLAT))


def theirs(given: Iterable[Triple]) -> set[Triple]:
    """Return the closure of triples by owlrl."""
    graph = rdflib.Graph()
    graph.parse(data=serialize(given, format=RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    plain = (triple for triple in graph if not isinstance(triple[0], rdflib.Literal))
    lines = "".join(" ".join(node.n3() for node in triple) + " .\n" for triple in plain)
    return of_things(quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES))


def of_things(triples: Iterable[Triple]) -> set[Triple]:
    """Leave out what says nothing of things.

    That is: axioms and what follows about classes, properties and datatypes; that a thing is the same as itself, or
    of a class of OWL, RDF or RDFS (owl:Thing above all); members of class expressions; and what has a blank node,
    or a literal as its subject.
    """
    return {triple for triple in triples if not _is_noise(triple)}


def _is_noise(triple: Triple) -> bool:
    subject, predicate, thing = triple
    if not isinstance(subject, NamedNode) or not isinstance(thing, NamedNode | Literal):
        return True
    if is_schema(predicate, thing) or subject.value.startswith(_META) or is_expression(subject):
        return True
    if predicate == TYPE:
        return is_expression(thing) or thing.value.startswith(_META)
    return predicate == SAME and subject == thing
