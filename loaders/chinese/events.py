"""Things that a text names with common nouns: meetings, bases and mines, and the nouns that take them up."""

from __future__ import annotations

import re

from soegraph.loaders.chinese.cast import Cast
from soegraph.loaders.chinese.text import Document, Sentence, Token
from soegraph.loaders.chinese.words import chinese, from_lexicon, head_of, listed
from soegraph.loaders.document import Entity, Mention
from soegraph.loaders.lexicon import Head

_INSIDE_MEETING = frozenset(
    [
        "n",
        "nz",
        "nw",
        "vn",
        "v",
        "a",
        "an",
        "ad",
        "vd",
        "f",
        "s",
        "m",
        "q",
        "ORG",
        "LOC",
        "j",
        "b",
        "c",
        "d",
        "t",
        "TIME",
        "nr",
    ]
)
_INSIDE_SITE = frozenset(
    ["n", "nz", "nw", "vn", "a", "an", "f", "s", "m", "q", "ORG", "LOC", "PER", "j", "b"]
)
_CUT_SHORT = frozenset(["v", "vd", "d", "xc", "nr"])  # tags of single characters inside a name: 小保|当|煤矿
_DETERMINED = re.compile(r"^(?:本|该|此|这|那|一|两|三|多|几|数)?(?:场|次|个|届|座|家|大)$")
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度)?")
_ORDINAL = re.compile(r"第[零〇一二三四五六七八九十百\d]+[届次]")


def find(document: Document, cast: Cast) -> None:
    """Turn the nouns that name meetings and sites into mentions; those that only take one up share its entity."""
    last: dict[str, Entity] = {}
    closing = _closing()
    for sentence in document.sentences:
        index = 0
        while index < len(sentence.tokens):
            token = sentence.tokens[index]
            if token.mention is None:
                head = _head(token, sentence, index) if token.text[-1] in closing else None
                index = _name(document, sentence, index, head, last, cast) if head else index
            elif token.entity and token.entity.type in _THINGS:
                last[token.entity.type] = token.entity
            index += 1


_THINGS = ("Meeting", "RareEarthBase", "Mine", "IndustrialPark")


@from_lexicon
def _closing() -> frozenset[str]:
    """The characters with which the nouns of meetings and sites end."""
    things = (head.word for head in chinese().heads_for("name").values() if head.cls in _THINGS)
    return frozenset(word[-1] for word in (*chinese().heads_for("event"), *things))


def _head(token: Token, sentence: Sentence, index: int) -> Head | None:
    if token.tag in {"v", "vd", "d"} or token.text in listed("no meeting"):
        return None
    head = head_of(token.text, "event")
    if head and len(head.word) == 1 and (len(token.text) == 1 and not _stands_alone(sentence, index)):
        return None
    if head is None:
        head = head_of(token.text, "name")
        if head is None or head.cls not in _THINGS or token.tag not in _INSIDE_SITE:
            return None
        mineral = index > 0 and sentence.tokens[index - 1].names("Commodity")
        if head.cls == "Mine" and len(token.text) == 1 and not mineral:
            return None
    following = sentence.tokens[index + 1 : index + 2]
    if following and following[0].tag == "n" and not following[0].mention and head.cls != "Meeting":
        return None  # 基地建设, 矿山设备
    return head


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Tell whether 会 is a meeting: after what names it (专题|会), or in 会上, 会后."""
    following = sentence.tokens[index + 1].text if index + 1 < len(sentence.tokens) else ""
    if index > 0 and sentence.tokens[index - 1].tag in {"n", "vn", "nz", "an"}:
        return True
    before = sentence.tokens[index - 1].text if index > 0 else "，"
    return following in {"上", "中", "期间"} and (before == "在" or before in "，。；")


def _name(
    document: Document, sentence: Sentence, index: int, head: Head, last: dict[str, Entity], cast: Cast
) -> int:
    """Make one mention of a head and what names it; return the index of its token."""
    first = _first(sentence.tokens, index, head)
    tokens = sentence.tokens[first : index + 1]
    said = document.text[tokens[0].start : tokens[-1].end]
    bare = len(tokens) == 1 and (said == head.word or said in listed("opaque name"))
    if bare or (head.cls != "Meeting" and not _names_site(tokens)):
        entity = last.get(head.cls)
        if entity is None and head.cls == "Meeting" and len(said) > 1:
            entity = cast.entity(said, head.cls)
        if entity is None:
            return index
        first = index
    else:
        entity = _entity(said, head, last, cast)
    _mention(document, sentence, first, index, entity)
    last[head.cls] = entity
    return first


def _entity(said: str, head: Head, last: dict[str, Entity], cast: Cast) -> Entity:
    """The meeting or site of a name; a name that ends an earlier one takes that up."""
    earlier = last.get(head.cls)
    if earlier is not None and any(name.endswith(said) for name in earlier.names):
        return earlier
    return cast.entity(said, head.cls)


def _first(tokens: list[Token], index: int, head: Head) -> int:
    inside = _INSIDE_MEETING if head.cls == "Meeting" else _INSIDE_SITE
    first = index
    while first > 0:
        before = tokens[first - 1]
        if (
            before.text in "“”‘’《》"
            and before.text in "”’》"
            and (opened := _quote(tokens, first - 1)) is not None
        ):
            first = opened
            continue
        if before.text in "“‘《":
            break
        if before.text == "）" and (opened := _latin_bracket(tokens, first - 1)) is not None:
            first = opened
            continue
        joins = before.text in {"、", "与", "和", "暨", "及"} and first > 1 and _joins(tokens, first, head)
        cut = head.cls == "Mine" and first > 1 and _is_cut_short(tokens[first - 2], before)
        if not joins and not cut and (before.tag not in inside or _stops(before, head)):
            break
        first -= 1
    while first < index and (
        tokens[first].is_kind("date")
        or _DETERMINED.match(tokens[first].text)
        or (tokens[first].tag in {"d", "c", "f", "ad"} and tokens[first].text not in listed("first of all"))
    ):
        first += 1
    return first


def _is_cut_short(first: Token, second: Token) -> bool:
    """Tell whether a character belongs to the name that LAC begins before it."""
    odd = len(second.text) == 1 and second.tag in _CUT_SHORT and second.mention is None
    known = second.text in listed("glue") or second.text in listed("meeting boundary")
    return odd and not known and first.mention is None and first.tag in {"PER", "LOC", "ORG", "nz"}


def _quote(tokens: list[Token], closing: int) -> int | None:
    for index in range(closing - 1, max(-1, closing - 12), -1):
        if tokens[index].text in "“‘《":
            return index
    return None


def _latin_bracket(tokens: list[Token], closing: int) -> int | None:
    """Where a bracket with a name in Latin letters opens: 邦巴斯（Las Bambas）铜矿."""
    for index in range(closing - 1, max(-1, closing - 8), -1):
        if tokens[index].text == "（":
            return index
        if not tokens[index].text.isascii():
            return None
    return None


def _joins(tokens: list[Token], first: int, head: Head) -> bool:
    """Tell whether a conjunction stands inside a meeting's name: 增储上产与高质量发展专题会."""
    before, after = tokens[first - 2], tokens[first]
    named = any(t.is_kind("title") or t.names("Person") or t.names("Organisation") for t in (before, after))
    return head.cls == "Meeting" and not named and before.tag in {"v", "vn", "n", "a", "LOC"}


def _stops(token: Token, head: Head) -> bool:
    if token.is_kind("title") or token.names("Person") or token.is_kind("percent"):
        return True
    if head.cls == "Meeting":
        return token.text in listed("meeting boundary") or _DETERMINED.match(token.text) is not None
    return token.names("Organisation") or token.is_kind("date") or token.tag == "v"


def _names_site(tokens: list[Token]) -> bool:
    """Tell whether a common noun with its modifiers is a site of its own: 轻稀土生产基地, 白云鄂博矿."""
    return (
        any(t.names("Place") or t.names("Commodity") or t.tag in {"LOC", "nz"} for t in tokens)
        or any(word in token.text for token in tokens for word in listed("site word"))
        or _is_own_name(tokens)
    )


def _is_own_name(tokens: list[Token]) -> bool:
    """Tell whether what stands before a mine is a name and no description: 老厂|锡矿, but not 大型|煤矿."""
    head = head_of(tokens[-1].text, "name")
    if head is None or head.cls != "Mine" or len(head.word) < _MINERAL:
        return False
    rest = tokens[-1].text.removesuffix(head.word)
    said = "".join(token.text for token in tokens[:-1]) + rest
    common = listed("site description")
    named = all(not t.mention and t.text not in common and t.tag not in {"m", "q"} for t in tokens[:-1])
    return named and rest not in common and 2 <= len(said) <= _LONGEST


_MINERAL = 2  # characters: 煤矿
_LONGEST = 5  # characters of a mine's own name


def _mention(document: Document, sentence: Sentence, first: int, last: int, entity: Entity) -> None:
    """Replace tokens by one that mentions an entity, under its name with and without its organisation."""
    tokens = sentence.tokens[first : last + 1]
    start, end = tokens[0].start, tokens[-1].end
    raw = document.article.text
    entity.add(raw[start:end])
    for token in tokens[:-1]:
        if token.names("Organisation") or token.is_kind("date"):
            entity.add(raw[token.end : end])
    before = sentence.tokens[first - 1] if first else None
    if (
        before is not None
        and entity.type == "Meeting"
        and _YEAR.fullmatch(before.text)
        and before.end == start
    ):
        entity.add(raw[before.start : end])
    organisation = next((t for t in tokens[:-1] if t.names("Organisation")), None)
    mention = Mention(start, end, "entity", entity)
    merged = Token(start, end, document.text[start:end], "n", mention)
    kept = [organisation] if organisation and organisation is tokens[0] else []
    if kept:
        merged.start = mention.start = organisation.end if organisation else start
        merged.text = document.text[merged.start : end]
    sentence.tokens[first : last + 1] = [*kept, merged]
