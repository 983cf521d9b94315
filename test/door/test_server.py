"""A Jupyter server as a process of its own, with the agent that is shipped, ended in every way."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .conftest import AGENT, SOURCE, alive

BUNDLE = SOURCE / "studiolo" / "agent" / "agent.cjs"


def wait(holds, seconds=30):
    for _ in range(seconds * 20):
        value = holds()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"still not so after {seconds} s")


class Server:
    """`jupyter server`, with everything that it writes in one folder."""

    def __init__(self, folder, script):
        self._runtime = folder / "runtime"
        self.temporary = folder / "t"
        self.temporary.mkdir()
        self.log = folder / "log"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")},
            "PYTHONPATH": str(SOURCE),
            "TMPDIR": str(self.temporary),
            "HOME": str(folder),
            "JUPYTER_RUNTIME_DIR": str(self._runtime),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_NO_CONFIG": "1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        options = [
            "--ServerApp.jpserver_extensions={'studiolo': True}",
            "--ServerApp.open_browser=False",
            "--ServerApp.allow_root=True",
            "--ServerApp.base_url=/jupyterlab/default",
            f"--ServerApp.root_dir={folder}",
            f"--Studiolo.agent_script={script}",
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyter_server", *options],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def ask(self, path):
        told = json.loads(wait(lambda: next(self._runtime.glob("jpserver-*.json"), None)).read_text())
        request = urllib.request.Request(
            f"{told['url']}studiolo/api/{path}", headers={"Authorization": f"token {told['token']}"}
        )
        try:
            with urllib.request.urlopen(request) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except urllib.error.URLError:
            return None, None

    def agent(self):
        """The agent's process id, once it is ready."""
        wait(lambda: "the agent is ready" in self.log.read_text())
        (agent,) = (
            pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if parent(pid) == self.process.pid
        )
        return agent

    def sockets(self):
        """The folders of the door; other parts of the server make some of their own."""
        return list(self.temporary.glob("studiolo-*"))

    def end(self):
        self.process.kill()
        self.process.wait()


def parent(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except FileNotFoundError:
        return None


@pytest.fixture
def start():
    folder = Path(tempfile.mkdtemp(prefix="door-"))
    servers = []

    def make(script):
        servers.append(Server(folder, script))
        return servers[-1]

    yield make
    for server in servers:
        server.end()
    shutil.rmtree(folder)


@pytest.fixture(params=[AGENT, BUNDLE], ids=["test agent", "shipped agent"])
def server(request, start):
    assert request.param.exists(), f"{request.param} is missing: npm run build"
    return start(request.param)


def test_a_server_that_is_killed_leaves_no_agent(server):
    agent = server.agent()
    server.process.kill()
    server.process.wait()
    wait(lambda: not alive(agent), 5)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_stopped_leaves_neither_agent_nor_socket(server, sent):
    agent = server.agent()
    assert len(server.sockets()) == 1
    server.process.send_signal(sent)
    if sent == signal.SIGINT:
        # The first is a question, which stdin, being at its end, answers with yes; a second one insists.
        server.process.send_signal(sent)
    server.process.wait(20)
    assert not alive(agent)
    assert server.sockets() == []


def test_the_shipped_agent_answers_through_the_door(start):
    server = start(BUNDLE)
    server.agent()
    status, snapshot = server.ask("snapshot")
    assert status == 200
    assert snapshot["environments"]["state"] == "ready"
    status, answer = server.ask("nothing-of-this-name")
    assert status == 404
    assert answer["failure"]["code"] == "not-found"
