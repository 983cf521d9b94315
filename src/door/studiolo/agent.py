"""The life of the agent: started when it is asked, restarted when it dies, ended when nobody does."""

import asyncio
import atexit
import os
import signal
import time
from collections.abc import Awaitable
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Optional

from . import program, task
from .grounds import Grounds
from .node import find_node

READY = b"studiolo agent ready"
RESTS = b"studiolo agent rests"
"""It says so again and again when nobody has asked it for a while, and nothing that was begun goes on."""
FLAGS = ["--max-semi-space-size=1", "--optimize-for-size"]

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
LONG_LIFE = 60.0
"""Seconds: an agent that lived as long is restarted as if for the first time."""
LAST_WORDS = 3.0
"""Seconds that it has to end by itself."""


class Agent:
    """Keeps one agent running while it is asked. `state` is what the handlers tell while there is none to ask."""

    def __init__(self, script: Path, configured_node: str, grounds: Grounds, rests_after: float, log):
        """`rests_after`: seconds without a question, after which it is ended."""
        self._script = script
        self.configured_node = configured_node
        self._grounds = grounds
        self._rests_after = rests_after
        self._log = log
        self._process: Optional[asyncio.subprocess.Process] = None
        self._started_from: Optional[tuple[int, int]] = None
        self._keeping: Optional[asyncio.Task] = None
        self._wanted = asyncio.Event()
        self._asking = 0
        self._asked_at = 0.0
        self._settled = asyncio.Event()
        """Not set while one starts that somebody waits for."""
        self._settled.set()
        self.state = "absent"
        """One of `absent`, `starting`, `running`, `leaving`, `down`, `no-node`."""
        self.node: Optional[str] = None
        """The Node.js that was found last."""
        self.found = asyncio.Event()
        """Set once there was one."""
        self.before: Callable[[], Awaitable[dict]] = _nothing
        """Awaited before one is started: makes room for it, and tells what it is told besides where it runs."""

    @property
    def socket(self) -> str:
        """The unix socket of the agent that runs now. Its folder is this user's alone."""
        return self._grounds.standing.agent_socket

    @property
    def pid(self) -> int:
        """The process of the agent that runs now: who must answer on its socket."""
        return self._process.pid

    def start(self) -> None:
        """Begins to keep an agent for who asks; returns at once, so that the server's start does not wait."""
        atexit.register(self._end_at_exit)
        self._keeping = asyncio.ensure_future(self._keep())

    @contextmanager
    def asked(self):
        """While a question is with the agent it is not sent away."""
        self._asking += 1
        self._asked_at = time.monotonic()
        try:
            yield
        finally:
            self._asking -= 1

    async def reachable(self, patience: float) -> bool:
        """
        Whether there is an agent to ask; one is started where there is none. One whose socket was removed, as cleaners
        of `/tmp` do, or whose folder is not as it was made, is not asked any more: another takes its place. So does one
        whose program was upgraded, once nothing goes on in it: it reads parts of itself later, and these are gone.
        """
        latest = time.monotonic() + patience
        while True:
            if self.state == "running" and not self._grounds.standing.intact():
                self._replace(f"{self._grounds.standing.path} or a socket in it was removed or changed")
            if (
                self.state == "running"
                and self._upgraded()
                and self._asking <= 1
                and not _works(self.pid, self._script)
            ):
                self._replace("it was upgraded; restart the server for the rest of it")
            if self.state == "absent":
                self._await("starting")
                self._wanted.set()
            try:
                await asyncio.wait_for(self._settled.wait(), latest - time.monotonic())
            except asyncio.TimeoutError:
                return False
            # One that was leaving has left by now, and another who waited may have had the next one started.
            if self.state != "absent" and self._settled.is_set():
                return self.state == "running"

    def _upgraded(self) -> bool:
        """Whether another program is where the one was that runs; nothing is there while it is being installed."""
        there = _identity(self._script)
        return there is not None and there != self._started_from

    def _replace(self, why: str) -> None:
        self._log.warning("studiolo: %s; another agent is started", why)
        self._await("replaced")
        self._ending = asyncio.ensure_future(self._end())

    async def stop(self) -> None:
        """Ends the agent and removes its socket."""
        if self._keeping:
            await task.end(self._keeping)
        await self._end()
        self._grounds.leave()
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
        # Looked for each time: an upgrade may have moved it.
        while await self._find_node():
            await self._wanted.wait()
            started = time.monotonic()
            try:
                how = await self._live()
            except OSError as error:
                how = f"could not be started: {error}"
            if self.state == "replaced":
                self._grounds.leave()
            elif self.state == "leaving":
                self._rest()
            else:
                self._be("down")
                if time.monotonic() - started >= LONG_LIFE:
                    pause = FIRST_PAUSE
                if time.monotonic() - self._asked_at >= self._rests_after and not self._asking:
                    self._log.warning("studiolo: the agent %s; it is started again when it is asked", how)
                    self._rest()
                else:
                    self._log.warning("studiolo: the agent %s; restarting it in %g s", how, pause)
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)

    async def _find_node(self) -> bool:
        self.node = await find_node(self.configured_node, self._log)
        if self.node is None:
            self._be("no-node")
            self._log.warning("studiolo: no Node.js was found; pip install 'studiolo[node]' brings one")
            return False
        self.found.set()
        return True

    async def _live(self) -> str:
        """One agent's life; how it ended."""
        more = await self.before()
        # Its token is fresh for each agent: nothing that an earlier one knew leads to it.
        with self._grounds.startup() as startup:
            folder = self._grounds.standing
            self._started_from = _identity(self._script)
            startup = {**startup, **more, "socket": folder.agent_socket, "restsAfter": self._rests_after}
            self._process = await program.start(self.node, FLAGS, str(self._script), startup)
            return program.how(await program.ended(self._process, self._hear))

    def _hear(self, line: bytes) -> None:
        if line.strip() == READY:
            self._grounds.standing.seal()
            self._be("running")
            self._log.info("studiolo: the agent is ready")
        elif line.strip() == RESTS:
            if self.state == "running" and not self._asking:
                self._await("leaving")
                self._ending = asyncio.ensure_future(self._end())
        else:
            self._log.info("studiolo agent: %s", program.said(line))

    def _rest(self) -> None:
        self._wanted.clear()
        self._be("absent")

    def _be(self, state: str) -> None:
        self.state = state
        self._settled.set()

    def _await(self, state: str) -> None:
        self.state = state
        self._settled.clear()

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
        self._grounds.abandon()


async def _nothing() -> dict:
    return {}


def _identity(script: Path) -> Optional[tuple[int, int]]:
    """What tells a file from another of the same name."""
    try:
        found = script.stat()
    except OSError:
        return None
    return found.st_ino, found.st_ctime_ns


def _works(pid: int, script: Path) -> bool:
    """Whether something that an agent was asked for goes on, such as an environment that is made. Not known: yes."""
    try:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            # Some programs that are called node start the real one and wait for it.
            is_agent = str(script).encode() in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if not is_agent or _works(int(child), script):
                return True
        return False
    except OSError:
        return True


def _has_ended(pid: int) -> bool:
    """Whether this child is gone; without a loop nobody else may have taken its exit code."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True
