"""The facts of a page: what each says, with dates in words, its sources and their quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from pyoxigraph import Literal, NamedNode

from soegraph import schema
from soegraph.graph.spans import OF_STATES, OF_TENURES, SIGHTINGS
from soegraph.graph.terms import local_name, soe, term
from soegraph.model import ASSERTED
from soegraph.names import SOE
from soegraph.phrases import counted
from soegraph.publish.release.files import kind_of
from soegraph.publish.site.model import Fact, Part, Ref, Section, Source
from soegraph.publish.site.reader import Reader, named
from soegraph.publish.site.words import WORDS, date, dated, label
from soegraph.publish.vocabulary.model import Text
from soegraph.publish.vocabulary.words import Heading
from soegraph.store import Term

SHOWN = 200
"""How many facts a page lists under one heading."""

_TOLD_APART = frozenset((SOE + "holdsPost", SOE + "holdsStakeIn"))  # by tenures and stakes
_TRUST = frozenset(SOE + name for name in ("confidence", "publisherCount"))
_FIRST = {name: number for number, name in enumerate(dict.fromkeys((*OF_TENURES, *OF_STATES)))}


@dataclass(frozen=True, slots=True)
class _View:
    """A list of tenures or stakes: the property that leads to its subject, and those that a line tells."""

    heading: str
    given: str
    parts: tuple[str, ...]


_VIEWS = (
    _View("posts", "org:member", ("org:role", "org:organization")),
    _View("people", "org:organization", ("org:member", "org:role")),
    _View("held by", "org:role", ("org:member", "org:organization")),
    _View("shareholders", "soe:owned", ("soe:owner",)),
    _View("stakes", "soe:owner", ("soe:owned",)),
)
_ENDS = {
    "tenure": ("org:member", "org:role", "org:organization"),
    "stake": ("soe:owner", "soe:owned"),
}


class Facts:
    """The facts of a store, as pages list them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def about(self, node: NamedNode) -> Iterator[Section]:
        """Yield the lists of facts about an entity: posts and stakes in the order of time, then each relation."""
        for view in _VIEWS:
            nodes = [each for each in self._reader.leading(view.given, node) if _has_ends(each)]
            for section in self._section(WORDS[view.heading], nodes, partial(self._line, parts=view.parts)):
                yield replace(section, facts=tuple(sorted(section.facts, key=_when)))
        yield from self._related(node, "rdf:subject", "rdf:object", _called)
        yield from self._related(node, "rdf:object", "rdf:subject", self._turned)

    def itself(self, node: NamedNode) -> Fact | None:
        """Return what a fact, claim or record says; None for any other thing."""
        if ends := _ENDS.get(kind_of(str(node))):
            return self._line(node, ends)
        if statement := self._reader.statement(node):
            return self._fact(node, statement)
        return None

    def claims(self, nodes: Iterable[NamedNode]) -> Iterator[Fact]:
        """Yield claims in the order of the text, each with what it says."""
        for node in sorted(nodes, key=lambda each: (self._start(each), each.value)):
            yield self._fact(node, self._reader.statement(node))

    def unproven(self, node: NamedNode) -> Iterator[Section]:
        """Yield the list of the claims about an entity from which nothing follows: planned, denied, rejected..."""
        found = {claim for end in ("rdf:subject", "rdf:object") for claim in self._reader.leading(end, node)}
        kept = [claim for claim in found if kind_of(str(claim)) == "claim" and not self._follows(claim)]
        yield from self._section(
            WORDS["no facts"],
            sorted(kept, key=str),
            lambda each: self._fact(each, self._reader.statement(each)),
        )

    def _follows(self, claim: NamedNode) -> bool:
        return bool(self._reader.leading("prov:wasDerivedFrom", claim))

    def _start(self, claim: NamedNode) -> int:
        starts = (
            self._reader.text(evidence, "oa:start") for evidence in self._reader.nodes(claim, "oa:hasTarget")
        )
        return min((int(start) for start in starts if start.isdigit()), default=0)

    def _related(
        self, node: NamedNode, end: str, other: str, heading: Callable[[NamedNode], Heading]
    ) -> Iterator[Section]:
        by_relation: dict[NamedNode, list[NamedNode]] = {}
        for fact in self._reader.leading(end, node):
            if kind_of(str(fact)) == "fact":
                for relation in self._reader.nodes(fact, "rdf:predicate"):
                    by_relation.setdefault(relation, []).append(fact)
        for relation in sorted(by_relation.keys() - _told_apart(), key=str):
            yield from self._section(
                heading(relation),
                by_relation[relation],
                partial(self._line, parts=(other,)),
                self._reader.ref(relation),
            )

    def _turned(self, relation: NamedNode) -> Heading:
        """Return the inverse of a relation, or words for it where the ontology has none."""
        inverse = [
            *self._reader.nodes(relation, "owl:inverseOf"),
            *self._reader.leading("owl:inverseOf", relation),
        ]
        if named := [each for each in inverse if local_name(each) in schema.load().properties]:
            return _called(named[0])
        words = _called(relation)
        return Heading(f"{words.en} this", f"{words.zh}（指向此处）" if words.zh else "")

    def _section(
        self,
        heading: Heading,
        nodes: list[NamedNode],
        fact: Callable[[NamedNode], Fact],
        about: Ref | None = None,
    ) -> Iterator[Section]:
        if nodes:
            facts = sorted(map(fact, nodes[:SHOWN]), key=_order)
            yield Section(heading, tuple(facts), len(nodes), about)

    def _line(self, node: NamedNode, parts: Iterable[str]) -> Fact:
        found = (self._reader.values(node, curie) for curie in parts)
        return self._fact(node, tuple(self._reader.part(value) for values in found for value in values))

    def _fact(self, node: NamedNode, parts: tuple[Part, ...]) -> Fact:
        return Fact(
            node=self._reader.ref(node),
            parts=parts,
            details=tuple(self._details(node)),
            trust=self._trust(node),
            sources=tuple(self._sources(node)),
            known=self._known(node),
        )

    def _known(self, node: NamedNode) -> str:
        said = self._reader.triples(node)
        dates = (
            t.object for t in said if t.predicate.value.startswith(SOE) and local_name(t.predicate) in _FIRST
        )
        return min((date.value for date in dates if isinstance(date, Literal)), default="")

    def _details(self, node: NamedNode) -> Iterator[tuple[Part, ...]]:
        """Yield what qualifies a fact: dates in the order of time, then the rest by property."""
        said = {triple.predicate: triple.object for triple in self._reader.triples(node)}
        kept = {p: o for p, o in said.items() if p.value.startswith(SOE) and p.value not in _TRUST}
        for first, last in SIGHTINGS:
            if soe(last) in kept and kept[soe(last)] == kept.get(soe(first)):
                del kept[soe(last)]
        for predicate in sorted(kept, key=lambda p: (_FIRST.get(local_name(p), len(_FIRST)), p.value)):
            plain = local_name(predicate) in _OWN_PLACE or kept[predicate] == Literal(ASSERTED)
            if not plain:
                yield self._detail(node, local_name(predicate), kept[predicate])

    def _detail(self, node: NamedNode, name: str, value: Term) -> tuple[Part, ...]:
        known = schema.load().properties.get(name)
        if known is not None and known.lexical_type in _DATES and isinstance(value, Literal):
            return (Text(dated(name, value.value, happened=self._is_event(node)), "en"),)
        if name == "percent" and isinstance(value, Literal):
            return (Text(f"{value.value} %"),)
        return Text(f"{label(name).en}: ", "en"), self._reader.part(value)

    def _is_event(self, fact: NamedNode) -> bool:
        """Tell whether a fact is of something that happens once, and does not last."""
        known = schema.load().properties
        stated = (local_name(relation) for relation in self._reader.nodes(fact, "rdf:predicate"))
        return any(name in known and known[name].temporality == "event" for name in stated)

    def _trust(self, node: NamedNode) -> str:
        confidence = self._reader.text(node, "soe:confidence")
        publishers = self._reader.text(node, "soe:publisherCount")
        told = [
            f"confidence {confidence}" if confidence else "",
            counted(int(publishers), "publisher") if publishers.isdigit() else "",
        ]
        return " · ".join(filter(None, told))

    def _sources(self, node: NamedNode) -> Iterator[Source]:
        """Yield what a fact rests on, quotes first; a claim or record rests on itself."""
        grounds = (
            [node] if kind_of(str(node)) in _GROUNDS else self._reader.nodes(node, "prov:wasDerivedFrom")
        )
        found = [source for each in grounds for source in self._source(each)]
        yield from sorted(found, key=lambda source: (source.quote is None, source.told, source.node.iri))

    def _source(self, node: NamedNode) -> Iterator[Source]:
        kind = kind_of(str(node))
        if kind == "claim":
            for evidence in self._reader.nodes(node, "oa:hasTarget") or [node]:
                quotes = [self._reader.part(value) for value in self._reader.values(evidence, "oa:exact")]
                quote = next((text for text in quotes if isinstance(text, Text)), None)
                yield self._of_article(node, quote)
        elif kind == "record":
            urls = tuple(each.value for each in self._reader.nodes(node, "dcterms:source"))
            row = self._reader.text(node, "dcterms:identifier")
            yield Source(self._reader.ref(node), told=f"authority table, {row}" if row else "", urls=urls)

    def _of_article(self, claim: NamedNode, quote: Text | None) -> Source:
        article = next(iter(self._reader.nodes(claim, "prov:wasQuotedFrom")), None)
        if article is None:
            return Source(self._reader.ref(claim), quote)
        told = (
            self._reader.text(article, "soe:publisherName"),
            date(self._reader.text(article, "schema:datePublished")),
        )
        urls = tuple(each.value for each in self._reader.nodes(article, "schema:url"))
        return Source(
            self._reader.ref(claim), quote, self._reader.ref(article), ", ".join(filter(None, told)), urls
        )


_DATES = frozenset(("partialDate", "year"))
_GROUNDS = frozenset(("claim", "record"))
_OWN_PLACE = frozenset(("checked", "frame", "owner", "owned"))  # told elsewhere, or of no use in a sentence


def _called(relation: NamedNode) -> Heading:
    return label(local_name(relation))


def _has_ends(node: NamedNode) -> bool:
    return kind_of(str(node)) in _ENDS


def _told_apart() -> set[NamedNode]:
    return {NamedNode(iri) for iri in _TOLD_APART}


def _when(fact: Fact) -> str:
    """Sort facts by their dates, those without one last."""
    return fact.known or "9999"


def _order(fact: Fact) -> tuple[str, ...]:
    """Sort facts by their words."""
    return (*map(named, fact.parts), fact.node.iri)


def quoted(reader: Reader, article: NamedNode) -> list[NamedNode]:
    """Return the claims of an article."""
    found = reader.leading("prov:wasQuotedFrom", article)
    return [node for node in found if term("soe:Claim") in reader.values(node, "rdf:type")]
