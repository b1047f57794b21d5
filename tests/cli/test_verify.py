"""Command verify: an audit from the shell, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from ..verify.conftest import Copy, copy, sound, texts
from .conftest import Run

__all__ = ["copy", "sound", "texts"]


def test_a_sound_release_ends_well(run: Run, sound: Path, texts: Path) -> None:
    result = run("verify", sound, "--texts", texts)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "quotes       ok           6 quotes " in result.stdout
    assert result.stdout.endswith("\nno fault in 27 checks\n")


def test_what_cannot_be_checked_is_told(run: Run, sound: Path) -> None:
    result = run("verify", sound)
    assert result.exit_code == 0
    assert "  quotes: no texts: give the folder of the articles with --texts\n" in result.stdout


def test_a_fault_is_told_with_place_and_advice(run: Run, copy: Copy) -> None:
    copy.replace("tables/tenures.csv", ",2021-06,", ",2020-06,")
    result = run("verify", copy.root)
    assert result.exit_code == 1
    assert result.stderr == "soegraph: error: 1 check failed: tables\n"
    assert "tables: 2 faults; tell the publisher" in result.stdout
    place = "  tables/tenures.csv:2 <https://w3id.org/soegraph/id/tenure/li.known-group.chair>\n"
    assert f"{place}    started_on is 2020-06, stated is 2021-06\n" in result.stdout


def test_programs_read_a_json_object_a_line(run: Run, copy: Copy) -> None:
    copy.drop("quality.ttl")
    result = run("verify", copy.root, "--format", "jsonl", "--limit", "1")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    faults = [(each["check"], each["file"], each["what"]) for each in found if each["type"] == "fault"]
    assert faults[0] == ("files", "quality.ttl", "it is missing: every release has it")
    checks = {each["check"]: each["faults"] for each in found if each["type"] == "check"}
    assert (checks["files"], checks["digests"]) == (1, 0)
    assert result.exit_code == 1


def test_a_folder_of_something_else_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("verify", tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path} is no release: " in result.stderr
