"""draw: a picture to a file or standard output, whole or not at all, and what to do where there is none."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import Run, Shell

GROUP = "baogang-group"


@pytest.fixture(autouse=True)
def _library() -> None:
    pytest.importorskip("matplotlib")


@pytest.mark.parametrize(
    ("name", "begins"), [("a.svg", b"<?xml"), ("a.PNG", b"\x89PNG"), ("a.txt", b"Ownership")]
)
def test_the_suffix_tells_the_format(name: str, begins: bytes, run: Run, asked: Path, tmp_path: Path) -> None:
    assert run("draw", GROUP, "-o", tmp_path / name, "--store", asked).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("target", [[], ["-o", "-"]])
def test_standard_output_gets_an_svg(target: list[str], run: Run, asked: Path) -> None:
    written = run("draw", GROUP, *target, "--store", asked).stdout_bytes
    assert ElementTree.fromstring(written).tag.endswith("svg")


def test_a_format_goes_before_the_suffix(run: Run, asked: Path, tmp_path: Path) -> None:
    run("draw", GROUP, "-o", tmp_path / "a.dat", "--format", "png", "--store", asked)
    assert (tmp_path / "a.dat").read_bytes().startswith(b"\x89PNG")


def test_a_suffix_of_no_format_is_refused(run: Run, asked: Path, tmp_path: Path) -> None:
    refused = run("draw", GROUP, "-o", tmp_path / "a.gif", "--store", asked)
    assert refused.exit_code == 2
    assert ".svg, .png, .txt" in refused.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nobody-at-all"], "no entity is called that"),
        (["bayan-obo-mine"], "there are pictures of ownership of Organisation"),
        ([GROUP, "--picture", "career"], "there are pictures of"),
    ],
)
def test_what_cannot_be_drawn_leaves_no_file(
    args: list[str], message: str, run: Run, asked: Path, tmp_path: Path
) -> None:
    refused = run("draw", *args, "-o", tmp_path / "a.svg", "--store", asked)
    assert refused.exit_code == 1
    assert message in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_kind_of_entity_chooses_the_picture(run: Run, asked: Path) -> None:
    titles = [
        run("draw", entity, "--format", "txt", "--store", asked).stdout.partition("\n")[0]
        for entity in (GROUP, "role/chair", "meng-fanying")
    ]
    assert [title.partition(" ")[0] for title in titles] == ["Ownership", "chair:", "Posts"]


def test_without_the_library_the_way_to_it_is_told(
    run: Run, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soegraph.draw.picture.find_spec", lambda _: None)
    refused = run("draw", GROUP, "--store", asked)
    assert refused.exit_code == 1
    assert "pip install 'soegraph[draw]'" in refused.stderr
    assert run("draw", GROUP, "--format", "txt", "--store", asked).exit_code == 0


def test_the_bytes_do_not_depend_on_the_process(shell: Shell, asked: Path) -> None:
    drawn = {shell("draw", GROUP, "--store", asked, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
    assert len(drawn) == 1
    assert "<svg" in drawn.pop()


def test_the_title_tells_of_which_time_a_picture_is(run: Run, asked: Path) -> None:
    times = ("--as-of", "2024", "--known-at", "2025")
    told = run("draw", GROUP, *times, "--picture", "ownership", "--format", "txt", "--store", asked).stdout
    assert told.partition("\n")[0].endswith(", as of 2024, as published by 2025.")
