"""How the page calls things: their names with a prefix, their labels, and the ids under which they are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

from soegraph.names import PREFIXES, slug_of
from soegraph.publish.prefixes import compactor
from soegraph.publish.vocabulary.model import Code, Link, Part, Text
from soegraph.publish.vocabulary.source import Source, Value

_DCTERMS, _RDF, _RDFS, _SKOS = (PREFIXES[prefix] for prefix in ("dcterms", "rdf", "rdfs", "skos"))

LABELS = (_SKOS + "prefLabel", _RDFS + "label", _DCTERMS + "title")
"""What names a thing; the first of them that there is in a language counts."""

PAGE = "page/"
"""What the ids of the page's own parts begin with: no name of a term holds a slash."""

_LANG_STRING = _RDF + "langString"
_XSD_STRING = PREFIXES["xsd"] + "string"


class Links:
    """The links of one page. `described` are the things that it describes, besides the ontology's own terms."""

    def __init__(self, source: Source, described: Iterable[NamedNode] = ()) -> None:
        self._source = source
        self._compact = compactor(source.prefixes)
        self._anchors = _anchors(source, described, self._compact)

    def link(self, node: NamedNode) -> Link:
        """Return the link to anything."""
        return Link(
            iri=node.value,
            name=self._compact(node.value),
            anchor=self._anchors.get(node, ""),
            labels=tuple(self.texts(node, LABELS)),
        )

    def part(self, value: Value) -> Part:
        """Return anything but a blank node as a part: a link, a text in its language, or code."""
        match value:
            case NamedNode():
                return self.link(value)
            case Literal() if value.language or value.datatype.value == _XSD_STRING:
                return Text(value.value, value.language or "")
            case Literal():
                return Code(value.value)
            case BlankNode():
                return Code("[…]")

    def texts(self, node: NamedNode, predicates: Sequence[str]) -> list[Text]:
        """Return the texts of the first predicate that has any, language by language."""
        found: dict[str, list[Text]] = {}
        for predicate in predicates:
            for lang, texts in by_language(self._source.literals(node, predicate)).items():
                found.setdefault(lang, texts)
        return [text for lang in ordered(found) for text in found[lang]]


def by_language(literals: Iterable[Literal]) -> dict[str, list[Text]]:
    """Group literals by their language tag, "" for none."""
    found: dict[str, list[Text]] = {}
    for literal in literals:
        lang = literal.language or ""
        found.setdefault(lang, []).append(Text(literal.value, lang))
    return found


def ordered(languages: Iterable[str]) -> list[str]:
    """Put language tags in the order of the columns: English, Chinese, the others, none.

    >>> ordered({"", "fr", "zh-hans", "en", "de"})
    ['en', 'zh-hans', 'de', 'fr', '']
    """

    def place(tag: str) -> tuple[int, str]:
        primary = tag.partition("-")[0]
        return (("en", "zh").index(primary) if primary in ("en", "zh") else 2 if tag else 3), tag

    return sorted(languages, key=place)


def _anchors(source: Source, described: Iterable[NamedNode], compact: object) -> Mapping[NamedNode, str]:
    assert callable(compact)
    found = {node: node.value.removeprefix(source.namespace) for node in source.own()}
    taken = set(found.values())
    for node in described:
        if node not in found:
            found[node] = _free(compact(node.value), node.value, taken)
    return found


def _free(name: str, iri: str, taken: set[str]) -> str:
    """Return an id that is not taken yet: ``role/chair`` for ``role:chair``."""
    wanted = f"thing/{slug_of(iri)}" if name == iri else name.replace(":", "/", 1)
    anchor = next(
        a for n in range(1, len(taken) + 2) if (a := wanted if n == 1 else f"{wanted}-{n}") not in taken
    )
    taken.add(anchor)
    return anchor
