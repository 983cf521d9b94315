"""Where `studiolo` in a terminal comes in: a socket that leads to the agent, and starts it where none runs."""

import asyncio
from typing import Optional

from tornado.iostream import IOStream, StreamClosedError
from tornado.tcpserver import TCPServer

from .agent import Agent
from .connection import connect
from .private_folder import PrivateFolder

_PIECE = 65536


class Entrance:
    """Passes on what comes on the door's socket, which is this user's alone, byte for byte."""

    def __init__(self, agent: Agent, patience: float):
        self._agent = agent
        self._patience = patience
        self._listening: Optional[TCPServer] = None

    def open(self, folder: PrivateFolder) -> None:
        """Listens in this folder."""
        self._listening = _Passing(self._agent, self._patience)
        self._listening.add_socket(folder.door)

    def close(self) -> None:
        """Listens no longer."""
        if self._listening:
            self._listening.stop()
            self._listening = None


class _Passing(TCPServer):
    def __init__(self, agent: Agent, patience: float):
        super().__init__()
        self._agent = agent
        self._patience = patience

    async def handle_stream(self, stream: IOStream, address) -> None:
        agent = None
        try:
            # Who only looks whether somebody listens says nothing, and starts no agent.
            first = await stream.read_bytes(_PIECE, partial=True)
            with self._agent.asked():
                if await self._agent.reachable(self._patience):
                    agent = await connect(self._agent)
                    await agent.write(first)
                    await asyncio.gather(_pass_on(stream, agent), _pass_on(agent, stream))
        except (StreamClosedError, OSError):
            pass
        finally:
            stream.close()
            if agent:
                agent.close()


async def _pass_on(source: IOStream, target: IOStream) -> None:
    try:
        while True:
            await target.write(await source.read_bytes(_PIECE, partial=True))
    finally:
        # One end is enough: each side asks or answers whole.
        source.close()
        target.close()
