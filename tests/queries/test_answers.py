"""What some queries promise beyond their example: dates, depth, conflicts."""

import pytest

from soegraph import names
from soegraph.query.run import run
from soegraph.store import OxigraphStore

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in names.PREFIXES.items()) + "".join(
    f"PREFIX {kind}: <{names.thing(kind, '')}>\n" for kind in ("person", "place", "role", "stake", "tenure")
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
    acme = "o:acme a soe:Organisation , soe:Enterprise ; skos:prefLabel 'Acme'@en ."
    store.update(f"{PROLOGUE}{ORGANISATION}INSERT DATA {{ {acme} {people} {turtle} }}")
    return store


def column(store: OxigraphStore, query: str, name: str, **parameters: str) -> list[str]:
    """Return one column of an answer, IRIs by their last part."""
    rows = run(store, query, parameters)
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
    ],
    ids=["successors", "two terms", "undated", "more precise", "another date", "within"],
)
def test_what_goes_together_is_no_conflict(facts: str) -> None:
    assert column(store_of(facts), "conflicts", "conflict") == []


def test_a_cycle_is_listed_from_each_member() -> None:
    store = store_of("o:acme soe:subsidiaryOf o:b . o:b soe:subsidiaryOf o:acme .")
    assert column(store, "conflicts", "about") == ["acme", "b"]


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
