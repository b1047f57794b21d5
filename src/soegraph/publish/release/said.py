"""Descriptions of a release as RDF: triples with IRIs for all, written as Turtle."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from soegraph import names
from soegraph.publish.prefixes import prefixes
from soegraph.publish.turtle import turtle

VOCABULARIES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "spex": "https://purl.expasy.org/sparql-examples/ontology#",
    "void": "http://rdfs.org/ns/void#",
}
"""The namespaces of vocabularies that descriptions use besides those of the data, by prefix."""

_SPACES = {**names.PREFIXES, **VOCABULARIES}


def node(curie: str) -> NamedNode:
    """Return the node of a prefixed name of a vocabulary that descriptions use.

    >>> node("void:triples").value
    'http://rdfs.org/ns/void#triples'
    """
    prefix, local = curie.split(":", 1)
    return NamedNode(_SPACES[prefix] + local)


def count(number: int) -> Literal:
    """Return a count as xsd:integer."""
    return Literal(str(number), datatype=node("xsd:integer"))


def english(text: str) -> Literal:
    """Return a text in English."""
    return Literal(text, language="en")


class Description:
    """What is told of things; the same text for the same statements, in whatever order they were made."""

    def __init__(self) -> None:
        self._triples: set[Triple] = set()

    def say(self, subject: str, *pairs: tuple[str, str | NamedNode | Literal]) -> None:
        """Say something of a thing: predicates as prefixed names, values as terms, or as text if it is an IRI."""
        for predicate, value in pairs:
            told = NamedNode(value) if isinstance(value, str) else value
            self._triples.add(Triple(NamedNode(subject), node(predicate), told))

    def turtle(self) -> Iterator[str]:
        """Yield the text of a Turtle file."""
        known = dict(sorted({**prefixes(), **VOCABULARIES}.items()))
        yield from turtle(sorted(map(str, self._triples)), known)
