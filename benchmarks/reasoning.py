"""The closure of graphs by our rules and by owlrl, and what one more article costs: `python -m benchmarks.reasoning`.

The graphs hold the foundation and made-up articles (see `benchmarks.incremental`). Both engines close the same stated
triples in memory under the axioms of the ontology; the time of ours includes the compiler of the axioms. Then `--large`
names a folder that `benchmarks.incremental --keep` left: new articles are loaded into its large graph, and what
inferring takes of each load is compared with the closure of the whole graph in a store on the disk. All times are
of the processor.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from unittest.mock import patch

from pyoxigraph import RdfFormat, Triple, serialize
from tests.graph.rl import oracle

from benchmarks.common import Timing, machine, table, timed
from benchmarks.incremental import CLAIMS, World, extractions
from soegraph.curation import Ledger
from soegraph.graph import Graph, authority, layers, load, rules
from soegraph.graph.bulk import LoadReport, fill
from soegraph.graph.consequences import consequences
from soegraph.store import OxigraphStore, Store, open_store


def made(claims: int) -> list[Triple]:
    """Return the stated triples of a graph of so many claims."""
    store = OxigraphStore()
    news = extractions(World.of(max(300, claims // 100)), range(claims // CLAIMS))
    fill(store, authority.foundation(), Ledger(), news, LoadReport())
    return stated(store)


def stated(store: Store) -> list[Triple]:
    """Return the triples of a store that the rules start from."""
    return list({triple for graph in layers.stated() for triple in layers.triples(store, graph)})


def ours(given: Iterable[Triple]) -> Timing:
    """Return what our closure takes."""
    store = OxigraphStore()
    store.bulk_extend(layers.flat(given))
    return timed(lambda: rules.close(store, rules.Program(rules.compiled(store), store)))


def theirs(given: Iterable[Triple]) -> Timing:
    """Return what that of owlrl takes."""
    import owlrl
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=serialize(given, format=RdfFormat.N_TRIPLES), format="nt")
    return timed(lambda: owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph))


def against_owlrl(sizes: Sequence[int]) -> None:
    """Print what both engines take for graphs of so many claims."""
    rows: list[Sequence[str]] = [("claims", "stated triples", "soegraph", "owlrl", "ratio")]
    for claims in sizes:
        given = made(claims)
        quick, slow = ours(given).cpu, theirs(given).cpu
        rows.append(
            (f"{claims:,}", f"{len(given):,}", f"{quick:.2f} s", f"{slow:.1f} s", f"{slow / quick:.0f}")
        )
        print(table(rows[-1:]), file=sys.stderr, flush=True)
    print(table(rows))


def agreement(given: Iterable[Triple]) -> None:
    """Print how many triples only one of both closures has."""
    found, other = oracle.ours(given), oracle.theirs(given)
    print(
        f"{len(found):,} triples; {len(found - other)} by soegraph only, {len(other - found)} by owlrl only"
    )


def one_more(folder: Path, count: int) -> None:
    """Print what inferring takes when articles are loaded into a large graph, and when all is closed anew."""
    store = open_store(folder / "large")
    claims = Graph(store).summary().claims
    graph, inferring = Graph(store), list[float]()
    graph.load([])

    def watched(*given: object) -> object:
        taken = timed(lambda: answers.append(consequences(*given)))  # type: ignore[arg-type]
        inferring.append(taken.cpu)
        return answers.pop()

    answers: list[object] = []
    with patch.object(load, "consequences", watched):
        for extraction in extractions(World.of(max(300, claims // 100)), range(10**7, 10**7 + count)):
            graph.load([extraction])
            graph.forget(extraction.article.id)
    whole = closed_on_disk(store).cpu
    rows = [("closure of all", "", f"{whole:.2f} s")]
    for name, found in (("load", inferring[1::4]), ("forget", inferring[3::4])):
        middle = statistics.median(found)
        rows.append((f"infer for one {name}", f"{middle * 1e3:.0f} ms", f"{middle / whole:.2%}"))
        rows.append(("slowest", f"{max(found) * 1e3:.0f} ms", f"{max(found) / whole:.2%}"))
    print(f"{claims:,} claims\n{table(rows)}")


def closed_on_disk(store: Store) -> Timing:
    """Return what it takes to close all that a store states in a new one on the disk."""
    folder = Path(tempfile.mkdtemp())
    try:
        anew = open_store(folder / "store")
        for graph in layers.stated():
            anew.bulk_extend(layers.flat(layers.triples(store, graph)))
        return timed(lambda: rules.close(anew, rules.program(anew)))
    finally:
        shutil.rmtree(folder)


def main(argv: Sequence[str] | None = None) -> None:
    """Print both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", default=[1000, 4000], help="of the graphs to close")
    parser.add_argument("--corpus", type=Path, help="folder of a graph whose closures are to agree")
    parser.add_argument("--large", type=Path, help="folder of a large graph that incremental.py kept")
    parser.add_argument("--articles", type=int, default=25, help="to load into the large graph (default 25)")
    options = parser.parse_args(argv)
    print(machine(), flush=True)
    against_owlrl(options.claims)
    if options.corpus:
        agreement(stated(open_store(options.corpus, read_only=True)))
    if options.large:
        one_more(options.large, options.articles)


if __name__ == "__main__":
    main()
