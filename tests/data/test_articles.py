"""The digests are readable and complete, and their annotations quote them exactly."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from soegraph import schema
from soegraph.loaders.read import read
from soegraph.model import Article

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.gold.json"))


@cache
def digests() -> dict[str, Article]:
    with as_file(files("soegraph") / "data" / "articles") as folder:
        found = list(read([folder]))
    articles = [article for article in found if isinstance(article, Article)]
    assert articles == found
    return {article.id: article for article in articles}


def test_every_digest_is_annotated_and_names_its_reports() -> None:
    assert sorted(digests()) == [path.name.removesuffix(".gold.json") for path in GOLD]
    for article in digests().values():
        assert article.kind == "digest"
        assert all((article.title, article.url, article.publisher, article.published))
        assert article.url in article.sources


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_annotations_quote_the_text_and_speak_the_ontology(path: Path) -> None:
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    article = digests()[gold["article"]]
    types = {entity["id"]: entity["type"] for entity in gold["entities"]}
    names = [name for entity in gold["entities"] for name in entity["names"]]
    assert all(name in article.text or name in article.title for name in names)
    for fact in gold["facts"]:
        assert fact["evidence"] in article.text
        object_type = None if schema.load().properties[fact["p"]].literal else types[fact["o"]]
        assert schema.load().accepts(fact["p"], types[fact["s"]], object_type), fact["p"]
        assert set(fact.get("q", {})) <= set(schema.load().qualifiers)
