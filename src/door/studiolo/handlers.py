"""Passes what jupyter_server has authenticated on to the agent, and its answer back."""

import socket
from http.client import responses
from typing import Optional
from urllib.parse import quote

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.httpclient import HTTPRequest
from tornado.netutil import Resolver
from tornado.simple_httpclient import HTTPStreamClosedError, HTTPTimeoutError, SimpleAsyncHTTPClient

from .agent import Agent
from .failure import AGENT_DOWN, TIMEOUT, Failure, no_node, refused

LARGEST_ANSWER = 64 * 1024 * 1024
"""Bytes."""
SIDE_BY_SIDE = 100


class _ToTheAgent(Resolver):
    """Resolves every name to the agent's socket."""

    def initialize(self, agent: Agent):
        self._agent = agent

    async def resolve(self, host, port, family=socket.AF_UNSPEC):
        return [(socket.AF_UNIX, self._agent.socket)]


def client_of(agent: Agent) -> SimpleAsyncHTTPClient:
    """A client whose every request goes to the agent, many side by side."""
    return SimpleAsyncHTTPClient(
        force_instance=True,
        resolver=_ToTheAgent(agent),
        max_clients=SIDE_BY_SIDE,
        max_buffer_size=LARGEST_ANSWER,
        max_body_size=LARGEST_ANSWER,
    )


class AgentHandler(APIHandler):
    """`<base_url>/studiolo/api/…`. XSRF is checked by jupyter_server for every method but GET and HEAD."""

    auth_resource = "studiolo"

    def initialize(self, agent: Agent, client: SimpleAsyncHTTPClient, patience: float):
        self._agent = agent
        self._client = client
        self._patience = patience

    @property
    def _track_activity(self) -> bool:
        """A panel that looks is not a user who works; a user who acts is one."""
        return self.request.method == "POST"

    @web.authenticated
    @authorized
    async def get(self, path: str):
        await self._pass_on(path, None, {})

    @web.authenticated
    @authorized
    async def post(self, path: str):
        content_type = self.request.headers.get("Content-Type", "application/json")
        await self._pass_on(path, self.request.body, {"Content-Type": content_type})

    async def _pass_on(self, path: str, body: Optional[bytes], headers: dict[str, str]):
        if self._agent.state == "no-node":
            return self._fail(no_node(self._agent.configured_node))
        if self._agent.state != "running":
            return self._fail(AGENT_DOWN)
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
