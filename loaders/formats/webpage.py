"""Web pages saved as HTML: trafilatura tells the article from menus, adverts and footers."""

from __future__ import annotations

import re

from trafilatura import bare_extraction
from trafilatura.settings import Document

from soegraph.errors import InputError
from soegraph.loaders.encoding import decode
from soegraph.loaders.formats import fields
from soegraph.model import Article

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}
_LANGUAGE = re.compile(r"<html[^>]*\slang=[\"']?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\b", re.IGNORECASE)
_HEAD = 10_000  # characters in which a page must have declared itself
# Only dates that the page marks as its own: a date somewhere in the text may be of anything. Without a limit
# of our own the limit is today, and a page's date would depend on the day of reading.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def parse(raw: bytes, name: str) -> Article:
    """Read the article of a page, with what the page says of its title, date, publisher and language."""
    html = decode(raw, _encoding(raw))
    page = bare_extraction(
        html,
        favor_precision=True,  # a lost paragraph costs less than a menu read as news
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if not isinstance(page, Document):
        raise InputError("holds no article that can be told from the rest of the page")
    text = fields.body(_paragraphs(page.text or ""))
    return Article(
        id=fields.line(name),
        text=text,
        language=_language(html, text),
        title=fields.line(page.title or ""),
        url=_address(page.url or ""),
        publisher=fields.line(page.sitename or ""),
        published=fields.published(page.date or ""),
    )


def _paragraphs(lines: str) -> str:
    """Set the page's blocks, which come one a line, apart by blank lines as in any other article."""
    return "\n\n".join(line for line in lines.split("\n") if line.strip())


def _encoding(raw: bytes) -> str:
    """Return the Chinese encoding that a page declares; everything else has to be UTF-8."""
    declared = _CHARSET.search(raw[:_HEAD])
    return _CHARSETS.get(declared[1].decode().lower(), "utf-8") if declared else "utf-8"


def _language(html: str, text: str) -> str:
    """Return the language that a page declares, unless a template says 'en' over a Chinese text."""
    by_script = fields.language("", text)
    declared = _LANGUAGE.search(html[:_HEAD])
    if declared is None or declared[1].lower().startswith("en"):
        return by_script
    return declared[1].lower()


def _address(declared: str) -> str:
    """Return the page's own address; a broken one is no reason to refuse the page."""
    try:
        return fields.address(declared)
    except InputError:
        return ""
