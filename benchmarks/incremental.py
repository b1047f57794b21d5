"""What one more article costs in a large graph and in an empty one: `python -m benchmarks.incremental`.

The articles are made up: each speaks of one company (known ones first, by Zipf's law), of who holds its posts in the
year of the article, of what it owns and of whom it deals with, so that a few companies and government bodies are in
thousands of articles and most are in one or two. The large graph is built in bulk; then the same articles are loaded
into it and into one that holds the foundation only, one at a time and in turns, and forgotten again. The time is that
of the processor, since what else the machine does would hit one more than the other.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks.common import Timing, machine, table, timed
from soegraph import authority, names
from soegraph.graph import Graph, build
from soegraph.model import Article, Claim, EntityRef, Evidence, Extraction, LiteralValue
from soegraph.store import open_store

CLAIMS = 20
"""Claims of one article."""

_YEARS = range(2005, 2025)
_ROLES = ("chair", "general-manager", "party-secretary", "director", "deputy-general-manager")
_TERM = 4  # years in office
_RARE = 0.1  # share of articles that tell when the company was founded
_COMMODITIES = ("rare-earths", "steel", "copper", "coal", "gold")


class Zipf:
    """Draws from a list in which the n-th is n times rarer than the first."""

    def __init__(self, things: Sequence[EntityRef]) -> None:
        self._things = things
        self._heights = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def draw(self, chance: Random) -> EntityRef:
        """Return one of the things."""
        return self._things[bisect(self._heights, chance.random() * self._heights[-1])]


@dataclass(frozen=True, slots=True)
class World:
    """Who there is to be spoken of."""

    companies: Zipf
    bodies: Zipf
    places: Zipf

    @classmethod
    def of(cls, companies: int) -> World:
        """Return a world of so many companies, the known ones among them, and of the known bodies and places."""
        known = [EntityRef(entry.iri, entry.type, (entry.labels["en"],)) for entry in authority.entries()]
        enterprises = [entity for entity in known if entity.type.endswith("Enterprise")]
        return cls(
            Zipf([*enterprises, *map(_company, range(companies - len(enterprises)))]),
            Zipf([entity for entity in known if entity.type == "GovernmentBody"]),
            Zipf([entity for entity in known if entity.type == "Place"]),
        )


def _company(number: int) -> EntityRef:
    name = f"Company {number}"
    return EntityRef(names.thing("organisation", f"company-{number}"), "Enterprise", (f"{name} Group", name))


def extractions(world: World, numbers: range) -> Iterator[Extraction]:
    """Yield made-up articles; the number of an article decides on all that it says."""
    for number in numbers:
        chance = Random(number)
        company, year = world.companies.draw(chance), chance.choice(_YEARS)
        said = list(_said(world, company, year, chance))[:CLAIMS]
        sentences = [f"{s.names[0]} x{number} {p} y{number} {_shown(o)}." for s, p, o, _ in said]  # no copy
        published = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        publisher = f"Paper {chance.randrange(200)}"
        text = " ".join([f"News {number}.", *sentences])
        article = Article(f"made-{number}", text, "en", publisher=publisher, published=published)
        yield Extraction(article, tuple(_claims(article, said, sentences)))


Said = tuple[EntityRef, str, EntityRef | LiteralValue, dict[str, str]]


def _said(world: World, company: EntityRef, year: int, chance: Random) -> Iterator[Said]:
    if chance.random() < _RARE:
        yield company, "foundedOn", LiteralValue(str(1950 + crc32(company.iri.encode()) % 60)), {}
    for _ in range(3):
        owned = _company(crc32(company.iri.encode()) % 100_000 + chance.randrange(12))
        percent = str(chance.choice((30, 45, 51, 60, 100)))
        yield company, "holdsStakeIn", owned, {"percent": percent, "asOf": str(year)}
        yield owned, "subsidiaryOf", company, {}
    yield company, "supervisedBy", world.bodies.draw(chance), {}
    yield company, "partnersWith", world.companies.draw(chance), {}
    yield company, "headquarteredIn", world.places.draw(chance), {}
    commodity = chance.choice(_COMMODITIES)
    product = EntityRef(names.thing("commodity", commodity), "Commodity", (commodity,))
    yield company, "produces", product, {}
    for seat in chance.sample(range(40), 10):  # of 40 seats, the first five with a title
        role = _ROLES[seat] if seat < len(_ROLES) else "director"
        yield _official(company, seat, year), "holdsPost", company, {"role": role}


def _official(company: EntityRef, seat: int, year: int) -> EntityRef:
    slug = f"{names.slug_of(company.iri)}-{seat}-{year // _TERM}"
    return EntityRef(names.thing("person", slug), "Person", (f"Official {slug}",))


def _shown(thing: EntityRef | LiteralValue) -> str:
    return thing.names[0] if isinstance(thing, EntityRef) else thing.value


def _claims(article: Article, said: Sequence[Said], sentences: Sequence[str]) -> Iterator[Claim]:
    end = 0
    for (subject, predicate, thing, qualifiers), sentence in zip(said, sentences, strict=True):
        start = article.text.index(sentence, end)
        end = start + len(sentence)
        evidence = Evidence(sentence, start, end)
        yield Claim(article.id, subject, predicate, thing, evidence, "made", qualifiers, confidence=0.9)


def main(argv: Sequence[str] | None = None) -> float:
    """Print what loading and forgetting cost in both graphs, and return the ratio of the loads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--claims", type=int, default=1_000_000, help="of the large graph (default 1,000,000)"
    )
    parser.add_argument("--articles", type=int, default=25, help="to load and forget (default 25)")
    parser.add_argument("--keep", type=Path, help="folder of the graphs, to be used again")
    options = parser.parse_args(argv)
    print(machine(), flush=True)
    folder = options.keep or Path(tempfile.mkdtemp())
    try:
        return _compare(folder, options.claims, options.articles)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def _compare(folder: Path, claims: int, count: int) -> float:
    articles = claims // CLAIMS
    world, sizes = World.of(max(300, claims // 100)), {"empty": 0, "large": articles}
    for name, size in sizes.items():
        if not (folder / name).exists():
            folder.mkdir(parents=True, exist_ok=True)
            taken = timed(lambda: build(folder / name, extractions(world, range(size))))  # noqa: B023
            print(
                f"built the {name} graph in {taken.wall:.0f} s, {taken.cpu:.0f} s of the processor",
                flush=True,
            )
    graphs = {name: Graph(open_store(folder / name)) for name in sizes}
    for graph in graphs.values():
        graph.load([])  # reads the tables, for the first time
    print(
        f"{articles * CLAIMS:,} claims in the large graph, {count} articles of {CLAIMS} claims\n", flush=True
    )
    return _told(_taken(graphs, list(extractions(world, range(articles, articles + count)))))


VERBS: dict[str, Callable[[Graph, Extraction], object]] = {
    "load": lambda graph, extraction: graph.load([extraction]),
    "forget": lambda graph, extraction: graph.forget(extraction.article.id),
}


def _taken(graphs: dict[str, Graph], new: Sequence[Extraction]) -> dict[str, dict[str, list[Timing]]]:
    """Return what each verb took in each graph: article after article, the graphs in turns."""
    taken: dict[str, dict[str, list[Timing]]] = {verb: {name: [] for name in graphs} for verb in VERBS}
    for extraction in new:
        for verb, run in VERBS.items():
            for name, graph in graphs.items():
                taken[verb][name].append(timed(lambda: run(graph, extraction)))  # noqa: B023
    return taken


def _told(taken: dict[str, dict[str, list[Timing]]]) -> float:
    """Print medians and ratios; return by what loading all articles takes longer in the large graph."""
    rows: list[Sequence[str]] = [("", "empty", "large", "ratio", "ratio of the medians", "slowest article")]
    ratios = {}
    for verb, timings in taken.items():
        empty, large = ([timing.cpu for timing in timings[name]] for name in ("empty", "large"))
        ratios[verb] = sum(large) / sum(empty)
        medians = statistics.median(empty), statistics.median(large)
        shown = [f"{seconds * 1e3:.0f} ms" for seconds in (*medians, max(large))]
        ratio = f"{medians[1] / medians[0]:.2f}"
        rows.append((f"{verb} one article", *shown[:2], f"{ratios[verb]:.2f}", ratio, shown[2]))
    print(table(rows))
    return ratios["load"]


if __name__ == "__main__":
    main()
