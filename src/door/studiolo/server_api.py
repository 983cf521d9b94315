"""What the agent may ask of the server: its own REST API, on a socket and by a token that are for one agent alone."""

import hmac
import secrets

from jupyter_server.auth import IdentityProvider, User
from jupyter_server.auth.authorizer import AllowAllAuthorizer
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.api.handlers import APIStatusHandler
from jupyter_server.services.kernels.handlers import MainKernelHandler
from jupyter_server.services.kernelspecs.handlers import MainKernelSpecHandler
from jupyter_server.services.sessions.handlers import SessionRootHandler
from tornado import web
from tornado.httpserver import HTTPServer

try:
    from jupyter_server_terminals.api_handlers import TerminalRootHandler
except ImportError:
    TerminalRootHandler = None


class _OneAgent(IdentityProvider):
    """Knows the one who has the token, whatever the server itself asks of its users. Sets no cookie, and reads none."""

    def get_user(self, handler):
        given = self.get_token(handler) or ""
        return User("studiolo") if hmac.compare_digest(given.encode(), self.token.encode()) else None


class _ServerApi(web.Application):
    """The server's own handlers, for looking only, which whoever logs in to the server never gets to."""

    def __init__(self, server: ServerApp, token: str):
        self._server = server
        settings = {
            **server.web_app.settings,
            "identity_provider": _OneAgent(token=token, log=server.log),
            "authorizer": AllowAllAuthorizer(log=server.log),
            # Nobody but the agent reaches this socket, whatever it calls the host.
            "allow_remote_access": True,
        }
        super().__init__(
            [
                (r"/api/status", _looking(APIStatusHandler)),
                (r"/api/kernels", _looking(MainKernelHandler)),
                (r"/api/kernelspecs", _looking(MainKernelSpecHandler)),
                (r"/api/sessions", _looking(SessionRootHandler)),
                *_terminals(settings),
            ],
            **settings,
        )

    def last_activity(self):
        """What `api/status` asks its application for."""
        return self._server.web_app.last_activity()


class ServerApi:
    """
    The server's API for one agent at a time. It asks neither for password nor certificate, and needs no port: a server
    that users reach through a unix socket, TLS or an identity provider is asked like any other.
    """

    def __init__(self, server: ServerApp):
        self._server = server
        self._listening = None

    def listen(self, listener) -> str:
        """Answers on this socket, and no longer on another; returns the token to ask with, which nothing else knows."""
        self.close()
        token = secrets.token_hex(24)
        self._listening = HTTPServer(_ServerApi(self._server, token))
        self._listening.add_socket(listener)
        return token

    def close(self) -> None:
        """Answers nobody any more, and closes the socket."""
        if self._listening:
            self._listening.stop()
            self._listening = None


def _looking(handler):
    return type(handler.__name__, (handler,), {"SUPPORTED_METHODS": ("GET",)})


def _terminals(settings) -> list:
    if TerminalRootHandler is None or "terminal_manager" not in settings:
        return []
    return [(r"/api/terminals", _looking(TerminalRootHandler), {"name": "jupyter_server_terminals"})]
