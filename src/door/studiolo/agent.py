"""The life of the agent: started with the server, restarted when it dies, ended with the server."""

import asyncio
import atexit
import json
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Callable, Optional

from .node import find_node
from .plain import plain
from .private_folder import PrivateFolder, private_folder
from .server_api import ServerApi

READY = b"studiolo agent ready"
PREFIX = "studiolo agent: "
"""Of the agent's own lines; Node.js writes others without it."""
FLAGS = ["--max-semi-space-size=1", "--optimize-for-size"]
THRIFT = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""Flags and variables that keep the agent's memory small; it has next to nothing to compute."""

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
LONG_LIFE = 60.0
"""Seconds: an agent that lived as long is restarted as if for the first time."""
LAST_WORDS = 3.0
"""Seconds that it has to end by itself."""


class Agent:
    """Keeps one agent running. `state` is what the handlers tell while there is none to ask."""

    def __init__(
        self,
        script: Path,
        configured_node: str,
        server: Callable[[], dict[str, str]],
        api: ServerApi,
        parents: Iterable[str],
        log,
    ):
        """`parents`: where the folder of the sockets may be, best first."""
        self._script = script
        self.configured_node = configured_node
        self._server = server
        self._api = api
        self._parents = parents
        self._log = log
        self._folder: Optional[PrivateFolder] = None
        self._process: Optional[asyncio.subprocess.Process] = None
        self._keeping: Optional[asyncio.Task] = None
        self._replacing = False
        self._settled = asyncio.Event()
        """Not set while another agent takes the place of one."""
        self._settled.set()
        self.state = "starting"
        """One of `starting`, `running`, `down`, `no-node`."""

    @property
    def socket(self) -> str:
        """The unix socket of the agent that runs now. Its folder is this user's alone."""
        return self._folder.agent_socket

    @property
    def pid(self) -> int:
        """The process of the agent that runs now: who must answer on its socket."""
        return self._process.pid

    def start(self) -> None:
        """Begins to keep an agent running; returns at once, so that the server's start does not wait."""
        atexit.register(self._end_at_exit)
        self._keeping = asyncio.ensure_future(self._keep())

    async def reachable(self, patience: float) -> bool:
        """
        Whether there is an agent to ask. One whose socket was removed, as cleaners of `/tmp` do, or whose folder is not
        as it was made, is not asked any more: another takes its place, for which this waits.
        """
        if self.state == "running" and not self._folder.intact():
            self._replace()
        try:
            await asyncio.wait_for(self._settled.wait(), patience)
        except asyncio.TimeoutError:
            return False
        return self.state == "running"

    def _replace(self) -> None:
        where = self._folder.path
        self._log.warning("studiolo: %s or a socket in it was removed or changed; another agent is started", where)
        self.state = "starting"
        self._settled.clear()
        self._replacing = True
        self._ending = asyncio.ensure_future(self._end())

    async def stop(self) -> None:
        """Ends the agent and removes its socket."""
        if self._keeping:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self._end()
        self._api.close()
        self._remove_folder()
        atexit.unregister(self._end_at_exit)

    async def _keep(self) -> None:
        try:
            await self._keep_running()
        except asyncio.CancelledError:
            raise
        except Exception:
            # Nobody awaits this task before the server ends: unsaid, the agent would be gone without a trace.
            self._be("down")
            self._log.exception("studiolo: the agent is not kept running any more")

    async def _keep_running(self) -> None:
        pause = FIRST_PAUSE
        while True:
            # Looked for each time: an upgrade may have moved it.
            node = await find_node(self.configured_node, self._log)
            if node is None:
                self._be("no-node")
                self._log.warning("studiolo: no Node.js was found; pip install 'studiolo[node]' brings one")
                return
            started = time.monotonic()
            try:
                how = await self._live(node)
            except OSError as error:
                how = f"could not be started: {error}"
            self._api.close()
            self._remove_folder()
            if self._replacing:
                self._replacing = False
                continue
            self._be("down")
            if time.monotonic() - started >= LONG_LIFE:
                pause = FIRST_PAUSE
            self._log.warning("studiolo: the agent %s; restarting it in %g s", how, pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _live(self, node: str) -> str:
        """One agent's life; how it ended."""
        # Fresh for each agent, as is its token: nothing that an earlier one knew leads to it.
        self._folder = folder = private_folder(self._parents)
        server = {**self._server(), "socket": folder.server_socket, "token": self._api.listen(folder.listener)}
        self._process = process = await asyncio.create_subprocess_exec(
            node,
            *FLAGS,
            str(self._script),
            env={**{name: value for name, value in os.environ.items() if name != "JUPYTER_TOKEN"}, **THRIFT},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            # Ctrl-C in the server's terminal is a question to the server, and not the agent's end.
            start_new_session=True,
        )
        # The token goes through stdin, which no other process can read, and never into the environment.
        # Stdin stays open: the agent ends when it closes, which it does however the server ends.
        process.stdin.write(json.dumps({"socket": folder.agent_socket, "server": server}).encode() + b"\n")
        readers: list[asyncio.Future] = [
            asyncio.ensure_future(self._read(process.stdout)),
            asyncio.ensure_future(self._read(process.stderr)),
        ]
        await asyncio.gather(*readers)
        code = await process.wait()
        return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await stream.readline()
            except ValueError:
                # Longer than the reader's buffer: the rest of it comes as the next line.
                continue
            if not line:
                return
            if line.strip() == READY:
                self._folder.seal()
                self._be("running")
                self._log.info("studiolo: the agent is ready")
            else:
                text = line.decode(errors="replace").rstrip()
                self._log.info("studiolo agent: %s", plain(text[len(PREFIX) :] if text.startswith(PREFIX) else text))

    def _be(self, state: str) -> None:
        self.state = state
        self._settled.set()

    async def _end(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), LAST_WORDS)
        except asyncio.TimeoutError:
            process.kill()
            await process.wait()

    def _end_at_exit(self) -> None:
        """A server without a terminal ends at SIGINT without stopping its extensions, and its loop runs no more."""
        process = self._process
        if process and process.returncode is None:
            process.stdin.transport.get_extra_info("pipe").close()
            latest = time.monotonic() + LAST_WORDS
            while not _has_ended(process.pid):
                if time.monotonic() > latest:
                    os.kill(process.pid, signal.SIGKILL)
                time.sleep(0.02)
        self._remove_folder()

    def _remove_folder(self) -> None:
        if self._folder:
            self._folder.remove()
            self._folder = None


def _has_ended(pid: int) -> bool:
    """Whether this child is gone; without a loop nobody else may have taken its exit code."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True
