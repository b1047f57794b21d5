"""Why triples hold, whom they come from, and what is said of those that do not hold."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph import names
from soegraph.curation import Judgement, Ledger
from soegraph.curation.record import checked
from soegraph.errors import QueryError
from soegraph.graph import Graph, layers
from soegraph.graph.authority import authority_quads, ontology_quads
from soegraph.graph.terms import decimal, soe, term, typed
from soegraph.model import EntityRef
from soegraph.query.entities import Entities
from soegraph.query.labels import Labels
from soegraph.query.meant import triples_meant
from soegraph.query.proofs import document, text
from soegraph.query.why import why
from soegraph.store import OxigraphStore

from ..graph.made import KNOWN, SASAC, TABLES, article, company, meeting, person, said

GROUP, MINING, TRADE = (company(slug) for slug in ("group", "mining", "trade"))
LI, SESSION = person("li", "Li Qi"), meeting("session")
ARTICLES = (
    article(
        "first",
        said(MINING, "subsidiaryOf", GROUP),
        published="2024-05",
        url="https://news.example/1",
        title="Spring",
    ),
    article("second", said(TRADE, "subsidiaryOf", MINING), said(LI, "holdsPost", GROUP, role="chair")),
    article("third", said(MINING, "subsidiaryOf", GROUP), said(GROUP, "holdsStakeIn", KNOWN, percent="60")),
    article("plans", said(TRADE, "mergedInto", GROUP, "planned"), said(LI, "holdsPost", TRADE, "denied")),
    article("meets", said(GROUP, "convenes", SESSION, date="2024-12-23"), said(GROUP, "foundedOn", "1954")),
)


def iri(entity: EntityRef) -> NamedNode:
    return NamedNode(entity.iri)


def loaded(*judgements: Judgement) -> OxigraphStore:
    store = OxigraphStore()
    given = frozenset([*ontology_quads(), *authority_quads(TABLES)])
    Graph(store, given, Ledger(judgements)).load(ARTICLES)
    return store


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    """Return the graph of these articles; nobody writes to it."""
    return loaded()


def answer(store: OxigraphStore, *triple: NamedNode | Literal) -> str:
    """Return why a triple holds, as people read it, without the names of things in brackets."""
    return text(why(store, [Triple(*triple)]), Labels(store))  # type: ignore[arg-type]


def test_a_proof_goes_down_to_the_words(store: OxigraphStore) -> None:
    assert (
        answer(store, iri(TRADE), soe("controlledBy"), iri(GROUP))
        == """\
trade (organisation/trade) | controlled by | group (organisation/group)
│  by prp-trp soe:controlledBy: A transitive property leads on: what it holds of holds of the next as well.
│  axiom: controlled by is a transitive property
├─ trade | controlled by | mining (organisation/mining)
│  │  by prp-spo1 soe:subsidiaryOf soe:controlledBy: What holds by a property holds by the properties above it.
│  │  axiom: subsidiary of is a subproperty of controlled by
│  └─ trade | subsidiary of | mining
│        “trade subsidiaryOf mining.”, Daily [confidence 0.9]
└─ mining | controlled by | group
   │  by prp-spo1 soe:subsidiaryOf soe:controlledBy: What holds by a property holds by the properties above it.
   │  axiom: subsidiary of is a subproperty of controlled by
   └─ mining | subsidiary of | group
         “mining subsidiaryOf group.”, Daily [confidence 0.9]
         “mining subsidiaryOf group.” Spring, Daily, 2024-05, https://news.example/1 [confidence 0.9]
"""
    )


def test_what_serves_twice_is_drawn_once(store: OxigraphStore) -> None:
    found = answer(store, iri(TRADE), term("rdf:type"), soe("Subsidiary"))
    assert found.count("“trade subsidiaryOf mining.”") <= 2
    again = text(why(store, [Triple(iri(TRADE), soe("subsidiaryOf"), iri(MINING))]) * 2, Labels(store))
    assert "(as above)" not in again, "each answer stands for itself"


def test_a_majority_shows_the_stake_with_its_words_once(store: OxigraphStore) -> None:
    found = answer(store, iri(KNOWN), soe("controlledBy"), iri(GROUP))
    assert "by control-by-majority: " in found
    assert " | percent | 60\n" in found
    assert found.count("“group holdsStakeIn Known Group.”") == 1


def test_the_ontology_and_the_authority_tables_speak(store: OxigraphStore) -> None:
    axiom = answer(store, soe("Mine"), term("rdfs:subClassOf"), soe("Site"))
    assert axiom.endswith("   axiom of the ontology\n")
    record = answer(store, iri(KNOWN), soe("supervisedBy"), iri(SASAC))
    assert record.endswith("   organisations.csv#known-group, https://example.org/list [confidence 0.95]\n")
    described = answer(store, iri(KNOWN), term("rdf:type"), soe("Enterprise"))
    assert described.endswith("   authority tables, known-group\n")


@pytest.mark.parametrize(
    ("triple", "quote"),
    [
        ((iri(GROUP), term("rdf:type"), soe("Enterprise")), "“group foundedOn 1954.”"),
        ((iri(LI), term("skos:prefLabel"), Literal("Li Qi", language="en")), "“Li Qi holdsPost group.”"),
        ((iri(SESSION), soe("date"), typed("2024-12-23", "partialDate")), "“group convenes session.”"),
        ((iri(GROUP), soe("foundedOn"), typed("1954", "partialDate")), "“group foundedOn 1954.”"),
    ],
)
def test_classes_names_and_values_have_the_words_of_articles(
    triple: tuple[NamedNode, NamedNode, Literal], quote: str, store: OxigraphStore
) -> None:
    assert quote in answer(store, *triple)


def test_many_sources_are_counted(store: OxigraphStore) -> None:
    more = loaded()
    given = frozenset([*ontology_quads(), *authority_quads(TABLES)])
    again = [article(f"again-{n}", said(MINING, "subsidiaryOf", GROUP)) for n in range(3)]
    Graph(more, given, Ledger(())).load(again)
    found = answer(more, iri(MINING), soe("subsidiaryOf"), iri(GROUP))
    assert found.count("“mining subsidiaryOf group.”") == 3
    assert found.endswith("   also stated by 2 further sources\n")


@pytest.mark.parametrize(
    ("triple", "told"),
    [
        ((iri(TRADE), soe("mergedInto"), iri(GROUP)), "planned: “trade mergedInto group.”, Daily"),
        ((iri(LI), soe("holdsPost"), iri(TRADE)), "denied: “Li Qi holdsPost trade.”"),
        ((iri(GROUP), soe("mergedInto"), iri(TRADE)), "no source says so"),
        ((iri(MINING), soe("subsidiaryOf"), iri(TRADE)), "instead: mining | subsidiary of | group"),
    ],
)
def test_of_what_does_not_hold_it_is_told_what_is_said(
    triple: tuple[NamedNode, NamedNode, NamedNode], told: str, store: OxigraphStore
) -> None:
    found = answer(store, *triple)
    assert "\n   does not hold\n" in found
    assert told in found


def test_of_much_that_holds_instead_the_rest_is_counted(store: OxigraphStore) -> None:
    found = answer(store, soe("Article"), term("owl:disjointWith"), soe("Article"))
    shown, more = found.count("instead: "), found.rpartition("   and ")[2]
    held = store.quads(soe("Article"), term("owl:disjointWith"), None, layers.FLAT)
    assert (shown, more) == (3, f"{len(list(held)) - 3} more\n")


def test_a_rejected_claim_comes_with_the_reason() -> None:
    cells = {
        "subject": LI.iri,
        "predicate": "holdsPost",
        "object": GROUP.iri,
        "who": "Wu",
        "when": "2026-11-23",
    }
    rejected = checked({"decision": "reject", "why": "it was his brother", **cells})
    found = answer(loaded(rejected), iri(LI), soe("holdsPost"), iri(GROUP))
    assert "rejected: “Li Qi holdsPost group.”" in found
    assert found.endswith("; rejected because it was his brother\n")


def test_a_claim_in_quarantine_comes_with_the_shape_that_it_breaks() -> None:
    store = loaded()
    given = frozenset([*ontology_quads(), *authority_quads(TABLES)])
    Graph(store, given, Ledger(())).load([article("wrong", said(TRADE, "subsidiaryOf", SASAC))])
    found = answer(store, iri(TRADE), soe("subsidiaryOf"), iri(SASAC))
    assert "quarantined: “trade subsidiaryOf SASAC.”" in found
    assert "; held back: " in found


def test_claims_about_a_replaced_entity_speak_of_the_one_that_stays() -> None:
    cells = {"subject": MINING.iri, "object": TRADE.iri, "who": "Wu", "when": "2026-11-23"}
    store = loaded(checked({"decision": "same", **cells}))
    found = answer(store, iri(TRADE), soe("subsidiaryOf"), iri(GROUP))
    assert found.count("“mining subsidiaryOf group.”") == 2
    assert "planned: “trade mergedInto group.”" in answer(store, iri(TRADE), soe("mergedInto"), iri(GROUP))


def test_what_was_put_past_the_layers_is_told(store: OxigraphStore) -> None:
    changed = loaded()
    changed.extend([Quad(iri(SASAC), soe("produces"), iri(GROUP))])
    assert "nothing states it and no rule gives it" in answer(
        changed, iri(SASAC), soe("produces"), iri(GROUP)
    )


def test_json_numbers_the_steps(store: OxigraphStore) -> None:
    triple = Triple(iri(MINING), soe("controlledBy"), iri(GROUP))
    [found] = json.loads(document(why(store, [triple]), Labels(store)))["answers"]
    stated, concluded = found["proof"]
    assert found["holds"] is True
    assert concluded["triple"] == found["triple"]
    assert concluded["rule"]["name"] == "prp-spo1 soe:subsidiaryOf soe:controlledBy"
    assert concluded["premises"] == [0]
    assert [by["quote"] for by in stated["stated"][0]["by"]] == ["mining subsidiaryOf group."] * 2
    assert stated["stated"][0]["layer"] == "facts"


def test_json_of_what_does_not_hold_has_the_claims(store: OxigraphStore) -> None:
    triple = Triple(iri(TRADE), soe("mergedInto"), iri(GROUP))
    [found] = json.loads(document(why(store, [triple]), Labels(store)))["answers"]
    assert found["holds"] is False
    assert [(claim["state"], claim["publisher"]) for claim in found["claims"]] == [("planned", "Daily")]


def meant(store: OxigraphStore, *texts: str) -> list[Triple]:
    return triples_meant(store, Entities(store), *texts)


@pytest.mark.parametrize(
    "relation", ["soe:subsidiaryOf", "subsidiaryOf", "subsidiary of", "隶属企业", names.SOE + "subsidiaryOf"]
)
def test_a_relation_is_meant_by_any_of_its_names(relation: str, store: OxigraphStore) -> None:
    expected = Triple(iri(TRADE), soe("subsidiaryOf"), iri(MINING))
    assert meant(store, "trade", relation, "organisation/mining") == [expected]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("trade", "a", "Subsidiary"), (iri(TRADE), term("rdf:type"), soe("Subsidiary"))),
        (("trade", "is a", "企业"), (iri(TRADE), term("rdf:type"), soe("Enterprise"))),
        (("group", "foundedOn", "1954"), (iri(GROUP), soe("foundedOn"), typed("1954", "partialDate"))),
        (("group", "foundedOn", "1955-03"), (iri(GROUP), soe("foundedOn"), typed("1955-03", "partialDate"))),
        (("li", "prefLabel", "Li Qi"), (iri(LI), term("skos:prefLabel"), Literal("Li Qi", language="en"))),
        (("li", "prefLabel", '"Li"@en'), (iri(LI), term("skos:prefLabel"), Literal("Li", language="en"))),
        (("li", "percent", '"5"^^xsd:decimal'), (iri(LI), soe("percent"), decimal("5"))),
        (("soe:Mine", "rdfs:subClassOf", "soe:Site"), (soe("Mine"), term("rdfs:subClassOf"), soe("Site"))),
    ],
)
def test_values_and_classes_are_meant_as_they_read(
    texts: tuple[str, ...], expected: tuple[NamedNode, NamedNode, NamedNode], store: OxigraphStore
) -> None:
    assert meant(store, *texts) == [Triple(*expected)]


def test_without_an_object_all_that_holds_is_meant(store: OxigraphStore) -> None:
    found = meant(store, "trade", "controlledBy")
    assert found == [Triple(iri(TRADE), soe("controlledBy"), iri(end)) for end in (GROUP, MINING)]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (("nobody at all", "controlledBy"), "subject 'nobody at all': no entity is called that"),
        (("trade", "subsidiariesOf"), "relation 'subsidiariesOf': no relation is called that; did you mean soe:sub"),
        (("trade", "a", "Subsidary"), "object 'Subsidary': no class is called that; did you mean soe:Subsidiary"),
        (("trade", "controlledBy", "grou"), "object 'grou': no entity is called that"),
        (("trade", "foundedOn"), "nothing holds of organisation/trade and soe:foundedOn; it has rdf:type, "),
        (("group", "foundedOn", "soon"), "object 'soon': 'soon' is no date"),
        (("group", "foundedOn", '"19'), 'no literal of Turtle such as "2021"^^xsd:gYear'),
        (("group", "soe:nothing"), "relation 'soe:nothing': no relation is called that"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_with_advice(
    texts: tuple[str, ...], message: str, store: OxigraphStore
) -> None:
    with pytest.raises(QueryError) as refused:
        meant(store, *texts)
    assert message in str(refused.value)
