"""A SPARQL endpoint far away, for queries only."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pyoxigraph as ox

from soegraph.errors import QueryError, StoreError
from soegraph.sparql import check_query, form
from soegraph.store.protocol import Rows

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_SHOWN = 500  # characters of an endpoint's own message
_BODY = re.compile(r"Response:\n(b['\"].*)", re.DOTALL)


class Endpoint:
    """What answers SPARQL 1.1 queries at `url` (http or https), within `timeout` seconds of silence.

    Raises:
        StoreError: `url` is no http address.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(f"{url!r} is no endpoint: give an address such as http://localhost:7878/query")
        self._url = url
        self._timeout = timeout

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query."""
        check_query(sparql, "SELECT")
        answer = self._results(sparql)
        assert isinstance(answer, ox.QuerySolutions)
        with self._whole():
            return Rows(tuple(v.value for v in answer.variables), [tuple(solution) for solution in answer])

    def ask(self, sparql: str) -> bool:
        """Answer an ASK query."""
        check_query(sparql, "ASK")
        return bool(self._results(sparql))

    def construct(self, sparql: str) -> Iterator[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        check_query(sparql, "CONSTRUCT", "DESCRIBE")
        body, media_type = self._fetch(sparql, _TRIPLES)
        if not (rdf_format := ox.RdfFormat.from_media_type(media_type)):
            raise StoreError(f"{self._url} answered with {media_type or 'no media type'}, which is not RDF")
        with self._whole():
            return iter([quad.triple for quad in ox.parse(body, rdf_format)])

    def _results(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean:
        body, _ = self._fetch(sparql, _RESULTS)
        with self._whole():
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Endpoints that run out of time break off in the midst of a 200 answer."""
        try:
            yield
        except SyntaxError as error:
            raise StoreError(
                f"{self._url} gave no complete answer ({error}): it may have run out of time, or be no SPARQL"
                " endpoint; check the address and ask for less"
            ) from error

    def _fetch(self, sparql: str, accept: str) -> tuple[bytes, str]:
        """Return the body of the answer and its media type."""
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        try:
            response = _request(self._url, sparql, accept, self._timeout).query().response
            body = response.read()
        except SPARQLWrapperException as error:
            raise _refusal(self._url, error) from error
        except HTTPError as error:
            raise StoreError(
                f"{self._url} answered {error.code} {error.reason}: {_advice(error.code)}"
            ) from error
        except (OSError, HTTPException) as error:
            raise StoreError(f"{self._url} cannot be reached ({error}): is the endpoint running?") from error
        if state := response.headers.get("X-SQL-State"):  # Virtuoso's way to say that rows are missing
            raise StoreError(
                f"{self._url} stopped at a limit of its own ({state}) with part of the answer: ask for less"
            )
        return body, response.headers.get_content_type()


def _request(url: str, sparql: str, accept: str, timeout: int) -> SPARQLWrapper:
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

    wrapper = SPARQLWrapper(url, returnFormat=JSON if accept == _RESULTS else TURTLE, agent="soegraph")
    wrapper.setTimeout(timeout)
    wrapper.setMethod(POST)  # a saved query with its prefixes may be too long for an address
    wrapper.setOnlyConneg(True)
    wrapper.addCustomHttpHeader("Accept", accept)
    with warnings.catch_warnings(
        action="ignore"
    ):  # it guesses the form of the query, and says so when it fails
        wrapper.setQuery(sparql)
    wrapper.queryType = form(sparql)
    return wrapper


def _refusal(url: str, error: Exception) -> QueryError | StoreError:
    """Say what the endpoint said: about the query (400, 500), or about the address."""
    from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

    found = _BODY.search(str(error))
    said = (
        ast.literal_eval(found[1]).decode(errors="replace").strip()[:_SHOWN] if found else "no reason given"
    )
    if isinstance(error, (QueryBadFormed, EndPointInternalError)):
        return QueryError(f"{url} cannot run the query: {said}")
    return StoreError(f"{url} is no endpoint that one may ask ({said}): check the address")


def _advice(status: int) -> str:
    if status in (408, 429, 503, 504):
        return "it is busy, or the query takes too long; try later or ask for less"
    return "check the address"
