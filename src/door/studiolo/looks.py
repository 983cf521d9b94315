"""Keep-awake's looks: a small program that looks for work once a minute while no agent runs, and ends."""

import asyncio
import json
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import Optional

from . import program, task
from .agent import Agent
from .grounds import Grounds

EVERY = 60.0
LONGEST = 40.0
"""Seconds that a look may take: a server that does not answer holds it up."""
TOLD_AFTER = 3
"""Looks that fail one after the other are in the log from this one on, once."""
VERSION = 1
"""Of the file that a look leaves (`src/agent/keep-awake/look-file.ts`)."""


class Looks:
    """Takes the looks while the agent does not, which looks itself."""

    def __init__(self, script: Path, agent: Agent, grounds: Grounds, log):
        self._script = script
        self._agent = agent
        self._grounds = grounds
        self._log = log
        self._process: Optional[asyncio.subprocess.Process] = None
        self._keeping: Optional[asyncio.Task] = None
        self._one = asyncio.Lock()
        self._done_at: Optional[float] = None
        """When the last one succeeded, by the clock that nobody sets."""
        self._failed = 0
        self._since = ""
        self._why = ""

    def start(self) -> None:
        """Begins to take looks; returns at once."""
        self._keeping = asyncio.ensure_future(self._keep())

    async def stop(self) -> None:
        """Takes no look any more, and ends one that is under way."""
        if self._keeping:
            await task.end(self._keeping)
        await self.make_room()

    async def make_room(self) -> dict:
        """Ends a look that is under way: the agent looks from now on. What it is to know of looks that have failed."""
        process = self._process
        if process and process.returncode is None:
            process.kill()
            await process.wait()
        # What a look left is not what the agent will have learnt.
        self._done_at = None
        return {"lostLooks": {"since": self._since, "why": self._why}} if self._failed else {}

    async def stop_time(self, oldest: float) -> Optional[dict]:
        """
        When this app stops, for a page that does not show the panel, by a look that is no more than `oldest` seconds
        old.
        Nothing where only an agent can tell, as before AWS was ever asked for the idle settings.
        """
        async with self._one:
            if self._done_at is None or time.monotonic() - self._done_at > oldest:
                await self._look()
            if self._done_at is None:
                return None
        folder = self._grounds.standing
        told = _stop_time_in(Path(folder.looks)) if folder else None
        return told and {**told, "serverNow": _now()}

    async def _keep(self) -> None:
        await self._agent.found.wait()
        while True:
            try:
                async with self._one:
                    await self._look()
            except asyncio.CancelledError:
                raise
            except Exception:
                self._log.exception("studiolo: a look for work failed")
            await asyncio.sleep(EVERY)

    async def _look(self) -> None:
        if self._agent.state not in ("absent", "down") or self._agent.node is None:
            return
        began = _now()
        heard = [""]

        def hear(line: bytes) -> None:
            said = program.said(line)
            self._log.info("studiolo agent: %s", said)
            # What Node.js itself writes of a crash is for the log alone.
            if program.ours(line):
                heard.append(said)

        try:
            with self._grounds.startup() as startup:
                # Node.js 22 and later keep there what they have compiled, and older ones do not know it.
                compiled = {"NODE_COMPILE_CACHE": self._grounds.standing.compiled}
                self._process = process = await program.start(
                    self._agent.node, [], str(self._script), startup, compiled
                )
                try:
                    code = await asyncio.wait_for(program.ended(process, hear), LONGEST)
                except asyncio.TimeoutError:
                    process.kill()
                    await process.wait()
                    self._fail(began, f"it was not done after {LONGEST:g} s")
                    return
                finally:
                    if process.returncode is None:
                        process.kill()
        except OSError as error:
            self._fail(began, f"it could not be started: {error}")
            return
        if self._agent.state not in ("absent", "down"):
            return
        if code != 0:
            self._fail(began, heard[-1] or f"it {program.how(code)}")
            return
        if self._failed >= TOLD_AFTER:
            self._log.info("studiolo: looks for work succeed again")
        self._failed = 0
        self._done_at = time.monotonic()

    def _fail(self, began: str, why: str) -> None:
        self._done_at = None
        self._failed += 1
        self._why = why
        if self._failed == 1:
            self._since = began
        if self._failed == TOLD_AFTER:
            self._log.warning(
                "studiolo: since %s no look for work has succeeded, and nothing keeps this app awake: %s",
                self._since,
                why,
            )


def _stop_time_in(file: Path) -> Optional[dict]:
    """What a look has left of it; nothing in a file that is damaged or of another version."""
    try:
        record = json.loads(file.read_text())
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or record.get("version") != VERSION:
        return None
    told = record.get("stopTime")
    return told if isinstance(told, dict) else None


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
