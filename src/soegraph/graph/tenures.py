"""Tenures: who held which post in which organisation, one node for each term in office (see `soegraph.graph.spans`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from soegraph.graph import terms
from soegraph.graph.describe import joint_labels
from soegraph.graph.spans import OF_TENURES, Span, bound_triples, periods, slugged, span
from soegraph.graph.statements import Statement
from soegraph.graph.support import support
from soegraph.graph.terms import soe, term
from soegraph.names import slug_of

_UNSPECIFIED = "other"
"""The role of a post that the source does not name."""


Labels = Mapping[NamedNode, Mapping[str, Literal]]
"""The preferred label of things, by language."""


def tenure_triples(statements: Iterable[Statement], labels: Labels) -> Iterator[Triple]:
    """Yield the tenures of one person from the statements about the posts that he or she held or holds.

    `labels` has the person, the organisations and the roles.
    """
    posts: dict[tuple[NamedNode, NamedNode, NamedNode], list[Span]] = defaultdict(list)
    for statement in statements:
        if isinstance(statement.object, NamedNode):
            posts[statement.subject, statement.object, _role(statement)].append(span(statement))
    for (person, organisation, role), spans in posts.items():
        slugs = ".".join(map(slug_of, (person.value, organisation.value, role.value)))
        parts = {"org:member": person, "org:organization": organisation, "org:role": role}
        for slug, known in slugged(slugs, periods(spans)):
            node = terms.thing("tenure", slug)
            yield Triple(node, term("rdf:type"), soe("Tenure"))
            yield from (Triple(node, term(name), part) for name, part in parts.items())
            ordered = (labels[part] for part in (person, role, organisation))
            yield from (Triple(node, term("rdfs:label"), label) for label in joint_labels(ordered))
            yield from bound_triples(node, known, OF_TENURES)
            yield from support(node, known.statements)


def _role(statement: Statement) -> NamedNode:
    role = statement.qualifiers.get(soe("role"))
    return role if isinstance(role, NamedNode) else terms.role(_UNSPECIFIED)


def roles_of(statements: Iterable[Statement]) -> set[NamedNode]:
    """Return the roles of the posts that statements speak of."""
    return set(map(_role, statements))
