"""Lines are proposed from what people found and extraction did not, and each has really been tried."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from soegraph.errors import QueryError
from soegraph.evaluate import Annotated
from soegraph.evaluate.gold import GoldEntity, GoldFact
from soegraph.loaders import lexicon
from soegraph.loaders.extract import extract
from soegraph.model import Article, EntityRef
from soegraph.suggest import Suggestion, suggest, tables

GROUP = GoldEntity("group", "Enterprise", ("Zinco Group",))
MINING = GoldEntity("mining", "Enterprise", ("Ordos Zinc Co.",))
STEEL = GoldEntity("steel", "Enterprise", ("Wuhu Steel Co.",))
BAOTOU = GoldEntity("baotou", "Place", ("Baotou",))
INSTITUTE = GoldEntity("institute", "ResearchOrganisation", ("Wuhu Research Institute",))
MEETING = GoldEntity("meeting", "Meeting", ("annual work meeting",))
LI = GoldEntity("li", "Person", ("Li Xiaoming",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the lexicon to write into."""
    with as_file(files("soegraph") / "ontology" / "lexicon") as found:
        return Path(shutil.copytree(found, tmp_path / "lexicon"))


def without(folder: Path, *ids: str) -> None:
    """Take lines out of the table of frames."""
    table = folder / "en.csv"
    kept = [line for line in table.read_text(encoding="utf-8").splitlines() if line.split(",")[0] not in ids]
    table.write_text("\n".join(kept) + "\n", encoding="utf-8")


def annotated(text: str, *facts: GoldFact, name: str = "a", language: str = "en") -> Annotated:
    entities = {
        end.id: end for fact in facts for end in (fact.subject, fact.object) if isinstance(end, GoldEntity)
    }
    return Annotated(Article(name, text, language), tuple(entities.values()), facts)


def fact(subject: GoldEntity, predicate: str, object_: GoldEntity | str, **qualifiers: str) -> GoldFact:
    return GoldFact(subject, predicate, object_, qualifiers)


def proposed(*articles: Annotated, min_support: int = 1, **options: float) -> Sequence[Suggestion]:
    found = suggest(articles, min_support=min_support, max_error_rate=options.get("max_error_rate", 0.5))
    return found.suggestions["en"]


def lines(suggestions: Sequence[Suggestion]) -> list[str]:
    return tables.as_csv(suggestions).splitlines()


NURTURED = (
    annotated("Zinco Group has nurtured Ordos Zinc Co.", fact(MINING, "subsidiaryOf", GROUP), name="a"),
    annotated("Wuhu Steel Co. was nurtured by Zinco Group.", fact(STEEL, "subsidiaryOf", GROUP), name="b"),
)


def test_a_line_taken_away_is_proposed_again_and_extracts_once_accepted(folder: Path) -> None:
    articles = (
        annotated("Zinco Group absorbed Ordos Zinc Co.", fact(MINING, "mergedInto", GROUP), name="a"),
        annotated("Wuhu Steel Co. was absorbed by Zinco Group.", fact(STEEL, "mergedInto", GROUP), name="b"),
    )
    with lexicon.using(folder):
        assert suggest(articles).missed == 0
    shorter = folder.parent / "shorter"
    shutil.copytree(folder, shorter)
    without(shorter, "merge", "merge-active")
    with lexicon.using(shorter):
        [suggestion] = proposed(*articles, min_support=2)
    assert lines([suggestion]) == ["absorb-merged-into,verb,absorb,,obj,mergedInto,subj,,0.8"]
    assert (len(suggestion.found), suggestion.wrong, suggestion.lost) == (2, (), ())
    accepted = folder.parent / "accepted"
    shutil.copytree(shorter, accepted)
    with (accepted / "en.csv").open("a", encoding="utf-8") as table:
        table.write(tables.as_csv([suggestion]))
    with lexicon.using(accepted):
        [claim] = extract(Article("c", "Hedi Mining Co. absorbed Ordos Zinc Co.", "en")).claims
        assert suggest(articles).missed == 0
    assert isinstance(claim.object, EntityRef)
    assert (claim.frame, claim.predicate) == ("en:absorb-merged-into", "mergedInto")
    assert (claim.subject.names[0], claim.object.names[0]) == ("Ordos Zinc Co.", "Hedi Mining Co.")


def test_a_line_needs_the_support_that_is_asked_for() -> None:
    assert proposed(*NURTURED[:1], min_support=2) == ()
    assert lines(proposed(*NURTURED[:1])) == [
        "nurture-subsidiary-of,verb,nurture,,obj,subsidiaryOf,subj,,0.8"
    ]


def test_the_claims_that_a_line_gets_wrong_are_counted_and_shown() -> None:
    wrong = annotated("Hedi Mining Co. nurtured Wuhu Steel Co.", name="c")
    [suggestion] = proposed(*NURTURED, wrong)
    assert [(v.subject, v.object, v.sentence) for v in suggestion.wrong] == [
        ("Wuhu Steel Co.", "Hedi Mining Co.", "Hedi Mining Co. nurtured Wuhu Steel Co.")
    ]
    assert (suggestion.gain, round(suggestion.error_rate, 2)) == (1, 0.33)
    assert proposed(*NURTURED, wrong, max_error_rate=0.3) == ()


def test_a_condition_is_added_where_it_keeps_a_line_from_erring() -> None:
    text = "Zinco Group watches over the Wuhu Research Institute."
    articles = (
        annotated(text, fact(INSTITUTE, "unitOf", GROUP), name="a"),
        annotated("Hedi Mining Co. watches over Ordos Zinc Co.", name="b"),
    )
    [suggestion] = proposed(*articles)
    assert suggestion.cells["needs"] == "over=ResearchOrganisation"
    assert (len(suggestion.found), suggestion.wrong) == (1, ())


def test_the_word_that_says_it_is_preferred_to_one_that_may_say_anything() -> None:
    articles = (
        annotated(
            "Zinco Group took custody of Ordos Zinc Co.", fact(MINING, "subsidiaryOf", GROUP), name="a"
        ),
        annotated("Zinco Group took notice of Wuhu Steel Co.", name="b"),
    )
    assert lines(proposed(*articles)) == [
        "custody-subsidiary-of,noun,custody,,of,subsidiaryOf,verb.subj,,0.8"
    ]


def test_ways_of_one_word_are_joined() -> None:
    articles = (
        annotated("Zinco Group is anchored in Baotou.", fact(GROUP, "headquarteredIn", BAOTOU), name="a"),
        annotated(
            "Wuhu Steel Co. is anchored near Baotou.", fact(STEEL, "headquarteredIn", BAOTOU), name="b"
        ),
    )
    assert lines(proposed(*articles, min_support=2)) == [
        "anchor-headquartered-in,verb,anchor,,obj,headquarteredIn,in|near,,0.8"
    ]


def test_a_literal_has_a_path_of_its_own() -> None:
    article = annotated("Zinco Group was kindled in May 1998.", fact(GROUP, "foundedOn", "1998-05"))
    assert lines(proposed(article)) == ["kindle-founded-on,verb,kindle,,obj,foundedOn,@date,,0.8"]


def test_qualifiers_are_asked_for_where_the_text_gives_them_and_a_role_is_meant() -> None:
    post = annotated("Li Xiaoming steers Zinco Group.", fact(LI, "holdsPost", GROUP, role="chair"), name="a")
    [line] = lines(proposed(post))
    assert line == "steer-holds-post,verb,steer,,subj,holdsPost,obj,role=chair,0.8"
    text = "Zinco Group marshalled the annual work meeting on 23 December 2024."
    meeting = annotated(text, fact(GROUP, "convenes", MEETING, date="2024-12-23"), name="b")
    [line] = lines(proposed(meeting))
    assert line == "marshal-convenes,verb,marshal,,subj,convenes,obj,date=@date,0.8"


def test_an_id_that_is_taken_gets_a_number(folder: Path) -> None:
    with (folder / "en.csv").open("a", encoding="utf-8") as table:
        table.write("nurture-subsidiary-of,verb,frobnicate,,obj,subsidiaryOf,subj,,0.8\n")
    with lexicon.using(folder):
        assert lines(proposed(*NURTURED))[0].startswith("nurture-subsidiary-of-2,")


def test_only_the_relations_asked_for_are_found() -> None:
    assert suggest(NURTURED, min_support=1, predicates=["produces"]).missed == 0
    with pytest.raises(QueryError, match="no relation 'eats'"):
        suggest(NURTURED, predicates=["eats"])


def test_articles_in_other_languages_are_passed_over() -> None:
    chinese = annotated("中锌集团培育鄂尔多斯锌业。", fact(MINING, "subsidiaryOf", GROUP), language="zh-hans")
    assert suggest([chinese]).suggestions == {}


def test_the_same_articles_give_the_same_lines() -> None:
    assert proposed(*NURTURED) == proposed(*NURTURED)


def test_people_read_each_line_with_its_figures_and_examples() -> None:
    wrong = annotated("Hedi Mining Co. nurtured Wuhu Steel Co.", name="c")
    text = tables.as_text({"en": proposed(*NURTURED, wrong)}, examples=1)
    assert text.splitlines() == [
        "en: finds 2, errs 1",
        "    nurture-subsidiary-of,verb,nurture,,obj,subsidiaryOf,subj,,0.8",
        "  + Ordos Zinc Co. subsidiaryOf Zinco Group: Zinco Group has nurtured Ordos Zinc Co.",
        "  - Wuhu Steel Co. subsidiaryOf Hedi Mining Co.: Hedi Mining Co. nurtured Wuhu Steel Co.",
    ]
