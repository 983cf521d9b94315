"""What the door says when the agent cannot: the same shape that the agent's own failures have."""

import json
from dataclasses import dataclass
from typing import Optional

from .node import OLDEST


@dataclass(frozen=True)
class Failure:
    """A failed answer: its HTTP status and what its body tells (`src/protocol/failure.ts`)."""

    status: int
    code: str
    message: str
    remedy: Optional[str] = None

    @property
    def body(self) -> str:
        notice = {"code": "failed", "message": self.message, **({"remedy": self.remedy} if self.remedy else {})}
        return json.dumps({"failure": {"code": self.code, "notice": notice}})


_INSTALL = "pip install 'studiolo[node]' in the environment of JupyterLab"

AGENT_DOWN = Failure(
    503,
    "agent-down",
    "studiolo's agent is starting, or has ended and is being restarted.",
    "Wait a moment. If this stays, the server's log says why the agent ends.",
)
TIMEOUT = Failure(
    504,
    "timeout",
    "studiolo's agent did not answer in time.",
    "Try again. If this stays, the server's log may say what it waits for.",
)


def no_node(configured: str) -> Failure:
    """`configured`: what is set as the Node.js to use, if anything; installing another one does not help then."""
    if configured:
        return Failure(
            503,
            "no-node",
            f"{configured}, which Studiolo.node or STUDIOLO_NODE names, is not a Node.js {OLDEST} or later.",
            f"Correct that setting; or remove it, run {_INSTALL}, then restart the server.",
        )
    return Failure(
        503,
        "no-node",
        f"Node.js {OLDEST} or later was not found, and studiolo's agent needs it.",
        f"Run {_INSTALL}, or install Node.js, then restart the server.",
    )


def refused(status: int, reason: str) -> Failure:
    """What jupyter_server or the door itself refuses, e.g. for a missing token."""
    if status in (401, 403):
        return Failure(
            status,
            "failed",
            f"The Jupyter server refuses this request: {reason}.",
            "Reload the page to log in again. If that does not help, ask who runs this server.",
        )
    if status >= 500:
        return Failure(
            status,
            "failed",
            f"The server extension of studiolo failed: {reason}.",
            "The server's log says more.",
        )
    code = {400: "bad-request", 404: "not-found"}.get(status, "failed")
    return Failure(status, code, f"The Jupyter server cannot answer this request: {reason}.")
