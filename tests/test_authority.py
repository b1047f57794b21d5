"""Tables become entries and relations; a cell that breaks a reference is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from soegraph.authority import Authority, load
from soegraph.errors import InputError
from soegraph.names import thing

Load = Callable[..., Authority]

HEADERS = {
    "organisations": "id,type,name_en,name_zh,aliases,parent,parent_kind,headquarters,founded,"
    "exchange_ticker,wikidata,lei,source,checked",
    "people": "id,name_en,name_zh,aliases,source,checked",
    "sites": "id,type,name_en,name_zh,aliases,place,operator,commodities,lat,lon,source,checked",
    "places": "id,name_en,name_zh,aliases,kind,within,gb_code,source,checked",
    "plans": "id,ordinal,name_en,name_zh,start,end,source,aliases,checked",
    "tenures": "person,organisation,role,start,end,as_of,source,checked",
    "extra_sources": "table,id,column,value,source",
}
GROUP = "group,LocalStateOwnedEnterprise,Group,集团,G|~Old Group,,,baotou,1954,,Q1,,https://g.example/,yes"
MINING = "mining,Enterprise,Mining,,,group,subsidiary,,,SSE:600111,,,https://m.example/,partly"
EXCHANGE = "sse,Exchange,Shanghai Stock Exchange,,SSE,,,,,,,,https://e.example/,yes"
BAOTOU = "baotou,Baotou,包头市,,prefecture,,150200,https://p.example/,yes"
PIT = "pit,Mine,Pit,,,baotou,group,iron-ore|steel,41.78,,https://s.example/,yes"
MENG = "meng,Meng,孟,,https://n.example/,yes"


@pytest.fixture
def tables(tmp_path: Path) -> Load:
    """Load tables of which only the given rows are there."""

    def load_rows(**rows: list[str]) -> Authority:
        for table, header in HEADERS.items():
            (tmp_path / f"{table}.csv").write_text("\n".join([header, *rows.get(table, []), ""]), "utf-8")
        return load(tmp_path)

    return load_rows


def statements(authority: Authority, row: str) -> list[tuple[str, str, str]]:
    found = [r for r in authority.relations if r.row == row]
    return [(r.subject.partition("/id/")[2], r.predicate, r.object.rpartition("/id/")[2]) for r in found]


def test_a_row_becomes_an_entry(tables: Load) -> None:
    group = tables(organisations=[GROUP], places=[BAOTOU]).entries[0]
    assert group.iri == thing("organisation", "group")
    assert (group.table, group.id, group.type) == ("organisations", "group", "LocalStateOwnedEnterprise")
    assert group.labels == {"en": "Group", "zh-hans": "集团"}
    assert (group.aliases, group.former_names) == (("G",), ("Old Group",))
    assert group.extras == {"wikidata": "Q1"}
    assert (group.source, group.checked) == ("https://g.example/", "yes")


def test_a_place_lies_within_another(tables: Load) -> None:
    inner = "kundulun,Kundulun,,,district,baotou,150203,https://p.example/,yes"
    assert tables(places=[BAOTOU, inner]).entries[1].extras["within"] == thing("place", "baotou")


def test_the_cells_of_an_organisation_become_relations(tables: Load) -> None:
    authority = tables(organisations=[GROUP, MINING, EXCHANGE], places=[BAOTOU])
    assert statements(authority, "organisations.csv#group") == [
        ("organisation/group", "headquarteredIn", "place/baotou"),
        ("organisation/group", "foundedOn", "1954"),
    ]
    assert statements(authority, "organisations.csv#mining") == [
        ("organisation/mining", "subsidiaryOf", "organisation/group"),
        ("organisation/mining", "listedOn", "organisation/sse"),
    ]
    assert [dict(r.qualifiers) for r in authority.relations if r.predicate == "listedOn"] == [
        {"ticker": "600111"}
    ]
    assert [r.is_literal for r in authority.relations if r.predicate == "foundedOn"] == [True]


@pytest.mark.parametrize(
    ("kind", "predicate"),
    [("supervised", "supervisedBy"), ("subsidiary", "subsidiaryOf"), ("unit", "unitOf")],
)
def test_the_kind_of_the_parent_is_the_relation(tables: Load, kind: str, predicate: str) -> None:
    child = f"child,Enterprise,Child,,,group,{kind},,,,,,,no"
    authority = tables(organisations=[GROUP, child], places=[BAOTOU])
    assert statements(authority, "organisations.csv#child") == [
        ("organisation/child", predicate, "organisation/group")
    ]


def test_the_cells_of_a_site_become_relations_of_site_and_operator(tables: Load) -> None:
    authority = tables(organisations=[GROUP], sites=[PIT], places=[BAOTOU])
    assert statements(authority, "sites.csv#pit") == [
        ("site/pit", "locatedIn", "place/baotou"),
        ("organisation/group", "operates", "site/pit"),
        ("site/pit", "produces", "commodity/iron-ore"),
        ("site/pit", "produces", "commodity/steel"),
    ]


def test_a_plan_has_its_first_and_last_year(tables: Load) -> None:
    plan = "five-year-plan-14,14,Fourteenth Five-Year Plan,,2021,2025,https://f.example/,,yes"
    assert statements(tables(plans=[plan]), "plans.csv#five-year-plan-14") == [
        ("plan/five-year-plan-14", "planStart", "2021"),
        ("plan/five-year-plan-14", "planEnd", "2025"),
    ]


def test_a_post_has_the_qualifiers_of_a_claim(tables: Load) -> None:
    post = "meng,group,chair,2021,,2025-11,https://t.example/,yes"
    authority = tables(organisations=[GROUP], people=[MENG], places=[BAOTOU], tenures=[post])
    [relation] = [r for r in authority.relations if r.predicate == "holdsPost"]
    assert (relation.subject, relation.object) == (thing("person", "meng"), thing("organisation", "group"))
    assert relation.qualifiers == {"role": "chair", "start": "2021", "asOf": "2025-11"}
    assert (relation.row, relation.source) == ("tenures.csv#meng.group.chair.2021", "https://t.example/")


def test_a_cell_with_sources_of_its_own_does_not_cite_the_row(tables: Load) -> None:
    cells = [f"organisations,group,founded,,https://{name}.example/" for name in ("one", "two")]
    authority = tables(organisations=[GROUP], places=[BAOTOU], extra_sources=cells)
    sources = {
        r.predicate: [s.source for s in authority.relations if s.predicate == r.predicate]
        for r in authority.relations
    }
    assert sources == {
        "headquarteredIn": ["https://g.example/"],
        "foundedOn": ["https://one.example/", "https://two.example/"],
    }


def test_a_source_may_stand_for_one_of_several_values(tables: Load) -> None:
    cell = "sites,pit,commodities,steel,https://steel.example/"
    authority = tables(organisations=[GROUP], sites=[PIT], places=[BAOTOU], extra_sources=[cell])
    produced = {r.object: r.source for r in authority.relations if r.predicate == "produces"}
    assert produced == {
        thing("commodity", "iron-ore"): "https://s.example/",
        thing("commodity", "steel"): "https://steel.example/",
    }


def test_a_cell_without_a_source_is_not_checked(tables: Load) -> None:
    authority = tables(
        organisations=[GROUP], places=[BAOTOU], extra_sources=["organisations,group,headquarters,,"]
    )
    assert [(r.source, r.checked) for r in authority.relations if r.predicate == "headquarteredIn"] == [
        ("", "no")
    ]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            {"organisations": [MINING]},
            "organisations.csv line 2, parent: 'group' is no id in organisations.csv",
        ),
        ({"organisations": [EXCHANGE, GROUP]}, "organisations.csv line 3, headquarters: 'baotou' is no id"),
        (
            {"organisations": [GROUP, MINING], "places": [BAOTOU]},
            "line 3, exchange_ticker: 'SSE:600111' names no",
        ),
        (
            {"organisations": [EXCHANGE, EXCHANGE]},
            "organisations.csv line 3, id: 'sse' stands in line 2 already",
        ),
        ({"organisations": [EXCHANGE.replace("Exchange", "Bourse", 1)]}, "type: 'Bourse' is no class"),
        ({"organisations": [EXCHANGE.replace(",yes", ",maybe")]}, "line 2, checked: 'maybe' is none of yes"),
        (
            {"organisations": [GROUP.replace("1954", "1954-13")], "places": [BAOTOU]},
            "founded: '1954-13' is no date",
        ),
        (
            {"organisations": [GROUP, MINING.replace("subsidiary", "cousin")], "places": [BAOTOU]},
            "parent_kind: 'cousin' is none of supervised, subsidiary, unit",
        ),
        ({"sites": [PIT], "places": [BAOTOU]}, "sites.csv line 2, operator: 'group' is no id"),
        (
            {"sites": [PIT.replace("steel", "stele")], "places": [BAOTOU], "organisations": [GROUP]},
            "sites.csv line 2, commodities: 'stele' is not among the commodities",
        ),
        (
            {"tenures": ["meng,group,chair,,,,,no"]},
            "tenures.csv line 2, person: 'meng' is no id in people.csv",
        ),
        ({"tenures": ["meng,group,boss,,,,,no"]}, "tenures.csv line 2, role: 'boss' is not among the roles"),
        (
            {"extra_sources": ["people,meng,,,"]},
            "extra_sources.csv line 2, id: 'meng' is no id in people.csv",
        ),
        ({"extra_sources": ["persons,meng,,,"]}, "extra_sources.csv line 2"),
        (
            {"organisations": [EXCHANGE], "extra_sources": ["organisations,sse,owner,,"]},
            "extra_sources.csv line 2, column: 'owner' is no column of organisations.csv",
        ),
        (
            {"organisations": [EXCHANGE], "extra_sources": ["organisations,sse,aliases,SEE,"]},
            "extra_sources.csv line 2, value: 'SEE' does not stand in organisations.csv#sse",
        ),
        ({"people": ["meng,Meng"]}, "people.csv line 2 has 2 cells, not 6"),
    ],
)
def test_a_broken_cell_is_named(tables: Load, rows: dict[str, list[str]], problem: str) -> None:
    with pytest.raises(InputError) as raised:
        tables(**rows)
    assert problem in str(raised.value)


def test_a_table_with_other_columns_is_refused(tables: Load, tmp_path: Path) -> None:
    tables()
    (tmp_path / "people.csv").write_text("id,name\n", "utf-8")
    with pytest.raises(InputError, match=r"people.csv has the columns id, name; needed: id, name_en"):
        load(tmp_path)


def test_a_table_in_another_encoding_is_refused(tables: Load, tmp_path: Path) -> None:
    tables()
    (tmp_path / "people.csv").write_bytes("孟".encode("gb18030"))
    with pytest.raises(InputError, match=r"people.csv is not UTF-8"):
        load(tmp_path)
