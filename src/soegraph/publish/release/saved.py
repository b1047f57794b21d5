"""The saved queries: as files, and as RDF in the form of SIB's examples, which editors read from an endpoint.

Parameters that are not set are variables, which mean "any", and those with a default have it; so every query runs
as it stands. Form: https://github.com/sib-swiss/sparql-examples
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal

from soegraph import names
from soegraph.publish.release import tree
from soegraph.publish.release.output import write
from soegraph.publish.release.said import Description, english, node
from soegraph.query.bind import substitute, term
from soegraph.query.entities import spelled
from soegraph.query.saved import LIMIT, SavedQuery, catalogue


def write_queries(root: Path) -> None:
    """Write the saved queries to the folder `root`: ``queries/*.rq`` and ``queries.ttl``."""
    for query in catalogue().values():
        write(root / "queries" / f"{query.name}.rq", [query.text])
    write(root / "queries.ttl", examples())


def examples() -> Iterator[str]:
    """Yield the text of a Turtle file with all saved queries."""
    told = Description()
    prefixes = f"{names.base()}query/prefixes"
    told.say(prefixes, ("rdf:type", node("owl:Ontology")))
    for prefix, space in names.PREFIXES.items():
        declaration = f"{prefixes}#{prefix}"
        told.say(prefixes, ("sh:declare", declaration))
        told.say(
            declaration,
            ("rdf:type", node("sh:PrefixDeclaration")),
            ("sh:prefix", Literal(prefix)),
            ("sh:namespace", Literal(space, datatype=node("xsd:anyURI"))),
        )
    for query in catalogue().values():
        told.say(
            f"{names.base()}query/{query.name}",
            ("rdf:type", node("sh:SPARQLExecutable")),
            ("rdf:type", node("sh:SPARQLSelectExecutable")),
            ("rdfs:label", english(query.summary)),
            ("rdfs:comment", english(_comment(query))),
            ("sh:prefixes", prefixes),
            ("sh:select", Literal(runnable(query))),
            ("schema:target", f"{names.base()}sparql"),
            ("dcterms:license", tree.LICENCE),
            *(("schema:keywords", Literal(tag)) for tag in query.tags),
        )
    return told.turtle()


def _comment(query: SavedQuery) -> str:
    return f"{query.summary}. {query.description}".strip()


def runnable(query: SavedQuery) -> str:
    """Return the text of a query without its header, with the defaults of its parameters.

    >>> from soegraph.query.saved import saved_query
    >>> runnable(saved_query("subsidiaries")).splitlines()[0]
    'PREFIX skos: <http://www.w3.org/2004/02/skos/core#>'
    """
    given = {p.variable: term(p, p.default, spelled) for p in query.parameters if p.default}
    limit = given.pop(f"__{LIMIT}", None)
    return substitute(query.body, given, limit.value if limit else "").strip() + "\n"
