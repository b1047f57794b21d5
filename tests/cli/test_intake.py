"""Notices in one line for each kind."""

from __future__ import annotations

import pytest

from soegraph.cli.intake import tell


def told(capsys: pytest.CaptureFixture[str], *notices: str) -> list[str]:
    tell(notices)
    return capsys.readouterr().err.splitlines()


def test_one_wording_is_told_once_with_its_articles(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "a: no frames", "b: no frames") == ["soegraph: no frames (2 articles: a, b)"]


def test_of_many_articles_the_first_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    [line] = told(capsys, *(f"{name}: no frames" for name in "abcde"))
    assert line.endswith("(5 articles: a, b, c and 2 more)")


def test_what_differs_only_in_quotation_is_of_one_kind(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "a: 'http://x' is left out", "b: 'http://y' is left out")
    assert lines == ["soegraph: … is left out (2 articles: a, b)"]


def test_different_kinds_are_different_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(told(capsys, "a: no frames", "a: left out")) == 2
