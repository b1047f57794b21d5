"""The ontology as Python sees it.

`ontology/soe.ttl` and `ontology/schemes.ttl` are the only model; this module reads them and repeats nothing.
A new class, relation, role or commodity is an edit there.

>>> schema = load()
>>> schema.is_a("CentralEnterprise", "Organisation"), schema.kind("CentralEnterprise")
(True, 'organisation')
>>> schema.accepts("holdsPost", "Person", "Enterprise"), schema.accepts("holdsPost", "Enterprise", "Person")
(True, False)
>>> schema.concepts("roles")["party-secretary"].labels["zh-hans"][0]
'党委书记'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from soegraph.errors import OntologyError
from soegraph.names import PREFIXES, SOE, rebased, slug_of, thing

_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
_SCHEMA, _SKOS = PREFIXES["schema"], PREFIXES["skos"]


@dataclass(frozen=True, slots=True)
class Property:
    """One `soe:` property.

    `domain` and `range` hold local names of classes; an empty tuple leaves that end open, as the range of a
    literal property does. `lexical_type` says how values are written: ``partialDate``, ``year``,
    ``decimal``, ``integer``, ``string`` or ``role``; "" for a relation between two things.
    `qualifier_name` is the name among a claim's qualifiers, or "". `claimable` tells whether a claim may have
    it as predicate. `datatype` is the IRI of the range of a literal, where the ontology names one.
    """

    name: str
    iri: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    literal: bool
    lexical_type: str
    datatype: str
    symmetric: bool
    claimable: bool
    qualifier_name: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One SKOS concept: `labels` by language tag, the preferred one first; `broader` as slugs."""

    slug: str
    iri: str
    labels: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...]


class _Triples:
    """The triples of the ontology files without blank nodes, indexed by subject and by object."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self._add(rebased(quad.subject.value), quad.predicate.value, quad.object)

    def _add(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        self._values[subject, predicate].append(value)
        if isinstance(value, NamedNode):
            self._subjects[predicate, rebased(value.value)].append(subject)

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the objects that are IRIs, in the order of the file."""
        values = self._values.get((subject, predicate), ())
        return tuple(rebased(value.value) for value in values if isinstance(value, NamedNode))

    def texts(self, subject: str, predicate: str, lang: str | None = None) -> tuple[str, ...]:
        """Return the objects that are literals with that language tag (none: no tag)."""
        values = self._values.get((subject, predicate), ())
        return tuple(v.value for v in values if isinstance(v, Literal) and v.language == lang)

    def text(self, subject: str, predicate: str) -> str:
        """Return the one literal without a language tag, or ""."""
        return next(iter(self.texts(subject, predicate)), "")

    def subjects(self, predicate: str, value: str) -> tuple[str, ...]:
        """Return the subjects that have `value`, sorted."""
        return tuple(sorted(self._subjects.get((predicate, value), ())))

    def languages(self, subject: str) -> tuple[str, ...]:
        """Return the language tags of the labels of `subject`, sorted."""
        labels = (self._values.get((subject, _SKOS + p), ()) for p in ("prefLabel", "altLabel"))
        return tuple(
            sorted({v.language for vs in labels for v in vs if isinstance(v, Literal) and v.language})
        )


class Schema:
    """The classes, properties and concepts of the ontology, by local name.

    Use `load`; the constructor serves tests that bring their own triples.

    Raises:
        OntologyError: the class hierarchy has a cycle.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._triples = _Triples(quads)
        self._parents = {
            local: tuple(sorted(_locals(self._triples.iris(SOE + local, _RDFS + "subClassOf"))))
            for local in _locals(self._triples.subjects(_RDF + "type", _OWL + "Class"))
        }
        self._ancestors = {local: self._climb(local) for local in self._parents}
        self._apart = frozenset(self._disjoint_pairs())
        self.properties: Mapping[str, Property] = {p.name: p for p in self._read_properties()}
        self.qualifiers: Mapping[str, Property] = {
            p.qualifier_name: p for p in self.properties.values() if p.qualifier_name
        }

    @property
    def classes(self) -> tuple[str, ...]:
        """The local names of all classes, sorted."""
        return tuple(self._parents)

    @property
    def relations(self) -> tuple[str, ...]:
        """The local names of the properties that a claim may have as its predicate, sorted."""
        return tuple(name for name, p in self.properties.items() if p.claimable)

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Tell whether `cls` is `ancestor` or one of its subclasses.

        Raises:
            OntologyError: the ontology has no such class.
        """
        return self._known(ancestor) in self._ancestors[self._known(cls)]

    def ancestors(self, cls: str) -> frozenset[str]:
        """Return the class and all its `soe:` superclasses."""
        return self._ancestors[self._known(cls)]

    def disjoint(self, a: str, b: str) -> bool:
        """Tell whether nothing can be both an `a` and a `b`."""
        return any(pair in self._apart for pair in product(self.ancestors(a), self.ancestors(b)))

    def depth(self, cls: str) -> int:
        """Return the longest way up to a class without `soe:` superclass: more is more specific.

        >>> [load().depth(c) for c in ("Organisation", "Enterprise", "CentralEnterprise")]
        [0, 1, 3]
        """
        return max((1 + self.depth(parent) for parent in self._parents[self._known(cls)]), default=0)

    def kind(self, cls: str) -> str:
        """Return the part of an IRI that stands for things of the class: ``organisation``, ``person``, ...

        Raises:
            OntologyError: neither the class nor a superclass has `soe:iriKind`.
        """
        for local in sorted(self.ancestors(cls), key=self.depth, reverse=True):
            if kind := self._triples.text(SOE + local, SOE + "iriKind"):
                return kind
        raise OntologyError(f"soe:{cls} has no kind of IRI: give it soe:iriKind in ontology/soe.ttl")

    def labels(self, name: str, lang: str) -> tuple[str, ...]:
        """Return the labels of a term (local name) or of anything with an IRI, the preferred one first.

        >>> load().labels("Mine", "en")[:2]
        ('mine', 'mining area')
        """
        iri = name if ":" in name else SOE + name
        found = (self._triples.texts(iri, _SKOS + p, lang) for p in ("prefLabel", "altLabel"))
        return tuple(label for labels in found for label in labels)

    def definition(self, name: str, lang: str = "en") -> str:
        """Return the definition of a term (local name) or of anything with an IRI, or "".

        >>> load().definition("Place")
        'A place is a country, province, city, county or other named area of administration.'
        """
        iri = name if ":" in name else SOE + name
        return next(iter(self._triples.texts(iri, _SKOS + "definition", lang)), "")

    def concepts(self, scheme: str) -> dict[str, Concept]:
        """Return the concepts of ``roles``, ``levels``, ``commodities`` or ``places``, by slug, sorted."""
        members = self._triples.subjects(_SKOS + "inScheme", thing("scheme", scheme))
        return {concept.slug: concept for concept in map(self._read_concept, members)}

    def accepts(self, predicate: str, subject_type: str, object_type: str | None) -> bool:
        """Tell whether a claim may relate things of these types; `object_type` None is a literal.

        A type that is more general than the domain or range passes: an Organisation may prove to be the
        Enterprise that a relation asks for. Names that the ontology does not know are refused.
        """
        relation = self.properties.get(predicate)
        if relation is None or not relation.claimable or relation.literal != (object_type is None):
            return False
        return self._fits(subject_type, relation.domain) and (
            object_type is None or self._fits(object_type, relation.range)
        )

    def _fits(self, cls: str, allowed: tuple[str, ...]) -> bool:
        if cls not in self._parents:
            return False
        return not allowed or any(self.is_a(cls, a) or self.is_a(a, cls) for a in allowed)

    def _known(self, cls: str) -> str:
        if cls not in self._parents:
            raise OntologyError(f"no class {cls!r}: ontology/soe.ttl declares {', '.join(self._parents)}")
        return cls

    def _climb(self, cls: str, path: tuple[str, ...] = ()) -> frozenset[str]:
        if cls in path:
            raise OntologyError(f"soe:{cls} is its own superclass: break the cycle in ontology/soe.ttl")
        above = (self._climb(parent, (*path, cls)) for parent in self._parents.get(cls, ()))
        return frozenset({cls}).union(*above)

    def _disjoint_pairs(self) -> Iterator[tuple[str, str]]:
        for cls in self._parents:
            for other in _locals(self._triples.iris(SOE + cls, _OWL + "disjointWith")):
                yield from ((cls, other), (other, cls))

    def _read_properties(self) -> Iterator[Property]:
        literal = _locals(self._triples.subjects(_RDF + "type", _OWL + "DatatypeProperty"))
        relations = _locals(self._triples.subjects(_RDF + "type", _OWL + "ObjectProperty"))
        for name in sorted((*literal, *relations)):
            yield self._read_property(name, literal=name in literal)

    def _read_property(self, name: str, *, literal: bool) -> Property:
        iri = SOE + name
        return Property(
            name=name,
            iri=iri,
            domain=self._end(iri, "domain"),
            range=() if literal else self._end(iri, "range"),
            literal=literal,
            lexical_type=self._triples.text(iri, SOE + "lexicalType"),
            datatype=next(iter(self._triples.iris(iri, _RDFS + "range")), "") if literal else "",
            symmetric=_OWL + "SymmetricProperty" in self._triples.iris(iri, _RDF + "type"),
            claimable=self._triples.text(iri, SOE + "claimable") == "true",
            qualifier_name=self._triples.text(iri, SOE + "qualifierName"),
        )

    def _end(self, iri: str, end: str) -> tuple[str, ...]:
        stated = self._triples.iris(iri, _RDFS + end) + self._triples.iris(iri, f"{_SCHEMA}{end}Includes")
        return tuple(sorted(_locals(stated)))

    def _read_concept(self, iri: str) -> Concept:
        labels = {lang: self.labels(iri, lang) for lang in self._triples.languages(iri)}
        broader = tuple(sorted(map(slug_of, self._triples.iris(iri, _SKOS + "broader"))))
        return Concept(slug_of(iri), iri, labels, broader)


@cache
def load() -> Schema:
    """Read the ontology that comes with the package; once per process.

    Raises:
        OntologyError: a file is not valid Turtle.
    """
    return Schema(quad for name in ("soe.ttl", "schemes.ttl") for quad in _quads(name))


def _quads(name: str) -> list[Quad]:
    turtle = (files("soegraph") / "ontology" / name).read_bytes()
    try:
        return list(parse(turtle, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"ontology/{name} is not valid Turtle: {error}") from error


def _locals(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(iri.removeprefix(SOE) for iri in iris if iri.startswith(SOE))
