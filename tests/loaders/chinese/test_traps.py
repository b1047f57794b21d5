"""What a Chinese text plans, denies, passes on as a rumour or supposes is no fact; the names are invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

TRAPS = Path(__file__).with_name("traps.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_states_no_fact(said: Callable[..., set[str]], text: str) -> None:
    assert said(text) == set()
