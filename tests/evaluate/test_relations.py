"""The table that says which relations are ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from soegraph.errors import InputError
from soegraph.evaluate.relations import Relations, Target, read_relations


def table(folder: Path, *lines: str) -> Relations:
    path = folder / "map.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return read_relations(path)


def test_two_columns_are_enough(tmp_path: Path) -> None:
    relations = table(tmp_path, "relation,predicate", "parent company,subsidiaryOf")
    assert relations.of("parent company") == Target("subsidiaryOf")


def test_a_relation_may_be_turned_round_and_say_more(tmp_path: Path) -> None:
    relations = table(
        tmp_path, "relation,predicate,inverse,qualifiers", "CEO,holdsPost,yes,role=general-manager"
    )
    assert relations.of("CEO") == Target("holdsPost", inverse=True, qualifiers={"role": "general-manager"})


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    assert table(tmp_path, "\ufeffrelation,predicate", "P749,subsidiaryOf").of("P749") is not None


def test_any_name_of_a_relation_will_do_and_the_last_is_counted(tmp_path: Path) -> None:
    relations = table(tmp_path, "relation,predicate", "P749,subsidiaryOf")
    assert relations.of_fact("P749", "parent company") == Target("subsidiaryOf")
    assert relations.of_fact("P571", "inception") is None
    assert relations.unmapped == {"inception": 1}


def test_a_relation_that_nobody_asks_for_is_told(tmp_path: Path) -> None:
    relations = table(tmp_path, "relation,predicate", "parent,subsidiaryOf", "P749,subsidiaryOf")
    relations.of("P749")
    assert relations.unused == ["parent"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("parent,owns,,", "map.csv line 3, predicate: 'owns' is no relation of the ontology"),
        ("parent,percent,,", "line 3, predicate: 'percent' is no relation"),
        ("first,subsidiaryOf,,", "line 3, relation: 'first' stands there twice"),
        ("parent,subsidiaryOf,1,", "line 3, inverse: '1' is neither yes nor no"),
        ("born,foundedOn,yes,", "line 3, inverse: foundedOn ends in a literal"),
        ("boss,holdsPost,,chair", "line 3, qualifiers: 'chair' is not of the form role=chair"),
        ("boss,holdsPost,,rank=1", "line 3, qualifiers: 'rank=1' is not of the form"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(line: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        table(tmp_path, "relation,predicate,inverse,qualifiers", "first,subsidiaryOf,,", line)
    assert fault in str(told.value)


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="maps no relation"):
        table(tmp_path, "relation,predicate")
