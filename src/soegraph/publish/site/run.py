"""Writing the site: one walk over the things of a release, then the index and the pages that are there once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soegraph.publish import vocabulary
from soegraph.publish.release import tree
from soegraph.publish.release.census import Census
from soegraph.publish.release.describe import Edition
from soegraph.publish.release.output import write
from soegraph.publish.site import rules
from soegraph.publish.site.address import HTML, JSON_LD, TURTLE
from soegraph.publish.site.browse import FOLDER as BROWSE
from soegraph.publish.site.browse import Index
from soegraph.publish.site.data import Subject, subjects
from soegraph.publish.site.gallery import FOLDER as QUERIES
from soegraph.publish.site.gallery import Answer, answers
from soegraph.publish.site.model import Shelf, Thing
from soegraph.publish.site.pictures import Pictures
from soegraph.publish.site.reader import Reader
from soegraph.publish.site.render import render, script, style
from soegraph.publish.site.search import Search
from soegraph.publish.site.thing import Things
from soegraph.publish.vocabulary.model import Page, Term
from soegraph.store import OxigraphStore

_TOLD = 500  # pages between two words on how far it is


@dataclass(frozen=True, slots=True)
class Release:
    """The release that a site shows: its number and date, what was counted in it, its folder and the files there."""

    edition: Edition
    counted: Census
    folder: Path
    files: tuple[tree.File, ...] = ()


def write_site(
    root: Path, store: OxigraphStore, release: Release, folder: Path, tell: Callable[[str], None]
) -> None:
    """Write the site to the folder `root`; the index is sorted in `folder`, and `tell` is told how far it is."""
    tell("writing the pages of the ontology")
    ontology = vocabulary.build(vocabulary.read(), store)
    for name, text in vocabulary.documents(ontology, "index.html").items():
        write(root / name, [text])
    reader = Reader(store, _anchors(ontology))
    lists = Index(folder / "index"), Search(folder / "search")
    replaced = []
    things = Things(reader, Pictures(store, root))
    for number, subject in enumerate(subjects(release.folder, reader)):
        if number % _TOLD == 0:
            tell(f"writing page {number:,}")
        thing = things.page(subject)
        _write_thing(root, subject, thing, release)
        for each in lists:
            each.add(thing)
        if thing.replaced:
            replaced.append((thing.stem, thing.replaced.iri))
    tell("writing the index")
    _write_index(root, lists[0].shelves(reader), lists[0], release)
    _write_search(root, lists[1], release)
    for path, text in rules.files(release.edition.version, replaced):
        write(root / path, [text])
    tell("asking the saved queries")
    _write_queries(root, list(answers(store, reader)), release)
    _write_page(root, "downloads.html", release, folders=_folders(release.files))
    write(root / "style.css", [style()])


def _write_page(root: Path, path: str, release: Release, template: str = "", **said: Any) -> None:
    write(root / path, [render(template or path, path, release=release, **said)])


def _write_thing(root: Path, subject: Subject, thing: Thing, release: Release) -> None:
    write(root / f"{subject.stem}{TURTLE}", subject.turtle())
    write(root / f"{subject.stem}{JSON_LD}", subject.jsonld())
    _write_page(root, f"{subject.stem}{HTML}", release, "thing.html", thing=thing)


def _write_index(root: Path, shelves: list[Shelf], index: Index, release: Release) -> None:
    _write_page(root, "index.html", release, shelves=shelves)
    _write_page(root, f"{BROWSE}/index.html", release, "browse.html", shelves=shelves)
    for leaf in index.leaves(shelves):
        _write_page(root, leaf.path, release, "class.html", leaf=leaf)


def _write_search(root: Path, search: Search, release: Release) -> None:
    _write_page(root, "search.html", release)
    write(root / "search.js", [script()])
    for path, text in search.files():
        write(root / path, text)


def _write_queries(root: Path, found: list[Answer], release: Release) -> None:
    tags = sorted({tag for answer in found for tag in answer.query.tags[:1]})
    tagged = [(tag, [answer for answer in found if answer.query.tags[:1] == (tag,)]) for tag in tags]
    _write_page(root, f"{QUERIES}/index.html", release, "queries.html", tags=tagged)
    for answer in found:
        _write_page(root, answer.path, release, "query.html", answer=answer)


def _folders(files: Iterable[tree.File]) -> list[tuple[str, list[tree.File]]]:
    """Return the files of a release by folder, those of none first."""
    by_folder: dict[str, list[tree.File]] = {}
    for file in files:
        by_folder.setdefault(file.path.rpartition("/")[0], []).append(file)
    return sorted(by_folder.items())


def _anchors(page: Page) -> dict[str, str]:
    """Return the anchors on the page of the ontology by the IRI of the term."""
    return {term.link.iri: term.link.anchor for section in page.sections for term in _all(section.terms)}


def _all(terms: Iterable[Term]) -> Iterator[Term]:
    for term in terms:
        yield term
        yield from _all(term.members)
