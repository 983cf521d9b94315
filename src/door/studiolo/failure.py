"""What the door says when the agent cannot: the same shape that the agent's own failures have."""

import json
from dataclasses import dataclass, field
from typing import Optional

from .node import OLDEST


@dataclass(frozen=True)
class Said:
    """A message by its code (`src/protocol/messages/server-messages.ts`), which its readers put into words."""

    code: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def json(self) -> dict[str, object]:
        return {"code": self.code, "values": self.values}


@dataclass(frozen=True)
class Failure:
    """A failed answer: its HTTP status and what its body tells (`src/protocol/failure.ts`)."""

    status: int
    code: str
    message: Said
    remedy: Optional[Said] = None

    @property
    def body(self) -> str:
        notice: dict[str, object] = {"code": "failed", "message": self.message.json}
        if self.remedy:
            notice["remedy"] = self.remedy.json
        return json.dumps({"failure": {"code": self.code, "notice": notice}})


_INSTALL = {"install": "pip install 'studiolo[node]' in the environment of JupyterLab"}

AGENT_DOWN = Failure(503, "agent-down", Said("agent-starting"), Said("agent-wait"))
TIMEOUT = Failure(504, "timeout", Said("agent-silent"), Said("agent-try-again"))


def no_node(configured: str) -> Failure:
    """`configured`: what is set as the Node.js to use, if anything; installing another one does not help then."""
    oldest = {"oldest": str(OLDEST)}
    if configured:
        wrong = Said("node-wrong", {"configured": configured, **oldest})
        return Failure(503, "no-node", wrong, Said("node-correct", _INSTALL))
    return Failure(503, "no-node", Said("node-missing", oldest), Said("node-install", _INSTALL))


def refused(status: int, reason: str) -> Failure:
    """What jupyter_server or the door itself refuses, e.g. for a missing token."""
    why = {"why": reason}
    if status in (401, 403):
        return Failure(status, "failed", Said("server-refuses", why), Said("server-log-in"))
    if status >= 500:
        return Failure(status, "failed", Said("server-failed", why), Said("server-see-log"))
    code = {400: "bad-request", 404: "not-found"}.get(status, "failed")
    return Failure(status, code, Said("server-cannot", why))
