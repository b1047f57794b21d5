"""The entities of one article that a model speaks of: one for all its names, under its IRI where it is known.

Names are compared as written. What the authority tables and the schemes know decides over the model, of the IRI
and of the class.
"""

from __future__ import annotations

import re

from soegraph import home, schema
from soegraph.loaders import gazetteer
from soegraph.loaders.document import Entity
from soegraph.loaders.gazetteer import Known
from soegraph.loaders.llm.answers import End

_WORD = re.compile(r"\w+")


class Cast:
    """The entities of one article in a language ("en", "zh"), found by their names."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._by_iri: dict[str, Entity] = {}
        self._by_name: dict[str, list[Entity]] = {}

    def entity(self, end: End) -> Entity | None:
        """Return the entity that an end of a claim means; None where its class is none of the ontology."""
        known = self._known(end)
        cls = known.type if known else end.type
        if cls not in schema.load().classes:
            return None
        entity = self._by_iri.get(known.iri) if known else self._called(end.name, cls)
        if entity is None:
            entity = Entity(cls, iri=known.iri if known else "", known=known is not None)
        self._file(entity, end, cls)
        return entity

    def _known(self, end: End) -> Known | None:
        """What the tables know under the name, or else under the words in the quote."""
        for name in (end.name, end.text):
            for index in (gazetteer.names(self._language), gazetteer.terms(self._language)):
                if found := index.whole(name):
                    return next((known for known in found if _compatible(known.type, end.type)), found[0])
        return None

    def _called(self, name: str, cls: str) -> Entity | None:
        return next((e for e in self._by_name.get(name, ()) if _compatible(e.type, cls)), None)

    def _file(self, entity: Entity, end: End, cls: str) -> None:
        if not entity.known and schema.load().depth(cls) > schema.load().depth(entity.type):
            entity.type = cls
        if entity.iri:
            self._by_iri[entity.iri] = entity
        for name in (end.name, end.text):
            if name == end.name or self._names(entity, end):
                entity.add(name)
                called = self._by_name.setdefault(name, [])
                if entity not in called:
                    called.append(entity)

    def _names(self, entity: Entity, end: End) -> bool:
        """Tell whether the words in the quote are themselves a name of the entity, and not "she" or "the group"."""
        if _is_common(end.text):
            return False
        known = gazetteer.names(self._language).whole(end.text)
        return any(k.iri == entity.iri for k in known) or is_short_form(end.text, end.name)


def is_short_form(text: str, name: str) -> bool:
    """Tell whether a text is a name cut short: some of its words, its capitals, or Chinese characters of it.

    >>> is_short_form("Meng", "Meng Fanying"), is_short_form("CREG", "China Rare Earth Group")
    (True, True)
    >>> is_short_form("北方稀土", "中国北方稀土（集团）高科技股份有限公司")
    True
    >>> is_short_form("It", "Inner Mongolia Steel"), is_short_form("the group", "Baogang Group")
    (False, False)
    """
    if text.isascii():
        words, whole = _WORD.findall(text), _WORD.findall(name)
        capitals = "".join(word[0] for word in whole if word[0].isupper())
        return words != whole and (text == capitals or _in_order(words, whole)) and text[:1].isupper()
    return len(text) > 1 and text != name and _in_order(text, name)


def _in_order(parts: str | list[str], whole: str | list[str]) -> bool:
    """Tell whether all parts occur in the whole, in their order."""
    rest = iter(whole)
    return bool(parts) and all(part in rest for part in parts)


def _is_common(text: str) -> bool:
    """Tell whether a text is what the ontology calls things of a class, such as "Group" or "公司"."""
    return text.lower() in _class_names()


@home.cached
def _class_names() -> frozenset[str]:
    model = schema.load()
    return frozenset(
        label.lower()
        for cls in model.classes
        for lang in ("en", "zh-hans")
        for label in model.labels(cls, lang)
    )


def _compatible(first: str, second: str) -> bool:
    """Tell whether a thing of one class may prove to be of the other."""
    model = schema.load()
    if second not in model.classes:
        return False
    return bool(model.ancestors(first) & model.ancestors(second)) and not model.disjoint(first, second)
