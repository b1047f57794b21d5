"""Where a bare job title is held: the organisation that its sentence, paragraph or article is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from soegraph.loaders.chinese.clauses import Clause, earlier
from soegraph.loaders.chinese.memory import Spoken
from soegraph.loaders.chinese.resolve import Resolver
from soegraph.loaders.chinese.text import Token
from soegraph.loaders.chinese.words import chinese, listed
from soegraph.loaders.document import Argument, Entity

_CLASSES = ("Enterprise", "ResearchOrganisation", "Exchange")


def context(
    title: Token, verb: Token | None, clause: Clause, clauses: Sequence[Clause], resolver: Resolver
) -> Argument | None:
    """Return the organisation that a title leaves out: that of its sentence, else that of the article."""
    if wanted := chinese().held_only_at(title.text):
        return _at(title, resolver.last(wanted, title.start))
    sentence = clause.sentence
    found = (resolver.before(title.start, cls, sentence.number) for cls in _CLASSES)
    spoken = next((each for each in found if each is not None), None)
    if spoken and (spoken.subject or resolver.is_joined(spoken) or _is_setting(spoken, clause, clauses)):
        return Argument(spoken.start, spoken.end, spoken.entity)
    appointed = verb is not None and chinese().cues[("office verb", verb.text)] == "appointed"
    meets = any(token.names("Meeting") or token.text in listed("organ") for token in clause.tokens)
    entity = (
        resolver.header(sentence.number)
        or _taken_up(clause, clauses, resolver)
        or (resolver.host(sentence) if meets else None)
        or (resolver.convener(sentence) if appointed else None)
        or resolver.employer_before(sentence)
        or resolver.topic
        or (spoken.entity if spoken else None)
    )
    return _at(title, entity)


def _at(title: Token, entity: Entity | None) -> Argument | None:
    return Argument(title.start, title.end, entity) if entity else None


def _taken_up(clause: Clause, clauses: Sequence[Clause], resolver: Resolver) -> Entity | None:
    """The organisation that a pronoun takes up as the subject of the sentence: 它成立于2001年，首任主任A."""
    for before in earlier(clause, clauses):
        for verb in before.main:
            pronoun = verb.subject is not None and verb.subject.head.tag == "r"
            for argument in resolver.arguments(verb.subject) if verb.subject and pronoun else ():
                if argument.entity and any(argument.entity.is_a(cls) for cls in _CLASSES):
                    return argument.entity
    return None


def _is_setting(spoken: Spoken, clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Tell whether a name sets the scene for its clause: 国家电网一侧，..."""
    place = bisect_right(clauses, spoken.start, key=lambda each: each.tokens[0].start) - 1
    own = clauses[place] if place >= 0 and spoken.start <= clauses[place].tokens[-1].end else None
    if own is not None and own is clause:
        return bool(own.phrases) and own.phrases[0].start == spoken.start
    return own is not None and not own.main
