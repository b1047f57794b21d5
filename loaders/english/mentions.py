"""Names in English text: runs of capitalised words, split and typed by their head nouns and the gazetteer.

The statistical tagger takes companies for people and cuts names at "and" and "of"; here a name ends where the
words of the lexicon say so, and the tagger only decides what they leave open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from soegraph import schema
from soegraph.loaders import gazetteer
from soegraph.loaders.english.runs import Word, honoured, is_organisation_head, runs, words_of
from soegraph.loaders.english.words import english, legal, listed
from soegraph.loaders.gazetteer import Known
from soegraph.loaders.spans import Cover, touching

_GIVEN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiouü]{1,3})(?:ng|n|r)?){1,3}", re.IGNORECASE
)


# The tagger sees four words to either side of a word; with these characters it says what it says of the whole text.
_BEFORE = 50
_AFTER = 30


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


@dataclass(frozen=True, slots=True)
class Tag:
    """What the statistical tagger takes [start, end) for."""

    start: int
    end: int
    label: str

    def moved(self, by: int) -> Tag:
        """Return the tag of the same words in a text with so many more characters before them."""
        return Tag(self.start + by, self.end + by, self.label)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words that may be a name, with the known names in it.

    `titled` tells that a job title stands beside it; `stands_for` is the tagger's label of what alone can stand
    there, if that can be told: "based in X", "president of X".
    """

    text: str
    words: Sequence[Word]
    inside: Sequence[gazetteer.Hit[Known]]
    titled: bool
    stands_for: str

    @property
    def start(self) -> int:
        """The first code point."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self.words[-1].end


@dataclass(frozen=True, slots=True)
class Reading:
    """What its words alone tell of the names in a paragraph: `named`, and `unsure` what the tagger is to tell."""

    text: str
    known: Sequence[gazetteer.Hit[Known]]
    named: Sequence[Name]
    unsure: Sequence[Run]

    def doubtful(self) -> list[tuple[int, int]]:
        """Return the stretches that the tagger is to look at: the unsure runs with what it judges them by."""
        found: list[tuple[int, int]] = []
        for run in self.unsure:
            start = self.text.rfind(" ", 0, max(0, run.start - _BEFORE)) + 1
            end = self.text.find(" ", run.end + _AFTER)
            if found and start < found[-1][1]:
                start = found.pop()[0]
            found.append((start, end if end >= 0 else len(self.text)))
        return found

    def names(self, tagged: Sequence[Tag]) -> list[Name]:
        """Return all names in their order; `tagged` is what the statistical tagger found."""
        settled = (_settled(run, tagged) for run in self.unsure)
        names = [*self.named, *(name for name in settled if name)]
        cover = Cover(0, len(self.text), ((name.start, name.end) for name in names))
        names += [_known_name(self.text, hit) for hit in self.known if not cover.meets(hit.start, hit.end)]
        return sorted(names, key=lambda name: name.start)


def read(text: str, taken: Sequence[tuple[int, int]]) -> Reading:
    """Read a paragraph; `taken` are stretches (dates, job titles) in which no name may lie."""
    cover = Cover(0, len(text), taken)
    known = [hit for hit in gazetteer.names("en").find(text) if not cover.meets(hit.start, hit.end)]
    title_ends = {end for _, end in taken}
    named: list[Name] = []
    unsure: list[Run] = []
    for words in runs(text, cover, {hit.start: hit.end for hit in known}):
        start, end = words[0].start, words[-1].end
        titled = _titled(text, words, taken, title_ends)
        place = _stands_for(text, start, end, taken)
        run = Run(text[start:end], words, touching(known, start, end), titled, place)
        if name := _told(text, run):
            named.append(name)
        elif _may_be_name(run):
            unsure.append(run)
    return Reading(text, known, named, unsure)


_BETWEEN_TITLE = re.compile(r",? (?:(?:the|its|their|his|her|a|an|as|who|is|was|as the) ){0,2}")


def _titled(text: str, run: Sequence[Word], taken: Sequence[tuple[int, int]], title_ends: set[int]) -> bool:
    """Tell whether a job title or a "Mr" stands beside a name: "chairman X", "its chairman, X", "X, chairman"."""
    start, end = run[0].start, run[-1].end
    if {start, start - 1} & title_ends or honoured(text, start):
        return True
    if text[start - 2 : start] == ", " and start - 2 in title_ends:
        return True
    after = _BETWEEN_TITLE.match(text, end)
    return after is not None and any(first == after.end() for first, _ in taken)


_PLACED = re.compile(r"\b(?:(?P<seat>[a-z]+) in|(?P<body>[A-Z][\w.]+) of) $")


_BASED = re.compile(r"[-‐‑](?:based|headquartered|born)\b")


_EMPLOYED = re.compile(r" (?:of|at) $")


def _stands_for(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> str:
    """The label of what alone can stand there: "based in X", "X-based", "Arabian Drilling of X", "president of X"."""
    if _BASED.match(text, end):
        return "GPE"
    before = text[max(0, start - 40) : start]
    if employed := _EMPLOYED.search(before):
        at = start - len(employed[0])
        title = next((text[first:last].lower() for first, last in taken if last == at), "")
        return "ORG" if title and not english().is_held_at_place(title) and not title.isdigit() else ""
    match = _PLACED.search(before)
    if match is None:
        return ""
    seated = match["seat"] in listed("seated") if match["seat"] else match["body"] not in listed("of head")
    return "GPE" if seated else ""


def _told(text: str, run: Run) -> Name | None:
    """Return the name that a run is by the tables or by its words."""
    start, end = run.start, run.end
    if exact := next((hit for hit in run.inside if hit.start <= start and end <= hit.end), None):
        return _known_name(text, exact)
    for hit in run.inside:
        whole = hit.start == start and " " in text[start : hit.end]
        if whole and _adds_nothing(text[hit.end : end], hit):
            return _known_name(text, hit._replace(end=end))
    if person := _person(run.words):
        return person
    cls = head_class([word.text for word in run.words])
    return Name(start, end, text[start:end], cls) if cls else None


def _may_be_name(run: Run) -> bool:
    """Tell whether the tagger can make one name of a run."""
    last = run.words[-1].text
    if len(run.words) > 1:
        return last not in listed("venue")
    return not run.inside and last not in listed("generic") and len(last) > 2 and last[0].isupper()


def _settled(run: Run, tagged: Sequence[Tag]) -> Name | None:
    """Return the name that a run is as the tagger takes it; none where only the known names in it are any."""
    if run.text in listed("acronym"):
        return None
    if len(run.words) == 1 and is_acronym(run.text):
        return Name(run.start, run.end, run.text, "", guess=_firm()) if _firm() else None
    single = len(run.words) == 1
    label = (single and run.stands_for) or _label(run.start, run.end, tagged)
    cls = _class_of_one(label) if single else _class_of_many(run, label)
    person = label == "PERSON" or cls == schema.load().class_of("person")
    unsure = person or (single and label != run.stands_for)
    return Name(run.start, run.end, run.text, "" if unsure else cls, guess=cls) if cls else None


def is_acronym(word: str) -> bool:
    """Tell whether a word in capitals is short for a body: "CATL", but not "GDP"."""
    return word.isupper() and word.isalpha() and 3 <= len(word) <= 6 and word not in listed("acronym")


def _known_name(text: str, hit: gazetteer.Hit[Known]) -> Name:
    """A name that the tables know; where several things share it, only the class may be told."""
    iri = hit.payloads[0].iri if len(hit.payloads) == 1 else ""
    cls = min(known.type for known in hit.payloads)
    return Name(hit.start, hit.end, text[hit.start : hit.end], cls, iri)


def _adds_nothing(rest: str, hit: gazetteer.Hit[Known]) -> bool:
    """Tell whether what follows a known name only says what it is: "Co., Ltd.", the "mine" of a known mine."""
    own = {
        head.word
        for head in english().heads_for("name").values()
        if any(_of_one_family(head.cls, known.type) for known in hit.payloads)
    }
    said = {word.text for word in words_of(rest)}
    return said <= {",", *legal(), *own, *(listed("mine kind") if own else ())}


def _of_one_family(first: str, second: str) -> bool:
    model = schema.load()
    return any(model.is_kind(first, kind) and model.is_kind(second, kind) for kind in ("site", "place"))


def _person(run: Sequence[Word]) -> Name | None:
    texts = [word.text for word in run]
    if not 2 <= len(texts) <= 3 or texts[0] not in listed("surname") or not schema.load().class_of("person"):
        return None
    if any(is_organisation_head(text) for text in texts[1:]):
        return None
    if not all(_GIVEN.fullmatch(text.replace("-", "")) and len(text) < 11 for text in texts[1:]):
        return None
    if gazetteer.is_place(" ".join(texts)):
        return None
    return Name(run[0].start, run[-1].end, " ".join(texts), schema.load().class_of("person"))


def _label(start: int, end: int, tagged: Sequence[Tag]) -> str:
    """The tagger's label for most of a stretch, or ""."""
    best = max(
        ((min(end, tag.end) - max(start, tag.start), tag.label) for tag in touching(tagged, start, end)),
        default=(0, ""),
    )
    return best[1] if best[0] * 2 > end - start else ""


_NO_NAME = frozenset(
    (
        *("DATE", "NORP", "EVENT", "LAW", "LANGUAGE"),
        *("CARDINAL", "ORDINAL", "MONEY", "TIME", "QUANTITY", "PERCENT"),
    )
)
# The kinds of mention that the tagger's labels tell, the first that the ontology has a class for.
_TAGGED = {
    "GPE": ("place",),
    "LOC": ("place",),
    "ORG": ("enterprise", "organisation"),
    "PERSON": ("person",),
    "PRODUCT": ("work", "enterprise", "organisation"),
    "WORK_OF_ART": ("work",),
}


def _tagged_class(label: str) -> str:
    return schema.load().class_of(*_TAGGED.get(label, ()))


def _firm() -> str:
    """The class of names that are an organisation's, but do not tell of which sort."""
    return _tagged_class("ORG")


def _class_of_one(label: str) -> str:
    if label not in _OF_ONE_WORD:
        return ""
    return _firm() if label == "PERSON" and listed("surname") else _tagged_class(label)


_OF_ONE_WORD = frozenset(["GPE", "LOC", "ORG", "PERSON", "WORK_OF_ART"])


def _class_of_many(run: Run, label: str) -> str:
    """Return the class of several words without a telling head: what the tagger says, or what a place opens."""
    first = run.words[0].text
    if label in _NO_NAME:
        return ""
    if label == "WORK_OF_ART":
        return _tagged_class(label)
    person = schema.load().class_of("person")
    if person and run.titled and _given_and_family(run) and not gazetteer.is_known(run.text):
        return person
    if gazetteer.is_place(first) or gazetteer.is_known(first) or _trades_in(run.words[-1].text):
        return _firm()
    romanised = listed("surname") and (len(run.words) > 2 or _GIVEN.fullmatch(first))
    if label == "PERSON" and not run.titled and romanised:
        return _firm()  # a Chinese word that is no surname opens the name of a firm
    return _tagged_class(label)


def _given_and_family(run: Run) -> bool:
    return len(run.words) <= 3 and all(word.text.isalpha() and word.capital for word in run.words)


def _trades_in(word: str) -> bool:
    """Tell whether a word is what firms call themselves by: "Yuntianhe Phosphate", "Jiamusi Axle"."""
    return word in listed("name part") or bool(gazetteer.terms("en").whole(word))


def head_class(texts: Sequence[str]) -> str:
    """Return the class that the last words of a name give, or ""."""
    if texts[-1] in legal() and len(texts) > 1:
        research = schema.load().class_of("institute") if _research(texts) else ""
        return research or legal()[texts[-1]].cls
    if texts[0] != texts[-1] and listed("party opener") & set(texts) and texts[-1] in listed("party head"):
        return schema.load().class_of("unit")
    heads = english().heads_for("name")
    of = next((i for i, word in enumerate(texts) if word in {"of", "for"}), len(texts))
    opened = (
        0 < of < len(texts)
        and (
            texts[of - 1] in listed("open head")  # "Institute of Zinc"
            or _is_place(texts[of + 1 :])  # "Commission of Hubei Province"
        )
    )
    for end in (of, len(texts)) if opened else (len(texts), of):
        for size in (2, 1):
            head = heads.get(" ".join(texts[max(0, end - size) : end]))
            if head and len(texts) > 1 and (cls := english().class_beside(head, set(texts))):
                return cls
    return ""


def _is_place(texts: Sequence[str]) -> bool:
    head = english().heads_for("name").get(texts[-1]) if texts else None
    return gazetteer.is_place(" ".join(texts)) or (
        head is not None and schema.load().is_kind(head.cls, "place")
    )


def _research(texts: Sequence[str]) -> bool:
    """Tell whether a name ends as that of an institute does, or has nothing but legal suffixes."""
    body = [text for text in texts if text not in legal() and text != ","]
    return not body or body[-1] in listed("research head")
