"""Reading the ledger: what a line must be, in which order lines count, and how they are added."""

from __future__ import annotations

from pathlib import Path

import pytest

from soegraph import home
from soegraph.curation import COLUMNS, Judgement, ledger, read_ledger
from soegraph.curation.judgement import words
from soegraph.curation.ledger import Ledger
from soegraph.curation.record import append, checked, folder_to_write
from soegraph.errors import InputError, SettingError

HEADER = ",".join(COLUMNS) + "\n"
REJECT = {
    "decision": "reject",
    "article": "a",
    "subject": "person/li",
    "predicate": "holdsPost",
    "object": "Baogang",
    "who": "Zhang San",
    "when": "2026-11-23",
}
SAME = {**REJECT, "decision": "same", "article": "", "predicate": "", "object": "person/wang"}


def judged(**cells: str) -> Judgement:
    return checked({**REJECT, **cells})


def write(folder: Path, *lines: str, name: str = "judgements.csv", header: str = HEADER) -> Path:
    (folder / name).write_text(header + "".join(lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"decision": "refuse"},
            "decision: 'refuse' is none of accept, reject, fix-date, same, not-same, withdraw",
        ),
        ({"who": ""}, "who: it is empty: write who decided this"),
        ({"when": "2026-11"}, "when: '2026-11' is no day: write it as 2026-11-23"),
        ({"when": "2026-02-30"}, "when: '2026-02-30' is no day"),
        ({"object": ""}, "object: it is empty: write what the claim says"),
        ({"qualifiers": "chair"}, "qualifiers: 'chair' is not of the form role=chair"),
        ({"field": "start"}, "field: only a fix-date has it: leave it empty for 'reject'"),
        ({"decision": "fix-date"}, "field: it is empty: write which date is meant"),
        (
            {"decision": "fix-date", "field": "start", "value": "soon"},
            "value: 'soon' is no date of the form 2021",
        ),
        ({"article": "", "subject": "Li"}, "subject: it is no IRI, nor kind and slug"),
        ({"article": "", "quote": "He left."}, "quote: name the article that it stands in"),
        ({**SAME, "object": "Wang"}, "object: 'Wang' is no entity: write its IRI, or kind and slug"),
        ({**SAME, "object": "person/li"}, "object: it is the subject again: name the other entity"),
        ({**SAME, "quote": "He left."}, "quote: a judgement 'same' is about two entities: leave it empty"),
        ({"why": "a\x00b"}, "why: it holds a control character"),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(cells: dict[str, str], told: str) -> None:
    with pytest.raises(InputError) as raised:
        judged(**cells)
    assert told in str(raised.value)


def test_every_wrong_line_is_told_with_file_and_line(tmp_path: Path) -> None:
    folder = write(tmp_path, "reject,a,person/li,holdsPost,x,,,,,,2026-11-23,\n", "?,,,,,,,,,,,\n")
    with pytest.raises(InputError) as raised:
        read_ledger(folder)
    assert str(raised.value).splitlines() == [
        "judgements.csv line 2, who: it is empty: write who decided this",
        "judgements.csv line 3, decision: '?' is none of accept, reject, fix-date, same, not-same, withdraw",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "decision,article\n",
            "judgements.csv has the columns decision, article; needed: decision, article, subject",
        ),
        (HEADER + "reject,a,b\n", "judgements.csv line 2 has 3 cells, not 12"),
        (HEADER + 'reject,a,person/li,holdsPost,x,,,,,Li,2026-11-23,"open\nnext line\n', "line 3 is no CSV"),
        (
            HEADER + 'reject,a,person/li,holdsPost,x,,,,,Li,2026-11-23,"two\nlines"\n',
            "why: it goes over several lines",
        ),
    ],
)
def test_a_broken_table_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as raised:
        read_ledger(write(tmp_path, header=text))
    assert told in str(raised.value)


def test_a_later_line_takes_the_place_of_an_earlier_one_on_the_same() -> None:
    rejected, accepted = judged(quote="He left."), judged(decision="accept", quote="He  left")
    other = judged(quote="She left.")
    assert Ledger((rejected, other, accepted)).standing == (other, accepted)
    assert Ledger((accepted, judged(decision="withdraw", quote="He left."))).standing == ()


def test_a_not_same_that_undoes_a_merger_is_not_published_and_one_by_itself_is() -> None:
    merged, parted = checked(SAME), checked({**SAME, "decision": "not-same"})
    back = checked({**SAME, "decision": "not-same", "subject": "person/wang", "object": "person/li"})
    assert Ledger((parted,)).published == (parted,)
    assert Ledger((merged, back)).published == ()
    assert Ledger((merged, back)).standing == (back,)


def test_lines_of_several_files_go_by_their_day(tmp_path: Path) -> None:
    late = "reject,a,person/li,holdsPost,x,,,,,Li,2026-11-23,late\n"
    write(tmp_path, late, late.replace("11-23,late", "11-20,still later"), name="b.csv")
    write(tmp_path, late.replace("11-23,late", "11-22,early"), name="z.csv")
    assert [found.why for found in read_ledger(tmp_path).judgements] == ["early", "late", "still later"]
    (tmp_path / "z.csv").rename(tmp_path / "a.csv")
    assert [found.why for found in read_ledger(tmp_path).judgements] == ["early", "late", "still later"]


def test_lines_are_added_in_the_columns_of_the_table_that_is_there(tmp_path: Path) -> None:
    columns = sorted(COLUMNS)
    cells = {**dict.fromkeys(COLUMNS, ""), **REJECT}
    first = ",".join(cells[column] for column in columns)
    (tmp_path / "judgements.csv").write_text(f"{','.join(columns)}\n{first}", encoding="utf-8")
    append(tmp_path, [judged(why='he said "no", twice\nand left')])
    assert [found.why for found in read_ledger(tmp_path).judgements] == ["", 'he said "no", twice and left']


def test_nothing_is_added_to_a_ledger_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, "?\n")
    with pytest.raises(InputError):
        append(tmp_path, [judged()])
    assert (tmp_path / "judgements.csv").read_text(encoding="utf-8") == HEADER + "?\n"


def test_a_new_ledger_begins_with_its_columns(tmp_path: Path) -> None:
    append(tmp_path / "new", [judged()])
    assert (tmp_path / "new" / "judgements.csv").read_text(encoding="utf-8").startswith(HEADER)


def test_the_ledger_of_an_installed_package_is_not_written_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(home, "curation", lambda: tmp_path / "site-packages" / "curation")
    with pytest.raises(SettingError, match="--curation"):
        folder_to_write(None)
    assert folder_to_write(tmp_path) == tmp_path


def test_another_ontology_has_its_own_ledger_or_none(museum: Path, tmp_path: Path) -> None:
    with home.using(museum):
        assert ledger().judgements == ()
    assert ledger().judgements
    assert read_ledger(tmp_path / "none").judgements == ()


def test_a_judgement_reads_as_a_sentence() -> None:
    assert str(judged(qualifiers="role=chair|start=2021")) == (
        "reject: person/li holdsPost Baogang (role=chair, start=2021), a"
    )
    assert str(checked(SAME)) == "same: person/li and person/wang"


def test_words_of_both_scripts() -> None:
    assert words("包钢(集团)公司, Co.") == ("包", "钢", "集", "团", "公", "司", "Co")
