"""Runs of capitalised words: where a name of several words begins and ends.

The words of the lexicon decide what continues a run: "Iron and Steel" is one name, "Baogang Mining and Baogang
Steel" are two; "Ministry of Commerce" goes on over its "of", "Chairman of Baogang" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from soegraph import schema
from soegraph.loaders import gazetteer
from soegraph.loaders.english.words import english, legal, listed
from soegraph.loaders.spans import Cover

# "Baotou-based" ends the name "Baotou"; "State-owned" and "High-tech" are words of names.
_TOKEN = re.compile(
    r"(?:Co|Corp|(?<!Co )Ltd|Inc|No|St|Bros|Mr|Mrs|Ms|Dr)\.(?=\W|$)|(?:[A-Z]\.){2,}|State[-‐‑]owned"
    r"|[^\W_]+(?:['’](?=[aeo][^\W_])[^\W_]+)?(?:[-‐‑&/.](?!(?:based|listed|led|headquartered|owned|controlled|backed|run|born|area|type|invested)\b)"
    r"[^\W_]+)*|['’]s?\b|&|\S"
)
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)")
_MAX_WORDS = 40  # no name is longer; a longer run is a line in capitals


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a name: code points [start, end) and its text."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Tell whether the word can begin a name."""
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """Cut a text into the words and marks that names are made of."""
    return [Word(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]


def runs(text: str, taken: Cover, known: Mapping[int, int]) -> Iterator[list[Word]]:
    """Yield maximal runs of words that may be one name.

    No word of a run is `taken`; `known` maps the start of each known name to its end.
    """
    words = words_of(text)
    index = 0
    while index < len(words):
        if not _opens(words, index) or taken.meets(words[index].start, words[index].end):
            index += 1
            continue
        end = _run_end(words, index, taken, known.get(words[index].start, 0))
        run = _without_opening(text, words[index:end]) if end - index <= _MAX_WORDS else []
        if run and (run[0].capital or _opens(run, 0)):
            yield run
        index = end


def _opens(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if _ORDINAL.fullmatch(word.text) or word.text in listed("ordinal"):
        return index + 1 < len(words) and words[index + 1].capital
    return word.capital


def _run_end(words: Sequence[Word], start: int, taken: Cover, known: int) -> int:
    end = start + 1
    while end < len(words) and words[end].end <= known:
        end += 1
    while end < len(words):
        step = _step(words, start, end)
        if not step or taken.meets(words[end].start, words[end + step - 1].end):
            break
        end += step
    return end


def _step(words: Sequence[Word], start: int, end: int) -> int:
    """Return how many words from `end` on continue the name that began at `start`; 0 where it ends."""
    word, before = words[end], words[end - 1]
    after = words[end + 1] if end + 1 < len(words) else None
    if word.capital or (word.text.isdigit() and before.text == "No."):
        return 0 if before.text in legal() and word.text not in legal() else 1
    if size := _lower_head(words, end):
        return size
    if after is None:
        return 0
    if (word.text == "&" and after.capital) or (word.text == "and" and _joins_and(before, after)):
        return 2
    if word.text == "," and after.text in legal():
        return 2
    if word.text in {"'s", "’s"} and before.text in listed("internal possessive") and after.capital:
        return 2
    if word.text == "(":
        return _bracket_step(words, end)
    if word.text in {"of", "for"}:
        return _of_step(words, start, end)
    return 0


def _lower_head(words: Sequence[Word], end: int) -> int:
    """A head noun in small letters closes a name: "Maoniuping mine", "Zhongfang rare earth mine"."""
    if words[end].text in listed("government kind"):
        return _closed(words, end, listed("government kind"), frozenset(["government"]))
    if words[end - 1].text in listed("party opener"):
        return _closed(words, end, listed("party kind"), listed("party head"))
    heads = english().heads_for("name")
    size = _closed(words, end, listed("mine kind"), heads.keys())
    head = words[end + size - 1].text
    closes = size and head[0].islower() and (size == 1 or schema.load().is_kind(heads[head].cls, "site"))
    return size if closes else 0


def _closed(words: Sequence[Word], end: int, kinds: Set[str], heads: Set[str]) -> int:
    """Return how many words a head takes with up to three words before it that tell its kind; 0 without one."""
    size = 0
    while size < 3 and end + size < len(words) and words[end + size].text in kinds:
        size += 1
    return size + 1 if end + size < len(words) and words[end + size].text in heads else 0


def _joins_and(before: Word, after: Word) -> bool:
    """Tell whether "and" is part of a name, as in "Iron and Steel"."""
    parts = listed("name part")
    return before.text in parts and after.text in parts


def _bracket_step(words: Sequence[Word], end: int) -> int:
    """A place in brackets belongs to the name when a legal suffix follows: "Rare Earth (Liangshan) Co"."""
    close = next((i for i in range(end + 1, min(end + 4, len(words))) if words[i].text == ")"), None)
    if close is None:
        return 0
    if close + 1 < len(words) and _closes(words[close + 1].text):
        return close - end + 2
    within = " ".join(word.text for word in words[end + 1 : close])
    return close - end + 1 if gazetteer.is_place(within) else 0


def _closes(word: str) -> bool:
    return word in legal() or word in listed("bracket closer")


def _of_step(words: Sequence[Word], start: int, end: int) -> int:
    """Continue over "of" where what follows is part of the name, not another body that the first belongs to."""
    heads = listed("of head" if words[end].text == "of" else "for head")
    if not any(word.text in heads for word in words[max(start, end - 2) : end]):
        return _further_of(words, start, end)
    following = end + 1 + (words[end + 1].text == "the")
    if following >= len(words) or not words[following].capital:
        return 0
    head = words[end - 1].text
    if words[end].text == "of" and not _of_name(words, following, head):
        return 0
    return following - end + 1


def _further_of(words: Sequence[Word], start: int, end: int) -> int:
    """Continue over a second "of": "Institute of Multipurpose Utilization of Mineral Resources"."""
    opened = words[start:end]
    if not any(a.text in listed("open head") and b.text == "of" for a, b in pairwise(opened)):
        return 0
    return 2 if end + 1 < len(words) and words[end + 1].text in listed("name part") else 0


def _of_name(words: Sequence[Word], index: int, head: str) -> bool:
    text = words[index].text
    if text in listed("name part") or text in listed("of name"):
        return True
    rest = _following(words, index)
    said = " ".join(word.text for word in rest)
    if head in listed("open head") and not any(word.text in _bodies() for word in rest):
        return not gazetteer.is_known(said) or gazetteer.is_place(said)  # "Institute of Process Engineering"
    return gazetteer.is_place(said) and not any(is_organisation_head(word.text) for word in rest)


def _bodies() -> Set[str]:
    """The words that only end names of bodies, not the fields that an institute or department is for."""
    return legal().keys() | listed("of head") | listed("bracket closer")


def is_organisation_head(word: str) -> bool:
    """Tell whether a word heads the names of organisations (or of anything but places)."""
    head = english().heads_for("name").get(word)
    return head is not None and not schema.load().is_kind(head.cls, "place")


def _following(words: Sequence[Word], index: int) -> list[Word]:
    end = index
    while end < len(words) and words[end].capital:
        end += 1
    return list(words[index:end])


def _without_opening(text: str, run: list[Word]) -> list[Word]:
    """Drop the words that are only capitalised because a sentence or a title begins there."""
    while run and _only_opens(text, run):
        run = run[1:]
    while len(run) > 1 and run[0].text in listed("honorific"):
        run = run[1:]
    while run and run[-1].text in {"&", "The"}:
        run = run[:-1]
    return run


def _only_opens(text: str, run: Sequence[Word]) -> bool:
    if len(run) > 1 and run[0].text in listed("surname pronoun") and run[1].capital:
        return False  # "He Weilin", for no capital follows the pronoun
    if run[0].text in listed("calendar"):
        return True
    return run[0].text.lower() in listed("opening") and begins_sentence(text, run[0].start)


_BEGINNING = re.compile(r"(?:\n[\s\-*•>]*|[.!?:–—][\"”’)]?\s+[\"“‘]?|[\"“])$")


def honoured(text: str, start: int) -> bool:
    """Tell whether a name at `start` has a "Mr" or "Dr" before it."""
    before = text[max(0, start - 12) : start].split()
    return bool(before) and text[start - 1] == " " and before[-1] in listed("honorific")


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether a capital letter at `start` may only mark the beginning of a sentence or a title."""
    before = text[max(0, start - 40) : start]
    return _BEGINNING.search(before) is not None or not before.strip()
