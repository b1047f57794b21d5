"""Text that stands in Markdown."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")  # what means something in Markdown wherever it stands
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")  # what begins a list


def markdown(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is, on one line.

    >>> markdown("a * b <i>"), markdown("- 1. no list")
    ('a \\* b \\<i\\>', '\\- 1. no list')
    """
    line = " ".join(_MARKUP.sub(r"\\\1", text).split())
    return _LEADING.sub(lambda found: f"{found[1]}{_escaped(found[2])}", line)


def _escaped(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"
