"""From articles to extractions by way of a language model.

Questions go out ahead, some at a time, while the answers are taken in the order of the articles: what comes out
does not depend on which answer came first. Network is the business of threads; all reading happens in the caller's.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any

from soegraph import schema
from soegraph.loaders import gates, link
from soegraph.loaders.document import Candidate
from soegraph.loaders.llm import prompt
from soegraph.loaders.llm.answers import MalformedError, Said, parse
from soegraph.loaders.llm.cache import Cache
from soegraph.loaders.llm.chunks import chunks
from soegraph.loaders.llm.client import Client, NoAnswerError
from soegraph.loaders.llm.ground import Grounder
from soegraph.loaders.llm.settings import Settings
from soegraph.loaders.llm.workers import Workers
from soegraph.model import Article, Dropped, Extraction, Unanswered

_AHEAD = 2  # articles under way for each question that may be under way


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of [start, end) of an article: the request, and its hash."""

    start: int
    end: int
    body: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class _Job:
    """An article under way: its questions, each with its answer to come, none where the cache may hold it."""

    article: Article
    questions: list[tuple[_Question, Future[str] | None]]


def extractions(articles: Iterable[Article], settings: Settings) -> Iterator[Extraction | Unanswered]:
    """Yield what a language model reads in each article, in their order.

    Every answer is kept in the cache of the settings; a question that is answered there is not asked, and as
    long as nothing has to be asked there is no connection. An article of which one question stays without an
    answer comes as `Unanswered`, for a part of its claims would pass for all; the answers that came are kept,
    so that the next run asks for the others only.

    Raises:
        InputError: the file of the cache is broken.
        SettingError: something must be asked, and there is no usable server, key, model or library.
    """
    run, waiting = _Run(settings), deque[_Job]()
    try:
        for article in articles:
            waiting.append(run.ask(article))
            if len(waiting) > _AHEAD * settings.parallel:
                yield run.read(waiting.popleft())
        while waiting:
            yield run.read(waiting.popleft())
    finally:
        run.close(waiting)


class _Run:
    """The cache, and once something has to be asked the client, of one pass over articles."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cache = Cache(settings.cache)
        self._client: Client | None = None
        self._workers = Workers[str](settings.parallel)

    def close(self, waiting: Iterable[_Job]) -> None:
        """Break off what is under way, but keep the answers that are there, and put the cache in order."""
        if self._client is not None:
            self._client.close()
        self._workers.close()
        for job in waiting:
            for question, coming in job.questions:
                if coming is not None and coming.done() and not coming.exception():
                    self._keep(job.article, question, coming.result())
        self._cache.close()

    def ask(self, article: Article) -> _Job:
        """Send the questions of an article on their way."""
        questions = [self._question(article, *piece) for piece in chunks(article.text, self._settings.budget)]
        return _Job(article, [(question, self._submit(question)) for question in questions])

    def _question(self, article: Article, start: int, end: int) -> _Question:
        body = {
            "model": self._settings.model,
            "messages": prompt.messages(article, start, end),
            "temperature": 0,
            "seed": 0,
            "response_format": prompt.answer_format(schema.load()),
        }
        canonical = json.dumps(body, ensure_ascii=False, sort_keys=True)
        return _Question(start, end, body, hashlib.sha256(canonical.encode()).hexdigest())

    def _submit(self, question: _Question) -> Future[str] | None:
        if self._settings.offline or self._cache.get(question.hash) is not None:
            return None
        if self._client is None:
            self._client = Client(self._settings)
        return self._workers.submit(partial(_answer, self._client, question.body))

    def read(self, job: _Job) -> Extraction | Unanswered:
        """Wait for the answers of an article, and read them."""
        missing: list[str] = []
        answers: list[tuple[_Question, str]] = []
        for question, coming in job.questions:
            try:
                answers.append((question, self._take(job.article, question, coming)))
            except NoAnswerError as error:
                missing.append(str(error))
        if missing:
            share = (
                f"{len(missing)} of {len(job.questions)} questions"
                if len(job.questions) > 1
                else "the question"
            )
            return Unanswered(job.article.id, f"{share} without answer: {missing[0]}")
        return _extraction(job.article, answers, f"llm:{self._settings.model}")

    def _take(self, article: Article, question: _Question, coming: Future[str] | None) -> str:
        answer = self._cache.get(question.hash)
        if answer is not None:
            return answer
        if coming is None:
            raise NoAnswerError(f"{self._settings.cache} does not hold it, and nothing is asked offline")
        answer = coming.result()
        self._keep(article, question, answer)
        return answer

    def _keep(self, article: Article, question: _Question, answer: str) -> None:
        self._cache.keep(question.hash, answer, model=self._settings.model, article=article.id)


def _answer(client: Client, body: Mapping[str, Any]) -> str:
    """Ask, and once more if the answer cannot be read: without a format, which some servers fill with nothing."""
    answer = client.ask(body)
    try:
        parse(answer)
    except MalformedError as error:
        asked = {name: value for name, value in body.items() if name != "response_format"}
        return client.ask({**asked, "messages": prompt.repair(body["messages"], answer, str(error))})
    return answer


def _extraction(article: Article, answers: list[tuple[_Question, str]], frame: str) -> Extraction:
    candidates: list[Candidate] = []
    dropped: list[Dropped] = []
    grounder = Grounder(article, frame)
    for question, answer in answers:
        for said in _said(answer):
            found = grounder.ground(said, (question.start, question.end))
            if isinstance(found, Candidate):
                candidates.append(found)
            else:
                dropped.append(found)
    passed, refused = gates.sift(article, candidates)
    return Extraction(article, tuple(link.claims(article, passed)), (*dropped, *refused))


def _said(answer: str) -> list[Said | MalformedError]:
    try:
        return parse(answer)
    except MalformedError as error:
        return [error]
