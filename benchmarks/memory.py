"""Memory while many articles are read, one process: `python -m benchmarks.memory`.

The articles are those of the package again and again, in both languages, each with words of its own that no other
has. What a program keeps of each would show as growth from line to line.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence

from benchmarks.common import arguments, articles, machine, resident, varied
from soegraph.loaders.extract import extract_all


def main(argv: Sequence[str] | None = None) -> list[float]:
    """Print and return the megabytes in use after each tenth of the articles."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--articles", type=int, default=10_000, help="how many to read (default 10,000)")
    options = parser.parse_args(argv)
    sources = articles(options.paths)
    step = max(1, options.articles // 10)
    print(machine())
    print(f"{options.articles} articles made of {len(sources)}\n")
    megabytes, claims = [resident()], 0
    print(f"{'articles':>10}{'claims':>10}{'MB':>10}", flush=True)
    for number, extraction in enumerate(extract_all(varied(sources, options.articles)), start=1):
        claims += len(extraction.claims)
        if number % step == 0:
            gc.collect()
            megabytes.append(resident())
            print(f"{number:10}{claims:10}{megabytes[-1]:10.0f}", flush=True)
    return megabytes


if __name__ == "__main__":
    main()
