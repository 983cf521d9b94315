"""What the door says when the agent cannot: the same shape that the agent's own failures have."""

import json

from .node import OLDEST

_NOTICES: dict[str, dict[str, str]] = {
    "no-node": {
        "message": f"Node.js {OLDEST} or later was not found, and studiolo's agent needs it.",
        "remedy": "Run pip install 'studiolo[node]' in the environment of JupyterLab, or install Node.js, "
        "then restart the server.",
    },
    "agent-down": {
        "message": "studiolo's agent is starting, or has ended and is being restarted.",
        "remedy": "Wait a moment. If this stays, the server's log says why the agent ends.",
    },
    "timeout": {
        "message": "studiolo's agent did not answer in time.",
        "remedy": "Try again. If this stays, the server's log may say what it waits for.",
    },
}

STATUS = {"no-node": 503, "agent-down": 503, "timeout": 504}


def failure(code: str) -> str:
    """The body of a failed answer (`src/protocol/failure.ts`)."""
    return json.dumps({"failure": {"code": code, "notice": {"code": "failed", **_NOTICES[code]}}})
