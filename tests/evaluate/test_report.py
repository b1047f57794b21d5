"""A report, its figures, and its JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import soegraph.evaluate
from soegraph.errors import InputError
from soegraph.evaluate import Report, evaluate
from soegraph.evaluate.changes import as_json as changes_json
from soegraph.evaluate.changes import changes
from soegraph.evaluate.report import as_json, read_report, written
from soegraph.loaders.read import Unreadable

from .made import GROUP, LI, MINING, annotated, claim, fact

README = Path(soegraph.evaluate.__file__).parent / "README.md"
SUBSIDIARY = fact(MINING, "subsidiaryOf", GROUP)
CHAIR = fact(LI, "holdsPost", GROUP, role="chair", start="2021")


def report() -> Report:
    claims = [
        claim("Zinco Mining", "subsidiaryOf", "Zinco", "Zinco Mining is a subsidiary"),
        claim("Li", "holdsPost", "Zinco", "not there", role="chair"),
        claim("Zinco", "foundedBy", "Wuhu Steel"),
    ]
    skipped = [Unreadable("b.gold.json", "is no JSON")]
    return evaluate([annotated(SUBSIDIARY, CHAIR)], [claims], skipped=skipped, unmapped={"born": 2})


def test_figures_are_lenient_and_strict() -> None:
    found = report().scores
    assert (found.lenient.hits, found.lenient.claims, found.lenient.facts) == (2, 3, 2)
    assert (found.strict.hits, found.strict.claims, found.strict.facts) == (1, 3, 2)


def test_figures_are_by_predicate_language_and_article() -> None:
    found = report()
    assert {name: scores.lenient.hits for name, scores in found.by_predicate().items()} == {
        "foundedBy": 0,
        "holdsPost": 1,
        "subsidiaryOf": 1,
    }
    assert list(found.by_language()) == ["en"]
    assert found.by_article()["a.en"].scores == found.scores


def test_quotes_are_looked_up() -> None:
    [article] = report().articles
    assert (article.quotes, article.exact_quotes) == (2, 1)


def test_a_report_survives_its_json(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(written(as_json(report())), encoding="utf-8")
    assert read_report(path).articles == report().articles


def test_the_json_has_a_line_for_each_statement() -> None:
    text = written(as_json(report()))
    assert json.loads(text)["overall"]["lenient"]["precision"] == 0.6667
    assert sum('"outcome":' in line for line in text.splitlines()) == 3
    assert all(line.count('"outcome":') < 2 for line in text.splitlines())


def test_an_empty_part_is_json_too() -> None:
    assert json.loads(written(as_json(Report(()))))["statements"] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{}", "is no result of `soegraph evaluate --format json`"),
        ('{"format": "soegraph evaluation 1"}', "is damaged, evaluate again: KeyError('statements')"),
        ("", "is no JSON"),
    ],
)
def test_what_is_no_report_is_told(text: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(text)
    with pytest.raises(InputError) as told:
        read_report(path)
    assert str(told.value).startswith(f"{path}: {fault}")


def keys(value: Any) -> set[str]:
    """Return the keys of a document but for those that are names: of relations, languages, qualifiers."""
    if isinstance(value, list):
        return {key for element in value for key in keys(element)}
    if not isinstance(value, dict):
        return set()
    named = {"predicates", "languages", "qualifiers", "claimed", "unmapped", "scores"}
    return set(value).union(
        *(keys(list(part.values()) if key in named else part) for key, part in value.items() if part)
    )


def test_every_key_of_the_json_is_in_the_readme() -> None:
    document = as_json(report()) | {"changes": changes_json(changes(report(), Report(())))}
    described = set(re.findall(r"`(\w+)`", README.read_text(encoding="utf-8")))
    assert sorted(keys(document) - described) == []
