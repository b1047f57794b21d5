"""IRIs: the one place that knows what our names look like.

Things are `{base}id/{kind}/{slug}`, graphs `{base}graph/{name}`; the ontology keeps its own namespace under
every base. The base is the setting `SOEGRAPH_BASE`. An IRI never holds the clock or a random number, and is
always ASCII.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from soegraph.errors import SettingError

HOME = "https://w3id.org/soegraph/"
ONTOLOGY = HOME + "ontology"
SOE = ONTOLOGY + "#"
EXPRESSION = ONTOLOGY + "/expression/"
"""What begins the IRIs of the ontology's class expressions, which have no name of their own."""

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "soe": SOE,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
"""The declarations of the prefixes for a SPARQL query."""

_LOCAL = re.compile(r"[A-Za-z_]\w*")
_LAST_PART = re.compile(r"[^/#]*$")
_BASE_FORM = re.compile(r"https?://[a-z0-9.:/~_-]+/")


@cache
@cache
def base() -> str:
    """Return the base of all IRIs of things, ending in a slash.

    Raises:
        SettingError: `SOEGRAPH_BASE` is not an absolute http IRI that ends in a slash.
    """
    value = os.environ.get("SOEGRAPH_BASE", HOME)
    if not _BASE_FORM.fullmatch(value):
        raise SettingError(f"SOEGRAPH_BASE={value!r}: give an http(s) IRI in lower case that ends in '/'")
    return value


def thing(kind: str, slug: str) -> str:
    """Return the IRI of a thing.

    >>> thing("plan", "five-year-plan-14")
    'https://w3id.org/soegraph/id/plan/five-year-plan-14'
    """
    return f"{base()}id/{kind}/{slug}"


def graph(name: str) -> str:
    """Return the IRI of one of the project's own named graphs.

    >>> graph("facts")
    'https://w3id.org/soegraph/graph/facts'
    """
    return f"{base()}graph/{name}"


def rebased(iri: str) -> str:
    """Move the IRI of a thing or graph from the project's home to the base in use; leave all others alone."""
    return base() + iri[len(HOME) :] if iri.startswith((HOME + "id/", HOME + "graph/")) else iri


def curie(iri: str) -> str:
    """Return an IRI as SPARQL writes it: with one of our prefixes, or in angle brackets.

    >>> curie(SOE + "Mine"), curie("https://w3id.org/soegraph/id/person/li")
    ('soe:Mine', '<https://w3id.org/soegraph/id/person/li>')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def slug_of(iri: str) -> str:
    """Return the last part of a thing's IRI.

    >>> slug_of("https://w3id.org/soegraph/id/person/li-xiao"), slug_of("https://example.org/roles#keeper")
    ('li-xiao', 'keeper')
    """
    return _LAST_PART.search(iri)[0]  # type: ignore[index]  # it matches any string


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """Write a name as a slug of a-z, 0-9 and '-': Chinese by its pinyin, letters without their accents.

    Never empty: what has no letter at all becomes a hash.

    >>> slug("Sichuan JCC Rare Earth Co., Ltd."), slug("包钢集团"), slug("Bastnäsite")
    ('sichuan-jcc-rare-earth-co-ltd', 'bao-gang-ji-tuan', 'bastnasite')
    """
    if not text.isascii():
        text = _romanised(text)
    slugged = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")
    return slugged or digest([text])


def slug_of_person(name: str) -> str:
    """Write a person's name as a slug: a Chinese one as English papers do, family name and given name.

    >>> slug_of_person("孟繁英"), slug_of_person("欧阳修"), slug_of_person("单伟"), slug_of_person("Meng Fanying")
    ('meng-fanying', 'ouyang-xiu', 'shan-wei', 'meng-fanying')
    """
    if not _HAN_NAME.fullmatch(name):
        return slug(name)
    size = 2 if name[:2] in _DOUBLE_SURNAMES and len(name) > 2 else 1
    family, given = name[:size], name[size:]
    surname = _SURNAMES.get(family) or "".join(_pinyin(family))
    return slug(f"{surname} {''.join(_pinyin(given))}")


def is_surname_only(name: str) -> bool:
    """Tell whether a person's name is but a family name: it may be anybody's of that family.

    >>> [is_surname_only(n) for n in ("Zhang", "Zhang Wei", "张先生", "张某某", "张总", "老张", "张伟")]
    [True, False, True, True, True, True, False]
    """
    return bool(_FAMILY_ONLY.fullmatch(name)) if has_han(name) else len(name.split()) < 2


def characters_mark(name: str) -> str:
    """Return what tells the characters of a name from others of one reading: six hexadecimal digits.

    `name` is in simplified characters, so that both scripts give one mark.

    >>> characters_mark("张伟") == characters_mark("张玮")
    False
    """
    return digest([name])[:6]


_FAMILY_ONLY = re.compile("[老小]?.|.(?:先生|女士|小姐|同志|某|某某|总|董|局|工)|..(?:先生|女士|小姐|同志)")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
# Part of the IRIs that are out in the world: not to change with the lexicon.
_DOUBLE_SURNAMES = frozenset(
    (
        *(
            "欧阳",
            "歐陽",
            "上官",
            "司马",
            "司馬",
            "诸葛",
            "諸葛",
            "夏侯",
            "皇甫",
            "尉迟",
            "尉遲",
            "公孙",
            "公孫",
        ),
        *("慕容", "令狐", "司徒", "东方", "東方", "端木", "呼延", "宇文", "长孙", "長孫", "独孤", "獨孤"),
    )
)
_SURNAMES = {  # read in another way than the word
    "单": "shan",
    "單": "shan",
    "曾": "zeng",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "區": "ou",
    "查": "zha",
    "任": "ren",
    "朴": "piao",
    "盖": "ge",
    "蓋": "ge",
    "缪": "miao",
    "繆": "miao",
    "翟": "zhai",
    "尉迟": "yuchi",
    "尉遲": "yuchi",
    "秘": "bi",
    "冼": "xian",
    "华": "hua",
    "華": "hua",
    "纪": "ji",
    "紀": "ji",
    "折": "she",
}


@lru_cache(maxsize=10_000)
def _pinyin(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text, v_to_u=True))


def _romanised(text: str) -> str:
    if has_han(text):
        text = " ".join(_pinyin(text))
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def has_han(text: str) -> bool:
    """Tell whether a text has a Chinese character."""
    return any("\u3400" <= char <= "\u9fff" for char in text)


def digest(parts: Iterable[str]) -> str:
    """Return 16 hexadecimal digits that stand for `parts` in their order: 64 bits of SHA-256.

    >>> digest(["a", "b"]) == digest(["a", "b"]) != digest(["ab"])
    True
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
