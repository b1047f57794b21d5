"""Command ontology docs: the documentation of the ontology."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from soegraph.cli.options import ontology_option, pass_store, store_option
from soegraph.cli.output import Failure, notice, output_to, write
from soegraph.phrases import counted


@click.command(short_help="Write its documentation: HTML, Markdown, class diagram.")
@click.argument("out", type=click.Path(path_type=Path))
@ontology_option
@store_option()
@pass_store
def docs(store: Path, out: Path) -> None:
    """Write the documentation of the ontology to the folder OUT: ontology.html, ontology.md and ontology.svg.

    Every term has an anchor of its name, as in ontology.html#Stake. Numbers and examples come from the graph in
    --store; without one the pages have neither.

    \b
    Examples:
      soegraph ontology docs site
      soegraph ontology docs site --ontology my-ontology
    """
    from soegraph.publish import vocabulary
    from soegraph.store import open_store

    source = vocabulary.read()
    if _is_there(store):
        with closing(open_store(store, read_only=True)) as graph:
            page = vocabulary.build(source, graph)
    else:
        page = vocabulary.build(source)
    _make(out)
    files = vocabulary.documents(page)
    for name, text in files.items():
        with output_to(out / name) as file:
            file.write(text.encode())
    if not page.counted:
        notice(f"no numbers and examples: {_why(store)}")
    terms = sum(section.number for section in page.sections)
    write(f"{counted(terms, 'term')} in {', '.join(str(out / name) for name in files)}\n")


def _is_there(store: Path) -> bool:
    return store.exists() and not (store.is_dir() and next(store.iterdir(), None) is None)


def _why(store: Path) -> str:
    if not _is_there(store):
        return f"there is no graph in {store}, make one with `soegraph build` or name another with --store"
    return f"the graph in {store} knows no term of this ontology"


def _make(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise Failure(f"{out} is a file: name a folder for the pages")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"the folder {out} cannot be made: {error.strerror or error}") from error
