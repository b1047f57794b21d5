"""The changes since the release before: against what is stated, and against that release."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from soegraph.errors import InputError
from soegraph.publish.release.tree import ADDED, PATCH, REMOVED
from soegraph.verify import Report, verify

from .conftest import Copy

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
LI = "<https://w3id.org/soegraph/id/person/li>"
TOO_MANY = f'{LI} {LABEL} "Li"@en .\n'


def found(report: Report) -> list[str]:
    return [f"{fault.file} {fault.what}" for fault in report.faults if fault.check == "changes"]


def test_changes_make_the_one_release_of_the_other(sound: Path, later: Path) -> None:
    report = verify(later, previous=sound)
    assert report.faults == []
    assert report.looked["changes"] > 10


def test_the_release_before_must_be_the_one_that_is_told(later: Path) -> None:
    told = found(verify(later, previous=later))
    assert told == [
        "dcat.ttl the release before is https://w3id.org/soegraph/dataset/1.2.0,"
        " given is https://w3id.org/soegraph/dataset/1.3.0"
    ]


def test_the_release_before_must_be_there(later: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no release"):
        verify(later, previous=tmp_path)


DAMAGES: dict[str, tuple[str, Callable[[Copy], None]]] = {
    "no patch": (f"{PATCH} it is missing", lambda copy: copy.drop(PATCH)),
    "a patch that lacks a line": (f"{PATCH} the line is", lambda copy: copy.replace(PATCH, r"^A .*\n", "")),
    "a patch of another release": (
        f"{PATCH} the line is",
        lambda copy: copy.replace(PATCH, "H id <uuid:.", "H id <uuid:0"),
    ),
    "an addition that is not stated": (
        f'{ADDED} all.nt.gz has not what was added: .* "Li"@en',
        lambda copy: copy.replace(ADDED, r"\A", TOO_MANY, lines=True),
    ),
    "a removal that is stated": (
        f"{REMOVED} all.nt.gz has what was removed",
        lambda copy: copy.replace(REMOVED, r"\A", f'{LI} {LABEL} "Li Xiao"@en .\n', lines=True),
    ),
    "an addition that is not told": (f"{ADDED} it lacks", lambda copy: copy.replace(ADDED, r"\A.*\n", "")),
    "a removal of nothing": (
        f"{REMOVED} the releases do not differ in",
        lambda copy: copy.replace(REMOVED, r"\A", TOO_MANY, lines=True),
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_of_the_changes_is_found(sound: Path, later: Path, tmp_path: Path, name: str) -> None:
    words, damage = DAMAGES[name]
    shutil.copytree(later, tmp_path / "copy")
    damage(Copy(tmp_path / "copy"))
    told = found(verify(tmp_path / "copy", previous=sound))
    assert any(re.match(words, each) for each in told), told
