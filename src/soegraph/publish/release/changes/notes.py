"""Which facts, things, articles, terms and names changed, and how: what people are told, taken from the triples.

Of a long list only so many notes are kept, those of facts with the most sources first; all are counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from soegraph import names, schema
from soegraph.publish.lines import RDF_TYPE, iri, is_iri, properties, text
from soegraph.publish.release.changes.merged import Subject
from soegraph.publish.release.files import NODES, kind_of

NEW, GONE, CHANGED = "+", "−", "~"
"""What happened to what a note tells of."""

MOST = 50
"""The most notes of one list that are kept."""

_PROV, _DCTERMS = names.PREFIXES["prov"], names.PREFIXES["dcterms"]
TYPE = iri(RDF_TYPE)
LABEL = names.PREFIXES["rdfs"] + "label"
DERIVED = _PROV + "wasDerivedFrom"
REPLACED = _DCTERMS + "isReplacedBy"
PUBLISHERS = names.SOE + "publisherCount"
PREDICATE = names.PREFIXES["rdf"] + "predicate"

PARTS = ("facts", "things", "names", "articles", "judgements", "terms")
FACTS, THINGS, NAMES, ARTICLES, JUDGEMENTS, TERMS = PARTS
"""The parts of what is told."""

_SOURCES = {"article": ARTICLES, "judgement": JUDGEMENTS}
_TOLD_BY_NODES = frozenset(("post", "stake"))  # kinds of relations: tenures and stakes tell more

Values = Mapping[str, frozenset[str]]
"""The values of a subject as N-Triples, by the IRI of the property."""


@dataclass(frozen=True)
class Note:
    """What happened to a subject: its values before and now, {} for nothing."""

    sign: str
    term: str
    before: Values
    after: Values

    @property
    def said(self) -> Values:
        """What is said of it now, or was if it is gone."""
        return self.after or self.before

    @cached_property
    def differing(self) -> frozenset[str]:
        """The properties whose values are not the same."""
        return frozenset(
            each
            for each in {*self.before, *self.after}
            if self.before.get(each, frozenset()) != self.after.get(each, frozenset())
        )

    def first(self, predicate: str) -> str:
        """Return the first value of a property, "" without one."""
        return min(self.said.get(predicate, ()), default="")

    @property
    def publishers(self) -> int:
        """How many independent publishers tell it, 0 of what is no fact."""
        return int(text(self.first(PUBLISHERS)) if PUBLISHERS in self.said else 0)


class Listed:
    """The notes of one list: the first `MOST` of them, and how many there are."""

    def __init__(self) -> None:
        self.count = 0
        self._notes: list[Note] = []

    def add(self, note: Note) -> None:
        """Take a note."""
        self.count += 1
        self._notes.append(note)
        if len(self._notes) >= 2 * MOST:
            self._notes = self.notes

    @property
    def notes(self) -> list[Note]:
        """The notes that are kept."""
        return sorted(self._notes, key=lambda note: (-note.publishers, note.term))[:MOST]


class Notes:
    """The notes on a release: by part, then by what stands over a list, then by sign.

    Over a list of facts stands the IRI of their relation, or of the class of tenures and of stakes; over one of
    things their kind. `founded_anew` counts facts by that, which say the same and rest on other claims.
    """

    def __init__(self) -> None:
        self.lists: dict[str, dict[str, dict[str, Listed]]] = {
            part: defaultdict(lambda: defaultdict(Listed)) for part in PARTS
        }
        self.founded_anew: Counter[str] = Counter()

    def take(self, subject: Subject) -> None:
        """Note what changed of a subject."""
        before, after = _values(subject.before), _values(subject.after)
        note = Note(_sign(before, after), subject.term, before, after)
        for part, heading in _places(note):
            if part == FACTS and note.sign == CHANGED and note.differing <= {DERIVED, LABEL}:
                self.founded_anew[heading] += 1
            elif part != THINGS or note.sign != CHANGED or told_of_thing(note):
                self.lists[part][heading][note.sign].add(note)

    def kept(self) -> Iterator[Note]:
        """Yield the notes that are kept."""
        for part in self.lists.values():
            for signs in part.values():
                for listed in signs.values():
                    yield from listed.notes


def _sign(before: Values, after: Values) -> str:
    """Tell what happened to a subject, or to its redirect if there is one."""
    was, now = (
        (REPLACED in said for said in (before, after)) if _is_redirect(before, after) else (before, after)
    )
    return CHANGED if was and now else NEW if now else GONE


def _is_redirect(before: Values, after: Values) -> bool:
    return before.get(REPLACED) != after.get(REPLACED)


def _values(lines: list[str]) -> Values:
    return {iri(predicate): frozenset(objects) for predicate, objects in properties(lines)}


def _places(note: Note) -> Iterator[tuple[str, str]]:
    """Yield the parts that tell of a note, each with what stands over the list."""
    kind = kind_of(note.term)
    if _is_redirect(note.before, note.after):
        yield NAMES, ""
    elif kind == "fact":
        relation = note.first(PREDICATE)
        if relation and _kind_of_relation(iri(relation)) not in _TOLD_BY_NODES:
            yield FACTS, iri(relation)
    elif kind in ("tenure", "stake"):
        yield FACTS, iri(note.first(TYPE)) if note.first(TYPE) else kind
    elif kind in _SOURCES:
        yield _SOURCES[kind], ""
    elif iri(note.term).startswith(names.SOE):
        yield TERMS, ""
    elif kind and kind not in NODES:
        yield THINGS, kind


def _kind_of_relation(relation: str) -> str:
    known = schema.load().properties.get(relation.removeprefix(names.SOE))
    return known.kind if known else ""


def told_of_thing(note: Note) -> list[str]:
    """Return the properties in which a thing differs and of which neither facts nor redirects tell, sorted."""
    relations = {names.SOE + name for name in schema.load().relations}
    return sorted(
        each for each in note.differing - relations - {LABEL} if not each.startswith((_PROV, _DCTERMS))
    )


def mentioned(note: Note) -> set[str]:
    """Return the IRIs, as N-Triples, that telling of a note may name."""
    values = (value for said in (note.before, note.after) for found in said.values() for value in found)
    return {note.term, *(f"<{each}>" for each in note.said), *filter(is_iri, values)}
