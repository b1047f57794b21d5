"""Grounding: from what a model says to candidates, with every word of it at its place in the article.

A quote is searched as it is: only the forms of blanks, quotation marks, apostrophes and hyphens make no difference,
for models change these without a thought. The quote that is kept is the article's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import product

from soegraph import schema
from soegraph.loaders import lexicon
from soegraph.loaders.document import Argument, Candidate
from soegraph.loaders.llm.answers import End, MalformedError, Qualifier, Said
from soegraph.loaders.llm.cast import Cast
from soegraph.loaders.llm.figures import states_date, states_number
from soegraph.model import STATUSES, Article, Dropped, is_partial_date

Span = tuple[int, int]

# A model tells nothing of how sure it is that could be relied on; a frame that says a thing outright is surer.
_CONFIDENCE = 0.8
_LONGEST = 1_000  # code points; who quotes more proves nothing
_PARAGRAPH_END = "\n\n"
_FOLDS = str.maketrans(
    dict.fromkeys("\n\r\t\u00a0\u2009\u202f\u3000", " ")
    | dict.fromkeys("‘’ʼ", "'")
    | dict.fromkeys("“”„", '"')
    | dict.fromkeys("‐‑‒–—", "-")
)


class _RefusalError(Exception):
    """A claim that stands on no words of the article: the gate, and the reason."""

    def __init__(self, gate: str, reason: str) -> None:
        super().__init__(reason)
        self.gate = gate


def folded(text: str) -> str:
    """Write blanks, quotation marks, apostrophes and hyphens in one form each; the length stays.

    >>> print(folded("Baogang’s “two‑base” plan"))
    Baogang's "two-base" plan
    """
    return text.translate(_FOLDS)


@dataclass(frozen=True, slots=True)
class _Ground:
    """A place where a claim may stand: the quote, its stretch in the article, and its text folded."""

    start: int
    end: int
    text: str

    def places(self, words: str) -> Iterator[Span]:
        """Yield where the words stand in the quote, as stretches of the article."""
        for start in _occurrences(folded(words), self.text):
            yield self.start + start, self.start + start + len(words)


class Grounder:
    """Grounds what a model says of one article; `frame` is the name under which its claims go."""

    def __init__(self, article: Article, frame: str) -> None:
        self._article = article
        self._frame = frame
        self._text = folded(article.text)
        language = article.language.partition("-")[0]
        self._cast = Cast(language)
        self._named = lexicon.load(language).numbers if language in lexicon.languages() else {}

    def ground(self, said: Said | MalformedError, piece: Span) -> Candidate | Dropped:
        """Return the candidate for a claim that was read in a piece of the article, or why there is none."""
        if isinstance(said, MalformedError):
            return Dropped("answer", str(said), self._frame, "")
        try:
            return self._candidate(said, piece)
        except _RefusalError as refusal:
            return Dropped(refusal.gate, f"{said}: {refusal}", self._frame, said.quote)

    def _candidate(self, said: Said, piece: Span) -> Candidate:
        ground = self._find(said.quote, piece)
        relation = schema.load().properties.get(said.predicate)
        if relation is None or not relation.claimable:
            raise _RefusalError("vocabulary", f"{said.predicate!r} is no relation of the ontology")
        subject, target = _two_places(ground, said.subject.text, said.object.text)
        return Candidate(
            subject=self._thing(subject, said.subject),
            predicate=said.predicate,
            object=self._literal(target, said.object, relation.lexical_type)
            if relation.literal
            else self._thing(target, said.object),
            qualifiers=self._qualifiers(said.qualifiers, ground),
            modality=said.modality,
            frame=self._frame,
            confidence=_CONFIDENCE,
            anchor=(ground.start, ground.end),
            sentence=(ground.start, ground.end),
        )

    def _find(self, quote: str, piece: Span) -> _Ground:
        wanted = folded(quote)
        start = self._text.find(wanted, *piece)
        if start < 0:
            raise _RefusalError("quote", "the quote is not in the text")
        end = start + len(wanted)
        if len(wanted) > _LONGEST or _PARAGRAPH_END in self._article.text[start:end]:
            raise _RefusalError("quote", f"the quote is longer than a paragraph or {_LONGEST} characters")
        return _Ground(start, end, wanted)

    def _thing(self, place: Span, end: End) -> Argument:
        if next(_occurrences(folded(end.name), self._text), None) is None:
            raise _RefusalError("quote", f"the name {end.name!r} is not in the text")
        entity = self._cast.entity(end)
        if entity is None:
            raise _RefusalError("vocabulary", f"{end.type!r} is no class of the ontology")
        return Argument(*place, entity)

    def _literal(self, place: Span, end: End, kind: str) -> Argument:
        words = self._article.text[slice(*place)]
        if kind == "string":
            return Argument(*place, value=" ".join(words.split()))
        return Argument(*place, value=self._stated(end.value or end.text, kind, words))

    def _qualifiers(self, said: tuple[Qualifier, ...], ground: _Ground) -> Mapping[str, str]:
        """Return the qualifiers, each stated by words of the quote; that a post is current goes without saying."""
        found: dict[str, str] = {}
        for qualifier in said:
            if next(ground.places(qualifier.text), None) is None:
                raise _RefusalError(
                    "quote", f"the words for {qualifier.name}, {qualifier.text!r}, are not in the quote"
                )
            if (qualifier.name, qualifier.value) == ("status", "current"):
                continue
            known = schema.load().qualifiers.get(qualifier.name)
            found[qualifier.name] = (
                self._stated(qualifier.value, known.lexical_type, qualifier.text)
                if known
                else qualifier.value
            )
        return dict(sorted(found.items()))

    def _stated(self, value: str, kind: str, words: str) -> str:
        """Return a value in plain form, if the words state it; what a role is called is left to the model.

        What is no date or no status at all is left to the gates.
        """
        match kind:
            case "decimal" | "integer":
                value = _plain(value)
                stated = states_number(value, words, self._named)
            case "partialDate" | "year":
                stated = not is_partial_date(value) or states_date(value, words, self._article.text)
            case "role":
                stated = True
            case _:
                stated = value in words or value in STATUSES
        if not stated:
            raise _RefusalError("value", f"{value!r} is not what {words!r} says")
        return value


def _plain(value: str) -> str:
    """Write a number without zeros that tell nothing."""
    try:
        return f"{Decimal(value).normalize():f}"
    except InvalidOperation:
        raise _RefusalError("value", f"{value!r} is no number") from None


def _two_places(ground: _Ground, subject: str, target: str) -> tuple[Span, Span]:
    """Return where subject and object stand in the quote: apart if they can, else one inside the other."""
    subjects, targets = list(ground.places(subject)), list(ground.places(target))
    for end, words, places in (("subject", subject, subjects), ("object", target, targets)):
        if not places:
            raise _RefusalError("quote", f"the words for the {end}, {words!r}, are not in the quote")
    apart = (
        pair for pair in product(subjects, targets) if pair[0][1] <= pair[1][0] or pair[1][1] <= pair[0][0]
    )
    nested = (pair for pair in product(subjects, targets) if pair[0] != pair[1])
    found = next(apart, None) or next(nested, None)
    if found is None:
        raise _RefusalError("quote", f"the words {subject!r} cannot mean both subject and object")
    return found


def _occurrences(words: str, text: str) -> Iterator[int]:
    """Yield where words begin in a text; a Latin word is found as a whole word only."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not (_joined(text[start - 1 : start], words[0]) or _joined(words[-1], text[end : end + 1])):
            yield start
        start = text.find(words, start + 1)


def _joined(before: str, after: str) -> bool:
    """Tell whether two neighbouring characters belong to one Latin word or number."""
    pair = before + after
    return len(pair) == 2 and pair.isascii() and pair.isalnum()
