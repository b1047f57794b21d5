"""What every release must say of itself wherever it does: licence, date and number."""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from soegraph.model import is_partial_date
from soegraph.publish.release.said import node
from soegraph.publish.release.tree import CATALOGUE
from soegraph.verify.checks import EDITION
from soegraph.verify.dump import Dump, one
from soegraph.verify.report import Report

_LICENCE, _ISSUED = "dcterms:license", "dcterms:issued"


def check_edition(dump: Dump, report: Report, latest: str) -> None:
    """Compare what dcat.ttl, void.ttl and the texts say; `latest` is the latest date of a source, "" without one."""
    if not dump.release:
        report.skip(EDITION, f"{CATALOGUE} names no release")
        return
    release = NamedNode(dump.release)
    catalogue, void = dump.described(CATALOGUE), dump.described("void.ttl")
    _check_version(dump, report, catalogue, release)
    licence = _same(report, release, _LICENCE, catalogue, void)
    date = _same(report, release, _ISSUED, catalogue, void, needed=bool(latest))
    if licence and licence not in dump.text("LICENSE"):
        report.add(EDITION, "LICENSE", f"it does not name the licence of {CATALOGUE}: {licence}")
    if date and not is_partial_date(date):
        report.add(EDITION, CATALOGUE, f"{date} is no year, month or day", subject=dump.release)
    _check_distributions(report, catalogue, licence)


def _check_version(dump: Dump, report: Report, catalogue: Store, release: NamedNode) -> None:
    report.look(EDITION)
    version = one(catalogue, release, "dcat:version")
    if not version or not dump.release.endswith(f"/{version}"):
        report.add(EDITION, CATALOGUE, f"its number {version!r} is not that of its IRI", subject=dump.release)
    for path in ("README.md", "CHANGES.md"):
        report.look(EDITION)
        if version not in dump.text(path).partition("\n")[0].split():
            report.add(EDITION, path, f"its first line does not name the release {version}")
    if one(catalogue, release, "dcat:previousVersion") == dump.release:
        report.add(EDITION, CATALOGUE, "it is its own previous version", subject=dump.release)


def _same(
    report: Report, release: NamedNode, curie: str, catalogue: Store, void: Store, *, needed: bool = True
) -> str:
    """Return what both descriptions say of the release, and report where they do not."""
    report.look(EDITION)
    told, again = one(catalogue, release, curie), one(void, release, curie)
    if told != again:
        what = f"{curie} is {told or 'none'} in {CATALOGUE}, {again or 'none'} in void.ttl"
        report.add(EDITION, CATALOGUE, what, subject=release.value)
    elif needed and not told:
        report.add(EDITION, CATALOGUE, f"the release has no {curie}, or several", subject=release.value)
    return told


def _check_distributions(report: Report, catalogue: Store, licence: str) -> None:
    for quad in catalogue.quads_for_pattern(None, node("dcat:distribution"), None):
        report.look(EDITION)
        if isinstance(quad.object, NamedNode) and one(catalogue, quad.object, _LICENCE) != licence:
            what = f"its licence is not that of the release: {licence}"
            report.add(EDITION, CATALOGUE, what, subject=quad.object.value)
