"""The files of a release as bytes: those that are listed, those that are there, digests, packing, catalogue."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from pyoxigraph import NamedNode, Store

from soegraph.publish.release import said, tree
from soegraph.publish.release.tree import CATALOGUE as CATALOGUE_FILE
from soegraph.publish.release.tree import INFERRED, STATED, SUMS
from soegraph.verify.checks import CATALOGUE, DIGESTS, FILES, GZIP
from soegraph.verify.dump import PARTS, Dump, one
from soegraph.verify.report import Report

NEEDED = (
    *(STATED, INFERRED, *PARTS, "shapes.ttl", "alignment.ttl", "facts.nt.gz", "all.trig.gz", "all.jsonld.gz"),
    *("redirects.nt", "void.ttl", CATALOGUE_FILE, "quality.ttl", SUMS, "LICENSE", "README.md", "CHANGES.md"),
)
"""The files that every release has."""

_BLOCK = 1 << 20
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_HEAD = 10  # bytes of the head of gzip
_NAMED, _EXTRA, _COMMENT = 0x08, 0x04, 0x10  # flags in it


def check_files(dump: Dump, report: Report, tell: Callable[[str], None]) -> None:
    """Look at all files as they lie there; those that cannot be unpacked count as unreadable from then on."""
    listed = _listed(dump, report)
    files: dict[str, tree.File] = {}
    for path in dump.paths:
        tell(f"reading {path}")
        try:
            files[path] = tree.file(dump.root, path)
        except OSError as error:
            dump.unreadable.add(path)
            report.add(FILES, path, f"it cannot be read: {error.strerror or error}")
        else:
            if path.endswith(".gz"):
                _check_packing(dump, report, path)
    _check_listing(dump, report, listed)
    for path, digest in listed.items():
        if path in files:
            report.look(DIGESTS)
            if files[path].digest != digest:
                report.add(DIGESTS, path, f"it has the digest {files[path].digest}, {SUMS} has {digest}")
    _check_catalogue(dump, report, files)


def _listed(dump: Dump, report: Report) -> dict[str, str]:
    """Return the digests in SHA256SUMS by path."""
    found: dict[str, str] = {}
    for number, line in enumerate(dump.text(SUMS).splitlines(), start=1):
        parsed = _LINE.fullmatch(line)
        if parsed is None:
            report.add(FILES, SUMS, "this is no digest with a path behind it", line=number)
        elif PurePosixPath(parsed[2]).is_absolute() or ".." in PurePosixPath(parsed[2]).parts:
            report.add(FILES, SUMS, f"{parsed[2]} leads out of the release", line=number)
        elif parsed[2] in found:
            report.add(FILES, SUMS, f"{parsed[2]} is listed twice", line=number)
        else:
            found[parsed[2]] = parsed[1]
    return found


def _check_listing(dump: Dump, report: Report, listed: dict[str, str]) -> None:
    there = set(dump.paths)
    report.look(FILES, len(there))
    for path in sorted(listed.keys() - there):
        report.add(FILES, path, f"it is missing: {SUMS} lists it")
    for path in sorted(there - listed.keys() - {SUMS}):
        report.add(FILES, path, f"{SUMS} does not list it")
    for path in sorted(set(NEEDED) - there - listed.keys()):
        report.add(FILES, path, "it is missing: every release has it")
    for path in dump.paths:
        if (dump.root / path).is_symlink():
            report.add(FILES, path, "it is a link, whose content may lie anywhere")


def _check_packing(dump: Dump, report: Report, path: str) -> None:
    report.look(GZIP)
    try:
        with gzip.open(dump.root / path) as file:
            while file.read(_BLOCK):
                pass
    except (OSError, EOFError, zlib.error) as error:
        dump.unreadable.add(path)
        report.add(GZIP, path, f"it cannot be unpacked: {error}")
        return
    with (dump.root / path).open("rb") as packed:
        head = packed.read(_HEAD)
    if len(head) < _HEAD:
        dump.unreadable.add(path)
        report.add(GZIP, path, "it is empty: there is not even a head")
    elif head[3] & (_NAMED | _EXTRA | _COMMENT) or any(head[4:8]):
        report.add(GZIP, path, "its head has a name, a comment or a time: a rebuild would give other bytes")


def _check_catalogue(dump: Dump, report: Report, files: dict[str, tree.File]) -> None:
    """Compare the distributions that dcat.ttl tells of with the files."""
    if not dump.release:
        report.add(CATALOGUE, CATALOGUE_FILE, "it names no release: there is no dcat:isVersionOf")
        return
    catalogue = dump.described(CATALOGUE_FILE)
    told = set()
    for node in _distributions(dump, catalogue):
        report.look(CATALOGUE)
        address = one(catalogue, node, "dcat:downloadURL")
        path = address.removeprefix(dump.release + "/")
        if path in told:
            report.add(CATALOGUE, CATALOGUE_FILE, f"it tells of {path} twice", subject=node.value)
        told.add(path)
        if not address.startswith(dump.release + "/"):
            what = f"its address {address or 'is missing, or'} is none below {dump.release}/"
            report.add(CATALOGUE, CATALOGUE_FILE, what, subject=node.value)
        elif path not in files:
            report.add(CATALOGUE, CATALOGUE_FILE, f"there is no file {path}", subject=node.value)
        else:
            _compare(report, catalogue, node, files[path])
    site = _site(dump, report, catalogue)
    for path in sorted(set(dump.paths) - told - {SUMS, CATALOGUE_FILE}):
        if not (site and path.startswith(site)):
            report.add(CATALOGUE, path, f"{CATALOGUE_FILE} has no distribution of it")


def _site(dump: Dump, report: Report, catalogue: Store) -> str:
    """Return the folder of the site that the catalogue names, "" without one; its pages are no distributions."""
    page = one(catalogue, NamedNode(dump.release), "dcat:landingPage")
    path = page.removeprefix(dump.release + "/")
    if page and path not in dump.paths:
        report.add(CATALOGUE, CATALOGUE_FILE, f"there is no landing page {path}", subject=dump.release)
    return path[: path.rfind("/") + 1]


def _distributions(dump: Dump, catalogue: Store) -> list[NamedNode]:
    found = catalogue.quads_for_pattern(NamedNode(dump.release), said.node("dcat:distribution"), None)
    nodes = [quad.object for quad in found if isinstance(quad.object, NamedNode)]
    return sorted(nodes, key=lambda node: node.value)


def _compare(report: Report, catalogue: Store, node: NamedNode, file: tree.File) -> None:
    for name, told, found in _properties(catalogue, node, file):
        if told != found:
            what = f"{name} of {file.path} is {found or 'none'}, told is {told or 'none, or several'}"
            report.add(CATALOGUE, CATALOGUE_FILE, what, subject=node.value)


def _properties(catalogue: Store, node: NamedNode, file: tree.File) -> Iterator[tuple[str, Any, Any]]:
    yield "the size", one(catalogue, node, "dcat:byteSize"), str(file.size)
    checksum = one(catalogue, node, "spdx:checksum")
    digest = one(catalogue, NamedNode(checksum), "spdx:checksumValue") if checksum else ""
    yield "the digest", digest, file.digest
    yield "the media type", one(catalogue, node, "dcat:mediaType"), file.media_type
    yield "the packing", one(catalogue, node, "dcat:compressFormat"), file.packing
