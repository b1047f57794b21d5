"""What a server may do to those who ask it."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from soegraph.errors import SettingError
from soegraph.loaders.llm.client import Client, NoAnswerError
from soegraph.loaders.llm.settings import Settings

from .conftest import Reply, Server, completion

BODY = {"model": "tiny-1", "messages": [], "temperature": 0, "seed": 0, "response_format": {"type": "x"}}


def ask(settings: Settings) -> str:
    client = Client(settings)
    try:
        return client.ask(BODY)
    finally:
        client.close()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(server: Server, settings: Settings, status: int) -> None:
    server.replies(Reply("", status), Reply("", status, {"Retry-After": "0"}))
    server.says("done")
    assert ask(settings) == "done"
    assert len(server.asked) == 3


def test_a_server_that_stays_busy_is_given_up(server: Server, settings: Settings) -> None:
    server.otherwise = lambda _: Reply("<html>overload</html>", 502)
    with pytest.raises(NoAnswerError, match="502 <html>overload</html>, tried 3 times"):
        ask(settings)
    assert len(server.asked) == 3


def test_a_slow_answer_is_given_up(server: Server, settings: Settings) -> None:
    server.otherwise = lambda _: Reply(completion("late"), pause=10)
    with pytest.raises(NoAnswerError, match=r"no answer within 0\.2 seconds, tried 3 times"):
        ask(replace(settings, timeout=0.2))


def test_an_answer_that_trickles_is_given_up(server: Server, settings: Settings) -> None:
    server.otherwise = lambda _: Reply(completion("late" * 100), pause=0.05, pieces=200)
    with pytest.raises(NoAnswerError, match="no answer within"):
        ask(replace(settings, timeout=0.3, retries=0))


def test_a_server_that_is_down_is_not_tried_for_each_question(server: Server, settings: Settings) -> None:
    server.stop()
    client = Client(settings)
    with pytest.raises(NoAnswerError, match=r"no connection .*, tried 3 times"):
        client.ask(BODY)
    risen = Server(server.port)
    with pytest.raises(NoAnswerError, match="no connection"):
        client.ask(BODY)
    assert ask(settings) == '{"claims": []}'
    risen.stop()


@pytest.mark.parametrize("name", ["response_format", "seed", "temperature"])
def test_a_parameter_that_the_server_refuses_is_left_out_from_then_on(
    server: Server, settings: Settings, name: str
) -> None:
    server.replies(Reply(f'{{"error": "unknown parameter \'{name}\'"}}', 400))
    client = Client(settings)
    assert [client.ask(BODY), client.ask(BODY)] == ['{"claims": []}'] * 2
    assert [name in request for request in server.asked] == [True, False, False]
    assert server.asked[1].keys() | {name} == BODY.keys()


def test_a_refusal_for_other_reasons_costs_no_parameter(server: Server, settings: Settings) -> None:
    server.replies(Reply("too many tokens", 400), Reply("too many tokens", 400))
    client = Client(settings)
    with pytest.raises(NoAnswerError, match="400 too many tokens"):
        client.ask(BODY)
    client.ask(BODY)
    assert server.asked[-1].keys() == BODY.keys()


@pytest.mark.parametrize(
    ("status", "advice"),
    [(401, "SOEGRAPH_LLM_KEY"), (404, "check the endpoint"), (302, "check the endpoint")],
)
def test_what_no_question_can_get_past_ends_the_work(
    server: Server, settings: Settings, status: int, advice: str
) -> None:
    server.replies(Reply('{"error": {"message": "go\\u0007 away"}}', status))
    with pytest.raises(SettingError, match=f"answers {status} go away: .*{advice}"):
        ask(settings)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html>", "no words of a model"),
        ('{"choices": []}', "no words of a model"),
        (completion(None), "no words of a model"),
        ("[" * 100_000, "no words of a model"),
        (completion("half", finish_reason="length"), "cut off"),
        ('{"choices": [{"message": {"content": null, "refusal": "I will not."}}]}', "refuses: I will not"),
        ("x" * 9_000_000, "longer than"),
    ],
)
def test_what_is_no_answer_is_told(server: Server, settings: Settings, body: str, reason: str) -> None:
    server.replies(Reply(body))
    with pytest.raises(NoAnswerError, match=reason):
        ask(settings)


def test_half_a_character_is_replaced(server: Server, settings: Settings) -> None:
    server.replies(Reply('{"choices": [{"message": {"content": "a\\ud800b"}}]}'))
    assert ask(settings) == "a?b"


def test_without_the_library_there_is_advice(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(SettingError, match=r"pip install 'soegraph\[llm\]'"):
        Client(settings)
