"""What a release takes beside pyoxigraph's own dump of the store, and how much memory: `python -m benchmarks.publish`.

The graphs are those of `benchmarks.incremental`, made up and built in bulk, in two sizes. Each contender runs in a
process of its own, so that its peak of memory is known, in turns: the dump writes N-Quads in the order of the store,
unsorted and unpacked; `soegraph export` writes them sorted; `soegraph publish` writes the whole release, packing it in
a thread of its own. Ratios are of the time of the processor, all threads together.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import statistics
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from benchmarks.common import Timing, machine, table, timed
from benchmarks.incremental import CLAIMS, World, extractions
from soegraph.graph import build
from soegraph.publish.export import export
from soegraph.publish.release import Options, publish
from soegraph.store import open_store


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took: time, and the peak of memory in megabytes."""

    time: Timing
    memory: float


def dump(store: Path, folder: Path) -> None:
    """Let pyoxigraph dump the store."""
    pyoxigraph.Store.read_only(str(store)).dump(folder / "dump.nq", pyoxigraph.RdfFormat.N_QUADS)


def sorted_dump(store: Path, folder: Path) -> None:
    """Export the store, sorted."""
    with closing(open_store(store, read_only=True)) as opened, (folder / "sorted.nq").open("wb") as out:
        export(opened, "nquads", out)


def release(store: Path, folder: Path) -> None:
    """Publish the store."""
    with closing(open_store(store, read_only=True)) as opened:
        publish(opened, folder / "release", Options("1.0.0"))


CONTENDERS: dict[str, Callable[[Path, Path], None]] = {
    "pyoxigraph dump": dump,
    "soegraph export": sorted_dump,
    "soegraph publish": release,
}


def main(argv: Sequence[str] | None = None) -> float:
    """Print time and memory of all in each size; return by what the last release takes longer than the dump."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=[20_000, 100_000], help="of the graphs")
    parser.add_argument("--runs", type=int, default=3, help="rounds to take the median of (default 3)")
    parser.add_argument("--keep", type=Path, help="folder of the graphs, to be used again")
    options = parser.parse_args(argv)
    print(machine(), flush=True)
    folder = options.keep or Path(tempfile.mkdtemp())
    try:
        return [_compare(_graph(folder, claims), options.runs) for claims in options.claims][-1]
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def _graph(folder: Path, claims: int) -> Path:
    store = folder / str(claims)
    if not store.exists():
        folder.mkdir(parents=True, exist_ok=True)
        world = World.of(max(300, claims // 100))
        taken = timed(lambda: build(store, extractions(world, range(claims // CLAIMS))))
        print(f"\nbuilt a graph of {claims:,} claims in {taken.wall:.0f} s", flush=True)
    return store


def _compare(store: Path, runs: int) -> float:
    """Print what each contender takes for a store; return the ratio of the release to the dump."""
    taken: dict[str, list[Taken]] = {name: [] for name in CONTENDERS}
    for _ in range(runs):
        for name in CONTENDERS:
            taken[name].append(_alone(name, store))
    cpu = {name: statistics.median(each.time.cpu for each in found) for name, found in taken.items()}
    wall = {name: statistics.median(each.time.wall for each in found) for name, found in taken.items()}
    ratios = {name: seconds / cpu["pyoxigraph dump"] for name, seconds in cpu.items()}
    rows: list[Sequence[str]] = [("", "CPU seconds", "ratio", "seconds", "peak MB")]
    for name, found in taken.items():
        memory = max(each.memory for each in found)
        rows.append((name, f"{cpu[name]:.1f}", f"{ratios[name]:.2f}", f"{wall[name]:.1f}", f"{memory:.0f}"))
    print(f"\n{len(pyoxigraph.Store.read_only(str(store))):,} quads\n{table(rows)}", flush=True)
    return ratios["soegraph publish"]


def _alone(name: str, store: Path) -> Taken:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, name, store).result()


def _measured(name: str, store: Path) -> Taken:
    with tempfile.TemporaryDirectory() as folder:
        taken = timed(lambda: CONTENDERS[name](store, Path(folder)))
    return Taken(taken, _peak())


def _peak() -> float:
    """Return the most memory that this process held, in megabytes; getrusage would count its parent's too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1e3


if __name__ == "__main__":
    main()
