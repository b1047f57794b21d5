"""Notes in words: things and terms by their labels, a fact as a phrase with its dates and sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from soegraph import names
from soegraph.graph.spans import SIGHTINGS
from soegraph.phrases import counted
from soegraph.publish.lines import is_iri, literal_parts, parsed, text
from soegraph.publish.markdown import markdown
from soegraph.publish.release.changes.notes import (
    CHANGED,
    DERIVED,
    LABEL,
    PREDICATE,
    PUBLISHERS,
    REPLACED,
    TYPE,
    Note,
    Values,
    told_of_thing,
)
from soegraph.publish.release.files import kind_of
from soegraph.query.entities import short
from soegraph.query.labels import CHINESE, ENGLISH

_RDF, _SKOS, _ORG = names.PREFIXES["rdf"], names.PREFIXES["skos"], names.PREFIXES["org"]
_SOE, _DCTERMS, _SCHEMA = names.SOE, names.PREFIXES["dcterms"], names.PREFIXES["schema"]
_LABELS = {f"<{each}>": rank for rank, each in enumerate((f"{_SKOS}prefLabel", LABEL, f"{_DCTERMS}title"))}
_MAY_LABEL = re.compile("(?:abel|title)> ")
_LANGUAGES = (ENGLISH, CHINESE)
_MEMBER, _ORGANISATION, _ROLE = (f"{_ORG}{name}" for name in ("member", "organization", "role"))
_OWNER, _OWNED, _PERCENT = (f"{_SOE}{name}" for name in ("owner", "owned", "percent"))
_BY_WHOM = (
    f"{_SOE}publisherName",
    f"{_SCHEMA}datePublished",
    f"{_SOE}judgedBy",
    f"{_SOE}judgedOn",
    f"{_SOE}reason",
)
_CONFIDENCE = f"{_SOE}confidence"
_ENDS = (
    f"{_RDF}subject",
    PREDICATE,
    f"{_RDF}object",
    _MEMBER,
    _ORGANISATION,
    _ROLE,
    _OWNER,
    _OWNED,
    _PERCENT,
)
_SILENT = frozenset((TYPE, LABEL, DERIVED))
_NO_DETAIL = _SILENT | {*_ENDS, _CONFIDENCE, PUBLISHERS}
_SEEN = {"inForceBy": "in force", "inOfficeBy": "in office"}  # what a single sighting is called
_WORDS = {
    TYPE: "kind",
    f"{_SKOS}prefLabel": "name",
    f"{_SKOS}altLabel": "other name",
    f"{_SOE}textHash": "text",
    f"{_SOE}startedOn": "from",
    f"{_SOE}endedOn": "until",
}
_DATES = (
    "asOf",
    "startedOn",
    "inForceBy",
    "inOfficeBy",
    "lastInForce",
    "lastSeenInOffice",
    "endedOn",
    "overBy",
    "leftBy",
)
_ORDER = {f"{_SOE}{name}": rank for rank, name in enumerate(_DATES)}


class Called:
    """What things are called: by a label, English before Chinese before any other.

    Things that share a label have their slug behind it.
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._often = Counter(labels.values())

    def knows(self, term: str) -> bool:
        """Tell whether an IRI, as N-Triples, has a label."""
        return term in self._labels

    def __call__(self, term: str) -> str:
        """Return a term in words, to stand in Markdown."""
        if not is_iri(term):
            return markdown(text(term))
        label = self._labels.get(term)
        if label is None:
            return markdown(short(text(term)))
        alone = self._often[label] == 1 or not kind_of(term)
        return markdown(label if alone else f"{label} ({names.slug_of(text(term))})")


def called(wanted: set[str], *releases: Iterable[str]) -> Called:
    """Look up the labels of IRIs, as N-Triples, in what releases state, the first before the second."""
    found: dict[str, str] = {}
    for lines in releases:
        ranked: dict[str, tuple[int, str, int, str]] = {}
        for subject, predicate, value in map(parsed, filter(_MAY_LABEL.search, lines)):
            if predicate in _LABELS and subject in wanted and not is_iri(value):
                rank = _rank(predicate, value)
                ranked[subject] = min(rank, ranked.get(subject, rank))
        found = {subject: label for subject, (*_, label) in ranked.items()} | found
    return Called(found)


def _rank(predicate: str, value: str) -> tuple[int, str, int, str]:
    language = literal_parts(value).language
    known = _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)
    return known, language, _LABELS[predicate], text(value)


class Wording:
    """Notes in words, with things called as they are called."""

    def __init__(self, called: Called) -> None:
        self._called = called

    def label(self, iri: str) -> str:
        """Return the label of a class or relation, "" if it has none."""
        return self._called(f"<{iri}>") if self._called.knows(f"<{iri}>") else ""

    def heading(self, of: str) -> str:
        """Return what stands over a list: the label of a relation or class, or the kind of things."""
        return self._called(f"<{of}>") if ":" in of else of

    def fact(self, note: Note) -> str:
        """Tell a fact, tenure or stake: its phrase, and its dates and sources or what changed of them."""
        if note.sign == CHANGED:
            return f"{self._phrase(note)} — {self._differences(note, sorted(note.differing - _SILENT, key=_order))}"
        told = ", ".join((self._phrase(note), *self._details(note.said)))
        return f"{told} ({_sources(note.said)})" if PUBLISHERS in note.said else told

    def thing(self, note: Note) -> str:
        """Tell a thing: its name and classes, or what changed of it."""
        if note.sign == CHANGED:
            return f"{self._called(note.term)} — {self._differences(note, told_of_thing(note))}"
        return self._brief(note, self._called(note.term), self._all(note.said.get(TYPE, ())))

    def source(self, note: Note) -> str:
        """Tell an article or a judgement: what it is called, by whom it is and of when, or what changed of it."""
        about = [self._called(found) for each in _BY_WHOM if (found := note.first(each))]
        return self._brief(note, self._called(note.term), ", ".join(about))

    def term(self, note: Note) -> str:
        """Tell a term of the ontology: its name and what it is, or what changed of it."""
        return self._brief(note, f"`{names.curie(text(note.term))}`", self._all(note.said.get(TYPE, ())))

    def _brief(self, note: Note, name: str, about: str) -> str:
        if note.sign == CHANGED:
            return f"{name} — {', '.join(sorted(map(self._word, note.differing)))}"
        return f"{name} ({about})" if about else name

    def redirect(self, note: Note) -> str:
        """Tell by what name another was replaced."""
        targets = (note.after if REPLACED in note.after else note.before)[REPLACED]
        now = ", ".join(f"`{short(text(each))}` ({self._called(each)})" for each in sorted(targets))
        return f"`{short(text(note.term))}` → {now}"

    def _phrase(self, note: Note) -> str:
        """Say who is what of whom."""
        part = note.first
        if all(map(part, (_MEMBER, _ROLE, _ORGANISATION))):
            member, role, organisation = (
                self._called(part(each)) for each in (_MEMBER, _ROLE, _ORGANISATION)
            )
            return f"{member}: {role} of {organisation}"
        if part(_OWNER) and part(_OWNED):
            share = f"{text(part(_PERCENT))} %" if part(_PERCENT) else "a stake"
            return f"{self._called(part(_OWNER))}: {share} of {self._called(part(_OWNED))}"
        ends = [self._called(found) for each in _ENDS[:3] if (found := part(each))]
        return f"{ends[0]}: {' '.join(ends[1:])}" if ends else self._called(note.term)

    def _details(self, said: Values) -> Iterator[str]:
        pairs = [(first, f"{_SOE}{first}", f"{_SOE}{last}") for first, last in SIGHTINGS]
        once = [each for each in pairs if each[1] in said and said[each[1]] == said.get(each[2])]
        words = {iri: _SEEN[first] for first, iri, _ in once}
        silent = _NO_DETAIL | {last for _, _, last in once}
        for each in sorted(said.keys() - silent, key=_order):
            yield f"{words.get(each) or self._word(each)} {self._all(said[each])}"

    def _differences(self, note: Note, differing: Iterable[str]) -> str:
        return "; ".join(self._difference(note, each) for each in differing)

    def _difference(self, note: Note, predicate: str) -> str:
        before, after = (said.get(predicate, frozenset()) for said in (note.before, note.after))
        if predicate == PUBLISHERS and before and after:
            return f"{_sources(note.after)}, before {text(min(before))}"
        new, gone = self._all(after - before), self._all(before - after)
        if not new:
            return f"{self._word(predicate)} {gone} withdrawn"
        return f"{self._word(predicate)} {new}{f', before {gone}' if gone else ' (new)'}"

    def _word(self, predicate: str) -> str:
        return _WORDS.get(predicate) or self._called(f"<{predicate}>")

    def _all(self, terms: Iterable[str]) -> str:
        return ", ".join(sorted(map(self._called, terms)))


def _order(predicate: str) -> tuple[int, str]:
    return _ORDER.get(predicate, len(_ORDER)), predicate


def _sources(said: Values) -> str:
    return counted(int(text(min(said[PUBLISHERS]))), "source")
