"""Turtle and TriG for people to read: prefixes, one block a subject, one line a predicate, `a` first.

pyoxigraph's own writer is correct too, but it lists prefixes in no order, sets no empty line between subjects
and writes slashes in names with a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from soegraph.names import PREFIXES
from soegraph.publish import lines
from soegraph.publish.prefixes import REMEMBERED, compact, compactor, prefixes

_XSD = PREFIXES["xsd"]
_BARE = {  # what Turtle lets one write without quotation marks, by datatype
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}


def turtle(statements: Iterable[str], known: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield the text of a Turtle file, from sorted lines; with the prefixes `known`, if given, instead of ours."""
    yield header(prefixes() if known is None else known)
    short = compact if known is None else compactor(known)
    for subject, properties in lines.subjects(statements):
        yield block(subject, properties, short)


def trig(graphs: Iterable[tuple[str, Iterable[lines.About]]]) -> Iterator[str]:
    """Yield the text of a TriG file, from graphs sorted by their N-Triples names or "", each with its subjects."""
    yield header(prefixes())
    for name, subjects in graphs:
        if name:
            yield f"\n{term(name)} {{\n"
        for subject, properties in subjects:
            yield block(subject, properties, indent="    " if name else "")
        if name:
            yield "}\n"


Short = Callable[[str], str]
"""Writes an IRI with its prefix, or as it is."""


def header(known: Mapping[str, str]) -> str:
    """Return the declarations of prefixes that a file begins with."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in known.items())


def block(subject: str, properties: lines.Properties, short: Short = compact, indent: str = "") -> str:
    """Return what a file says of one subject, an empty line first."""
    write = _writer(short)
    described = [
        f"{write(predicate)} {write(objects[0]) if len(objects) == 1 else ', '.join(map(write, objects))}"
        for predicate, objects in properties
    ]
    if properties and properties[0][0] == lines.RDF_TYPE:
        described[0] = f"a {', '.join(map(write, properties[0][1]))}"
    return f"\n{indent}{write(subject)} " + f" ;\n{indent}    ".join(described) + " .\n"


def term(given: str, short: Short = compact) -> str:
    """Write a term of N-Triples as Turtle has it, with prefixes."""
    return _writer(short)(given)


@lru_cache(maxsize=4)
def _writer(short: Short) -> Callable[[str], str]:
    @lru_cache(maxsize=REMEMBERED)
    def write(given: str) -> str:
        if not lines.is_iri(given):
            return _literal(given, short)
        iri = lines.iri(given)
        written = short(iri)
        return given if written == iri else written

    return write


def _literal(given: str, short: Short) -> str:
    parts = lines.literal_parts(given)
    if not parts.datatype:
        return given
    bare = _BARE.get(parts.datatype)
    if bare and bare.fullmatch(parts.quoted[1:-1]):
        return parts.quoted[1:-1]
    return f"{parts.quoted}^^{term(f'<{parts.datatype}>', short)}"
