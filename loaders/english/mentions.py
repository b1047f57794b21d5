"""Names in English text: runs of capitalised words, split and typed by their head nouns and the gazetteer.

The statistical tagger takes companies for people and cuts names at "and" and "of"; here a name ends where the
words of the lexicon say so, and the tagger only decides what they leave open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from soegraph import schema
from soegraph.loaders import gazetteer, lexicon
from soegraph.loaders.gazetteer import Known

# "Baotou-based" ends the name "Baotou"; "State-owned" and "High-tech" are words of names.
_TOKEN = re.compile(
    r"(?:Co|Corp|Ltd|Inc|No|St|Bros)\.(?=\W|$)|(?:[A-Z]\.){2,}|State[-‐‑]owned"
    r"|[^\W_]+(?:[-‐‑&/.](?!(?:based|listed|led|headquartered|owned|controlled|backed|run|born|area|type|invested)\b)"
    r"[^\W_]+)*|['’]s?\b|&|\S"
)
_GIVEN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiouü]{1,3})(?:ng|n|r)?){1,3}", re.IGNORECASE
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


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


@dataclass(frozen=True, slots=True)
class Name:
    """A name at [start, end) with its class, and its IRI when it is known.

    A single unknown word has no class yet, only the tagger's `guess`: it may be short for another name.
    """

    start: int
    end: int
    text: str
    type: str
    iri: str = ""
    guess: str = ""


def words_of(text: str) -> list[Word]:
    """Cut a text into the words and marks that names are made of."""
    return [Word(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]


def find(text: str, tagged: Sequence[tuple[int, int, str]], taken: Sequence[tuple[int, int]]) -> list[Name]:
    """Return the names of a paragraph in their order.

    `tagged` are the stretches and labels of the statistical tagger; `taken` are stretches (dates, job titles)
    in which no name may lie.
    """
    known = [hit for hit in gazetteer.names("en").find(text) if not _overlaps(hit.start, hit.end, taken)]
    names: list[Name] = []
    for run in _runs(text, taken, {hit.start: hit.end for hit in known}):
        titled = any(end in {run[0].start, run[0].start - 1} for _, end in taken)
        names.extend(_typed(text, run, known, tagged, titled=titled))
    for hit in known:
        if not _overlaps(hit.start, hit.end, [(name.start, name.end) for name in names]):
            names.append(_known_name(text, hit.start, hit.end, hit.payloads))
    return sorted(names, key=lambda name: name.start)


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)


# -- runs of capitalised words -----------------------------------------------------------------------------


def _runs(text: str, taken: Sequence[tuple[int, int]], known: dict[int, int]) -> Iterator[list[Word]]:
    """Yield maximal runs of words that may be one name; `known` maps the start of a known name to its end."""
    words = words_of(text)
    index = 0
    while index < len(words):
        if not _opens(words, index) or _overlaps(words[index].start, words[index].end, taken):
            index += 1
            continue
        end = _run_end(words, index, taken, known.get(words[index].start, 0))
        run = _without_opening(text, words[index:end])
        if run and (run[0].capital or _opens(run, 0)):
            yield run
        index = max(end, index + 1)


def _opens(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if _ORDINAL.fullmatch(word.text) or word.text in _list("ordinal"):
        return index + 1 < len(words) and words[index + 1].capital
    return word.capital


def _run_end(words: Sequence[Word], start: int, taken: Sequence[tuple[int, int]], known: int) -> int:
    end = start + 1
    while end < len(words) and words[end].end <= known:
        end += 1
    while end < len(words):
        step = _step(words, start, end)
        if not step or _overlaps(words[end].start, words[end + step - 1].end, taken):
            break
        end += step
    return end


def _step(words: Sequence[Word], start: int, end: int) -> int:
    """Return how many words from `end` on continue the name that began at `start`; 0 where it ends."""
    word, before = words[end], words[end - 1]
    after = words[end + 1] if end + 1 < len(words) else None
    if word.capital or (word.text.isdigit() and before.text == "No."):
        return 0 if before.text in _legal() and word.text not in _legal() else 1
    if size := _lower_head(words, end):
        return size
    if after is None:
        return 0
    if (word.text == "&" and after.capital) or (word.text == "and" and _joins_and(before, after)):
        return 2
    if word.text == "," and after.text in _legal():
        return 2
    if word.text in {"'s", "’s"} and before.text in _list("internal possessive") and after.capital:
        return 2
    if word.text == "(":
        return _bracket_step(words, end)
    if word.text in {"of", "for"}:
        return _of_step(words, start, end)
    return 0


def _lower_head(words: Sequence[Word], end: int) -> int:
    """A head noun in small letters closes a name: "Maoniuping mine", "Zhongfang rare earth mine"."""
    kinds = _list("party kind") if words[end - 1].text in {"Party", "Discipline"} else _list("mine kind")
    if words[end].text in _list("government kind"):
        kinds = _list("government kind")
    size = 0
    while size < 3 and end + size < len(words) and words[end + size].text in kinds:
        size += 1
    if end + size < len(words):
        head = words[end + size].text
        if kinds is _list("party kind"):
            return size + 1 if head in {"committee", "commission", "group"} else 0
        if kinds is _list("government kind"):
            return size + 1 if head == "government" else 0
        if head[0].islower() and head in _heads() and (not size or _heads()[head] == "Mine"):
            return size + 1
    return 0


def _joins_and(before: Word, after: Word) -> bool:
    """ "Iron and Steel" is one name, "Baogang Mining and Baogang Steel" are two."""
    parts = _list("name part")
    return before.text in parts and after.text in parts


def _bracket_step(words: Sequence[Word], end: int) -> int:
    """A place in brackets belongs to the name when a legal suffix follows: "Rare Earth (Liangshan) Co"."""
    close = next((i for i in range(end + 1, min(end + 4, len(words))) if words[i].text == ")"), None)
    if close is None:
        return 0
    if close + 1 < len(words) and words[close + 1].text in _legal() | {"Company", "Group"}:
        return close - end + 2
    within = " ".join(word.text for word in words[end + 1 : close])
    return close - end + 1 if gazetteer.is_place(within) else 0


def _of_step(words: Sequence[Word], start: int, end: int) -> int:
    """Continue over "of" where what follows is part of the name, not another body that the first belongs to."""
    heads = _list("of head" if words[end].text == "of" else "for head")
    if not any(word.text in heads for word in words[max(start, end - 2) : end]):
        return 0
    following = end + 1 + (words[end + 1].text == "the")
    if following >= len(words) or not words[following].capital:
        return 0
    head = words[end - 1].text
    if words[end].text == "of" and not _of_name(words, following, head):
        return 0
    return following - end + 1


def _of_name(words: Sequence[Word], index: int, head: str) -> bool:
    text = words[index].text
    if text in _list("name part") or text in _list("of name"):
        return True
    rest = _following(words, index)
    if any(word.text in _organisation_heads() for word in rest):
        return False
    said = " ".join(word.text for word in rest)
    return gazetteer.is_place(said) or (head in _list("open head") and not gazetteer.is_known(said))


def _following(words: Sequence[Word], index: int) -> list[Word]:
    end = index
    while end < len(words) and words[end].capital:
        end += 1
    return list(words[index:end])


def _without_opening(text: str, run: list[Word]) -> list[Word]:
    """Drop the words that are only capitalised because a sentence or a title begins there."""
    while run and (run[0].text.lower() in _list("opening") and begins_sentence(text, run[0].start)):
        run = run[1:]
    while run and run[-1].text in {"&", "The"}:
        run = run[:-1]
    return run


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether a capital letter at `start` may only mark the beginning of a sentence or a title."""
    return _BEGINNING.search(text[max(0, start - 40) : start]) is not None or not text[:start].strip()


_BEGINNING = re.compile(r"(?:\n[\s\-*•>]*|[.!?:;–—][\"”’)]?\s+[\"“‘]?|[\"“])$")


# -- classes -----------------------------------------------------------------------------------------------


def _typed(
    text: str,
    run: list[Word],
    known: Sequence[gazetteer.Hit[Known]],
    tagged: Sequence[tuple[int, int, str]],
    *,
    titled: bool,
) -> Iterator[Name]:
    """Yield the name (or names) that a run holds; a job title right before it (`titled`) tells a person."""
    start, end = run[0].start, run[-1].end
    inside = [hit for hit in known if hit.start < end and start < hit.end]
    if exact := next((hit for hit in inside if hit.start <= start and end <= hit.end), None):
        yield _known_name(text, exact.start, exact.end, exact.payloads)
        return
    if bare := next((hit for hit in inside if hit.start == start and _adds_nothing(text[hit.end : end], hit)), None):
        yield _known_name(text, start, end, bare.payloads)
        return
    if person := _person(run):
        yield person
        return
    texts, label = [word.text for word in run], _label(start, end, tagged)
    if cls := head_class(texts):
        yield Name(start, end, text[start:end], cls)
        return
    if cls := _class_of_many(texts, label, titled=titled):
        unsure = cls == "Person" or label == "PERSON"
        yield Name(start, end, text[start:end], "" if unsure else cls, guess=cls)
        return
    if not inside and len(run) == 1 and (guess := _guess(texts[0], label)):
        yield Name(start, end, text[start:end], "", guess=guess)
    for hit in inside:
        yield _known_name(text, hit.start, hit.end, hit.payloads)


def _known_name(text: str, start: int, end: int, payloads: Sequence[Known]) -> Name:
    """A name that the tables know; where several things share it, only the class may be told."""
    types = sorted({known.type for known in payloads})
    iri = payloads[0].iri if len(payloads) == 1 else ""
    return Name(
        start, end, text[start:end], types[0] if len(types) == 1 or not iri else payloads[0].type, iri
    )


def _adds_nothing(rest: str, hit: gazetteer.Hit[Known]) -> bool:
    """Tell whether what follows a known name only says what it is: "Co., Ltd.", the "mine" of a known mine."""
    model = schema.load()
    classes = {known.type for known in hit.payloads}
    own = {
        word
        for word, cls in _heads().items()
        if cls in ("Mine", "RareEarthBase", "Place") and any(model.is_a(known, _family(cls)) for known in classes)
    }
    if own:
        own |= _list("mine kind")
    return all(word.text in _legal() or word.text == "," or word.text in own for word in words_of(rest))


def _family(cls: str) -> str:
    return "Place" if cls == "Place" else "Site"


def _person(run: list[Word]) -> Name | None:
    texts = [word.text for word in run]
    if not 2 <= len(texts) <= 3 or texts[0] not in _list("surname"):
        return None
    if any(text in _organisation_heads() for text in texts[1:]):
        return None
    if not all(_GIVEN.fullmatch(text.replace("-", "")) and len(text) < 11 for text in texts[1:]):
        return None
    if gazetteer.is_place(" ".join(texts)):
        return None
    return Name(run[0].start, run[-1].end, " ".join(texts), "Person")


def _label(start: int, end: int, tagged: Sequence[tuple[int, int, str]]) -> str:
    """The tagger's label for most of a stretch, or ""."""
    best = max(
        ((min(end, b) - max(start, a), label) for a, b, label in tagged if a < end and start < b),
        default=(0, ""),
    )
    return best[1] if best[0] * 2 > end - start else ""


_NO_NAME = frozenset(
    ["DATE", "NORP", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "CARDINAL", "ORDINAL", "MONEY", "TIME", "QUANTITY", "PERCENT"]
)


def _guess(word: str, label: str) -> str:
    if word in _list("generic") or len(word) < 3 or not word[0].isupper():
        return ""
    return {"GPE": "Place", "LOC": "Place", "ORG": "Enterprise", "PERSON": "Enterprise"}.get(label, "")


def _class_of_many(texts: list[str], label: str, *, titled: bool) -> str:
    """Return the class of several words without a telling head: what the tagger says, or what a place opens."""
    if len(texts) < 2 or label in _NO_NAME or texts[-1] in _list("venue"):
        return ""
    if gazetteer.is_place(texts[0]):
        return "Enterprise"
    if label == "PERSON" and not titled and (len(texts) > 2 or _GIVEN.fullmatch(texts[0])):
        return "Enterprise"  # a Chinese word that is no surname opens the name of a firm
    return {
        "GPE": "Place",
        "LOC": "Place",
        "PERSON": "Person",
        "ORG": "Enterprise",
        "PRODUCT": "Enterprise",
    }.get(label, "")


def head_class(texts: Sequence[str]) -> str:
    """Return the class that the last words of a name give, or ""."""
    if texts[-1] in _legal() and len(texts) > 1:
        return "Enterprise" if (body := _body(texts)) and not _research(body) else "ResearchOrganisation"
    if (
        texts[0] != texts[-1]
        and {"Party", "Discipline"} & set(texts)
        and texts[-1] in {"committee", "commission", "group"}
    ):
        return "PartyBody"
    of = next((i for i, word in enumerate(texts) if word in {"of", "for"}), len(texts))
    for end in (len(texts), of):
        for size in (2, 1):
            cls = _heads().get(" ".join(texts[max(0, end - size) : end]), "")
            if cls and end > 1 and (cls := _checked(cls, texts)):
                return cls
    return ""


def _body(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if text not in _legal()]


def _research(texts: Sequence[str]) -> bool:
    return bool(texts) and texts[-1] in {"Institute", "Academy", "Laboratory", "University"}


def _checked(cls: str, texts: Sequence[str]) -> str:
    """Correct a head noun's class by the words beside it."""
    said = set(texts)
    if cls == "PartyBody" and "Party" not in said and not said & _list("party word"):
        return "PartyBody" if "Municipal" in said or "Provincial" in said else "Organisation"
    if cls == "GovernmentBody" and "Discipline" in said:
        return "PartyBody"
    if (
        cls == "ResearchOrganisation"
        and texts[-1] in {"Center", "Centre"}
        and not said & _list("research word")
    ):
        return ""
    if cls == "RareEarthBase" and said & {"Air", "Naval", "Military", "Data", "Training"}:
        return ""
    return cls


@cache
def _list(name: str) -> frozenset[str]:
    return lexicon.load("en").words[name]


@cache
def _heads() -> dict[str, str]:
    return {head.word: head.cls for head in lexicon.load("en").heads if head.use == "name"}


@cache
def _legal() -> frozenset[str]:
    return frozenset(head.word for head in lexicon.load("en").heads if head.use == "legal")


@cache
def _organisation_heads() -> frozenset[str]:
    return frozenset(word for word, cls in _heads().items() if cls != "Place")
