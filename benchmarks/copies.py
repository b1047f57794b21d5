"""How far copies of a text are from different texts: `python -m benchmarks.copies [PATH...]`.

Each article is made into copies of several kinds, and the share of shingles that an article and its copy have in
common is estimated from their sketches, as the graph does. The threshold has to lie between the least of these
shares and the greatest of two different articles.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from benchmarks.common import arguments, articles, machine, table
from soegraph.graph.copies import ALIKE, hashes, resemblance, sketch, words

Words = list[str]
Change = Callable[[Words, Words, random.Random], Words]
"""Makes the words of a text and of another one into the words of a third."""


def _changed(share: float) -> Change:
    return lambda own, other, dice: [w if dice.random() > share else dice.choice(other) for w in own]


def _shuffled(own: Words, other: Words, dice: random.Random) -> Words:
    pieces = [own[i : i + 25] for i in range(0, len(own), 25)]
    return [word for piece in dice.sample(pieces, len(pieces)) for word in piece]


COPIES: Mapping[str, Change] = {
    "the first half": lambda own, other, dice: own[: len(own) // 2],
    "the first two thirds": lambda own, other, dice: own[: len(own) * 2 // 3],
    "half as much again of another": lambda own, other, dice: own + other[: len(own) // 2],
    "pieces of 25 words in another order": _shuffled,
    "one word in ten left out": lambda own, other, dice: [word for word in own if dice.random() > 0.1],
    "one word in ten replaced": _changed(0.1),
    "one word in five replaced": _changed(0.2),
}
DIFFERENT: Mapping[str, Change] = {
    "a quarter is one quotation": lambda own, other, dice: own[: len(own) // 4] + other[: len(own) * 3 // 4],
}


def main(argv: Sequence[str] | None = None) -> dict[str, tuple[float, float]]:
    """Print and return the least and the greatest share by kind of pair, those of copies first."""
    options = arguments(__doc__ or "").parse_args(argv)
    print(machine(), end="\n\n", flush=True)
    texts = {
        language: [words(article.text) for article in articles(options.paths, language)]
        for language in ("en", "zh")
    }
    shares = dict(_shares(texts))
    rows = [("", "least", "greatest")]
    rows += [(kind, f"{least:.2f}", f"{greatest:.2f}") for kind, (least, greatest) in shares.items()]
    print(table(rows), f"\ncopies from {ALIKE} on")
    return shares


def _shares(texts: Mapping[str, list[Words]]) -> Iterator[tuple[str, tuple[float, float]]]:
    for language, known in texts.items():
        for kind, change in {**COPIES, **DIFFERENT}.items():
            dice = random.Random(0)
            made = [change(own, other, dice) for own, other in _neighbours(known)]
            if found := [_share(own, copy) for own, copy in zip(known, made, strict=True)]:
                yield f"{language}: {kind}", (min(found), max(found))
        if found := [_share(*pair) for pair in combinations(known, 2)]:
            yield f"{language}: two articles", (min(found), max(found))


def _neighbours(known: list[Words]) -> Iterator[tuple[Words, Words]]:
    return zip(known, known[1:] + known[:1], strict=True)


def _share(one: Words, other: Words) -> float:
    return resemblance(hashes(sketch(" ".join(one))), hashes(sketch(" ".join(other))))


if __name__ == "__main__":
    main()
