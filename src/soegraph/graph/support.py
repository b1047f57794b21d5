"""What a fact, tenure or stake rests on, how many publishers stand behind it, and how far it is to be trusted.

Copies of one text count once, and so do the texts of one publisher: the independent sources are the largest
matching of publishers with texts. The confidence is one minus the chance that all of them err:

    1 - (1 - c1) (1 - c2) ...

where each c is the confidence of the surest claim or record of one independent source. Of several largest
matchings the one with the surest texts counts. It is at most 0.99, unless a person has accepted what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from math import prod

from pyoxigraph import NamedNode, Triple

from soegraph.graph import terms
from soegraph.graph.copies import originals
from soegraph.graph.statements import Source, Statement
from soegraph.graph.terms import soe, term

MOST = Decimal("0.99")
"""The highest confidence of what no person has accepted."""


def support(node: NamedNode, statements: Iterable[Statement]) -> Iterator[Triple]:
    """Yield what a fact, tenure or stake rests on, its number of independent publishers and its confidence."""
    known = list(statements)
    for statement in known:
        yield Triple(node, term("prov:wasDerivedFrom"), statement.node)
    count = independent(statement.source for statement in known)
    yield Triple(node, soe("publisherCount"), terms.integer(str(count)))
    yield Triple(node, soe("confidence"), terms.decimal(str(confidence(known))))


def independent(sources: Iterable[Source]) -> int:
    """Count independent publishers: each text vouches for one publisher, each publisher counts once.

    Three papers that print one agency text count once, and again as soon as one of them has a text of its own.

    >>> agency = [Source("daily", "t1"), Source("herald", "t1"), Source("times", "t1")]
    >>> independent(agency), independent([*agency, Source("herald", "t2")]), independent([Source("", "")])
    (1, 2, 0)
    """
    return len(surest((source, Decimal(1)) for source in sources if source.text))


def confidence(statements: Iterable[Statement]) -> Decimal:
    """Return how far what statements say together is to be trusted, from 0 to 1, in four decimal digits."""
    known = list(statements)
    if any(statement.accepted for statement in known):
        return Decimal(1)
    doubts = (1 - sure for sure in surest((one.source, one.confidence) for one in known))
    return round(min(MOST, 1 - prod(doubts, start=Decimal(1))), 4)


def surest(vouching: Iterable[tuple[Source, Decimal]]) -> list[Decimal]:
    """Return the confidence that each independent source gives, the highest first.

    A source that cites no text is a text by itself, of the publisher that it has.

    >>> daily, herald = Source("daily", "t1"), Source("herald", "t2")
    >>> [str(sure) for sure in surest([(daily, Decimal("0.7")), (herald, Decimal("0.9"))])]
    ['0.9', '0.7']
    """
    known = list(vouching)
    original = _originals(frozenset((source.text, source.sketch) for source, _ in known))
    best: dict[str, Decimal] = {}
    publishers: dict[str, list[str]] = defaultdict(list)
    for source, sure in sorted(known, key=lambda pair: pair[0].publisher):
        text = original[source.text]
        best[text] = max(sure, best.get(text, sure))
        publishers[text].append(source.publisher)
    printed: dict[str, str] = {}
    texts = sorted(best, key=lambda text: (-best[text], text))
    return [best[text] for text in texts if _matched(text, publishers, printed, set())]


@lru_cache(maxsize=8)
def _originals(sketches: frozenset[tuple[str, str]]) -> Mapping[str, str]:
    """Remember `originals`: a fact, its tenure and its stake rest on the same texts, and each is asked twice."""
    return originals(dict(sketches))


def _matched(text: str, publishers: Mapping[str, list[str]], printed: dict[str, str], seen: set[str]) -> bool:
    """Find `text` a publisher of its own, if need be by giving another text another publisher."""
    for publisher in publishers[text]:
        if publisher not in seen:
            seen.add(publisher)
            if publisher not in printed or _matched(printed[publisher], publishers, printed, seen):
                printed[publisher] = text
                return True
    return False
