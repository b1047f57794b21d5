"""The words behind each row: which claims and records state what a row says.

A saved query names in its header what its rows rest on, in patterns over its columns: three terms are a
fact (``?subsidiary soe:subsidiaryOf ?parent``), whose node tells what it rests on; one is a node that is a
claim or was derived from some (``?tenure``). For rows of which no pattern is complete, and for queries
without patterns, every pair of terms in a row is tried as subject and object.

Whatever the number of rows, a few queries fetch everything, in portions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from soegraph.names import PROLOGUE
from soegraph.query.bind import expand, is_plain
from soegraph.query.saved import SavedQuery
from soegraph.store import Queryable, Rows, Term

_PORTION = 200  # facts or nodes that one query asks for

_Fact: TypeAlias = tuple[NamedNode, NamedNode | None, NamedNode | Literal]  # no predicate: any
_Sources: TypeAlias = dict[_Fact | NamedNode, list[NamedNode]]  # claims and records by what they state


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """One claim or record that states what a row says.

    A claim has a `quote`, the `title` of its article, its publisher and the partial date of publication. A
    record of the authority tables has no quote; its `title` is its row. `url` is the address of the article,
    or the source of the record, which may be a citation. `confidence` is a decimal from 0 to 1. What is not
    known is "". `node` is its IRI.
    """

    published: str
    title: str
    start: int
    node: str
    quote: str
    publisher: str
    url: str
    confidence: str = ""


@dataclass(slots=True)
class _Basis:
    """What a row rests on."""

    facts: list[_Fact] = field(default_factory=list)
    nodes: list[NamedNode] = field(default_factory=list)


def explain(queryable: Queryable, rows: Rows, query: SavedQuery | None = None) -> list[tuple[Witness, ...]]:
    """Return for each row its witnesses, oldest first; none where a row says nothing that was claimed.

    Raises:
        StoreError: the store cannot answer.
    """
    patterns = query.explain if query else ()
    return _explained(
        queryable, [_basis(dict(zip(rows.variables, row, strict=True)), patterns) for row in rows.rows]
    )


def explain_triples(queryable: Queryable, triples: Iterable[Triple]) -> list[tuple[Witness, ...]]:
    """Return for each triple its witnesses, oldest first: those of the fact, and those of its subject.

    A subject has witnesses of its own if it is a fact node, a tenure or a stake, or a claim or record itself.

    Raises:
        StoreError: the store cannot answer.
    """
    return _explained(queryable, [_basis_of(*triple) for triple in triples])


def _explained(queryable: Queryable, bases: list[_Basis]) -> list[tuple[Witness, ...]]:
    sources = _sources_of_facts(queryable, dict.fromkeys(fact for basis in bases for fact in basis.facts))
    sources |= _sources_of_nodes(queryable, dict.fromkeys(node for basis in bases for node in basis.nodes))
    found = witnesses(queryable, dict.fromkeys(node for nodes in sources.values() for node in nodes))
    return [_chosen(basis, sources, found) for basis in bases]


def _chosen(basis: _Basis, sources: _Sources, witnesses: Mapping[str, Witness]) -> tuple[Witness, ...]:
    keys: list[_Fact | NamedNode] = [*basis.facts, *basis.nodes]
    nodes = {node.value for key in keys for node in sources.get(key, ())}
    return tuple(sorted(witnesses[node] for node in nodes if node in witnesses))


def _basis(row: Mapping[str, Term | None], patterns: Iterable[str]) -> _Basis:
    basis = _Basis()
    for pattern in patterns:
        match [_term(word, row) for word in pattern.split()]:
            case [NamedNode() as node]:
                basis.nodes.append(node)
            case [NamedNode() as s, NamedNode() as p, NamedNode() | Literal() as o] if is_plain(o):
                basis.facts.append((s, p, o))
    return basis if basis.facts or basis.nodes else _any_pair(row)


def _basis_of(s: Any, p: NamedNode, o: Any) -> _Basis:
    return _Basis([(s, p, o)] if is_plain(o) else [], [s])


def _term(word: str, row: Mapping[str, Term | None]) -> Term | None:
    return row.get(word[1:]) if word.startswith("?") else NamedNode(expand(word))


def _any_pair(row: Mapping[str, Term | None]) -> _Basis:
    known = (term for term in row.values() if isinstance(term, NamedNode | Literal) and is_plain(term))
    terms = list(dict.fromkeys(known))
    return _Basis(
        facts=[(s, None, o) for s, o in permutations(terms, 2) if isinstance(s, NamedNode)],
        nodes=[term for term in terms if isinstance(term, NamedNode)],
    )


# Only subjects are filled in: the engine would start from the predicate, which most facts share.
_STATED = """SELECT ?s ?p ?o ?node WHERE {
  VALUES ?s { %s }
  ?fact rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?node .
}"""
_DERIVED = """SELECT ?derived ?node WHERE {
  VALUES ?derived { %s }
  ?derived prov:wasDerivedFrom ?node .
}"""
# With OPTIONAL inside of GRAPH the engine would look at all titles of all graphs before it comes to a node.
_CLAIMS = """SELECT ?node ?published ?title ?start ?quote ?publisher ?url ?confidence WHERE {
  VALUES ?node { %s }
  GRAPH ?article { ?node oa:hasTarget ?evidence . ?evidence oa:exact ?quote ; oa:start ?start }
  OPTIONAL { GRAPH ?article { ?article dcterms:title ?title } }
  OPTIONAL { GRAPH ?article { ?article soe:publisherName ?publisher } }
  OPTIONAL { GRAPH ?article { ?article schema:datePublished ?published } }
  OPTIONAL { GRAPH ?article { ?article schema:url ?url } }
  OPTIONAL { GRAPH ?article { ?node soe:confidence ?confidence } }
}"""
_RECORDS = """SELECT ?node ?title ?url ?confidence WHERE {
  VALUES ?node { %s }
  ?node a soe:Record .
  OPTIONAL { ?node dcterms:identifier ?title }
  OPTIONAL { ?node dcterms:source ?url }
  OPTIONAL { ?node soe:confidence ?confidence }
}"""


def _sources_of_facts(queryable: Queryable, facts: Iterable[_Fact]) -> _Sources:
    """Return the claims and records that each fact rests on, as its node tells."""
    stating: _Sources = defaultdict(list)
    asked = frozenset(facts)
    subjects = sorted({str(subject) for subject, _, _ in asked})
    for row in _answers(queryable, _STATED, subjects):
        for predicate in (row["p"], None):
            fact = (row["s"], predicate, row["o"])
            if fact in asked:
                stating[fact].append(row["node"])
    return stating


def _sources_of_nodes(queryable: Queryable, nodes: Iterable[NamedNode]) -> _Sources:
    """Return what each node was derived from, and the node itself, which may be a claim."""
    sources: _Sources = {node: [node] for node in nodes}
    for row in _answers(queryable, _DERIVED, map(str, nodes)):
        sources[row["derived"]].append(row["node"])
    return sources


def witnesses(queryable: Queryable, nodes: Iterable[NamedNode]) -> dict[str, Witness]:
    """Return the witnesses that claims and records are, by their IRIs; what is neither has none.

    Raises:
        StoreError: the store cannot answer.
    """
    asked = list(map(str, nodes))
    found = (_witness(row) for pattern in (_CLAIMS, _RECORDS) for row in _answers(queryable, pattern, asked))
    return {witness.node: witness for witness in sorted(found, reverse=True)}


def _witness(row: Mapping[str, Any]) -> Witness:
    texts = {name: term.value for name, term in row.items()}
    return Witness(
        published=texts.get("published", ""),
        title=texts.get("title", ""),
        start=int(texts.get("start", 0)),
        node=texts["node"],
        quote=texts.get("quote", ""),
        publisher=texts.get("publisher", ""),
        url=texts.get("url", ""),
        confidence=texts.get("confidence", ""),
    )


def _answers(queryable: Queryable, pattern: str, values: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the answers to a pattern, with `values` filled in portion by portion, as terms by variable."""
    pending = list(values)
    for first in range(0, len(pending), _PORTION):
        rows = queryable.select(PROLOGUE + pattern % " ".join(pending[first : first + _PORTION]))
        for row in rows.rows:
            yield {name: term for name, term in zip(rows.variables, row, strict=True) if term is not None}
