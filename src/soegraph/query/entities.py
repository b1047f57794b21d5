"""From what a person types to the entity that it means.

An entity is named by its IRI, a prefixed name (``soe:Mine``), its kind and slug
(``organisation/baogang-group``), its slug alone, or any of its names in any language. A name as it is written
goes before one that differs in capitals, current knowledge before what single articles say. An entity that was
replaced stands for the one that stays. Of these one word
("Li", "session") names nothing by itself, it is only a hint. Terms of the ontology have prefixed
names only, save where a class is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from soegraph import names, schema
from soegraph.errors import QueryError
from soegraph.query.bind import expand, substitute, text
from soegraph.store import Queryable

_SCHEMES = ("http://", "https://", "urn:")
_LANGUAGES = ("en", "zh-hans", "zh-hant", "zh-latn-pinyin", None)
_SHOWN = 8  # suggestions in a message

_KNOWN = """SELECT DISTINCT ?entity WHERE {
  VALUES ?entity { %s }
  FILTER(
    EXISTS { ?entity a ?class } || EXISTS { GRAPH ?g { ?entity a ?class } }
    || EXISTS { ?entity dcterms:isReplacedBy ?stays }
  )
}
ORDER BY ?entity"""
_REPLACED = """SELECT ?entity ?stays WHERE {
  VALUES ?entity { %s }
  ?entity dcterms:isReplacedBy ?stays .
}"""
_NAMED = """SELECT DISTINCT ?entity ?name WHERE {
  %s
    VALUES ?naming { %s dcterms:title dcterms:identifier }
    %s
    ?entity ?naming ?name .
    %s
    FILTER EXISTS { ?entity a ?class }
  %s
  FILTER(!STRSTARTS(STR(?entity), STR(soe:)))
}
ORDER BY ?entity STR(?name)"""
_LABELS = "skos:prefLabel skos:altLabel soe:formerName"
_KNOWLEDGE = ("", "")  # the default graph
_GRAPHS = ("GRAPH ?g {", "}")  # each graph by itself
_ALIKE = "FILTER(LCASE(STR(?name)) = LCASE(?text))"


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of a store, to be found by name.

    One that was replaced stands for the one that stays, and `tell` is told so if it was named by IRI or slug;
    unless `follow` is false.
    """

    store: Queryable
    tell: Callable[[str], None] = lambda _: None
    follow: bool = True

    def find(self, value: str, of_class: str = "") -> NamedNode:
        """Return the one entity of a class (a prefixed name; "" for any) that `value` means.

        Raises:
            QueryError: there is none, or more than one; the message lists those that may be meant.
        """
        value = _cleaned(value)
        terms: dict[str, NamedNode | Literal] = {"text": text(value)}
        if of_class:
            terms["class"] = NamedNode(expand(of_class))
        for found in map(self._staying, self._found(value, of_class, terms)):
            if len(found) > 1:
                raise QueryError(f"several are called that; give one of {_listed(found)}")
            for entity in found:
                return entity
        raise QueryError(self._unknown(value, of_class, terms))

    def _found(
        self, value: str, of_class: str, terms: Mapping[str, NamedNode | Literal]
    ) -> Iterator[Mapping[NamedNode, str]]:
        """Yield the entities with a name each, by one way of naming after the other."""
        yield self._select(_KNOWN % " ".join(map(str, _written_out(value, of_class))), terms)
        exact = " ".join(str(Literal(value, language=language)) for language in _LANGUAGES)
        said = _LABELS if len(value.split()) > 1 else ""
        for condition in ((f"VALUES ?name {{ {exact} }}", ""), ("", _ALIKE)):
            for labels, (opening, closing) in ((_LABELS, _KNOWLEDGE), (said, _GRAPHS)):
                yield self._select(_NAMED % (opening, labels, *condition, closing), terms)

    def _staying(self, found: Mapping[NamedNode, str]) -> Mapping[NamedNode, str]:
        """Put the entities that stay in the place of those that were replaced."""
        if not (found and self.follow):
            return found
        rows = self.store.select(names.PROLOGUE + _REPLACED % " ".join(map(str, found))).rows
        replaced = {entity: stays for entity, stays in rows if isinstance(stays, NamedNode)}
        for entity, stays in replaced.items():
            if isinstance(entity, NamedNode) and not found[entity]:
                self.tell(f"{short(entity.value)} was replaced by {short(stays.value)}")
        return {replaced.get(entity, entity): name for entity, name in found.items()}

    def _select(self, pattern: str, terms: Mapping[str, NamedNode | Literal]) -> Mapping[NamedNode, str]:
        return dict(self._rows(pattern, terms))

    def _rows(
        self, pattern: str, terms: Mapping[str, NamedNode | Literal]
    ) -> Iterator[tuple[NamedNode, str]]:
        for entity, *name in self.store.select(substitute(names.PROLOGUE + pattern, terms)).rows:
            if isinstance(entity, NamedNode):
                yield entity, "".join(term.value for term in name if isinstance(term, Literal))

    def _unknown(self, value: str, of_class: str, terms: Mapping[str, NamedNode | Literal]) -> str:
        kind = of_class.partition(":")[2] or "entity"
        near = self._near(value, terms)
        hint = f"did you mean {near}?" if near else "nothing has a name like it."
        return f"no {kind} is called that; {hint} `soegraph query find -p text=...` searches all names"

    def _near(self, value: str, terms: Mapping[str, NamedNode | Literal]) -> str:
        opening, closing = _GRAPHS
        if value.isalnum() and (term := self._select(_KNOWN % _node(names.SOE + value), {})):
            return _listed(term)
        called = self._select(_NAMED % (opening, _LABELS, "", _ALIKE, closing), terms)
        opening, closing = _KNOWLEDGE
        rows = self._rows(_NAMED % (opening, _LABELS, "", "", closing), terms)
        owners = {name.casefold(): (entity, name) for entity, name in rows}
        wanted = value.casefold()
        longer = [name for name in owners if wanted in name]
        alike = get_close_matches(wanted, owners, n=_SHOWN)
        near = dict(owners[name] for name in alike + longer)
        return _listed({**called, **{entity: name for entity, name in near.items() if entity not in called}})


def spelled(value: str, _: str = "") -> NamedNode:
    """Return an IRI for a text that may name an entity; whether one does, only a store can tell.

    Raises:
        QueryError: the text is empty, or cannot stand in a query.
    """
    value = _cleaned(value)
    text(value)
    return next(_written_out(value, ""), NamedNode(names.thing("organisation", "any")))


def _cleaned(value: str) -> str:
    if not (cleaned := value.strip()):
        raise QueryError("the name is empty: give a name, a slug or an IRI")
    return cleaned


def _written_out(value: str, of_class: str) -> Iterator[NamedNode]:
    """Yield the IRIs that a text may stand for as an IRI, prefixed name, kind and slug, or slug."""
    iri = expand(value)
    if iri.startswith(_SCHEMES):
        yield _node(iri)
    elif value.isascii() and value.replace("-", "").replace(".", "").replace("/", "").isalnum():
        kind, slash, slug = value.partition("/")
        kinds = [kind] if slash else _kinds(of_class)
        yield from (_node(names.thing(kind, slug or value)) for kind in kinds)
        if of_class.startswith("owl:"):
            yield _node(names.SOE + value)


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"this is no valid IRI ({error}): spaces, quotes and < > must be encoded") from error


def _kinds(of_class: str) -> list[str]:
    """Return the kinds of IRI that instances of a class (a prefixed name) may have."""
    ontology = schema.load()
    local = of_class.partition(":")[2]
    return sorted(
        {ontology.kind(cls) for cls in ([local] if local in ontology.classes else ontology.classes)}
    )


def _listed(found: Mapping[NamedNode, str]) -> str:
    """Write entities with their names, the first ones only."""
    shown = list(found.items())[:_SHOWN]
    return ", ".join(
        f"{short(entity.value)} ({name})" if name else short(entity.value) for entity, name in shown
    )


def short(iri: str) -> str:
    """Return the shortest way to write an IRI that `Entities.find` reads back.

    >>> short("https://w3id.org/soegraph/id/plan/five-year-plan-14"), short(names.SOE + "Mine")
    ('plan/five-year-plan-14', 'soe:Mine')
    """
    if iri.startswith(names.base() + "id/"):
        return iri.removeprefix(names.base() + "id/")
    for prefix, namespace in names.PREFIXES.items():
        if iri.startswith(namespace) and not set("/#") & set(iri[len(namespace) :]):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
