"""What pages ask of a store: what is said of a thing, what leads to it, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from soegraph import names
from soegraph.graph import layers
from soegraph.graph.terms import term
from soegraph.publish.release.files import kind_of
from soegraph.publish.site.address import HTML, stem
from soegraph.publish.site.model import Part, Ref
from soegraph.publish.vocabulary.model import Text
from soegraph.query.entities import short
from soegraph.query.labels import CHINESE, ENGLISH, PINYIN
from soegraph.store import GraphName, Store, Subject, Term

LANGUAGES = (ENGLISH, CHINESE, "zh-hant", PINYIN)
"""The languages of names, in the order in which pages show them."""

_STATEMENTS = frozenset(("claim", "fact", "record"))
_NAMING = ("skos:prefLabel", "rdfs:label", "dcterms:title", "skos:altLabel", "oa:exact", "dcterms:identifier")
_ARTICLES = names.thing("article", "")


class Reader:
    """A store as releases publish it: without claims in quarantine, and without graphs that are not ours.

    `anchors` are those of the page of the ontology, by the IRI of the term.
    """

    def __init__(self, store: Store, anchors: Mapping[str, str]) -> None:
        self.store = store
        self._anchors = anchors
        self._stated = frozenset(layers.stated())
        self.ref = lru_cache(maxsize=50_000)(self._ref)
        self._has_page = lru_cache(maxsize=100_000)(self._is_stated)

    def triples(
        self, subject: Subject | None, predicate: NamedNode | None = None, value: Term | None = None
    ) -> list[Triple]:
        """Return the triples of a pattern that are published, each once, sorted."""
        found = self.store.quads(subject, predicate, value)
        return sorted({quad.triple for quad in found if self._published(quad.graph_name)}, key=str)

    def leading_triples(self, node: NamedNode) -> list[Triple]:
        """Return the triples that lead to a node and are more than inferred, each once, sorted."""
        found = self.store.quads(None, None, node)
        return sorted({quad.triple for quad in found if self._is_stating(quad.graph_name)}, key=str)

    def _is_stating(self, graph: GraphName) -> bool:
        return graph in self._stated or _is_article(graph)

    def _published(self, graph: GraphName) -> bool:
        return graph == layers.FLAT or _is_article(graph)

    def values(self, node: NamedNode, curie: str) -> list[Term]:
        """Return the values of a property."""
        return [triple.object for triple in self.triples(node, term(curie))]

    def nodes(self, node: NamedNode, curie: str) -> list[NamedNode]:
        """Return the values of a property that have an IRI."""
        return [value for value in self.values(node, curie) if isinstance(value, NamedNode)]

    def text(self, node: NamedNode, curie: str) -> str:
        """Return the first value of a property as text, "" if there is none."""
        return next((value.value for value in self.values(node, curie) if hasattr(value, "value")), "")

    def leading(self, curie: str, node: NamedNode) -> list[NamedNode]:
        """Return what leads to a node by a property."""
        found = (triple.subject for triple in self.triples(None, term(curie), node))
        return [subject for subject in found if isinstance(subject, NamedNode)]

    def part(self, value: Term) -> Part:
        """Return a value as pages show it."""
        if isinstance(value, NamedNode):
            return self.ref(value)
        assert isinstance(value, Literal), f"a release holds no {value}"
        return Text(value.value, value.language or "")

    def _ref(self, node: NamedNode) -> Ref:
        return Ref(node.value, self._path(node), tuple(self._names(node)))

    def _path(self, node: NamedNode) -> str:
        if (found := stem(node.value)) and self._has_page(node):
            return found + HTML
        anchor = self._anchors.get(node.value)
        return f"ontology.html#{anchor}" if anchor else ""

    def _is_stated(self, node: NamedNode) -> bool:
        return any(self._is_stating(quad.graph_name) for quad in self.store.quads(node))

    def _names(self, node: NamedNode) -> Iterator[Text]:
        if kind_of(str(node)) in _STATEMENTS and (statement := self.statement(node)):
            yield Text(" – ".join(named(part) for part in statement), "en")
            return
        for curie in _NAMING:
            if texts := ordered(self.part(value) for value in self.values(node, curie)):
                yield from texts
                return
        yield Text(short(node.value))

    def statement(self, node: NamedNode) -> tuple[Part, ...]:
        """Return subject, predicate and object of a node that states something; () if it does not."""
        found = [self.values(node, f"rdf:{name}") for name in ("subject", "predicate", "object")]
        return tuple(self.part(values[0]) for values in found) if all(found) else ()


def _is_article(graph: GraphName) -> bool:
    return isinstance(graph, NamedNode) and graph.value.startswith(_ARTICLES)


def named(part: Part) -> str:
    """Return a part in words, in one language."""
    return part.name if isinstance(part, Ref) else part.value


def ordered(parts: Iterable[Part]) -> list[Text]:
    """Return the first text of each language, in the order of `LANGUAGES`, then of their tags."""
    first: dict[str, Text] = {}
    for part in parts:
        if isinstance(part, Text):
            first.setdefault(part.lang, part)
    known = [language for language in LANGUAGES if language in first]
    return [first[language] for language in [*known, *sorted(first.keys() - set(known))]]
