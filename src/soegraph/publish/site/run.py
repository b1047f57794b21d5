"""Writing the site: one walk over the things of a release, then the index and the pages that are there once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from soegraph.publish import vocabulary
from soegraph.publish.release import tree
from soegraph.publish.release.census import Census
from soegraph.publish.release.describe import Edition
from soegraph.publish.release.output import write
from soegraph.publish.site.address import HTML, JSON_LD, TURTLE
from soegraph.publish.site.browse import FOLDER, Index
from soegraph.publish.site.data import Subject, subjects
from soegraph.publish.site.model import Shelf
from soegraph.publish.site.pictures import Pictures
from soegraph.publish.site.reader import Reader
from soegraph.publish.site.render import render, style
from soegraph.publish.site.thing import Things
from soegraph.publish.vocabulary.model import Page, Term
from soegraph.store import OxigraphStore

_TOLD = 500  # pages between two words on how far it is


@dataclass(frozen=True, slots=True)
class Release:
    """The release that a site shows: its number and date, what was counted in it, and its folder."""

    edition: Edition
    counted: Census
    folder: Path


def write_site(
    root: Path, store: OxigraphStore, release: Release, folder: Path, tell: Callable[[str], None]
) -> None:
    """Write the site to the folder `root`; the index is sorted in `folder`, and `tell` is told how far it is."""
    tell("writing the pages of the ontology")
    ontology = vocabulary.build(vocabulary.read(), store)
    for name, text in vocabulary.documents(ontology, "index.html").items():
        write(root / name, [text])
    reader = Reader(store, _anchors(ontology))
    index = Index(folder / "index")
    things = Things(reader, Pictures(store, root))
    for number, subject in enumerate(subjects(release.folder / tree.STATED, reader)):
        if number % _TOLD == 0:
            tell(f"writing page {number:,}")
        _write_thing(root, things, subject, release, index)
    _write_index(root, index.shelves(reader), index, release)
    write(root / "style.css", [style()])


def _write_thing(root: Path, things: Things, subject: Subject, release: Release, index: Index) -> None:
    thing = things.page(subject)
    index.add(thing)
    write(root / f"{subject.stem}{TURTLE}", subject.turtle())
    write(root / f"{subject.stem}{JSON_LD}", subject.jsonld())
    path = f"{subject.stem}{HTML}"
    write(root / path, [render("thing.html", path, release=release, thing=thing)])


def _write_index(root: Path, shelves: list[Shelf], index: Index, release: Release) -> None:
    for path, template in (("index.html", "index.html"), (f"{FOLDER}/index.html", "browse.html")):
        write(root / path, [render(template, path, release=release, shelves=shelves)])
    for leaf in index.leaves(shelves):
        write(root / leaf.path, [render("class.html", leaf.path, release=release, leaf=leaf)])


def _anchors(page: Page) -> dict[str, str]:
    """Return the anchors on the page of the ontology by the IRI of the term."""
    return {term.link.iri: term.link.anchor for section in page.sections for term in _all(section.terms)}


def _all(terms: Iterable[Term]) -> Iterator[Term]:
    for term in terms:
        yield term
        yield from _all(term.members)
