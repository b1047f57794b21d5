"""The terms of statements: whether a stranger's tools can read them, and know what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from soegraph import names
from soegraph.publish.release.said import VOCABULARIES
from soegraph.verify.lexical import datatype_fault, language_fault

_RDF, _RDFS, _OWL, _XSD = (names.PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
_TYPE = _RDF + "type"
_LEXICAL = names.SOE + "lexicalType"
_RANGE = _RDFS + "range"

_KNOWN = frozenset(
    namespace + local
    for namespace, locals_ in {
        _RDF: "type subject predicate object first rest nil value reifies List Property Statement",
        _RDFS: "label comment isDefinedBy seeAlso subClassOf subPropertyOf domain range member Class Datatype Literal"
        " Resource",
        _OWL: "AllDifferent AllDisjointClasses AnnotationProperty AsymmetricProperty Class DatatypeProperty"
        " FunctionalProperty InverseFunctionalProperty IrreflexiveProperty NamedIndividual Nothing ObjectProperty"
        " Ontology ReflexiveProperty Restriction SymmetricProperty Thing TransitiveProperty allValuesFrom"
        " backwardCompatibleWith cardinality complementOf deprecated differentFrom disjointUnionOf disjointWith"
        " equivalentClass equivalentProperty hasKey hasSelf hasValue imports incompatibleWith intersectionOf inverseOf"
        " maxCardinality maxQualifiedCardinality members minCardinality minQualifiedCardinality onClass onDataRange"
        " onProperty oneOf priorVersion propertyChainAxiom propertyDisjointWith qualifiedCardinality sameAs"
        " someValuesFrom unionOf versionIRI versionInfo",
    }.items()
    for local in locals_.split()
)
_DESCRIBING = (
    *names.PREFIXES.values(),
    *VOCABULARIES.values(),
    "http://purl.org/vocab/vann/",
    "http://www.lexinfo.net/ontology/3.0/lexinfo#",
    "http://www.w3.org/ns/lemon/",
)
"""Namespaces of vocabularies that files about the data use; in the data itself each term is declared."""

_PARTIAL = frozenset(_XSD + each for each in ("gYear", "gYearMonth", "date"))
_TYPES = {"partialDate": _PARTIAL, "year": frozenset((_XSD + "gYear",))}
_SCHEMES = ("http://", "https://", "urn:", "mailto:")
_ASCII = re.compile(r"[!-~]+")
_NCNAME = re.compile(r"[^\W\d][\w.\-·]*$")
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Vocabulary:
    """The terms that the ontology of a release declares, and which values it wants for its properties."""

    def __init__(self, ontology: Iterable[Quad]) -> None:
        self._declared: set[str] = set()
        self._literal: set[str] = set()
        self._things: set[str] = set()
        self._types: dict[str, frozenset[str]] = {}
        for quad in ontology:
            if isinstance(quad.subject, NamedNode):
                self._take(quad.subject.value, quad.predicate.value, quad.object)

    def _take(self, subject: str, predicate: str, value: object) -> None:
        if predicate == _TYPE and isinstance(value, NamedNode):
            self._declared.add(subject)
            if value.value == _OWL + "DatatypeProperty":
                self._literal.add(subject)
            elif value.value == _OWL + "ObjectProperty":
                self._things.add(subject)
        elif predicate == _RANGE and isinstance(value, NamedNode) and value.value.startswith(_XSD):
            self._types[subject] = frozenset((value.value,))
        elif predicate == _LEXICAL and isinstance(value, Literal) and value.value in _TYPES:
            self._types[subject] = _TYPES[value.value]

    def knows(self, iri: str, *, of_data: bool) -> bool:
        """Tell whether a property or class is declared, or of a known vocabulary; data needs declared ones."""
        if iri in self._declared or iri in _KNOWN:
            return True
        return not of_data and not iri.startswith(names.SOE) and iri.startswith(_DESCRIBING)

    def understands(self, predicate: str, value: str, of_data: bool) -> bool:
        """Tell whether the value of a property is known, if it is a class or a term of the ontology."""
        if predicate != _TYPE and (value == names.SOE or not value.startswith(names.SOE)):
            return True
        return self.knows(value, of_data=of_data)

    def misused(self, predicate: str, value: object) -> str:
        """Return what is wrong with the kind of value that a property has, "" if nothing is."""
        if not isinstance(value, Literal):
            return "a literal is wanted" if predicate in self._literal else ""
        if predicate in self._things:
            return f"a thing is wanted, not {value}"
        wanted = self._types.get(predicate)
        if wanted is None or value.datatype.value in wanted:
            return ""
        return f"{value} is wanted as {' or '.join(sorted(map(names.curie, wanted)))}"


def iri_fault(iri: str, ours: bool) -> str:
    """Return what is wrong with an IRI, `ours` if it names a thing of the release; "" if nothing is.

    >>> iri_fault("https://example.org/a", False), iri_fault("javascript:alert(1)", False)
    ('', 'its scheme is none that leads to data: javascript')
    """
    if not iri.startswith(_SCHEMES):
        return f"its scheme is none that leads to data: {iri.partition(':')[0]}"
    if not _ASCII.fullmatch(iri):
        if ours:
            return "it is not ASCII, as all names of the release are"
        if not unicodedata.is_normalized("NFC", iri):
            return "it is not in Unicode's normal form C: other tools would write another IRI"
        if any(unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Co") for char in iri):
            return "it has a space or an invisible character"
    if iri.count("#") > 1:
        return "it has two #"
    return "it has a % that begins no escape" if _ESCAPE.search(iri) else ""


def predicate_fault(iri: str) -> str:
    """Return why RDF/XML cannot write a predicate, "" if it can.

    >>> predicate_fault("https://example.org/p/1")
    'it ends in no NCName'
    """
    return "" if _NCNAME.search(re.split(r"[/#:]", iri)[-1]) else "it ends in no NCName"


@lru_cache(maxsize=1 << 16)
def literal_fault(literal: Literal) -> str:
    """Return what is wrong with the form of a literal, "" if nothing is."""
    if literal.language:
        return language_fault(literal.language)
    return datatype_fault(literal.value, literal.datatype.value)
