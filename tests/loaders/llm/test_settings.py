"""Settings from the environment and from options."""

from __future__ import annotations

from pathlib import Path

import pytest

from soegraph.errors import SettingError
from soegraph.loaders.llm.settings import read

ENVIRONMENT = {
    "SOEGRAPH_LLM_ENDPOINT": "http://localhost:8000/v1/",
    "SOEGRAPH_LLM_MODEL": "tiny-1",
    "SOEGRAPH_LLM_CACHE": "answers.jsonl",
    "SOEGRAPH_LLM_TIMEOUT": "30",
}


def test_options_go_over_the_environment() -> None:
    plain, changed = read(ENVIRONMENT), read(ENVIRONMENT, model="tiny-2", cache=Path("other.jsonl"))
    assert (plain.endpoint, plain.model, plain.timeout) == ("http://localhost:8000/v1", "tiny-1", 30)
    assert plain.cache == Path("answers.jsonl")
    assert (changed.model, changed.cache, changed.endpoint) == ("tiny-2", Path("other.jsonl"), plain.endpoint)


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("MODEL", " ", "SOEGRAPH_LLM_MODEL"),
        ("ENDPOINT", "localhost:8000", "no http address"),
        ("ENDPOINT", "http://[::1", "no http address"),
        ("ENDPOINT", "https://user:secret@host/v1", "SOEGRAPH_LLM_KEY"),
        ("KEY", "two\nlines", "SOEGRAPH_LLM_KEY"),
        ("TIMEOUT", "soon", "SOEGRAPH_LLM_TIMEOUT='soon'"),
        ("RETRIES", "21", "from 0 to 20"),
        ("PARALLEL", "0", "from 1 to 64"),
        ("BUDGET", "-1", "from 500"),
    ],
)
def test_a_useless_value_is_named(name: str, value: str, advice: str) -> None:
    with pytest.raises(SettingError, match=advice) as caught:
        read({**ENVIRONMENT, f"SOEGRAPH_LLM_{name}": value})
    assert "secret" not in str(caught.value)


def test_offline_needs_a_file() -> None:
    with pytest.raises(SettingError, match="SOEGRAPH_LLM_CACHE"):
        read({"SOEGRAPH_LLM_MODEL": "tiny-1"}, offline=True)
