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
from soegraph.publish.prefixes import compact, compactor, prefixes

_XSD = PREFIXES["xsd"]
_BARE = {  # what Turtle lets one write without quotation marks, by datatype
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}


def turtle(statements: Iterable[str], known: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield the text of a Turtle file, from sorted lines; with the prefixes `known`, if given, instead of ours."""
    yield header(prefixes() if known is None else known)
    yield from _blocks(statements, "", compact if known is None else compactor(known))


def trig(graphs: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    """Yield the text of a TriG file, from graphs sorted by their N-Triples names or "", each with its sorted lines."""
    yield header(prefixes())
    for name, statements in graphs:
        if not name:
            yield from _blocks(statements, "", compact)
        else:
            yield f"\n{term(name, compact)} {{\n"
            yield from _blocks(statements, "    ", compact)
            yield "}\n"


Short = Callable[[str], str]
"""Writes an IRI with its prefix, or as it is."""


def header(known: Mapping[str, str]) -> str:
    """Return the declarations of prefixes that a file begins with."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in known.items())


def _blocks(statements: Iterable[str], indent: str, short: Short) -> Iterator[str]:
    for subject, properties in lines.subjects(statements):
        yield block(subject, properties, short, indent)


def block(subject: str, properties: lines.Properties, short: Short = compact, indent: str = "") -> str:
    """Return what a file says of one subject, an empty line first."""
    described = (
        f"{_verb(p, short)} {', '.join(term(each, short) for each in objects)}" for p, objects in properties
    )
    return f"\n{indent}{term(subject, short)} " + f" ;\n{indent}    ".join(described) + " .\n"


def _verb(predicate: str, short: Short) -> str:
    return "a" if predicate == lines.RDF_TYPE else term(predicate, short)


@lru_cache(maxsize=1 << 15)  # predicates, classes and numbers come again and again
def term(given: str, short: Short = compact) -> str:
    """Write a term of N-Triples as Turtle has it, with prefixes."""
    if not lines.is_iri(given):
        return _literal(given, short)
    written = short(lines.iri(given))
    return given if written == lines.iri(given) else written


def _literal(given: str, short: Short) -> str:
    parts = lines.literal_parts(given)
    if not parts.datatype:
        return given
    bare = _BARE.get(parts.datatype)
    if bare and bare.fullmatch(parts.quoted[1:-1]):
        return parts.quoted[1:-1]
    return f"{parts.quoted}^^{term(f'<{parts.datatype}>', short)}"
