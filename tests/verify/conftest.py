"""A small release with something of everything, the texts of its articles, and damaged copies of it."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad

from soegraph.curation import Ledger
from soegraph.curation.record import checked
from soegraph.graph import Graph
from soegraph.graph.authority import authority_quads, ontology_quads
from soegraph.graph.terms import term
from soegraph.model import Extraction
from soegraph.publish import lexicon
from soegraph.publish.release import Options, publish, saved
from soegraph.query.saved import catalogue
from soegraph.store import OxigraphStore

from ..graph.made import KNOWN, TABLES, article, company, meeting, person, said

LI, WANG, MRS_LI = person("li", "Li Xiao"), person("wang", "Wang Wei"), person("mrs-li", "Mrs Li")
MINE, TALKS = company("mine", "Known Mining"), meeting("talks", "the talks")
ARTICLES = (
    article(
        "first",
        said(LI, "holdsPost", KNOWN, role="chair", start="2021-06"),
        said(MINE, "subsidiaryOf", KNOWN),
        said(KNOWN, "holdsStakeIn", MINE, percent="51"),
        published="2024-05-02",
        title="First",
        url="https://example.org/first",
    ),
    article(
        "second",
        said(MRS_LI, "holdsPost", KNOWN, role="chair"),
        said(WANG, "chairs", TALKS),
        said(WANG, "holdsPost", MINE, modality="denied", role="chair"),
        published="2024-06",
        publisher="Weekly",
    ),
)


LATER = article(
    "later", said(WANG, "holdsPost", KNOWN, role="chair", start="2024-07"), published="2024-07-03"
)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a release without faults; nothing writes to it."""
    out = tmp_path_factory.mktemp("release") / "soegraph-1.2.0"
    _publish(out, ARTICLES, Options("1.2.0"))
    return out


@pytest.fixture(scope="session")
def later(sound: Path) -> Path:
    """Return the folder of the release after that, with one article more; nothing writes to it."""
    out = sound.with_name("soegraph-1.3.0")
    _publish(out, (*ARTICLES, LATER), Options("1.3.0", previous=sound))
    return out


def _publish(out: Path, articles: Iterable[Extraction], options: Options) -> None:
    same = checked(
        {
            "decision": "same",
            "subject": MRS_LI.iri,
            "object": LI.iri,
            "who": "an editor",
            "when": "2024-07-01",
            "why": "one person",
        }
    )
    store = OxigraphStore()
    foundation = frozenset([*_short_ontology(), *authority_quads(TABLES)])
    Graph(store, foundation, Ledger((same,))).load(articles)
    few = {name: query for name, query in catalogue().items() if name in ("articles", "find")}
    label = "<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> 'a' .\n"
    with (
        pytest.MonkeyPatch.context() as patch
    ):  # what is tested elsewhere, and takes longer than all the rest
        patch.setattr(saved, "catalogue", lambda: few)
        patch.setattr(lexicon, "export", lambda _: iter((label,)))
        publish(store, out, options)


def _short_ontology() -> Iterator[Quad]:
    """Yield the ontology without words and schemes, but those of the roles: each audit reads it five times."""
    words = {term(f"skos:{each}") for each in ("altLabel", "definition", "example", "prefLabel", "scopeNote")}
    for quad in ontology_quads():
        subject = str(quad.subject)
        if (
            "/id/role/" in subject
            or "/id/scheme/roles" in subject
            or ("/id/" not in subject and quad.predicate not in {*words, term("rdfs:label")})
        ):
            yield quad


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the texts of its articles."""
    folder = tmp_path_factory.mktemp("texts")
    for each in ARTICLES:
        (folder / f"{each.article.id}.md").write_text(f"---\nlanguage: en\n---\n{each.article.text}\n")
    return folder


class Copy:
    """A release that may be damaged."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> str:
        """Return the text of a file, unpacked."""
        content = (self.root / path).read_bytes()
        return (gzip.decompress(content) if path.endswith(".gz") else content).decode()

    def write(self, path: str, text: str) -> None:
        """Write the text of a file, packed as a release packs it, and seal the release again."""
        content = text.encode()
        (self.root / path).write_bytes(gzip.compress(content, mtime=0) if path.endswith(".gz") else content)
        self.seal(path)

    def replace(self, path: str, old: str, new: str, *, lines: bool = False) -> None:
        """Replace a pattern of a file once, by itself; sort it again if it is one of `lines`."""
        text, number = re.subn(old, new, self.read(path), count=1, flags=re.MULTILINE)
        assert number, f"nothing in {path} is like {old}"
        self.write(path, "".join(sorted(set(text.splitlines(keepends=True)))) if lines else text)

    def write_bytes(self, path: str, old: bytes, new: bytes) -> None:
        """Replace bytes of a packed file once, which need not be text."""
        content = gzip.decompress((self.root / path).read_bytes())
        (self.root / path).write_bytes(gzip.compress(content.replace(old, new, 1), mtime=0))
        self.seal(path)

    def add(self, path: str, text: str) -> None:
        """Write a new file, and list its digest."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / "SHA256SUMS").open("a").write(f"{'0' * 64}  {path}\n")
        self.write(path, text)

    def drop(self, path: str) -> None:
        """Remove a file, and its line in the list of digests."""
        (self.root / path).unlink()
        self._tell("SHA256SUMS", rf"^\w+  {re.escape(path)}\n", "")

    def seal(self, path: str) -> None:
        """Write size and digest of a file anew wherever they are told: who damages on purpose would."""
        content = (self.root / path).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if path != "dcat.ttl":
            self._tell(
                "dcat.ttl", rf'(file-{re.escape(path)}> a (?:.*\n)+?.*byteSize ")\d+', rf"\g<1>{len(content)}"
            )
            self._tell(
                "dcat.ttl", rf'(sum-{re.escape(path)}> a (?:.*\n)+?.*checksumValue ")\w+', rf"\g<1>{digest}"
            )
            self.seal("dcat.ttl")
        self._tell("SHA256SUMS", rf"^\w+(?=  {re.escape(path)}$)", digest)

    def _tell(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        (self.root / path).write_text(
            re.sub(old, new, text, count=1, flags=re.MULTILINE), "utf-8", newline="\n"
        )


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Iterator[Copy]:
    """Return a copy of the release that a test may damage."""
    root = tmp_path / "copy"
    shutil.copytree(sound, root)
    yield Copy(root)
    shutil.rmtree(root)
