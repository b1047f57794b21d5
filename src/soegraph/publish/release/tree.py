"""The files of a release: what each is, and what the world calls it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from soegraph import names
from soegraph.errors import SettingError

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SUMS = "SHA256SUMS"
CATALOGUE = "dcat.ttl"
STATED = "all.nt.gz"
INFERRED = "all-inferred.nt.gz"
ADDED = "changes/added.nt.gz"
REMOVED = "changes/removed.nt.gz"
PATCH = "changes/patch.rdfp.gz"
SITE = "site"

_IANA = "https://www.iana.org/assignments/media-types/"
_MEDIA = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".rq": "application/sparql-query",
    ".rdfp": "application/rdf-patch",
    ".md": "text/markdown",
}
_ABOUT = {
    "ontology.ttl": "The ontology: classes and properties, with their axioms",
    "schemes.ttl": "The SKOS schemes: roles, commodities and levels of ownership",
    "shapes.ttl": "SHACL shapes: what complete and well-formed data is",
    "alignment.ttl": "Matches of the ontology to the vocabularies of others",
    "CHANGES.md": "What has changed since the release before",
    "LICENSE": "The terms of use",
    "README.md": "What is in the release",
    "lexicon.ttl.gz": "The words that mean the relations, as OntoLex-Lemon",
    "claims.ttl.gz": "What articles claim, with the words and their places, also what was planned, denied or rejected",
    "claims-rdf12.ttl.gz": "The claims as reifiers of RDF 1.2",
    "facts.nt.gz": "Facts, names and classes only: no claims, no dates, no provenance",
    STATED: "All that is stated: ontology, authority tables, judgements, facts and claims; sorted",
    INFERRED: "What the rules add to that; sorted",
    ADDED: "What is stated and was not in the release before; sorted",
    REMOVED: "What the release before stated and this one does not; sorted",
    PATCH: "Both as RDF Patch: makes what the release before states into what this one does",
    "all.trig.gz": "All that is stated and inferred, in a graph for each layer and each article",
    "all.jsonld.gz": "All that is stated, as JSON-LD",
    "context.jsonld": "The context of the JSON-LD",
    "redirects.nt": "Names that were replaced, with those that stand for them now",
    "void.ttl": "What the data holds, counted (VoID)",
    "quality.ttl": "How good the data is, measured (DQV)",
    "queries.ttl": "The saved queries in the form of SIB and SHACL",
}
_KINDS = {
    "data/articles.ttl.gz": "The articles: title, publisher, date, address, hash of the text",
    "data/commodities.ttl.gz": "Commodities that the schemes do not have, and names of those they do",
    "data/facts.ttl.gz": "A node for each fact: what it rests on, how many publishers tell it, its bounds in time",
    "data/judgements.ttl.gz": "What people decided of claims and entities, with their reasons",
    "data/meetings.ttl.gz": "Meetings",
    "data/organisations.ttl.gz": "Organisations, with the plain facts about them",
    "data/persons.ttl.gz": "People, with the plain facts about them",
    "data/places.ttl.gz": "Places",
    "data/plans.ttl.gz": "Five-year plans",
    "data/records.ttl.gz": "The rows of the authority tables, each with its source",
    "data/sites.ttl.gz": "Mines, rare-earth bases and industrial parks",
    "data/stakes.ttl.gz": "Shareholdings, with percentage and dates",
    "data/tenures.ttl.gz": "Posts that people hold or held, with their dates",
}
KINDS = tuple(_KINDS)
"""The files of data that every release has."""

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release: its path below the folder, its size in bytes and its SHA-256 in hexadecimal digits."""

    path: str
    size: int
    digest: str

    @property
    def about(self) -> str:
        """What it holds, in a phrase."""
        return about(self.path)

    @property
    def media_type(self) -> str:
        """The IRI of its media type, "" if it has none; that of the content if it is compressed."""
        kind = _MEDIA.get(Path(self.path.removesuffix(".gz")).suffix)
        return f"{_IANA}{kind}" if kind else ""

    @property
    def packing(self) -> str:
        """The IRI of the media type of its compression, "" if it has none."""
        return f"{_IANA}application/gzip" if self.path.endswith(".gz") else ""


def about(path: str) -> str:
    """Return what a file of a release holds, in a phrase."""
    known = _ABOUT.get(path) or _KINDS.get(path)
    if known:
        return known
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0].replace("-", " ")
    return {
        "data": f"Data: {stem}",
        "tables": f"Table of {stem}",
        "queries": f"Saved query: {stem}",
        "import": f"Recipe for an import: {name}",
    }.get(folder, name)


def check_version(version: str) -> str:
    """Return the number of a release, such as ``1.2.0``.

    Raises:
        SettingError: it is none of Semantic Versioning.
    """
    if not _VERSION.fullmatch(version):
        raise SettingError(
            f"{version!r} is no release number: give three numbers such as 1.2.0 with --release"
        )
    return version


def dataset() -> str:
    """Return the IRI of the dataset, whatever its release."""
    return f"{names.base()}dataset"


def versioned(version: str) -> str:
    """Return the IRI of one release of the dataset."""
    return f"{dataset()}/{version}"


def address(version: str, path: str) -> str:
    """Return the IRI of a file of a release.

    >>> address("1.2.0", "data/persons.ttl.gz")
    'https://w3id.org/soegraph/dataset/1.2.0/data/persons.ttl.gz'
    """
    return f"{versioned(version)}/{path}"


def part(version: str, name: str) -> str:
    """Return the IRI of something that is told of a release."""
    return f"{versioned(version)}#{name}"


def files(root: Path, folder: str = "") -> Iterator[File]:
    """Yield the files of a release, or of one folder of it, sorted by path."""
    paths = sorted(path.relative_to(root).as_posix() for path in (root / folder).rglob("*") if path.is_file())
    return (file(root, path) for path in paths)


def file(root: Path, path: str) -> File:
    """Return a file of a folder with its size and digest."""
    with (root / path).open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return File(path, (root / path).stat().st_size, digest)


def sums(listed: Iterable[File]) -> Iterator[str]:
    """Yield the digests of files, by path, in the form that ``sha256sum -c`` reads."""
    return (f"{file.digest}  {file.path}\n" for file in sorted(listed, key=lambda file: file.path))
