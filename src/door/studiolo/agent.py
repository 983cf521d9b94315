"""The life of the agent: started with the server, restarted when it dies, ended with the server."""

import asyncio
import atexit
import json
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Callable, Optional

from .node import find_node

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

LONGEST_PARENT = 107 - len("/studiolo-12345678/agent.sock")
"""Bytes: the path of a socket may have 107."""


class Agent:
    """Keeps one agent running. `state` is what the handlers tell while there is none to ask."""

    def __init__(self, script: Path, configured_node: str, server: Callable[[], dict[str, str]], log):
        self._script = script
        self.configured_node = configured_node
        self._server = server
        self._log = log
        self._folder: Optional[str] = None
        self._process: Optional[asyncio.subprocess.Process] = None
        self._keeping: Optional[asyncio.Task] = None
        self.state = "starting"
        """One of `starting`, `running`, `down`, `no-node`."""

    @property
    def socket(self) -> str:
        """The unix socket of the agent that runs now. Its folder is this user's alone."""
        return f"{self._folder}/agent.sock"

    def start(self) -> None:
        """Begins to keep an agent running; returns at once, so that the server's start does not wait."""
        atexit.register(self._end_at_exit)
        self._keeping = asyncio.ensure_future(self._keep())

    async def stop(self) -> None:
        """Ends the agent and removes its socket."""
        if self._keeping:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        await self._end()
        self._remove_folder()
        atexit.unregister(self._end_at_exit)

    async def _keep(self) -> None:
        try:
            await self._keep_running()
        except asyncio.CancelledError:
            raise
        except Exception:
            # Nobody awaits this task before the server ends: unsaid, the agent would be gone without a trace.
            self.state = "down"
            self._log.exception("studiolo: the agent is not kept running any more")

    async def _keep_running(self) -> None:
        pause = FIRST_PAUSE
        while True:
            # Looked for each time: an upgrade may have moved it.
            node = await find_node(self.configured_node, self._log)
            if node is None:
                self.state = "no-node"
                self._log.warning("studiolo: no Node.js was found; pip install 'studiolo[node]' brings one")
                return
            started = time.monotonic()
            try:
                how = await self._live(node)
            except OSError as error:
                how = f"could not be started: {error}"
            self.state = "down"
            if time.monotonic() - started >= LONG_LIFE:
                pause = FIRST_PAUSE
            self._log.warning("studiolo: the agent %s; restarting it in %g s", how, pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _live(self, node: str) -> str:
        """One agent's life; how it ended."""
        self._folder = self._folder or _folder_for_a_socket()
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
        process.stdin.write(json.dumps({"socket": self.socket, "server": self._server()}).encode() + b"\n")
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
                self.state = "running"
                self._log.info("studiolo: the agent is ready")
            else:
                text = line.decode(errors="replace").rstrip()
                self._log.info("studiolo agent: %s", text[len(PREFIX) :] if text.startswith(PREFIX) else text)

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
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _folder_for_a_socket() -> str:
    """Makes a fresh folder, this user's alone (0700), whose path is short enough."""
    parent = tempfile.gettempdir()
    if len(os.fsencode(parent)) > LONGEST_PARENT:
        parent = "/tmp"
    return tempfile.mkdtemp(prefix="studiolo-", dir=parent)


def _has_ended(pid: int) -> bool:
    """Whether this child is gone; without a loop nobody else may have taken its exit code."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True
