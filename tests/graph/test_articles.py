"""What the graph of an article holds, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from soegraph.errors import InputError
from soegraph.graph.articles import article_iri, article_notices, article_quads
from soegraph.graph.terms import soe, term
from soegraph.model import EntityRef, Extraction, LiteralValue

from .made import article, company, person, said, short, unpublishable

LI, BAOGANG = person("li-xiao", "Li Xiao", "Li"), company("baogang", "Baogang Group")
CHAIR = said(LI, "holdsPost", BAOGANG, role="chair", start="2021-12", status="appointed")


def values(quads: list[Quad], predicate: str) -> set[str]:
    return {short(quad.object) for quad in quads if quad.predicate == term(predicate)}


def with_claim(extraction: Extraction, **changes: object) -> Extraction:
    [claim] = extraction.claims
    return replace(extraction, claims=(replace(claim, **changes),))  # type: ignore[arg-type]


def test_an_article_its_claims_and_their_evidence_make_one_graph() -> None:
    extraction = article(
        "a-01.en",
        CHAIR,
        title="New chair",
        url="https://example.org/a",
        published="2021-12-23",
        kind="digest",
        sources=("https://example.org/b",),
    )
    quads = article_quads(extraction)
    graph = article_iri("a-01.en")
    [claim] = {q.subject for q in quads if q.object == soe("Claim")}
    [evidence] = {q.object for q in quads if q.predicate == term("oa:hasTarget")}
    expected = f"""
        @prefix dcterms: <http://purl.org/dc/terms/> . @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix prov: <http://www.w3.org/ns/prov#> . @prefix schema: <https://schema.org/> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix soe: <https://w3id.org/soegraph/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix id: <https://w3id.org/soegraph/id/> .
        {graph} a soe:Article ; dcterms:identifier "a-01.en" ; dcterms:title "New chair"@en ;
            dcterms:language "en" ; soe:publisherName "Daily" ; soe:kind "digest" ;
            schema:datePublished "2021-12-23"^^xsd:date ; schema:url <https://example.org/a> ;
            prov:hadPrimarySource <https://example.org/b> ; soe:textLength {len(extraction.article.text)} ;
            soe:textHash "{extraction.article.text_hash}" ;
            schema:mentions <{LI.iri}> , <{BAOGANG.iri}> .
        <{LI.iri}> a soe:Person ; skos:altLabel "Li Xiao"@en , "Li"@en .
        <{BAOGANG.iri}> a soe:Enterprise ; skos:altLabel "Baogang Group"@en .
        {claim} a soe:Claim ; rdf:subject <{LI.iri}> ; rdf:predicate soe:holdsPost ;
            rdf:object <{BAOGANG.iri}> ;
            soe:role <https://w3id.org/soegraph/id/role/chair> ; soe:startedOn "2021-12"^^xsd:gYearMonth ;
            soe:postStatus "appointed" ; soe:modality "asserted" ; soe:confidence 0.9 ; soe:frame "en:test" ;
            prov:wasQuotedFrom {graph} ; oa:hasTarget {evidence} .
        {evidence} a oa:TextPositionSelector , oa:TextQuoteSelector ; oa:start 0 ; oa:end 32 ;
            oa:exact "Li Xiao holdsPost Baogang Group."@en ; prov:wasQuotedFrom {graph} .
    """
    assert {q.triple for q in quads} == {q.triple for q in parse(expected, format=RdfFormat.TURTLE)}
    assert {q.graph_name for q in quads} == {graph}
    assert unpublishable(quads) == []


def test_quads_come_sorted_and_the_same_each_time() -> None:
    quads = article_quads(article("a", CHAIR))
    assert quads == article_quads(article("a", CHAIR)) == sorted(quads, key=str)


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"article a: claim holdsPost at \[0, 32\): the text there is not"):
        article_quads(article("a", CHAIR, text="Li Xiao holds a post in Baogang."))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"predicate": "rules"}, "no relation 'rules'"),
        ({"qualifiers": {"role": "chair", "since": "2021"}}, "unknown qualifiers"),
        ({"qualifiers": {"start": "2021-13"}}, "is no date"),
        ({"qualifiers": {"percent": "many"}}, "is no number"),
        ({"qualifiers": {"ordinal": "third"}}, "third"),
        ({"qualifiers": {"role": "king"}}, "no role"),
        ({"object": LiteralValue("Baogang")}, "the object is a literal"),
        ({"predicate": "formerName"}, "the object is a thing"),
        ({"modality": "sworn"}, "unknown modality"),
        ({"article": "b"}, "is of article b"),
        ({"subject": EntityRef("li xiao", "Person", ("Li",))}, "no valid IRI"),
        ({"subject": EntityRef("https://x.org/1", "Boss", ("Li",))}, "no class 'Boss'"),
    ],
)
def test_a_claim_that_the_ontology_does_not_allow_is_refused(
    changes: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        article_quads(with_claim(article("a", CHAIR), **changes))


def test_what_two_frames_read_alike_is_one_claim_of_the_surer_frame() -> None:
    one = article("a", CHAIR)
    [claim] = one.claims
    surer = replace(claim, frame="en:sure", confidence=0.95)
    for claims in ((claim, surer), (surer, claim)):
        quads = article_quads(replace(one, claims=claims))
        assert values(quads, "soe:frame") == {"en:sure"}
        assert values(quads, "soe:confidence") == {"0.95"}


def test_claims_with_other_qualifiers_are_other_claims() -> None:
    one = article("a", CHAIR)
    [claim] = one.claims
    other = replace(claim, qualifiers={"role": "chair"})
    quads = article_quads(replace(one, claims=(claim, other)))
    assert len({q.subject for q in quads if q.object == soe("Claim")}) == 2
    assert len({q.object for q in quads if q.predicate == term("oa:hasTarget")}) == 1


def test_addresses_that_are_no_iris_are_left_out_and_named() -> None:
    extraction = article("a", url="https://example.org/a b", sources=("www.example.org",))
    assert values(article_quads(extraction), "schema:url") == set()
    assert article_notices(extraction.article) == [
        "a: 'https://example.org/a b' is not a valid web address and is left out",
        "a: 'www.example.org' is not a valid web address and is left out",
    ]


def test_literals_are_written_in_canonical_form() -> None:
    stake = said(BAOGANG, "holdsStakeIn", company("mine"), percent="051.50", asOf="2024")
    plan = EntityRef("https://w3id.org/soegraph/id/plan/p", "FiveYearPlan", ("14th Plan",))
    quads = article_quads(article("a", stake, said(plan, "planEnd", "2025"), published="2024-12"))
    assert values(quads, "soe:percent") == {"51.5"}
    assert Literal("2025", datatype=term("xsd:gYear")) in {q.object for q in quads}
    assert unpublishable(quads) == []


def test_names_have_the_tag_of_their_script() -> None:
    baogang = company("baogang", "包钢集团", "Baogang")
    quads = article_quads(article("a", said(baogang, "formerName", "包钢"), language="zh-hans"))
    labels = {q.object for q in quads if q.predicate == term("skos:altLabel")}
    assert labels == {Literal("包钢集团", language="zh-hans"), Literal("Baogang", language="en")}
    assert Literal("包钢", language="zh-hans") in {q.object for q in quads}


def test_an_article_without_claims_is_still_an_article() -> None:
    quads = article_quads(article("a"))
    assert {q.subject for q in quads} == {NamedNode("https://w3id.org/soegraph/id/article/a")}


def test_a_name_broken_over_two_lines_is_one_name_and_its_quote_stays() -> None:
    hedi = company("hedi", "Hedi\nMining", "Hedi Mining", "和地\n矿业")
    quads = article_quads(article("a", said(hedi, "formerName", "Old\n  Hedi")))
    assert values(quads, "skos:altLabel") == {"Hedi Mining@en", "和地矿业@zh-hans"}
    assert "Old Hedi@en" in values(quads, "rdf:object")
    assert values(quads, "oa:exact") == {"Hedi\nMining formerName Old\n  Hedi.@en"}


def test_what_the_reader_passed_over_is_noticed() -> None:
    read = replace(article("a").article, notices=("a: the front matter has `titel`",))
    assert article_notices(read) == ["a: the front matter has `titel`"]
