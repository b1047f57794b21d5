"""Who succeeds to a post that the text has just named, and who leaves it: 董事长A辞职，B接任."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from soegraph.loaders.chinese import modality
from soegraph.loaders.chinese.clauses import Clause, Verb
from soegraph.loaders.chinese.posts import Post
from soegraph.loaders.chinese.text import Token
from soegraph.loaders.chinese.words import chinese, listed
from soegraph.loaders.document import Argument


def successors(clause: Clause, clauses: Sequence[Clause], before: Sequence[Post]) -> Iterator[Post]:
    """Yield the posts that a clause says to change hands without naming their title again; `before` was read last."""
    known = _last_row(clause, before)
    for verb in clause.verbs if known else ():
        if any(token.is_kind("title") and token.start > verb.token.start for token in clause.tokens):
            continue
        status = _change(verb.token, clause)
        person = _person(verb, clause, status)
        if person is None or any(post.holder.entity is person.entity for post in known):
            continue
        holder = Argument(person.start, person.end, person.entity)
        how = modality.of(verb, clause, clauses)
        span = (min(person.start, verb.token.start), max(person.end, verb.token.end))
        for post in known:
            yield replace(
                post, holder=holder, status=status, modality=how, clause=clause, start=span[0], end=span[1]
            )


def _last_row(clause: Clause, before: Sequence[Post]) -> list[Post]:
    """The posts read last, if they stand in this sentence or in the one before."""
    if not before or not 0 <= clause.sentence.number - before[-1].clause.sentence.number <= 1:
        return []
    here = [post for post in before if post.clause.sentence is clause.sentence]
    over = [post for post in here if post.status in {"left", "removed", "former"}]
    last = (over or before)[-1]
    return [p for p in before if p.clause is last.clause and p.holder.entity is last.holder.entity]


def _change(verb: Token, clause: Clause) -> str:
    """What a verb makes of a post: "appointed", "removed" or ""."""
    if verb.text in listed("succeeding"):
        return "appointed"
    if chinese().cues.get(("office verb", verb.text)) not in {"left", "removed"}:
        return ""
    again = any(token.text in listed("post again") for token in clause.tokens if token.start > verb.start)
    return "removed" if again else ""


def _person(verb: Verb, clause: Clause, status: str) -> Token | None:
    """Who takes the post over or leaves it: the last person before the verb, or whom 接替他的是 announces."""
    if not status:
        return None
    people = [token for token in clause.tokens if token.names("Person")]
    before = [token for token in people if token.start < verb.token.start]
    if before:
        return before[-1]
    relative = any(token.text in {"的是", "的"} for token in clause.tokens if token.start > verb.token.start)
    return people[-1] if people and relative and status == "appointed" else None
