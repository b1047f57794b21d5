"""Single statements: whether each term of them can be read, written again and understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from soegraph.verify import checks
from soegraph.verify.report import Check
from soegraph.verify.terms import Vocabulary, iri_fault, literal_fault, predicate_fault

Wrong = tuple[Check, str]
"""What is wrong, and the check that it is wrong for."""


class Examiner:
    """Looks at statements one by one; what it finds of a term it remembers, since terms come again and again.

    `is_ours` tells whether an IRI names a thing of the release.
    """

    def __init__(self, vocabulary: Vocabulary, is_ours: Callable[[str], bool]) -> None:
        self._vocabulary = vocabulary
        self._iri = lru_cache(maxsize=1 << 16)(lambda iri: iri_fault(iri, is_ours(iri)))
        self._property = lru_cache(maxsize=1 << 12)(lambda *asked: tuple(self._of_property(*asked)))

    def faults(self, quad: Quad, *, of_data: bool, nameless: bool) -> list[Wrong]:
        """Return what is wrong with a statement.

        All terms must be declared if it is `of_data`; blank nodes may be there if it is `nameless`.
        """
        subject, predicate, value, graph = quad
        found = [*self._property(predicate.value, of_data)]
        for term in (subject, value, graph):
            if isinstance(term, NamedNode):
                if wrong := self._iri(term.value):
                    found.append((checks.IRIS, f"{term.value}: {wrong}"))
            elif isinstance(term, BlankNode | Triple):
                found.extend(self._of_other(term, of_data, nameless))
        found.extend(self._of_value(predicate.value, value, of_data))
        return found

    def _of_property(self, iri: str, of_data: bool) -> Iterator[Wrong]:
        if wrong := self._iri(iri):
            yield checks.IRIS, f"{iri}: {wrong}"
        if wrong := predicate_fault(iri):
            yield checks.PREDICATES, f"{iri}: {wrong}"
        if not self._vocabulary.knows(iri, of_data=of_data):
            yield checks.TERMS, f"nothing declares the property {iri}"

    def _of_other(self, term: BlankNode | Triple, of_data: bool, nameless: bool) -> Iterator[Wrong]:
        if isinstance(term, Triple):
            inner = Quad(term.subject, term.predicate, term.object)
            yield from self.faults(inner, of_data=of_data, nameless=nameless)
        elif not nameless:
            yield checks.BLANK_NODES, f"a blank node: {term}"

    def _of_value(self, predicate: str, value: Any, of_data: bool) -> Iterator[Wrong]:
        if isinstance(value, Literal):
            if wrong := literal_fault(value):
                yield checks.VALUES, f"{predicate}: {wrong}"
        elif isinstance(value, NamedNode) and not self._vocabulary.understands(
            predicate, value.value, of_data
        ):
            yield checks.TERMS, f"nothing declares {value.value}"
        if wrong := self._vocabulary.misused(predicate, value):
            yield checks.VALUES, f"{predicate}: {wrong}"
