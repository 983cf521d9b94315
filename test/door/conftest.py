"""The real extension in a real Jupyter server, with a real Node.js process as its agent."""

import asyncio
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from tornado.httputil import url_concat

HERE = Path(__file__).parent
SOURCE = HERE.parent.parent / "src" / "door"
AGENT = HERE / "agent.mjs"
# What is tested is what is written, whether or not the package is installed.
sys.path.insert(0, str(SOURCE))

pytest_plugins = ["pytest_jupyter.jupyter_server"]


@pytest.fixture(autouse=True)
def no_node_of_the_environment(monkeypatch):
    monkeypatch.delenv("STUDIOLO_NODE", raising=False)


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Where the door makes the folder of its sockets: short, as such a path must be."""
    folder = tempfile.mkdtemp(prefix="door-")
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    yield Path(folder)
    shutil.rmtree(folder)


@pytest.fixture
def settings():
    """Of `c.Studiolo`; tests that need others parametrize this."""
    return {}


@pytest.fixture
def jp_server_config(settings, temporary):
    return {
        "ServerApp": {"jpserver_extensions": {"studiolo": True}},
        "Studiolo": {"agent_script": str(AGENT), **settings},
    }


@pytest.fixture
def agent(jp_serverapp):
    """The door's keeper of the agent."""
    (extension,) = jp_serverapp.extension_manager.extension_apps["studiolo"]
    return extension.agent


class Answer:
    def __init__(self, response):
        self.status = response.code
        self.headers = response.headers
        self.body = response.body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def failure(self):
        """The failure that the body tells; any other shape is an error."""
        (name,) = self.json
        assert name == "failure"
        assert set(self.json["failure"]) == {"code", "notice"}
        assert set(self.json["failure"]["notice"]) <= {"code", "message", "remedy"}
        assert "Traceback" not in self.body.decode()
        return self.json["failure"]


@pytest.fixture
def ask(agent, http_server_client, jp_auth_header, jp_base_url):
    """Sends a request to the door, with the server's token unless other headers are given."""
    # Of itself the client has ten requests under way at most.
    http_server_client.max_clients = 100

    async def send(path, headers=jp_auth_header, params=None, **options):
        address = url_concat(f"{jp_base_url}studiolo/api/{path}", params or {})
        return Answer(await http_server_client.fetch(address, headers=headers, raise_error=False, **options))

    return send


@pytest.fixture
def ready(agent):
    async def wait(state="running"):
        if state == "running":
            # Whoever asks starts it.
            await agent.reachable(20)
        await until(lambda: agent.state == state)

    return wait


async def until(holds, seconds=20):
    for _ in range(seconds * 50):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"still not so after {seconds} s")


def alive(pid):
    """Whether a process runs; one that has ended and is only not yet reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def program(tmp_path):
    """Makes an executable shell script."""

    def make(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        os.chmod(path, 0o755)
        return str(path)

    return make


class Looking:
    """What looks are to do, and which were taken."""

    def __init__(self, keeper, orders):
        self.keeper = keeper
        self._orders = orders

    async def order(self, **order):
        """What the next look is to do; those before count for nothing."""
        await until(self.taken)
        async with self.keeper._one:
            draft = self._orders.with_suffix(".new")
            draft.write_text(json.dumps(order))
            draft.rename(self._orders)
            self.keeper._done_at = None
            self.keeper._failed = 0

    def taken(self):
        """The processes of all that were taken so far."""
        noted = Path(f"{self._orders}.taken")
        return [int(pid) for pid in noted.read_text().split()] if noted.exists() else []

    def take(self):
        """Begins one that nobody waits for."""
        self._begun = asyncio.ensure_future(self.keeper.stop_time(-1))

    def hanging(self):
        return [pid for pid in self.taken() if alive(pid)]

    async def fail(self, times):
        for _ in range(times):
            async with self.keeper._one:
                await self.keeper._look()


@pytest.fixture(autouse=True)
def orders(tmp_path, monkeypatch):
    path = tmp_path / "orders"
    monkeypatch.setenv("STUDIOLO_TEST_LOOK", str(path))
    return path


@pytest.fixture
def looks(orders, jp_serverapp):
    """The door's keeper of looks."""
    (extension,) = jp_serverapp.extension_manager.extension_apps["studiolo"]
    return Looking(extension.looks, orders)
