"""Names reduced to what their spellings share."""

from __future__ import annotations

import re
import unicodedata

from soegraph import names
from soegraph.loaders import lexicon
from soegraph.loaders.chinese.cast import without_legal_form
from soegraph.loaders.chinese.script import folded


def folded_name(name: str) -> str:
    """Return a Chinese name in simplified characters without its legal form.

    >>> folded_name("中國稀土集團有限公司")
    '中国稀土集团'
    """
    return without_legal_form(folded(name))


def reading(name: str, *, person: bool = False) -> str:
    """Return a name in plain Latin letters: a Chinese one by its pinyin, an English one without its legal form.

    >>> reading("Zinco Mining Co., Ltd."), reading("锡华集团"), reading("张伟", person=True), reading("Zhāng Wěi")
    ('zinco mining', 'xi hua ji tuan', 'zhang wei', 'zhang wei')
    """
    if names.has_han(name):
        slug = names.slug_of_person(folded_name(name)) if person else names.slug(folded_name(name))
        return slug.replace("-", " ")
    decomposed = unicodedata.normalize("NFKD", name.lower())
    words = re.findall(r"[a-z0-9&]+", "".join(char for char in decomposed if not unicodedata.combining(char)))
    legal = {word.lower().rstrip(".") for word in lexicon.load("en").heads_for("legal")}
    kept = [word for word in words if word not in legal]
    return " ".join(kept or words)


def letters(read: str) -> str:
    """Return the letters of a reading in the order of family and given name.

    >>> letters("zhang wei") == letters("zhangwei")
    True
    """
    return read.replace(" ", "")


def shortens(short: str, full: str) -> bool:
    """Tell whether one Chinese name is made of characters of another in their order, and begins as it does.

    >>> shortens("甘肃稀土", "甘肃稀土新材料"), shortens("中稀集团", "中国稀土集团"), shortens("北方稀土", "甘肃稀土")
    (True, True, False)
    """
    remaining = iter(full)
    return short != full and short[:1] == full[:1] and all(char in remaining for char in short)


def abbreviates(short: str, full: str) -> bool:
    """Tell whether one English reading is the first words of another, or its initials.

    >>> abbreviates("zinco mining", "zinco mining industry"), abbreviates("cnmc", "china nonferrous metal company")
    (True, True)
    """
    words = full.split()
    if len(short.split()) > 1:
        return full.startswith(short + " ")
    return len(words) > 2 and short == "".join(word[0] for word in words)
