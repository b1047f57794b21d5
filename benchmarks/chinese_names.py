"""Who finds the names of annotated Chinese articles: `python -m benchmarks.chinese_names tests/gold/b-*.zh.gold.json`.

LAC and jieba, each as it comes, and our analysis, which lays tables, head nouns and short forms over LAC. A name is
found when a word of its class has just its characters. Every place of an annotated name counts; where names overlap,
the longest. What nobody annotated is not counted, so that this is recall only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.common import machine, table
from soegraph import schema
from soegraph.evaluate.native import read_gold
from soegraph.loaders.chinese import analyse, tagger
from soegraph.loaders.chinese.phrases import Phrases
from soegraph.loaders.chinese.script import folded
from soegraph.model import Article

Found = set[tuple[int, int, str]]
"""Names as start, end and class."""

CLASSES = ("Person", "Organisation", "Place")
_LAC = {"PER": "Person", "ORG": "Organisation", "LOC": "Place"}
_JIEBA = {"nr": "Person", "nt": "Organisation", "ns": "Place"}


def main(argv: Sequence[str] | None = None) -> Mapping[str, Mapping[str, float]]:
    """Print and return the share of names that each finder finds, by class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--articles", type=Path, default=Path("data/articles"))
    options = parser.parse_args(argv)
    finders = {"LAC": _by_lac, "jieba": _by_jieba, "soegraph": _by_us}
    wanted, hits = Counter[str](), {name: Counter[str]() for name in finders}
    for gold in options.gold:
        annotated = read_gold(gold, options.articles)
        named = {name: e.type for e in annotated.entities for name in e.names}
        here = set(_places(annotated.article, named))
        wanted.update(cls for _, _, cls in here)
        for name, finder in finders.items():
            hits[name].update(cls for _, _, cls in here & finder(annotated.article))
    shares = {name: {cls: found[cls] / (wanted[cls] or 1) for cls in CLASSES} for name, found in hits.items()}
    print(machine())
    print(f"{len(options.gold)} articles\n")
    rows = [("", *(f"{cls} ({wanted[cls]})" for cls in CLASSES))]
    rows += [(name, *(f"{share[cls]:.0%}" for cls in CLASSES)) for name, share in shares.items()]
    print(table(rows))
    return shares


def _places(article: Article, named: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for hit in Phrases((folded(name), cls) for name, cls in named.items()).find(folded(article.text)):
        if cls := _class(hit.payloads[0]):
            yield hit.start, hit.end, cls


def _class(cls: str) -> str:
    return next((wider for wider in CLASSES if schema.load().is_a(cls, wider)), "")


def _by_lac(article: Article) -> Found:
    text = folded(article.text)
    places = analyse.sentences(text)
    words = tagger.tag([text[start:end] for start, end in places])
    return {
        (start + word.start, start + word.end, _LAC.get(word.tag, ""))
        for (start, _), found in zip(places, words, strict=True)
        for word in found
    }


def _by_jieba(article: Article) -> Found:
    import jieba.posseg

    found: Found = set()
    at = 0
    for word, tag in jieba.posseg.cut(folded(article.text)):
        found.add((at, at + len(word), _JIEBA.get(tag, "")))
        at += len(word)
    return found


def _by_us(article: Article) -> Found:
    (document,) = analyse.analyse([article])
    return {
        (token.start, token.end, _class(token.entity.type))
        for sentence in document.sentences
        for token in sentence.tokens
        if token.entity is not None
    }


if __name__ == "__main__":
    main()
