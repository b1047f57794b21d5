"""Profiles: what the graph tells of an entity that helps to tell it from others, read in a few queries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode

from soegraph import names, schema
from soegraph.identity.spelling import folded_name, reading
from soegraph.loaders import traits
from soegraph.loaders.common import is_common
from soegraph.loaders.document import Entity
from soegraph.loaders.traits import Traits
from soegraph.names import PROLOGUE, SOE, slug_of
from soegraph.store import Queryable


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """A term in office: the organisation's IRI, the role's slug, and partial dates, "" if unknown.

    `begun` is the latest date by which it had begun, `last` the last date on which it was held.
    """

    organisation: str
    role: str = ""
    begun: str = ""
    last: str = ""


@dataclass(slots=True)
class Profile:
    """What is known of one entity.

    `kind` is that of its IRI. `names` are as the graph writes them; `written` those in Chinese characters,
    simplified; `readings` all names in plain Latin letters. `tickers` are an exchange's IRI and a code. `related` are
    the things that facts relate it to, but for posts. `relatives` are the names of kin that its quotes tell.
    `told_apart` are the IRIs that a judgement says are not the same. `common` tells that its names are common nouns,
    `known` tells that the authority tables have it.
    """

    iri: str
    kind: str
    known: bool = False
    common: bool = False
    classes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    tickers: set[tuple[str, str]] = field(default_factory=set)
    codes: set[tuple[str, str]] = field(default_factory=set)
    posts: set[Post] = field(default_factory=set)
    related: set[tuple[str, str]] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    traits: Traits = field(default_factory=Traits)
    relatives: set[str] = field(default_factory=set)
    told_apart: set[str] = field(default_factory=set)
    written: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return any(schema.load().is_kind(cls, "person") for cls in self.classes)

    @property
    def label(self) -> str:
        """Its longest name, in Chinese characters if it has one."""
        return max(sorted(self.names), key=lambda name: (names.has_han(name), len(name)), default=self.iri)

    @property
    def organisations(self) -> set[str]:
        """Where its posts are."""
        return {post.organisation for post in self.posts}

    @property
    def surroundings(self) -> set[str]:
        """The things beside it: where it serves, and what facts relate it to."""
        return self.organisations | {other for _, other in self.related}


_DESCRIBED = """SELECT ?e ?p ?o WHERE {
  VALUES ?p { rdf:type skos:prefLabel skos:altLabel soe:formerName soe:ticker soe:creditCode soe:lei skos:exactMatch }
  ?e skos:prefLabel ?label ; ?p ?o .
  FILTER(STRSTARTS(STR(?e), "%(things)s"))
  FILTER NOT EXISTS { ?e dcterms:isReplacedBy ?other }
}"""
_RELATED = """SELECT ?s ?p ?o WHERE {
  GRAPH ?g { ?s ?p ?o }
  VALUES ?g { %(layers)s }
  FILTER(STRSTARTS(STR(?p), STR(soe:)) && STRSTARTS(STR(?s), "%(things)s") && STRSTARTS(STR(?o), "%(things)s"))
}"""
_POSTS = """SELECT ?e ?o ?role ?start ?seen ?last ?end WHERE {
  ?tenure org:member ?e ; org:organization ?o ; org:role ?role .
  OPTIONAL { ?tenure soe:startedOn ?start }
  OPTIONAL { ?tenure soe:inOfficeBy ?seen }
  OPTIONAL { ?tenure soe:lastSeenInOffice ?last }
  OPTIONAL { ?tenure soe:endedOn ?end }
}"""
_KNOWN = "SELECT DISTINCT ?e WHERE { GRAPH <%(authority)s> { ?e skos:prefLabel ?label } }"
_MENTIONED = "SELECT ?e ?g WHERE { GRAPH ?g { ?g schema:mentions ?e } }"
_QUOTED = """SELECT DISTINCT ?e ?q WHERE {
  GRAPH ?g { ?claim rdf:subject|rdf:object ?e ; oa:hasTarget ?target . ?target oa:exact ?q }
  FILTER(?g != <%(quarantine)s>)
  FILTER(STRSTARTS(STR(?e), "%(things)sperson/"))
}"""
_APART = "SELECT ?a ?b WHERE { GRAPH <%(curation)s> { ?a owl:differentFrom ?b } }"
_REPLACED = "SELECT ?gone ?stays WHERE { ?gone dcterms:isReplacedBy ?stays }"
_CODES = {"creditCode": "credit code", "lei": "LEI", "exactMatch": "Wikidata item"}


def profiles(store: Queryable) -> list[Profile]:
    """Return the profiles of all entities that facts or tables describe, by IRI."""
    return _Reader(store).read()


class _Reader:
    """Reads a store query by query into profiles."""

    def __init__(self, store: Queryable) -> None:
        self._store = store
        self._found: dict[str, Profile] = {}
        self._stays: dict[str, str] = {}

    def read(self) -> list[Profile]:
        self._stays = {gone.value: stays.value for gone, stays in self._rows(_REPLACED)}
        self._describe()
        for profile in self._found.values():
            profile.written = frozenset(folded_name(name) for name in profile.names if names.has_han(name))
            profile.readings = frozenset(readings(profile))
            profile.common = _is_common(profile)
        self._relate()
        self._note_posts()
        self._note_articles()
        self._note_quotes()
        self._note_judgements()
        return [self._found[iri] for iri in sorted(self._found)]

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        filled = query % {
            "things": f"{names.base()}id/",
            "layers": f"<{names.graph('authority')}> <{names.graph('facts')}>",
            "authority": names.graph("authority"),
            "curation": names.graph("curation"),
            "quarantine": names.graph("quarantine"),
        }
        yield from self._store.select(PROLOGUE + filled).rows

    def _at(self, node: Any) -> Profile | None:
        """The profile of an entity, or of the one that a judgement has put in its place."""
        return (
            self._found.get(self._stays.get(node.value, node.value)) if isinstance(node, NamedNode) else None
        )

    def _describe(self) -> None:
        kinds = {schema.load().kind(cls) for cls in schema.load().classes if _may_be_one(cls)}
        for node, predicate, value in self._rows(_DESCRIBED):
            kind = node.value.removeprefix(f"{names.base()}id/").partition("/")[0]
            if kind in kinds:
                _note(self._found.setdefault(node.value, Profile(node.value, kind)), predicate, value)
        for (node,) in self._rows(_KNOWN):
            if profile := self._at(node):
                profile.known = True

    def _relate(self) -> None:
        listed: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in self._rows(_RELATED):
            name = predicate.value.removeprefix(SOE)
            relation = schema.load().properties.get(name)
            if relation is None or relation.kind == "post":
                continue
            if relation.kind == "listing":
                listed[subject.value].add(value.value)
            if profile := self._at(subject):
                profile.related.add((name, value.value))
            if profile := self._at(value):
                profile.related.add((f"^{name}", subject.value))
        for iri, exchanges in listed.items():
            if (profile := self._found.get(iri)) and len(exchanges) == 1:
                profile.tickers = {(exchange, code) for _, code in profile.tickers for exchange in exchanges}

    def _note_posts(self) -> None:
        for node, organisation, role, start, seen, last, end in self._rows(_POSTS):
            if profile := self._at(node):
                begun = _text(start) or _text(seen)
                post = Post(organisation.value, slug_of(role.value), begun, _text(end) or _text(last))
                profile.posts.add(post)

    def _note_articles(self) -> None:
        for node, article in self._rows(_MENTIONED):
            if profile := self._at(node):
                profile.articles.add(article.value)

    def _note_quotes(self) -> None:
        for node, quote in sorted(self._rows(_QUOTED), key=str):
            if profile := self._at(node):
                for start, end in _places(quote.value, profile.names):
                    profile.traits = profile.traits.with_(traits.read(quote.value, start, end))
                profile.relatives |= set(traits.relatives(quote.value, profile.names))

    def _note_judgements(self) -> None:
        for one, other in self._rows(_APART):
            if profile := self._at(one):
                profile.told_apart.add(other.value)
            if profile := self._at(other):
                profile.told_apart.add(one.value)


def readings(profile: Profile) -> Iterator[str]:
    """Yield the names of an entity in plain Latin letters; a family name alone is no name."""
    for name in profile.names:
        if not (profile.person and names.is_surname_only(name)):
            yield reading(name, person=profile.person)


def _is_common(profile: Profile) -> bool:
    cls = max(profile.classes, key=lambda cls: (schema.load().depth(cls), cls), default="")
    organisation = bool(cls) and schema.load().is_kind(cls, "organisation")
    return organisation and not profile.known and is_common(Entity(cls, sorted(profile.names)))


def _may_be_one(cls: str) -> bool:
    """Tell whether two entities of a class may prove to be one: not terms, plans or works of the vocabulary."""
    wanted = ("person", "organisation", "site", "place")
    return any(schema.load().is_kind(cls, kind) for kind in wanted)


def _note(profile: Profile, predicate: NamedNode, value: Any) -> None:
    local = re.sub(r".*[#/]", "", predicate.value)
    if local == "type":
        if (cls := value.value.removeprefix(SOE)) in schema.load().classes:
            profile.classes.add(cls)
    elif local == "ticker":
        profile.tickers.add(("", value.value))
    elif local in _CODES:
        profile.codes.add((_CODES[local], slug_of(value.value)))
    elif isinstance(value, Literal) and value.language != "zh-latn-pinyin":
        profile.names.add(value.value)


def _text(value: Any) -> str:
    return value.value if isinstance(value, Literal) else ""


def _places(text: str, called: Iterable[str]) -> Iterator[tuple[int, int]]:
    for name in sorted(called):
        if not names.is_surname_only(name):
            yield from (match.span() for match in re.finditer(re.escape(name), text))
