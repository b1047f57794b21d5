"""The site of a release: what its pages lead to is there, and its data says nothing else than the release."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from soegraph.publish.merging import by_mark, outside
from soegraph.publish.release.tree import INFERRED, STATED
from soegraph.publish.release.tree import SITE as FOLDER
from soegraph.publish.sorting import Sorted
from soegraph.publish.statements import MARK
from soegraph.verify.checks import SITE
from soegraph.verify.dump import Dump, format_of
from soegraph.verify.reading import Reader
from soegraph.verify.report import Report

_TAG = re.compile(r"<(\w+)\s[^<>]*>")
_LINK = re.compile(r"""\s(?:href|src)\s*=\s*["']([^"'<>]*)["']""")
_LOADED = re.compile(r"""\srel\s*=\s*["'][^"']*\b(?:stylesheet|icon|preload|manifest)\b""")
_FORMS = {".ttl": "Turtle", ".jsonld": "JSON-LD"}


def check_site(
    dump: Dump, report: Report, reader: Reader, stated: Sorted, inferred: Sorted, folder: Path
) -> None:
    """Follow the links of all pages, and compare their data with what is stated and inferred."""
    paths = [path for path in dump.paths if path.startswith(f"{FOLDER}/")]
    known = frozenset(dump.paths)
    lines = Sorted(folder / "site")
    for path in paths:
        if path.endswith(".html"):
            report.look(SITE)
            for what in _faults(path, dump.text(path), known):
                report.add(SITE, path, what)
        elif format_of(path):
            form = Path(path).suffix
            lines.extend(f"{quad.triple}{MARK}{form}" for quad in reader.read(path))
    if paths and dump.has(STATED) and dump.has(INFERRED):
        said = outside(_in_both(report, lines), merge(stated, inferred), within=True)
        for line in said:
            _fault(report, line, f"neither {STATED} nor {INFERRED} has: {line}")


def _in_both(report: Report, lines: Sorted) -> Iterator[str]:
    """Yield the lines of all data, each once, and report those that only one form has."""
    for line, forms in by_mark(lines, MARK):
        if len(forms) < len(_FORMS):
            _fault(report, line, f"only the {_FORMS.get(forms[0], forms[0])} has: {line}")
        yield line


def _fault(report: Report, line: str, what: str) -> None:
    report.add(SITE, FOLDER, what, subject=line.partition(" ")[0])


def _faults(path: str, text: str, known: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with the links of a page."""
    for link, loaded in sorted(set(_links(text))):
        address = urlsplit(unescape(link))
        if address.scheme or address.netloc:
            if loaded and address.scheme != "data":
                yield f"it requests something from elsewhere: {link}"
        elif address.path and normpath(join(dirname(path), unquote(address.path))) not in known:
            yield f"there is no file for the link {link}"


def _links(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the links of a page, and whether a browser loads what is there without being asked."""
    for tag in _TAG.finditer(text):
        name = tag[1].lower()
        loaded = _LOADED.search(tag[0]) is not None if name == "link" else name != "a"
        yield from ((link, loaded) for link in _LINK.findall(tag[0]))
