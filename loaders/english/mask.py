"""Masking: the text with every name replaced by one plain word, so that a small parser reads it right.

A parser trained on general news takes "Baotou Iron and Steel Group Co., Ltd. (Baogang)" for half a sentence;
it takes "Siemens" for a company. The parse of the masked text is mapped back to the article, offset by offset.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soegraph import schema
from soegraph.loaders.document import Mention
from soegraph.loaders.english.bridges import bridges
from soegraph.loaders.english.runs import honoured
from soegraph.loaders.english.words import listed
from soegraph.loaders.spans import Cover, inside, without_overlap

BRACKET = re.compile(r" ?[(（][^()（）]{0,80}[)）]")
# "two units, among them A and B", "four arms, namely A, B and C": the parser knows "including" best.
_MEMBERS = re.compile(r", (?:among (?:them|which are)|namely)(?= (?P<the>the )?)")
_NEXT_SENTENCE = re.compile(r"\s+([A-Z]\w*)")
_DATELINE = re.compile(
    r"[A-Z](?:[^.!?\n]|(?<=\b[A-Z][a-z][a-z])\.|(?<=Sept)\.){0,60}? (?:\([^()]{1,30}\) )?[–—-]{1,2} "
)

# One word for each kind of mention that every English parser knows; after an article the common noun reads better.
_PROPER = {
    "person": "John",
    "place": "London",
    "plan": "programme",
    "term": "copper",
    "site": "mine",
    "unit": "committee",
    "event": "meeting",
    "work": "Hamlet",
}
_COMMON = {"exchange": "exchange", "government": "ministry", "institute": "institute", "work": "painting"}
_NAME = "Siemens"


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace [start, end) of the text by `word`; `mention` is what stands there, if anything does."""

    start: int
    end: int
    word: str
    mention: Mention | None = None


class Masked:
    """A stretch of text with patches applied, and the way back.

    >>> masked = Masked("Baogang Group (Baogang) grows", 0, [Patch(0, 13, "Siemens"), Patch(13, 23, "")])
    >>> masked.text, masked.span(8, 13)
    ('Siemens grows', (24, 29))
    """

    def __init__(self, text: str, offset: int, patches: Sequence[Patch]) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []
        self._raw: list[tuple[int, Patch | None]] = []
        at = length = 0
        for patch in patches:
            length = self._piece(pieces, text[at : patch.start - offset], offset + at, None, length)
            length = self._piece(pieces, patch.word, patch.start, patch, length)
            at = patch.end - offset
        self._piece(pieces, text[at:], offset + at, None, length)
        self.text = "".join(pieces)

    def _piece(self, pieces: list[str], word: str, raw: int, patch: Patch | None, length: int) -> int:
        if word:
            pieces.append(word)
            self._starts.append(length)
            self._raw.append((raw, patch))
        return length + len(word)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the article that [start, end) of the masked text stands for."""
        return self._point(start, end=False), self._point(end, end=True)

    def mention(self, start: int) -> Mention | None:
        """Return the mention whose word begins at `start` of the masked text."""
        index = bisect_right(self._starts, start) - 1
        patch = self._raw[index][1]
        return patch.mention if patch and self._starts[index] == start else None

    def _point(self, at: int, *, end: bool) -> int:
        index = bisect_right(self._starts, at - end) - 1
        raw, patch = self._raw[index]
        if patch is None:
            return raw + at - self._starts[index]
        whole = at - self._starts[index] >= len(patch.word)
        return patch.end if end or whole else patch.start


def mask(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Masked:
    """Mask the mentions of a paragraph at [start, end); leave out its brackets and its dateline.

    Of a list of names the first stands for all; the others become its `listed`.
    """
    within = [mention for mention in inside(mentions, start, end) if mention.end <= end]
    brackets = _brackets(text, start, end, within)
    open_brackets = [(a, b) for a, b in brackets if _holds_share(a, b, within)]
    brackets = [bracket for bracket in brackets if bracket not in open_brackets]
    if dateline := _dateline(text, start, within):
        within = [mention for mention in within if mention.start >= dateline]
        brackets = [(start, dateline), *(bracket for bracket in brackets if bracket[0] >= dateline)]
    joined = [*_joined(text, within, brackets)]
    lists = Cover(start, end, ((first.start, last.start) for first, last in joined))
    brackets = [(a, b) for a, b in brackets if not lists.meets(a, a + 1)]
    hidden = Cover(start, end, brackets)
    patches = [Patch(a, b, "") for a, b in brackets]
    patches += [Patch(at, at, word) for at, word in bridges(text, within) if not lists.meets(at, at + 1)]
    patches += [Patch(a, b, "") for a, b in _honorifics(text, start, within)]
    patches += [Patch(a, b, ", including") for a, b in _members(text, start, end, within)]
    # "Baogang (51 percent)" is read as "Baogang with 51 percent".
    patches += [
        patch
        for a, b in open_brackets
        for patch in (Patch(a, _inner(text, a), " with "), Patch(b - 1, b, ""))
    ]
    patches += [Patch(first.listed[-1].end, last.start, " and ") for first, last in joined]
    members = {id(mention) for first, _ in joined for mention in first.listed}
    for mention in within:
        shown = mention.kind != "ticker" and not hidden.meets(mention.start, mention.start + 1)
        if shown and id(mention) not in members:
            last = mention.listed[-1] if mention.listed else mention
            stop = last.end - _ends_sentence(text, last)
            patches.append(Patch(mention.start, stop, _word(mention, text, start), mention))
    return Masked(text[start:end], start, without_overlap(patches, start, end))


def _brackets(text: str, start: int, end: int, within: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the brackets that are not part of a name."""
    names = Cover(start, end, ((mention.start + 1, mention.end) for mention in within))
    found = (match.span() for match in BRACKET.finditer(text, start, end))
    return [(a, b) for a, b in found if not names.holds(a, b)]


def _ends_sentence(text: str, name: Mention) -> bool:
    """Tell whether the point of "Co., Ltd." is also that of its sentence."""
    after = _NEXT_SENTENCE.match(text, name.end)
    return text[name.end - 1] == "." and after is not None and after[1].lower() in listed("opening")


def _members(text: str, start: int, end: int, within: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the words that announce the members of a group, where names of organisations follow."""
    named = {m.start for m in within if m.entity is not None and m.entity.is_kind("organisation", "site")}
    for match in _MEMBERS.finditer(text, start, end):
        if match.end() + 1 + len(match["the"] or "") in named:
            yield match.span()


def _honorifics(text: str, start: int, within: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the "Mr" and "Dr" before names, which add nothing to a masked name."""
    for mention in within:
        if mention.entity is not None and honoured(text, mention.start):
            yield max(start, text[: mention.start - 1].rfind(" ") + 1), mention.start


def _holds_share(start: int, end: int, within: Sequence[Mention]) -> bool:
    """Tell whether a bracket holds a share and little else: "(51 percent)", "(with 20 percent)"."""
    found = [m for m in inside(within, start, end) if m.kind in {"percent", "entity"}]
    return [m.kind for m in found] == ["percent"] and end - start - (found[0].end - found[0].start) < 12


def _inner(text: str, start: int) -> int:
    """Return where the content of a bracket begins."""
    return next(at for at in range(start, len(text)) if text[at] in "(（") + 1


def _joined(
    text: str, within: Sequence[Mention], hidden: Sequence[tuple[int, int]]
) -> Iterator[tuple[Mention, Mention]]:
    """Yield the first and last name of each list, the names between them noted with the first."""
    for run in _lists(text, within, hidden):
        run[0].listed = tuple(run[1:-1])
        yield run[0], run[-1]


def _lists(
    text: str, within: Sequence[Mention], hidden: Sequence[tuple[int, int]]
) -> Iterator[list[Mention]]:
    """Yield three or more names of a kind that stand in one list: "A, B, and C".

    The parser loses count in such lists; it reads them as two names.
    """
    run: list[Mention] = []
    for mention in within:
        between = _without(text, run[-1].end, mention.start, hidden) if run else ""
        if run and _same_kind(run[-1], mention) and between in _BETWEEN:
            run.append(mention)
            if len(run) > 2 and "and" in between:
                yield run
                run = []
        else:
            run = [mention]


def _without(text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> str:
    """Return a stretch of the text without the hidden brackets in it."""
    for first, last in reversed(hidden):
        if start <= first and last <= end:
            return text[start:first] + text[last:end]
    return text[start:end]


_BETWEEN = {", ", ", the ", ", and ", " and ", ", and the ", " and the "}


def _same_kind(first: Mention, second: Mention) -> bool:
    if first.entity is None or second.entity is None:
        return False
    kinds = ("person", "organisation", "place", "term", "work")
    return any(first.entity.is_kind(kind) and second.entity.is_kind(kind) for kind in kinds)


def _dateline(text: str, start: int, within: Sequence[Mention]) -> int:
    """Return where the text begins after "BEIJING, Dec 24 – ", or 0: a place and date that belong to no clause."""
    match = _DATELINE.match(text, start)
    if match is None:
        return 0
    dated = any(m.kind == "date" and match.end() >= m.end for m in within)
    return match.end() if dated or text[start : start + 3].isupper() else 0


def _word(mention: Mention, text: str, start: int) -> str:
    """Return the word that stands for a mention: a bare year as it is, with a capital where a sentence begins."""
    if mention.kind == "date" and len(mention.value) == 4:
        return text[mention.start : mention.end]
    before = text[max(start, mention.start - 4) : mention.start]
    word = word_for(mention, before, text[mention.end : mention.end + 1])
    opens = mention.start == start or text[max(0, mention.start - 2) : mention.start] in {". ", "? ", "! "}
    return word[0].upper() + word[1:] if opens else word


def word_for(mention: Mention, before: str, after: str) -> str:
    """Return the word that stands for a mention between the text before and after it."""
    if mention.kind == "percent":
        return "50%"
    if mention.kind == "date":
        return "Monday" if len(mention.value) in (0, 10) else "2020"
    if mention.kind == "title":
        word = _title_word(mention.value)
        return word + "s" if mention.end - mention.start > len(mention.value) else word
    assert mention.entity is not None
    kind = schema.load().mention_kind(mention.entity.type)
    if before[-4:].lower() == "the " and kind in _COMMON:
        return _COMMON[kind]
    word = _PROPER.get(kind, _NAME)
    return word + " " if after[:1].isalpha() else word  # "steelmaker" is parsed as "copper maker"


def _title_word(label: str) -> str:
    """The head of a job title: "secretary" of "deputy secretary of the Party committee"."""
    word = label.split(" of ")[0].split(" to ")[0].split()[-1]
    return "manager" if word in listed("managing title") else word
