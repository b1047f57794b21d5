"""Who is meant: from phrases to entities, over names, pronouns, definite descriptions and what is left unsaid."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence

from soegraph import schema
from soegraph.loaders.chinese.clauses import Clause, Phrase, Verb
from soegraph.loaders.chinese.measures import number
from soegraph.loaders.chinese.memory import Memory, Spoken
from soegraph.loaders.chinese.settings import headers, hosts
from soegraph.loaders.chinese.slots import owners
from soegraph.loaders.chinese.text import Document, Sentence, Token
from soegraph.loaders.chinese.words import head_of, listed
from soegraph.loaders.document import Argument, Entity

_REACH = 3  # sentences back that an unsaid subject may stand
_PERSONAL = frozenset(["他", "她", "他们", "她们", "本人", "二人", "两人"])
_OF_TWO = frozenset(["前者", "后者"])


class Resolver(Memory):
    """Turns phrases into arguments; knows the mentions of one document in their order."""

    def __init__(self, document: Document, clauses: Sequence[Clause]) -> None:
        super().__init__(document)
        self._title = document.article.title
        self.headers = headers(document)
        self._governments: dict[Entity, Entity] = {}
        self._bodies: dict[str, Entity] = {}
        subjects = {
            id(member.head)
            for clause in clauses
            for topic in _subjects(clause)
            for subject in (topic, topic.owner)
            for member in (subject.all() if subject else ())
        }
        for sentence in document.sentences:
            for token in sentence.tokens:
                inner = token.mention.inner if token.mention else None
                for named in (inner, token) if inner else (token,) if token.mention else ():
                    if named.entity is not None:
                        said = id(token) in subjects
                        self._spoken.append(
                            Spoken(named.start, named.end, sentence.number, named.entity, said)
                        )
        self._hosts = list(hosts(clauses))
        self.topic = self._main_enterprise()
        self._owned: tuple[int, Entity] | None = None
        self._employers: dict[Entity, Entity] = {}
        self._served: tuple[Sentence, Entity] | None = None

    def arguments(self, phrase: Phrase, *, with_list: bool = True) -> list[Argument]:
        """Return the entities that a phrase stands for, and those listed with it."""
        members = phrase.all() if with_list else [phrase]
        found: dict[Entity, Argument] = {}
        for member in members:
            for argument in self._one(member):
                if argument.entity is not None:
                    found.setdefault(argument.entity, argument)
        return list(found.values())

    def _one(self, phrase: Phrase) -> list[Argument]:
        head = phrase.head
        if head.entity is not None:
            return [Argument(head.start, head.end, head.entity)]
        if counted := self._counted(phrase):
            return counted
        entity = self._taken_up(phrase, head)
        return [Argument(phrase.start, head.end, entity)] if entity else []

    def _pronoun(self, head: Token) -> Entity | None:
        """What 其 or 后者 means: never what the same clause says before it."""
        start = self._sentence_start(head.start)
        at = max(start, *(self._text.rfind(mark, start, head.start) + 1 for mark in "，；："))
        if self._text[at : head.start] in listed("being") and (other := self._other(at)):
            return other  # A持有B, 为其控股股东
        if head.text in _OF_TWO:
            former, latter = self._pair(at)
            return former if head.text == "前者" else latter
        here = [s for s in self._before(at) if s.start >= start and s.entity.is_a("Organisation")]
        spoken = next((s for s in reversed(here) if s.subject), here[-1] if here else None)
        if spoken is not None:
            return spoken.entity
        topic = self.topic if self.topic and self._mentioned(self.topic, at) else None
        near = self.last_subject("Organisation", at, reach=1)
        return near or topic or self.last("Organisation", at)

    def _taken_up(self, phrase: Phrase, head: Token) -> Entity | None:
        """Whom a pronoun or a definite description means."""
        if head.text in _PERSONAL:
            return self.last("Person", head.start)
        if head.text in listed("thing pronoun"):
            return self._pronoun(head)
        noun = head_of(head.text, "anaphor")
        bare = all(t.tag in {"r", "m", "q", "a"} or t is head for t in phrase.tokens)
        if (
            noun is None
            or noun.word != head.text.removeprefix("该").removeprefix("老")
            or not bare
            or phrase.owner is not None
        ):
            return None
        return self.described(noun.cls, noun.word, head.start, near=is_near(phrase.tokens))

    def enterprise(self, word: str, at: int, *, near: bool) -> Entity | None:
        """The enterprise that "公司" or "集团" means: with 该 one just spoken of, else that of the article."""
        if not near and (speaker := self._speaker(at)):
            return speaker
        topic = self.topic
        if not near and topic is not None and topic.is_a("Enterprise") and self._mentioned(topic, at):
            called = word != "集团" or any(word in name for name in topic.names)
            if called:
                return topic
        start = self._sentence_start(at)
        here = (
            [s.entity for s in self._before(at) if s.start >= start and s.entity.is_a("Enterprise")]
            if near
            else []
        )
        if here:
            return here[-1]
        named = self.last_subject("Enterprise", at, word) or self.last("Enterprise", at, word)
        return named or self.last_subject("Enterprise", at) or self.last("Enterprise", at)

    def _speaker(self, at: int) -> Entity | None:
        """Where the person serves who says it: A说，公司正在..."""
        start = self._sentence_start(at)
        said = self._text[start:at]
        for spoken in reversed(self._before(at)):
            if spoken.start < start:
                return None
            if spoken.entity.is_a("Person") and any(verb in said for verb in listed("reported")):
                employer = self._employers.get(spoken.entity)
                return employer if employer and employer.is_a("Enterprise") else None
        return None

    def described(self, cls: str, word: str, at: int, *, near: bool) -> Entity | None:
        """Return what a common noun means: the enterprise of the article, the last thing of another class."""
        if cls == "Enterprise":
            return self.enterprise(word, at, near=near)
        if cls == "GovernmentBody":
            return next(
                (
                    s.entity
                    for s in reversed(self._before(at))
                    if s.entity.is_a(cls) and any(word in n for n in s.entity.names)
                ),
                None,
            )
        return self.last(cls, at, word) or self.last(cls, at)

    def _counted(self, phrase: Phrase) -> list[Argument]:
        """双方, 三家公司: the last so many organisations; 二人: the last two people."""
        text = "".join(token.text for token in phrase.tokens)
        crowd = phrase.head.text in listed("crowd") or len(text) == 2
        if not crowd or any(token.entity for token in phrase.tokens):
            return []
        cls = "Person" if text in {"二人", "两人", "三人"} else "Organisation"
        size = (
            2
            if text.startswith(("双方", "两家", "二者", "两者"))
            else number(text[0])
            if text[1:2] in {"家", "方", "人"}
            else 0
        )
        if size < 2:
            return []
        if cls == "Organisation" and (row := self._row(phrase.start, size)):
            return [Argument(phrase.start, phrase.tokens[-1].end, entity) for entity in row]
        recent: dict[Entity, None] = {}
        for spoken in reversed(self._before(phrase.start)):
            if spoken.entity.is_a(cls) and spoken.entity.type not in _NOT_COUNTED:
                recent.setdefault(spoken.entity)
            if len(recent) == size:
                break
        start, end = phrase.start, phrase.tokens[-1].end
        return [Argument(start, end, entity) for entity in reversed(recent)] if len(recent) == size else []

    def unsaid(
        self,
        of: Clause,
        clauses: Sequence[Clause],
        classes: Sequence[str],
        *,
        across: bool,
        but: frozenset[Entity] = frozenset(),
    ) -> list[Argument]:
        """The subjects that a clause leaves out: the nearest before it that are of one of the classes.

        With `across` they may stand in the sentence before. Those in `but` are passed over.
        """
        here = of.sentence.number
        for clause in reversed(clauses[max(0, of.place - _CLAUSES) : of.place]):
            if here - clause.sentence.number > across:
                break
            for phrase in self._topics(clause):
                every = [argument for each in (phrase, *phrase.beside) for argument in self.arguments(each)]
                same = clause.sentence.number == here
                if but and same and every and all(argument.entity in but for argument in every):
                    continue
                fitting = [
                    argument for argument in every if argument.entity and _fits(argument.entity, classes)
                ]
                if fitting:
                    return fitting
                if (
                    same
                    and phrase.head.text not in listed("attribute")
                    and phrase.head.tag not in {"TIME", "r"}
                    and not phrase.head.mention
                ):
                    return []
        return []

    def _topics(self, clause: Clause) -> Iterator[Phrase]:
        """What a clause is about: the subjects of its verbs, or, without verbs, its phrases."""
        seen: set[int] = set()
        for verb in reversed(clause.main):
            announced = verb.objects[0] if self._announces(verb) else None
            for phrase in (announced or verb.subject, verb.fronted):
                if phrase is not None and id(phrase) not in seen:
                    seen.add(id(phrase))
                    yield phrase
                    yield from _holders(phrase)
        if not clause.main:
            for phrase in reversed(clause.phrases):
                if phrase.row is None or phrase in phrase.row.beside:
                    yield phrase
                    yield from _holders(phrase)

    def _announces(self, verb: Verb) -> bool:
        """Tell whether a copula says which thing a description means: 旗舰资产是A."""
        if verb.token.text not in listed("being") or verb.subject is None or not verb.objects:
            return False
        return not self.arguments(verb.subject) and bool(self.arguments(verb.objects[0]))

    def note(self, clause: Clause) -> None:
        """Remember what a clause is about where it says so with a pronoun or a description: 公司, 它."""
        for subject in _subjects(clause):
            if subject.head.entity is None and subject.head.text not in _OF_TWO:
                for found in self._one(subject):
                    if found.entity is not None:
                        said = Spoken(found.start, found.end, clause.sentence.number, found.entity, True)
                        insort(self._spoken, said, key=lambda spoken: spoken.start)

    def employ(self, person: Entity | None, employer: Entity | None, sentence: Sentence) -> None:
        """Remember where a person serves."""
        if person is not None and employer is not None:
            self._employers.setdefault(person, employer)
            self._served = (sentence, employer)

    def employer_before(self, sentence: Sentence) -> Entity | None:
        """The organisation of the post read last, in this sentence or in the one before of its paragraph."""
        if self._served is None:
            return None
        served, entity = self._served
        near = served.paragraph == sentence.paragraph and sentence.number - served.number <= 1
        return entity if near and entity.is_a("Enterprise") else None

    def convener(self, sentence: Sentence) -> Entity | None:
        """The enterprise that this sentence or the one before it is about: whose board elects."""
        for spoken in reversed(self._before(sentence.end)):
            if sentence.number - spoken.sentence > 1:
                return None
            if spoken.subject and spoken.entity.is_a("Enterprise"):
                return spoken.entity
        return None

    def host(self, sentence: Sentence) -> Entity | None:
        """The enterprise that holds the meeting of which this sentence or one shortly before it tells."""
        for told, entity in reversed(self._hosts):
            if told <= sentence.number:
                return entity if sentence.number - told <= _REACH else None
        return None

    def deal(self, owned: Entity | None, sentence: int) -> None:
        """Remember whose shares a sentence deals out."""
        if owned is not None:
            self._owned = (sentence, owned)

    def dealt(self, sentence: int) -> Entity | None:
        """Return the enterprise whose shares a sentence has begun to deal out."""
        return self._owned[1] if self._owned and self._owned[0] == sentence else None

    def header(self, sentence: int) -> Entity | None:
        """The organisation whose name alone is the sentence that heads a sentence."""
        return next((entity for number, entity in reversed(self.headers) if number < sentence), None)

    def government(self, place: Entity) -> Entity:
        """The government of a place, which the text calls by the place's name."""
        if place not in self._governments:
            self._governments[place] = Entity("GovernmentBody", list(place.names))
        return self._governments[place]

    def government_beside(self, committee: Entity) -> Entity | None:
        """The government of the place whose Party committee it is: of 湖南省委, that of 湖南省."""
        if not committee.is_a("PartyBody") or not committee.names[0].endswith("委"):
            return None
        place = committee.names[0].removesuffix("委")
        named = (each.entity for each in self._spoken if each.entity.is_a("GovernmentBody"))
        known = (
            body
            for body in named
            if any(name == f"{place}人民政府" or name == f"{place}政府" for name in body.names)
        )
        return next(known, None) or self._bodies.setdefault(place, Entity("GovernmentBody", [place]))

    def local_body(self, word: str, cls: str, at: int) -> Entity:
        """The committee or government of a word such as 市委: the last one whose name holds it, else a new one."""
        named = (
            self.described(cls, word, at, near=False) if cls == "GovernmentBody" else self.last(cls, at, word)
        )
        if named is not None and any(word in name for name in named.names):
            return named
        return self._bodies.setdefault(word, Entity(cls, [word]))

    def _main_enterprise(self) -> Entity | None:
        """The enterprise that the article is about: named in its title, spoken of first and most."""
        counts: dict[Entity, int] = {}
        for spoken in self._spoken:
            if spoken.entity.is_a("Enterprise") or spoken.entity.is_a("ResearchOrganisation"):
                first = 0 if counts else 2
                counts[spoken.entity] = counts.get(spoken.entity, first) + 1 + spoken.subject
        for entity in counts:
            counts[entity] += 3 * any(name in self._title for name in entity.names)
        return max(counts, key=lambda entity: counts[entity]) if counts else None


def _subjects(clause: Clause) -> list[Phrase]:
    """The subjects of a clause; of one without a verb its first phrase."""
    return [v.subject for v in clause.main if v.subject] if clause.main else clause.phrases[:1]


def _holders(phrase: Phrase) -> Iterator[Phrase]:
    """Whose attribute a phrase names: A的总部, 这家公司|注册资本."""
    if phrase.owner is not None:
        yield phrase.owner
    elif phrase.head.text in listed("attribute"):
        yield from (owner for owner in owners(phrase.head, phrase) if not owner.head.names("Exchange"))


_NOT_COUNTED = frozenset(["GovernmentBody", "PartyBody", "Exchange"])
_CLAUSES = 8  # clauses back


def is_near(tokens: Sequence[Token]) -> bool:
    """Tell whether a description points back: 该公司, 这家企业."""
    return any(token.text.startswith(("该", "这", "此", "上述")) for token in tokens)


def _fits(entity: Entity, classes: Sequence[str]) -> bool:
    model = schema.load()
    return any(model.is_a(entity.type, cls) for cls in classes)
