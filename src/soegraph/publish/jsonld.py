"""JSON-LD: one document with a context, one node object a line, all in the default graph.

Most readers of JSON-LD (search engines, framing, ``rdflib.Graph``) take the default graph and drop named
ones, so a dataset document would lose the articles' claims on them without a word. The claims name their
article themselves; who needs the graphs takes TriG or N-Quads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from soegraph.errors import StoreError
from soegraph.publish import lines
from soegraph.publish.prefixes import compact, prefixes


def jsonld(statements: Iterable[str]) -> Iterator[str]:
    """Yield the text of a JSON-LD file, from sorted lines.

    Raises:
        StoreError: an IRI has one of our prefixes as its scheme, which JSON-LD would read as a short form.
    """
    nodes = [_json(_node(*described)) for described in lines.subjects(statements)]  # all, or an error
    yield f'{{\n"@context": {_json(prefixes())},\n"@graph": [\n'
    yield ",\n".join(nodes)
    yield "\n]\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _node(subject: str, properties: list[tuple[str, list[str]]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _short(subject)}
    for predicate, objects in properties:
        if predicate == lines.RDF_TYPE and all(map(lines.is_iri, objects)):
            node["@type"] = [_short(term) for term in objects]
        else:
            node[_short(predicate)] = [_value(term) for term in objects]
    return node


def _value(term: str) -> Any:
    if lines.is_iri(term):
        return {"@id": _short(term)}
    parts = lines.literal_parts(term)
    text = json.loads(parts.quoted)  # every escape that pyoxigraph writes is one of JSON too
    if parts.language:
        return {"@value": text, "@language": parts.language}
    return {"@value": text, "@type": compact(parts.datatype)} if parts.datatype else text


def _short(term: str) -> str:
    iri = lines.iri(term)
    short = compact(iri)
    if short == iri and iri.partition(":")[0] in prefixes():
        raise StoreError(
            f"{term} would be read as a short form in JSON-LD: export another format, or rename it"
        )
    return short
