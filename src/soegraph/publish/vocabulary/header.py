"""What the ontology says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from soegraph.names import PREFIXES
from soegraph.publish.vocabulary.links import LABELS, Links
from soegraph.publish.vocabulary.model import Header, Row
from soegraph.publish.vocabulary.rows import heading_of
from soegraph.publish.vocabulary.source import TYPE, Source, header_of
from soegraph.publish.vocabulary.words import ABOUT

_VANN = "http://purl.org/vocab/vann/"
_DESCRIPTION = PREFIXES["dcterms"] + "description"
_TITLES = tuple(reversed(LABELS))  # dcterms:title first
_TOLD = {
    *LABELS,
    *ABOUT,
    _DESCRIPTION,
    TYPE,
    _VANN + "preferredNamespacePrefix",
    _VANN + "preferredNamespaceUri",
}


def header(source: Source, links: Links) -> Header:
    """Return the header of the page; what the ontology does not say is left out."""
    node = header_of(source)
    return Header(
        iri=node.value,
        namespace=source.namespace,
        prefix=prefix_of(source),
        version=_first(source, node, PREFIXES["owl"] + "versionInfo"),
        titles=tuple(links.texts(node, _TITLES)),
        descriptions=tuple(links.texts(node, (_DESCRIPTION,))),
        rows=tuple(_rows(source, links, node)),
    )


def prefix_of(source: Source) -> str:
    """Return the prefix of the ontology's own namespace: what it prefers, what its files use, or ""."""
    preferred = _first(source, header_of(source), _VANN + "preferredNamespacePrefix")
    used = (
        prefix for prefix, namespace in source.prefixes.items() if namespace == source.namespace and prefix
    )
    return preferred or next(used, "")


def _rows(source: Source, links: Links, node: NamedNode) -> Iterator[Row]:
    others = sorted(set(source.predicates(node)) - _TOLD)
    for predicate in (*ABOUT, *others):
        values = source.values(node, predicate)
        about = links.link(NamedNode(predicate))
        if values:
            items = tuple((links.part(value),) for value in values)
            yield Row(ABOUT.get(predicate) or heading_of(about), items, about)


def _first(source: Source, node: NamedNode, predicate: str) -> str:
    literals: list[Literal] = source.literals(node, predicate)
    return literals[0].value if literals else ""
