"""Expected answers as files, which `pytest --rewrite-expected` writes anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

Expect = Callable[[str, str, str], None]


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect:
    """Return the function that compares an answer with the file `FOLDER/NAME.tsv` beside the tests."""
    rewrite = request.config.getoption("--rewrite-expected")

    def compare(folder: str, name: str, answer: str) -> None:
        file = Path(__file__).parent / folder / f"{name}.tsv"
        if rewrite:
            file.parent.mkdir(exist_ok=True)
            file.write_text(answer, encoding="utf-8")
        assert answer == file.read_text(encoding="utf-8")

    return compare
