"""The checks: SPARQL files whose header says what is wrong with the rows that they return, and what to do.

>>> check = next(check for check in catalogue() if check.name == "class-cycle")
>>> check.severity.value, check.sources, check.summary
('critical', ('OOPS P06',), 'A class is its own superclass.')
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from soegraph.errors import OntologyError
from soegraph.names import SOE
from soegraph.query.saved import header

HOUSE = "house"
"""The source of the rules that only our own ontology keeps."""

_KEYS = {"summary", "remedy", "severity", "sources", "files"}
_OWN = "PREFIX own: <{}>"


class Severity(StrEnum):
    """How much a finding matters: three degrees as OOPS! has them, three for the header as FOOPS! has them."""

    CRITICAL = "critical"
    IMPORTANT = "important"
    MINOR = "minor"
    MINIMUM = "minimum"
    RECOMMENDED = "recommended"
    DETAILED = "detailed"

    @property
    def fails(self) -> bool:
        """Tell whether an ontology with such a finding must not be published."""
        return self not in (Severity.MINOR, Severity.DETAILED)


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: what is wrong where it finds something, and what to do about it.

    `sources` name what it is a port of (``OOPS P06``, ``ROBOT missing_label``, ``FOOPS OM1``), or `HOUSE`. `files` are
    those of our ontology that it reads, `text` is its query; both are empty where a reasoner does the work.
    """

    name: str
    summary: str
    remedy: str
    severity: Severity
    sources: tuple[str, ...]
    files: tuple[str, ...] = ()
    text: str = ""

    @property
    def house(self) -> bool:
        """Tell whether it is a rule of our own house, of no concern to another ontology."""
        return self.sources == (HOUSE,)

    def query(self, namespace: str) -> str:
        """Return its query about the terms of a namespace; as it stands in the file, it is about ours."""
        return self.text.replace(_OWN.format(SOE), _OWN.format(namespace))


@cache
def catalogue() -> tuple[Check, ...]:
    """Return the checks by name, sorted.

    Raises:
        OntologyError: a header is not what `ontology/checks/README.md` says.
    """
    folder = files("soegraph") / "ontology" / "checks"
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".rq"))
    return tuple(
        read(name.removesuffix(".rq"), (folder / name).read_text(encoding="utf-8")) for name in found
    )


def read(name: str, text: str) -> Check:
    """Read the text of a check.

    Raises:
        OntologyError: the header lacks a key, has an unknown one, or an unknown severity.
    """
    told = header(f"checks/{name}.rq", text)
    if told.keys() != _KEYS or told["severity"] not in set(Severity):
        raise OntologyError(
            f"checks/{name}.rq: its header needs {', '.join(sorted(_KEYS))}; a severity is {', '.join(Severity)}"
        )
    return Check(
        name=name,
        summary=told["summary"],
        remedy=told["remedy"],
        severity=Severity(told["severity"]),
        sources=tuple(told["sources"].split(", ")),
        files=tuple(told["files"].split()),
        text=text,
    )
