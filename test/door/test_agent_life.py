"""The agent's life: started, restarted, ended."""

import os
import signal
import stat
import tempfile
from pathlib import Path

import pytest

from .conftest import HERE, alive, until


def lines(caplog):
    return [record.getMessage() for record in caplog.records if "studiolo" in record.getMessage()]


async def test_an_agent_that_is_killed_is_restarted_and_the_log_says_so(ask, ready, caplog):
    await ready()
    first = (await ask("echo")).json["pid"]
    os.kill(first, signal.SIGKILL)
    await until(lambda: "studiolo: the agent was ended by signal 9; restarting it in 0.5 s" in lines(caplog))
    meanwhile = await ask("echo")
    assert meanwhile.status == 503
    assert meanwhile.failure["code"] == "agent-down"
    await ready()
    second = await ask("echo")
    assert second.status == 200
    assert second.json["pid"] != first


@pytest.mark.parametrize("settings", [{"agent_script": str(HERE / "crashing-agent.mjs")}])
async def test_an_agent_that_cannot_start_is_tried_less_and_less_often(ask, caplog):
    def said():
        return [line for line in lines(caplog) if "restarting" in line]

    await until(lambda: len(said()) >= 3)
    assert said()[:3] == [
        f"studiolo: the agent ended with code 3; restarting it in {pause} s" for pause in ("0.5", "1", "2")
    ]
    assert "studiolo agent: cannot start: the roof is gone" in lines(caplog)
    assert (await ask("echo")).failure["code"] == "agent-down"


async def test_what_the_agent_says_is_in_the_servers_log_under_its_name(ask, ready, caplog):
    await ready()
    lines_said = [("studiolo agent: ListApps was throttled", 1), ("(node:1) a warning of Node.js", 1)]
    longer_than_is_read_at_once = ("x", 100_000)
    for line, times in [*lines_said, longer_than_is_read_at_once, ("after", 1)]:
        assert (await ask("say", params={"line": line, "times": times})).status == 200
    await until(lambda: "studiolo agent: after" in lines(caplog))
    assert "studiolo agent: ListApps was throttled" in lines(caplog)
    assert "studiolo agent: (node:1) a warning of Node.js" in lines(caplog)


async def test_the_socket_is_in_a_fresh_folder_that_is_this_users_alone(agent, ready, temporary):
    await ready()
    (folder,) = temporary.iterdir()
    assert Path(agent.socket).parent == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_a_long_temporary_folder_does_not_make_the_sockets_path_too_long(ask, agent, ready, tmp_path):
    await agent.stop()
    tempfile.tempdir = str(tmp_path / ("long" * 30))
    os.makedirs(tempfile.tempdir)
    agent.start()
    await until(lambda: len(os.fsencode(agent.socket)) <= 107 and os.path.exists(agent.socket))
    await ready()
    assert (await ask("echo")).status == 200


async def test_a_stop_ends_the_process_and_removes_the_folder(ask, agent, ready, temporary):
    await ready()
    pid = (await ask("echo")).json["pid"]
    assert alive(pid)
    await agent.stop()
    assert not alive(pid)
    assert list(temporary.iterdir()) == []


async def test_an_agent_that_does_not_listen_is_killed_at_the_stop(ask, agent, ready, temporary):
    await ready()
    pid = (await ask("echo")).json["pid"]
    await ask("deaf")
    await agent.stop()
    assert not alive(pid)
    assert list(temporary.iterdir()) == []


async def test_a_stop_while_it_is_being_restarted_starts_none(ask, agent, ready, temporary, caplog):
    await ready()
    os.kill((await ask("echo")).json["pid"], signal.SIGKILL)
    await until(lambda: any("restarting" in line for line in lines(caplog)))
    await agent.stop()
    assert list(temporary.iterdir()) == []
    assert lines(caplog).count("studiolo: the agent is ready") == 1
