"""The looks that the door takes while no agent runs, and what it answers from them."""

import asyncio
import json
import os
import shutil
import signal
from datetime import datetime, timedelta, timezone

import pytest

from .conftest import alive, until
from .test_agent_life import lines

STOP = {"serverNow": "2020-01-01T00:00:00.000Z", "stopsAt": "2020-01-01T01:00:00.000Z", "askedHours": 12}


def record(**changes):
    return json.dumps({"version": 1, "at": STOP["serverNow"], "uptime": 1, "stopTime": STOP, **changes})


async def test_a_hidden_page_is_answered_from_what_a_look_has_left_without_an_agent(ask, agent, looks):
    await looks.order(leaves=record())
    before = datetime.now(timezone.utc)
    answer = await ask("stop-time")
    assert answer.status == 200
    assert {**answer.json, "serverNow": ""} == {**STOP, "serverNow": ""}
    told = datetime.fromisoformat(answer.json["serverNow"].replace("Z", "+00:00"))
    assert before - timedelta(seconds=1) <= told <= datetime.now(timezone.utc)
    assert agent.state == "absent"


@pytest.mark.parametrize(
    "left",
    [
        "",
        "{",
        "[]",
        "\x00\xff",
        record(version=2),
        record(version=None),
        record(stopTime=None),
        record(stopTime="soon"),
        json.dumps({"version": 1}),
    ],
)
async def test_where_it_is_damaged_of_another_version_or_says_nothing_the_agent_is_asked(ask, agent, looks, left):
    await looks.order(leaves=left)
    assert (await ask("stop-time")).status == 404
    assert agent.state == "running"


async def test_a_young_look_will_do_and_many_pages_take_one(ask, looks):
    await looks.order(leaves=record())
    await until(looks.taken)
    answers = await asyncio.gather(*(ask("stop-time") for _ in range(20)))
    assert [answer.status for answer in answers] == [200] * 20
    assert len(looks.taken()) <= 2


async def test_an_old_look_is_taken_again_before_it_is_told(ask, looks, monkeypatch):
    monkeypatch.setattr("studiolo.handlers.STOP_TIME_AGE", -1)
    await looks.order(leaves=record())
    await ask("stop-time")
    taken = len(looks.taken())
    await looks.order(leaves=record(stopTime={**STOP, "askedHours": 3}))
    assert (await ask("stop-time")).json["askedHours"] == 3
    assert len(looks.taken()) > taken


async def test_while_an_agent_runs_it_is_asked_and_no_look_is_taken(ask, looks, ready):
    await looks.order(leaves=record())
    await ready()
    taken = len(looks.taken())
    assert (await ask("stop-time")).status == 404
    await looks.keeper._look()
    assert len(looks.taken()) == taken


async def test_an_agent_that_starts_ends_a_look_that_hangs(ask, looks):
    await looks.order(hangs=True)
    looks.take()
    await until(looks.hanging)
    (pid,) = looks.hanging()
    assert (await ask("echo")).status == 200
    await until(lambda: not alive(pid))


async def test_three_that_fail_are_in_the_log_once_and_the_next_agent_is_told(ask, looks, caplog):
    await looks.order(code=1, says="cannot look: the roof is gone")
    await looks.fail(2)
    assert not any("no look for work" in line for line in lines(caplog))
    await looks.fail(2)
    said = [line for line in lines(caplog) if "no look for work has succeeded" in line]
    assert len(said) == 1
    assert said[0].endswith("cannot look: the roof is gone")
    lost = (await ask("echo")).json["startup"]["lostLooks"]
    assert lost["why"] == "cannot look: the roof is gone"
    assert lost["since"] in said[0]


async def test_one_that_is_killed_counts_as_failed_and_the_next_one_goes_on(ask, looks, caplog):
    await looks.order(hangs=True)
    looks.take()
    await until(looks.hanging)
    (pid,) = looks.hanging()
    os.kill(pid, signal.SIGKILL)
    await looks.order(leaves=record())
    assert (await ask("stop-time")).json["askedHours"] == STOP["askedHours"]


async def test_a_server_that_stops_ends_a_look_and_leaves_nothing(looks, jp_serverapp, agent, temporary):
    await looks.order(hangs=True)
    looks.take()
    await until(looks.hanging)
    (pid,) = looks.hanging()
    await looks.keeper.stop()
    await agent.stop()
    assert not alive(pid)
    assert list(temporary.iterdir()) == []


async def test_where_the_folder_was_removed_the_next_look_has_another(ask, looks, temporary, caplog):
    await looks.order(leaves=record())
    await ask("stop-time")
    (gone,) = temporary.iterdir()
    shutil.rmtree(gone)
    await looks.keeper._look()
    (other,) = temporary.iterdir()
    assert other != gone
    assert (await ask("stop-time")).status == 200
