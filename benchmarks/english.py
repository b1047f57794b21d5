"""`extract` on English articles against bare spaCy on the same texts: `python -m benchmarks.english`.

The peer is ``spacy.load("en_core_web_sm").pipe``, all its components as they come, in one process, with each of the
two numeric back ends that thinc has for a processor and in batches of several sizes. Ours is held to the fastest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from benchmarks.common import alternate, alternating, arguments, articles, machine, table
from soegraph.loaders.extract import extract_all
from soegraph.model import Article

if TYPE_CHECKING:
    from spacy.language import Language

OURS = "soegraph extract"
_BATCHES = (8, 256)


def main(argv: Sequence[str] | None = None) -> float:
    """Print articles a second of each contender, and return the ratio of ours to the fastest peer's."""
    options = alternating(arguments(__doc__ or ""), runs=7).parse_args(argv)
    texts = articles(options.paths, "en")
    timings = alternate({**_peers(texts), OURS: lambda: list(extract_all(texts))}, options.runs)
    words = sum(len(article.text.split()) for article in texts)
    print(machine())
    print(f"{len(texts)} English articles, {words / len(texts):.0f} words on average, {options.runs} runs\n")
    fastest = min((name for name in timings if name != OURS), key=lambda name: timings[name].cpu)
    rows = [("", "articles/s", "per CPU second", "ratio to fastest peer")]
    for name, taken in timings.items():
        ratio = timings[fastest].cpu / taken.cpu
        rows.append((name, f"{len(texts) / taken.wall:.1f}", f"{len(texts) / taken.cpu:.1f}", f"{ratio:.2f}"))
    print(table(rows))
    return timings[fastest].cpu / timings[OURS].cpu


def _peers(texts: Sequence[Article]) -> Mapping[str, Callable[[], object]]:
    import spacy
    from thinc.api import use_ops

    from soegraph.loaders.english.pipeline import model

    peers: dict[str, Callable[[], object]] = {}
    for backend, blis in (("blis", True), ("numpy", False)):
        with use_ops("numpy", use_blis=blis):
            nlp = spacy.load(model())
        for size in _BATCHES:
            peers[f"spaCy, {backend}, batches of {size}"] = _piped(nlp, [a.text for a in texts], size)
    return peers


def _piped(nlp: Language, texts: Sequence[str], size: int) -> Callable[[], object]:
    return lambda: list(nlp.pipe(texts, batch_size=size, n_process=1))


if __name__ == "__main__":
    main()
