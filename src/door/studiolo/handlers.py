"""Passes what jupyter_server has authenticated on to the agent, and its answer back."""

import json
from http.client import responses
from typing import Optional
from urllib.parse import quote

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.httpclient import HTTPRequest
from tornado.simple_httpclient import HTTPStreamClosedError, HTTPTimeoutError, SimpleAsyncHTTPClient
from tornado.tcpclient import TCPClient

from .agent import Agent
from .connection import connect
from .failure import AGENT_DOWN, TIMEOUT, Failure, no_node, refused
from .looks import Looks

LARGEST_ANSWER = 64 * 1024 * 1024
"""Bytes."""
SIDE_BY_SIDE = 100
STOP_TIME_AGE = 30.0
"""Seconds: a page asks in the last minutes, and what moved since is to count."""


class _ToTheAgent(TCPClient):
    """Connects to the agent's socket, and to nobody else who may have taken its place."""

    def __init__(self, agent: Agent):
        self._agent = agent

    def close(self) -> None:
        """Has no resolver to close."""

    async def connect(self, host, port, *args, max_buffer_size=None, **options):
        return await connect(self._agent, max_buffer_size)


class _AgentClient(SimpleAsyncHTTPClient):
    def initialize(self, agent: Agent, **options):
        super().initialize(**options)
        self.tcp_client.close()
        self.tcp_client = _ToTheAgent(agent)


def client_of(agent: Agent) -> SimpleAsyncHTTPClient:
    """A client whose every request goes to the agent, many side by side."""
    return _AgentClient(
        force_instance=True,
        agent=agent,
        max_clients=SIDE_BY_SIDE,
        max_buffer_size=LARGEST_ANSWER,
        max_body_size=LARGEST_ANSWER,
    )


class AgentHandler(APIHandler):
    """`<base_url>/studiolo/api/…`. XSRF is checked by jupyter_server for every method but GET and HEAD."""

    auth_resource = "studiolo"

    def initialize(self, agent: Agent, looks: Looks, client: SimpleAsyncHTTPClient, patience: float):
        self._agent = agent
        self._looks = looks
        self._client = client
        self._patience = patience

    @property
    def _track_activity(self) -> bool:
        """A panel that looks is not a user who works; a user who acts is one."""
        return self.request.method == "POST"

    @web.authenticated
    @authorized
    async def get(self, path: str):
        if path == "stop-time" and self._agent.state == "absent":
            told = await self._looks.stop_time(STOP_TIME_AGE)
            if told is not None:
                return self._answer(200, json.dumps(told), "application/json")
        await self._pass_on(path, None, {})

    @web.authenticated
    @authorized
    async def post(self, path: str):
        content_type = self.request.headers.get("Content-Type", "application/json")
        await self._pass_on(path, self.request.body, {"Content-Type": content_type})

    async def _pass_on(self, path: str, body: Optional[bytes], headers: dict[str, str]):
        if self._agent.state == "no-node":
            return self._fail(no_node(self._agent.configured_node))
        with self._agent.asked():
            await self._ask(path, body, headers)

    async def _ask(self, path: str, body: Optional[bytes], headers: dict[str, str]):
        if not await self._agent.reachable(self._patience):
            return self._fail(AGENT_DOWN if self._agent.state != "no-node" else no_node(self._agent.configured_node))
        # The token is the server's affair and stays here, as cookies and all other headers do.
        query = "&".join(part for part in self.request.query.split("&") if not part.startswith("token="))
        request = HTTPRequest(
            f"http://agent/api/{quote(path)}{query and '?'}{query}",
            method=self.request.method,
            headers=headers,
            body=body,
            request_timeout=self._patience,
            follow_redirects=False,
            decompress_response=False,
        )
        try:
            answer = await self._client.fetch(request, raise_error=False)
        except HTTPTimeoutError:
            return self._fail(TIMEOUT)
        except (HTTPStreamClosedError, OSError):
            return self._fail(AGENT_DOWN)
        self._answer(answer.code, answer.body, answer.headers.get("Content-Type", "application/json"))

    def write_error(self, status_code: int, **kwargs):
        error = kwargs.get("exc_info", (None, None, None))[1]
        said = error.log_message if isinstance(error, web.HTTPError) else None
        self._fail(refused(status_code, (said or responses.get(status_code, "unknown error")).rstrip(".")))

    def _fail(self, failure: Failure):
        self._answer(failure.status, failure.body, "application/json")

    def _answer(self, status: int, body, content_type: str):
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.finish(body, set_content_type=content_type)
