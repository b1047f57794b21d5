"""What the tests of Chinese share: a text in, one line a claim out."""

from collections.abc import Callable
from functools import partial

import pytest


@pytest.fixture(scope="session")
def said(said: Callable[..., set[str]]) -> Callable[..., set[str]]:
    """Return the claims of a Chinese text as lines: "包钢集团 holdsStakeIn 北方稀土 percent=51"."""
    return partial(said, language="zh-hans")
