"""Parts of speech and lemmas from the parser's tags, remembered word by word.

spaCy matches every token against some 180 rules for its part of speech, a fifth of the time of a parse. All but a few
rules look at one token alone, at its word, tag and dependency, so that what they gave once holds for the next such
token. The few that look at two ("gonna", "y'all") are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc, Token

_Key = tuple[int, ...]
# All that a rule looks at, the word only where a rule names it.
_SEEN: list[int | str] = ["TAG", "DEP", "IS_SPACE", "LOWER"]
_GIVEN: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_WORD: list[int | str] = ["ORTH", "POS", "MORPH"]
_MOST = 20_000  # lemmas remembered; the commonest words come first in any text


class WordForms:
    """Gives parsed texts the parts of speech and lemmas that two of spaCy's components would give them."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._named = frozenset(ruler.vocab.strings.add(word) for word in _named(ruler))
        self._classes: dict[_Key, list[int]] = {}
        self._lemmas: dict[_Key, str] = {}
        known = lemmatizer.lookups.get_table("lemma_index")
        for pos, words in known.items():  # a list, which would be searched from end to end for every word
            known[pos] = frozenset(words)

    def fill(self, doc: Doc) -> None:
        """Set the parts of speech and lemmas of a parsed text."""
        import numpy as np

        seen = doc.to_array(_SEEN).tolist()
        rows = [
            self._class((tag, dep, space, word if word in self._named else 0), token)
            for (tag, dep, space, word), token in zip(seen, doc, strict=True)
        ]
        given: Any = np.array(rows, dtype="uint64").reshape(-1, len(_GIVEN))
        doc.from_array(_GIVEN, given)
        words = doc.to_array(_WORD).tolist()
        for row, word, token in zip(rows, words, doc, strict=True):
            if not row[-1]:
                token.lemma_ = self._lemma(tuple(word), token)
        self._lemmatizer.cache.clear()  # it would grow with every new word

    def _class(self, key: _Key, token: Token) -> list[int]:
        """What the rules give a token, in spaCy's numbers; no lemma where the lemmatizer is to tell."""
        if key not in self._classes:
            from spacy.tokens import Doc

            alone = Doc(token.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
            self._classes[key] = self._ruler(alone).to_array(_GIVEN).tolist()[0]
        return self._classes[key]

    def _lemma(self, word: _Key, token: Token) -> str:
        found = self._lemmas.get(word)
        if found is None:
            found = self._lemmatizer.lemmatize(token)[0]
            if len(self._lemmas) < _MOST:
                self._lemmas[word] = found
        return found


def _named(ruler: AttributeRuler) -> Iterator[str]:
    """Yield the words that rules about one token name."""
    for rule in cast("list[dict[str, Any]]", ruler.patterns):
        for pattern in rule["patterns"]:
            if len(pattern) == 1:
                word = pattern[0].get("LOWER", {})
                yield from [word] if isinstance(word, str) else word.get("IN", ())
