"""What some queries promise beyond their example: dates, depth, conflicts; the same in every engine."""

import pytest

from soegraph import names
from soegraph.query.run import prepare
from soegraph.query.saved import saved_query
from soegraph.store import OxigraphStore, Rows
from soegraph.store.rdflib_store import RdflibStore

PROLOGUE = names.PROLOGUE + "".join(
    f"PREFIX {kind}: <{names.thing(kind, '')}>\n"
    for kind in ("fact", "person", "place", "role", "stake", "tenure")
)
ORGANISATION = f"PREFIX o: <{names.thing('organisation', '')}>\n"
BOUNDS = {
    "started": "soe:startedOn",
    "seen": "soe:inOfficeBy",
    "last": "soe:lastSeenInOffice",
    "left": "soe:leftBy",
    "ended": "soe:endedOn",
}


def typed(date: str) -> str:
    return f'"{date}"^^xsd:{("gYear", "gYearMonth", "date")[date.count("-")]}'


def tenure(name: str, person: str, **bounds: str) -> str:
    dates = "".join(f"; {BOUNDS[bound]} {typed(date)} " for bound, date in bounds.items())
    return (
        f"tenure:{name} org:member person:{person} ; org:organization o:acme ; org:role role:chair {dates}."
    )


def store_of(turtle: str) -> OxigraphStore:
    store = OxigraphStore()
    people = "person:a a soe:Person ; skos:prefLabel 'A'@en . person:b a soe:Person ; skos:prefLabel 'B'@en ."
    people += " role:chair soe:soleHolder true ."
    acme = "o:acme a soe:Organisation , soe:Enterprise ; skos:prefLabel 'Acme'@en ."
    store.update(f"{PROLOGUE}{ORGANISATION}INSERT DATA {{ {acme} {people} {turtle} }}")
    return store


def answer(store: OxigraphStore, query: str, **parameters: str) -> Rows:
    """Return the answer of pyoxigraph, which must be that of rdflib."""
    sparql = prepare(store, saved_query(query), parameters)
    rdflib_store = RdflibStore()
    rdflib_store.extend(store.quads())
    rows = store.select(sparql)
    assert rdflib_store.select(sparql) == rows
    return rows


def column(store: OxigraphStore, query: str, name: str, **parameters: str) -> list[str]:
    """Return one column of an answer, IRIs by their last part."""
    rows = answer(store, query, **parameters)
    found = (row[rows.variables.index(name)] for row in rows.rows)
    return [getattr(term, "value", "").rsplit("/", 1)[-1] for term in found]


@pytest.mark.parametrize(
    ("bounds", "date", "status"),
    [
        # between two sightings, or start and end
        ({"seen": "2021", "last": "2023"}, "2022-05-01", "certain"),
        ({"started": "2021-03", "ended": "2024-01"}, "2021-04", "certain"),
        ({"started": "2021-03", "last": "2023"}, "2022", "certain"),
        # seen once: certain then, possible before and after
        ({"seen": "2024-12", "last": "2024-12"}, "2024-12", "certain"),
        ({"seen": "2024-12", "last": "2024-12"}, "2024", "certain"),
        ({"seen": "2024-12", "last": "2024-12"}, "2024-12-15", "possible"),
        ({"seen": "2024-12", "last": "2024-12"}, "2025", "possible"),
        ({"seen": "2024-12", "last": "2024-12"}, "2020", "possible"),
        # a bound less precise than the question
        ({"started": "2021", "last": "2023"}, "2021-06", "possible"),
        ({"started": "2020", "ended": "2023"}, "2023-06", "possible"),
        # one bound only
        ({"started": "2021-03"}, "2022", "possible"),
        ({"left": "2024-11"}, "2024-06", "possible"),
        # nothing known
        ({}, "2022", "unknown"),
        # certainly not yet, or no longer
        ({"started": "2021-03"}, "2021-02", None),
        ({"started": "2021-03"}, "2020", None),
        ({"ended": "2023"}, "2024", None),
        ({"left": "2024-11"}, "2024-12-01", None),
        # on the day itself
        ({"started": "2021-03-05", "ended": "2024-01-31"}, "2021-03-05", "certain"),
        ({"started": "2021-03-05", "ended": "2024-01-31"}, "2024-01-31", "certain"),
    ],
)
def test_officials_on_a_date(bounds: dict[str, str], date: str, status: str | None) -> None:
    store = store_of(tenure("t", "a", **bounds))
    found = column(store, "officials-on-date", "status", organisation="acme", date=date)
    assert found == ([status] if status else [])


@pytest.mark.parametrize(
    ("facts", "conflict"),
    [
        (
            tenure("t", "a", seen="2021", last="2023") + tenure("u", "b", started="2022-05", last="2024"),
            "two people in one post",
        ),
        ("o:acme soe:foundedOn '1954'^^xsd:gYear , '1955-01'^^xsd:gYearMonth .", "two founding dates"),
        (
            "stake:s soe:owner o:x ; soe:owned o:acme ; soe:percent 50 ; soe:asOf '2024'^^xsd:gYear ."
            "stake:t soe:owner o:x ; soe:owned o:acme ; soe:percent 51 ; soe:asOf '2024'^^xsd:gYear .",
            "two percentages at one date",
        ),
        ("o:acme soe:headquarteredIn place:baotou , place:beijing .", "two seats"),
        ("o:acme soe:mergedInto o:b . o:b soe:mergedInto o:acme .", "merged both ways"),
        ("o:acme soe:subsidiaryOf o:acme .", "subsidiary of itself"),
    ],
)
def test_conflicts_are_found(facts: str, conflict: str) -> None:
    assert column(store_of(facts), "conflicts", "conflict") == [conflict]


@pytest.mark.parametrize(
    "facts",
    [
        tenure("t", "a", started="2020", ended="2022-05") + tenure("u", "b", started="2022-05", last="2024"),
        tenure("t", "a", seen="2021", last="2023") + tenure("u", "a", seen="2022", last="2024"),
        tenure("t", "a", seen="2021", last="2023") + tenure("u", "b"),
        "o:acme soe:foundedOn '1954'^^xsd:gYear , '1954-01'^^xsd:gYearMonth .",
        "stake:s soe:owner o:x ; soe:owned o:acme ; soe:percent 50 ; soe:asOf '2023'^^xsd:gYear ."
        "stake:t soe:owner o:x ; soe:owned o:acme ; soe:percent 51 ; soe:asOf '2024'^^xsd:gYear .",
        "o:acme soe:headquarteredIn place:baotou , place:china . place:baotou skos:broader place:china .",
        "o:acme soe:headquarteredIn place:baotou , place:zone . place:zone soe:locatedIn place:park ."
        "place:park skos:broader place:baotou .",
    ],
    ids=["successors", "two terms", "undated", "more precise", "another date", "within", "located within"],
)
def test_what_goes_together_is_no_conflict(facts: str) -> None:
    assert column(store_of(facts), "conflicts", "conflict") == []


def test_a_loop_of_subsidiaries_is_one_row() -> None:
    of_two = "o:acme soe:subsidiaryOf o:b . o:b soe:subsidiaryOf o:acme ."
    of_three = "o:z soe:subsidiaryOf o:y . o:y soe:subsidiaryOf o:x . o:x soe:subsidiaryOf o:z ."
    assert column(store_of(of_two + of_three), "conflicts", "about") == ["acme", "x"]


def stated(name: str, relation: str, object_: str, *bounds: str, of: str = "o:acme") -> str:
    """Return a fact with its node."""
    node = f"fact:{name} a soe:Fact ; rdf:subject {of} ; rdf:predicate soe:{relation} ; rdf:object {object_}"
    return f"{of} soe:{relation} {object_} . " + " ; ".join([node, *bounds]) + " ."


MERGED = stated("merged", "mergedInto", "o:b", "soe:startedOn '2019-06'^^xsd:gYearMonth")
FOUNDED = stated("founded", "foundedOn", "'2021'^^xsd:gYear")


@pytest.mark.parametrize(
    ("facts", "conflict"),
    [
        (MERGED + FOUNDED, "founded after it had merged"),
        (
            stated("merged", "mergedInto", "o:b", "soe:inForceBy '2019-06'^^xsd:gYearMonth") + FOUNDED,
            "founded after it had merged",
        ),
        (MERGED + tenure("t", "a", seen="2018", last="2020"), "post held after the merger"),
        (MERGED + tenure("t", "a", started="2019-07-01"), "post held after the merger"),
        (
            MERGED + "stake:s soe:owner o:acme ; soe:owned o:c ; soe:asOf '2020'^^xsd:gYear .",
            "stake held after the merger",
        ),
        (
            MERGED + stated("met", "convenes", "o:meeting", "soe:startedOn '2020'^^xsd:gYear"),
            "active after the merger",
        ),
        (
            MERGED + stated("made", "produces", "o:steel", "soe:lastInForce '2020'^^xsd:gYear"),
            "active after the merger",
        ),
        (FOUNDED + tenure("t", "a", started="2020-12"), "post held before the founding"),
        (FOUNDED + tenure("t", "a", seen="2020", last="2023"), "post held before the founding"),
        (
            FOUNDED + tenure("t", "a", started="2019", seen="2020-05", last="2020-06"),
            "post held before the founding",
        ),
        (MERGED + tenure("t", "a", started="2020", last="2022"), "post held after the merger"),
        (
            FOUNDED + "stake:s soe:owner o:c ; soe:owned o:acme ; soe:asOf '2020'^^xsd:gYear .",
            "stake held before the founding",
        ),
    ],
)
def test_an_impossible_order_is_found(facts: str, conflict: str) -> None:
    assert column(store_of(facts), "conflicts-in-time", "conflict") == [conflict]


@pytest.mark.parametrize(
    "facts",
    [
        MERGED + stated("founded", "foundedOn", "'2019'^^xsd:gYear"),
        MERGED + tenure("t", "a", started="2010", last="2019-06-30"),
        MERGED + stated("called", "formerName", "'Old'@en", "soe:startedOn '2020'^^xsd:gYear"),
        FOUNDED + tenure("t", "a", started="2021-01"),
        FOUNDED + stated("earlier", "foundedOn", "'1954'^^xsd:gYear") + tenure("t", "a", started="2020"),
        stated("merged", "mergedInto", "o:b") + FOUNDED,
    ],
    ids=["in one year", "until the merger", "a name", "in the first year", "founded twice", "undated"],
)
def test_what_may_have_happened_in_that_order_is_no_conflict(facts: str) -> None:
    assert column(store_of(facts), "conflicts-in-time", "conflict") == []


def stake(name: str, owner: str, percent: str, date: str = "2024") -> str:
    return (
        f"stake:{name} a soe:Stake ; soe:owner o:{owner} ; soe:owned o:acme ; soe:percent {percent} ;"
        f" soe:asOf {typed(date)} . "
    )


def test_shares_that_sum_to_more_than_all_are_listed_one_by_one() -> None:
    store = store_of(stake("s", "x", "60.5") + stake("t", "y", "40"))
    assert column(store, "shares-over-100", "total") == ["100.5", "100.5"]
    assert column(store, "shares-over-100", "owner") == ["x", "y"]
    assert column(store, "shares-over-100", "stake", enterprise="acme") == ["s", "t"]


@pytest.mark.parametrize(
    "facts",
    [
        stake("s", "x", "60") + stake("t", "y", "40"),
        stake("s", "x", "60") + stake("t", "y", "50", "2023"),
        stake("s", "x", "60") + stake("t", "x", "50"),
        stake("s", "x", "60") + stake("t", "y", "60") + "o:x soe:controlledBy o:y .",
    ],
    ids=["all", "another date", "of one owner", "held through another owner"],
)
def test_shares_that_go_together_are_not_listed(facts: str) -> None:
    assert answer(store_of(facts), "shares-over-100").rows == []


def test_each_step_of_a_loop_of_parents_is_a_row() -> None:
    store = store_of(
        "o:acme soe:subsidiaryOf o:b . o:b soe:unitOf o:c . o:c soe:subsidiaryOf o:acme , o:top ."
        "o:below soe:subsidiaryOf o:acme . o:z soe:unitOf o:z ."
    )
    rows = zip(*(column(store, "parent-cycles", name) for name in ("loop", "unit", "parent")), strict=True)
    assert list(rows) == [("acme", "acme", "b"), ("acme", "b", "c"), ("acme", "c", "acme"), ("z", "z", "z")]


@pytest.fixture
def family() -> OxigraphStore:
    """Return a group with three levels, a company with two parents, and one outside."""
    return store_of(
        "o:one soe:subsidiaryOf o:acme . o:two soe:subsidiaryOf o:one ."
        "o:three soe:subsidiaryOf o:two , o:acme , o:elsewhere . o:apart soe:subsidiaryOf o:elsewhere ."
    )


def test_depth_is_that_of_the_way_through_the_parent(family: OxigraphStore) -> None:
    names_ = column(family, "subsidiaries", "subsidiary", group="acme")
    parents = column(family, "subsidiaries", "parent", group="acme")
    depths = column(family, "subsidiaries", "depth", group="acme")
    assert list(zip(depths, names_, parents, strict=True)) == [
        ("1", "one", "acme"),
        ("1", "three", "acme"),
        ("2", "two", "one"),
        ("3", "three", "two"),
    ]


def test_depth_can_be_bounded(family: OxigraphStore) -> None:
    assert column(family, "subsidiaries", "subsidiary", group="acme", depth="1") == ["one", "three"]


def test_a_cycle_of_subsidiaries_ends() -> None:
    store = store_of("o:b soe:subsidiaryOf o:acme . o:acme soe:subsidiaryOf o:b .")
    assert column(store, "subsidiaries", "subsidiary", group="acme") == ["b"]


@pytest.mark.parametrize(
    ("bounds", "meetings"),
    [
        ({}, ["undated", "in-2023", "in-june"]),
        ({"from": "2024"}, ["in-june"]),
        ({"to": "2023"}, ["in-2023"]),
        ({"from": "2023-05", "to": "2024-06"}, ["in-2023", "in-june"]),
    ],
)
def test_meetings_of_a_period(bounds: dict[str, str], meetings: list[str]) -> None:
    store = store_of(
        "o:acme soe:convenes o:undated , o:in-2023 , o:in-june ."
        "o:in-2023 soe:date '2023'^^xsd:gYear . o:in-june soe:date '2024-06-30'^^xsd:date ."
    )
    assert column(store, "meetings", "meeting", **bounds) == meetings


def test_a_lowest_percentage_leaves_out_stakes_without_one() -> None:
    store = store_of(
        "o:x soe:holdsStakeIn o:acme . o:y soe:holdsStakeIn o:acme ."
        "stake:s soe:owner o:y ; soe:owned o:acme ; soe:percent 30 ."
    )
    assert column(store, "shareholders", "shareholder", enterprise="acme") == ["y", "x"]
    assert column(store, "shareholders", "shareholder", enterprise="acme", min="30.0") == ["y"]
    assert column(store, "shareholders", "shareholder", enterprise="acme", min="31") == []


def test_control_goes_through_majority_stakes() -> None:
    store = store_of(
        "stake:s soe:owner o:b ; soe:owned o:acme ; soe:percent 60 ."
        "stake:t soe:owner o:z ; soe:owned o:acme ; soe:percent 40 ."
        "o:b soe:subsidiaryOf o:c ; soe:supervisedBy o:s . o:c soe:supervisedBy o:sasac ."
        "o:acme soe:controlledBy o:b , o:c . o:b soe:controlledBy o:c ."
    )
    steps = [
        column(store, "control-chain", name, enterprise="acme")
        for name in ("level", "controlled", "controller")
    ]
    assert list(zip(*steps, strict=True)) == [
        ("1", "acme", "b"),
        ("2", "b", "c"),
        ("2", "b", "s"),
        ("3", "c", "sasac"),
    ]


def listing(exchange: str, ticker: str, modality: str) -> str:
    node = f"<{names.thing('claim', ticker)}>"
    fact = f"o:fact-{ticker} rdf:subject o:acme ; rdf:predicate soe:listedOn ; rdf:object o:{exchange}"
    return (f"{fact} ; prov:wasDerivedFrom {node} ." if modality == "asserted" else "") + (
        f"GRAPH <{names.thing('article', ticker)}> {{ {node} rdf:subject o:acme ; rdf:predicate soe:listedOn ;"
        f" rdf:object o:{exchange} ; soe:ticker '{ticker}' ; soe:modality '{modality}' }}"
    )


def test_a_ticker_belongs_to_one_listing() -> None:
    store = store_of(
        "o:acme soe:listedOn o:hkex , o:sse , o:szse ; soe:ticker '600', '1611' ."
        "o:record rdf:subject o:acme ; rdf:predicate soe:listedOn ; rdf:object o:sse ; soe:ticker '600' ."
        "o:fact rdf:subject o:acme ; rdf:predicate soe:listedOn ; rdf:object o:sse ; prov:wasDerivedFrom o:record ."
        + listing("hkex", "1611", "asserted")
        + listing("szse", "000", "planned")
    )
    exchanges, tickers = (column(store, "listed-companies", name) for name in ("exchange", "ticker"))
    assert list(zip(exchanges, tickers, strict=True)) == [("hkex", "1611"), ("sse", "600"), ("szse", "")]


def test_a_listing_that_many_state_is_one_row() -> None:
    same = listing("sse", "600", "asserted")
    store = store_of(f"o:acme soe:listedOn o:sse . {same} {same.replace('article/600', 'article/other')}")
    assert column(store, "listed-companies", "ticker") == ["600"]


def test_an_article_without_claims_has_0() -> None:
    store = store_of("GRAPH o:article { o:article a soe:Article }")
    assert column(store, "articles", "claims") == ["0"]


@pytest.mark.parametrize(
    ("bounds", "lang", "events"),
    [
        ({"seen": "2024", "last": "2024"}, "en", ["in office"]),
        ({"seen": "2024", "last": "2024"}, "zh-hans", ["在任"]),
        ({"seen": "2024", "last": "2025"}, "en", ["ontology#inOfficeBy", "ontology#lastSeenInOffice"]),
        ({"last": "2024"}, "en", ["ontology#lastSeenInOffice"]),
        ({"started": "2024", "ended": "2024"}, "en", ["ontology#endedOn", "ontology#startedOn"]),
    ],
)
def test_seen_once_in_office_is_one_event(bounds: dict[str, str], lang: str, events: list[str]) -> None:
    store = store_of(tenure("t", "a", **bounds))
    assert column(store, "timeline", "eventName", organisation="acme", lang=lang) == events


def test_a_person_links_two_organisations_in_one_row() -> None:
    posts = [("acme", "mayor"), ("acme", "chair"), ("b", "minister"), ("b", "chair"), ("b", "deputy")]
    store = store_of(
        "".join(
            f"tenure:{n} org:member person:a ; org:organization o:{where} ; org:role role:{role} ."
            f"role:{role} skos:prefLabel '{role}'@en ."
            for n, (where, role) in enumerate(posts)
        )
    )
    rows = answer(store, "interlocks", organisation="acme")
    assert column(store, "interlocks", "other", organisation="acme") == ["b"]
    assert [str(term) for term in rows.rows[0][-2:]] == ['"chair; mayor"', '"chair; deputy; minister"']


def test_without_a_shared_official_there_is_no_row() -> None:
    assert answer(store_of(""), "interlocks").rows == []


def test_properties_have_names_that_people_can_read() -> None:
    store = store_of(
        "o:acme rdfs:label 'Acme'@en , 'The other'@en ; soe:produces o:steel ; <https://example.org/p> o:x ."
        "tenure:t org:organization o:acme . soe:produces skos:prefLabel 'produces'@en ."
    )
    named = column(store, "everything", "propertyName", entity="acme")
    assert sorted(set(named)) == [
        "org:organization",
        "p",
        "produces",
        "rdf:type",
        "rdfs:label",
        "skos:prefLabel",
    ]
    assert "Acme" in column(store, "everything", "value", entity="acme")


def test_a_label_that_repeats_a_preferred_name_is_left_out() -> None:
    store = store_of("o:acme rdfs:label 'Acme'@en .")
    named = column(store, "everything", "propertyName", entity="acme")
    assert "rdfs:label" not in named
    assert "skos:prefLabel" in named
