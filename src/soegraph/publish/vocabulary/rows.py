"""What the files say of one term, as rows: its place among the others, its logic, its annotations and matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from soegraph.names import PREFIXES
from soegraph.publish.vocabulary.expressions import chain, expression
from soegraph.publish.vocabulary.links import LABELS, Links
from soegraph.publish.vocabulary.model import Code, Item, Link, Row, Text
from soegraph.publish.vocabulary.shapes import Shapes
from soegraph.publish.vocabulary.source import TYPE, Node, Source, Value
from soegraph.publish.vocabulary.words import CHARACTERISTICS, KINDS, MATCHES, STATEMENTS, WORDS, Heading

_OWL, _RDFS, _SCHEMA, _SKOS = (PREFIXES[prefix] for prefix in ("owl", "rdfs", "schema", "skos"))
_CHAIN = _OWL + "propertyChainAxiom"

ALTERNATIVES = (_SKOS + "altLabel", _SKOS + "hiddenLabel")
DEFINITIONS = (_SKOS + "definition", _RDFS + "comment", PREFIXES["dcterms"] + "description")
NOTES = tuple(
    _SKOS + name for name in ("scopeNote", "note", "editorialNote", "example", "historyNote", "changeNote")
)

_TOLD = {  # what other parts of a term's entry tell
    *(*LABELS, *ALTERNATIVES, *DEFINITIONS, *NOTES, *STATEMENTS, *MATCHES, _CHAIN),
    *(_SKOS + name for name in ("inScheme", "topConceptOf", "hasTopConcept")),
    *(TYPE, _RDFS + "isDefinedBy", _OWL + "deprecated"),
}
_SH = PREFIXES["sh"]


@dataclass(frozen=True, slots=True)
class Ends:
    """The properties of which a class is the domain or the range, alone or among others, by class."""

    domains: Mapping[NamedNode, list[NamedNode]]
    ranges: Mapping[NamedNode, list[NamedNode]]


def ends(source: Source) -> Ends:
    """Return what the properties of an ontology say of their ends."""
    return Ends(_by_class(source, "domain"), _by_class(source, "range"))


def _by_class(source: Source, end: str) -> Mapping[NamedNode, list[NamedNode]]:
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for predicate in (_RDFS + end, f"{_SCHEMA}{end}Includes"):
        for property_, value in source.pairs(predicate):
            for cls in _alternatives(source, value):
                if isinstance(property_, NamedNode) and property_ not in found[cls]:
                    found[cls].append(property_)
    return found


class Rows:
    """The rows of terms, each from the whole of the files."""

    def __init__(self, source: Source, links: Links) -> None:
        self._source, self._links = source, links
        self._shapes = Shapes(source, links)
        self._ends = ends(source)
        self._apart = _disjoint(source)

    def of(self, term: NamedNode) -> tuple[Row, ...]:
        """Return the rows of a term, those without a value left out."""
        found = (
            *self._kinds(term),
            *self._statements(term),
            *self._logic(term),
            *self._ends_of(term),
            *self._annotations(term),
            *self._matches(term),
            *self._shaped(term),
        )
        return tuple(row for row in found if row.items)

    def _kinds(self, term: NamedNode) -> Iterator[Row]:
        others = (NamedNode(iri) for iri in self._source.types(term) if iri not in _SAID_BY_KIND)
        yield Row(WORDS["is a"], self._linked(others))

    def _statements(self, term: NamedNode) -> Iterator[Row]:
        found: dict[Heading, dict[Item, None]] = defaultdict(dict)
        for predicate, (heading, reverse) in STATEMENTS.items():
            values = self._source.values(term, predicate)
            found[heading] |= dict.fromkeys(self._items(values))
            if reverse:
                subjects = self._source.subjects(predicate, term)
                found[reverse] |= dict.fromkeys(self._linked(n for n in subjects if isinstance(n, NamedNode)))
        found[STATEMENTS[_OWL + "disjointWith"][0]] |= dict.fromkeys(self._linked(self._apart.get(term, ())))
        for heading, items in found.items():
            yield Row(heading, tuple(sorted(items, key=_order)))

    def _items(self, values: Iterable[Value]) -> tuple[Item, ...]:
        return tuple(sorted((expression(self._source, self._links, value) for value in values), key=_order))

    def _linked(self, nodes: Iterable[NamedNode]) -> tuple[Item, ...]:
        return self._items(dict.fromkeys(nodes))

    def _logic(self, term: NamedNode) -> Iterator[Row]:
        types = self._source.types(term)
        said = (CHARACTERISTICS[iri] for iri in CHARACTERISTICS if iri in types)
        yield Row(
            WORDS["characteristics"],
            tuple((Text(h.en, "en"), Code(" "), Text(h.zh, "zh-hans")) for h in said),
        )
        chains = self._source.values(term, _CHAIN)
        yield Row(
            WORDS["chain"], tuple(sorted((chain(self._source, self._links, c) for c in chains), key=_order))
        )
        below = self._source.subjects(_RDFS + "subClassOf", term)
        yield Row(WORDS["inferred"], self._items(n for n in below if not isinstance(n, NamedNode)))

    def _ends_of(self, term: NamedNode) -> Iterator[Row]:
        above = broader(self._source, term)
        for word, by_class in (("domain", self._ends.domains), ("range", self._ends.ranges)):
            own = by_class.get(term, ())
            yield Row(WORDS[f"in {word} of"], self._linked(own))
            inherited = (p for cls in above for p in by_class.get(cls, ()) if p not in own)
            yield Row(WORDS[f"inherited {word}"], self._linked(inherited))

    def _annotations(self, term: NamedNode) -> Iterator[Row]:
        for predicate in sorted(set(self._source.predicates(term)) - _TOLD):
            if not predicate.startswith(_SH):
                about = self._links.link(NamedNode(predicate))
                yield Row(heading_of(about), self._items(self._source.values(term, predicate)), about)

    def _matches(self, term: NamedNode) -> Iterator[Row]:
        for predicate, heading in MATCHES.items():
            yield Row(heading, self._items(self._source.values(term, predicate)))

    def _shaped(self, term: NamedNode) -> Iterator[Row]:
        asked = [*self._shapes.of_class(term), *self._shapes.of_property(term)]
        yield Row(WORDS["in shape"], tuple(dict.fromkeys(asked)))


_SAID_BY_KIND = {*KINDS, *CHARACTERISTICS, _SH + "NodeShape"}


def heading_of(property_: Link) -> Heading:
    """Return the labels of a property in English and Chinese as a heading; its name where it has none."""
    labels = {text.lang.partition("-")[0]: text.value for text in reversed(property_.labels)}
    return Heading(labels.get("en") or labels.get("") or property_.name, labels.get("zh", ""))


def broader(source: Source, cls: NamedNode) -> list[NamedNode]:
    """Return all classes above a class, nearest first, itself left out."""
    found: dict[NamedNode, None] = {}
    pending = [cls]
    while pending:
        for parent in source.nodes(pending.pop(0), _RDFS + "subClassOf"):
            if isinstance(parent, NamedNode) and parent not in found and parent != cls:
                found[parent] = None
                pending.append(parent)
    return list(found)


def _alternatives(source: Source, value: Value) -> Iterator[NamedNode]:
    """The classes of a domain or range: itself, or the members of a union."""
    if isinstance(value, NamedNode):
        yield value
    elif isinstance(value, Node):
        for union in source.values(value, _OWL + "unionOf"):
            yield from (member for member in source.members(union) if isinstance(member, NamedNode))


def _disjoint(source: Source) -> Mapping[NamedNode, list[NamedNode]]:
    """The classes that lists of classes without common things keep apart, by class."""
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for node in source.subjects(TYPE, NamedNode(_OWL + "AllDisjointClasses")):
        for members in source.values(node, _OWL + "members"):
            classes = [member for member in source.members(members) if isinstance(member, NamedNode)]
            for cls in classes:
                found[cls] += [other for other in classes if other != cls]
    return found


def _order(item: Item) -> tuple[bool, list[str]]:
    """Things of the page first, then what lies elsewhere, each by its name; never by the name of a blank node."""
    names = [part.name if isinstance(part, Link) else part.value for part in item]
    here = any(isinstance(part, Link) and part.anchor for part in item)
    return not here, names
