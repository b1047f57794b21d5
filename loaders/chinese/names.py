"""Which stretches of a text are names: those that the tables know, those that LAC tags, those that a head closes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from soegraph import authority, home, schema
from soegraph.loaders import lexicon
from soegraph.loaders.chinese.people import after_titles, is_person, without_verb
from soegraph.loaders.chinese.phrases import Phrases
from soegraph.loaders.chinese.script import folded, is_han
from soegraph.loaders.chinese.tagger import Word
from soegraph.loaders.chinese.words import (
    any_listed,
    chinese,
    closing,
    from_lexicon,
    head_of,
    listed,
    longest,
    of_words,
    opening,
)
from soegraph.loaders.document import Mention
from soegraph.loaders.gazetteer import Known
from soegraph.loaders.lexicon import longest_first
from soegraph.loaders.spans import touching

_PART_OF_NAME = frozenset(["n", "nz", "nw", "vn", "a", "an", "f", "s", "ORG", "LOC", "PER", "b", "j"])
_OPENS_NAME = frozenset(["ORG", "LOC", "nz", "nw", "PER"])
_SESSION = re.compile(r"第[零〇一二三四五六七八九十百\d]+届$")
_CROWD = re.compile(r"[一二三四五六七八九十两多几数各]+[家大个所]")


class Name(NamedTuple):
    """A name at [start, end) of the folded text, its class, and its IRI where the tables know it."""

    start: int
    end: int
    cls: str
    iri: str = ""


@home.cached
def known_names() -> Phrases[Known]:
    """Return the index of all known names that are written in Chinese, folded."""
    return Phrases(_known())


def _known() -> Iterator[tuple[str, Known]]:
    for concept in schema.load().concepts("commodities").values():
        for tag, labels in concept.labels.items():
            if tag.startswith("zh"):
                yield from ((label, Known(concept.iri, "Commodity")) for label in labels)
    for entry in authority.entries():
        for name in (*entry.labels.values(), *entry.aliases, *entry.former_names):
            if name and is_han(name[-1]) and len(name) > 1:
                yield folded(name), Known(entry.iri, entry.type)


@from_lexicon
def _titles() -> Phrases[str]:
    """Job titles, and the longer words that only look like one: 董事会."""
    words = {title.label for title in chinese().titles}
    return Phrases([*((word, word) for word in words), *((word, "") for word in listed("not a title"))])


def titles(text: str, words: Sequence[Word], offset: int) -> Iterator[tuple[int, int]]:
    """Yield the job titles of a sentence at `offset`; one of two characters must be a word of its own."""
    hits = list(_titles().find(text))
    ends = {word.end for word in words if word.tag != "v"} if hits else ()
    starts = {word.start for word in words} if hits else ()
    for hit in hits:
        long = hit.end - hit.start > 2
        if seat := _SEAT_TITLE.search(text[hit.start : hit.end]):
            yield offset + hit.start + seat.start(1), offset + hit.end
            continue
        own = long or (hit.start in starts and hit.end in ends) or _ASSEMBLY.search(text[: hit.start])
        if hit.payloads[0] and own:
            yield offset + hit.start, offset + hit.end


def long_heads(text: str, words: Sequence[Word], offset: int) -> Iterator[Name]:
    """Yield the names that a long head noun closes over several words: 内蒙古|工业和信息化厅."""
    for hit in _long_heads().find(text):
        start = hit.start
        for word in reversed(words[: bisect_right(words, hit.start - 1, key=lambda word: word.start)]):
            if word.end < start or word.tag not in {"LOC", "ORG"}:
                break
            start = word.start
        yield Name(offset + start, offset + hit.end, hit.payloads[0])


@from_lexicon
def _long_heads() -> Phrases[str]:
    heads = chinese().heads_for("name").values()
    return Phrases((h.word, h.cls) for h in heads if len(h.word) > (3 if h.cls == "Mine" else 4))


def known(text: str, words: Sequence[Word], offset: int) -> Iterator[Name]:
    """Yield the known names of a sentence that do not cut a word of another class in two."""
    ends = {end for _, end in titles(text, words, 0)}
    for hit in known_names().find(text):
        if _cuts(hit.start, hit.end, words):
            continue
        people = [thing for thing in hit.payloads if hit.start in ends and thing.type == "Person"]
        for thing in (*people, *hit.payloads)[:1]:
            start = hit.start
            if (
                session := _SESSION.search(text[:start])
                if text[start : hit.end] in listed("session body")
                else None
            ):
                start = session.start()
            end = hit.end + (1 if thing.type == "Place" and _LEVEL.match(text, hit.end) else 0)
            yield Name(offset + start, offset + end, thing.type, thing.iri)


_LEVEL = re.compile("[市县](?![委政场值长属国人民级内外区局区郊立管井])")


def committees(text: str, offset: int) -> Iterator[Name]:
    """Yield the Party committees of places before a post or organ of theirs: 冕宁县委|书记."""
    for match in _COMMITTEE.finditer(text):
        hits = [h for h in known_names().find(text[: match.start() + 1]) if h.end == match.start() + 1]
        if hits and hits[0].payloads[0].type == "Place":
            yield Name(offset + hits[0].start, offset + match.end(), "PartyBody")


def seats(text: str, offset: int) -> Iterator[Name]:
    """Yield the places where a sentence says that a head office stands, whether LAC knows them or not: 总部在个旧市."""
    for match in _HEAD_OFFICE.finditer(text):
        if not match[1].endswith(tuple(listed("no seat"))):
            yield Name(offset + match.start(1), offset + match.end(1), "Place")


def assemblies(text: str, offset: int) -> Iterator[Name]:
    """Yield the congresses and conferences whose seats people hold: 云南省第十四届人大|代表."""
    for match in _SEAT.finditer(text):
        start = match.start()
        hits = [
            h for h in known_names().find(text[:start]) if h.end == start and h.payloads[0].type == "Place"
        ]
        if match.end() - match.start() > 2 or hits:
            yield Name(offset + (hits[0].start if hits else start), offset + match.end(), "Organisation")


_HEAD_OFFICE = re.compile(
    r"(?:总部|注册地)(?:则|就|仍|一直|同样|现|均|都)?(?:在|位于|设在|设于|坐落于|坐落在|落户|落户于|迁至)"
    r"((?:(?!的)[\u3400-\u9fff]){2,6})(?=[，。；的]|$)"
)
_SEAT_TITLE = re.compile("(?:政协|人大)(代表|委员|常委|副?主席)$")
_ASSEMBLY = re.compile("(?:政协|人大)$")
_SEAT = re.compile(
    r"(?:第[一二三四五六七八九十\d]+届)?(?:全国|[省市区县])?(?:政协|人大)(?=代表|委员|常委|副?主席)"
)
_COMMITTEE = re.compile("[省市县区州盟旗]委(?=副?书记|常委|组织部|宣传部|秘书长|、|和)")


def _cuts(start: int, end: int, words: Sequence[Word]) -> bool:
    """Tell whether a stretch of two characters begins or ends inside a word that is no name."""
    if end - start > 2:
        return False
    return any(not (start <= word.start and word.end <= end) for word in touching(words, start, end))


def found(text: str, words: Sequence[Word], offset: int, titled: Sequence[Mention]) -> Iterator[Name]:
    """Yield the names that LAC tags or that a head noun closes; before a job title common nouns make a name too."""
    changing = _changes_of_office()
    announcing = {word.end for word in words if text[word.start : word.end] in changing}
    announcing |= {title.end - offset for title in titled}
    ends = {title.start - offset for title in titled}
    for start, end in after_titles(text, words, announcing):
        if start not in ends:
            yield Name(offset + start, offset + end, "Person")
    labels = listed("label in name")
    for index, word in enumerate(words):
        if word.tag not in _PART_OF_NAME:
            continue
        said = text[word.start : word.end]
        if word.tag == "PER" and is_person(bare := without_verb(said)):
            yield Name(offset + word.start, offset + word.start + len(bare), "Person")
        elif word.tag == "ORG" and (split := _both(said)):
            yield from (Name(offset + word.start + s, offset + word.start + e, c) for s, e, c in split)
        elif said in labels:
            continue
        elif (word.tag in {"ORG", "LOC"} or _closes_name(said)) and (
            name := _organisation(text, words, index, titled=word.end in ends)
        ):
            yield Name(offset + name.start, offset + name.end, name.cls)


@from_lexicon
def _changes_of_office() -> frozenset[str]:
    """The verbs by which somebody takes or loses an office."""
    cues = chinese().cues.items()
    return frozenset(
        w for (kind, w), does in cues if kind == "office verb" and does in {"appointed", "removed"}
    )


def translated(text: str, words: Sequence[Word], offset: int) -> Iterator[Name]:
    """Yield the names whose English in brackets ends as organisations' names do: 华磁新材料（Huaci New Materials）."""
    for match in _TRANSLATION.finditer(text):
        english = lexicon.load("en")
        closing = match[1].split()[-1].rstrip(".")
        head = english.heads_for("name").get(closing) or english.heads_for("legal").get(closing)
        first = last = bisect_right(words, match.start(), key=lambda word: word.end)
        while first > 0 and words[first - 1].tag in _PART_OF_NAME and last - first < _WORDS:
            first -= 1
        opens = next((word.start for word in words[first:last] if word.tag in _OPENS_NAME), match.start())
        if head and schema.load().is_a(head.cls, "Organisation") and match.start() - opens > 2:
            yield Name(offset + opens, offset + match.start(), head.cls)


ENGLISH = re.compile(r"[A-Z][A-Za-z0-9.&'’-]+(?:，? [A-Za-z0-9.&'’-]+)*")
_TRANSLATION = re.compile(f"（({ENGLISH.pattern})）")
_WORDS = 6  # of a name before its translation


@of_words
def _both(said: str) -> list[tuple[int, int, str]]:
    """The names that LAC takes for one, with their classes."""
    return _two(said) or _split(said)


def _two(said: str) -> list[tuple[int, int, str]]:
    """The two full names that LAC takes for one: A有限公司|和|B有限公司."""
    for legal in chinese().heads_for("legal"):
        at = said.find(legal)
        if at < _SHORTEST:
            continue
        end = at + len(legal)
        joint = opening(said[end:], "between names", more=3)
        if joint:
            return [(0, end, "Enterprise"), (end + len(joint), len(said), "Enterprise")]
        if len(said) > end and not said.endswith(_units()):
            return [(0, end, "Enterprise")]
    return []


@from_lexicon
def _units() -> tuple[str, ...]:
    """What may follow the legal form of a company in the name of a part of it."""
    return (*listed("unit head"), *listed("unit word"), "公司", "厂", "矿", "集团", "）")


def _split(said: str) -> list[tuple[int, int, str]]:
    """The two names that LAC takes for one: 五矿资源|原名|东方有色集团有限公司."""
    for word in longest("split name"):
        before, found, after = said.partition(word)
        if found and len(before) > 1 and len(after) > 1:
            stretches = ((0, len(before)), (len(said) - len(after), len(said)))
            heads = [(s, e, head_of(said[s:e], "name", "legal")) for s, e in stretches]
            return [(s, e, head.cls if head else "Enterprise") for s, e, head in heads]
    return []


@of_words
def _closes_name(said: str) -> bool:
    """Tell whether a common noun may close a name; one character alone (部, 所) does so in LAC's own names only."""
    unit = closing(said, "unit word", more=_SHORTEST)
    head = head_of(said.removesuffix(unit), "name", "legal")
    return head is not None and len(head.word) > 1


def _organisation(text: str, words: Sequence[Word], last: int, *, titled: bool) -> Name | None:
    """The organisation or site whose name ends with a word: extended to the left over what names are made of."""
    end = words[last].end
    end -= len(closing(text[words[last].start : end], "unit word", more=_SHORTEST))
    end = _closed(text, words[last], end)
    head = head_of(text[words[last].start : end], "name", "legal")
    if words[last].tag in {"ORG", "LOC"}:
        following = words[last + 1 : last + 2]
        next_said = text[following[0].start : following[0].end] if following else ""
        if (
            following
            and following[0].tag in _PART_OF_NAME
            and next_said not in listed("label in name")
            and (_closes_name(next_said) or (len(next_said) == 1 and head_of(next_said, "name")))
        ):
            return None  # the name goes on
    first = _first_word(text, words, last)
    if titled and words[first].tag not in _OPENS_NAME:
        first = _first_noun(text, words, last)
    start = words[first].start
    start, end = _trimmed(text, start, end)
    start = _bracket_opened(text, words, start, end)
    said = text[start:end]
    if not _names_something(said, words[first], titled):
        return None
    cls = head.cls if head else {"LOC": "Place"}.get(words[last].tag, "Enterprise")
    if words[last].tag == "LOC" and head and len(head.word) == 1 and cls != "Mine":
        cls = "Place"
    return Name(start, end, cls)


def _first_word(text: str, words: Sequence[Word], last: int) -> int:
    first = best = last
    bracketed = False
    while first > 0:
        before = words[first - 1]
        said = text[before.start : before.end]
        if said in _CLOSING and (opened := _opening(text, words, first - 1)) is not None:
            first, bracketed = opened, True
            continue
        if before.tag not in _PART_OF_NAME or said in any_listed(*_OUTSIDE):
            break
        if before.tag == "ORG" and head_of(said, "name", "legal") and words[first].tag in _OPENS_NAME:
            break  # two names side by side
        if (before.tag, words[first].tag) in {("PER", "ORG"), ("ORG", "LOC"), ("PER", "LOC")}:
            break
        first -= 1
        if before.tag in _OPENS_NAME or bracketed:
            best = first
        bracketed = False
    return best if words[best].tag in _OPENS_NAME else last


_CLOSING = "）"
_OUTSIDE = ("opaque name", "generic crowd", "beside name", "split name")  # lists


def _opening(text: str, words: Sequence[Word], closing: int) -> int | None:
    """The word before a bracket that is part of a name: 中稀（赣州）稀土新材料有限公司."""
    for index in range(closing - 1, max(-1, closing - 5), -1):
        if text[words[index].start : words[index].end] == "（":
            inside = text[words[index].end : words[closing].start]
            good = index > 0 and words[index - 1].tag in _PART_OF_NAME and len(inside) <= 6
            return index if good and "称" not in inside and "“" not in inside else None
    return None


def _bracket_opened(text: str, words: Sequence[Word], start: int, end: int) -> int:
    """Where a name begins of which LAC has only what follows its bracket: 金力永磁（|包头）科技有限公司."""
    said = text[start:end]
    opening = text.rfind("（", max(0, start - 6), start) if said.count("）") > said.count("（") else -1
    if opening < 0:
        return start
    before = next((word for word in words if word.end == opening), None)
    return before.start if before and before.tag in _PART_OF_NAME else start


def _closed(text: str, word: Word, end: int) -> int:
    """Where a name ends that LAC has drawn out: 有限公司|系, A|控股的B."""
    said = text[word.start : end]
    if text[end : end + 1] == "的" and said.endswith("控股") and len(said) > 3:
        return end - 2
    if said[-1] in listed("after person") and head_of(said[:-1], "legal") is not None:
        return end - 1
    return end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what LAC takes for the beginning of a name (中央企业|中国...), close a bracket that it left open."""
    start += len(opening(text[start:end], "before name", more=_SHORTEST_AFTER + 1))
    if text[start] == "方" and text[max(0, start - 2) : start] in listed("party of deal"):
        start += 1
    for label in listed("label in name"):
        if (at := text.find(label, start + 1, end)) > 0 and end - at - len(label) > _SHORTEST_AFTER:
            start = at + len(label)
    if text[start:end].count("（") > text[start:end].count("）") and text[end : end + 1] == "）":
        end += 1
        legal = next((h for h in longest_first(chinese().heads_for("legal")) if text.startswith(h, end)), "")
        end += len(legal or ("公司" if text.startswith("公司", end) else ""))
    return start, end


_SHORTEST = 2  # characters of a name
_SHORTEST_AFTER = 3  # characters of a name after a label such as 上市公司


def _first_noun(text: str, words: Sequence[Word], last: int) -> int:
    first = last
    while first > 0 and words[first - 1].tag in {"n", "nz", "vn", "an", "a"}:
        if text[words[first - 1].start : words[first - 1].end] in listed("opaque name"):
            break
        first -= 1
    return first


def _names_something(said: str, first: Word, titled: bool) -> bool:
    """Tell whether a stretch is a name: neither a common noun ("上市公司") nor a crowd ("六大稀土集团")."""
    if said in listed("opaque name") or said in listed("attribute") or _CROWD.match(said) or len(said) < 2:
        return False
    return first.tag in _OPENS_NAME or (titled and len(said) > 3)
