"""The numbers that a release tells of itself, against those that are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Store

from soegraph import names
from soegraph.publish.release.said import node
from soegraph.publish.release.tree import STATED
from soegraph.verify import checks
from soegraph.verify.dump import Dump, one
from soegraph.verify.report import Check, Report
from soegraph.verify.tally import Tally

_FILE, _QUALITY = "void.ttl", "quality.ttl"
_CLOSE = 0.00006  # figures have four digits


class Numbers:
    """Compares void.ttl and quality.ttl with what was counted: of all that is stated, and in each file."""

    def __init__(self, dump: Dump, report: Report, tally: Tally, counts: Mapping[str, int]) -> None:
        self._dump = dump
        self._report = report
        self._tally = tally
        self._counts = counts
        self._void = dump.described(_FILE)
        self._release = NamedNode(dump.release or "urn:none")

    def check(self) -> None:
        """Compare all numbers."""
        if not (self._dump.release and self._dump.has(_FILE) and self._dump.has(STATED)):
            self._report.skip(checks.COUNTS, "dcat.ttl, void.ttl or all.nt.gz is missing or cannot be read")
            return
        self._check_whole()
        tally = self._tally
        self._check_parts("classPartition", "class", {"entities": tally.classes})
        properties = {"triples": tally.properties, "distinctSubjects": tally.with_property}
        self._check_parts("propertyPartition", "property", properties)
        self._check_parts("subset", "linkPredicate", {"triples": tally.links})
        self._check_files()
        self._check_quality()

    def _compare(
        self, check: Check, file: str, subject: NamedNode, what: str, told: str, counted: str
    ) -> None:
        self._report.look(check)
        if told != counted:
            said = f"{what}: told is {told or 'none, or several'}, counted {counted or 'none'}"
            self._report.add(check, file, said, subject=subject.value)

    def _told(self, subject: NamedNode, name: str) -> str:
        return one(self._void, subject, f"void:{name}")

    def _parts(self, link: str) -> Iterator[NamedNode]:
        found = self._void.quads_for_pattern(self._release, node(f"void:{link}"), None)
        parts = (quad.object for quad in found)
        yield from sorted((n for n in parts if isinstance(n, NamedNode)), key=lambda part: part.value)

    def _check_whole(self) -> None:
        tally = self._tally
        for name, number in (
            ("triples", tally.triples),
            ("distinctSubjects", tally.subjects),
            ("distinctObjects", tally.objects),
            ("classes", len(tally.classes)),
            ("properties", len(tally.properties)),
        ):
            told = self._told(self._release, name)
            self._compare(checks.COUNTS, _FILE, self._release, f"void:{name}", told, str(number))

    def _check_parts(self, link: str, about: str, numbers: Mapping[str, Mapping[str, int]]) -> None:
        """Compare the partitions of one sort: each class, property or link has one, with its numbers."""
        found = {
            f"<{self._told(part, about)}>": part for part in self._parts(link) if self._told(part, about)
        }
        for name, counted in numbers.items():
            for term in sorted({*found, *counted}):
                part = found.get(term, self._release)
                told = self._told(part, name) if term in found else ""
                what = f"void:{name} of {names.curie(term[1:-1])}"
                self._compare(checks.COUNTS, _FILE, part, what, told, str(counted.get(term, "")))

    def _check_files(self) -> None:
        for part in self._parts("subset"):
            address = self._told(part, "dataDump")
            path = address.removeprefix(self._dump.release + "/")
            if address and path in self._counts:
                told = self._told(part, "triples")
                self._compare(checks.COUNTS, _FILE, part, f"triples in {path}", told, str(self._counts[path]))
            elif address:
                self._report.add(
                    checks.COUNTS, _FILE, f"there is no file {path} to count", subject=part.value
                )

    def _check_quality(self) -> None:
        if not self._dump.has(_QUALITY):
            self._report.skip(checks.QUALITY, f"{_QUALITY} is missing")
            return
        told = _measured(self._dump.described(_QUALITY), self._release)
        for metric, number in _figures(self._tally).items():
            value = told.get(f"{self._dump.base}dataset#{metric}", "")
            same = _is_close(value, number) if isinstance(number, float) else value == number
            counted = f"{number:.4f}" if isinstance(number, float) else number
            shown = counted if same else value
            self._compare(checks.QUALITY, _QUALITY, self._release, metric, shown, counted)


def _measured(quality: Store, release: NamedNode) -> dict[str, str]:
    """Return the values measured on the release by the IRI of their metric."""
    found = quality.quads_for_pattern(None, node("dqv:computedOn"), release)
    return {
        one(quality, quad.subject, "dqv:isMeasurementOf"): one(quality, quad.subject, "dqv:value")
        for quad in found
    }


def _figures(tally: Tally) -> dict[str, float | str]:
    """Return the figures of the facts that can be counted again, by the name of their metric."""
    figures: dict[str, float | str] = {"latest-source": tally.latest} if tally.latest else {}
    if tally.facts:
        several = sum(facts for number, facts in tally.publishers.items() if number > 1)
        told = sum(number * facts for number, facts in tally.publishers.items())
        for name, number in (
            ("evidence-coverage", tally.founded),
            ("quote-coverage", tally.quoted),
            ("several-publishers", several),
            ("publishers-per-fact", told),
        ):
            figures[name] = number / tally.facts
    return figures


def _is_close(told: str, number: float) -> bool:
    try:
        return abs(float(told) - number) < _CLOSE
    except ValueError:
        return False
