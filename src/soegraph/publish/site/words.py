"""The words of the pages that are not the ontology's: headings in both languages, dates in English."""

from __future__ import annotations

from collections.abc import Mapping

from soegraph import schema
from soegraph.graph.spans import OF_STATES
from soegraph.publish.vocabulary.words import Heading

WORDS: Mapping[str, Heading] = {
    "about": Heading("About", "说明"),
    "all": Heading("All statements", "全部三元组"),
    "also": Heading("Also called", "又称"),
    "arriving": Heading("What leads here", "指向此处的三元组"),
    "articles": Heading("Mentioned in", "提及此处的文章"),
    "browse": Heading("Browse", "浏览"),
    "claims": Heading("Claims", "陈述"),
    "data": Heading("Data", "数据"),
    "definition": Heading("Definition and properties", "定义与属性"),
    "downloads": Heading("Downloads", "下载"),
    "grounds": Heading("Facts and their sources", "事实与来源"),
    "held by": Heading("Held by", "任职者"),
    "home": Heading("Start", "首页"),
    "identifier": Heading("Identifier", "标识"),
    "inferred": Heading("Inferred statements", "推断的三元组"),
    "next": Heading("Next page", "下一页"),
    "no facts": Heading("Claims that are no facts here", "未采信的陈述"),
    "ontology": Heading("Ontology", "本体"),
    "parameters": Heading("Parameters", "参数"),
    "people": Heading("Posts in this organisation", "任职人员"),
    "pictures": Heading("Pictures", "图示"),
    "posts": Heading("Posts", "任职"),
    "queries": Heading("Queries", "查询"),
    "release": Heading("The release", "发布内容"),
    "replaced": Heading("This name was replaced by", "此名称已替换为"),
    "results": Heading("What it finds", "查询结果"),
    "search": Heading("Search", "搜索"),
    "shareholders": Heading("Shareholders", "股东"),
    "skip": Heading("Skip to the content", "跳到正文"),
    "sources": Heading("Sources", "来源"),
    "stakes": Heading("Stakes held", "持股"),
    "states": Heading("What it states", "文中陈述"),
    "things": Heading("Things", "事物"),
    "to top": Heading("To the top", "返回顶部"),
}
"""The headings of the pages by what they are for."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ON = " on"
_BOUNDS = frozenset(OF_STATES)


def label(name: str) -> Heading:
    """Return the name of a term of the ontology in both languages."""
    known = schema.load()
    english, chinese = known.labels(name, "en"), known.labels(name, "zh-hans")
    return Heading(english[0] if english else name, chinese[0] if chinese else "")


def date(partial: str) -> str:
    """Write a year, month or day in words; what is none comes back as it is.

    >>> date("2021"), date("2021-12"), date("2021-12-03")
    ('2021', 'December 2021', '3 December 2021')
    """
    year, *rest = partial.split("-")
    if not rest or not all(part.isdigit() for part in (year, *rest)) or not 1 <= int(rest[0]) <= len(_MONTHS):
        return partial
    words = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {words}" if len(rest) > 1 else words


def dated(name: str, partial: str, *, happened: bool = False) -> str:
    """Say a date with the property that gives it; of what `happened` once, by when or when.

    >>> dated("startedOn", "2021-12"), dated("startedOn", "2021-12-03"), dated("inOfficeBy", "2021")
    ('started in December 2021', 'started on 3 December 2021', 'in office by 2021')
    >>> dated("startedOn", "2021", happened=True), dated("inForceBy", "2021", happened=True)
    ('in 2021', 'by 2021')
    """
    called = label(name).en
    stem = called.removesuffix(_ON)
    if stem != called:
        called = f"{stem} {'on' if partial.count('-') > 1 else 'in'}"
    if happened and name in _BOUNDS:
        called = called.rpartition(" ")[2]
    return f"{called} {date(partial)}"
