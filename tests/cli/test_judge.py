"""judge: decisions from the terminal, the shell and a table, written down before anything follows from them."""

from __future__ import annotations

import csv
import os
import pty
import re
import select
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from soegraph.curation import COLUMNS, Ledger, read_ledger
from soegraph.graph import Graph
from soegraph.store import open_store

from ..graph.made import article, company, dump, meeting, person, said
from .conftest import Run

LI, BAOGANG, MINE = (
    person("li", "Li Xiao"),
    company("baogang", "Baogang Group"),
    company("mine", "Baogang Mining"),
)
TOLD = article(
    "told",
    said(LI, "holdsPost", BAOGANG, role="chair"),
    said(MINE, "subsidiaryOf", BAOGANG),
    said(BAOGANG, "convenes", meeting("session", "a session")),
    text="It rained. Li Xiao holdsPost Baogang Group. Baogang Mining subsidiaryOf Baogang Group."
    " Baogang Group convenes a session. It ended.",
)
TO_REJECT = (
    "--article",
    "told",
    "--predicate",
    "holdsPost",
    "--subject",
    "Li Xiao",
    "--object",
    "Baogang Group",
)

pytestmark = pytest.mark.usefixtures("no_tables")


@pytest.fixture(autouse=True)
def curator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOEGRAPH_CURATOR", "Zhang San")


@pytest.fixture
def store(tmp_path: Path, no_tables: None) -> Path:
    folder = tmp_path / "store"
    with closing(open_store(folder)) as opened:
        Graph(opened, judgements=Ledger()).load([TOLD])
    return folder


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    folder.mkdir()
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    file = tmp_path / "told.md"
    file.write_text(f"---\nlanguage: en\n---\n{TOLD.article.text}\n", encoding="utf-8")
    return file


@pytest.fixture
def judge(run: Run, store: Path, ledger: Path) -> Run:
    return lambda *args, **options: run("judge", "--store", store, "--curation", ledger, *args, **options)


def lines(ledger: Path) -> list[dict[str, str]]:
    with (ledger / "judgements.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dumped(store: Path) -> list[str]:
    with closing(open_store(store, read_only=True)) as opened:
        return dump(opened)


def test_a_claim_is_rejected_and_the_graph_follows(judge: Run, store: Path, ledger: Path) -> None:
    result = judge("reject", *TO_REJECT, "--why", "he left long ago", "--when", "2026-11-20")
    assert (result.exit_code, result.stdout) == (
        0,
        "recorded reject: person/li holdsPost organisation/baogang, told\n",
    )
    assert "it means 1 claim" in result.stderr
    [line] = lines(ledger)
    assert [line[key] for key in ("who", "when", "why")] == ["Zhang San", "2026-11-20", "he left long ago"]
    assert not any("/tenure/" in quad for quad in dumped(store))


def test_a_withdrawal_gives_the_graph_of_before(judge: Run, store: Path) -> None:
    before = dumped(store)
    judge("reject", *TO_REJECT)
    assert dumped(store) != before
    assert judge("withdraw", *TO_REJECT).exit_code == 0
    assert dumped(store) == before
    again = judge("withdraw", *TO_REJECT)
    assert (again.exit_code, "no judgement that stands" in again.stderr) == (1, True)


def test_merging_and_un_merging_give_the_graph_of_before(judge: Run, run: Run, store: Path) -> None:
    before = dumped(store)
    assert judge("same", "mine", "Baogang Group", "--why", "a test").exit_code == 0
    shown = run("show", "--store", store, "organisation/mine")
    assert "organisation/mine was replaced by organisation/baogang" in shown.stderr
    assert (
        "Baogang Mining"
        in run("query", "--store", store, "evidence", "-p", "entity=mine", "--format", "csv").stdout
    )
    assert judge("not-same", "mine", "baogang").exit_code == 0
    assert dumped(store) == before


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ("same", "li", "baogang"),
            "person/li is of class Person, organisation/baogang of Enterprise: none is both",
        ),
        (("reject", *TO_REJECT[:-1], "Baogang Mining"), "no claim of told says so"),
        (("same", "li", "nobody"), "no entity is called that"),
        (
            ("fix-date", *TO_REJECT, "--field", "start", "--value", "21"),
            "the judgement line 1, value: '21' is no date",
        ),
        (("fix-date", *TO_REJECT, "--field", "begin", "--value", "2021"), "'begin' is none of"),
        (("accept", *TO_REJECT, "--when", "today"), "the judgement line 1, when: 'today' is no day"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_recorded(
    judge: Run, ledger: Path, args: tuple[str, ...], told: str
) -> None:
    result = judge(*args)
    assert result.exit_code > 0
    assert told in result.stderr
    assert not list(ledger.iterdir())


def test_the_list_tells_what_has_become_of_each(judge: Run, ledger: Path) -> None:
    judge("reject", *TO_REJECT)
    judge("accept", *TO_REJECT)
    judge("same", "mine", "baogang")
    judge("reject", *TO_REJECT[2:], "--article", "another")
    states = [line.split("\t")[:2] for line in judge("--list").stdout.splitlines()]
    assert states == [
        ["overridden", "reject: person/li holdsPost organisation/baogang, told"],
        ["applied (1 claim)", "accept: person/li holdsPost organisation/baogang, told"],
        ["applied", "same: organisation/mine and organisation/baogang"],
        ["waiting", "reject: person/li holdsPost organisation/baogang, another"],
    ]
    assert judge("--state", "waiting").stdout.count("\n") == 1


TABLE = ",".join(COLUMNS) + "\nreject,told,Li Xiao,holdsPost,Baogang Group,,,,,Li Si,2026-11-22,\n"


def test_a_table_is_recorded_whole(judge: Run, ledger: Path) -> None:
    table = TABLE + "same,,organisation/mine,,organisation/baogang,,,,,Li Si,2026-11-22,one firm\n"
    assert judge("add", input=table).exit_code == 0
    unsigned = ",".join(COLUMNS) + "\nnot-same,,organisation/mine,,organisation/baogang,,,,,,,\n"
    assert judge("add", "--when", "2026-11-24", "--why", "two firms", input=unsigned).exit_code == 0
    assert [line["decision"] for line in lines(ledger)] == ["reject", "same", "not-same"]
    assert [line["who"] for line in lines(ledger)] == ["Li Si", "Li Si", "Zhang San"]


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (
            "rejected,told,Li,holdsPost,B,,,,,Li Si,2026-11-22,",
            "standard input line 3, decision: 'rejected' is none of",
        ),
        (
            "reject,told,Li,holdsPost,B,,,,,Li Si,yesterday,",
            "standard input line 3, when: 'yesterday' is no day",
        ),
        ('reject,told,Li,holdsPost,B,,,,"open,Li Si,2026-11-22,', "standard input line 3 is no CSV"),
        ("same,,person/li,,organisation/mine,,,,,Li Si,2026-11-22,", "none is both"),
    ],
)
def test_of_a_table_with_one_wrong_line_nothing_is_recorded(
    judge: Run, ledger: Path, bad: str, told: str
) -> None:
    result = judge("add", input=f"{TABLE}{bad}\n")
    assert (result.exit_code, told in result.stderr) == (1, True), result.stderr
    assert not list(ledger.iterdir())


def test_a_broken_ledger_stops_everything_and_nothing_is_lost(
    run: Run, judge: Run, store: Path, ledger: Path, texts: Path
) -> None:
    broken = TABLE + "reject,told,Li Xiao,holdsPost\n"
    (ledger / "judgements.csv").write_text(broken, encoding="utf-8")
    before = dumped(store)
    for args in (("load", texts), ("build", texts), ("forget", "told")):
        result = run(*args, "--store", store, "--curation", ledger)
        assert (result.exit_code, "judgements.csv line 3 has 4 cells, not 12" in result.stderr) == (1, True)
    assert judge("reject", *TO_REJECT).exit_code == 1
    assert (ledger / "judgements.csv").read_text(encoding="utf-8") == broken
    assert dumped(store) == before


def test_a_folder_that_is_not_there_is_no_empty_ledger(
    run: Run, store: Path, texts: Path, tmp_path: Path
) -> None:
    result = run("load", texts, "--store", store, "--curation", tmp_path / "misspelt")
    assert (result.exit_code, "there is no folder" in result.stderr) == (1, True)


def test_an_orphan_is_told_when_articles_are_loaded(
    run: Run, judge: Run, store: Path, texts: Path, ledger: Path
) -> None:
    judge("reject", *TO_REJECT)
    result = run("load", texts, "--store", store, "--curation", ledger)
    assert "judgements.csv line 2 is orphaned (reject: person/li holdsPost" in result.stderr


def test_a_review_shows_each_claim_in_its_sentence_the_least_sure_first(
    judge: Run, texts: Path, ledger: Path
) -> None:
    result = judge("--texts", texts, "--why", "read", input="arsq")
    assert "1 of 3  asserted, confidence 0.9, en:test" in result.stdout
    assert "«[Li Xiao] holdsPost [Baogang Group].»" in result.stdout
    assert "It rained" not in result.stdout
    assert [
        (line["decision"], line["subject"], line["qualifiers"], line["why"]) for line in lines(ledger)
    ] == [
        ("accept", "person/li|Li Xiao", "role=chair", "read"),
        ("reject", "organisation/mine|Baogang Mining", "", "read"),
    ]
    assert "recorded 2 judgements (1 accept, 1 reject); 1 claims left" in result.stderr
    assert "1 of 1" in judge("--texts", texts, input="q").stdout, "what is judged is not asked again"


def test_a_review_can_be_narrowed(judge: Run) -> None:
    assert "1 of 1" in judge("--predicate", "convenes", input="q").stdout
    assert "1 of 1" in judge("--entity", "li", input="q").stdout
    assert "1 of 3" in judge("--article", "article/told", input="q").stdout
    assert judge("--article", "another", input="q").stdout.strip() == ""
    assert judge("--predicate", "owns", input="q").exit_code == 2


def test_the_last_decision_is_undone_and_dates_are_edited(judge: Run, store: Path, ledger: Path) -> None:
    before = dumped(store)
    answers = "uru" + "ebegin=2021\nstart=21\nstart=2021-05\n" + "eend=2022\nuu" + "q"
    result = judge("--predicate", "holdsPost", input=answers)
    assert "'begin' is no date of a claim" in result.stdout
    assert "'21' is no date" in result.stdout
    assert [line["decision"] for line in lines(ledger)] == [
        *("reject", "withdraw", "fix-date", "fix-date", "withdraw", "withdraw")
    ]
    assert "there is nothing to undo" in result.stdout
    assert dumped(store) == before


def press(terminal: int, key: str, expected: str, seconds: float = 90) -> None:
    """Press a key until a terminal shows what is expected; it passes over a key that comes too early."""
    until, seen, pressed = time.monotonic() + seconds, "", not key
    while expected not in seen:
        assert time.monotonic() < until, seen
        if not pressed:
            os.write(terminal, key.encode())
            pressed = True
        if select.select([terminal], [], [], 0.5)[0]:
            shown = os.read(terminal, 4096).decode(errors="replace")
            pressed = shown != key  # an echo: the terminal does not wait for keys yet
            seen += shown


def test_in_a_terminal_a_key_is_enough_and_each_decision_is_on_the_disk_at_once(
    store: Path, ledger: Path, texts: Path
) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        command = ["judge", "--store", store, "--curation", ledger, "--texts", texts, "--who", "Li Si"]
        os.execvp(sys.executable, [sys.executable, "-m", "soegraph", *map(str, command)])
    press(terminal, "", "q quit")
    press(terminal, "r", "2 of 3")
    assert [(line["decision"], line["who"]) for line in lines(ledger)] == [("reject", "Li Si")]
    time.sleep(1)
    os.write(terminal, b"\x03")
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 130
    assert len(read_ledger(ledger).standing) == 1, "what was decided before Ctrl-C stays"


def test_every_command_has_an_example(run: Run) -> None:
    overview = run("judge", "--help").stdout
    commands = re.findall(r"^  (\S+)  ", overview.split("Commands:")[1], re.MULTILINE)
    assert {*commands} == {"accept", "reject", "fix-date", "withdraw", "same", "not-same", "add"}
    for command in commands:
        assert "Example:" in run("judge", command, "--help").stdout
