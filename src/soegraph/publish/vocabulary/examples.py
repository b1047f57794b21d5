"""Examples of a term from a graph, each with the words of an article that prove it, where there are any.

Which ones is settled by the graph alone: the first thing that words of a language tell of, and of these words the
shortest; things of which most is known come first, then the order of IRIs counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from soegraph.graph.terms import language_of
from soegraph.names import PROLOGUE
from soegraph.publish.vocabulary.links import Links, ordered
from soegraph.publish.vocabulary.model import Code, Example, Part, Text
from soegraph.query.entities import short
from soegraph.query.explain import Witness, explain, explain_triples
from soegraph.store import Queryable, Rows, Term

_SHOWN = 2  # examples of one term
_TRIED = 40  # statements among which they are looked for
_LONGEST = 200  # code points of a value that an example shows

# Things of the class itself before those of a class below it.
_THINGS = f"""SELECT ?s (COUNT(DISTINCT ?fact) AS ?facts) WHERE {{
  {{ ?s a %(cls)s }} UNION {{ GRAPH ?graph {{ ?s a %(cls)s }} }}
  OPTIONAL {{ ?fact rdf:subject ?s ; a soe:Fact }}
  BIND(EXISTS {{ ?s a ?below . ?below rdfs:subClassOf %(cls)s FILTER(?below != %(cls)s) }} AS ?narrower)
}} GROUP BY ?s ?narrower ORDER BY ?narrower DESC(?facts) ?s LIMIT {_TRIED}"""
_FACTS = """SELECT ?s ?p ?o WHERE {
  VALUES ?s { %s } ?fact rdf:subject ?s ; a soe:Fact ; rdf:predicate ?p ; rdf:object ?o
} ORDER BY ?p ?o"""
# Triples of nodes that tell what they come from first: those of records, and of claims in their articles, last.
_TRIPLES = f"""SELECT ?s ?p ?o WHERE {{
  {{ SELECT DISTINCT ?s ?p ?o WHERE {{
    VALUES ?p {{ %s }} {{ ?s ?p ?o }} UNION {{ GRAPH ?graph {{ ?s ?p ?o }} }}
  }} }}
  BIND(EXISTS {{ ?s prov:wasDerivedFrom ?claim }} AS ?derived)
}} ORDER BY DESC(?derived) ?s ?o LIMIT {_TRIED}"""
# What a node without a name leads to: of a stake its owner, of a claim its subject.
_ENDS = """SELECT DISTINCT ?p ?o WHERE {
  { %(node)s ?p ?o } UNION { GRAPH ?graph { %(node)s ?p ?o } }
  ?o skos:prefLabel ?name FILTER(?p != rdf:type)
} ORDER BY ?p ?o"""
_LABELS = """SELECT ?thing ?label WHERE {
  VALUES ?thing { %s } VALUES ?p { skos:prefLabel dcterms:title rdfs:label }
  { ?thing ?p ?label } UNION { GRAPH ?thing { ?thing ?p ?label } }
} ORDER BY ?thing ?p ?label"""

_Row: TypeAlias = tuple[Term | None, ...]
_Found: TypeAlias = tuple[_Row, Witness | None]


class Examples:
    """The examples that one graph gives; names are shown in `languages`."""

    def __init__(self, graph: Queryable, links: Links, languages: Collection[str]) -> None:
        self._graph, self._links, self._languages = graph, links, languages

    def of_class(self, cls: NamedNode) -> tuple[Example, ...]:
        """Return some things of a class, each with a fact about it, or with the words that it comes from."""
        found = self._graph.select(PROLOGUE + _THINGS % {"cls": cls})
        things = Rows(("s",), [row[:1] for row in found.rows])
        facts = self._facts(things)
        proven = self._proven(facts.rows, explain_triples(self._graph, _triples(facts)))
        proven = proven or self._proven(things.rows, explain(self._graph, things))
        chosen = proven or [(row, None) for row in things.rows[:_SHOWN]]
        return self._written([(self._told(row), witness) for row, witness in chosen])

    def of_property(self, property_: NamedNode) -> tuple[Example, ...]:
        """Return some triples of a property."""
        triples = self._graph.select(PROLOGUE + _TRIPLES % property_)
        proven = self._proven(triples.rows, explain_triples(self._graph, _triples(triples)))
        return self._written(proven or [(row, None) for row in triples.rows[:_SHOWN]])

    def _told(self, row: _Row) -> _Row:
        """Return a row that tells something: for a node alone and without a name with what it leads to."""
        match row:
            case (NamedNode() as node,) if not self._labels(row):
                ends = self._graph.select(PROLOGUE + _ENDS % {"node": node}).rows
                return (node, *(term for end in ends for term in end))
            case _:
                return row

    def _facts(self, things: Rows) -> Rows:
        """Return the facts about some things, in the order of the things."""
        place = {thing: number for number, (thing,) in enumerate(things.rows)}
        found = self._graph.select(PROLOGUE + _FACTS % " ".join(map(str, place)))
        return Rows(found.variables, sorted(found.rows, key=lambda row: place[row[0]]))

    def _proven(self, rows: Iterable[_Row], found: Iterable[tuple[Witness, ...]]) -> list[_Found]:
        """Return for each language the first subject's row with the shortest quote, in the order of languages."""
        best: dict[str, _Found] = {}
        for row, witnesses in zip(rows, found, strict=True):
            for witness in (witness for witness in witnesses if witness.quote):
                language = language_of(witness.quote)
                if language not in best or _better(witness, row, best[language]):
                    best[language] = row, witness
        return [best[language] for language in ordered(best)][:_SHOWN]

    def _written(self, found: Sequence[_Found]) -> tuple[Example, ...]:
        labels = self._labels(term for row, _ in found for term in row)
        return tuple(
            _example(tuple(self._part(term, labels) for term in row if term is not None), witness)
            for row, witness in found
        )

    def _labels(self, terms: Iterable[Term | None]) -> Mapping[NamedNode, tuple[Text, ...]]:
        asked = " ".join(sorted({str(term) for term in terms if isinstance(term, NamedNode)}))
        found: dict[NamedNode, dict[str, Text]] = {}
        for thing, label in self._graph.select(PROLOGUE + _LABELS % asked).rows:
            if isinstance(thing, NamedNode) and isinstance(label, Literal):
                lang = label.language or ""
                if lang in self._languages or not lang:
                    found.setdefault(thing, {}).setdefault(lang, Text(label.value, lang))
        return {thing: tuple(by[lang] for lang in ordered(by)) for thing, by in found.items()}

    def _part(self, term: Term, labels: Mapping[NamedNode, tuple[Text, ...]]) -> Part:
        if isinstance(term, NamedNode):
            link = self._links.link(term)
            name = short(term.value) if link.name == term.value else link.name
            return replace(link, name=name, labels=link.labels or labels.get(term, ()))
        part = self._links.part(term) if isinstance(term, Literal) else Code("[…]")
        return replace(part, value=_cut(part.value)) if isinstance(part, Text | Code) else part


def _example(statement: tuple[Part, ...], witness: Witness | None) -> Example:
    if witness is None:
        return Example(statement)
    source = ", ".join(filter(None, (witness.title, witness.publisher, witness.published)))
    return Example(statement, Text(witness.quote, language_of(witness.quote)), source, witness.url)


def _triples(rows: Rows) -> list[Triple]:
    return [Triple(*row) for row in rows.rows]  # type: ignore[arg-type]  # three terms, as the query asks


def _better(witness: Witness, row: _Row, best: _Found) -> bool:
    return row[0] == best[0][0] and len(witness.quote) < len(best[1].quote if best[1] else "")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
