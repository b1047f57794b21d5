"""Slots of Chinese words: where the arguments of a frame stand, in the notation of the lexicon's README."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from soegraph.loaders.chinese.clauses import Clause, Phrase, Verb, earlier, later
from soegraph.loaders.chinese.measures import number
from soegraph.loaders.chinese.text import Token
from soegraph.loaders.chinese.words import chinese, from_lexicon, head_of, listed


class Anchor(NamedTuple):
    """The word at which a frame is tried: a verb, or a token of a phrase."""

    token: Token
    clause: Clause
    clauses: Sequence[Clause]
    verb: Verb | None = None
    phrase: Phrase | None = None


def walk(path: str, anchor: Anchor) -> list[Phrase]:
    """Return the phrases at the end of a path of slots."""
    first, *rest = path.split(".")
    found = list(_verb_slot(first, anchor.verb) if anchor.verb else _noun_slot(first, anchor))
    if first == "subj" and anchor.verb is not None and not anchor.verb.relative:
        found = [*_before_commas(anchor, found), *found]
    if first == "obj" and anchor.verb is not None:
        found += _named_next(anchor, found)
    for step in rest:
        found = [inner for phrase in found for inner in _phrase_slot(step, phrase)]
    return found


def _before_commas(anchor: Anchor, found: Sequence[Phrase]) -> list[Phrase]:
    """The people listed over commas before a subject: 董事长A，副总经理B出席."""
    listed_: list[Phrase] = []
    if not any(member.head.names("Person") for phrase in found for member in phrase.all()):
        return listed_
    for clause in earlier(anchor.clause, anchor.clauses):
        people = [phrase for phrase in clause.phrases if phrase.head.names("Person")]
        if clause.verbs or not people:
            break
        listed_ = [*people, *listed_]
    return listed_


def _named_next(anchor: Anchor, found: Sequence[Phrase]) -> list[Phrase]:
    """The names of what an object only counts: 拥有三座矿山：A、B和C; 经营两座煤矿，即A和B."""
    counts = [phrase for phrase in found if phrase.tokens[0].tag == "m" and not _is_named(phrase)]
    for clause in islice(later(anchor.clause, anchor.clauses), 1) if counts else ():
        announced = _before_colon(anchor.clause) or clause.tokens[0].text in listed("namely")
        if announced and clause.phrases and _is_named(clause.phrases[0]):
            return clause.phrases[:1]
    return []


def _is_named(phrase: Phrase) -> bool:
    return any(token.entity is not None for token in phrase.tokens)


def _verb_slot(slot: str, verb: Verb) -> Iterator[Phrase]:
    if slot == "subj":
        yield from _subjects(verb)
    elif slot == "obj":
        yield from _objects(verb)
    elif slot == "surface":
        if verb.subject is not None:
            yield verb.subject
    elif slot in listed("agent"):
        if verb.passive and verb.agent is not None:
            yield verb.agent
    elif slot == "moved":
        moved = verb.fronted or verb.subject
        if moved is not None:
            yield moved
            yield from moved.beside
    elif slot == "left":
        if verb.left is not None and verb.left.slot == "obj":
            yield verb.left
    elif slot == "attr":
        yield from verb.following().objects[1:]
    elif slot in listed("with"):
        yield from _beside_subject(verb) if reciprocal(verb.token.text) else ()
        yield from (phrase for word, phrase in _beside(verb) if word in listed("with"))
    else:
        yield from (phrase for word, phrase in _beside(verb) if word == slot)


def _beside(verb: Verb) -> Iterator[tuple[str, Phrase]]:
    yield from verb.beside
    last = verb.following()
    if last is not verb:
        yield from (item for item in last.beside if item not in verb.beside)


def _subjects(verb: Verb) -> Iterator[Phrase]:
    """Who does it: the agent of a passive; with those beside it (A与B共同) where the verb needs no partner."""
    if verb.passive:
        if verb.agent is not None:
            yield verb.agent
            yield from verb.agent.beside
        return
    if verb.subject is not None and verb.relative and _says_what(verb.subject):
        outer = verb.subject.verb
        yield from [outer.subject] if outer is not None and outer.subject is not None else []
    elif verb.subject is not None:
        yield verb.subject
        if not reciprocal(verb.token.text):
            yield from _beside_subject(verb)
            yield from (phrase for word, phrase in verb.beside if word in listed("with"))


def _beside_subject(verb: Verb) -> list[Phrase]:
    return verb.subject.beside if verb.subject is not None else []


def _objects(verb: Verb) -> Iterator[Phrase]:
    """To what it is done: what 把 puts first, the subject of a passive, else the phrases after the last verb."""
    if verb.fronted is not None:
        yield verb.fronted
        yield from verb.following().objects[:1]
    elif verb.passive and not verb.following().objects:
        if verb.subject is not None:
            yield verb.subject
    else:
        for phrase in verb.following().objects[:1]:
            if verb.relative and _says_what(phrase):
                if phrase.verb is not None and phrase.verb.subject is not None:
                    yield phrase.verb.subject
                return
            yield phrase
            yield from phrase.beside


def _says_what(phrase: Phrase) -> bool:
    """Tell whether a phrase without a name says what something is: 是A控股的上市公司."""
    copula = phrase.verb is not None and phrase.verb.token.text in listed("copula")
    return copula and phrase.slot == "obj" and not any(token.entity for token in phrase.tokens)


def _noun_slot(slot: str, anchor: Anchor) -> Iterator[Phrase]:
    phrase = anchor.phrase
    assert phrase is not None
    if slot in {"self", "described"}:
        yield from _described(anchor, phrase)
    elif slot == "poss":
        yield from owners(anchor.token, phrase)
    elif slot == "comp":
        yield from _compound(anchor.token, phrase)
    elif slot == "here":
        yield Phrase([anchor.token])
    elif slot == "for":
        if phrase.slot in {"对", "在"} and phrase.owner is not None:
            yield phrase.owner
    elif slot == "surface":
        if phrase.verb is not None and phrase.verb.subject is not None:
            yield phrase.verb.subject
    elif slot == "verb" and phrase.verb is not None:
        yield Phrase([phrase.verb.token])


def owners(token: Token, phrase: Phrase) -> Iterator[Phrase]:
    """Whose a noun is: the name before it in its phrase, else what stands before 的."""
    index = next((i for i, each in enumerate(phrase.tokens) if each is token), len(phrase.tokens))
    for before in reversed(phrase.tokens[:index]):
        if before.names("Organisation") or before.names("Person") or before.names("Place"):
            yield Phrase([before])
            return
        noun = None if before.mention else head_of(before.text, "anaphor")
        if (
            before.text in listed("thing pronoun")
            or before.text in listed("person pronoun")
            or (noun and noun.word == before.text)
        ):
            yield Phrase([before])
            return
    if phrase.owner is not None:
        yield phrase.owner
    elif phrase.row is not None:
        yield phrase.row


def _compound(token: Token, phrase: Phrase) -> Iterator[Phrase]:
    """The last name before a noun in its phrase: 稀土精矿|产量."""
    index = phrase.tokens.index(token) if token in phrase.tokens else 0
    before = phrase.tokens[:index]
    named = [each for each in before if each.entity is not None]
    if named:
        yield Phrase(named[-1:])
    elif before and before[-1].tag in {"n", "nz", "nw", "vn"}:
        yield Phrase([each for each in before if each.tag in {"n", "nz", "nw", "vn"}])


def _phrase_slot(slot: str, phrase: Phrase) -> Iterator[Phrase]:
    if slot in {"poss", "comp", "of"}:
        for member in phrase.all():
            yield from owners(member.head, member)


def _described(anchor: Anchor, phrase: Phrase) -> Iterator[Phrase]:
    """What a noun is said of: the name after it, what it owns (旗下的A), the other end of a copula."""
    index = phrase.tokens.index(anchor.token) if anchor.token in phrase.tokens else 0
    following = [token for token in phrase.tokens[index + 1 :] if token.entity]
    if following:
        rest = Phrase(phrase.tokens[phrase.tokens.index(following[0]) :], members=phrase.members)
        yield rest
        return
    if (whole := phrase.apposed or phrase.owned) is not None:
        yield whole
        return
    if enumerated := _enumerated(anchor, phrase):
        yield from enumerated
        return
    verb = phrase.verb
    if verb is not None and verb.token.text in listed("copula"):
        as_what = [found for word, found in verb.beside if word == "以" and verb.token.text == "为"]
        if phrase.slot == "obj" and as_what:
            yield from as_what  # 以A为主要产品
        elif phrase.slot == "obj" and verb.subject is not None:
            yield verb.subject
        elif phrase.slot == "subj":
            yield from verb.objects[:1]
    elif verb is not None and phrase.slot == "subj" and (said := _said_next(anchor)):
        yield said
    elif verb is not None and verb.token.text in listed("by far") and phrase.slot == "subj":
        yield from (found for word, found in verb.beside if word == "以")
    elif verb is None and phrase.slot == "作为":
        follow = islice(later(anchor.clause, anchor.clauses), 0 if anchor.clause.main else 1)
        near = [anchor.clause, *follow]
        yield from [v.subject for clause in near for v in clause.main if v.subject is not None][:1]
    elif verb is None and not anchor.clause.main:
        yield from _apposed(anchor)


def _said_next(anchor: Anchor) -> Phrase | None:
    """What the next clause says that a subject is: 实际控制人未变，仍为A."""
    for clause in islice(later(anchor.clause, anchor.clauses), 1):
        first = clause.main[0] if clause.main else None
        if first is None or first.subject is not None:
            return None
        if first.token.text in listed("copula") and first.token is clause.tokens[0]:
            return first.objects[0] if first.objects else None
    return None


def _enumerated(anchor: Anchor, phrase: Phrase) -> list[Phrase]:
    """The names that follow a count of them over a colon: 旗下有两家子公司：A负责采购，B负责销售."""
    counted = phrase.tokens
    if phrase.slot == "subj" and phrase.verb is not None and phrase.verb.token.text in listed("copula"):
        counted = [*counted, *(phrase.verb.objects[0].tokens if phrase.verb.objects else ())]
    sizes = [number(token.text[0]) for token in counted if token.tag == "m" and not token.mention]
    found: list[Phrase] = []
    left = sizes[0] if len(sizes) == 1 else 0
    following = list(later(anchor.clause, anchor.clauses)) if left else []
    announced = _before_colon(anchor.clause) or any(_names(clause) for clause in following[:1])
    for clause in following if announced else _openings(anchor) if left and not following else ():
        if not clause.phrases or left <= 0:
            break
        first = clause.phrases[0]
        if first.head.names("Organisation") and (first.start == clause.tokens[0].start or _names(clause)):
            found.append(first)
            left -= len(first.all())
        elif not announced:
            break
    return found


def _names(clause: Clause) -> bool:
    """Tell whether a clause says what the one before it counts: 包括A和B."""
    return clause.tokens[0].text in listed("namely") and len(clause.phrases) > 0


def _openings(anchor: Anchor) -> Iterator[Clause]:
    """The clauses with which the sentences after one of the paragraph begin, and those after a semicolon."""
    here = anchor.clause.sentence
    for clause in islice(anchor.clauses, anchor.clause.place + 1, None):
        if clause.sentence.paragraph != here.paragraph or clause.sentence.number - here.number > _NEAR:
            return
        if clause.opens:
            yield clause


_NEAR = 3  # sentences


def _before_colon(clause: Clause) -> bool:
    """Tell whether a colon ends a clause."""
    end = clause.tokens[-1].end
    return any(token.start == end and token.text[:1] in "：—" for token in clause.sentence.tokens)


def _apposed(anchor: Anchor) -> Iterator[Phrase]:
    """What a clause that is only a phrase is said of: the last phrase of the clause before."""
    for before in islice(earlier(anchor.clause, anchor.clauses), 1):
        yield from before.phrases[-1:]


@from_lexicon
def _reciprocal_verbs() -> frozenset[str]:
    """The verbs whose frames take a partner: 签署, 合作."""
    partners = listed("with")
    return frozenset(
        lemma
        for frame in chinese().frames_of("verb")
        if any(path.split(".")[0] in partners for path in (*frame.subject, *frame.object))
        for lemma in frame.lemmas
    )


def reciprocal(verb: str) -> bool:
    """Tell whether A与B before a verb are its two ends."""
    return verb in _reciprocal_verbs()
