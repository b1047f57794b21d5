"""Claims as people review them: with all that is needed to read and to judge them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from soegraph import names, schema
from soegraph.curation import Ledger
from soegraph.curation.fit import qualifier
from soegraph.graph import layers, terms
from soegraph.graph.articles import article_iri
from soegraph.graph.judgements import who_is_who
from soegraph.graph.terms import soe, term
from soegraph.graph.view import View
from soegraph.store import Store

AT_ONCE = 1_000
"""Claims that one review shows at most."""

_NAMES = 3  # of an end, that a judgement keeps beside its IRI
_TYPES_TOLD = ("role", "decimal")  # of the qualifiers that tell one claim from another

_CLAIMS = """SELECT DISTINCT ?claim ?article ?confidence ?start WHERE {
  %s
  GRAPH ?article { ?claim soe:confidence ?confidence ; oa:hasTarget/oa:start ?start . %s }
  FILTER(?article != %s)
  FILTER NOT EXISTS {
    VALUES ?decision { "accept" "reject" }
    ?judgement soe:judges ?claim ; soe:decision ?decision .
  }
}
ORDER BY ?confidence ?article ?start ?claim
LIMIT %d"""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a claim: a thing with its names in the article, longest first, or a value with none."""

    node: NamedNode | Literal
    names: tuple[str, ...]

    @property
    def cell(self) -> str:
        """The end as the ledger writes it."""
        if isinstance(self.node, Literal):
            return self.node.value
        return "|".join([self.short, *(name for name in self.names[:_NAMES] if "|" not in name)])

    @property
    def short(self) -> str:
        """The kind and slug of a thing, or a value."""
        return self.node.value.removeprefix(names.base() + "id/")

    def __str__(self) -> str:
        """Write it for people."""
        return f"{self.names[0]} ({self.short})" if self.names else self.short


@dataclass(frozen=True, slots=True)
class Case:
    """A claim to be judged: what it says, the words that say it, and where they stand."""

    claim: NamedNode
    article: str
    source: str
    text_hash: str
    subject: End
    predicate: str
    object: End
    qualifiers: Mapping[str, str]
    modality: str
    confidence: str
    frame: str
    quote: str
    start: int
    end: int

    def cells(self) -> dict[str, str]:
        """Return the cells of the ledger that mean this claim."""
        known = schema.load().qualifiers
        told = {k: v for k, v in self.qualifiers.items() if known[k].lexical_type in _TYPES_TOLD}
        return {
            "article": self.article,
            "subject": self.subject.cell,
            "predicate": self.predicate,
            "object": self.object.cell,
            "qualifiers": "|".join(f"{name}={value}" for name, value in sorted(told.items())),
            "quote": " ".join(self.quote.split()),
        }


def unjudged(
    store: Store, ledger: Ledger, *, predicate: str = "", entity: NamedNode | None = None, article: str = ""
) -> list[tuple[NamedNode, NamedNode]]:
    """Return the claims that nobody has accepted or rejected, the least sure first, each with its article.

    Only those of a relation (local name), about an entity or those that it replaces, of an article, if given.
    At most `AT_ONCE`.
    """
    values, patterns = [], []
    if predicate:
        patterns.append(f"?claim rdf:predicate {soe(predicate)} .")
    if article:
        values.append(f"VALUES ?article {{ {article_iri(article)} }}")
    if entity is not None:
        members = " ".join(map(str, who_is_who(View(store, {}), ledger).members([entity])))
        values.append(f"VALUES ?entity {{ {members} }}")
        patterns.append("?claim rdf:subject|rdf:object ?entity .")
    query = _CLAIMS % (" ".join(values), " ".join(patterns), layers.quarantine(), AT_ONCE)
    found: list[Any] = [row[:2] for row in store.select(names.PROLOGUE + query).rows]
    return [(claim, graph) for claim, graph in found]


def case(store: Store, claim: NamedNode, article: NamedNode) -> Case:
    """Read one claim with its evidence and its article."""
    told = _properties(store, claim, article)
    [evidence] = told[term("oa:hasTarget")]
    words, about = _properties(store, evidence, article), _properties(store, article, article)
    known = schema.load().qualifiers.items()
    shown = ("dcterms:title", "soe:publisherName", "schema:datePublished", "schema:url")
    return Case(
        claim=claim,
        article=_first(about, "dcterms:identifier"),
        source=", ".join(filter(None, (_first(about, name) for name in shown))),
        text_hash=_first(about, "soe:textHash"),
        subject=_end(store, told[term("rdf:subject")][0], article),
        predicate=terms.local_name(told[term("rdf:predicate")][0]),
        object=_end(store, told[term("rdf:object")][0], article),
        qualifiers={name: qualifier(told[soe(p.name)][0]) for name, p in known if soe(p.name) in told},
        modality=_first(told, "soe:modality"),
        confidence=_first(told, "soe:confidence"),
        frame=_first(told, "soe:frame"),
        quote=_first(words, "oa:exact"),
        start=int(_first(words, "oa:start")),
        end=int(_first(words, "oa:end")),
    )


def _properties(store: Store, node: NamedNode, graph: NamedNode) -> dict[NamedNode, list[Any]]:
    found: dict[NamedNode, list[Any]] = {}
    for quad in store.quads(subject=node, graph=graph):
        found.setdefault(quad.predicate, []).append(quad.object)
    return found


def _first(properties: Mapping[NamedNode, Iterable[Any]], name: str) -> str:
    return min((value.value for value in properties.get(term(name), ())), default="")


def _end(store: Store, node: Any, article: NamedNode) -> End:
    if isinstance(node, Literal):
        return End(node, ())
    surfaces = _properties(store, node, article).get(term("skos:altLabel"), ())
    return End(node, tuple(sorted((name.value for name in surfaces), key=lambda name: (-len(name), name))))
