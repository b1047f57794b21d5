"""The page of a thing: put together from its lines in the release, and from what leads to it in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from soegraph import schema
from soegraph.graph.terms import local_name, term
from soegraph.names import PREFIXES, SOE
from soegraph.publish.release.files import NAMELESS, kind_of
from soegraph.publish.site.data import Subject
from soegraph.publish.site.facts import SHOWN, Facts, quoted
from soegraph.publish.site.model import Ref, Row, Section, Thing
from soegraph.publish.site.pictures import Pictures
from soegraph.publish.site.reader import Reader
from soegraph.publish.site.words import WORDS
from soegraph.publish.vocabulary.model import Text
from soegraph.store import Term

_SKOS = PREFIXES["skos"]
_NOTES = frozenset(_SKOS + name for name in ("definition", "note", "scopeNote"))
_IN_HEADING = _NOTES | {
    *(_SKOS + name for name in ("prefLabel", "altLabel")),
    *(PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title"),
    *(PREFIXES["dcterms"] + "isReplacedBy", PREFIXES["schema"] + "mentions"),
    *(SOE + name for name in ("holdsPost", "holdsStakeIn", "textHash", "textLength", "textSketch")),
}


class Things:
    """The things of a store as pages."""

    def __init__(self, reader: Reader, pictures: Pictures) -> None:
        self._reader = reader
        self._facts = Facts(reader)
        self._pictures = pictures

    def page(self, subject: Subject) -> Thing:
        """Return all that the page of a thing tells."""
        node, ref = subject.node, self._reader.ref(subject.node)
        said = self._reader.triples(node)
        own = frozenset(subject.stated)
        stated = [triple for triple in said if str(triple) in own]
        fact, sections = self._facts.itself(node), tuple(self._sections(node))
        told = _IN_HEADING | {section.about.iri for section in sections if section.about}
        rest = [triple for triple in stated if triple.predicate.value not in told]
        return Thing(
            ref=ref,
            stem=subject.stem,
            classes=tuple(self._classes(stated)),
            also=self._also(node, ref),
            notes=tuple(self._texts(stated, _NOTES)),
            replaced=self._replaced(node),
            particulars=() if fact else tuple(self._rows((t.predicate, t.object) for t in rest)),
            fact=fact,
            pictures=tuple(self._pictures.of(node, subject.stem)) if self._is_entity(node) else (),
            sections=sections,
            articles=next(self._rows(_pairs(subject, term("schema:mentions"))), None),
            stated=tuple(self._rows((t.predicate, t.object) for t in stated)),
            inferred=tuple(self._rows((t.predicate, t.object) for t in said if str(t) not in own)),
            arriving=tuple(self._rows(_pairs(subject))),
            json=subject.json,
        )

    def _is_entity(self, node: NamedNode) -> bool:
        return kind_of(str(node)) not in NAMELESS

    def _classes(self, stated: Iterable[Triple]) -> Iterator[Ref]:
        """Yield the classes that the ontology knows, the special ones first."""
        known = schema.load()
        types = {t.object for t in stated if t.predicate == term("rdf:type")}
        ours = [node for node in types if isinstance(node, NamedNode) and local_name(node) in known.classes]
        for node in sorted(ours, key=lambda each: (-known.depth(local_name(each)), each.value)):
            yield self._reader.ref(node)

    def _also(self, node: NamedNode, ref: Ref) -> tuple[Text, ...]:
        shown = set(ref.names)
        found = [
            self._reader.part(value)
            for name in ("skos:prefLabel", "skos:altLabel")
            for value in self._reader.values(node, name)
        ]
        return tuple(dict.fromkeys(part for part in found if isinstance(part, Text) and part not in shown))

    def _texts(self, stated: Iterable[Triple], predicates: frozenset[str]) -> Iterator[Text]:
        for triple in stated:
            part = self._reader.part(triple.object) if triple.predicate.value in predicates else None
            if isinstance(part, Text):
                yield part

    def _replaced(self, node: NamedNode) -> Ref | None:
        found = self._reader.nodes(node, "dcterms:isReplacedBy")
        return self._reader.ref(found[0]) if found else None

    def _sections(self, node: NamedNode) -> Iterator[Section]:
        if kind_of(str(node)) == "article":
            claims = quoted(self._reader, node)
            if claims:
                yield Section(WORDS["claims"], tuple(self._facts.claims(claims[:SHOWN])), len(claims))
        elif self._is_entity(node):
            yield from self._facts.about(node)
            yield from self._facts.unproven(node)

    def _rows(self, pairs: Iterable[tuple[NamedNode, Term]]) -> Iterator[Row]:
        by_property: dict[NamedNode, list[Term]] = {}
        for predicate, value in pairs:
            by_property.setdefault(predicate, []).append(value)
        for predicate in sorted(by_property, key=lambda p: (p != term("rdf:type"), p.value)):
            values = by_property[predicate]
            parts = tuple(self._reader.part(value) for value in values[:SHOWN])
            yield Row(self._reader.ref(predicate), parts, len(values))


def _pairs(subject: Subject, by: NamedNode | None = None) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield what leads to a thing with the property by which it does, or by one property alone."""
    for triple in subject.arriving:
        if by in (None, triple.predicate) and isinstance(triple.subject, NamedNode):
            yield triple.predicate, triple.subject
