"""What an audit finds: checks, faults, and how many things each check has looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

SHOWN = 20
"""Faults of one check that are kept; all are counted."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is checked: its name, what it looks at, what it counts, and what to do about a fault."""

    name: str
    looks_at: str
    counts: str
    advice: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place of a release.

    `file` is a path below its folder, `line` a number from 1 or 0 where the format has none, `subject` an IRI or
    term or "".
    """

    check: str
    file: str
    line: int
    subject: str
    what: str
    advice: str

    def as_json(self) -> dict[str, Any]:
        """Return a JSON object."""
        return asdict(self)


class Report:
    """What was found, in the order of finding."""

    def __init__(self, shown: int = SHOWN) -> None:
        self._shown = shown
        self.faults: list[Fault] = []
        self.found: Counter[str] = Counter()
        self.looked: Counter[str] = Counter()
        self.skipped: dict[str, str] = {}

    def add(self, check: Check, file: str, what: str, *, line: int = 0, subject: str = "") -> None:
        """Take a fault; of those of one check the first are kept, the rest is counted."""
        self.found[check.name] += 1
        if self.found[check.name] <= self._shown:
            shown = file.encode(errors="replace").decode()  # a name may be in no encoding
            self.faults.append(Fault(check.name, shown, line, subject, what, check.advice))

    def look(self, check: Check, number: int = 1) -> None:
        """Count what a check has looked at."""
        self.looked[check.name] += number

    def skip(self, check: Check, why: str) -> None:
        """Note that a check could not be made, or not on all; the first reason is kept."""
        self.skipped.setdefault(check.name, why)

    def of(self, check: Check) -> list[Fault]:
        """Return the faults of a check that were kept."""
        return [fault for fault in self.faults if fault.check == check.name]

    def has_looked(self, check: Check) -> bool:
        """Tell whether there was anything for a check to look at."""
        return self.looked[check.name] > 0
