"""An audit of a release from beginning to end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from soegraph.publish.release.tree import INFERRED, STATED
from soegraph.publish.sorting import Sorted, sorting
from soegraph.verify import tables
from soegraph.verify.changes import ChangesCheck
from soegraph.verify.dump import Dump, format_of
from soegraph.verify.edition import check_edition
from soegraph.verify.files import check_files
from soegraph.verify.nodes import Nodes, check_redirects
from soegraph.verify.numbers import Numbers
from soegraph.verify.queries import check_queries
from soegraph.verify.quotes import add_texts, check_quotes
from soegraph.verify.reading import Reader
from soegraph.verify.report import SHOWN, Report
from soegraph.verify.same import Comparison
from soegraph.verify.site import check_site

Tell = Callable[[str], None]


def verify(
    root: Path,
    texts: Path | None = None,
    previous: Path | None = None,
    shown: int = SHOWN,
    tell: Tell = lambda _: None,
) -> Report:
    """Hold the release in the folder `root` against all that it says of itself; nothing is written there.

    `texts` is a folder of the articles that it quotes, as `soegraph build` takes them, `previous` that of
    the release before. Of each check `shown` faults are kept. `tell` is told what is being done.

    Raises:
        InputError: there is no release in the folder, or in `previous`.
    """
    dump, report = Dump(root), Report(shown)
    before = Dump(previous) if previous is not None else None
    with sorting() as folder:
        check_files(dump, report, tell)
        reader = Reader(dump, report)
        stated, inferred = Sorted(folder / "stated"), Sorted(folder / "inferred")
        for path, lines in ((STATED, stated), (INFERRED, inferred)):
            tell(f"reading {path}")
            lines.extend(str(quad.triple) for quad in reader.read(path))
        nodes = Nodes(dump, report, folder)
        _check_nodes(dump, report, nodes, stated, texts, tell)
        redirects = (str(quad.triple) for quad in reader.read("redirects.nt"))
        check_redirects(dump, report, nodes.replaced, redirects)
        Comparison(dump, report, reader, folder, stated, inferred).check(tell)
        tell("looking at the site and the changes")
        check_site(dump, report, reader, stated, inferred, folder)
        ChangesCheck(dump, report, stated, folder).check(reader, before)
    for path in dump.paths:
        if format_of(path) and path not in reader.counts:
            tell(f"reading {path}")
            reader.check(path)
    Numbers(dump, report, nodes.tally, reader.counts).check()
    check_edition(dump, report, nodes.tally.latest)
    check_queries(dump, report)
    return report


def _check_nodes(
    dump: Dump, report: Report, nodes: Nodes, stated: Sorted, texts: Path | None, tell: Tell
) -> None:
    tell("looking at each thing")
    nodes.read(stated)
    tables.ask(dump, report, nodes.asked)
    tell("following references")
    nodes.answer(stated, partial(tables.answer, report))
    tell("looking for the quotes")
    if texts is not None:
        add_texts(dump, report, nodes.quotes, texts)
    check_quotes(report, nodes.quotes, texts)
