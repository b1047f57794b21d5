"""Plain text: nothing but the text, with its title on top if it has one."""

from __future__ import annotations

from soegraph.loaders.encoding import decode
from soegraph.loaders.formats import fields
from soegraph.model import Article

_LONGEST_TITLE = 160  # characters


def parse(raw: bytes, name: str) -> Article:
    """Read an article; the text stays whole, title included."""
    text = fields.body(decode(raw))
    return Article(id=fields.line(name), text=text, language=fields.language("", text), title=_title(text))


def _title(text: str) -> str:
    """Return the first line if it stands alone, is short and is no sentence."""
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0]
    stands_alone = bool(rest) and not second.strip()
    is_sentence = first.rstrip().endswith((".", "。"))
    return fields.line(first) if stands_alone and not is_sentence and len(first) <= _LONGEST_TITLE else ""
