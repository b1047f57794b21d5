"""The prefixes of everything that is published: the same list, in the same order, in every file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from soegraph import schema
from soegraph.names import PREFIXES, graph, thing

_OTHERS = {
    "bibo": "http://purl.org/ontology/bibo/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rov": "http://www.w3.org/ns/regorg#",
    "vann": "http://purl.org/vocab/vann/",
    "wd": "http://www.wikidata.org/entity/",
}
REMEMBERED = 1 << 13
"""Terms whose short forms are remembered: predicates, classes and numbers come again and again, most others not."""

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")  # what needs no escape in any syntax


@cache
def prefixes() -> dict[str, str]:
    """Return the namespaces by prefix, sorted by prefix: vocabularies, and one for each kind of thing.

    >>> prefixes()["person"], prefixes()["skos"]
    ('https://w3id.org/soegraph/id/person/', 'http://www.w3.org/2004/02/skos/core#')
    """
    known = schema.load()
    kinds = {known.kind(cls) for cls in known.classes} | {"scheme"}
    ours = {"graph": graph(""), **{kind: thing(kind, "") for kind in kinds}}
    return dict(sorted({**PREFIXES, **_OTHERS, **ours}.items()))


def compact(iri: str) -> str:
    """Write an IRI with its prefix, or as it is when there is none or the last part would need escapes.

    >>> compact("https://w3id.org/soegraph/id/person/li-xiao"), compact("https://example.org/a")
    ('person:li-xiao', 'https://example.org/a')
    """
    return _compact()(iri)


@cache
def _compact() -> Callable[[str], str]:
    return compactor(prefixes())


def compactor(known: Mapping[str, str]) -> Callable[[str], str]:
    """Return the function that writes IRIs with these prefixes, as `compact` does with ours."""
    by_namespace = {namespace: prefix for prefix, namespace in known.items()}

    def compacted(iri: str) -> str:
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = by_namespace.get(iri[:end])
        if prefix is None or not _LOCAL.fullmatch(iri, end):
            return iri
        return f"{prefix}:{iri[end:]}"

    return compacted
