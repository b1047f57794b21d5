"""What SHACL costs: `python -m benchmarks.shapes`.

Made-up articles, those of `benchmarks.incremental`, are built into a graph, and the time that the gate takes of it is
told apart. Then the engine behind `soegraph.shapes` and pyshacl validate the same nodes of the flat view in turns. The
time is that of the processor.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from unittest.mock import patch

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from benchmarks.common import Timing, alternate, alternating, machine, resident, table, timed
from benchmarks.incremental import CLAIMS, World, extractions
from soegraph import shapes
from soegraph.graph import authority, build, layers
from soegraph.graph.conformance import violations
from soegraph.graph.gate import Faults, Gate
from soegraph.store import OxigraphStore, open_store


def main(argv: Sequence[str] | None = None) -> tuple[float, float]:
    """Print and return which share of a build the gate takes, and how often pyshacl takes our time."""
    parser = alternating(argparse.ArgumentParser(description=__doc__), runs=3)
    parser.add_argument("--articles", type=int, default=500, help=f"of {CLAIMS} claims (default 500)")
    parser.add_argument("--nodes", type=int, default=300, help="that both engines validate (default 300)")
    options = parser.parse_args(argv)
    print(machine(), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        share = _built(Path(folder) / "graph", options.articles)
        store = open_store(Path(folder) / "graph", read_only=True)
        _checked(store)
        ratio = _compared(_sample(store, options.nodes), options.runs)
        store.close()
    return share, ratio


def _built(path: Path, articles: int) -> float:
    """Build a graph and return the gate's time as a share of all else."""
    spent: list[float] = []
    judge = Gate.faults

    def watched(gate: Gate, read: Iterable[Iterable[Quad]]) -> Faults:
        found: list[Faults] = []
        spent.append(timed(lambda: found.append(judge(gate, read))).cpu)
        return found[0]

    made = list(extractions(World.of(max(300, articles // 5)), range(articles)))
    with patch.object(Gate, "faults", watched):
        taken = timed(lambda: build(path, made)).cpu
    share = sum(spent) / (taken - sum(spent))
    print(
        f"built {articles * CLAIMS:,} claims in {taken:.1f} s, the gate {sum(spent):.1f} s: {share:.1%} of the rest"
    )
    return share


def _checked(store: OxigraphStore) -> None:
    size, before = sum(1 for _ in layers.triples(store, layers.FLAT)), resident()
    found: list[shapes.Violation] = []
    taken = timed(lambda: found.extend(violations(store))).cpu
    print(
        f"checked {size:,} triples of the flat view, and all articles, in {taken:.1f} s: {len(found)} violations,"
        f" {resident() - before:.0f} MB more than before"
    )


def _sample(store: OxigraphStore, number: int) -> list[Triple]:
    """Return what the flat view says of so many nodes of the facts and of all that these speak of."""
    facts = sorted({triple.subject for triple in layers.triples(store, layers.facts())}, key=str)[:number]
    told = [quad.triple for node in facts for quad in store.quads(node, graph=layers.FLAT)]
    others = {triple.object for triple in told if isinstance(triple.object, NamedNode)} - set(facts)
    return told + [quad.triple for node in others for quad in store.quads(node, graph=layers.FLAT)]


def _compared(data: list[Triple], runs: int) -> float:
    """Let both engines validate the same triples, and return how often pyshacl takes our time."""
    import pyshacl
    import rdflib

    model = [quad.triple for quad in authority.ontology_quads()]
    ours = shapes.Shapes(model)
    rules = rdflib.Graph().parse(data=shapes.source().decode())
    text = serialize(dict.fromkeys([*data, *model]), format=RdfFormat.N_TRIPLES)
    theirs = rdflib.Graph().parse(text, format="nt")
    taken = alternate(
        {
            "soegraph.shapes (pyshifty)": lambda: ours.validate(data),
            "pyshacl, graph already read": lambda: pyshacl.validate(theirs, shacl_graph=rules),
        },
        runs,
    )
    return _told(len(set(data)), taken)


def _told(size: int, taken: dict[str, Timing]) -> float:
    ours, theirs = (timing.cpu for timing in taken.values())
    rows = [(f"{size:,} triples", "CPU seconds", "ratio")]
    rows += [(name, f"{timing.cpu:.2f}", f"{timing.cpu / ours:.1f}") for name, timing in taken.items()]
    print("\n" + table(rows))
    return theirs / ours


if __name__ == "__main__":
    main()
