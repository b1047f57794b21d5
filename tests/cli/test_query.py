"""query and sparql: answers in every format, with their evidence, from a folder or an endpoint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from soegraph.query.results import FORMATS
from soegraph.query.saved import catalogue

from ..store.conftest import Server
from .conftest import Run

SUBSIDIARIES = ("query", "subsidiaries", "-p", "group=baogang-group")


def test_an_answer_is_a_table(run: Run, asked: Path) -> None:
    head, rule, *rows = run(*SUBSIDIARIES, "--store", asked).stdout.splitlines()
    assert head.startswith("depth  subsidiary")
    assert set(rule) == {"-", " "}
    assert [row.split()[1] for row in rows] == [
        "organisation/china-northern-rare-earth",
        "organisation/huamei-rare-earth",
    ]


def test_explain_adds_the_words(run: Run, asked: Path) -> None:
    assert (
        "“its subsidiary, Northern Rare Earth, was”"
        in run(*SUBSIDIARIES, "--explain", "--store", asked).stdout
    )


@pytest.mark.parametrize("name", catalogue())
def test_every_saved_query_answers_its_own_example(name: str, run: Run, asked: Path) -> None:
    examples = [f"-p{key}={value}" for key, value in catalogue()[name].examples.items()]
    result = run("query", name, *examples, "--format", "json", "--explain", "--store", asked)
    assert result.exit_code == 0
    assert "evidenceQuote" in json.loads(result.stdout)["head"]["vars"]


@pytest.mark.parametrize("result_format", FORMATS)
def test_every_format_is_written(result_format: str, run: Run, asked: Path) -> None:
    result = run(*SUBSIDIARIES, "--format", result_format, "--store", asked)
    assert result.exit_code == 0
    assert "china-northern-rare-earth" in result.stdout


def test_as_of_a_date_each_row_says_whether_it_held(run: Run, asked: Path) -> None:
    result = run(*SUBSIDIARIES, "--as-of", "2024", "--explain", "--format", "csv", "--store", asked)
    assert result.exit_code == 0
    head, *rows = result.stdout.splitlines()
    assert head.startswith("holds,depth,subsidiary")
    assert rows
    assert {row.split(",")[0] for row in rows} <= {"certain", "possible", "unknown"}


def test_known_at_a_date_leaves_out_what_came_later(run: Run, asked: Path) -> None:
    result = run(*SUBSIDIARIES, "--known-at", "1999", "--format", "csv", "--store", asked)
    assert len(result.stdout.splitlines()) == 1
    assert "undated source" in result.stderr


@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
def test_a_moment_is_a_year_month_or_day(option: str, run: Run, asked: Path) -> None:
    result = run(*SUBSIDIARIES, option, "2024-13", "--store", asked)
    assert result.exit_code == 2
    assert "'2024-13' is no year, month or day such as 2021, 2021-12 or 2021-12-23" in result.stderr


def test_a_moment_needs_the_graph_in_a_folder(run: Run) -> None:
    result = run(*SUBSIDIARIES, "--as-of", "2024", "--endpoint", "http://localhost:1/query")
    assert result.exit_code == 2
    assert "not with --endpoint" in result.stderr


def test_control_follows_the_owners_up(run: Run, asked: Path) -> None:
    result = run("control", "huamei-rare-earth", "--explain", "--as-of", "2024", "--store", asked)
    assert result.exit_code == 0
    assert "baogang-group" in result.stdout
    assert "“its subsidiary, Northern Rare Earth, was”" in result.stdout


def test_control_of_nobody_is_a_notice(run: Run, asked: Path) -> None:
    result = run("control", "inner-mongolia-sasac", "--format", "csv", "--store", asked)
    assert result.stderr == "soegraph: no rows\n"


def test_no_rows_are_a_header_and_a_notice(run: Run, asked: Path) -> None:
    result = run("query", "find", "-p", "text=zzz", "--format", "csv", "--store", asked)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["entity,entityName,name"]
    assert result.stderr == "soegraph: no rows\n"


def test_an_unknown_query_brings_near_names(run: Run) -> None:
    result = run("query", "subsidaries")
    assert result.exit_code == 2
    assert "did you mean subsidiaries" in result.stderr


def test_a_missing_parameter_is_named_with_an_example(run: Run, asked: Path) -> None:
    result = run("query", "subsidiaries", "--store", asked)
    assert result.exit_code == 2
    assert "'group'" in result.stderr
    assert "-p group=baogang-group" in result.stderr


@pytest.mark.parametrize(
    "given",
    [["holdings", "owner="], ["officials-on-date", "organisation=a", "-p", "date=soon"], ["find", "x=1"]],
)
def test_parameters_that_cannot_be_are_wrong_usage(given: list[str], run: Run) -> None:
    result = run("query", given[0], "-p", *given[1:], "--store", "nowhere")
    assert result.exit_code == 2
    assert given[-1].partition("=")[0] in result.stderr


def test_an_entity_that_is_not_there_is_a_failure(run: Run, asked: Path) -> None:
    assert run("query", "subsidiaries", "-p", "group=zzzz", "--store", asked).exit_code == 1


def test_a_truncated_query_says_what_is_missing(run: Run, asked: Path) -> None:
    result = run("sparql", "--store", asked, input="SELECT * {\n  ?s ?p ?o FILTER(?o > 3")
    assert result.exit_code == 1
    assert "the query ends too early, `) }` is likely missing" in result.stderr


def test_a_value_may_hold_anything(run: Run, asked: Path) -> None:
    result = run("query", "find", "-p", 'text=a=b" } UNION { ?x ?y ?z } #', "--store", asked)
    assert result.exit_code == 0
    assert result.stderr == "soegraph: no rows\n"


@pytest.mark.parametrize("given", [["text"], ["=x"], ["text=a", "-p", "text=b"]])
def test_a_parameter_is_one_key_and_one_value(given: list[str], run: Run, asked: Path) -> None:
    assert run("query", "find", "-p", *given, "--store", asked).exit_code == 2


def test_an_endpoint_answers_as_the_folder_does(
    run: Run, asked: Path, server: Server, fixture_quads: list[Quad]
) -> None:
    server.replace(fixture_quads)
    for args in ([*SUBSIDIARIES, "--explain"], ["sparql", "-"]):
        far, near = (
            run(*args, *where, input="SELECT ?s { ?s a <https://w3id.org/soegraph/ontology#Mine> }")
            for where in (["--endpoint", f"{server.url}/query"], ["--store", asked])
        )
        assert far.exit_code == near.exit_code == 0
        assert far.stdout == near.stdout != ""


def test_a_query_comes_from_a_file_or_from_standard_input(run: Run, asked: Path, tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text("\ufeffSELECT (1 AS ?one) {}", encoding="utf-8")
    from_file = run("sparql", tmp_path / "count.rq", "--format", "csv", "--store", asked)
    from_input = run("sparql", "--format", "csv", "--store", asked, input="SELECT (1 AS ?one) {}")
    assert from_file.stdout.split() == from_input.stdout.split() == ["one", "1"]


def test_our_prefixes_need_no_declaration_and_their_own_stays(run: Run, asked: Path) -> None:
    text = "SELECT ?mine { ?mine a soe:Mine ; soe:locatedIn place:baotou }"
    assert "site/bayan-obo-mine" in run("sparql", "--store", asked, input=text).stdout
    other = "PREFIX place: <https://example.org/>\n" + text
    assert run("sparql", "--store", asked, input=other).stderr == "soegraph: no rows\n"


def test_construct_gives_turtle_unless_another_format_is_asked_for(run: Run, asked: Path) -> None:
    construct = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3"
    turtle = run("sparql", "--store", asked, input=construct).stdout_bytes
    assert len(list(parse(turtle, RdfFormat.TURTLE))) == 3
    table = run("sparql", "--format", "table", "--store", asked, input=construct).stdout
    assert table.startswith("subject")


def test_ask_is_answered_in_a_word(run: Run, asked: Path) -> None:
    assert run("sparql", "--store", asked, input="ASK { ?s ?p ?o }").stdout == "true\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * {\n ?s ?p }", "line 2, column"),
        ("DELETE WHERE { ?s ?p ?o }", "found DELETE"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SERVICE in line 1"),
        (b"SELECT \xff", "not UTF-8"),
    ],
)
def test_what_cannot_be_run_says_why(text: str | bytes, said: str, run: Run, asked: Path) -> None:
    result = run("sparql", "--store", asked, input=text)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert said in result.stderr


def test_only_rows_can_be_explained(run: Run, asked: Path) -> None:
    assert run("sparql", "--explain", "--store", asked, input="ASK { ?s ?p ?o }").exit_code == 2
    selected = "SELECT ?a ?b { ?a <https://w3id.org/soegraph/ontology#partnersWith> ?b }"
    assert "“a pact with Tsinghua”" in run("sparql", "--explain", "--store", asked, input=selected).stdout
