"""Writing a release: in a folder beside its own, moved there whole when all is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, parse

from soegraph import home
from soegraph.errors import SettingError, StoreError
from soegraph.model import is_partial_date
from soegraph.publish import jsonld, lexicon
from soegraph.publish.release import texts, tree
from soegraph.publish.release.census import Census, Counting
from soegraph.publish.release.changes import Changes, Shrunk, changes, compare
from soegraph.publish.release.describe import Edition, dcat, void
from soegraph.publish.release.files import write_triples
from soegraph.publish.release.gather import Gathered
from soegraph.publish.release.importing import write_recipes
from soegraph.publish.release.output import write
from soegraph.publish.release.quality import quality
from soegraph.publish.release.said import node
from soegraph.publish.release.saved import write_queries
from soegraph.publish.release.tables import Tables, write_parquet
from soegraph.publish.sorting import HELD, sorting
from soegraph.publish.turtle import trig
from soegraph.staging import replacing
from soegraph.store import OxigraphStore


@dataclass(frozen=True, slots=True)
class Options:
    """How to publish: the number of the release, and what it is given besides the store.

    `date` is a partial date, "" for the latest that a source has; `previous` the folder of the release before;
    `evaluation` what `soegraph.publish.release.quality.read_evaluation` gives; `site` whether there is to be a site;
    `held` how many characters are sorted in memory at a time. A class or relation may lose up to `max_shrink` per
    cent of what it had in the release before; `allow_shrink` publishes all the same if one has lost more.
    """

    version: str
    date: str = ""
    previous: Path | None = None
    evaluation: Mapping[str, Any] | None = None
    site: bool = False
    held: int = HELD
    max_shrink: float = 10
    allow_shrink: bool = False


def publish(
    store: OxigraphStore,
    out: Path,
    options: Options,
    tell: Callable[[str], None] = lambda _: None,
    warn: Callable[[str], None] = lambda _: None,
) -> list[tree.File]:
    """Write a release to the folder `out`, in place of an older one, and return its files.

    `tell` is told what is being done, `warn` of classes and relations that have shrunk. Whatever fails leaves
    `out` as it was.

    Raises:
        SettingError: the number or the date of the release is none, or it is no later than the one before.
        StoreError: `out` holds something else, or the store what no release may, the release before cannot be
            read, or more has shrunk than is allowed.
    """
    check(out, options)
    previous = released(options.previous) if options.previous else ""
    out.parent.mkdir(parents=True, exist_ok=True)
    with replacing(out, "publishing") as root, sorting(out.parent) as folder:
        root.mkdir()
        counts, counted = _write_data(store, root, folder, options, tell)
        edition = Edition(options.version, options.date or counted.latest, previous)
        found = _compare(root, edition, counted, options, tell)
        for alarm in found.alarms if found else ():
            warn(str(alarm))
        told = _write_descriptions(root, edition, counted, counts, found, options)
        if options.site:
            # Here, for templates and pictures take memory that other releases need not.
            from soegraph.publish.site import Release, write_site

            shown = Release(edition, counted, root, tuple(told))
            write_site(root / tree.SITE, store, shown, folder, tell)
        told += tree.files(root, tree.SITE)
        write(root / tree.SUMS, tree.sums(told))
        return sorted([*told, tree.file(root, tree.SUMS)], key=lambda file: file.path)


def check(out: Path, options: Options) -> None:
    """Refuse what cannot be published, before anything is done for it; for what and why see `publish`."""
    tree.check_version(options.version)
    if options.date and not is_partial_date(options.date):
        raise SettingError(f"{options.date!r} is no year, month or day such as 2021, 2021-12 or 2021-12-23")
    _check_previous(options)
    if not out.name:
        raise StoreError(f"{out} cannot be replaced by a release: name a folder below it")
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not (out / tree.CATALOGUE).is_file()):
        raise StoreError(f"{out} is no release, and not empty: name another folder")
    if (out / tree.CATALOGUE).is_file() and _number(released(out)) > _number(options.version):
        raise StoreError(f"{out} holds the later release {released(out)}: name another folder")


def _check_previous(options: Options) -> None:
    if options.previous:
        before = released(options.previous)
        if before == options.version or _number(before) > _number(options.version):
            raise SettingError(
                f"{options.previous} holds release {before}, which {options.version} cannot follow:"
                " give a later number with --release, or an earlier release with --previous"
            )


def released(folder: Path) -> str:
    """Return the number of the release in a folder.

    Raises:
        StoreError: there is none.
    """
    try:
        found = parse(path=folder / tree.CATALOGUE, format=RdfFormat.TURTLE)
        versions = {quad.object.value for quad in found if quad.predicate == node("dcat:version")}
    except (OSError, SyntaxError) as error:
        raise StoreError(f"{folder} is no release: its {tree.CATALOGUE} cannot be read: {error}") from error
    if len(versions) != 1:
        raise StoreError(f"{folder} is no release: its {tree.CATALOGUE} names no version")
    return str(versions.pop())


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.partition("-")[0].split(".")))


def _write_data(
    store: OxigraphStore, root: Path, folder: Path, options: Options, tell: Callable[[str], None]
) -> tuple[dict[str, int], Census]:
    """Write what a release holds; return the number of triples of each file, and all that was counted."""
    # First, since the memory that it takes is free again for the rest.
    write(root / "lexicon.ttl.gz", lexicon.export(lexicon.languages()))
    gathered, counting = Gathered(store, folder, options.held), Counting(folder / "objects", options.held)
    write(root / "all.trig.gz", trig(gathered.graphs(tell)))
    tell("writing triples and tables")
    with ExitStack() as opened:
        tables = Tables(root, store, folder, opened)
        counts = write_triples(root, gathered.nodes(), [tables.visit, counting.visit])
    write_parquet(root)
    write(root / "context.jsonld", [f'{{"@context": {jsonld.context()}}}\n'])
    for file in home.beside():
        write(root / file.name, [file.read_text(encoding="utf-8")])
    write_queries(root)
    return counts, counting.census()


def _compare(
    root: Path, edition: Edition, counted: Census, options: Options, tell: Callable[[str], None]
) -> Changes | None:
    """Compare with the release before, if there is one; see `publish` for what is raised."""
    if options.previous is None:
        return None
    tell(f"comparing with {edition.previous}")
    found = compare(root, options.previous, edition, counted, options.max_shrink)
    if found.alarms and not options.allow_shrink:
        raise StoreError(_refusal(found.alarms, options))
    return found


def _refusal(alarms: list[Shrunk], options: Options) -> str:
    lost = "".join(f"\n  {alarm}" for alarm in alarms)
    return (
        f"more than {options.max_shrink:g} % has gone since the release before, so nothing is published:{lost}\n"
        "If that is meant, --allow-shrink publishes it; CHANGES.md then tells what has gone"
    )


def _write_descriptions(
    root: Path,
    edition: Edition,
    counted: Census,
    counts: Mapping[str, int],
    found: Changes | None,
    options: Options,
) -> list[tree.File]:
    """Write the files that tell of others, and return all files so far."""
    write(root / "void.ttl", void(edition, counted, counts))
    write(root / "quality.ttl", quality(edition, counted, options.evaluation))
    write(root / "CHANGES.md", changes(edition, found))
    write(root / "LICENSE", [texts.licence()])
    write_recipes(root, counted.triples)
    told = list(tree.files(root))
    write(root / "README.md", [texts.readme(edition, counted, told, site=options.site)])
    told.append(tree.file(root, "README.md"))
    write(root / tree.CATALOGUE, dcat(edition, told, site=options.site))
    return [*told, tree.file(root, tree.CATALOGUE)]
