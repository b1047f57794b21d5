r"""SPARQL as a row of tokens: what may run here, and where a variable really is a variable.

`tokens` cuts any text into SPARQL 1.1 tokens, white space and comments included; nothing is lost, nothing is
refused, and the time is linear in the length. A quotation mark that is never closed takes the rest of its
line as one token of kind OTHER, since no engine can read it otherwise; three of them are then an empty
string and an opening one, as engines read them.

>>> [token.text for token in tokens('SELECT?x{?x a "?x"}') if token.kind is Kind.VARIABLE]
['?x', '?x']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from unicodedata import east_asian_width

from soegraph.errors import QueryError


class Kind(StrEnum):
    """What a token is."""

    IRI = "iri"  # <http://example.org/>
    NAME = "name"  # prefixed: ex:thing, ex:, :thing
    VARIABLE = "variable"  # ?x or $x
    STRING = "string"  # all four forms, with their quotation marks
    LANGUAGE = "language"  # @en-GB
    BLANK = "blank"  # _:label
    NUMBER = "number"  # without a sign
    WORD = "word"  # keywords, `a`, true, false, names of functions
    MARK = "mark"  # punctuation and operators
    SPACE = "space"
    COMMENT = "comment"
    OTHER = "other"  # what no SPARQL token begins with, and unclosed strings


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a SPARQL text: code points [start, end)."""

    kind: Kind
    text: str
    start: int
    end: int


_BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)  # PN_CHARS_BASE of the SPARQL grammar
_MORE = r"0-9\u00B7\u0300-\u036F\u203F-\u2040"  # what may follow it, together with "_" and, save in ?x, "-"
_CHARS = rf"{_BASE}_{_MORE}\-"  # PN_CHARS
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"  # PLX
_LOCAL = rf"(?:[{_BASE}_:0-9]|{_ESCAPED})(?:(?:[{_CHARS}.:]|{_ESCAPED})*(?:[{_CHARS}:]|{_ESCAPED}))?"
_DOTTED = rf"[{_BASE}](?:[{_CHARS}.]*[{_CHARS}])?"  # no dot at the end

# The order of the alternatives is the rule "the longest token wins" where two could begin. Each repetition
# either is possessive or gives back in one sweep, and what a failed attempt has read is taken whole by a
# later alternative (`run`, `unclosed`): so no text takes more than linear time.
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<string>"(?:[^"\\\r\n]|\\[^\r\n])*+"|'(?:[^'\\\r\n]|\\[^\r\n])*+')
  | (?P<unclosed>["'][^\r\n]*)
  | (?P<variable>[?$][{_BASE}_0-9][{_BASE}_{_MORE}]*)
  | (?P<blank>_:[{_BASE}_0-9](?:[{_CHARS}.]*[{_CHARS}])?)
  | (?P<name>(?:{_DOTTED})?:(?:{_LOCAL})?)
  | (?P<run>[{_BASE}_][{_CHARS}.]*)
  | (?P<number>(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<mark>\^\^|&&|\|\||[!<>]=|[{{}}()\[\].,;*/+\-|^!=<>?$&~])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_LONG = {
    mark * 3: re.compile(
        rf"(?P<string>{mark * 3}(?:{mark}{{0,2}}+(?:[^{mark}\\]|\\.))*+{mark * 3})", re.DOTALL
    )
    for mark in "\"'"
}
_WORDS = re.compile(r"[^.]+|\.")


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a SPARQL text in their order; joined, their texts are `text`."""
    for match in _matches(text):
        name, start = match.lastgroup or "other", match.start()
        if name == "run":  # `true.OPTIONAL`: no prefix follows after all, so the dots are full stops
            yield from (
                _token("mark" if m[0] == "." else "word", m, start) for m in _WORDS.finditer(match[0])
            )
        else:
            yield _token("other" if name == "unclosed" else name, match)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Match token after token. A long string that is not closed proves that no later one of its kind is."""
    hopeful = dict(_LONG)
    position = 0
    while position < len(text):
        opener = text[position : position + 3]
        match = hopeful[opener].match(text, position) if opener in hopeful else None
        if match is None:
            hopeful.pop(opener, None)
            match = _TOKEN.match(text, position)
        assert match is not None, "the last alternative takes any character"
        yield match
        position = match.end()


def _token(kind: str, match: re.Match[str], offset: int = 0) -> Token:
    return Token(Kind(kind), match[0], offset + match.start(), offset + match.end())


def significant(text: str) -> Iterator[Token]:
    """Yield the tokens of a SPARQL text without white space and comments."""
    return (token for token in tokens(text) if token.kind not in (Kind.SPACE, Kind.COMMENT))


def form(text: str) -> str:
    r"""Return the first keyword after the prologue, in capitals: SELECT, ASK, INSERT...; "" if there is none.

    >>> form("PREFIX ask: <http://example.org/select#> # construct\nselect * { ?s ?p ?o }")
    'SELECT'
    """
    words = (token.text.upper() for token in significant(text) if token.kind is Kind.WORD)
    return next((word for word in words if word not in ("PREFIX", "BASE", "VERSION")), "")


def check_query(text: str, *forms: str) -> None:
    """Refuse a text that is none of `forms` (SELECT, ASK, CONSTRUCT, DESCRIBE), or that would reach out.

    Raises:
        QueryError: it is another form, or `refuse_remote` refuses it.
    """
    refuse_remote(text)
    if (found := form(text)) not in forms:
        wanted = " or ".join(forms)
        raise QueryError(f"expected a query that begins with {wanted}, found {found or 'no keyword'}")


def syntax_message(text: str, line: int, column: int) -> str:
    r"""Say where a SPARQL text breaks off (both counted from 1), with a caret under the place.

    >>> print(syntax_message("SELECT * {\n  ?s ?p }", 2, 9))
    SPARQL syntax error in line 2, column 9:
      ?s ?p }
            ^
    >>> print(syntax_message("SELECT * {\n  ?s ?p ?o", 2, 11))
    SPARQL syntax error in line 2, column 11: the query ends too early, `}` is likely missing
      ?s ?p ?o
              ^
    """
    lines = text.split("\n")
    shown = dict(enumerate(lines, 1)).get(line, "")
    rest = "\n".join([shown[column - 1 :], *lines[line:]])
    missing = "" if any(significant(rest)) else _missing(text)
    early = f" the query ends too early, {missing} is likely missing" if missing else ""
    cut = max(0, column - _BEFORE_CARET) if len(shown) > _LONG_LINE else 0
    shown, blank = shown[cut : cut + _LONG_LINE], "".join(map(_blank, shown[cut : column - 1]))
    return f"SPARQL syntax error in line {line}, column {column}:{early}\n{shown}\n{blank}^"


_LONG_LINE = 120  # characters of a line that are shown, most of them before the caret
_BEFORE_CARET = 100
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_OPEN_IRI = re.compile(r"<[A-Za-z][^<>\s]*\s*$")


def _blank(char: str) -> str:
    """Return what takes as much room in a terminal as a character does."""
    return "\t" if char == "\t" else "  " if east_asian_width(char) in "WF" else " "


def _missing(text: str) -> str:
    """Say what the end of a text lacks, "" if that cannot be told."""
    found = list(significant(text))
    if not found:
        return "all of it"
    if _OPEN_IRI.search(text):
        return "`>`"
    if found[-1].kind is Kind.OTHER and found[-1].text[0] in "\"'":
        return f"`{found[-1].text[0]}`"
    closing: list[str] = []
    for token in found:
        if token.text in _CLOSING:
            closing.append(_CLOSING[token.text])
        elif token.text in _CLOSING.values() and (not closing or closing.pop() != token.text):
            return ""  # out of balance before the end
    if closing:
        return f"`{' '.join(reversed(closing))}`"
    if "{" not in (token.text for token in found):
        return "`{ ... }`"
    return f"what follows `{found[-1].text}`" if found[-1].kind is Kind.WORD else ""


def refuse_remote(text: str) -> None:
    """Refuse a SPARQL text that would fetch something over the network, before any engine sees it.

    SERVICE and LOAD go out on every engine; FROM does on some, and means something else on each other.
    Engines disagree with the grammar on where a keyword ends (`SERVICEex:a` is one name by the grammar and a
    call in pyoxigraph), on `?a<?b)SERVICE#>` (an IRI by the grammar) and on codepoint escapes outside of
    strings (rdflib reads them first), so a text with a keyword in any of these readings is refused too.

    Raises:
        QueryError: the text does, or an engine could think that it does.
    """
    for reading in dict.fromkeys((text, _unescaped(text))):
        if found := _remote(reading):
            keyword, token = found
            line = reading.count("\n", 0, token.start) + 1
            raise QueryError(f"{keyword} in line {line} ({token.text!r}): {_ADVICE[keyword]}")


_ADVICE = {
    "SERVICE": "queries stay inside this store; run the other part there, or rename what only looks like it",
    "LOAD": "nothing is fetched over the network; save the file and load it from the disk",
    "FROM": "the default graph is always the current knowledge; for one graph write GRAPH <...> { ... }",
}
_KEYWORDS = re.compile("|".join(_ADVICE), re.IGNORECASE)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")  # `?a<x://` continues no comparison in any engine
_CODEPOINT = re.compile(r"\\u([0-9a-f]{4}(?:[0-9a-f]{4})?)", re.IGNORECASE)  # as rdflib has it


def _unescaped(text: str) -> str:
    return _CODEPOINT.sub(lambda m: chr(code) if (code := int(m[1], 16)) < 0x110000 else m[0], text)


def _remote(text: str) -> tuple[str, Token] | None:
    """Return the first keyword that reaches out and the token it hides in."""
    if not _KEYWORDS.search(text):
        return None  # most queries of our own, which may name thousands of nodes
    depth = 0
    before: Token | None = None
    sentinel = Token(Kind.OTHER, "", len(text), len(text))
    for token, after in pairwise([*significant(text), sentinel]):
        if keyword := _keyword(token, before, after, depth):
            return keyword, token
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        before = token
    return None


def _keyword(token: Token, before: Token | None, after: Token, depth: int) -> str:
    match token.kind:
        case Kind.WORD:
            found = _KEYWORDS.search(token.text)
            return found[0].upper() if found else ""
        case Kind.IRI:
            return "SERVICE" if _hides_service(token.text) else ""
        case Kind.NAME:
            return _keyword_of_name(token.text, before, after, depth)
        case _:
            return ""


def _hides_service(iri: str) -> bool:
    """Tell whether an IRI may be a comparison to an engine, and SERVICE follow it: ``?a<?b)SERVICE#>``."""
    head, comment, _ = iri.partition("#")
    return bool(comment) and ")" in head and "SERVICE" in head.upper() and not _ABSOLUTE.match(iri)


def _keyword_of_name(name: str, before: Token | None, after: Token, depth: int) -> str:
    """Find a keyword glued to a prefixed name: ``SERVICEex:a {``, or ``LOAD:a`` where an update begins."""
    prefix = name.partition(":")[0].upper()
    if "SERVICE" in prefix and after.text == "{":
        return "SERVICE"
    begins = depth == 0 and (before is None or before.kind is not Kind.WORD)
    return "LOAD" if begins and prefix.startswith("LOAD") else ""
