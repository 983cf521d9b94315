"""What the agent and the looks may ask of the server: its own REST API, on a socket of theirs, by tokens of theirs."""

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


class _OurOwn(IdentityProvider):
    """Knows those who have a token of ours, whatever the server itself asks of its users. Sets and reads no cookie."""

    admitted: set

    def get_user(self, handler):
        given = (self.get_token(handler) or "").encode()
        known = [hmac.compare_digest(given, token.encode()) for token in self.admitted]
        return User("studiolo") if any(known) else None


class _ServerApi(web.Application):
    """The server's own handlers, for looking only, which whoever logs in to the server never gets to."""

    def __init__(self, server: ServerApp, admitted: set):
        self._server = server
        provider = _OurOwn(token="", log=server.log)
        provider.admitted = admitted
        settings = {
            **server.web_app.settings,
            "identity_provider": provider,
            "authorizer": AllowAllAuthorizer(log=server.log),
            # Nobody but they reaches this socket, whatever it calls the host.
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
    The server's API for programs of ours. It asks neither for password nor certificate, and needs no port: a server
    that users reach through a unix socket, TLS or an identity provider is asked like any other.
    """

    def __init__(self, server: ServerApp):
        self._server = server
        self._admitted = set()
        self._listening = None

    def listen(self, listener) -> None:
        """Answers on this socket, and no longer on another."""
        self.close()
        self._listening = HTTPServer(_ServerApi(self._server, self._admitted))
        self._listening.add_socket(listener)

    def admit(self) -> str:
        """A token for one program, which nothing else knows, until it is dismissed."""
        token = secrets.token_hex(24)
        self._admitted.add(token)
        return token

    def dismiss(self, token: str) -> None:
        """Lets nobody in by this token any more."""
        self._admitted.discard(token)

    def close(self) -> None:
        """Answers nobody any more, and closes the socket."""
        if self._listening:
            self._listening.stop()
            self._listening = None


def _looking(handler):
    return type(handler.__name__, (handler,), {"SUPPORTED_METHODS": ("GET",)})


def _terminals(settings) -> list:
    if "terminal_manager" not in settings:
        return []
    # A server that has terminals has loaded these; in another they would take a third of a megabyte for nothing.
    from jupyter_server_terminals.api_handlers import TerminalRootHandler

    return [(r"/api/terminals", _looking(TerminalRootHandler), {"name": "jupyter_server_terminals"})]
