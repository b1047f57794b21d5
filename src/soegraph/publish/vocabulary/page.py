"""The page of an ontology, put together from its files and from a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode

from soegraph.names import PREFIXES
from soegraph.publish.vocabulary.diagram import draw
from soegraph.publish.vocabulary.examples import Examples
from soegraph.publish.vocabulary.header import header, prefix_of
from soegraph.publish.vocabulary.links import LABELS, PAGE, Links, ordered
from soegraph.publish.vocabulary.model import Column, Example, Foreign, Link, Page, Section, Term, Text
from soegraph.publish.vocabulary.rows import ALTERNATIVES, DEFINITIONS, NOTES, Rows, ends
from soegraph.publish.vocabulary.source import Source, Value
from soegraph.publish.vocabulary.usage import count
from soegraph.publish.vocabulary.words import CHARACTERISTICS, KINDS, OTHER, WORDS, Heading
from soegraph.store import Queryable

_OWL, _RDFS, _SKOS = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["skos"]
_SCHEME = _SKOS + "ConceptScheme"
_SH = PREFIXES["sh"]

_SECTIONS: Mapping[Heading, tuple[str, Heading]] = {
    KINDS[_OWL + "Class"]: ("classes", WORDS["classes"]),
    KINDS[_OWL + "ObjectProperty"]: ("object-properties", Heading("Object properties", "对象属性")),
    KINDS[_OWL + "DatatypeProperty"]: ("datatype-properties", Heading("Datatype properties", "数据属性")),
    KINDS[_OWL + "AnnotationProperty"]: (
        "annotation-properties",
        Heading("Annotation properties", "注释属性"),
    ),
    KINDS[PREFIXES["rdf"] + "Property"]: ("properties", Heading("Properties", "属性")),
    KINDS[_RDFS + "Datatype"]: ("datatypes", Heading("Datatypes", "数据类型")),
    KINDS[_OWL + "NamedIndividual"]: ("individuals", Heading("Individuals", "个体")),
    OTHER: ("others", Heading("Other terms", "其他术语")),
    KINDS[_SCHEME]: ("schemes", Heading("Concept schemes and concepts", "概念体系与概念")),
}


def build(source: Source, graph: Queryable | None = None) -> Page:
    """Return the page of an ontology, with numbers and examples from a graph if that holds any of its terms.

    Raises:
        StoreError: the graph cannot answer.
    """
    return _Builder(source, graph).page()


class _Builder:
    """What the parts of one page have in common."""

    def __init__(self, source: Source, graph: Queryable | None) -> None:
        self._source = source
        self._schemes = _schemes(source)
        concepts = dict.fromkeys(concept for members in self._schemes.values() for concept in members)
        self._inside = frozenset((*self._schemes, *concepts))
        self._links = Links(source, self._inside_in_order())
        self._rows = Rows(source, self._links)
        self._terms = self._own_terms()
        self._languages = ordered({lang for node in self._all() for lang in self._texts(node)})
        usage = count(graph) if graph else None
        known = usage and usage.knows(node.value for node in source.own())
        self._usage = usage if known else None
        self._examples = Examples(graph, self._links, self._languages) if graph and known else None

    def page(self) -> Page:
        """Put the page together."""
        return Page(
            header=header(self._source, self._links),
            languages=tuple(self._languages),
            sections=tuple(self._sections()),
            foreign=tuple(self._foreign()),
            prefixes=self._prefixes(),
            diagram=draw(self._source, self._links, ends(self._source)),
            counted=self._usage is not None,
        )

    def _all(self) -> list[NamedNode]:
        return [*self._terms, *self._inside_in_order()]

    def _inside_in_order(self) -> list[NamedNode]:
        return sorted(self._inside, key=str)

    def _own_terms(self) -> list[NamedNode]:
        """The ontology's own terms that no scheme holds; shapes are told with the terms that they check."""
        shapes = {_SH + "NodeShape", _SH + "PropertyShape"}
        return [
            node
            for node in self._source.own()
            if node not in self._inside
            and (kind_of(self._source, node) != OTHER or not self._is_any(node, shapes))
        ]

    def _is_any(self, node: NamedNode, types: set[str]) -> bool:
        return not types.isdisjoint(self._source.types(node))

    def _sections(self) -> Iterator[Section]:
        kinds = {node: kind_of(self._source, node) for node in self._terms}
        for kind, (anchor, heading) in _SECTIONS.items():
            nodes = self._schemes if kind == KINDS[_SCHEME] else [n for n in kinds if kinds[n] == kind]
            if nodes:
                yield Section(PAGE + anchor, heading, tuple(self._term(node, kind) for node in nodes))

    def _term(self, node: NamedNode, kind: Heading) -> Term:
        counted, number = self._counted(node, kind)
        return Term(
            link=self._links.link(node),
            kind=kind,
            columns=tuple(self._columns(node)),
            rows=self._rows.of(node),
            deprecated=any(value.value == "true" for value in self._source.values(node, _OWL + "deprecated")),
            counted=counted,
            count=number,
            examples=self._examples_of(node, kind),
            members=tuple(self._term(member, _CONCEPT) for member in self._schemes.get(node, ())),
        )

    def _counted(self, node: NamedNode, kind: Heading) -> tuple[Heading | None, int | None]:
        if self._usage is None or kind not in _COUNTED:
            return None, None
        where, word = _COUNTED[kind]
        numbers: Mapping[str, int] = getattr(self._usage, where)
        return WORDS[word], numbers.get(node.value, 0)

    def _examples_of(self, node: NamedNode, kind: Heading) -> tuple[Example, ...]:
        if self._examples is None or kind not in _COUNTED:
            return ()
        match _COUNTED[kind][0]:
            case "classes":
                return self._examples.of_class(node)
            case "properties":
                return self._examples.of_property(node)
            case _:
                return ()

    def _columns(self, node: NamedNode) -> Iterator[Column]:
        texts = self._texts(node)
        for lang in (lang for lang in self._languages if lang in texts):
            by = texts[lang]
            labels = by.get(LABELS, ())
            yield Column(lang, next(iter(labels), ""), *(tuple(by.get(group, ())) for group in _GROUPS))

    def _texts(self, node: NamedNode) -> Mapping[str, Mapping[tuple[str, ...], list[str]]]:
        """The words of a term by language, and in it by what they are for."""
        found: dict[str, dict[tuple[str, ...], list[str]]] = {}
        for group in (LABELS, *_GROUPS):
            for text in self._said(node, group):
                found.setdefault(text.lang, {}).setdefault(group, []).append(text.value)
        return found

    def _said(self, node: NamedNode, group: tuple[str, ...]) -> Iterable[Text]:
        """All notes and other names, but labels and definitions of the first property alone that has any."""
        if group in (LABELS, DEFINITIONS):
            return self._links.texts(node, group)
        return (text for predicate in group for text in self._links.texts(node, (predicate,)))

    def _foreign(self) -> Iterator[Foreign]:
        for node in self._source.typed(*KINDS):
            kind = kind_of(self._source, node)
            if not self._source.is_own(node) and node not in self._inside and kind in _DECLARED:
                yield Foreign(self._links.link(node), kind, tuple(self._naming(node)))

    def _naming(self, foreign: NamedNode) -> Iterator[Link]:
        found = {node for node in self._terms if self._source.names(node, foreign)}
        yield from (self._links.link(node) for node in sorted(found, key=str))

    def _prefixes(self) -> tuple[tuple[str, str], ...]:
        prefixes = dict(self._source.prefixes)
        if prefix := prefix_of(self._source):
            prefixes[prefix] = self._source.namespace
        return tuple(sorted(prefixes.items()))


_GROUPS = (ALTERNATIVES, DEFINITIONS, NOTES)
_CONCEPT = KINDS[_SKOS + "Concept"]
_PROPERTIES = tuple(KINDS[iri] for iri in KINDS if iri.endswith("Property"))
_DECLARED = (KINDS[_OWL + "Class"], *_PROPERTIES, KINDS[_RDFS + "Datatype"])
_COUNTED: Mapping[Heading, tuple[str, str]] = {
    KINDS[_OWL + "Class"]: ("classes", "instances"),
    **dict.fromkeys(_PROPERTIES, ("properties", "mentions")),
    KINDS[_SCHEME]: ("schemes", "members"),
    _CONCEPT: ("concepts", "uses"),
}


def kind_of(source: Source, node: NamedNode) -> Heading:
    """Return what a term is: by its types, or an individual if it is a thing of one of the ontology's classes."""
    types = source.types(node)
    if found := next((KINDS[iri] for iri in KINDS if iri in types), None):
        return found
    if any(iri in _IMPLIED for iri in types):
        return KINDS[_OWL + "ObjectProperty"]
    return KINDS[_OWL + "NamedIndividual"] if any(source.is_own(NamedNode(iri)) for iri in types) else OTHER


_IMPLIED = {
    iri for iri in CHARACTERISTICS if not iri.endswith("#FunctionalProperty")
}  # object properties all


def _schemes(source: Source) -> dict[NamedNode, list[NamedNode]]:
    """The concept schemes, each with its concepts, by IRI."""
    found: dict[Value, dict[Value, None]] = {scheme: {} for scheme in source.typed(_SCHEME)}
    stated: list[tuple[Value, Value]] = [
        *source.pairs(_SKOS + "inScheme"),
        *source.pairs(_SKOS + "topConceptOf"),
    ]
    stated += [(concept, scheme) for scheme, concept in source.pairs(_SKOS + "hasTopConcept")]
    for concept, scheme in sorted(stated, key=str):
        found.setdefault(scheme, {})[concept] = None
    return {
        scheme: [concept for concept in concepts if isinstance(concept, NamedNode)]
        for scheme, concepts in sorted(found.items(), key=str)
        if isinstance(scheme, NamedNode)
    }
