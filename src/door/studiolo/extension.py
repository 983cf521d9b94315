"""The server extension: takes looks, starts the agent when it is asked, and ends with the server."""

import os
import sys
import tempfile
from pathlib import Path

from jupyter_server.extension.application import ExtensionApp
from traitlets import Float, Unicode, default

from .agent import Agent
from .entrance import Entrance
from .grounds import Grounds
from .handlers import AgentHandler, client_of
from .looks import Looks
from .server_api import ServerApi

_SCRIPT = Path(__file__).parent / "agent" / "agent.mjs"
_EVERYWHERE = {"", "*", "0.0.0.0", "::"}


class Studiolo(ExtensionApp):
    """`c.Studiolo.node` names the Node.js to use; else the PATH and `studiolo[node]` are searched."""

    name = "studiolo"
    load_other_extensions = True

    node = Unicode(help="The Node.js program that runs the agent.", config=True)
    agent_script = Unicode(str(_SCRIPT), help="The agent's program, for developers.", config=True)
    look_script = Unicode(
        help="The look's program, for developers; beside the agent's where none is said.", config=True
    )
    rests_after = Float(600.0, help="Seconds without a question after which the agent is ended.", config=True)
    patience = Float(30.0, help="Seconds that an answer of the agent may take.", config=True)

    @default("node")
    def _node_from_environment(self) -> str:
        return os.environ.get("STUDIOLO_NODE", "")

    def initialize_settings(self):
        # What ends with the session, where Jupyter keeps its own sockets, and what cleaners clean.
        parents = [os.environ.get("XDG_RUNTIME_DIR", ""), self.serverapp.runtime_dir, tempfile.gettempdir()]
        grounds = Grounds(self._server, ServerApi(self.serverapp), parents, self.log)
        script = Path(self.agent_script)
        self.agent = Agent(script, self.node, grounds, self.rests_after, self.log)
        self.looks = Looks(Path(self.look_script or script.with_name("look.cjs")), self.agent, grounds, self.log)
        self.agent.before = self.looks.make_room
        self.entrance = Entrance(self.agent, self.patience)
        grounds.opened = self.entrance.open
        grounds.closed = self.entrance.close

    def initialize_handlers(self):
        parts = {"agent": self.agent, "looks": self.looks, "client": client_of(self.agent), "patience": self.patience}
        self.handlers.append((r"/studiolo/api/(.*)", AgentHandler, parts))
        # When the loop runs the server's port is known, which it may not be before.
        self.serverapp.io_loop.add_callback(self._begin)

    def _begin(self):
        self.agent.start()
        self.looks.start()

    async def stop_extension(self):
        await self.looks.stop()
        await self.agent.stop()

    def _server(self) -> dict[str, str]:
        """What the agent tells of this server, besides how it asks it."""
        server = self.serverapp
        scheme = "https" if server.certfile else "http"
        ip = "127.0.0.1" if server.ip in _EVERYWHERE else server.ip
        host = f"[{ip}]" if ":" in ip else ip
        url = server.connection_url if server.sock else f"{scheme}://{host}:{server.port}{server.base_url}"
        return {
            "url": url,
            "rootDir": os.path.abspath(server.root_dir),
            "prefix": sys.prefix,
        }
