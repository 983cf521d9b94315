"""How the door starts a program of Node.js, and what it hears of it."""

import asyncio
import json
import os
from typing import Callable, Optional

from .plain import plain

PREFIX = "studiolo agent: "
"""Of our programs' own lines; Node.js writes others without it."""
THRIFT = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""Variables that keep its memory small; it has next to nothing to compute."""


async def start(
    node: str, flags: list[str], script: str, startup: dict, variables: Optional[dict[str, str]] = None
) -> asyncio.subprocess.Process:
    """Starts it and writes the line that says what to do. Raises OSError where it cannot be started."""
    process = await asyncio.create_subprocess_exec(
        node,
        *flags,
        script,
        env={**_inherited(), **THRIFT, **(variables or {})},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        # Ctrl-C in the server's terminal is a question to the server, and not the program's end.
        start_new_session=True,
    )
    # The token goes through stdin, which no other process can read, and never into the environment.
    # Stdin stays open: the program ends when it closes, which it does however the server ends.
    process.stdin.write(json.dumps(startup).encode() + b"\n")
    return process


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "JUPYTER_TOKEN"}


async def ended(process: asyncio.subprocess.Process, hear: Callable[[bytes], None]) -> int:
    """Hears each line that it writes until it has ended; returns its code, negative where a signal ended it."""
    await asyncio.gather(*(_read(stream, hear) for stream in (process.stdout, process.stderr)))
    return await process.wait()


def said(line: bytes) -> str:
    """What it said, for the log."""
    text = line.decode(errors="replace").rstrip()
    return plain(text[len(PREFIX) :] if text.startswith(PREFIX) else text)


def ours(line: bytes) -> bool:
    """Whether our program wrote the line, and not Node.js."""
    return line.startswith(PREFIX.encode())


def how(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


async def _read(stream: asyncio.StreamReader, hear: Callable[[bytes], None]) -> None:
    while True:
        try:
            line = await stream.readline()
        except ValueError:
            # Longer than the reader's buffer: the rest of it comes as the next line.
            continue
        if not line:
            return
        hear(line)
