"""The homonym suite: reads the table of cases, and finds whom it means in what extraction makes of the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from soegraph import schema
from soegraph.loaders.chinese.script import folded
from soegraph.loaders.extract import extract_all
from soegraph.model import Article, Claim, EntityRef, Extraction

TABLE = Path(__file__).parent / "homonyms.txt"
_LANGUAGES = {"zh": "zh-hans", "zh-hant": "zh-hant", "en": "en"}


@dataclass(frozen=True)
class Pair:
    """Two that must be ``one`` or ``two``."""

    verdict: str
    first: str
    second: str


@dataclass
class Case:
    """A title, its articles and its pairs."""

    title: str
    articles: list[Article] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def cases() -> list[Case]:
    found: list[Case] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if word == "==":
            found.append(Case(rest))
        elif word in _LANGUAGES:
            case = found[-1]
            article = f"case-{len(found)}-{len(case.articles) + 1}"
            case.articles.append(Article(article, rest, _LANGUAGES[word], publisher=f"Daily {article}"))
        elif word in ("one", "two"):
            first, _, second = rest.partition(" | ")
            found[-1].pairs.append(Pair(word, first, second))
    return found


def read(found: list[Case]) -> dict[str, Extraction]:
    """Return the extractions of all articles, by article."""
    extracted = extract_all(article for case in found for article in case.articles)
    return {extraction.article.id: extraction for extraction in extracted}


def meant(said: str, case: Case, read_: dict[str, Extraction]) -> str:
    """Return the IRI of whom "2:NAME@OTHER" means."""
    number, colon, rest = said.partition(":")
    article = case.articles[int(number) - 1 if colon else 0]
    name, _, other = (rest if colon else said).partition("@")
    found = {iri for claim in read_[article.id].claims for iri in _iris(claim, name, other)}
    assert len(found) == 1, f"{case.title}: {said} means {sorted(found) or 'nobody'}"
    return found.pop()


def _iris(claim: Claim, name: str, other: str) -> Iterator[str]:
    ends = [claim.subject, claim.object]
    for end, beside in (ends, ends[::-1]):
        if isinstance(end, EntityRef) and _called(end, name):
            values = [*claim.qualifiers.values(), *_roles(claim)]
            told = beside.names if isinstance(beside, EntityRef) else (beside.value,)
            if any(other == value for value in values) or any(_plain(other) in _plain(each) for each in told):
                yield end.iri


def _called(end: EntityRef, name: str) -> bool:
    return any(_plain(each) == _plain(name) or _plain(each)[1:] == _plain(name) for each in end.names)


def _roles(claim: Claim) -> tuple[str, ...]:
    role = schema.load().concepts("roles").get(claim.qualifiers.get("role", ""))
    return tuple(label for labels in role.labels.values() for label in labels) if role else ()


def _plain(text: str) -> str:
    return folded(" ".join(text.split())).removesuffix("有限公司")
