"""HTTP to a server that speaks the OpenAI-compatible protocol: with a deadline, a bounded number of tries.

The key goes into one header and nowhere else: whatever a server says is cleared of it before it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from threading import Event
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, Any

from soegraph.errors import SettingError
from soegraph.loaders.llm.settings import Settings

if TYPE_CHECKING:
    import httpx

# What a server may refuse, without which the question is still the same.
_OPTIONAL = ("response_format", "seed", "temperature")
_BUSY = frozenset([408, 425, 429])
_LARGEST = 8_000_000  # bytes; an answer is some thousand
_LONGEST_PAUSE = 60.0  # seconds


class NoAnswerError(Exception):
    """A question stays without an answer, for the reason given; others may fare better."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """What a server says: status, text, and the seconds after which it wants to be asked again."""

    status: int
    text: str
    pause: float


class Client:
    """Asks one server; may be used from several threads at once.

    Raises:
        SettingError: httpx is not installed, or no endpoint is set.
    """

    def __init__(self, settings: Settings) -> None:
        if not settings.endpoint:
            raise SettingError(
                "the cache does not hold all answers, and no server is named that could give them:"
                " give --llm-endpoint or SOEGRAPH_LLM_ENDPOINT"
            )
        self._settings = settings
        self._httpx = _library()
        headers = {"Content-Type": "application/json"}
        if settings.key:
            headers["Authorization"] = f"Bearer {settings.key}"
        self._http = self._httpx.Client(headers=headers, timeout=settings.timeout)
        try:
            self._address = self._httpx.URL(f"{settings.endpoint}/chat/completions")
        except self._httpx.InvalidURL as error:
            raise SettingError(f"the endpoint {settings.endpoint!r} is no http address: {error}") from None
        self._refused: frozenset[str] = frozenset()
        self._closed = Event()
        self._down = ""

    def close(self) -> None:
        """End all waiting, and the connections."""
        self._closed.set()
        self._http.close()

    def ask(self, body: Mapping[str, Any]) -> str:
        """Return what the model answers to a request.

        Optional parameters that the server refuses are left out from then on.

        Raises:
            NoAnswerError: it takes too long, fails too often, or refuses.
            SettingError: the address, the key or the model is wrong, so that no question can be answered.
        """
        left_out = self._refused
        while True:
            sent = {name: value for name, value in body.items() if name not in left_out}
            reply = self._persist(json.dumps(sent, ensure_ascii=False).encode())
            if reply.status == 200:
                self._refused |= left_out
                return _answer(reply.text)
            refused = _blamed(reply.text, sent.keys()) if reply.status in (400, 422) else frozenset()
            if not refused:
                raise self._failure(reply)
            left_out |= refused

    def _persist(self, body: bytes) -> _Reply:
        """Post until the server has said something final."""
        trouble, pause = "the work was broken off", 0.0
        for attempt in range(self._settings.retries + 1):
            if self._down or self._closed.wait(pause):
                raise NoAnswerError(self._down or trouble)
            try:
                reply = self._post(body)
            except self._httpx.RequestError as error:
                trouble, wanted = self._trouble(error), 0.0
                unconnected = isinstance(error, self._httpx.ConnectError)
            else:
                if reply.status < 500 and reply.status not in _BUSY:
                    return reply
                trouble, wanted = f"the server answers {reply.status} {self._shown(reply.text)}", reply.pause
                unconnected = False
            pause = min(max(self._settings.pause * 2**attempt, wanted), _LONGEST_PAUSE)
        trouble += f", tried {self._settings.retries + 1} times" if self._settings.retries else ""
        if unconnected:
            self._down = trouble
        raise NoAnswerError(trouble)

    def _trouble(self, error: httpx.RequestError) -> str:
        if isinstance(error, self._httpx.TimeoutException):
            return f"no answer within {self._settings.timeout:g} seconds"
        if isinstance(error, self._httpx.ConnectError):
            return f"no connection to {self._settings.endpoint} ({self._shown(str(error))})"
        return f"the connection broke ({self._shown(str(error))})"

    def _post(self, body: bytes) -> _Reply:
        """Post once. The whole answer has to come in time: httpx by itself only bounds the silence in it."""
        deadline, content = monotonic() + self._settings.timeout, bytearray()
        with self._http.stream("POST", self._address, content=body) as response:
            for piece in response.iter_bytes():
                content += piece
                if monotonic() > deadline:
                    raise self._httpx.ReadTimeout("")
                if len(content) > _LARGEST:
                    raise NoAnswerError(f"the answer is longer than {_LARGEST:,} bytes")
            pause = _seconds(response.headers.get("retry-after", ""))
            return _Reply(response.status_code, content.decode(errors="replace"), pause)

    def _failure(self, reply: _Reply) -> Exception:
        said = f"{self._settings.endpoint} answers {reply.status} {self._shown(reply.text)}".strip()
        if reply.status in (401, 403):
            return SettingError(f"{said}: check SOEGRAPH_LLM_KEY")
        if reply.status in (404, 405) or reply.status < 400:
            return SettingError(f"{said}: check the endpoint, and that it serves {self._settings.model!r}")
        return NoAnswerError(said)

    def _shown(self, text: str) -> str:
        """What a server says, on one short line and without our key, which some repeat."""
        message = _field(text, "error", "message") or _field(text, "error") or _field(text, "message") or text
        if self._settings.key:
            message = message.replace(self._settings.key, "***")
        line = " ".join("".join(char if char.isprintable() else " " for char in message).split())
        return line if len(line) <= 200 else line[:200] + "…"


def _library() -> ModuleType:
    try:
        import httpx
    except ImportError:
        raise SettingError("the language-model extractor needs httpx: pip install 'soegraph[llm]'") from None
    return httpx


def _answer(text: str) -> str:
    """Return the words of the model from a chat completion."""
    answer = _field(text, "choices", 0, "message", "content")
    if _field(text, "choices", 0, "finish_reason") == "length":
        raise NoAnswerError(
            "the answer is cut off: let the server give longer ones, or lower SOEGRAPH_LLM_BUDGET"
        )
    if refusal := _field(text, "choices", 0, "message", "refusal"):
        raise NoAnswerError(f"the model refuses: {' '.join(refusal.split())[:200]}")
    if answer is None:
        raise NoAnswerError("what the server answers holds no words of a model")
    return answer.encode("utf-8", "replace").decode()  # half characters cannot be stored


def _field(text: str, *path: str | int) -> str | None:
    """Return the string at a path of a JSON text, or None."""
    try:
        found: Any = json.loads(text)
        for step in path:
            found = found[step]
    except (ValueError, RecursionError, LookupError, TypeError):
        return None
    return found if isinstance(found, str) else None


def _blamed(text: str, sent: Collection[str]) -> frozenset[str]:
    """The optional parameters that a refusal speaks of; where it names none, the one that most servers lack."""
    named = frozenset(name for name in _OPTIONAL if name in text and name in sent)
    return named or frozenset(_OPTIONAL[:1]) & frozenset(sent)


def _seconds(text: str) -> float:
    return min(float(text), _LONGEST_PAUSE) if text.isascii() and text.isdigit() else 0.0
