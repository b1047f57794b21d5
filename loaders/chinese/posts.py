"""Posts: which job titles a person holds, where, and since or until when.

Titles come in rows, each with its organisation before it or that of the row ("A党委书记、董事长，B董事"); their
holder follows the row, or stands before the verb of office that governs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from soegraph.loaders.chinese import modality
from soegraph.loaders.chinese.clauses import Clause, later
from soegraph.loaders.chinese.employers import context
from soegraph.loaders.chinese.kinds import is_office
from soegraph.loaders.chinese.resolve import Resolver, is_near
from soegraph.loaders.chinese.text import Token
from soegraph.loaders.chinese.words import chinese, head_of, listed, opening
from soegraph.loaders.document import Argument, Entity
from soegraph.model import ASSERTED


@dataclass(frozen=True, slots=True)
class Post:
    """A title as held: who, where, its status ("" for current) and how far the text says so outright."""

    title: Token
    holder: Argument
    organisation: Argument
    role: str
    status: str
    modality: str
    stated: bool
    clause: Clause
    start: int
    end: int


def posts(clause: Clause, clauses: Sequence[Clause], resolver: Resolver) -> Iterator[Post]:
    """Yield the posts of a clause."""
    for row in _rows(clause.tokens):
        yield from _Row(clause, clauses, resolver, row).posts()


def _rows(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of titles that stand in one row."""
    at = 0
    while at < len(tokens):
        if not tokens[at].is_kind("title"):
            at += 1
            continue
        end = at + 1
        while (following := _next_title(tokens, end)) is not None:
            end = following + 1
        yield at, end
        at = end


def _next_title(tokens: Sequence[Token], at: int) -> int | None:
    """The next title of a row: after a conjunction, perhaps with an organisation of its own."""
    joined = at < len(tokens) and (
        tokens[at].text in listed("joining") or tokens[at].text in {"兼", "兼任", "并任"}
    )
    if at < len(tokens) and tokens[at].is_kind("title"):
        return at
    if not joined:
        return None
    for index in range(at + 1, min(at + 5, len(tokens))):
        if tokens[index].is_kind("title"):
            return index
        inside = (
            tokens[index].names("Organisation")
            or tokens[index].names("Place")
            or tokens[index].text in _LINKS
        )
        if (
            not inside
            and not head_of(tokens[index].text, "anaphor")
            and tokens[index].tag not in {"r", "vn", "n"}
        ):
            return None
    return None


_LINKS = frozenset(["的", "兼", "、"])


class _Row:
    """One row of titles in its clause."""

    def __init__(
        self, clause: Clause, clauses: Sequence[Clause], resolver: Resolver, row: tuple[int, int]
    ) -> None:
        self._clause, self._clauses, self._resolver = clause, clauses, resolver
        self._tokens = clause.tokens
        self._first, self._end = row
        self._verb = self._office_verb()
        self._nobody = False

    def posts(self) -> Iterator[Post]:
        holders = self._following() or self._after_copula() or self._governing()
        if not holders:
            return
        employer: Argument | None = None
        stated = False
        for index in range(self._first, self._end):
            token = self._tokens[index]
            if not token.is_kind("title"):
                continue
            own = self._own_organisation(index) or (self._workplace() if employer is None else None)
            if self._nobody:
                return
            if own is not None:
                employer, stated = own, True
            elif employer is None:
                employer = context(
                    self._tokens[self._first], self._verb, self._clause, self._clauses, self._resolver
                )
            if employer is not None:
                for post in self._held(token, holders, employer, stated):
                    lasting = post.status in {"", "appointed"} and not self._introduces()
                    if lasting and post.modality == ASSERTED:
                        self._resolver.employ(post.holder.entity, employer.entity, self._clause.sentence)
                    yield post
                yield from self._left(token, employer, stated)

    def _held(
        self, title: Token, holders: Sequence[Argument], employer: Argument, stated: bool
    ) -> Iterator[Post]:
        wanted, entity = chinese().held_only_at(title.text), employer.entity
        assert entity is not None
        if wanted == "GovernmentBody":
            entity = self._resolver.government_beside(entity) or entity
            employer = employer._replace(entity=entity)
        role = chinese().role(title.text, entity.type, entity.names)
        if role is None or (wanted and not entity.is_a(wanted)):
            return
        status = self._status(title)
        for holder in holders:
            start = min(title.start, holder.start, *([self._verb.start] if self._verb else []))
            end = max(title.end, holder.end)
            yield Post(
                title,
                holder,
                employer,
                role,
                "" if status == "planned" else status,
                "planned" if status == "planned" else self._modality(),
                stated,
                self._clause,
                start,
                end,
            )

    def _left(self, title: Token, employer: Argument, stated: bool) -> Iterator[Post]:
        """Who is replaced: A接替B任董事长."""
        assert employer.entity is not None
        role = chinese().role(title.text, employer.entity.type, employer.entity.names)
        gone = [t for t in self._tokens[: self._first] if t.names("Person") and self._is_replaced(t)]
        for token in gone if role else ():
            holder = Argument(token.start, token.end, token.entity)
            yield Post(
                title,
                holder,
                employer,
                role or "",
                "removed",
                self._modality(),
                stated,
                self._clause,
                min(token.start, title.start),
                title.end,
            )

    def _own_organisation(self, index: int) -> Argument | None:
        """The organisation right before a title, over 的 and words such as 党委 or 工会."""
        at = index - 1
        if (body := _body(self._tokens[index].text)) and not (
            at >= 0 and self._tokens[at].names("Organisation")
        ):
            return self._body(body, self._tokens[index])
        while at >= 0:
            token = self._tokens[at]
            if token.mention is None and token.text in listed("local body"):
                return self._body(token.text, token)
            if token.names("Organisation"):
                assert token.entity is not None
                return Argument(token.start, token.end, token.entity)
            if token.names("Place") and chinese().is_held_at_place(self._tokens[index].text):
                assert token.entity is not None
                return Argument(token.start, token.end, self._resolver.government(token.entity))
            noun = head_of(token.text, "anaphor")
            if noun and noun.word == token.text.removeprefix("该") and not token.mention:
                entity = self._anaphor(noun.cls, noun.word, token)
                return Argument(token.start, token.end, entity) if entity else None
            if token.text.startswith("某") or (
                token.text in listed("opaque name") and token.tag in {"n", "ORG"}
            ):
                self._nobody = token.text not in listed("part of post")
                return None
            if token.is_kind("title") or token.names("Person") or token.tag not in _BETWEEN or index - at > 4:
                return None
            if token.text in listed("joining"):
                return None
            at -= 1
        return None

    def _body(self, word: str, at: Token) -> Argument:
        """The committee or government that a text calls 市委 or 市政府: one named before, else one of that name."""
        cls = "GovernmentBody" if word.endswith(("政府", "区")) else "PartyBody"
        return Argument(at.start, at.end, self._resolver.local_body(word, cls, at.start))

    def _workplace(self) -> Argument | None:
        """The organisation at which a verb of office places the row: 在A任董事."""
        place = self._tokens.index(self._verb) if self._verb in self._tokens else 0
        for before, token in pairwise(self._tokens[: min(place + 1, self._first)]):
            if before.text == "在" and token.names("Organisation"):
                return Argument(token.start, token.end, token.entity)
        return None

    def _anaphor(self, cls: str, word: str, token: Token) -> Entity | None:
        resolver = self._resolver
        if cls == "Enterprise":
            near = token.text != word or is_near(self._tokens[max(0, self._tokens.index(token) - 2) :][:2])
            return resolver.enterprise(word, token.start, near=near)
        return resolver.described(cls, word, token.start, near=False)

    def _following(self) -> list[Argument]:
        """The people right after the row: 董事长A, 副总经理A、B."""
        found: list[Argument] = []
        at = self._end
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.names("Person"):
                found.append(Argument(token.start, token.end, token.entity))
            elif not (found and token.text in listed("joining")) and token.text not in self._passed():
                break
            at += 1
        return found

    def _passed(self) -> frozenset[str]:
        """What may stand between a title and its holder; 的 only where a verb governs the title: 现任董事长的A."""
        return (
            _PASSED | {"的"}
            if (self._verb is not None and self._verb.start < self._tokens[self._first].start)
            or any(token.text == "时任" for token in self._tokens[: self._first])
            else _PASSED
        )

    def _after_copula(self) -> list[Argument]:
        """The person whom 由 or 为 announces: 董事长由A担任, 董事长是A."""
        at = self._end
        while at < len(self._tokens) and (
            self._tokens[at].text in _POST_NOUNS or self._tokens[at].tag in {"d", "ad", "vd"}
        ):
            at += 1
        if at + 1 < len(self._tokens) and self._tokens[at].text in _ANNOUNCING:
            for token in self._tokens[at + 1 :]:
                if token.names("Person"):
                    self._verb = self._verb or self._verb_after(at)
                    return [Argument(token.start, token.end, token.entity)]
                if token.is_kind("title"):
                    break
        return []

    def _governing(self) -> list[Argument]:
        """The person before the row in its clause, else the one that the clause leaves unsaid."""
        replaced = False
        for token in reversed(self._tokens[: self._first]):
            if token.names("Person") and not self._is_replaced(token):
                return self._listed(token)
            replaced = replaced or token.names("Person")
            if token.text in {"他", "她", "其"} and (entity := self._resolver.last("Person", token.start)):
                return [Argument(token.start, token.end, entity)]
        if self._verb is None and not self._bare():
            return []
        return self._unsaid()

    def _listed(self, last: Token) -> list[Argument]:
        """A person and those listed before: A、B分别担任."""
        index = self._tokens.index(last)
        found = [Argument(last.start, last.end, last.entity)]
        while (
            index >= 2
            and self._tokens[index - 1].text in listed("joining")
            and self._tokens[index - 2].names("Person")
        ):
            index -= 2
            token = self._tokens[index]
            found.insert(0, Argument(token.start, token.end, token.entity))
        return found

    def _is_replaced(self, person: Token) -> bool:
        index = self._tokens.index(person)
        before = [token for token in self._tokens[max(0, index - 6) : index] if not token.mention]
        return any(token.text in listed("replacing") for token in before) and not any(
            token.names("Person") for token in self._tokens[max(0, index - 1) : index]
        )

    def _bare(self) -> bool:
        """Tell whether the clause is no more than the row: an apposition."""
        return not self._clause.main and self._first == 0

    def _unsaid(self) -> list[Argument]:
        """The last person of the sentence, or the subject of the one before where a verb of office asks for one."""
        sentence = self._clause.sentence
        at = self._tokens[0].start
        spoken = self._resolver.before(at, "Person", sentence.number)
        if spoken is None and self._verb is not None:
            spoken = self._resolver.before(at, "Person", sentence.number - 1)
        return [Argument(spoken.start, spoken.end, spoken.entity)] if spoken else []

    def _office_verb(self) -> Token | None:
        """The verb of office that governs the row: before it in the clause, or after it (董事长职务被免去)."""
        for token in reversed(self._tokens[: self._first]):
            if not token.mention and is_office(token):
                return token
            if token.names("Person") and not self._is_replaced(token):
                continue
        return self._verb_after(self._end)

    def _verb_after(self, at: int) -> Token | None:
        for token in self._tokens[at : at + 6]:
            if not token.mention and is_office(token):
                return token
            if token.is_kind("title"):
                break
        return None

    def _status(self, title: Token) -> str:
        cues = chinese().cues
        verb = self._verb
        adverbs = {token.text for token in self._tokens[: self._first] if not token.mention}
        past = any(cues.get(("adverb", word)) == "former" for word in adverbs)
        before = self._tokens[: self._tokens.index(title)]
        for token in reversed(before[-4:]):
            if cues.get(("adjective", token.text)) == "former" and not token.mention:
                return "former"
        if verb is None and self._following() and self._is_left():
            return "left"
        if verb is None:
            return "former" if past and not self._following() else ""
        meaning = cues[("office verb", verb.text)]
        if meaning == "appointed" and self._describes(verb):
            return ""
        following = self._tokens[self._tokens.index(verb) + 1 : self._tokens.index(verb) + 2]
        done = any(token.text == "过" for token in following)
        if meaning in {"current", "appointed"} and (past or done):
            return "former"
        return "" if meaning == "current" else meaning

    def _is_left(self) -> bool:
        """Tell whether the person after the row leaves the post without its being named again: 总经理A因病辞去职务."""
        for clause in (self._clause, *later(self._clause, self._clauses)):
            tokens = [token for token in clause.tokens if token.start >= self._tokens[self._end - 1].end]
            if clause is not self._clause and any(t.names("Person") for t in tokens):
                return False
            if any(token.is_kind("title") or token.names("Meeting") for token in tokens):
                return False
            if any(chinese().cues.get(("office verb", t.text)) == "left" for t in tokens if not t.mention):
                return True
        return False

    def _introduces(self) -> bool:
        """Tell whether the row only introduces someone who is appointed elsewhere."""
        return self._verb is not None and self._describes(self._verb)

    def _describes(self, verb: Token) -> bool:
        """Tell whether the row only says who is appointed to something else: 选举副总经理A接任, 聘任董事A为总经理."""
        if verb.start > self._tokens[self._first].start or not self._following():
            return False
        after = self._tokens[self._end :]
        return any(t.text in listed("succeeding") for t in after if not t.mention) or any(
            first.text in {"为", "任", "担任", "出任"} and second.is_kind("title")
            for first, second in pairwise(after)
        )

    def _modality(self) -> str:
        verb = next((v for v in self._clause.verbs if self._verb is not None and v.token is self._verb), None)
        if verb is not None:
            return modality.of(verb, self._clause, self._clauses)
        return ASSERTED


def _body(title: str) -> str:
    """The committee or government inside a title: 市委|书记."""
    return opening(title, "local body")


_PASSED = frozenset(["同志", "：", "人"])
_BETWEEN = frozenset(["n", "vn", "nz", "u", "m", "q", "a", "b", "an"])
_POST_NOUNS = frozenset(
    ["一职", "职务", "职位", "一职则", "则", "现", "人选", "均", "的", "岗位", "之职", "一", "职"]
)
_ANNOUNCING = frozenset(
    ["仍为", "仍是", "现为", "现是", "由", "是", "为", "系", "：", "即", "改由", "换成", "换为", "变为", "归"]
)
