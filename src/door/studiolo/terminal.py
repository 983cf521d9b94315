"""The `studiolo` program: finds a Node.js and becomes it, with the commands that the wheel brings."""

import asyncio
import logging
import os
import sys
from pathlib import Path

from .node import OLDEST, find_node

_PROGRAM = Path(__file__).parent / "cli" / "studiolo.cjs"


def main() -> int:
    """Does not return where there is a Node.js: its exit code is the program's. Else says what to do, and returns 1."""
    configured = os.environ.get("STUDIOLO_NODE", "")
    logging.basicConfig(format="%(message)s")
    node = asyncio.run(find_node(configured, logging.getLogger("studiolo")))
    if node is None:
        wrong = f"{configured}, which STUDIOLO_NODE names, is not" if configured else "there is no"
        remedy = (
            f"{'unset STUDIOLO_NODE, or ' if configured else ''}run {sys.executable} -m pip install 'studiolo[node]'"
        )
        print(f"studiolo: {wrong} Node.js {OLDEST} or later; {remedy}", file=sys.stderr)
        return 1
    os.environ["STUDIOLO_PREFIX"] = sys.prefix
    os.execv(node, [node, str(_PROGRAM), *sys.argv[1:]])
