"""Statements as lines of N-Triples: what every format is written from.

A line is ``subject predicate object`` in the form that pyoxigraph prints, without the full stop. It sorts the
same everywhere, takes a fifth of the memory of terms, and comes apart again without a parser, since no IRI
holds a space.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LITERAL = re.compile(r'(?P<quoted>".*")(?:@(?P<language>[^"]+)|\^\^<(?P<datatype>[^"]+)>)?', re.DOTALL)


class Line(NamedTuple):
    """The three terms of a line, each as N-Triples."""

    subject: str
    predicate: str
    object: str


class LiteralParts(NamedTuple):
    """A literal of N-Triples taken apart: `quoted` with its marks and escapes, the rest "" if absent."""

    quoted: str
    language: str
    datatype: str


def parsed(line: str) -> Line:
    """Take a line apart.

    >>> parsed('<a:s> <a:p> "two words"').object
    '"two words"'
    """
    return Line(*line.split(" ", 2))


Properties: TypeAlias = list[tuple[str, list[str]]]
"""The predicates of a subject, rdf:type first, each with its objects."""


def subjects(lines: Iterable[str]) -> Iterator[tuple[str, Properties]]:
    """Group sorted lines: yield each subject with its predicates, rdf:type first, each with its objects."""
    for subject, group in groupby(lines, key=lambda line: line.partition(" ")[0]):
        yield subject, properties(group)


def properties(lines: Iterable[str]) -> Properties:
    """Group the sorted lines of one subject by their predicates."""
    # Stable: the rest keeps its order.
    ordered = sorted(map(parsed, lines), key=lambda said: said.predicate != RDF_TYPE)
    return [
        (p, [said.object for said in found]) for p, found in groupby(ordered, lambda said: said.predicate)
    ]


def iri(term: str) -> str:
    """Return the IRI of an N-Triples term ``<...>``."""
    return term[1:-1]


def is_iri(term: str) -> bool:
    """Tell an IRI from a literal."""
    return term.startswith("<")


def text(term: str) -> str:
    r"""Return the IRI or the value of an N-Triples term.

    >>> text('"a \\"b\\""@en'), text("<https://example.org/>")
    ('a "b"', 'https://example.org/')
    """
    if is_iri(term):
        return iri(term)
    quoted = literal_parts(term).quoted
    # Every escape that pyoxigraph writes is one of JSON too.
    return json.loads(quoted) if "\\" in quoted else quoted[1:-1]


def literal_parts(term: str) -> LiteralParts:
    r"""Take a literal of N-Triples apart.

    >>> literal_parts('"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>').datatype
    'http://www.w3.org/2001/XMLSchema#gYear'
    """
    found = _LITERAL.fullmatch(term)
    assert found is not None, f"pyoxigraph printed {term!r} as a literal"
    return LiteralParts(found["quoted"], found["language"] or "", found["datatype"] or "")
