"""What an endpoint may do wrong, and what is said about it."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from soegraph.errors import QueryError, SoegraphError, StoreError
from soegraph.store import Endpoint

JSON = "application/sparql-results+json"


@dataclass
class Reply:
    """What the endpoint will say."""

    body: str = ""
    status: int = 200
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0


@pytest.fixture
def answering() -> Iterator[Callable[[Reply], Endpoint]]:
    """Give a maker of endpoints that answer everything with one reply."""
    servers: list[HTTPServer] = []

    def make(reply: Reply) -> Endpoint:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(reply.seconds)
                self.send_response(reply.status)
                for name, value in {"Content-Type": reply.media_type, **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, args=(0.01,), daemon=True).start()
        return Endpoint(f"http://127.0.0.1:{servers[-1].server_port}/sparql", timeout=1)

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        (Reply("no such function", 400), QueryError, "cannot run the query: no such function"),
        (Reply("out of memory", 500), QueryError, "cannot run the query: out of memory"),
        (Reply("", 404), StoreError, "check the address"),
        (Reply("", 401), StoreError, "no endpoint that one may ask"),
        (Reply("", 503), StoreError, "503 Service Unavailable: it is busy, .* ask for less"),
        (Reply("<html>Hello</html>", media_type="text/html"), StoreError, "be no SPARQL endpoint"),
        (Reply('{"head":{"vars":["s"]},"results":{"bindings":['), StoreError, "may have run out of time"),
        (Reply("{}", headers={"X-SQL-State": "S1TAT"}), StoreError, "stopped at a limit of its own"),
        (Reply("{}", headers={"Content-Length": "99"}), StoreError, "cannot be reached"),
        (Reply("{}", seconds=1.5), StoreError, "cannot be reached .*timed out"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Reply) else None,
)
def test_failures(
    answering: Callable[[Reply], Endpoint], reply: Reply, error: type[SoegraphError], message: str
) -> None:
    with pytest.raises(error, match=message):
        answering(reply).select("SELECT * { ?s ?p ?o }")


def test_triples_in_no_rdf_format(answering: Callable[[Reply], Endpoint]) -> None:
    endpoint = answering(Reply("<html></html>", media_type="text/html"))
    with pytest.raises(StoreError, match="answered with text/html, which is not RDF"):
        endpoint.construct("DESCRIBE <http://example.org/>")


def test_broken_triples(answering: Callable[[Reply], Endpoint]) -> None:
    endpoint = answering(Reply("<http://a> <http://b> <htt", media_type="text/turtle"))
    with pytest.raises(StoreError, match="gave no complete answer"):
        endpoint.construct("DESCRIBE <http://example.org/>")


def test_nobody_there() -> None:
    with pytest.raises(StoreError, match="is the endpoint running"):
        Endpoint("http://127.0.0.1:9/sparql").ask("ASK {}")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "localhost:7878", "http://", ""])
def test_only_http_addresses(url: str) -> None:
    with pytest.raises(StoreError, match="give an address such as http"):
        Endpoint(url)
