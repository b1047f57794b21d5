"""The answers of a model in a file, so that a rebuild asks nothing and gives the same claims.

One line is one answer, a JSON object: `prompt`, the SHA-256 of the question with model and parameters;
`model`; `article`, the id of the article that it was asked for; `answer`, the model's words as they came. Neither
the article's text nor the key of the server is in it. The file can be committed: its lines are sorted by
`prompt`, and the same answers give the same bytes. To have something asked anew, delete its line. A changed
article, ontology or model makes another question; the answer to the old one stays until it is deleted.

While a run goes on each new answer is added at the end, so that a crash loses none; at the end of the run the
file is replaced, at once, by the sorted one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from soegraph.errors import InputError

_FIELDS = ("answer", "article", "model", "prompt")


class Cache:
    """The answers of one file; without a file it remembers for one run.

    Raises:
        InputError: a line of the file is none of ours.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lines: dict[str, Mapping[str, str]] = {}
        self._torn = False
        self._grown = False
        for entry in self._stored():
            self._lines.setdefault(entry["prompt"], entry)

    def get(self, prompt: str) -> str | None:
        """Return the answer to a question, or None."""
        entry = self._lines.get(prompt)
        return entry["answer"] if entry else None

    def keep(self, prompt: str, answer: str, *, model: str, article: str) -> None:
        """Remember an answer, and add it to the file at once; of two to one question the first stays."""
        if prompt in self._lines:
            return
        entry = {"answer": answer, "article": article, "model": model, "prompt": prompt}
        self._lines[prompt] = entry
        if self._path is not None:
            self._append(self._path, entry)

    def close(self) -> None:
        """Sort the file, if anything was added."""
        if self._path is None or not self._grown:
            return
        staged = self._path.with_name(f"{self._path.name}.new")
        for entry in self._stored():  # another run may have added to it
            self._lines.setdefault(entry["prompt"], entry)
        with staged.open("wb") as file:
            file.writelines(_line(self._lines[prompt]) for prompt in sorted(self._lines))
            file.flush()
            os.fsync(file.fileno())
        staged.replace(self._path)
        self._grown = self._torn = False

    def _append(self, path: Path, entry: Mapping[str, str]) -> None:
        self._grown = True
        if self._torn:
            self.close()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(_line(entry))

    def _stored(self) -> Iterator[dict[str, str]]:
        if self._path is None or not self._path.exists():
            return
        *lines, last = self._path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _entry(line, f"{self._path}, line {number}")
        self._torn = bool(last)  # a run that was cut short while it wrote; the answer is asked for again


def _line(entry: Mapping[str, str]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _entry(line: bytes, where: str) -> dict[str, str]:
    try:
        entry: Any = json.loads(line)
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict) or any(not isinstance(entry.get(name), str) for name in _FIELDS):
        raise InputError(
            f"{where} is no cached answer of a language model: delete the line, and it is asked anew"
        )
    return entry
