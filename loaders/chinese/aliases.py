"""Short forms: those that a text gives in brackets after a name, those that it merely uses, surnames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from soegraph.loaders.chinese.cast import Cast, compatible
from soegraph.loaders.chinese.names import ENGLISH, Name, known_names
from soegraph.loaders.chinese.phrases import Phrases
from soegraph.loaders.chinese.words import closing, from_lexicon, head_of, longest
from soegraph.loaders.document import Entity, Mention
from soegraph.loaders.spans import Cover


def add(raw: str, text: str, mentions: Sequence[Mention], cast: Cast) -> list[Mention]:
    """Add the mentions by short forms, and give every entity the names that the article has for it."""
    mentions = [*mentions, *_bracketed(text, mentions, cast)]
    mentions += _committees(raw, text, mentions)
    taken = Cover(0, len(text), ((mention.start, mention.end) for mention in mentions))
    for hit in Phrases(cast.forms()).find(text):
        if not taken.meets(hit.start, hit.end) and len(set(hit.payloads)) == 1:
            taken.take(hit.start, hit.end)
            mentions.append(Mention(hit.start, hit.end, "entity", hit.payloads[0]))
    mentions += _surnames(text, mentions, taken)
    for mention in mentions:
        if mention.entity is not None:
            mention.inner = mention.inner or _inner(text[mention.start : mention.end], mention, cast)
            for named in filter(None, (mention, mention.inner)):
                assert named.entity is not None
                named.entity.add(raw[named.start : named.end])
    return sorted(mentions, key=lambda mention: mention.start)


def _bracketed(text: str, mentions: Sequence[Mention], cast: Cast) -> Iterator[Mention]:
    """Yield the short names in brackets: （以下简称“北方稀土”）, （“甘肃稀土”）."""
    by_start = {mention.start: mention for mention in mentions}
    for mention in mentions:
        if mention.entity is None or mention.entity.type in {"Place", "Commodity"}:
            continue
        for start, end in _aliases(text, mention.end):
            same = by_start.get(start)
            if same is None:
                cast.call(mention.entity, text[start:end])
                yield Mention(start, end, "entity", mention.entity)
            elif same.entity is not None and same.end == end:
                _unite(mention.entity, same.entity, mentions, cast)


def _committees(raw: str, text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The Party bodies that stand behind the bracket after a name: A（以下简称B）|党组."""
    starts = {mention.start for mention in mentions}
    found = []
    for mention in mentions:
        bracket = _BRACKET.match(text, mention.end)
        if bracket is None or mention.entity is None or not mention.entity.is_a("Organisation"):
            continue
        start, end = bracket.end(), bracket.end() + 2
        if text[start:end] in {"党组", "党委", "纪委"} and start not in starts:
            body = Entity("PartyBody", [raw[mention.start : end]])
            inner = Mention(mention.start, mention.end, "entity", mention.entity)
            found.append(Mention(start, end, "entity", body, inner=inner))
    return found


def bracketed(text: str) -> set[str]:
    """Return the short forms that brackets give."""
    return {
        text[start:end] for match in _OPENING.finditer(text) for start, end in _aliases(text, match.start())
    }


def quoted(text: str) -> Iterator[Name]:
    """Yield every place of the short forms that brackets give, so that none is cut short."""
    for hit in Phrases((form, form) for form in bracketed(text) if len(form) > 2).find(text):
        yield Name(hit.start, hit.end, "Enterprise")


def _unite(first: Entity, second: Entity, mentions: Sequence[Mention], cast: Cast) -> None:
    """Let a name and its short form be one entity, the one that the tables know, if they know one."""
    if first is second or (first.known and second.known) or not compatible(first.type, second.type):
        return
    kept, lost = (second, first) if second.known else (first, second)
    cast.merge(kept, lost)
    for mention in mentions:
        if mention.entity is lost:
            mention.entity = kept


def _aliases(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the short forms, or of the English name, that a bracket right after a name gives.

    Without a bracket a form is told by its cue: A，简称B，...
    """
    bracket = _BRACKET.match(text, at)
    if bracket is None:
        if called := _called_form().match(text, at):
            yield called.span("name")
        return
    if ENGLISH.fullmatch(bracket[1]):
        yield bracket.span(1)
        return
    if _PLAIN.fullmatch(bracket[1]) and _taken_from(bracket[1], text[max(0, at - 30) : at]):
        yield bracket.span(1)
        return
    for match in _alias_form().finditer(text, bracket.start(1), bracket.end(1)):
        start, end = match.span("plain") if match["plain"] else match.span("quoted")
        if 1 < end - start <= _LONGEST and not text[start:end].isdigit():
            yield start, end


_BRACKET = re.compile(r"(?:”)?（([^（）]{2,60})）")


def _taken_from(short: str, before: str) -> bool:
    """Tell whether a bracketed word is made of characters of the name before it in their order."""
    remaining = iter(before)
    return all(char in remaining for char in short) and short not in {"集团", "控股", "有限合伙"}


_PLAIN = re.compile(r"[\u3400-\u9fff]{3,8}")
_OPENING = re.compile("[（，]")
_LONGEST = 24


@from_lexicon
def _alias_form() -> re.Pattern[str]:
    cues = "|".join(map(re.escape, longest("known as")))
    name = r"[A-Za-z\u3400-\u9fff][\w·&]*"
    return re.compile(
        rf"(?:(?:{cues})：?)?[“‘](?P<quoted>{name})[”’]|(?:{cues})：?(?P<plain>{name})|^(?P<_>$)"
    )


@from_lexicon
def _called_form() -> re.Pattern[str]:
    cues = "|".join(cue for cue in longest("known as") if cue.endswith("称"))
    return re.compile(rf"，(?:{cues})为?[“‘]?(?P<name>[\u3400-\u9fff]{{2,10}})[”’]?(?=[，。；])")


def _inner(name: str, mention: Mention, cast: Cast) -> Mention | None:
    """The organisation that a name begins with, where the rest names a unit of it: 自然资源部|地质勘查管理司."""
    assert mention.entity is not None
    if not closing(name, "unit head") or not mention.entity.is_a("Organisation"):
        return None
    for size in range(len(name) - 2, 1, -1):
        whole, unit = name[:size], name[size:]
        company = head_of(unit, "name", "legal")
        if not closing(unit, "unit head") or (company and company.cls == "Enterprise"):
            continue
        entity = cast.named(whole)
        known = known_names().whole(whole) if entity is None else ()
        head = head_of(whole, "name", "legal")
        if entity is None and known:
            entity = cast.entity(whole, known[0].type, known[0].iri)
        elif entity is None and head and len(whole) > len(head.word) and len(whole) > 2:
            entity = cast.entity(whole, head.cls)
        institute = mention.entity.is_a("ResearchOrganisation")  # a legal person, not a part of its academy
        if entity is None or (institute and entity.is_a("ResearchOrganisation")):
            continue
        if entity is not mention.entity and entity.is_a("Organisation"):
            return Mention(mention.start, mention.start + size, "entity", entity)
    return None


def _surnames(text: str, mentions: Sequence[Mention], taken: Cover) -> Iterator[Mention]:
    """Yield the surnames that stand for people named in full before: 敖、刘二人."""
    people = {m.entity: text[m.start : m.end] for m in mentions if m.entity and m.entity.is_a("Person")}
    surnames: dict[str, list[Entity]] = {}
    for entity, name in people.items():
        surnames.setdefault(name[0], []).append(entity)
    for match in _PAIR.finditer(text):
        for group in (1, 2):
            found = surnames.get(match[group], [])
            if len(found) == 1 and not taken.meets(*match.span(group)):
                yield Mention(*match.span(group), "entity", found[0])


_PAIR = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])、([\u3400-\u9fff])(?:二人|两人)")
