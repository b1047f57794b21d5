"""What a stated triple is stated by: the ontology, the authority tables, a judgement, or claims and records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from soegraph.graph import layers
from soegraph.graph.terms import term
from soegraph.model import ASSERTED
from soegraph.names import PROLOGUE, slug_of
from soegraph.query.explain import Witness, explain_triples, witnesses
from soegraph.store import Store

ONTOLOGY, AUTHORITY, JUDGEMENT, FACTS = "ontology", "authority", "judgement", "facts"

REJECTED, QUARANTINED = "rejected", "quarantined"


@dataclass(frozen=True, slots=True)
class Ground:
    """One layer that states a triple, and who speaks in it.

    The ontology speaks for itself. In the authority tables a row does, in the layer of facts the claims and
    records that the triple was consolidated from, oldest first; a judgement has who decided it for publisher,
    its reason for quote.
    """

    layer: str
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim or record of a triple that goes no further: how it is meant, and why it does not count.

    `state` is ``planned``, ``denied``, ``rumoured``, ``rejected``, ``quarantined`` or ``asserted``; `reason` is that
    of the judgement that rejected it, or what the shape that it breaks says, or "".
    """

    witness: Witness
    state: str
    reason: str = ""


def stated(store: Store, triple: Triple) -> bool:
    """Tell whether a layer of what is stated has a triple."""
    return any(layers.holds(store, triple, graph) for graph in layers.stated())


def grounds(store: Store, triples: Iterable[Triple]) -> dict[Triple, tuple[Ground, ...]]:
    """Return by what each triple is stated; none for one that is inferred only.

    Raises:
        StoreError: the store cannot answer.
    """
    found: dict[Triple, list[Ground]] = {triple: [] for triple in triples}
    for triple, layered in found.items():
        if layers.holds(store, triple, layers.ONTOLOGY):
            layered.append(Ground(ONTOLOGY))
        if layers.holds(store, triple, layers.authority()):
            layered.append(Ground(AUTHORITY, _rows(store, triple)))
        if layers.holds(store, triple, layers.curation()):
            layered.append(Ground(JUDGEMENT, _judgement(store, triple)))
    of_facts = [triple for triple in found if layers.holds(store, triple, layers.facts())]
    for triple, speaking in _of_facts(store, of_facts).items():
        found[triple].append(Ground(FACTS, speaking))
    return {triple: tuple(layered) for triple, layered in found.items()}


def sayings(store: Store, triple: Triple) -> list[Saying]:
    """Return the claims and records of a triple, whatever they mean by it, oldest first.

    Claims about an entity that was replaced are claims about the one that stays.

    Raises:
        StoreError: the store cannot answer.
    """
    ends = " ".join(
        f"VALUES ?{name} {{ {' '.join(_members(store, node))} }}"
        for name, node in (("s", triple.subject), ("o", triple.object))
    )
    rows = _select(store, _SAID % (ends, triple.predicate, *2 * [layers.quarantine()]))
    known = witnesses(store, dict.fromkeys(row["node"] for row in rows))
    found = {_saying(known[row["node"].value], row) for row in rows if row["node"].value in known}
    return sorted(found, key=lambda saying: saying.witness)


_SAID = """SELECT ?node ?modality ?decision ?reason ?held ?broken WHERE {
  %s
  GRAPH ?graph {
    ?node rdf:subject ?s ; rdf:predicate %s ; rdf:object ?o .
    OPTIONAL { ?node soe:modality ?modality }
  }
  BIND(IF(?graph = %s, ?graph, ?none) AS ?held)
  OPTIONAL {
    GRAPH %s { ?fault prov:wasDerivedFrom ?node ; sh:resultMessage ?broken }
    FILTER(LANG(?broken) = "en")
  }
  OPTIONAL {
    ?judgement soe:judges ?node ; soe:decision ?decision .
    FILTER(?decision = "reject")
    OPTIONAL { ?judgement soe:reason ?reason }
  }
}"""
# What is no fact of its own: a class or name that articles give, a value that a qualifier gives.
_MENTIONED = """SELECT ?node ?s ?p ?o WHERE {
  VALUES (?e ?s ?p ?o) { %s }
  GRAPH ?graph {
    { ?node rdf:subject ?e } UNION { ?node rdf:object ?e }
    { ?node ?p ?o } UNION { ?e a ?o } UNION { ?e skos:altLabel ?o }
    OPTIONAL { ?node soe:modality ?modality }
  }
  FILTER(?graph != %s && COALESCE(?modality, "asserted") = "asserted")
  FILTER NOT EXISTS { ?judgement soe:judges ?node ; soe:decision "reject" }
}"""


def _saying(witness: Witness, row: Mapping[str, Any]) -> Saying:
    if "held" in row:
        return Saying(witness, QUARANTINED, row["broken"].value if "broken" in row else "")
    reason = row["reason"].value if "reason" in row else ""
    modality = row["modality"].value if "modality" in row else ASSERTED
    return Saying(witness, REJECTED if "decision" in row else modality, reason)


def _members(store: Store, node: Any) -> list[str]:
    """Return a term and all that it replaces, as written in a query."""
    if isinstance(node, Literal):
        return [str(node)]
    replaced = store.quads(None, term("dcterms:isReplacedBy"), node, layers.FLAT)
    return sorted({str(node), *(str(quad.subject) for quad in replaced)})


def _rows(store: Store, triple: Triple) -> tuple[Witness, ...]:
    """Return the row of the authority tables that describes the subject of a triple."""
    subject = triple.subject
    assert isinstance(subject, NamedNode)
    if record := witnesses(store, [subject]).get(subject.value):
        return (record,)
    cited = store.quads(subject, term("dcterms:source"), None, layers.authority())
    urls = sorted(quad.object.value for quad in cited if isinstance(quad.object, NamedNode | Literal))
    row = f"authority tables, {slug_of(subject.value)}"
    return tuple(Witness("", row, 0, subject.value, "", "", url) for url in urls or [""])


def _judgement(store: Store, triple: Triple) -> tuple[Witness, ...]:
    wanted = """SELECT ?node ?title ?who ?on ?why {
      VALUES ?node { %s } ?node skos:prefLabel ?title ; soe:judgedBy ?who ; soe:judgedOn ?on
      OPTIONAL { ?node soe:reason ?why } }"""
    return tuple(
        Witness(
            row["on"].value,
            row["title"].value,
            0,
            row["node"].value,
            row["why"].value if "why" in row else "",
            row["who"].value,
            "",
        )
        for row in _select(store, wanted % triple.subject)
    )


def _of_facts(store: Store, triples: Collection[Triple]) -> dict[Triple, tuple[Witness, ...]]:
    found = dict(zip(triples, explain_triples(store, triples), strict=True))
    found |= _mentions(store, [triple for triple, speaking in found.items() if not speaking])
    return found


def _mentions(store: Store, triples: Collection[Triple]) -> dict[Triple, tuple[Witness, ...]]:
    if not triples:
        return {}
    values = " ".join(
        f"({member} {t.subject} {t.predicate} {t.object})"
        for t in triples
        for member in _members(store, t.subject)
    )
    nodes: dict[Triple, set[NamedNode]] = defaultdict(set)
    for row in _select(store, _MENTIONED % (values, layers.quarantine())):
        nodes[Triple(row["s"], row["p"], row["o"])].add(row["node"])
    known = witnesses(store, sorted(set().union(*nodes.values()), key=str))
    return {
        triple: tuple(sorted(known[node.value] for node in nodes[triple] if node.value in known))
        for triple in triples
    }


def _select(store: Store, query: str) -> list[dict[str, Any]]:
    rows = store.select(PROLOGUE + query)
    return [dict(_bound(rows.variables, row)) for row in rows.rows]


def _bound(variables: Iterable[str], row: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in zip(variables, row, strict=True) if value is not None)
