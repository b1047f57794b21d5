"""RDF terms, minted in the one lexical form that every store keeps as it is.

A store may turn "51.0"^^xsd:decimal into "51" and @zh-Hans into @zh-hans; what is loaded would then differ
from what is stored. So every literal of ours is canonical from the start: no trailing zeros, no leading
zeros, language tags in lower case, dates no more precise than their source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import cache
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from soegraph import names, schema
from soegraph.model import is_partial_date

Object = NamedNode | Literal

_BROKEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s*\n\s*(?=[\u3400-\u9fff])")  # Chinese has no spaces
_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


@cache
def term(curie: str) -> NamedNode:
    """Return the node of a prefixed name.

    >>> term("skos:prefLabel").value
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, local = curie.split(":", 1)
    return NamedNode(names.PREFIXES[prefix] + local)


@cache
def soe(local: str) -> NamedNode:
    """Return the node of a term of the ontology.

    >>> soe("holdsPost").value
    'https://w3id.org/soegraph/ontology#holdsPost'
    """
    return NamedNode(names.SOE + local)


def local_name(node: NamedNode) -> str:
    """Return the name of an ontology term without its namespace; any other IRI comes back whole.

    >>> local_name(soe("Mine"))
    'Mine'
    """
    return node.value.removeprefix(names.SOE)


def thing(kind: str, slug: str) -> NamedNode:
    """Return the node of a thing, see `names.thing`."""
    return NamedNode(names.thing(kind, slug))


def partial_date(text: str) -> Literal:
    """Return a date no more precise than it is given.

    >>> partial_date("2021-12").datatype.value.rpartition("#")[2]
    'gYearMonth'

    Raises:
        ValueError: `text` is no year, month or day of the calendar.
    """
    if not is_partial_date(text):
        raise ValueError(f"{text!r} is no date of the form 2021, 2021-12 or 2021-12-23")
    return Literal(text, datatype=term(_DATE_TYPES[len(text)]))


def year(text: str) -> Literal:
    """Return the year of a partial date.

    Raises:
        ValueError: `text` is no partial date.
    """
    return partial_date(partial_date(text).value[:4])


def decimal(text: str) -> Literal:
    """Return a number in the canonical form of xsd:decimal.

    >>> [decimal(text).value for text in ("51.0", "020.330", "0.0", "100")]
    ['51', '20.33', '0', '100']

    Raises:
        ValueError: `text` is no finite number.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is no number") from None
    if not number.is_finite():
        raise ValueError(f"{text!r} is no finite number")
    canonical = format(number.normalize(), "f") if number else "0"
    return Literal(canonical, datatype=term("xsd:decimal"))


def integer(text: str) -> Literal:
    """Return a whole number in the canonical form of xsd:integer.

    Raises:
        ValueError: `text` is no whole number.
    """
    return Literal(str(int(text)), datatype=term("xsd:integer"))


@cache
def role(slug: str) -> NamedNode:
    """Return the concept of a role.

    Raises:
        ValueError: the ontology has no such role.
    """
    if slug not in schema.load().concepts("roles"):
        raise ValueError(f"{slug!r} is no role of ontology/schemes.ttl")
    return thing("role", slug)


_BY_LEXICAL_TYPE: dict[str, Callable[[str], Object]] = {
    "partialDate": partial_date,
    "year": year,
    "decimal": decimal,
    "integer": integer,
    "string": Literal,
    "role": role,
}


def typed(text: str, lexical_type: str) -> Object:
    """Return the term of a lexical value, as the ontology's `soe:lexicalType` asks for it.

    Raises:
        ValueError: `text` does not have that form.
    """
    return _BY_LEXICAL_TYPE[lexical_type](text)


def language_of(text: str, language: str = "en") -> str:
    """Return the language tag of a name that stands in a text in `language`: script decides before language.

    >>> language_of("包钢"), language_of("包鋼", "zh-tw")
    ('zh-hans', 'zh-hant')
    >>> language_of("ABB", "zh-hans"), language_of("Baogang", "en-gb")
    ('en', 'en')
    """
    if names.has_han(text):
        return "zh-hant" if language in ("zh-hant", "zh-tw", "zh-hk", "zh-mo") else "zh-hans"
    primary = language.partition("-")[0]
    return "en" if primary in ("zh", "") else primary


def name(text: str, language: str = "en") -> Literal:
    r"""Return a name on one line with the tag of its own script, see `language_of`.

    >>> name("Hedi\n Mining"), name("北方\n稀土")
    (<Literal value=Hedi Mining language=en>, <Literal value=北方稀土 language=zh-hans>)
    """
    return Literal(" ".join(_BROKEN_HAN.sub("", text).split()), language=language_of(text, language))


def pinyin(text: str) -> Literal:
    """Return the reading of a Chinese name, syllable by syllable.

    >>> pinyin("包钢集团")
    <Literal value=bāo gāng jí tuán language=zh-latn-pinyin>
    """
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(unicodedata.normalize("NFKC", text), style=Style.TONE)
    return Literal(" ".join(syllables), language="zh-latn-pinyin")


def labels(preferred: Literal) -> list[tuple[NamedNode, Literal]]:
    """Return predicate and object of all that makes a name the preferred label of its language."""
    pairs = [(term("skos:prefLabel"), preferred), (term("rdfs:label"), preferred)]
    if preferred.language == "zh-hans":
        pairs.append((term("skos:prefLabel"), pinyin(preferred.value)))
    return pairs


def web_iri(url: str) -> NamedNode | None:
    """Return the node of a web address, or None where the text is not a valid absolute http IRI.

    >>> web_iri("http://example.org/a b") is None
    True
    """
    try:
        valid = urlsplit(url)
        return NamedNode(url) if valid.scheme in ("http", "https") and valid.hostname else None
    except ValueError:
        return None
