"""The words and articles behind claims, kept on disk while a release is written: memory does not grow with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from soegraph.graph.terms import term
from soegraph.publish.lines import iri, text
from soegraph.publish.release.files import kind_of
from soegraph.publish.release.gather import Node, Said, stated

_QUOTED_FROM, _TARGET, _EXACT = map(str, map(term, ("prov:wasQuotedFrom", "oa:hasTarget", "oa:exact")))
_ABOUT_ARTICLE = tuple(map(str, map(term, ("schema:datePublished", "dcterms:title", "schema:url"))))
_TABLES = """
CREATE TABLE article (iri TEXT PRIMARY KEY, published TEXT, title TEXT, url TEXT) WITHOUT ROWID;
CREATE TABLE claim (iri TEXT PRIMARY KEY, article TEXT, evidence TEXT) WITHOUT ROWID;
CREATE TABLE evidence (iri TEXT PRIMARY KEY, quote TEXT) WITHOUT ROWID;
"""
_PREDICATES = {"article": _ABOUT_ARTICLE, "claim": (_QUOTED_FROM, _TARGET), "evidence": (_EXACT,)}
_AT_ONCE = 500  # claims that one statement asks for, or rows that one adds


class Source(NamedTuple):
    """What an article says for a claim; of several the least is the first source. "" is what is not known."""

    published: str
    title: str
    url: str
    claim: str
    quote: str


class Sources:
    """Claims by their IRIs, in a file that is made at `path`.

    They are to be shown before they are asked for: articles, claims and evidence come before all that is derived
    from them, since subjects come in the order of their IRIs.
    """

    def __init__(self, path: Path) -> None:
        self._kept = sqlite3.connect(path, isolation_level=None)
        self._kept.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + _TABLES)
        self._waiting: dict[str, list[list[str]]] = {kind: [] for kind in _PREDICATES}

    def visit(self, node: Node) -> None:
        """Keep a subject, if it is an article, a claim or its evidence."""
        kind = kind_of(node.subject)
        if kind in _PREDICATES:
            rows = self._waiting[kind]
            rows.append([iri(node.subject), *_values(node.said(stated), _PREDICATES[kind])])
            if len(rows) == _AT_ONCE:
                self._keep(kind)

    def _keep(self, kind: str) -> None:
        marks = ", ".join("?" * (1 + len(_PREDICATES[kind])))
        self._kept.executemany(f"INSERT INTO {kind} VALUES ({marks})", self._waiting[kind])
        self._waiting[kind] = []

    def first(self, claims: Sequence[str]) -> Source | None:
        """Return the first source among claims and other IRIs, None if none of them is a claim."""
        for kind in filter(self._waiting.get, _PREDICATES):
            self._keep(kind)
        return min(self._found(claims), default=None)

    def _found(self, claims: Sequence[str]) -> Iterator[Source]:
        for start in range(0, len(claims), _AT_ONCE):
            asked = claims[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(asked))
            rows = self._kept.execute(
                "SELECT coalesce(published, ''), coalesce(title, ''), coalesce(url, ''), claim.iri, coalesce(quote, '')"
                " FROM claim LEFT JOIN article ON article = article.iri LEFT JOIN evidence ON evidence = evidence.iri"
                f" WHERE claim.article <> '' AND claim.iri IN ({marks})",
                asked,
            )
            yield from map(Source._make, rows)

    def close(self) -> None:
        """Let go of the file."""
        self._kept.close()


def _values(said: Said, predicates: Sequence[str]) -> Iterator[str]:
    """Yield the least value of each property, "" without one."""
    found = dict(said.properties)
    for predicate in predicates:
        yield min(map(text, found.get(predicate, [])), default="")
