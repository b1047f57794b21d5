"""A model to ask: a real server on this machine that speaks the protocol and says what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from soegraph.loaders.llm.settings import Settings


@dataclass(frozen=True)
class Reply:
    """What the server sends: a status, a body in pieces, and how long it waits before each of them."""

    body: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    pieces: int = 1


def completion(words: str | None, **choice: Any) -> str:
    """Return the body of a chat completion."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}, **choice}]})


def answer(*claims: object) -> str:
    """Return what a model that keeps to the form says."""
    return json.dumps({"claims": list(claims)}, ensure_ascii=False)


class Server:
    """A server at `url`; `asked` are the requests that came, `headers` those of the last one.

    It gives the replies that were put in line, in their order, and then what `otherwise` makes of a request.
    """

    def __init__(self, port: int = 0) -> None:
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: Mapping[str, str] = {}
        self.otherwise: Callable[[dict[str, Any]], Reply] = lambda _: Reply(completion(answer()))
        self._line: list[Reply] = []
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def says(self, *words: str) -> None:
        """Put answers in line."""
        self._line += [Reply(completion(said)) for said in words]

    def replies(self, *replies: Reply) -> None:
        """Put replies in line."""
        self._line += replies

    def stop(self) -> None:
        """Take no more connections."""
        self._over.set()
        self._http.shutdown()
        self._http.server_close()

    def _next(self, request: dict[str, Any], path: str, headers: Mapping[str, str]) -> Reply:
        with self._lock:
            self.asked.append(request)
            self.paths.append(path)
            self.headers = headers
            return self._line.pop(0) if self._line else self.otherwise(request)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(size := int(self.headers["Content-Length"]))
                if len(raw) < size:
                    return  # the other end has given up
                reply = server._next(json.loads(raw), self.path, dict(self.headers))
                body = reply.body.encode()
                self.send_response(reply.status)
                for name, value in {**reply.headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                size = -(-len(body) // reply.pieces) or 1
                try:
                    for start in range(0, len(body), size):
                        server._over.wait(reply.pause)
                        self.wfile.write(body[start : start + size])
                        self.wfile.flush()
                except OSError:
                    pass  # the other end has given up

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        return Handler


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Start a server of its own for a test."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> Settings:
    """Return settings for that server, with a cache and hardly a pause."""
    return Settings(
        "tiny-1", endpoint=server.url, cache=tmp_path / "answers.jsonl", timeout=5, retries=2, pause=0.01
    )
