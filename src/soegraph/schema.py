"""The ontology as Python sees it.

`ontology/soe.ttl` and `ontology/schemes.ttl` are the only model, or the Turtle of another folder in their place (see
`soegraph.home`); this module reads them and repeats nothing. A new class, relation, role or commodity is an edit there.

>>> schema = load()
>>> schema.is_a("CentralEnterprise", "Organisation"), schema.kind("CentralEnterprise")
(True, 'organisation')
>>> schema.accepts("holdsPost", "Person", "Enterprise"), schema.accepts("holdsPost", "Enterprise", "Person")
(True, False)
>>> schema.concepts("roles")["party-secretary"].labels["zh-hans"][0]
'党委书记'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import product

from pyoxigraph import Quad, Triple

from soegraph import home, kinds
from soegraph.errors import OntologyError
from soegraph.names import PREFIXES, SOE, slug_of
from soegraph.triples import Triples, parsed

_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
_DCTERMS = PREFIXES["dcterms"]
_SCHEMA, _SKOS = PREFIXES["schema"], PREFIXES["skos"]
_NAMESPACE = "http://purl.org/vocab/vann/preferredNamespaceUri"


@dataclass(frozen=True, slots=True)
class Property:
    """One property of the ontology.

    `domain` and `range` hold local names of classes; an empty tuple leaves that end open, as the range of a
    literal property does. `lexical_type` says how values are written: ``partialDate``, ``year``,
    ``decimal``, ``integer``, ``string`` or ``role``; "" for a relation between two things.
    `qualifier_name` is the name among a claim's qualifiers, or "". `claimable` tells whether a claim may have
    it as predicate. `datatype` is the IRI of the range of a literal, where the ontology names one. `kind` is
    what later sentences take up of it (see `soegraph.kinds`), or "". `temporality` is ``state``, ``event`` or
    ``timeless``.
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
    kind: str = ""
    temporality: str = "state"


@dataclass(frozen=True, slots=True)
class Concept:
    """One SKOS concept of a class: `labels` by language tag, the preferred one first; `broader` as slugs.

    `sole` tells of a role that an organisation gives it to one person at a time.
    """

    slug: str
    iri: str
    type: str
    labels: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...]
    sole: bool = False


class Schema:
    """The classes, properties and concepts of the ontology, by local name in its namespace.

    Use `load`; the constructor serves tests that bring their own triples.

    Raises:
        OntologyError: the class hierarchy has a cycle, or an annotation says what no program understands.
    """

    def __init__(self, quads: Iterable[Quad], namespace: str = SOE) -> None:
        self.namespace = namespace
        self._triples = Triples(quads)
        self._parents = {
            local: tuple(sorted(self._locals(self._triples.iris(namespace + local, _RDFS + "subClassOf"))))
            for local in self._locals(self._triples.subjects(_RDF + "type", _OWL + "Class"))
        }
        self._ancestors = {local: self._climb(local) for local in self._parents}
        self._apart = frozenset(self._disjoint_pairs())
        self._marked = {
            local: kinds.checked(local, "mentionKind", self._note(local, "mentionKind"))
            for local in self._parents
        }
        self._kinds = {local: self._kinds_of(local) for local in self._parents}
        self._narrowest = {local: self._inherited(local, "mentionKind") for local in self._parents}
        self.properties: Mapping[str, Property] = {p.name: p for p in self._read_properties()}
        self.qualifiers: Mapping[str, Property] = {
            p.qualifier_name: p for p in self.properties.values() if p.qualifier_name
        }
        self._through = {local: tuple(self._paths(local)) for local in self._parents}
        self._concepts: dict[str, Mapping[str, Concept]] = {}

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
        if cls in self._parents and ancestor in self._parents:
            return ancestor in self._ancestors[cls]
        raise self._no_class(ancestor if cls in self._parents else cls)

    def ancestors(self, cls: str) -> frozenset[str]:
        """Return the class and all its superclasses in the ontology."""
        return self._ancestors[self._known(cls)]

    def disjoint(self, a: str, b: str) -> bool:
        """Tell whether nothing can be both an `a` and a `b`."""
        return any(pair in self._apart for pair in product(self.ancestors(a), self.ancestors(b)))

    def depth(self, cls: str) -> int:
        """Return the longest way up to a class without superclass in the ontology: more is more specific.

        >>> [load().depth(c) for c in ("Organisation", "Enterprise", "CentralEnterprise")]
        [0, 1, 3]
        """
        return max((1 + self.depth(parent) for parent in self._parents[self._known(cls)]), default=0)

    def kind(self, cls: str) -> str:
        """Return the part of an IRI that stands for things of the class: ``organisation``, ``person``, ...

        Raises:
            OntologyError: neither the class nor a superclass has `soe:iriKind`.
        """
        if kind := self._inherited(cls, "iriKind"):
            return kind
        raise OntologyError(f"{cls} has no kind of IRI: give it, or a class above it, soe:iriKind")

    def is_kind(self, cls: str, kind: str) -> bool:
        """Tell whether things of a class are of a kind of mention: a person, an organisation, a place, ...

        >>> load().is_kind("CentralEnterprise", "organisation"), load().is_kind("Mine", "place")
        (True, False)
        """
        return kind in self._kinds[self._known(cls)]

    def mention_kind(self, cls: str) -> str:
        """Return the narrowest kind of mention of a class, or "".

        >>> load().mention_kind("CentralEnterprise")
        'enterprise'
        """
        return self._narrowest[self._known(cls)]

    def class_of(self, *wanted: str) -> str:
        """Return the most general class of the first of these kinds of mention that there is, or "".

        >>> load().class_of("government", "organisation")
        'GovernmentBody'
        """
        for kind in wanted:
            if found := [local for local, marked in self._marked.items() if marked == kind]:
                return min(found, key=lambda local: (self.depth(local), local))
        return ""

    def known_through(self, cls: str) -> tuple[tuple[str, str], ...]:
        """Return the relations through which things of a class are known, and at which end of them these stand.

        >>> load().known_through("Mine")
        (('operates', 'object'), ('locatedIn', 'subject'))
        """
        return self._through[self._known(cls)]

    def labels(self, name: str, lang: str) -> tuple[str, ...]:
        """Return the labels of a term (local name) or of anything with an IRI, the preferred one first.

        >>> load().labels("Mine", "en")[:2]
        ('mine', 'mining area')
        """
        iri = name if ":" in name else self.namespace + name
        found = (self._triples.texts(iri, _SKOS + p, lang) for p in ("prefLabel", "altLabel"))
        return tuple(label for labels in found for label in labels)

    def definition(self, name: str, lang: str = "en") -> str:
        """Return the definition of a term (local name) or of anything with an IRI, or "".

        >>> load().definition("Place")
        'A place is a country, province, city, county or other named area of administration.'
        """
        iri = name if ":" in name else self.namespace + name
        return next(iter(self._triples.texts(iri, _SKOS + "definition", lang)), "")

    def concepts(self, scheme: str) -> Mapping[str, Concept]:
        """Return the concepts of a scheme (``roles``, ``commodities``, the end of its IRI) by slug, sorted."""
        if scheme not in self._concepts:
            concepts = map(self._read_concept, self._members(scheme.__eq__))
            self._concepts[scheme] = {concept.slug: concept for concept in concepts}
        return self._concepts[scheme]

    def terms(self) -> tuple[Concept, ...]:
        """Return the concepts that texts mention as things: those of classes of the kind ``term``, by IRI."""
        concepts = map(self._read_concept, self._members(lambda _: True))
        return tuple(concept for concept in concepts if concept.type and self.is_kind(concept.type, "term"))

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

    def family(self, name: str) -> frozenset[str]:
        """Return a property and those that have replaced it (`dcterms:isReplacedBy`), however often.

        Empty where the ontology knows neither.

        >>> sorted(load().family("holdsPost")), sorted(load().family("wasChairOf"))
        (['holdsPost'], [])
        """
        found: set[str] = set()
        pending = [name]
        while pending:
            if (current := pending.pop()) not in found:
                found.add(current)
                replacing = self._triples.iris(self.namespace + current, _DCTERMS + "isReplacedBy")
                pending += self._locals(replacing)
        return frozenset(found & self.properties.keys())

    def _fits(self, cls: str, allowed: tuple[str, ...]) -> bool:
        if cls not in self._parents:
            return False
        return not allowed or any(self.is_a(cls, a) or self.is_a(a, cls) for a in allowed)

    def _known(self, cls: str) -> str:
        if cls not in self._parents:
            raise self._no_class(cls)
        return cls

    def _no_class(self, name: str) -> OntologyError:
        return OntologyError(f"no class {name!r}: the ontology declares {', '.join(self._parents)}")

    def _climb(self, cls: str, path: tuple[str, ...] = ()) -> frozenset[str]:
        if cls in path:
            raise OntologyError(f"{cls} is its own superclass: break the cycle of rdfs:subClassOf")
        above = (self._climb(parent, (*path, cls)) for parent in self._parents.get(cls, ()))
        return frozenset({cls}).union(*above)

    def _disjoint_pairs(self) -> Iterator[tuple[str, str]]:
        for cls in self._parents:
            for other in self._locals(self._triples.iris(self.namespace + cls, _OWL + "disjointWith")):
                yield from ((cls, other), (other, cls))

    def _note(self, local: str, annotation: str) -> str:
        """What one of our annotations says of a term, or ""."""
        return self._triples.text(self.namespace + local, SOE + annotation)

    def _inherited(self, cls: str, annotation: str) -> str:
        """What an annotation says of a class or, else, of the nearest class above it."""
        above = sorted(self.ancestors(cls), key=lambda local: (-self.depth(local), local))
        return next((said for local in above if (said := self._note(local, annotation))), "")

    def _kinds_of(self, cls: str) -> frozenset[str]:
        return frozenset().union(
            *(kinds.widened(self._marked.get(local, "")) for local in self._ancestors[cls])
        )

    def _paths(self, cls: str) -> Iterator[tuple[str, str]]:
        """Read ``"^operates|locatedIn"``: the relations to follow from a thing, ``^`` against their direction."""
        for step in filter(None, self._inherited(cls, "knownThrough").split("|")):
            name = step.removeprefix("^")
            if name not in self.properties:
                raise OntologyError(f"{cls} has soe:knownThrough {step!r}: no property {name!r} is declared")
            yield name, "subject" if step == name else "object"

    def _members(self, wanted: Callable[[str], bool]) -> list[str]:
        """The IRIs of the concepts in the schemes of a name that is wanted, sorted."""
        in_scheme = _SKOS + "inScheme"
        schemes = (iri for iri in self._triples.objects(in_scheme) if wanted(slug_of(iri)))
        return sorted({member for iri in schemes for member in self._triples.subjects(in_scheme, iri)})

    def _read_properties(self) -> Iterator[Property]:
        literal = self._locals(self._triples.subjects(_RDF + "type", _OWL + "DatatypeProperty"))
        relations = self._locals(self._triples.subjects(_RDF + "type", _OWL + "ObjectProperty"))
        for name in sorted((*literal, *relations)):
            yield self._read_property(name, literal=name in literal)

    def _read_property(self, name: str, *, literal: bool) -> Property:
        iri = self.namespace + name
        return Property(
            name=name,
            iri=iri,
            domain=self._end(iri, "domain"),
            range=() if literal else self._end(iri, "range"),
            literal=literal,
            lexical_type=kinds.checked(name, "lexicalType", self._note(name, "lexicalType")),
            datatype=next(iter(self._triples.iris(iri, _RDFS + "range")), "") if literal else "",
            symmetric=_OWL + "SymmetricProperty" in self._triples.iris(iri, _RDF + "type"),
            claimable=self._note(name, "claimable") == "true",
            qualifier_name=self._note(name, "qualifierName"),
            kind=kinds.checked(name, "relationKind", self._note(name, "relationKind")),
            temporality=kinds.checked(name, "temporality", self._note(name, "temporality")) or "state",
        )

    def _end(self, iri: str, end: str) -> tuple[str, ...]:
        stated = self._triples.iris(iri, _RDFS + end) + self._triples.iris(iri, f"{_SCHEMA}{end}Includes")
        return tuple(sorted(self._locals(stated)))

    def _read_concept(self, iri: str) -> Concept:
        type_ = next(iter(self._locals(self._triples.iris(iri, _RDF + "type"))), "")
        labels = {lang: self.labels(iri, lang) for lang in self._triples.languages(iri)}
        broader = tuple(sorted(map(slug_of, self._triples.iris(iri, _SKOS + "broader"))))
        sole = self._triples.text(iri, SOE + "soleHolder") == "true"
        return Concept(slug_of(iri), iri, type_, labels, broader, sole)

    def _locals(self, iris: Iterable[str]) -> tuple[str, ...]:
        """The names of those IRIs that are terms of the ontology itself."""
        names = (iri.removeprefix(self.namespace) for iri in iris if iri.startswith(self.namespace))
        return tuple(name for name in names if name and not {"/", "#"} & set(name))


@home.cached
def load() -> Schema:
    """Read the ontology in use; once per process.

    Raises:
        OntologyError: a file is not valid Turtle, or what is there is no ontology that articles can be read by.
    """
    quads = [quad for file in home.turtle() for quad in quads_of(file)]
    found = Schema(quads, namespace_of(quads))
    if not found.relations:
        raise OntologyError(
            f"no property in {found.namespace} may be claimed: say soe:claimable true of the relations to read"
        )
    for property_ in found.properties.values():
        stated = property_.qualifier_name or (property_.claimable and property_.literal)
        if stated and not property_.lexical_type:
            raise OntologyError(f"{property_.name} has no soe:lexicalType: {', '.join(kinds.LEXICAL_TYPES)}")
    return found


def quads_of(file: Traversable) -> list[Quad]:
    """Read a file of an ontology; its blank nodes are those of no other file.

    Raises:
        OntologyError: it is not valid Turtle.
    """
    return parsed(file)[0]


def namespace_of(quads: Iterable[Quad]) -> str:
    """Return the namespace whose terms are the ontology's own, which its header names.

    Raises:
        OntologyError: no header names one, or several are named.
    """
    given = {
        q.object.value for q in quads if q.predicate.value == _NAMESPACE and not isinstance(q.object, Triple)
    }
    if len(given) != 1:
        named = " and ".join(sorted(given)) or "none"
        raise OntologyError(
            f"an ontology needs one vann:preferredNamespaceUri, which tells its own terms from others; it has {named}"
        )
    return given.pop()
