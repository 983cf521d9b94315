"""Passes what jupyter_server has authenticated on to the agent, and its answer back."""

import socket

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.httpclient import HTTPRequest
from tornado.netutil import Resolver
from tornado.simple_httpclient import HTTPStreamClosedError, HTTPTimeoutError, SimpleAsyncHTTPClient

from .agent import Agent
from .failure import STATUS, failure

PATIENCE = 30.0
"""Seconds that an answer may take."""
LARGEST_ANSWER = 64 * 1024 * 1024
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
    # A panel that looks is not a user who works.
    _track_activity = False

    def initialize(self, agent: Agent, client: SimpleAsyncHTTPClient):
        self._agent = agent
        self._client = client

    @web.authenticated
    @authorized
    async def get(self, path: str):
        await self._pass_on(path, None)

    @web.authenticated
    @authorized
    async def post(self, path: str):
        await self._pass_on(path, self.request.body)

    async def _pass_on(self, path: str, body):
        if self._agent.state != "running":
            return self._fail("no-node" if self._agent.state == "no-node" else "agent-down")
        query = f"?{self.request.query}" if self.request.query else ""
        # Cookies and tokens are the server's affair and stay here.
        headers = {"Content-Type": self.request.headers.get("Content-Type", "application/json")}
        try:
            answer = await self._client.fetch(
                HTTPRequest(
                    f"http://agent/api/{path}{query}",
                    method=self.request.method,
                    headers=headers,
                    body=body,
                    request_timeout=PATIENCE,
                    decompress_response=False,
                ),
                raise_error=False,
            )
        except HTTPTimeoutError:
            return self._fail("timeout")
        except (HTTPStreamClosedError, OSError):
            return self._fail("agent-down")
        if answer.code == 599:
            return self._fail("timeout" if isinstance(answer.error, HTTPTimeoutError) else "agent-down")
        self._answer(answer.code, answer.body, answer.headers.get("Content-Type", "application/json"))

    def _fail(self, code: str):
        self._answer(STATUS[code], failure(code), "application/json")

    def _answer(self, status: int, body, content_type: str):
        self.set_status(status)
        self.set_header("Content-Type", content_type)
        self.set_header("Cache-Control", "no-store")
        self.finish(body)
