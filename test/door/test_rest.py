"""Nothing of ours stays while nobody looks: the agent is started by a question, and ended when none comes any more."""

import asyncio
import json
import os
import signal
import socket

import pytest

from .conftest import alive, until
from .test_agent_life import lines


async def test_a_server_that_nobody_asks_starts_no_agent(agent, looks):
    await until(looks.taken)
    assert agent.state == "absent"


async def test_the_first_question_starts_it_and_is_answered(ask, agent):
    assert (await ask("echo")).status == 200
    assert agent.state == "running"


async def test_questions_that_come_at_the_same_time_start_one(ask):
    answers = await asyncio.gather(*(ask("echo") for _ in range(20)))
    assert len({answer.json["pid"] for answer in answers}) == 1


async def test_an_agent_that_nobody_needs_is_ended_and_the_next_question_starts_another(ask, agent, caplog):
    first = (await ask("echo")).json["pid"]
    await ask("rest")
    await until(lambda: agent.state == "absent")
    assert not alive(first)
    assert not any("restarting" in line for line in lines(caplog))
    second = (await ask("echo")).json["pid"]
    assert second != first


async def test_no_question_is_lost_to_an_agent_that_is_leaving(ask, agent):
    await ask("echo")
    for _ in range(5):
        await ask("rest")
        await until(lambda: agent.state != "running")
        answers = await asyncio.gather(*(ask("echo", method="POST", body="{}") for _ in range(5)))
        assert [answer.status for answer in answers] == [200] * 5


async def test_an_agent_that_is_answering_is_not_ended(ask, agent):
    pid = (await ask("echo")).json["pid"]
    waiting = asyncio.ensure_future(ask("gather", params={"until": 2}))
    await ask("rest")
    assert agent.state == "running"
    await ask("gather", params={"until": 2})
    assert (await waiting).status == 200
    await until(lambda: agent.state == "absent")
    assert not alive(pid)


async def test_a_terminal_comes_in_by_a_socket_that_starts_the_agent(ask, agent, door):
    answer = await door("GET /api/echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")
    (told,) = (line for line in answer.splitlines() if line.startswith(b"{"))
    assert json.loads(told)["pid"] == (await ask("echo")).json["pid"]


async def test_who_only_looks_whether_somebody_listens_there_starts_none(agent, door):
    assert await door("") == b""
    assert agent.state == "absent"


async def test_the_entrance_is_this_users_alone(looks, folder):
    await until(looks.taken)
    assert os.stat(folder() / "door.sock").st_mode & 0o777 == 0o600


async def test_an_agent_that_dies_when_nobody_asks_any_more_is_not_started_again(ask, agent, caplog, monkeypatch):
    pid = (await ask("echo")).json["pid"]
    monkeypatch.setattr(agent, "_rests_after", 0)
    os.kill(pid, signal.SIGKILL)
    await until(lambda: agent.state == "absent")
    assert "studiolo: the agent was ended by signal 9; it is started again when it is asked" in lines(caplog)


@pytest.fixture
def folder(temporary):
    def made():
        (folder,) = temporary.iterdir()
        return folder

    return made


@pytest.fixture
def door(looks, folder):
    """Writes to the door's socket, and reads until it is closed."""

    async def send(text):
        await until(looks.taken)
        reader, writer = await asyncio.open_unix_connection(str(folder() / "door.sock"))
        writer.write(text.encode())
        await writer.drain()
        if not text:
            writer.get_extra_info("socket").shutdown(socket.SHUT_WR)
        answer = await reader.read()
        writer.close()
        return answer

    return send
