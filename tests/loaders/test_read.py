"""Files, folders and globs become articles, or say why not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soegraph.loaders.formats.fields import MAX_LENGTH
from soegraph.loaders.formats.markdown import MAX_FRONT_MATTER
from soegraph.loaders.read import MAX_BYTES, Unreadable, read
from soegraph.model import Article

Write = Callable[[str, str | bytes], Path]

ARTICLE = """---
title: Baogang meets
url: https://example.org/1
publisher: Example News
published: 2024-12
language: zh-Hans
kind: digest
sources: [https://example.org/1, https://example.org/2]
---

Baogang held a meeting.

It ended.
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file below the test's folder and return its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def article(*paths: Path | str) -> Article:
    [found] = read(paths)
    assert isinstance(found, Article), found
    return found


def refusal(*paths: Path | str) -> str:
    found = list(read(paths))
    assert isinstance(found[-1], Unreadable), found
    return found[-1].reason


def ids(*paths: Path | str) -> list[str]:
    return [found.id if isinstance(found, Article) else found.reason for found in read(paths)]


def test_front_matter_becomes_the_fields_of_the_article(write: Write) -> None:
    assert article(write("a-01.en.md", ARTICLE)) == Article(
        id="a-01.en",
        text="Baogang held a meeting.\n\nIt ended.",
        language="zh-hans",
        title="Baogang meets",
        url="https://example.org/1",
        publisher="Example News",
        published="2024-12",
        kind="digest",
        sources=("https://example.org/1", "https://example.org/2"),
    )


def test_the_id_of_the_front_matter_wins_over_the_name_of_the_file(write: Write) -> None:
    assert article(write("a.md", "---\nid: the-first\n---\nText.")).id == "the-first"


@pytest.mark.parametrize(
    ("key", "meant"),
    [("publised", "published"), ("titel", "title"), ("Title", "title"), ("source", "sources"), ("ids", "id")],
)
def test_a_misspelt_key_is_noticed_and_passed_over(write: Write, key: str, meant: str) -> None:
    found = article(write("a.md", f"---\n{key}: 2024\n---\nText."))
    assert found.notices == (f"a: the front matter has `{key}`, which is not read: did you mean `{meant}`?",)
    assert (found.id, found.title, found.published, found.sources) == ("a", "", "", ())


@pytest.mark.parametrize("key", ["subtitle", "tags", "date", "layout", "name", '"titl\\ne"', "标题"])
def test_keys_for_other_programs_are_passed_over_in_silence(write: Write, key: str) -> None:
    assert article(write("a.md", f"---\n{key}: x\n---\nText.")).notices == ()


def test_markdown_without_front_matter_takes_its_heading_as_title(write: Write) -> None:
    found = article(write("a.md", "# Baogang meets #\n\nText."))
    assert (found.title, found.text) == ("Baogang meets", "# Baogang meets #\n\nText.")


def test_empty_values_of_the_front_matter_are_unknown(write: Write) -> None:
    found = article(write("a.md", "---\ntitle:\nurl: null\npublished: ~\n---\nText."))
    assert (found.title, found.url, found.published, found.kind) == ("", "", "", "report")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024", "2024"),
        ('"2024-12"', "2024-12"),
        ("2024-12-23", "2024-12-23"),
        ("2024-12-23 08:00", "2024-12-23"),
    ],
)
def test_dates_keep_the_precision_that_they_have(write: Write, written: str, published: str) -> None:
    assert article(write("a.md", f"---\npublished: {written}\n---\nText.")).published == published


def test_only_line_ends_byte_order_mark_and_outer_blank_lines_change(write: Write) -> None:
    raw = "\ufeff\r\n  First \u3000line.\r\rSecond\tline.\x0c \r\n\r\n".encode()
    assert article(write("a.md", raw)).text == "First \u3000line.\n\nSecond\tline."


@pytest.mark.parametrize(
    ("text", "language"), [("Baogang (包钢) met.", "en"), ("包钢集团 Baogang 开会", "zh-hans")]
)
def test_a_missing_language_is_told_by_the_script(write: Write, text: str, language: str) -> None:
    assert article(write("a.md", text)).language == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Baogang meets\n\nBaogang held a meeting.", "Baogang meets"),
        ("Baogang held a meeting.\n\nIt ended.", ""),
        ("包钢集团召开会议。\n\n会议结束。", ""),
        ("Baogang held\na meeting.", ""),
        ("Baogang meets", ""),
        ("long " * 40 + "\n\nText.", ""),
    ],
)
def test_plain_text_keeps_its_title_in_the_text(write: Write, text: str, title: str) -> None:
    found = article(write("a.txt", text))
    assert (found.title, found.text) == (title, text)


PAGE = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}">
<title>{title}</title><meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2025-10-15T08:00:00+08:00">
<link rel="canonical" href="https://example.org/news/1"></head>
<body><nav><a href="/">Home</a><a href="/x">Markets</a></nav>
<article><h1>{title}</h1><p>{text}</p></article>
<footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""


def test_a_web_page_gives_its_article_and_what_it_says_of_itself(write: Write) -> None:
    text = "Baogang Group signed an agreement with Tsinghua University on Monday in Baotou."
    page = PAGE.format(lang="de", charset="utf-8", title="Baogang signs accord", text=text)
    assert article(write("page.html", page)) == Article(
        id="page",
        text=f"Baogang signs accord\n\n{text}",
        language="de",
        title="Baogang signs accord",
        url="https://example.org/news/1",
        publisher="Example News",
        published="2025-10-15",
    )


def test_a_web_page_may_be_in_the_chinese_encoding_that_it_declares(write: Write) -> None:
    text = "包钢集团今日召开会议，董事长孟繁英主持会议并讲话，要求各单位认真落实会议精神。"
    page = PAGE.format(lang="en", charset="gb2312", title="包钢集团召开会议", text=text)
    found = article(write("page.htm", page.encode("gb18030")))
    assert (found.title, found.language) == ("包钢集团召开会议", "zh-hans")
    assert text in found.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        (" \n\u3000\n", "holds no text"),
        ("---\ntitle: x\n---\n\n", "holds no text"),
        ("---\ntitle: x\n\nText.", "front matter that is not closed"),
        ("---\ntitle: 'x\n---\nText.", "not YAML: found unexpected end of stream in line 3"),
        ("---\n- x\n---\nText.", "'key: value'"),
        ("---\ntitle: [x]\n---\nText.", "title in the front matter must be a single value"),
        ("---\npublished: 23 December 2024\n---\nText.", "'23 December 2024' is no date"),
        ("---\npublished: 2024-13\n---\nText.", "'2024-13' is no date"),
        ("---\nkind: rumour\n---\nText.", "'rumour' is none of report, digest"),
        ("---\nlanguage: English!\n---\nText.", "no language tag"),
        ("---\nurl: example.org\n---\nText.", "no http address"),
        ("---\nsources: [https://example.org/a b]\n---\nText.", "no http address"),
        ('---\ntitle: "\\ud800"\n---\nText.', "does not exist in Unicode"),
        (f"---\ntitle: {'x' * MAX_FRONT_MATTER}\n---\nText.", "more than 64,000 characters of front matter"),
        (f"---\ntitle: {'[' * 5000}\n---\nText.", "nested too deeply"),
        (
            "包钢集团召开会议，研究部署工作".encode("gb18030"),
            "looks like GB18030: convert it with 'iconv -f GB18030",
        ),
        ("Café".encode("cp1252"), "not UTF-8 (byte 0xe9 at 3); it looks like WINDOWS-1252"),
        ("Text".encode("utf-16"), "looks like UTF-16"),
        (b"Te\0xt", "NUL bytes"),
        (b"Te\x01xt", "control character U+0001"),
        (b"\x01\xff\x02\xfe" * 9, "binary"),
        (b"%PDF-1.7", "is a PDF file"),
        (b"PK\x03\x04\x14", "is a ZIP archive"),
    ],
)
def test_what_is_no_article_says_why(write: Write, content: str | bytes, reason: str) -> None:
    assert reason in refusal(write("a.md", content))


def test_a_file_of_one_endless_line_is_refused_for_its_size(write: Write) -> None:
    assert "larger than 2,000,000 bytes" in refusal(write("a.txt", b"x" * (MAX_BYTES + 1)))


def test_a_text_that_the_parser_would_choke_on_is_refused_for_its_length(write: Write) -> None:
    assert "longer than 500,000 characters" in refusal(write("a.txt", "x " * (MAX_LENGTH // 2) + "end"))


def test_a_page_that_contradicts_the_encoding_it_declares_is_refused(write: Write) -> None:
    page = PAGE.format(lang="zh", charset="gbk", title="x", text="x").encode() + b"\xff\xff"
    assert "declares the encoding gb18030" in refusal(write("page.html", page))


def test_a_page_without_an_article_is_refused(write: Write) -> None:
    assert "holds no article" in refusal(write("page.html", "<html><body></body></html>"))


def test_no_alias_of_the_front_matter_blows_up(write: Write) -> None:
    levels = ["a0: &a0 x", *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 40))]
    assert article(write("a.md", "\n".join(["---", *levels, "---", "Text."]))).text == "Text."


def test_no_tag_of_the_front_matter_makes_an_object(write: Write) -> None:
    found = article(write("a.md", "---\ntitle: !!python/name:os.system x\n---\nText."))
    assert found.title == "x"


def test_a_folder_is_read_with_its_subfolders_in_the_order_of_names(write: Write, tmp_path: Path) -> None:
    for name in ("b/z.md", "b/.hidden.md", ".git/c.md", "d.json", "e.TXT", "a.md"):
        write(name, "Text.")
    assert ids(tmp_path) == ["a", "e", "z"]


def test_a_glob_is_read_in_the_order_of_names(write: Write, tmp_path: Path) -> None:
    for name in ("b.md", "a/x.md", "a/y.txt", "c.json"):
        write(name, "Text.")
    assert ids(f"{tmp_path}/**/*.md") == ["x", "b"]
    assert ids(f"{tmp_path}/*") == ["x", "y", "b"]


def test_a_file_whose_name_looks_like_a_glob_is_read(write: Write) -> None:
    assert article(write("a[1].md", "Text.")).id == "a[1]"


def test_a_file_given_twice_is_read_once(write: Write, tmp_path: Path) -> None:
    path = write("a.md", "Text.")
    assert ids(path, tmp_path, str(path)) == ["a"]


def test_one_broken_file_does_not_stop_the_others(write: Write, tmp_path: Path) -> None:
    for name, content in (("a.md", "Text."), ("b.md", b"\0"), ("c.md", "Text.")):
        write(name, content)
    assert [type(found) for found in read([tmp_path])] == [Article, Unreadable, Article]


@pytest.mark.parametrize("other", ["sub/a.md", "A.md", "a.txt"])
def test_the_second_of_two_articles_with_one_id_is_refused(write: Write, other: str) -> None:
    first, second = write("a.md", "Text."), write(other, "Other.")
    assert f"that {first} has" in refusal(first, second)


def test_missing_and_unknown_files_are_named(write: Write, tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "none.md")
    assert "matches no file" in refusal(f"{tmp_path}/*.md")
    assert "suffix must be one of .md" in refusal(write("a.pdf", b"%PDF"))


def test_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    assert "broken link" in refusal(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="the file system decides which names are possible")
def test_a_name_in_another_encoding_is_refused(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xb0\xfc.md"
    Path(os.fsdecode(name)).write_text("Text.")
    assert "does not exist in Unicode" in refusal(tmp_path)


@contextmanager
def nobody_special() -> Iterator[None]:
    """Root may read everything, so let root be nobody for a while."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_files_and_folders_without_permission_are_named() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "closed").mkdir()
        for path in (folder / "a.md", folder / "closed" / "b.md"):
            path.write_text("Text.")
        (folder / "a.md").chmod(0)
        (folder / "closed").chmod(0)
        with nobody_special():
            reasons = [found.reason for found in read([folder]) if isinstance(found, Unreadable)]
        (folder / "closed").chmod(0o700)
    assert reasons == ["cannot be read: Permission denied"] * 2


FRONT_MATTER_PIECES = st.sampled_from(
    [
        "---\n",
        "...",
        "title: ",
        "published: ",
        "&a ",
        "*a ",
        "!!int ",
        '"\\U00110000"',
        "[",
        "{",
        "? ",
        "\r",
        "包",
    ]
)
FRONT_MATTER = st.lists(FRONT_MATTER_PIECES | st.text(max_size=5)).map(
    lambda pieces: "---\n" + "".join(pieces)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200) | FRONT_MATTER.map(lambda text: text.encode("utf-8", "replace")))
def test_no_content_makes_reading_fail(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(raw)
    [found] = read([path])
    assert isinstance(found, Unreadable) or found.text == found.text.strip() != ""
