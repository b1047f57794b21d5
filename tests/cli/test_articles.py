"""build, load, forget."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import UNREAD, Run

BROKEN = {
    "yaml.md": (b"---\ntitle: [open\n---\nText.\n", "not YAML"),
    "encoding.md": ("包钢集团召开会议".encode("gb18030"), "not UTF-8"),
    "empty.md": (b"", "is empty"),
    "line.md": (b"x" * 20_000_000, "larger than"),
    "nul.md": (b"Text\0.", "NUL bytes"),
    "binary.md": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG image"),
}


def numbers(summary: str) -> dict[str, str]:
    return dict(line.strip().rsplit(maxsplit=1) for line in summary.splitlines())


def dump(run: Run, store: Path) -> bytes:
    return run("export", "--format", "nquads", "--store", store).stdout_bytes


@pytest.fixture
def broken(articles: Path) -> Path:
    """Add a broken file of each kind to the two sound articles."""
    for name, (content, _) in BROKEN.items():
        (articles / name).write_bytes(content)
    return articles


def test_build_ends_with_a_summary(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("build", articles, "--store", tmp_path / "store")
    assert result.exit_code == 0
    summary = numbers(result.stdout)
    assert summary["articles"] == "2"
    assert summary["claims"] == "0"
    assert int(summary["facts"]) > 500
    assert int(summary["entities"]) > int(summary["Person"]) > 100
    assert summary["dropped candidates"] == "0"
    assert float(summary["seconds"]) > 0


@pytest.mark.usefixtures("no_tables")
def test_notices_of_one_kind_are_one_line(run: Run, articles: Path, tmp_path: Path) -> None:
    told = run("build", articles, "--store", tmp_path / "store").stderr.splitlines()
    assert len(told) == 1
    assert "no frames exist for language 'ja'" in told[0]
    assert "2 articles: first.zh, second.zh" in told[0]


@pytest.mark.parametrize("command", ["build", "load"])
@pytest.mark.usefixtures("no_tables")
def test_broken_files_are_named_and_all_others_loaded(
    command: str, run: Run, broken: Path, tmp_path: Path
) -> None:
    result = run(command, broken, "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert numbers(result.stdout)["articles"] == "2"
    assert result.stderr.splitlines()[-1].startswith("soegraph: error: 6 files left out")
    for name, (_, reason) in BROKEN.items():
        [line] = [line for line in result.stderr.splitlines() if f"{name}: " in line]
        assert reason in line


@pytest.mark.usefixtures("no_tables")
def test_an_article_with_the_iri_of_a_loaded_one_is_named_and_all_others_loaded(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    run("build", articles, "--store", tmp_path / "store")
    for name in ("first-zh.md", "third.zh.md"):
        (tmp_path / name).write_text(UNREAD, encoding="utf-8")
    result = run("load", tmp_path / "first-zh.md", tmp_path / "third.zh.md", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert numbers(result.stdout)["articles"] == "3"
    assert "first-zh: would have the IRI of the article 'first.zh' in the graph" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("soegraph: error: 1 file left out")


@pytest.mark.usefixtures("no_tables")
def test_a_misspelt_path_does_not_build_an_empty_graph(run: Run, articles: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("build", articles, "--store", store)
    before = dump(run, store)
    result = run("build", tmp_path / "artcles", "--store", store)
    assert result.exit_code == 1
    assert "does not exist" in result.stderr
    assert dump(run, store) == before


@pytest.mark.usefixtures("no_tables")
def test_build_takes_the_place_of_a_store_and_of_nothing_else(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    result = run("build", articles, "--store", articles)
    assert result.exit_code == 1
    assert "no store, and not empty" in result.stderr
    assert len(list(articles.iterdir())) == 2


@pytest.mark.usefixtures("no_tables")
def test_the_working_folder_can_become_the_store(
    run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "store").mkdir()
    monkeypatch.chdir(tmp_path / "store")
    result = run("build", articles, "--store", ".")
    monkeypatch.chdir(tmp_path)
    assert result.exit_code == 0
    assert numbers(result.stdout)["articles"] == "2"


@pytest.mark.usefixtures("no_tables")
def test_loading_and_forgetting_leaves_no_trace(run: Run, articles: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first, second = sorted(articles.iterdir())
    loaded = run("load", first, "--store", store)
    assert numbers(loaded.stdout)["loaded"] == "1"
    alone = dump(run, store)

    assert numbers(run("load", articles, "--store", store).stdout)["unchanged"] == "1"
    both = dump(run, store)
    assert run("load", articles, "--store", store).exit_code == 0
    assert dump(run, store) == both != alone

    assert run("forget", "second.zh", "--store", store).stdout == "forgot second.zh\n"
    assert dump(run, store) == alone
    run("load", second, "--store", store)
    assert dump(run, store) == both


@pytest.mark.usefixtures("no_tables")
def test_a_built_graph_is_the_loaded_graph(run: Run, articles: Path, tmp_path: Path) -> None:
    for command in ("build", "load"):
        run(command, articles, "--store", tmp_path / command)
    assert dump(run, tmp_path / "build") == dump(run, tmp_path / "load")


@pytest.mark.usefixtures("no_tables")
def test_a_changed_article_is_replaced(run: Run, articles: Path, tmp_path: Path) -> None:
    run("load", articles, "--store", tmp_path / "store")
    (articles / "first.zh.md").write_text(UNREAD + "新しい段落。\n", encoding="utf-8")
    result = run("load", articles, "--store", tmp_path / "store")
    assert numbers(result.stdout)["replaced"] == "1"
    assert numbers(result.stdout)["articles"] == "2"


@pytest.mark.parametrize("spelling", ["first.zh", "first-zh", "article/first-zh"])
@pytest.mark.usefixtures("no_tables")
def test_an_article_to_forget_is_named_as_its_file_or_as_queries_list_it(
    spelling: str, run: Run, articles: Path, tmp_path: Path
) -> None:
    run("load", articles, "--store", tmp_path / "store")
    assert run("forget", spelling, "--store", tmp_path / "store").stdout == "forgot first.zh\n"


@pytest.mark.usefixtures("no_tables")
def test_an_unknown_article_is_told_and_the_others_forgotten(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    run("load", articles, "--store", tmp_path / "store")
    result = run("forget", "frist.zh", "second.zh", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert result.stdout == "forgot second.zh\n"
    assert result.stderr == "soegraph: error: no article frist.zh in the graph: did you mean first.zh?\n"


@pytest.mark.usefixtures("no_tables")
def test_forget_makes_no_graph_where_there_is_none(run: Run, tmp_path: Path) -> None:
    assert run("forget", "x", "--store", tmp_path / "none").exit_code == 1
    assert not (tmp_path / "none").exists()


def test_a_graph_from_an_english_article_answers_with_its_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("Baogang Mining is a subsidiary of Baogang Group.")
    store = tmp_path / "store"
    assert numbers(run("build", tmp_path / "news.txt", "--store", store).stdout)["claims"] == "1"
    answer = run("query", "subsidiaries", "-p", "group=Baogang Group", "--explain", "--store", store)
    assert "“Baogang Mining is a subsidiary of Baogang Group”" in answer.stdout
    assert run("check", "--store", store).exit_code == 0
