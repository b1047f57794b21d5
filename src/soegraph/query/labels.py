"""What a thing or a term is called, for people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from soegraph.names import PROLOGUE
from soegraph.query.table import cell
from soegraph.store import Queryable, Term

ENGLISH, CHINESE, PINYIN = "en", "zh-hans", "zh-latn-pinyin"

_LANGUAGES = (ENGLISH, CHINESE, "zh-hant")


class Labels:
    """The labels of what is in a store: preferred ones, English first; tenures have plain ones only.

    `languages` come in their place in another order, and with `others` every other language after them.
    """

    def __init__(
        self, store: Queryable, languages: Sequence[str] = _LANGUAGES, *, others: bool = True
    ) -> None:
        self._store = store
        self._languages = languages
        self._others = others
        self._found = lru_cache(maxsize=10_000)(self._look_up)

    def label(self, node: Term) -> Literal | None:
        """Return the label of a node, None if it has none."""
        return self._found(node) if isinstance(node, NamedNode) else None

    def _look_up(self, node: NamedNode) -> Literal | None:
        query = f"{PROLOGUE}SELECT ?label {{ {node} skos:prefLabel|rdfs:label ?label }}"
        found = {
            label.language or "": label
            for (label,) in self._store.select(query).rows
            if isinstance(label, Literal)
        }
        wanted = (*self._languages, *(sorted(found) if self._others else ()))
        return next((found[language] for language in wanted if language in found), None)

    def text(self, node: NamedNode) -> str:
        """Return the label of a node as text, or its IRI in short."""
        return cell(self.label(node) or node)


class Naming:
    """How a text calls things: by label and, the first time, by the name that commands take back."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._owner: dict[str, Term] = {}  # the first thing of a label
        self._met: set[Term] = set()

    def named(self, node: Term) -> str:
        """Return a node in words; a label that two things have never stands alone, a literal always does."""
        label = self._labels.label(node)
        if label is None or isinstance(node, Literal):
            return cell(node)
        called = cell(label)
        known = self._owner.setdefault(called, node) == node and node in self._met
        self._met.add(node)
        return called if known else f"{called} ({cell(node)})"
