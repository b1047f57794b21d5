"""The audit of a release that has no fault."""

from __future__ import annotations

from pathlib import Path

from soegraph.verify import CHECKS, verify


def test_a_sound_release_passes_every_check(sound: Path, texts: Path) -> None:
    report = verify(sound, texts)
    assert report.faults == []
    unused = {check.name for check in CHECKS if not report.looked[check.name]}
    assert unused == {"changes", "site"}, "there was none before, and there is no site"
    assert report.skipped == {}
