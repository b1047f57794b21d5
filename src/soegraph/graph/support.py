"""What a fact, tenure or stake rests on, and how many independent publishers stand behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from soegraph.graph import terms
from soegraph.graph.statements import Source, Statement
from soegraph.graph.terms import soe, term


def support(node: NamedNode, statements: Iterable[Statement]) -> Iterator[Triple]:
    """Yield what a fact, tenure or stake rests on, and the number of independent publishers behind it."""
    known = list(statements)
    for statement in known:
        yield Triple(node, term("prov:wasDerivedFrom"), statement.node)
    count = independent(statement.source for statement in known)
    yield Triple(node, soe("publisherCount"), terms.integer(str(count)))


def independent(sources: Iterable[Source]) -> int:
    """Count independent publishers: each text vouches for one publisher, each publisher counts once.

    This is the largest matching of publishers with texts, so that three papers that print one agency text
    count once, and again as soon as one of them has a text of its own.

    >>> agency = [Source("daily", "t1"), Source("herald", "t1"), Source("times", "t1")]
    >>> independent(agency), independent([*agency, Source("herald", "t2")]), independent([Source("", "")])
    (1, 2, 0)
    """
    texts: dict[str, list[str]] = defaultdict(list)
    for source in sorted(sources, key=lambda source: (source.publisher, source.text)):
        if source.text:
            texts[source.publisher].append(source.text)
    printer: dict[str, str] = {}
    return sum(_matched(publisher, texts, printer, set()) for publisher in texts)


def _matched(publisher: str, texts: Mapping[str, list[str]], printer: dict[str, str], seen: set[str]) -> bool:
    """Find `publisher` a text of its own, if need be by giving another publisher another text."""
    for text in texts[publisher]:
        if text not in seen:
            seen.add(text)
            if text not in printer or _matched(printer[text], texts, printer, seen):
                printer[text] = publisher
                return True
    return False
