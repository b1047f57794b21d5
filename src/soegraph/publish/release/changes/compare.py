"""Comparing a release with the one before."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from soegraph.publish.release.census import Census
from soegraph.publish.release.changes.counts import Count, Counts, Shrunk, shrunk
from soegraph.publish.release.changes.merged import in_step
from soegraph.publish.release.changes.notes import Notes, mentioned
from soegraph.publish.release.changes.patch import Delta, write_patch
from soegraph.publish.release.changes.wording import Wording, called
from soegraph.publish.release.describe import Edition
from soegraph.publish.release.packed import stated


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed: numbers of triples, notes and their wording, counts that differ, and those that shrank."""

    before: int
    added: int
    removed: int
    notes: Notes
    wording: Wording
    counts: list[Count]
    alarms: list[Shrunk]


def compare(root: Path, previous: Path, edition: Edition, census: Census, most: float) -> Changes:
    """Compare the release in `root`, of which `census` tells, with that in `previous`, and write the files of changes.

    `most` is how many per cent a class or relation may lose without an alarm.

    Raises:
        StoreError: what the release before states cannot be read.
    """
    counts, notes = Counts(), Notes()
    with ExitStack() as opened:
        delta = Delta(root, opened)
        for subject in in_step(stated(previous), stated(root)):
            if subject.before != subject.after:
                delta.take(subject)
                counts.take(subject)
                notes.take(subject)
    write_patch(root, edition)
    counted = counts.against(census)
    wanted = {term for note in notes.kept() for term in mentioned(note)}
    wanted |= {f"<{each.iri}>" for each in counted}
    wording = Wording(called(wanted, stated(root), stated(previous)))
    before = census.triples - delta.added + delta.removed
    return Changes(before, delta.added, delta.removed, notes, wording, counted, shrunk(counted, most))
