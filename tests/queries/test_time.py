"""Who held which post on a day: the stories of who-held-what.txt, asked in two ways that must agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from soegraph.authority import Authority
from soegraph.graph import Graph
from soegraph.graph.authority import authority_quads
from soegraph.model import EntityRef, Extraction
from soegraph.names import slug_of
from soegraph.query.moments import select_as_of
from soegraph.query.run import prepare
from soegraph.query.saved import saved_query
from soegraph.store import OxigraphStore, Rows

from ..graph.made import Said, article, company, entry, foundation, person, relation, said

PEOPLE = {name: person(name, f"{name.title()} Example") for name in ("li", "wang")}
COMPANIES = {name: company(name, f"{name.title()} Group") for name in ("acme", "bolt")}
Answers = frozenset[tuple[str, str]]


@dataclass(slots=True)
class Story:
    """What sources say, and the questions with who is to be named how."""

    title: str
    told: list[str] = field(default_factory=list)
    asked: list[tuple[str, Answers]] = field(default_factory=list)


def _stories() -> list[Story]:
    found: list[Story] = []
    table = Path(__file__).with_name("who-held-what.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("== "):
            found.append(Story(line.removeprefix("== ")))
        elif line.startswith("ask "):
            question, _, answer = line.removeprefix("ask ").partition(": ")
            pairs = () if answer == "-" else (part.split() for part in answer.split(", "))
            found[-1].asked.append((question, frozenset((who, how) for who, how in pairs)))
        elif line and not line.startswith("#"):
            found[-1].told.append(line)
    return found


STORIES = {story.title: story for story in _stories()}
QUESTIONS = [
    pytest.param(story.title, question, answers, id=f"{story.title}: {question}")
    for story in STORIES.values()
    for question, answers in story.asked
]


@cache
def _store(title: str) -> OxigraphStore:
    """Build the graph of a story."""
    articles: list[Extraction] = []
    records: list[Said] = []
    for number, line in enumerate(STORIES[title].told):
        source, _, post = line.partition(": ")
        if source == "record":
            records.append(_post(post))
        else:
            published = source.removeprefix("say ").replace("?", "")
            articles.append(article(f"a{number}", _post(post), published=published, publisher=f"p{number}"))
    known = [*PEOPLE.values(), *COMPANIES.values()] if records else []
    tables = Authority(
        tuple(entry(thing, thing.names[0], thing.names[0]) for thing in known),
        tuple(relation(s.subject, s.predicate, _iri(s), literal=False, **s.qualifiers) for s in records),
    )
    store = OxigraphStore()
    Graph(store, [*foundation(), *authority_quads(tables)]).load(articles)
    return store


def _iri(stated: Said) -> str:
    assert isinstance(stated.object, EntityRef)
    return stated.object.iri


def _post(text: str) -> Said:
    who, role, where, *more = text.split()
    given = (word if "=" in word else f"status={word}" for word in more)
    qualifiers = dict(pair.split("=") for pair in given)
    return said(PEOPLE[who], "holdsPost", COMPANIES[where], role=role, **qualifiers)


def _named(rows: Rows, status: str, **wanted: str) -> Answers:
    found = (dict(zip(rows.variables, row, strict=True)) for row in rows.rows)
    return frozenset(
        (slug_of(str(row["person"]).strip("<>")), getattr(row[status], "value", ""))
        for row in found
        if all(slug_of(str(row[column]).strip("<>")) == slug for column, slug in wanted.items())
    )


@pytest.mark.parametrize(("title", "question", "answers"), QUESTIONS)
def test_the_saved_query_names_who_held_a_post_on_a_day(title: str, question: str, answers: Answers) -> None:
    day, role, organisation = question.split()
    store = _store(title)
    parameters = {"date": day, "role": role, "organisation": organisation}
    rows = store.select(prepare(store, saved_query("officials-on-date"), parameters))
    assert _named(rows, "status") == answers


@pytest.mark.parametrize(("title", "question", "answers"), QUESTIONS)
def test_any_query_of_posts_answers_the_same_as_of_that_day(
    title: str, question: str, answers: Answers
) -> None:
    day, role, organisation = question.split()
    rows = select_as_of(_store(title), saved_query("posts").text, day)
    assert _named(rows, "holds", role=role, organisation=organisation) == answers


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 60
