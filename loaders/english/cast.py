"""The cast of an article: its names gathered into entities, with their short forms.

One entity is a full name ("China Minmetals Rare Earth Co."), its bracketed alias, its short forms ("Minmetals
Rare Earth") and, for a person, the surname alone. A short form that several names share goes to the name that
comes first in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from soegraph import schema
from soegraph.loaders import gazetteer, lexicon
from soegraph.loaders.document import Entity, Mention
from soegraph.loaders.english.mentions import Name, begins_sentence, words_of
from soegraph.loaders.gazetteer import PhraseIndex

_BRACKET = re.compile(r" ?\((?:the )?[\"“']?(?P<alias>[A-Z][\w&.\- ’']{1,48}?)[\"”']?\)")
_OR = re.compile(r",? (?:or|also known as|known as|formally|officially) $")
_CLOSING = {
    "Group",
    "Corporation",
    "Corp",
    "Company",
    "Holding",
    "Holdings",
    "Industry",
    "mine",
    "Mine",
    "deposit",
}


class Cast:
    """The entities of one article, found by name."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._by_iri: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}

    def gather(self, text: str, names: Sequence[Name]) -> list[Mention]:
        """Turn the names of a whole article into mentions of entities, with the short forms found besides."""
        mentions = [self._mention(name) for name in _defining_first(names) if name.type]
        self._merge_alternatives(text, sorted(mentions, key=lambda mention: mention.start))
        mentions += self._aliases(text, sorted(mentions, key=lambda mention: mention.start))
        loose = [name for name in names if not name.type]
        mentions += self._short_forms(text, mentions)
        covered = [(mention.start, mention.end) for mention in mentions]
        sure = {name.text for name in loose if not begins_sentence(text, name.start)}
        for name in loose:
            if (name.text in sure or " " in name.text) and not _overlap(name.start, name.end, covered):
                mentions.append(self._mention(replace(name, type=name.guess)))
        return sorted(mentions, key=lambda mention: mention.start)

    def entity(self, name: str, cls: str, iri: str = "") -> Entity:
        """Return the entity of a name, new if no entity goes by it."""
        found = self._by_iri.get(iri) if iri else self._by_name.get(_bare(name))
        if found is None or not _compatible(found.type, cls):
            found = Entity(cls, iri=iri, known=bool(iri))
            self.entities.append(found)
        self._file(found, name, iri)
        return found

    def _merge(self, first: Entity, second: Entity, mentions: Sequence[Mention]) -> None:
        """Make one entity of two; what is known beats what is not."""
        if first is second or (first.known and second.known):
            return
        kept, lost = (second, first) if second.known else (first, second)
        for name in lost.names:
            kept.add(name)
            self._by_name[_bare(name)] = kept
        for mention in mentions:
            if mention.entity is lost:
                mention.entity = kept
        self.entities.remove(lost)

    def _merge_alternatives(self, text: str, mentions: Sequence[Mention]) -> None:
        """Join what the text itself says is one: "Baogang Group, or Baotou Iron and Steel Group"."""
        for first, second in zip(mentions, mentions[1:], strict=False):
            if first.entity and second.entity and _OR.fullmatch(text[first.end : second.start]):
                if _compatible(first.entity.type, second.entity.type):
                    self._merge(first.entity, second.entity, mentions)

    def _file(self, entity: Entity, name: str, iri: str = "") -> None:
        entity.add(name)
        self._by_name.setdefault(_bare(name), entity)
        if iri and not entity.iri:
            entity.iri, entity.known = iri, True
        if entity.iri:
            self._by_iri.setdefault(entity.iri, entity)

    def _mention(self, name: Name) -> Mention:
        short = None if name.iri else self._longer(name)
        entity = short or self.entity(name.text, name.type, name.iri)
        self._file(entity, name.text)
        return Mention(name.start, name.end, "entity", entity)

    def _longer(self, name: Name) -> Entity | None:
        """The entity of a longer name that this one shortens."""
        if _bare(name.text) in self._by_name or name.type in {"Person", "Place"}:
            return None
        return next(
            (
                entity
                for entity in self.entities
                if _compatible(entity.type, name.type)
                and any(_bare(name.text) in _short(full, entity.type) for full in entity.names)
            ),
            None,
        )

    def _aliases(self, text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the bracketed names that follow a name: "China Rare Earth Group (CREG)"."""
        for mention in mentions:
            if mention.entity is None or mention.entity.type == "Place":
                continue
            match = _BRACKET.match(text, mention.end)
            if match is None:
                continue
            inside = next(
                (m for m in mentions if m.start < match.end("alias") and match.start("alias") < m.end), None
            )
            if inside is not None:
                exact = (inside.start, inside.end) == match.span("alias")
                if (
                    exact
                    and inside.entity
                    and inside.entity.type != "Place"
                    and _compatible(mention.entity.type, inside.entity.type)
                ):
                    self._merge(mention.entity, inside.entity, mentions)
            else:
                self._file(mention.entity, match["alias"])
                yield Mention(match.start("alias"), match.end("alias"), "entity", mention.entity)

    def _short_forms(self, text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
        covered = [(mention.start, mention.end) for mention in mentions]
        index = PhraseIndex(self._forms(), fold_case=False)
        for hit in index.find(text):
            if not _overlap(hit.start, hit.end, covered) and not _inside_name(text, hit.start, hit.end):
                entity = hit.payloads[0]
                entity.add(text[hit.start : hit.end])
                yield Mention(hit.start, hit.end, "entity", entity)

    def _forms(self) -> Iterator[tuple[str, Entity]]:
        for entity in self.entities:
            for name in tuple(entity.names):
                yield name, entity
        for entity in self.entities:
            for name in tuple(entity.names):
                for form in sorted(_short(name, entity.type)):
                    yield form, entity


def _defining_first(names: Sequence[Name]) -> list[Name]:
    """Longer names first, for the shorter ones may shorten them; equal lengths in the order of the text."""
    return sorted(names, key=lambda name: (not name.iri, -len(name.text), name.start))


def _compatible(first: str, second: str) -> bool:
    model = schema.load()
    return (
        first == second
        or model.is_a(first, second)
        or model.is_a(second, first)
        or (
            model.is_a(first, "Organisation")
            and model.is_a(second, "Organisation")
            and not model.disjoint(first, second)
        )
    )


def _bare(name: str) -> str:
    """A name without its legal suffix, hyphens and the like: what two spellings of it share."""
    words = [
        word.text
        for word in words_of(name)
        if (word.text not in _legal() and word.text.isalnum()) or "&" in word.text
    ]
    return " ".join("and" if word == "&" else word for word in words) or name


def _short(name: str, cls: str) -> set[str]:
    """The forms under which a text may take a name up again."""
    words = _bare(name).split()
    if cls == "Person":
        return {words[0]} if len(words) > 1 else set()
    if cls == "Place":
        return (
            {" ".join(words[:-1])}
            if len(words) > 1 and words[-1] in {"City", "County", "Province", "Prefecture"}
            else set()
        )
    forms = {" ".join(words[:size]) for size in range(1, len(words))}
    if words[0] == "China" or gazetteer.is_place(words[0]):
        forms |= {" ".join(words[1:size]) for size in range(3, len(words) + 1)}
    forms = {form for form in forms if _telling(form)}
    if len(words) > 2:
        forms.add("".join(word[0] for word in words if word[0].isupper()))
    return forms


def _telling(form: str) -> bool:
    words = form.split()
    if all(
        word in _words("generic") or word in _words("name part") or word in {"of", "and", "for"}
        for word in words
    ):
        return False
    return not gazetteer.is_place(form) and words[-1] not in {"of", "and", "for"} and len(form) > 2


def _inside_name(text: str, start: int, end: int) -> bool:
    """Tell whether capitalised words on either side make the stretch part of some other name."""
    after = re.match(r" ([A-Z]\w+)", text[end:])
    before = re.search(r"(?<![.!?:;•\n\-] )(?<!^)\b([A-Z]\w+) $", text[max(0, start - 40) : start])
    titles = {title.label.split()[0] for title in lexicon.load("en").titles}
    return any(
        match is not None and match[1].lower() not in titles | _words("opening") for match in (before, after)
    )


def _overlap(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)


@cache
def _legal() -> frozenset[str]:
    return frozenset(head.word for head in lexicon.load("en").heads if head.use == "legal")


def _words(name: str) -> frozenset[str]:
    return lexicon.load("en").words[name]
