"""The checks find nothing in a sound graph, and each finds the fault that it is for."""

import re

import pytest
from pyoxigraph import Quad

from soegraph import names
from soegraph.query.bind import substitute
from soegraph.query.saved import checks
from soegraph.store import OxigraphStore, Store
from soegraph.store.rdflib_store import RdflibStore

PROLOGUE = names.PROLOGUE + "".join(
    f"PREFIX {kind}: <{names.thing(kind, '')}>\n"
    for kind in (
        "article",
        "claim",
        "evidence",
        "fact",
        "meeting",
        "person",
        "place",
        "plan",
        "role",
        "stake",
        "tenure",
    )
)
ORGANISATION = f"PREFIX o: <{names.thing('organisation', '')}>\n"
FACTS, ARTICLE = names.graph("facts"), names.thing("article", "report")


def fact(turtle: str) -> str:
    """Return the update that adds triples to the facts, as the flat view shows them."""
    return f"INSERT DATA {{ {turtle} GRAPH <{FACTS}> {{ {turtle} }} }}"


def in_article(turtle: str) -> str:
    """Return the update that adds triples to the graph of an article."""
    return f"INSERT DATA {{ GRAPH <{ARTICLE}> {{ {turtle} }} }}"


CLAIM = (
    "a soe:Claim ; rdf:subject o:sse ; rdf:predicate soe:operates ; rdf:object o:sse ; soe:confidence 1.0 ;"
    ' soe:frame "f" ; prov:wasQuotedFrom article:report'
)

FAULTS = {
    "blank-nodes": in_article("o:sse skos:related []"),
    "claims-misplaced": in_article("claim:x prov:wasQuotedFrom article:zhengquan"),
    "claims-without-fact": in_article(
        f'claim:x {CLAIM} ; oa:hasTarget evidence:r1 ; soe:modality "asserted"'
    ),
    "confidence-unfounded": fact("fact:x prov:wasDerivedFrom claim:r1 ; soe:confidence 0.5 ."),
    "evidence-offsets": in_article('evidence:x oa:start 20 ; oa:end 9999 ; oa:exact "twenty"@en'),
    "fact-nodes-dangling": fact(
        "fact:x a soe:Fact ; rdf:subject o:sse ; rdf:predicate soe:operates ; rdf:object o:sse ."
    ),
    "facts-not-asserted": fact("stake:zhengquan prov:wasDerivedFrom claim:r6 ."),
    "facts-unsupported": fact("fact:z6 prov:wasDerivedFrom claim:m1 ."),
    "facts-without-node": fact("o:sse soe:partnersWith o:baogang-group ."),
    "flat-view": "INSERT DATA { o:sse skos:altLabel 'Exchange'@en }",
    "quarantine-leaks": (
        f"INSERT DATA {{ GRAPH <{names.graph('quarantine')}> {{ claim:r1 a soe:Claim . claim:x a soe:Claim }} }}"
    ),
    "replaced-described": fact(
        "o:sse dcterms:isReplacedBy o:baogang-group ; soe:foundedOn '1990'^^xsd:gYear ."
    ),
    "sources-dangling": fact("stake:zhengquan prov:wasDerivedFrom claim:forgotten ."),
    "terms-undeclared": in_article("claim:r1 soe:mood 'sad'"),
}


def stores(quads: list[Quad]) -> list[Store]:
    both: list[Store] = [OxigraphStore(), RdflibStore()]
    for store in both:
        store.extend(quads)
    return both


def found(store: Store, check: str) -> int:
    return len(store.select(substitute(checks()[check].text, {})).rows)


def test_a_sound_graph_passes_all_checks(fixture_quads: list[Quad]) -> None:
    for store in stores(fixture_quads):
        assert {check: found(store, check) for check in checks()} == dict.fromkeys(checks(), 0)


@pytest.mark.parametrize("check", checks())
def test_a_check_finds_its_fault(check: str, fixture_quads: list[Quad]) -> None:
    for store in stores(fixture_quads):
        store.update(PROLOGUE + ORGANISATION + FAULTS[check])
        assert found(store, check) > 0


def test_the_summary_says_what_holds() -> None:
    assert all(re.match("(Every|No|Nothing|Both|What|The)", check.summary) for check in checks().values())
