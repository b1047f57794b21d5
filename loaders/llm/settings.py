"""The settings of the language-model extractor: options of a command first, then the environment.

| variable | means | without it |
|---|---|---|
| `SOEGRAPH_LLM_ENDPOINT` | base of the addresses, before ``/chat/completions`` | only the cache answers |
| `SOEGRAPH_LLM_MODEL` | name of the model, as the server knows it | must be given |
| `SOEGRAPH_LLM_KEY` | key for the server; it is sent and never written anywhere | none is sent |
| `SOEGRAPH_LLM_CACHE` | file of the answers, see `soegraph.loaders.llm.cache` | every run asks anew |
| `SOEGRAPH_LLM_TIMEOUT` | seconds until an answer must be complete | 120 |
| `SOEGRAPH_LLM_RETRIES` | further tries after a failed one | 3 |
| `SOEGRAPH_LLM_PARALLEL` | questions under way at once | 4 |
| `SOEGRAPH_LLM_BUDGET` | characters of an article in one question | 6000 |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from soegraph.errors import SettingError


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and how to ask a model.

    `timeout` and `pause`, the wait before the second try, are seconds; `budget` counts code points. `offline`
    takes answers from the cache only.

    Raises:
        SettingError: a value with which nothing can be asked.
    """

    model: str
    endpoint: str = ""
    key: str = field(default="", repr=False)
    cache: Path | None = None
    offline: bool = False
    timeout: float = 120.0
    retries: int = 3
    parallel: int = 4
    budget: int = 6000
    pause: float = 1.0

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise SettingError("no language model is named: give --llm-model or SOEGRAPH_LLM_MODEL")
        if self.endpoint:
            _check_address(self.endpoint)
        if self.offline and self.cache is None:
            raise SettingError(
                "offline all answers come from a file: name it with --llm-cache or SOEGRAPH_LLM_CACHE"
            )
        if not (self.key.isascii() and self.key.isprintable()):
            raise SettingError(
                "SOEGRAPH_LLM_KEY holds characters that no header can carry: copy the key anew"
            )


def read(
    environment: Mapping[str, str],
    *,
    model: str = "",
    endpoint: str = "",
    cache: Path | None = None,
    offline: bool = False,
) -> Settings:
    """Return the settings of an environment, over which those given by name go.

    Raises:
        SettingError: a variable without a usable value.
    """
    stored = environment.get("SOEGRAPH_LLM_CACHE", "")
    return Settings(
        model=model or environment.get("SOEGRAPH_LLM_MODEL", ""),
        endpoint=(endpoint or environment.get("SOEGRAPH_LLM_ENDPOINT", "")).rstrip("/"),
        key=environment.get("SOEGRAPH_LLM_KEY", "").strip(),
        cache=cache or (Path(stored) if stored else None),
        offline=offline,
        timeout=_number(environment, "SOEGRAPH_LLM_TIMEOUT", "120", 1, 3_600),
        retries=_number(environment, "SOEGRAPH_LLM_RETRIES", "3", 0, 20),
        parallel=_number(environment, "SOEGRAPH_LLM_PARALLEL", "4", 1, 64),
        budget=_number(environment, "SOEGRAPH_LLM_BUDGET", "6000", 500, 1_000_000),
    )


def _number(environment: Mapping[str, str], name: str, default: str, least: int, most: int) -> int:
    value = environment.get(name) or default
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise SettingError(f"{name}={value!r}: give a whole number from {least} to {most:,}")
    return int(value)


def _check_address(endpoint: str) -> None:
    try:
        parts = urlsplit(endpoint)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingError(
            f"the endpoint {endpoint!r} is no http address: give one like http://localhost:8000/v1"
        )
    if "@" in parts.netloc:
        raise SettingError(
            "the endpoint holds a password: give it as SOEGRAPH_LLM_KEY, and only the address here"
        )
