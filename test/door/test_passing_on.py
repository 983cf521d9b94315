"""What reaches the agent, and what comes back."""

import asyncio
import json

import pytest

from .conftest import AGENT


async def test_a_question_arrives_as_it_was_asked(ask, ready):
    await ready()
    answer = await ask("echo", params={"prefix": "/opt/conda/envs/a b", "fresh": "apps"})
    assert answer.status == 200
    assert answer.json["method"] == "GET"
    assert answer.json["url"] == "/api/echo?prefix=%2Fopt%2Fconda%2Fenvs%2Fa+b&fresh=apps"


async def test_a_body_arrives_as_it_was_sent(ask, ready):
    await ready()
    body = json.dumps({"folder": "Prüfung 𝄞"}, ensure_ascii=False)
    answer = await ask("echo", method="POST", body=body)
    assert answer.json["body"] == body
    assert answer.json["headers"]["content-type"].startswith("application/")


async def test_a_path_keeps_its_special_characters(ask, ready):
    await ready()
    assert (await ask("jobs/a%20b%3Fc%25")).status == 404
    assert (await ask("echo%3Fx=1")).status == 404


async def test_status_and_body_of_a_failure_come_back(ask, ready):
    await ready()
    answer = await ask("conflict")
    assert (answer.status, answer.json) == (409, {"failure": {"code": "conflict"}})


async def test_the_type_of_the_answer_comes_back_and_nothing_is_stored(ask, ready):
    await ready()
    answer = await ask("text")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_a_redirection_is_not_followed(ask, ready):
    await ready()
    assert (await ask("elsewhere", follow_redirects=False)).status == 302


async def test_an_answer_of_20_mb_comes_back_whole(ask, ready):
    await ready()
    size = 20 * 1024 * 1024
    answer = await ask("large", params={"bytes": size})
    assert answer.status == 200
    assert answer.body == b"x" * size


async def test_50_requests_are_with_the_agent_at_the_same_time(ask, ready):
    """The agent answers none of them before all have reached it."""
    await ready()
    answers = await asyncio.gather(*(ask("gather", params={"until": 50}) for _ in range(50)))
    assert [answer.status for answer in answers] == [200] * 50


@pytest.mark.parametrize("settings", [{"patience": 0.3}])
async def test_an_agent_that_does_not_answer_is_a_timeout(ask, ready):
    await ready()
    answer = await ask("never")
    assert answer.status == 504
    assert answer.failure["code"] == "timeout"
    assert (await ask("echo")).status == 200


async def test_an_agent_that_ends_in_the_middle_of_an_answer_is_told(ask, ready):
    await ready()
    answer = await ask("half")
    assert answer.status == 503
    assert answer.failure["code"] == "agent-down"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_refused_in_the_same_words_as_all(ask, ready, method):
    await ready()
    answer = await ask("echo", method=method, allow_nonstandard_methods=True, body="")
    assert answer.status == 405
    assert "Method Not Allowed" in answer.failure["notice"]["message"]["values"]["why"]


async def test_looking_does_not_count_as_activity_but_acting_does(ask, ready, jp_fetch):
    await ready()

    async def last_activity():
        return json.loads((await jp_fetch("api", "status")).body)["last_activity"]

    before = await last_activity()
    await asyncio.sleep(0.01)
    await ask("echo")
    assert await last_activity() == before
    await ask("echo", method="POST", body="{}")
    assert await last_activity() > before


async def test_the_agent_is_told_of_the_server_through_stdin_alone(ask, ready, jp_serverapp, jp_base_url):
    await ready()
    told = (await ask("echo")).json
    server = told["startup"]["server"]
    token = jp_serverapp.identity_provider.token
    # What it asks the server by is its own, and lets nobody into the server.
    assert len(server["token"]) == 48
    assert token not in json.dumps(told["startup"])
    assert server["url"] == f"http://{jp_serverapp.ip}:{jp_serverapp.port}{jp_base_url}"
    assert server["rootDir"] == jp_serverapp.root_dir
    for source in ("environ", "cmdline"):
        with open(f"/proc/{told['pid']}/{source}") as text:
            content = text.read()
        assert token not in content
        assert server["token"] not in content
        assert source != "cmdline" or str(AGENT) in content
