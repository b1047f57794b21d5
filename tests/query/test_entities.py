"""Every way to name an entity, and what is said when a name does not do."""

import pytest

from soegraph import names
from soegraph.errors import QueryError
from soegraph.query.entities import Entities, short, spelled
from soegraph.store import OxigraphStore

BAOGANG = names.thing("organisation", "baogang-group")


@pytest.fixture
def entities(fixture_store: OxigraphStore) -> Entities:
    return Entities(fixture_store)


@pytest.mark.parametrize(
    "value",
    [
        BAOGANG,
        "organisation/baogang-group",
        "baogang-group",
        "Baogang Group",
        "baogang GROUP",
        "包钢",
        " Baogang ",
        "Baotou Iron and Steel (Group) Co., Ltd.",
    ],
)
@pytest.mark.parametrize("of_class", ["", "soe:Enterprise", "soe:Organisation"])
def test_an_organisation_may_be_named_in_many_ways(entities: Entities, value: str, of_class: str) -> None:
    assert entities.find(value, of_class).value == BAOGANG


@pytest.mark.parametrize(
    ("value", "of_class", "iri"),
    [
        ("soe:Mine", "owl:Class", names.SOE + "Mine"),
        ("Mine", "owl:Class", names.SOE + "Mine"),
        ("soe:holdsPost", "", names.SOE + "holdsPost"),
        ("董事长", "soe:Role", names.thing("role", "chair")),
        ("chairman", "soe:Role", names.thing("role", "chair")),
        ("北方稀土公告", "soe:Article", names.thing("article", "zhengquan")),
        ("report.en", "soe:Article", names.thing("article", "report")),
    ],
)
def test_terms_roles_and_articles_have_names_too(
    entities: Entities, value: str, of_class: str, iri: str
) -> None:
    assert entities.find(value, of_class).value == iri


def test_a_former_name_will_do(entities: Entities) -> None:
    found = entities.find("Baogang Rare Earth")
    assert found.value == names.thing("organisation", "china-northern-rare-earth")


@pytest.mark.parametrize(
    ("value", "of_class", "complaint"),
    [
        (
            "Baogan",
            "soe:Enterprise",
            "no Enterprise is called that; did you mean organisation/baogang-group (Bao",
        ),
        ("li-xiao", "soe:Enterprise", "no Enterprise is called that"),
        ("person/li-xiao", "soe:Enterprise", "no Enterprise is called that"),
        ("https://example.org/nothing", "", "no entity is called that"),
        ("http://example.org/a b", "", "this is no valid IRI"),
        ("http://example.org/> } #", "", "this is no valid IRI"),
        ("zzzz", "soe:Mine", "no Mine is called that; nothing has a name like it."),
        ('"} UNION { ?entity ?a ?b', "", "no entity is called that"),
    ],
)
def test_an_unknown_name_is_answered_with_what_may_be_meant(
    entities: Entities, value: str, of_class: str, complaint: str
) -> None:
    with pytest.raises(QueryError) as raised:
        entities.find(value, of_class)
    assert str(raised.value).startswith(complaint)


def test_an_ambiguous_name_is_answered_with_all_that_have_it() -> None:
    store = OxigraphStore()
    store.update(
        """PREFIX o: <https://w3id.org/soegraph/id/organisation/> PREFIX p: <https://w3id.org/soegraph/id/person/>
        PREFIX soe: <https://w3id.org/soegraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT DATA { o:baogang a soe:Enterprise ; skos:altLabel "包钢"@zh-hans .
                      p:bao-gang a soe:Person ; skos:prefLabel "包钢"@zh-hans }"""
    )
    with pytest.raises(QueryError) as raised:
        Entities(store).find("包钢")
    assert str(raised.value) == (
        "several are called that; give one of organisation/baogang (包钢), person/bao-gang (包钢)"
    )
    assert Entities(store).find("包钢", "soe:Person").value == names.thing("person", "bao-gang")


def test_what_only_an_article_speaks_of_is_found() -> None:
    store = OxigraphStore()
    store.update(
        """PREFIX o: <https://w3id.org/soegraph/id/organisation/> PREFIX soe: <https://w3id.org/soegraph/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT DATA { GRAPH <https://w3id.org/soegraph/id/article/a> {
            o:rumoured a soe:Enterprise ; skos:altLabel "Rumoured Steel"@en } }"""
    )
    assert Entities(store).find("rumoured steel").value == names.thing("organisation", "rumoured")


def test_one_word_that_only_articles_use_names_nothing_but_is_a_hint() -> None:
    store = OxigraphStore()
    store.update(
        """PREFIX p: <https://w3id.org/soegraph/id/person/> PREFIX soe: <https://w3id.org/soegraph/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT DATA { p:li-xiao a soe:Person ; skos:prefLabel "Li Xiao"@en .
          GRAPH <https://w3id.org/soegraph/id/article/a> { p:li-xiao a soe:Person ; skos:altLabel "Li"@en } }"""
    )
    with pytest.raises(QueryError, match=r"did you mean person/li-xiao \(Li\)\?"):
        Entities(store).find("Li")
    assert Entities(store).find("Li Xiao").value == names.thing("person", "li-xiao")


@pytest.mark.parametrize("name", ["holds a post at", "local SOE", "exchange", "Mine"])
def test_terms_of_the_ontology_have_no_names(entities: Entities, name: str) -> None:
    with pytest.raises(QueryError) as raised:
        entities.find(name)
    assert ("soe:" in str(raised.value)) is (name == "Mine")  # the prefixed name of what was meant


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_told(entities: Entities, name: str) -> None:
    with pytest.raises(QueryError, match="the name is empty"):
        entities.find(name)


@pytest.mark.parametrize("name", ["", "http://example.org/a b", "\0"])
def test_what_can_be_no_name_needs_no_store(name: str) -> None:
    with pytest.raises(QueryError):
        spelled(name)


@pytest.mark.parametrize("iri", [BAOGANG, names.SOE + "Mine", "http://www.w3.org/2002/07/owl#Class"])
def test_short_forms_are_read_back(entities: Entities, iri: str) -> None:
    if "owl#" not in iri:
        assert entities.find(short(iri)).value == iri
    assert len(short(iri)) < len(iri)


def test_other_iris_stay_as_they_are() -> None:
    assert short("https://schema.org/a/b") == "https://schema.org/a/b"
