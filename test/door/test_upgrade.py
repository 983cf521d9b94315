"""The wheel is installed anew under a server that runs."""

import asyncio
import shutil
from pathlib import Path

import pytest

from .conftest import AGENT, alive, until


@pytest.fixture
def installed(tmp_path):
    """The agent's program as it is installed, with what comes beside it."""
    folder = tmp_path / "installed"
    folder.mkdir()
    shutil.copy(AGENT.with_name("look.cjs"), folder)
    return Path(shutil.copy(AGENT, folder))


@pytest.fixture
def settings(installed):
    return {"agent_script": str(installed)}


def upgrade(program):
    """As pip does it: the old one goes, the new one comes."""
    text = program.read_text()
    program.unlink()
    program.with_suffix(".other").touch()
    program.write_text(text)


async def test_after_an_upgrade_the_next_question_is_answered_by_an_agent_of_the_new_version(
    ask, ready, installed, caplog
):
    await ready()
    first = (await ask("echo")).json["pid"]
    upgrade(installed)
    assert (await ask("echo")).json["pid"] != first
    assert "studiolo: it was upgraded; restart the server for the rest of it; another agent is started" in (
        record.getMessage() for record in caplog.records
    )
    await until(lambda: not alive(first))


async def test_what_an_agent_was_asked_for_goes_on_through_an_upgrade(ask, ready, installed):
    await ready()
    first = (await ask("begin")).json["pid"]
    upgrade(installed)
    assert (await ask("echo")).json["pid"] == first
    assert (await ask("end")).status == 200
    await until_another(ask, first)


async def until_another(ask, pid):
    for _ in range(200):
        if (await ask("echo")).json["pid"] != pid:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the old agent stays")
