"""JSON-LD: one document with a context, one node object a line, all in the default graph.

Most readers of JSON-LD (search engines, framing, ``rdflib.Graph``) take the default graph and drop named
ones, so a dataset document would lose the articles' claims on them without a word. The claims name their
article themselves; who needs the graphs takes TriG or N-Quads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

from soegraph.errors import StoreError
from soegraph.publish import lines
from soegraph.publish.prefixes import REMEMBERED, compact, prefixes


def jsonld(statements: Iterable[str]) -> Iterator[str]:
    """Yield the text of a JSON-LD file, from sorted lines.

    Raises:
        StoreError: an IRI has one of our prefixes as its scheme, which JSON-LD would read as a short form.
    """
    yield beginning()
    between = ""
    for subject, properties in lines.subjects(statements):
        yield between + node(subject, properties)
        between = BETWEEN
    yield END


BETWEEN, END = ",\n", "\n]\n}\n"
"""What stands between two nodes, and behind the last."""


def context() -> str:
    """Return the context as JSON, on one line."""
    return _json(prefixes())


def beginning() -> str:
    """Return what stands before the first node."""
    return f'{{\n"@context": {context()},\n"@graph": [\n'


def node(subject: str, properties: lines.Properties) -> str:
    """Return what a file says of one subject, on one line.

    Raises:
        StoreError: as `jsonld` does.
    """
    said = [f'"@id": {_name(subject)}']
    for predicate, objects in properties:
        if predicate == lines.RDF_TYPE and all(map(lines.is_iri, objects)):
            said.append(f'"@type": [{", ".join(map(_name, objects))}]')
        elif len(objects) == 1:
            said.append(f"{_name(predicate)}: [{_value(objects[0])}]")
        else:
            said.append(f"{_name(predicate)}: [{', '.join(map(_value, objects))}]")
    return f"{{{', '.join(said)}}}"


def check(statements: Iterable[str]) -> None:
    """Refuse lines that JSON-LD would misread.

    Raises:
        StoreError: as `jsonld` does.
    """
    for line in statements:
        for term in line.split(" ", 2):
            if lines.is_iri(term):
                _short(term)


def _json(value: str | dict[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=REMEMBERED)
def _value(term: str) -> str:
    if lines.is_iri(term):
        return f'{{"@id": {_name(term)}}}'
    parts = lines.literal_parts(term)
    # N-Triples escapes as JSON does, but for the rare characters that it writes as numbers.
    text = _json(lines.text(term)) if "\\u" in parts.quoted else parts.quoted
    if parts.language:
        return f'{{"@value": {text}, "@language": "{parts.language}"}}'
    return f'{{"@value": {text}, "@type": "{compact(parts.datatype)}"}}' if parts.datatype else text


@lru_cache(maxsize=REMEMBERED)
def _name(term: str) -> str:
    return f'"{_short(term)}"'  # no IRI holds what JSON escapes


def _short(term: str) -> str:
    iri = lines.iri(term)
    short = compact(iri)
    if short == iri and iri.partition(":")[0] in prefixes():
        raise StoreError(
            f"{term} would be read as a short form in JSON-LD: export another format, or rename it"
        )
    return short
