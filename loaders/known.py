"""What the tables of known entities tell of the things that one article speaks of, beyond their names.

A ticker or credit code behind a name decides whose name it is. A name that several known things share is decided by
what the article says of it (its class), then by what else the article speaks of; else it stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from soegraph import authority, codes, home, schema
from soegraph.authority import Entry
from soegraph.loaders import lexicon
from soegraph.loaders.chinese.cast import without_legal_form
from soegraph.loaders.chinese.script import folded
from soegraph.loaders.document import Candidate, Entity
from soegraph.names import has_han

WITHIN = frozenset(["subsidiaryOf", "unitOf", "holdsStakeIn"])
"""The relations inside one house: who serves both ends may be one person."""


def beside(iri: str) -> frozenset[str]:
    """Return what a known thing is known through, as far as the tables state it: a person's organisations."""
    return _tables().beside.get(iri, frozenset())


def within_one(one: str, other: str) -> bool:
    """Tell whether one known organisation is, at whatever depth, a part of the other."""
    return other in _tables().above(one) or one in _tables().above(other)


def is_place(name: str) -> bool:
    """Tell whether a Chinese name is that of a known place.

    >>> is_place("包头"), is_place("包钢")
    (True, False)
    """
    return any(schema.load().is_kind(entry.type, "place") for entry in _tables().named(name))


def linked(text: str, candidates: Sequence[Candidate]) -> tuple[Mapping[Entity, str], frozenset[Entity]]:
    """Return the IRIs of entities that codes and context decide, and the entities that stay open between several.

    An IRI of "" is that of an entity whose name alone had linked it, wrongly.
    """
    return _Reader(text, candidates).decided()


@dataclass(frozen=True, slots=True)
class _Tables:
    """The authority tables, by what an article may have of them."""

    entries: Mapping[str, Entry]
    by_name: Mapping[str, tuple[Entry, ...]]
    beside: Mapping[str, frozenset[str]]
    near: Mapping[str, frozenset[str]]
    parents: Mapping[str, frozenset[str]]
    by_code: Mapping[str, str]
    bare: Mapping[str, frozenset[str]]

    def named(self, name: str) -> tuple[Entry, ...]:
        return self.by_name.get(_key(name), ())

    def above(self, iri: str) -> frozenset[str]:
        found: set[str] = set()
        rest = [iri]
        while rest:
            coming = self.parents.get(rest.pop(), frozenset()) - found
            found |= coming
            rest += coming
        return frozenset(found)


def _key(name: str) -> str:
    return folded(name) if has_han(name) else name


@home.cached
def _tables() -> _Tables:
    entries = {entry.iri: entry for entry in authority.entries()}
    by_name: dict[str, dict[str, Entry]] = {}
    for entry in entries.values():
        for name in (*entry.labels.values(), *entry.aliases, *entry.former_names):
            by_name.setdefault(_key(name), {})[entry.iri] = entry
    return _Tables(
        entries,
        {name: tuple(found.values()) for name, found in by_name.items()},
        _gathered(_known_through(entries)),
        _gathered((pair for one, other, _ in _pairs() for pair in ((one, other), (other, one)))),
        _gathered((one, other) for one, other, predicate in _pairs() if predicate in WITHIN),
        {code: iri for iri in entries for code in _codes(entries[iri])} | dict(_tickers()),
        _gathered((_bare(name), iri) for name, of in by_name.items() for iri in of if _bare(name)),
    )


def _bare(name: str) -> str:
    """A name without its legal form; "" for one that is then too short to tell."""
    if has_han(name):
        return without_legal_form(folded(name)) if len(name) > _TELLING else ""
    legal = {word.rstrip(".") for word in lexicon.load("en").heads_for("legal")}
    words = [word for word in name.replace(",", " ").split() if word.rstrip(".") not in legal]
    return " ".join(words) if len(words) > 1 else ""


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in found.items()}


def _pairs() -> Iterator[tuple[str, str, str]]:
    """Yield the things that the tables relate: child, parent and relation of those within one house."""
    for relation in authority.relations():
        if relation.is_literal:
            continue
        down = relation.predicate == "holdsStakeIn"
        one, other = (relation.object, relation.subject) if down else (relation.subject, relation.object)
        yield one, other, relation.predicate


def _known_through(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    for relation in authority.relations():
        for iri, end, other in (
            (relation.subject, "subject", relation.object),
            (relation.object, "object", relation.subject),
        ):
            known = entries.get(iri)
            if known and (relation.predicate, end) in schema.load().known_through(known.type):
                yield iri, other


def _codes(entry: Entry) -> Iterator[str]:
    if code := entry.extras.get("credit_code"):
        yield code


def _tickers() -> Iterator[tuple[str, str]]:
    """Yield the tickers with their companies, under the exchange and, where no other has it, alone."""
    found: dict[str, set[str]] = {}
    for relation in authority.relations():
        if code := relation.qualifiers.get("ticker"):
            ticker = codes.same_ticker(code)
            yield f"{relation.object} {ticker}", relation.subject
            found.setdefault(ticker, set()).add(relation.subject)
    yield from ((code, next(iter(of))) for code, of in found.items() if len(of) == 1)


class _Reader:
    """The entities of one article, with what is said of each."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self._text = text
        self._candidates = candidates
        ends = (end for each in candidates for end in (each.subject, each.object))
        self._first: dict[Entity, int] = {}
        for end in ends:
            if end.entity is not None:
                self._first[end.entity] = min(end.start, self._first.get(end.entity, end.start))
        self._listed: dict[Entity, list[str]] = {}
        for each in candidates:
            company, exchange, code = each.subject.entity, each.object.entity, each.qualifiers.get("ticker")
            if company and exchange and code:
                self._listed.setdefault(company, []).append(f"{exchange.iri} {codes.same_ticker(code)}")
        self._bracketed: dict[Entity, list[str]] = {}
        for entity, inside in self._coded():
            self._bracketed.setdefault(entity, []).extend(inside)

    def _coded(self) -> Iterator[tuple[Entity, list[str]]]:
        """Yield the entities right behind whose name a bracket holds codes, with the codes."""
        called: dict[str, list[Entity]] = {}
        for entity in self._first:
            for name in entity.names:
                called.setdefault(name, []).append(entity)
        sizes = sorted({len(name) for name in called})
        for match in _BRACKET.finditer(self._text):
            if inside := [*read(match["inside"])]:
                before = self._text[max(0, match.start() - _BLANKS) : match.start()]
                end = match.start() - len(before) + len(before.rstrip(_QUOTES))
                for size in sizes:
                    for entity in called.get(self._text[max(0, end - size) : end], ()):
                        yield entity, inside

    def decided(self) -> tuple[Mapping[Entity, str], frozenset[Entity]]:
        by_code = {entity: iri for entity in self._first if (iri := self._by_code(entity))}
        shared = {
            entity: options
            for entity in self._first
            if entity not in by_code and len(options := self._options(entity)) > 1
        }
        sure = {entity.iri for entity in self._first if entity.known and entity not in shared}
        sure |= set(by_code.values())
        found = dict(by_code)
        for entity, options in shared.items():
            found[entity] = self._chosen(entity, options, sure)
        for entity in self._first:
            if entity not in found and (iri := self._local(entity, sure) or self._in_full(entity)):
                found[entity] = iri
        return found, frozenset(entity for entity, iri in found.items() if not iri)

    def _options(self, entity: Entity) -> list[Entry]:
        """The known things that all known names of an entity fit; one where a name is but one's."""
        options: list[Entry] | None = None
        for name in entity.names:
            if found := _tables().named(name):
                options = [entry for entry in found if options is None or entry in options]
        return options or []

    def _chosen(self, entity: Entity, options: Sequence[Entry], sure: set[str]) -> str:
        """The one that fits what is said of the entity and is nearest to what else the article speaks of, or ""."""
        fitting = [entry for entry in options if self._may_be(entity, entry)]
        if len(fitting) == 1:
            return fitting[0].iri
        near = Counter(
            {entry.iri: len(_tables().near.get(entry.iri, frozenset()) & sure) for entry in fitting}
        )
        first, second = [*near.most_common(2), ("", 0), ("", 0)][:2]
        return first[0] if first[1] > second[1] else ""

    def _may_be(self, entity: Entity, entry: Entry) -> bool:
        """Tell whether all that the article says of an entity can be said of a known thing."""
        for each in self._candidates:
            ends = [end.entity for end in (each.subject, each.object)]
            if entity not in ends:
                continue
            types = [entry.type if end is entity else end.type if end else None for end in ends]
            assert types[0] is not None
            if not schema.load().accepts(each.predicate, types[0], types[1]):
                return False
        return True

    def _local(self, entity: Entity, sure: set[str]) -> str:
        """The provincial body that a bare name means after its full one: 四川省国资委 ... 国资委."""
        if not entity.known or not entity.is_kind("government"):
            return ""
        before = [
            other
            for other, first in self._first.items()
            if other.iri in sure and other.iri != entity.iri and first < self._first[entity]
        ]
        meant = {other.iri for other in before if all(_shortens(name, other) for name in entity.names)}
        return meant.pop() if len(meant) == 1 else ""

    def _in_full(self, entity: Entity) -> str:
        """The known organisation of which an entity has the whole name but for the legal form, or ""."""
        if entity.known or not entity.is_kind("organisation"):
            return ""
        bare = (_bare(name) for name in entity.names)
        iris = {iri for name in bare for iri in _tables().bare.get(name, ())}
        fitting = [iri for iri in sorted(iris) if self._may_be(entity, _tables().entries[iri])]
        return fitting[0] if len(fitting) == 1 else ""

    def _by_code(self, entity: Entity) -> str:
        """The known thing whose ticker or credit code stands behind one of an entity's names, or ""."""
        if not entity.is_kind("organisation"):
            return ""
        for code in (*self._listed.get(entity, ()), *self._bracketed.get(entity, ())):
            entry = _tables().entries.get(_tables().by_code.get(code, ""))
            if entry is not None and not schema.load().disjoint(entry.type, entity.type):
                mistaken = entity.known and entity.iri != entry.iri
                return "" if mistaken and len(self._options(entity)) == 1 else entry.iri
        return ""


_BLANKS = 4  # characters between a name and its bracket at most
_QUOTES = ' \n”"’'
_TELLING = 5  # characters of a short name


def _shortens(name: str, other: Entity) -> bool:
    entry = _tables().entries.get(other.iri)
    labels = (*entry.labels.values(), *entry.aliases) if entry else ()
    return any(label != name and label.endswith(name) for label in labels)


def read(text: str) -> Iterator[str]:
    """Yield the credit codes and tickers in the bracket behind a name, the latter with their exchange if it is known.

    >>> [code.rpartition("/")[2] for code in read("600111.SH")], list(read("股票代码：600111"))
    (['sse 600111'], ['600111'])
    >>> list(read("2024")), list(read("统一社会信用代码：91350100M000100Y43"))
    ([], ['91350100M000100Y43'])
    """
    yield from (match[0] for match in codes.CREDIT_CODE.finditer(text) if codes.is_credit_code(match[0]))
    for match in _TICKER.finditer(text):
        where = _exchange((match["before"] or match["after"] or "").upper())
        if where:
            yield f"{where} {codes.same_ticker(match['code'])}"
        elif len(match["code"]) == _CHINESE_CODE:
            yield match["code"]


_CHINESE_CODE = 6  # digits
_BRACKET = re.compile(r"[(（](?P<inside>[^()（）]{4,60})[)）]")
_TICKER = re.compile(
    r"(?<![0-9A-Za-z])(?:(?P<before>[A-Za-z]{2,5})[:：. ]{0,2})?(?P<code>\d{4,6})"
    r"(?:\.(?P<after>[A-Za-z]{2}))?(?![0-9A-Za-z])"
)
# What stands for an exchange beside a code only; its own short names are aliases in the tables.
_MARKETS = {"SH": "SSE", "SS": "SSE", "SZ": "SZSE", "BJ": "BSE", "HK": "HKEX"}


def _exchange(short: str) -> str:
    known = _tables().named(_MARKETS.get(short, short))
    return next((entry.iri for entry in known if schema.load().is_kind(entry.type, "exchange")), "")
