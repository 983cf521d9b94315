"""A Jupyter server as a process of its own, with the agent that is shipped, ended in every way."""

import fcntl
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import termios
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .conftest import AGENT, HERE, SOURCE, alive

TOKEN = "7c1e5a0b4f3d"
BUNDLE = SOURCE / "studiolo" / "agent" / "agent.mjs"


def wait(holds, seconds=30):
    for _ in range(seconds * 20):
        value = holds()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"still not so after {seconds} s")


def accepts(told):
    """Whether a server takes connections."""
    with socket.socket(socket.AF_UNIX if told["sock"] else socket.AF_INET) as connection:
        return connection.connect_ex(told["sock"] or ("127.0.0.1", told["port"])) == 0


class Server:
    """`jupyter server`, with everything that it writes in one folder."""

    def __init__(self, folder, script, terminal=None, arguments=()):
        self.script = script
        self.runtime = folder / "runtime"
        self.temporary = folder / "t"
        self.temporary.mkdir()
        self.log = folder / "log"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG_"))},
            "PYTHONPATH": f"{SOURCE}:{HERE}",
            "TMPDIR": str(self.temporary),
            "HOME": str(folder),
            "JUPYTER_RUNTIME_DIR": str(self.runtime),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_NO_CONFIG": "1",
            "JUPYTER_TOKEN": TOKEN,
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        options = [
            "--ServerApp.jpserver_extensions={'studiolo': True}",
            "--ServerApp.open_browser=False",
            "--ServerApp.allow_root=True",
            "--ServerApp.base_url=/jupyterlab/default",
            f"--ServerApp.root_dir={folder}",
            f"--Studiolo.agent_script={script}",
            *arguments,
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyter_server", *options],
                env=environment,
                stdin=subprocess.DEVNULL if terminal is None else terminal,
                start_new_session=True,
                preexec_fn=None if terminal is None else lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def told(self):
        """What the server tells of itself, once it takes connections: the file may be there a moment before."""
        told = json.loads(wait(lambda: next(self.runtime.glob("jpserver-*.json"), None)).read_text())
        wait(lambda: accepts(told))
        return told

    def ask(self, path):
        told = self.told()
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
        # Whoever asks starts it.
        wait(lambda: self.ask("count")[0])
        wait(lambda: "the agent is ready" in self.log.read_text())
        (agent,) = self.running(self.script)
        return agent

    def running(self, script):
        """The processes of this server's that run this program."""
        every = map(int, filter(str.isdigit, os.listdir("/proc")))
        return [pid for pid in every if parent(pid) == self.process.pid and str(script).encode() in command(pid)]

    def sockets(self):
        """The folders of the door; other parts of the server make some of their own."""
        return list(self.runtime.glob("studiolo-*"))

    def end(self):
        self.process.kill()
        self.process.wait()


def parent(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except FileNotFoundError:
        return None


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


@pytest.fixture
def start():
    folder = Path(tempfile.mkdtemp(prefix="door-"))
    servers = []

    def make(script, **options):
        servers.append(Server(folder, script, **options))
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
    server.process.wait(20)
    assert not alive(agent)
    assert server.sockets() == []


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_stopped_kills_an_agent_that_does_not_listen(start, sent):
    server = start(AGENT)
    agent = server.agent()
    assert server.ask("deaf")[0] == 200
    server.process.send_signal(sent)
    server.process.wait(20)
    assert not alive(agent)
    assert server.sockets() == []


def test_the_token_is_in_neither_environment_nor_arguments_of_the_agent_and_its_socket_is_this_users_alone(server):
    agent = Path("/proc", str(server.agent()))
    assert b"HOME=" in (agent / "environ").read_bytes()
    assert TOKEN.encode() not in (agent / "environ").read_bytes() + (agent / "cmdline").read_bytes()
    (folder,) = server.sockets()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    if server.script == BUNDLE:
        assert stat.S_IMODE((folder / "agent.sock").stat().st_mode) == 0o600


def test_ctrl_c_in_the_terminal_asks_the_server_and_does_not_end_the_agent(start):
    keyboard, terminal = os.openpty()
    server = start(AGENT, terminal=terminal)
    agent = server.agent()
    os.write(keyboard, b"\x03")
    wait(lambda: "Shut down this Jupyter server" in server.log.read_text())
    assert server.ask("echo")[1]["pid"] == agent
    os.write(keyboard, b"y\n")
    server.process.wait(20)
    os.close(keyboard)
    os.close(terminal)
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
