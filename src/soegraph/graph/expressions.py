"""Names for the class expressions of an ontology: nothing in a graph is a blank node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Triple

from soegraph import names


def named(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield triples with an IRI in place of each blank node, made from all that is said of it.

    So the same expression has the same IRI in every graph. Blank nodes must not lead back to themselves.
    """
    given = list(triples)
    about: dict[BlankNode, list[Triple]] = defaultdict(list)
    for triple in given:
        if isinstance(triple.subject, BlankNode):
            about[triple.subject].append(triple)

    @cache
    def name(node: Any) -> Any:
        if not isinstance(node, BlankNode):
            return node
        said = sorted(f"{triple.predicate} {name(triple.object)}" for triple in about[node])
        return NamedNode(names.EXPRESSION + names.digest(said))

    return (Triple(name(t.subject), t.predicate, name(t.object)) for t in given)
