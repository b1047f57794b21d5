"""A shallow parse: clauses of phrases and verbs, each verb with its subject, objects and prepositional phrases.

No dependency parser of Chinese can be had offline from a package, so this reads a clause from left to right: the
phrase before a verb is its subject, those after it are its objects, 由 and 被 give an agent, 把 an object, and a
clause before 的 is told from a possessor by what stands on either side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from soegraph.loaders.chinese.clauses import Clause, Phrase, Verb
from soegraph.loaders.chinese.kinds import (
    DE,
    Role,
    begins_new,
    counts,
    role,
    takes_place,
)
from soegraph.loaders.chinese.text import Sentence, Token
from soegraph.loaders.chinese.words import chinese, from_lexicon, head_of, listed

_BREAKS = frozenset("，；：—…")
_AFTER_VERB = frozenset(["于", "在", "为", "至", "到", "给", "向", "以"])


def parse(sentences: Iterable[Sentence]) -> list[Clause]:
    """Return the clauses of sentences; what stands in brackets is left out."""
    clauses: list[Clause] = []
    for sentence in sentences:
        supposed = False
        for tokens, opens in _split(sentence):
            clause = Clause(sentence, tokens, len(clauses), opens=opens, supposed=supposed)
            _Parser(clause).run()
            clauses.append(clause)
            supposed = supposed or _is_condition(clause)
    return clauses


def _is_condition(clause: Clause) -> bool:
    return not _marks().isdisjoint([token.text for token in clause.tokens[:4] if not token.mention])


@from_lexicon
def _marks() -> frozenset[str]:
    return frozenset(word for kind, word in chinese().cues if kind == "mark")


def _split(sentence: Sentence) -> Iterator[tuple[list[Token], bool]]:
    tokens: list[Token] = []
    depth, opens = 0, True
    for token in sentence.tokens:
        if token.mention is None and token.text in "（）":
            depth = max(0, depth + (1 if token.text == "（" else -1))
        elif depth:
            depth = max(0, depth - token.text.count("）") + token.text.count("（"))
        elif token.mention is None and token.text[0] in _BREAKS:
            if tokens:
                yield tokens, opens
            tokens, opens = [], token.text[0] == "；"
        elif token.tag != "w" or token.text == "、" or token.mention:
            tokens.append(token)
    if tokens:
        yield tokens, opens


class _Parser:
    """Reads one clause from left to right."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._roles = [*map(role, clause.tokens), Role.OTHER]
        self._at = 0
        self._last: Phrase | Verb | None = None
        self._free: Phrase | None = None
        self._verb: Verb | None = None
        self._stack: list[Verb] = []
        self._preposition = ""
        self._beside: list[tuple[str, Phrase]] = []
        self._cues: list[Token] = []

    def run(self) -> None:
        """Fill the clause."""
        while self._at < len(self._tokens):
            token, read = self._tokens[self._at], self._roles[self._at]
            if token.text in DE and token.tag != "v":
                self._at += 1
                self._de()
            elif read is Role.VERB:
                self._at += 1
                self._open(token)
            elif read is Role.PREPOSITION and (token.text not in listed("fronted") or self._fronts()):
                self._at += 1
                self._preposition = token.text
                if token.text == "被" and self._roles[self._at] is Role.VERB:
                    self._beside.append(("被", Phrase([token])))
                    self._preposition = ""
            elif read is Role.NOUN:
                self._place(self._phrase())
            else:
                self._cues.append(token)
                self._at += 1
        if self._verb is not None:
            self._verb.beside += self._beside
        self._clause.cues = self._cues

    def _fronts(self) -> bool:
        """Tell whether 将 or 把 puts an object before its verb: 将A并入B, but not 将并入B."""
        noun = self._roles[self._at + 1] is Role.NOUN
        return noun and self._tokens[self._at + 1].tag not in {"TIME", "m", "a"}

    def _phrase(self) -> Phrase:
        """Read a phrase and those listed with it: A、B和C."""
        first = last = self._one()
        while self._at + 1 < len(self._tokens):
            joint = self._tokens[self._at]
            if (
                joint.mention
                or joint.text not in listed("joining")
                or self._roles[self._at + 1] is not Role.NOUN
            ):
                break
            self._at += 1
            member = self._one()
            member.row = first
            if joint.text in listed("with"):
                first.beside.append(member)
                last = member
            else:
                last.members.append(member)
        self._absorb_crowd(first)
        return first

    def _one(self) -> Phrase:
        tokens: list[Token] = []
        while self._roles[self._at] is Role.NOUN:
            token = self._tokens[self._at]
            if tokens and begins_new(tokens[-1], token):
                break
            tokens.append(token)
            self._at += 1
        phrase = Phrase(tokens)
        self._clause.phrases.append(phrase)
        return phrase

    def _absorb_crowd(self, phrase: Phrase) -> None:
        """Leave out what only counts a list: A、B、C三家企业."""
        last = phrase.all()[-1]
        named = [i for i, token in enumerate(last.tokens) if token.entity]
        tail = last.tokens[named[-1] + 1 :] if named else []
        if tail and tail[0].tag in {"m", "r", "q"} and counts(tail[-1]):
            last.tokens = last.tokens[: named[-1] + 1]
        elif named and not tail:
            tail = self._others()
        else:
            tail = []
        if tail:
            self._clause.phrases.append(Phrase(tail, apposed=phrase))

    def _others(self) -> list[Token]:
        """Read what 等 adds to a list: A、B等三家子公司."""
        following = self._tokens[self._at : self._at + 1]
        if not following or following[0].text not in {"等", "等等"}:
            return []
        end = self._at + 1
        while self._roles[end] is Role.NOUN and not self._tokens[end].mention:
            end += 1
        tail = self._tokens[self._at + 1 : end]
        if not tail or not counts(tail[-1]):
            return []
        self._at = end
        return tail

    def _place(self, phrase: Phrase) -> None:
        """Give a phrase its slot: after a preposition, after a verb, or before one."""
        if self._preposition:
            self._after_preposition(phrase)
        elif phrase.head.is_kind("date") or phrase.head.text in listed("time noun"):
            return
        elif self._verb is not None:
            self._verb.objects.append(phrase)
            phrase.verb, phrase.slot = self._verb, "obj"
        else:
            self._free = self._chosen(phrase)
        self._last = phrase

    def _chosen(self, phrase: Phrase) -> Phrase:
        """The subject of two phrases before a verb: a word of place or time never is."""
        if self._free is not None and phrase.tokens[-1].text in listed("locative"):
            return self._free
        return phrase

    def _after_preposition(self, phrase: Phrase) -> None:
        word, self._preposition = self._preposition, ""
        phrase.slot = word
        if self._verb is not None and isinstance(self._last, Verb) and word in _AFTER_VERB:
            self._verb.beside.append((word, phrase))
            phrase.verb = self._verb
        else:
            self._beside.append((word, phrase))

    def _open(self, token: Token) -> None:
        """Begin a verb: what stands before it becomes its subject, agent, object."""
        before = self._verb
        verb = Verb(
            token, self._clause, cues=self._cues, left=self._last if isinstance(self._last, Phrase) else None
        )
        self._cues = []
        if before is None:
            verb.subject = self._free
        else:
            verb.subject, verb.agent = before.subject, before.agent
            verb.cues = [*before.cues, *verb.cues]
            self._stack.append(before)
            if before.token.text in listed("with"):  # A联合B|设立C
                self._beside += ((before.token.text, partner) for partner in before.objects)
            if isinstance(self._last, Verb) and not self._beside:
                before.chained = verb
                verb.beside, verb.passive, verb.fronted = list(before.beside), before.passive, before.fronted
        self._give(verb)
        if verb.subject is not None and verb.subject.verb is None:
            verb.subject.verb, verb.subject.slot = verb, "subj"
        self._clause.verbs.append(verb)
        self._verb = self._last = verb
        self._preposition = ""

    def _give(self, verb: Verb) -> None:
        """Hand a verb the prepositional phrases that wait for one."""
        for word, phrase in self._beside:
            if word in listed("agent"):
                verb.passive = True
                verb.agent = phrase if phrase.tokens[0].text != "被" else None
            elif word in listed("fronted"):
                verb.fronted = phrase
            else:
                verb.beside.append((word, phrase))
            phrase.verb = verb
        self._beside = []

    def _de(self) -> None:
        """Read what follows 的 and tell whether a phrase or a clause stands before it."""
        following = self._tokens[self._at : self._at + 2]
        if self._roles[self._at] is Role.VERB and self._roles[self._at + 1] is not Role.NOUN:
            following[0].tag = "vn"  # 双方的合作
            self._roles[self._at] = role(following[0])
        if self._roles[self._at] is not Role.NOUN:
            if following and self._verb is not None and following[0].text in listed("copula"):
                self._verb.relative = self._verb.headless = True
            return
        before, verb = self._last, self._verb
        phrase = self._phrase()
        if verb is not None and (before is verb or self._is_relative(verb, before, phrase)):
            self._relative(verb, before, phrase)
        elif isinstance(before, Phrase):
            self._last = self._own(before, phrase)
        else:
            self._place(phrase)

    def _own(self, before: Phrase, phrase: Phrase) -> Phrase:
        """Give a phrase its owner; in "A与B旗下的C" only the last of a list owns."""
        row = before.beside or (before.members if phrase.tokens[0].entity is not None else [])
        if row:
            owner = row[-1]
            row[-1] = phrase
            phrase.owner, owner.owned = owner, phrase
            return before
        phrase.owner, before.owned = before, phrase
        self._replace(before, phrase)
        return phrase

    def _is_relative(self, verb: Verb, before: Phrase | Verb | None, phrase: Phrase) -> bool:
        """Tell 位于包头的A (a clause) from 收购A的股权 (an owner)."""
        if not isinstance(before, Phrase) or before.verb is not verb:
            return False
        first, head = phrase.tokens[0], phrase.head
        named = first.entity is not None and not head.is_kind("title")
        if head.text in listed("attribute") and head is not first:
            head = phrase.tokens[phrase.tokens.index(head) - 1]  # 总部设在A的公司|注册资本
        if not (named or (head_of(head.text, "anaphor") and not head.mention)):
            return False
        if before.tokens[-1].text in listed("copula head"):
            return False
        if head.names("Place") and takes_place(verb.token.text):
            return False  # 位于A旁边的B
        if before.head.names("Place") and not takes_place(verb.token.text):
            return False
        subject = verb.subject
        if subject is not None and _points(subject):
            return True
        return subject is None or subject.head.text in listed("attribute") or head.names("Person")

    def _relative(self, verb: Verb, before: Phrase | Verb | None, phrase: Phrase) -> None:
        verb.relative = True
        outer = self._stack.pop() if self._stack else None
        while outer is not None and outer.chained is not None and outer.chained.relative:
            outer.relative = True
            outer = self._stack.pop() if self._stack else None
        if before is verb:
            self._object_relative(verb, outer, phrase)
        else:
            self._subject_relative(verb, phrase)
        if outer is not None and outer.chained is verb:
            outer.chained = None
        self._verb, self._last = outer, phrase
        if outer is not None:
            outer.objects.append(phrase)
            phrase.verb, phrase.slot = outer, "obj"
        elif phrase.slot not in listed("preposition"):
            self._free = phrase

    def _object_relative(self, verb: Verb, outer: Verb | None, phrase: Phrase) -> None:
        """A持有的B: A is the subject, B the object."""
        left = verb.left
        if outer is not None and left is not None and left in outer.objects:
            outer.objects.remove(left)
            verb.subject = left
        elif outer is not None and left is None:
            verb.subject = None
        for word, beside in list(verb.beside):
            if verb.subject is None and beside is left and beside.head.names("Organisation"):
                verb.subject = beside
                verb.beside.remove((word, beside))
                self._beside.append((word, phrase))
                phrase.slot = word
        if verb.passive and verb.subject is not None and _points(verb.subject):
            phrase.tokens = [*verb.subject.tokens, *phrase.tokens]  # 这家|由A控股的|公司
            verb.subject = None
        if not verb.objects:
            verb.objects.append(phrase)

    def _subject_relative(self, verb: Verb, phrase: Phrase) -> None:
        """总部位于A的B: B is what the clause is said of."""
        if (
            verb.subject is not None
            and verb.subject.owner is None
            and verb.subject.head.text in listed("attribute")
        ):
            verb.subject.owner = phrase
        else:
            if verb.subject is not None and _points(verb.subject):
                phrase.tokens = [*verb.subject.tokens, *phrase.tokens]  # 这家|总部设在A的|公司
            verb.subject = phrase

    def _replace(self, before: Phrase, phrase: Phrase) -> None:
        """Put a phrase where its owner stood."""
        phrase.verb, phrase.slot = before.verb, before.slot
        if before.verb is not None and before in before.verb.objects:
            objects = before.verb.objects
            objects[objects.index(before)] = phrase
        if self._free is before:
            self._free = phrase
        for waiting in (self._beside, before.verb.beside if before.verb else []):
            for index, (word, beside) in enumerate(waiting):
                if beside is before:
                    waiting[index] = (word, phrase)


def _points(phrase: Phrase) -> bool:
    """Tell whether a phrase is no more than a determiner: 这家, 一家."""
    return all(token.tag in {"r", "m", "q"} for token in phrase.tokens)
