"""CHANGES.md: what has changed, for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from soegraph import names
from soegraph.publish.markdown import markdown
from soegraph.publish.release import tree
from soegraph.publish.release.changes.compare import Changes
from soegraph.publish.release.changes.notes import (
    ARTICLES,
    CHANGED,
    FACTS,
    GONE,
    JUDGEMENTS,
    NAMES,
    NEW,
    TERMS,
    THINGS,
    Listed,
    Note,
)
from soegraph.publish.release.describe import Edition

_HEAD = """# Changes in {version}

Compared with {previous}: {added:,} triples added, {removed:,} removed; there were {before:,}. `{ADDED}` and
`{REMOVED}` hold them, `{PATCH}` is both as RDF Patch.
"""
_SIGNS = f"\n**{NEW}** is new, **{GONE}** is gone, **{CHANGED}** has changed. Sources are independent publishers.\n"

_Tell = Callable[[Note], str]
_Signs = Mapping[str, Listed]


def changes(edition: Edition, found: Changes | None) -> Iterator[str]:
    """Yield the text of CHANGES.md; `found` is None for a release that is compared with none."""
    if found is None:
        yield f"# Changes in {edition.version}\n\nThis release was compared with no earlier one.\n"
        return
    files = {"ADDED": tree.ADDED, "REMOVED": tree.REMOVED, "PATCH": tree.PATCH}
    yield _HEAD.format(
        version=edition.version,
        previous=edition.previous,
        added=found.added,
        removed=found.removed,
        before=found.before,
        **files,
    )
    yield from _alarms(found)
    parts = list(_parts(found))
    if parts:
        yield _SIGNS
    yield from parts
    yield from _counts(found)


def _alarms(found: Changes) -> Iterator[str]:
    if found.alarms:
        yield "\n## Alarms\n\nThese have lost more than a release may without being looked at:\n\n"
        yield from (f"- {markdown(str(each))}\n" for each in found.alarms)


def _parts(found: Changes) -> Iterator[str]:
    lists, wording = found.notes.lists, found.wording
    yield from _facts(found)
    yield from _part("Things", lists[THINGS], wording.heading, wording.thing)
    if lost := sum(signs[GONE].count for signs in lists[THINGS].values() if GONE in signs):
        yield f"\nThings that have gone with no name in their place, so that links to them break: {lost:,}.\n"
    yield from _part("Replaced names", lists[NAMES], wording.heading, wording.redirect)
    yield from _part("Articles", lists[ARTICLES], wording.heading, wording.source)
    yield from _part("Judgements", lists[JUDGEMENTS], wording.heading, wording.source)
    yield from _part("Terms of the ontology", lists[TERMS], wording.heading, wording.term)


def _facts(found: Changes) -> Iterator[str]:
    yield from _part("Facts", found.notes.lists[FACTS], found.wording.heading, found.wording.fact)
    number = found.notes.founded_anew.total()
    if number:
        yield f"\nFacts that say the same and rest on other claims than before: {number:,}.\n"


def _part(
    title: str, lists: Mapping[str, _Signs], heading: Callable[[str], str], tell: _Tell
) -> Iterator[str]:
    if not lists:
        return
    yield f"\n## {title}\n"
    titled = [(heading(each) if each else "", signs) for each, signs in sorted(lists.items())]
    for over, signs in sorted(titled, key=lambda each: each[0]):
        yield f"\n### {over}\n\n" if over else "\n"
        for sign in (NEW, GONE, CHANGED):
            if sign in signs:
                yield from _list(sign, signs[sign], tell)


def _list(sign: str, listed: Listed, tell: _Tell) -> Iterator[str]:
    told = sorted(map(tell, listed.notes))
    yield from (f"- **{sign}** {each}\n" for each in told)
    if listed.count > len(told):
        yield f"- **{sign}** and {listed.count - len(told):,} more\n"


def _counts(found: Changes) -> Iterator[str]:
    if not found.counts:
        return
    yield "\n## Counts\n\nInstances of classes and triples of relations, as in `void.ttl`:\n\n"
    yield "| | | | before | now |\n|---|---|---|--:|--:|\n"
    for each in found.counts:
        label = found.wording.label(each.iri)
        yield f"| {each.kind} | `{names.curie(each.iri)}` | {label} | {each.before:,} | {each.now:,} |\n"
