"""From articles to extractions: with a server, with a cache, with both, with neither."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from soegraph import home
from soegraph.errors import SettingError
from soegraph.loaders.llm.extractor import extractions
from soegraph.loaders.llm.settings import Settings
from soegraph.model import Article, Extraction, Unanswered

from .conftest import Reply, Server, answer, completion
from .said import ARTICLE, POST, STAKE, TEXT, claim, end


def read(settings: Settings, *articles: Article) -> list[Extraction | Unanswered]:
    return list(extractions(articles or (ARTICLE,), settings))


def extracted(settings: Settings, *articles: Article) -> Extraction:
    [found] = read(settings, *articles)
    assert isinstance(found, Extraction)
    return found


def test_a_good_answer_becomes_claims_at_their_offsets(server: Server, settings: Settings) -> None:
    server.says(answer(POST, STAKE))
    extraction = extracted(settings)
    assert extraction.dropped == ()
    assert [c.predicate for c in extraction.claims] == ["holdsPost", "holdsStakeIn"]
    for found in extraction.claims:
        assert TEXT[found.evidence.start : found.evidence.end] == found.evidence.quote
        assert found.frame == "llm:tiny-1"
    post, stake = extraction.claims
    assert post.subject.iri.endswith("/person/li-qi--hedi-mining")
    assert post.qualifiers == {"role": "chair"}
    assert post.object == stake.subject
    assert stake.qualifiers == {"percent": "51.5"}


def test_the_request_is_that_of_the_protocol(server: Server, settings: Settings) -> None:
    read(replace(settings, key="sesame"))
    [request] = server.asked
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers["Authorization"] == "Bearer sesame"
    assert (request["model"], request["temperature"]) == ("tiny-1", 0)
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert TEXT in request["messages"][1]["content"]
    assert request["response_format"]["type"] == "json_schema"


def test_chinese_is_read_the_same_way(server: Server, settings: Settings) -> None:
    text = "包钢集团党委书记孟繁英主持会议。"
    post = claim(
        "包钢集团党委书记孟繁英",
        end("孟繁英", "Person"),
        "holdsPost",
        end("包钢集团", "Enterprise"),
        qualifiers=[{"name": "role", "value": "party-secretary", "text": "党委书记"}],
    )
    server.says(answer(post))
    [found] = extracted(settings, Article("zh", text, "zh-hans")).claims
    assert found.subject.iri == "https://w3id.org/soegraph/id/person/meng-fanying"
    assert (found.evidence.start, found.evidence.end) == (0, 11)


def test_another_ontology_is_read_by(server: Server, settings: Settings) -> None:
    text = "The Lune Museum bought Seated Woman in 1998."
    bought = claim(text, end("Lune Museum", "Museum"), "acquires", end("Seated Woman", "Painting"))
    bought["qualifiers"] = [{"name": "date", "value": "1998", "text": "1998"}]
    server.says(answer(bought, POST))
    with home.using(Path(__file__).parents[2] / "ontologies" / "museum"):
        extraction = extracted(settings, Article("m", text, "en"))
    assert [c.qualifiers for c in extraction.claims] == [{"date": "1998"}]
    assert [d.gate for d in extraction.dropped] == ["quote"]


def test_what_is_cached_needs_no_server(server: Server, settings: Settings) -> None:
    server.says(answer(POST))
    first = read(settings)
    server.stop()
    assert read(settings) == read(replace(settings, endpoint="", offline=True)) == first
    assert len(server.asked) == 1


def test_the_file_is_the_same_however_the_answers_come(server: Server, settings: Settings) -> None:
    articles = [replace(ARTICLE, id=str(number), title=str(number)) for number in range(12)]
    server.otherwise = lambda request: Reply(completion(answer(POST)), pause=0.02 * (len(server.asked) % 3))
    found = read(settings, *articles)
    assert [e.article.id for e in found if isinstance(e, Extraction)] == [a.id for a in articles]
    assert settings.cache is not None
    stored = settings.cache.read_bytes()
    settings.cache.unlink()
    read(replace(settings, parallel=1), *reversed(articles))
    assert settings.cache.read_bytes() == stored
    read(settings, *articles)
    assert settings.cache.read_bytes() == stored


def test_without_a_file_all_is_asked_again(server: Server, settings: Settings) -> None:
    for _ in range(2):
        read(replace(settings, cache=None))
    assert len(server.asked) == 2


@pytest.mark.parametrize("change", [{"title": "Other"}, {"text": TEXT + " It is new."}])
def test_another_question_is_asked_anew(server: Server, settings: Settings, change: dict[str, str]) -> None:
    read(settings)
    read(settings, replace(ARTICLE, **change))  # type: ignore[arg-type]
    read(replace(settings, model="tiny-2"))
    assert len(server.asked) == 3


def test_offline_what_is_missing_is_named(settings: Settings) -> None:
    [missing] = read(replace(settings, offline=True))
    assert isinstance(missing, Unanswered)
    assert missing.article == "li-qi.en"
    assert "answers.jsonl does not hold it" in missing.reason


def test_without_a_server_there_is_advice_once_something_must_be_asked(settings: Settings) -> None:
    with pytest.raises(SettingError, match="SOEGRAPH_LLM_ENDPOINT"):
        read(replace(settings, endpoint=""))


def test_an_answer_that_is_no_json_is_asked_for_once_more(server: Server, settings: Settings) -> None:
    server.says("Here are the facts!", answer(POST))
    assert len(extracted(settings).claims) == 1
    _, repair = server.asked
    assert [message["role"] for message in repair["messages"]] == ["system", "user", "assistant", "user"]
    assert "no JSON" in repair["messages"][-1]["content"]
    assert "response_format" not in repair
    server.stop()
    assert len(extracted(settings).claims) == 1


def test_an_answer_that_stays_unreadable_is_told_and_kept(server: Server, settings: Settings) -> None:
    server.says("No.", "Never.")
    [dropped] = extracted(settings).dropped
    assert (dropped.gate, dropped.frame) == ("answer", "llm:tiny-1")
    assert "no JSON" in dropped.reason
    server.stop()
    assert extracted(settings).dropped == (dropped,)


def test_long_articles_are_asked_about_in_pieces(server: Server, settings: Settings) -> None:
    server.says(answer(POST), answer(STAKE))
    narrow = replace(settings, budget=100, parallel=1)
    assert [c.predicate for c in extracted(narrow).claims] == ["holdsPost", "holdsStakeIn"]
    assert "Ordos" not in server.asked[0]["messages"][1]["content"]
    assert "Li Qi" not in server.asked[1]["messages"][1]["content"]


def test_an_article_with_one_answer_missing_is_left_and_the_others_kept(
    server: Server, settings: Settings
) -> None:
    narrow = replace(settings, budget=100, parallel=1, retries=0)
    server.replies(Reply(completion(answer(POST))), Reply("overload", status=503))
    [missing] = read(narrow)
    assert isinstance(missing, Unanswered)
    assert missing.reason.startswith("1 of 2 questions without answer: the server answers 503 overload")
    server.says(answer(STAKE))
    assert len(extracted(narrow).claims) == 2
    assert len(server.asked) == 3


def test_a_failing_article_does_not_stop_the_next(server: Server, settings: Settings) -> None:
    server.replies(Reply("broken", status=400), Reply("broken", status=400))
    first, second = read(replace(settings, parallel=1), ARTICLE, replace(ARTICLE, id="b", title="B"))
    assert isinstance(first, Unanswered)
    assert isinstance(second, Extraction)


def test_who_stops_early_keeps_the_answers(server: Server, settings: Settings) -> None:
    found = extractions([replace(ARTICLE, id=str(n), title=str(n)) for n in range(30)], settings)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert settings.cache is not None
    assert 1 <= len(settings.cache.read_bytes().splitlines()) <= len(server.asked) < 30


def test_the_key_is_written_nowhere(
    server: Server, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    keyed = replace(settings, key="sesame-1234", parallel=1)
    refusal = Reply('{"error": {"message": "sesame-1234 has no quota"}}', status=402)
    server.replies(Reply(completion(answer(POST))), refusal)
    _, missing = read(keyed, ARTICLE, replace(ARTICLE, id="b", title="B"))
    assert isinstance(missing, Unanswered)
    assert "*** has no quota" in missing.reason
    assert keyed.cache is not None
    assert "sesame" not in repr(keyed) + caplog.text + keyed.cache.read_text()
