"""What data/authority must keep true, beyond what reading it checks already."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from pyoxigraph import NamedNode

from soegraph import schema
from soegraph.authority import Entry, Relation, entries, relations

# Names that two entities bear in earnest; a linker has to tell them apart by context.
HOMONYMS = {
    "中国稀土": {"china-rare-earth-resources-technology", "china-rare-earth-holdings"},
    "包钢": {"baogang-group", "bao-gang"},
    "bayan obo": {"bayan-obo-mine", "bayan-obo-district"},
    "weishan": {"weishan-mine", "weishan-county"},
    "jianghua": {"jianghua-mine", "jianghua"},
    "xinfeng county": {"xinfeng-jiangxi", "xinfeng-guangdong"},
}
DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")


def of(row: str, predicate: str) -> list[Relation]:
    return [r for r in relations() if r.row == row and r.predicate == predicate]


def names(entry: Entry) -> set[str]:
    return {*entry.labels.values(), *entry.aliases, *entry.former_names}


def types() -> dict[str, str]:
    concepts = {c.iri: "Commodity" for c in schema.load().concepts("commodities").values()}
    return {entry.iri: entry.type for entry in entries()} | concepts


def test_every_table_contributes() -> None:
    counted = Counter(entry.table for entry in entries())
    assert min(counted[table] for table in ("organisations", "people", "sites", "places")) > 50
    assert counted["plans"] == 15


def test_ids_are_slugs_and_make_iris_that_no_two_entities_share() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id) for entry in entries())
    assert len({entry.iri for entry in entries()}) == len(entries())


def test_every_entity_has_an_english_name_and_a_type_that_gives_its_iri() -> None:
    for entry in entries():
        assert entry.labels["en"]
        assert f"/id/{schema.load().kind(entry.type)}/{entry.id}" in entry.iri


def test_no_name_is_written_twice_in_a_row_or_with_stray_spaces() -> None:
    for entry in entries():
        written = [*entry.labels.values(), *entry.aliases, *entry.former_names]
        assert len(written) == len(set(written)), entry.id
        assert all(name == " ".join(name.split()) != "" for name in written), entry.id


def test_only_known_homonyms_share_a_name() -> None:
    bearers = defaultdict(set)
    for entry in entries():
        for name in names(entry):
            bearers[name.casefold()].add(entry.id)
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1} == HOMONYMS


def test_every_relation_fits_the_domain_and_range_of_its_predicate() -> None:
    type_of = types()
    for r in relations():
        object_type = None if r.is_literal else type_of[r.object]
        assert schema.load().accepts(r.predicate, type_of[r.subject], object_type), r


def test_every_qualifier_is_declared() -> None:
    assert {name for r in relations() for name in r.qualifiers} <= set(schema.load().qualifiers)


def test_no_relation_is_stated_twice_by_one_row_and_source() -> None:
    stated = [
        (r.row, r.subject, r.predicate, r.object, tuple(r.qualifiers.items()), r.source) for r in relations()
    ]
    assert len(stated) == len(set(stated))


def test_what_is_checked_has_a_source_and_what_is_not_has_none() -> None:
    sources = [(e.source, e.checked) for e in entries()] + [(r.source, r.checked) for r in relations()]
    assert all((source == "") == (checked == "no") for source, checked in sources)


def test_addresses_of_sources_are_iris() -> None:
    sources = {e.source for e in entries()} | {r.source for r in relations()}
    addresses = {source for source in sources if source.startswith("http")}
    assert len(addresses) > 100
    for address in addresses:
        assert NamedNode(address).value.isascii()
        assert not re.search(r"[\s<>\"{}|\\^`]", address)


def test_numbers_are_in_canonical_form() -> None:
    found = [e.extras[key] for e in entries() for key in ("lat", "lon", "ordinal") if key in e.extras]
    assert all(DECIMAL.fullmatch(number) for number in found)
    assert all(
        18 < float(e.extras["lat"]) < 54 < 73 < float(e.extras["lon"]) < 136
        for e in entries()
        if "lat" in e.extras
    )


def test_wikidata_and_gb_codes_are_well_formed() -> None:
    for entry in entries():
        assert re.fullmatch(r"(Q[1-9]\d*)?", entry.extras.get("wikidata", ""))
        assert re.fullmatch(r"(\d{6})?", entry.extras.get("gb_code", ""))


def test_control_and_location_run_in_no_circle() -> None:
    above = defaultdict(set)
    for r in relations():
        if r.predicate in ("subsidiaryOf", "supervisedBy", "unitOf"):
            above[r.subject].add(r.object)
    for entry in entries():
        if "within" in entry.extras:
            above[entry.iri].add(entry.extras["within"])
    for start in tuple(above):
        reached, todo = set(), [*above[start]]
        while todo:
            reached.add(here := todo.pop())
            todo.extend(above[here] - reached if here in above else ())
        assert start not in reached


def test_posts_end_after_they_start_and_nobody_is_seen_in_office_outside() -> None:
    for r in relations():
        start, end, seen = (r.qualifiers.get(name, "") for name in ("start", "end", "asOf"))
        assert not (start and end) or start <= end, r
        assert not (start and seen) or start[: len(seen)] <= seen[: len(start)], r
        assert not (end and seen) or seen[: len(end)] < end[: len(seen)], r


def test_every_person_has_a_post() -> None:
    holders = {r.subject for r in relations() if r.predicate == "holdsPost"}
    assert {entry.iri for entry in entries() if entry.type == "Person"} == holders


def test_five_year_plans_follow_one_another() -> None:
    plans = sorted(
        (entry for entry in entries() if entry.table == "plans"), key=lambda e: int(e.extras["ordinal"])
    )
    years = [
        (of(f"plans.csv#{p.id}", "planStart")[0].object, of(f"plans.csv#{p.id}", "planEnd")[0].object)
        for p in plans
    ]
    assert [int(p.extras["ordinal"]) for p in plans] == list(range(1, 16))
    assert all(len(year) == 4 for pair in years for year in pair)
    assert all(int(end) == int(start) + 4 for start, end in years)
    assert all(end < start for (_, end), (start, _) in pairwise(years))


@pytest.mark.parametrize(
    ("row", "predicate", "object_", "qualifiers"),
    [
        ("organisations.csv#baogang-group", "supervisedBy", "organisation/inner-mongolia-sasac", {}),
        ("organisations.csv#china-northern-rare-earth", "subsidiaryOf", "organisation/baogang-group", {}),
        ("organisations.csv#china-northern-rare-earth", "listedOn", "organisation/sse", {"ticker": "600111"}),
        ("organisations.csv#golden-dragon-rare-earth", "listedOn", "organisation/neeq", {"ticker": "874673"}),
        ("organisations.csv#sasac", "unitOf", "organisation/state-council", {}),
        ("sites.csv#bayan-obo-mine", "operates", "site/bayan-obo-mine", {}),
        ("sites.csv#zhongfang-mine", "produces", "commodity/rare-earth", {}),
        ("tenures.csv#yao-lin.chinalco.chair.2019-10", "holdsPost", "organisation/chinalco",
         {"role": "chair", "start": "2019-10", "end": "2022-07-12"}),
    ],
)  # fmt: skip
def test_well_known_facts_are_there(
    row: str, predicate: str, object_: str, qualifiers: dict[str, str]
) -> None:
    found = of(row, predicate)
    assert found[0].object.endswith(f"/id/{object_}")
    assert found[0].qualifiers == qualifiers
