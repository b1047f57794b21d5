"""The cast of an article: its names gathered into entities, with their short forms.

One entity is a full name ("China Minmetals Rare Earth Co."), its bracketed alias, its short forms ("Minmetals
Rare Earth") and, for a person, the surname alone. A short form that several names share goes to the name that
comes first in the text.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from soegraph import schema
from soegraph.loaders import gazetteer
from soegraph.loaders.document import Entity, Mention
from soegraph.loaders.english.mentions import Name, is_acronym
from soegraph.loaders.english.runs import begins_sentence, words_of
from soegraph.loaders.english.words import english, legal, listed
from soegraph.loaders.gazetteer import PhraseIndex
from soegraph.loaders.spans import Cover, touching

_BRACKET = re.compile(r" ?\((?:the )?[\"“']?(?P<alias>[A-Z][\w&.\- ’']{1,48}?)[\"”']?\)")
_OR = re.compile(r",? (?:or|also known as|known as|formally|officially) $")


class Cast:
    """The entities of one article, found by name."""

    def __init__(self) -> None:
        self._entities: dict[Entity, None] = {}
        self._order: dict[Entity, tuple[int, int]] = {}
        self._by_iri: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._by_form: dict[str, list[Entity]] = {}
        self._mentions: dict[Entity, list[Mention]] = {}

    def gather(self, text: str, names: Sequence[Name]) -> list[Mention]:
        """Turn the names of a whole article into mentions of entities, with the short forms found besides."""
        mentions = [self._mention(name) for name in _defining_first(names) if name.type]
        self._merge_alternatives(text, sorted(mentions, key=_start))
        mentions += self._aliases(text, sorted(mentions, key=_start))
        covered = Cover(0, len(text), ((mention.start, mention.end) for mention in mentions))
        for short in self._short_forms(text, covered):
            covered.take(short.start, short.end)
            mentions.append(short)
        for name in _reliable(text, [name for name in names if not name.type]):
            if not covered.meets(name.start, name.end):
                covered.take(name.start, name.end)
                mentions.append(self._mention(replace(name, type=name.guess)))
        return sorted(mentions, key=_start)

    def entity(self, name: str, cls: str, iri: str = "", *, start: int = 0) -> Entity:
        """Return the entity of a name, new if no entity goes by it; the name stands at `start`."""
        found = self._by_iri.get(iri) if iri else self._by_name.get(_bare(name))
        if found is None or not _compatible(found.type, cls):
            found = Entity(cls, iri=iri, known=bool(iri))
            self._entities[found] = None
            self._order[found] = start, len(self._order)
        self._file(found, name, iri)
        return found

    def _file(self, entity: Entity, name: str, iri: str = "") -> None:
        self._call(entity, name)
        self._by_name.setdefault(_bare(name), entity)
        if iri and not entity.iri:
            entity.iri, entity.known = iri, True
        if entity.iri:
            self._by_iri.setdefault(entity.iri, entity)

    def _call(self, entity: Entity, name: str) -> None:
        """Let an entity go by a name, and be found under the short forms of it."""
        if name in entity.names:
            return
        entity.add(name)
        for form in _short(name, entity.type):
            insort(self._by_form.setdefault(form, []), entity, key=self._order.__getitem__)

    def _mention(self, name: Name) -> Mention:
        short = None if name.iri else self._longer(name)
        entity = short or self.entity(name.text, name.type, name.iri, start=name.start)
        self._file(entity, name.text)
        return self._place(Mention(name.start, name.end, "entity", entity), entity)

    def _place(self, mention: Mention, entity: Entity) -> Mention:
        self._mentions.setdefault(entity, []).append(mention)
        return mention

    def _longer(self, name: Name) -> Entity | None:
        """The entity of a longer name that this one shortens."""
        whole = " " in name.text and words_of(name.text)[-1].text in legal()
        if whole or _bare(name.text) in self._by_name or _is_kind(name.type, "person", "place"):
            return None
        form = _bare(name.text)
        alive = [entity for entity in self._by_form.get(form, ()) if entity in self._entities]
        alive.sort(key=lambda entity: not _opens_with(entity, form))
        return next((entity for entity in islice(alive, _CROWD) if _compatible(entity.type, name.type)), None)

    def _merge(self, first: Entity, second: Entity) -> None:
        """Make one entity of two that may be one; what is known beats what is not."""
        if first is second or (first.known and second.known) or not _compatible(first.type, second.type):
            return
        kept, lost = (second, first) if second.known else (first, second)
        for name in lost.names:
            self._call(kept, name)
            self._by_name[_bare(name)] = kept
        for mention in self._mentions.pop(lost, ()):
            mention.entity = kept
            self._place(mention, kept)
        del self._entities[lost]

    def _merge_alternatives(self, text: str, mentions: Sequence[Mention]) -> None:
        """Join what the text itself says is one: "Baogang Group, or Baotou Iron and Steel Group"."""
        for first, second in pairwise(mentions):
            joined = _OR.fullmatch(text[first.end : second.start])
            if joined and first.entity and second.entity:
                self._merge(first.entity, second.entity)

    def _aliases(self, text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """Yield the bracketed names that follow a name: "China Rare Earth Group (CREG)"."""
        for mention in mentions:
            bracket = _BRACKET.match(text, mention.end)
            if bracket is None or mention.entity is None or mention.entity.is_kind("place"):
                continue
            start, end = bracket.span("alias")
            within = next(iter(touching(mentions, start, end)), None)
            if within is None:
                self._file(mention.entity, bracket["alias"])
                yield self._place(Mention(start, end, "entity", mention.entity), mention.entity)
            elif (
                within.entity
                and (within.start, within.end) == (start, end)
                and not within.entity.is_kind("place")
            ):
                self._merge(mention.entity, within.entity)

    def _short_forms(self, text: str, covered: Cover) -> Iterator[Mention]:
        for hit in PhraseIndex(self._forms().items(), fold_case=False).find(text):
            if not covered.meets(hit.start, hit.end) and not _inside_name(text, hit.start, hit.end):
                entity = hit.payloads[0]
                self._call(entity, text[hit.start : hit.end])
                yield self._place(Mention(hit.start, hit.end, "entity", entity), entity)

    def _forms(self) -> dict[str, Entity]:
        """Under which forms a text may speak of an entity; names come before short forms, first entities first."""
        forms: dict[str, Entity] = {}
        entities = sorted(self._entities, key=self._order.__getitem__)
        for entity in entities:
            for name in entity.names:
                forms.setdefault(gazetteer.folded(name), entity)
        for entity in entities:
            for name in entity.names:
                for form in sorted(_short(name, entity.type)):
                    if name.startswith(form):
                        forms.setdefault(gazetteer.folded(form), entity)
        for entity in self._entities:
            for name in entity.names:
                for form in sorted(_short(name, entity.type)):
                    forms.setdefault(gazetteer.folded(form), entity)
        return forms


def _opens_with(entity: Entity, form: str) -> bool:
    """Tell whether a name of an entity begins with a form: "Zijin" is rather Zijin Mining than Serbia Zijin."""
    return any(name.startswith(form) for name in entity.names)


_CROWD = 50  # so many names that begin alike tell nothing of the next


def _start(mention: Mention) -> int:
    return mention.start


def _reliable(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the names of no class that are more than a word that begins a sentence, each always guessed alike."""
    sure = {name.text for name in names if not begins_sentence(text, name.start)}
    guessed: dict[str, dict[str, int]] = {}
    for name in names:
        counts = guessed.setdefault(name.text, {})
        counts[name.guess] = counts.get(name.guess, 0) + 1
    for name in names:
        if name.text in sure or " " in name.text or is_acronym(name.text):
            counts = guessed[name.text]
            yield replace(name, guess=max(counts, key=lambda guess: counts[guess]))


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
            model.is_kind(first, "organisation")
            and model.is_kind(second, "organisation")
            and not model.disjoint(first, second)
        )
    )


def _is_kind(cls: str, *kinds: str) -> bool:
    return any(schema.load().is_kind(cls, kind) for kind in kinds)


def _bare(name: str) -> str:
    """A name without its legal suffix, hyphens and the like: what two spellings of it share."""
    words = [word.text for word in words_of(name)]
    kept = [word for word in words if (word not in legal() and word.isalnum()) or "&" in word]
    return " ".join("and" if word == "&" else word for word in kept) or name


def _short(name: str, cls: str) -> frozenset[str]:
    """The forms under which a text may take a name up again."""
    words = _bare(name).split()
    if _is_kind(cls, "person"):
        surname = words[:1] if words and words[0] in listed("surname") else words[-1:]
        return frozenset(surname if len(words) > 1 else ())
    if _is_kind(cls, "place"):
        shortened = len(words) > 1 and words[-1] in listed("place suffix")
        return frozenset([" ".join(words[:-1])] if shortened else ())
    forms = {" ".join(words[:size]) for size in range(1, len(words))}
    if words and (words[0] == "China" or gazetteer.is_place(words[0])):
        forms |= {" ".join(words[1:size]) for size in range(3, len(words) + 1)}
    elif len(words) > 2:
        forms.add(words[1])
    forms = {form for form in forms if _telling(form)}
    if len(words) > 2:
        forms.add("".join(word[0] for word in words if word[0].isupper()))
    return frozenset(forms)


def _telling(form: str) -> bool:
    """Tell whether a short form names something: "Baogang" does, "China Northern" and "Baotou" do not."""
    words = form.split()
    empty = listed("generic") | listed("name part") | _JOINERS
    return (
        not set(words) <= empty
        and not gazetteer.is_place(form)
        and words[-1] not in _JOINERS
        and words[-1][0].isalpha()
        and len(form) > 2
    )


_JOINERS = frozenset(["of", "and", "for"])


def _inside_name(text: str, start: int, end: int) -> bool:
    """Tell whether capitalised words on either side make the stretch part of some other name."""
    after = _NEXT_CAPITAL.match(text, end)
    before = _LAST_CAPITAL.search(text[max(0, start - 40) : start])
    return any(match is not None and not _begins_title(match[1].lower()) for match in (before, after))


_NEXT_CAPITAL = re.compile(r" ([A-Z]\w+)")
_LAST_CAPITAL = re.compile(r"(?<![.!?:;•\n\-] )(?<!^)\b([A-Z]\w+) $")


def _begins_title(word: str) -> bool:
    return word in listed("opening") or word in english().title_openers
