"""However users get into a server, its agent knows what runs there; and nobody else learns anything by that."""

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from jupyter_server.auth import passwd

from .test_server import BUNDLE, TOKEN, Server, wait

PASSWORD = "open sesame"
BASE = "/jupyterlab/default/"

TOKEN_LESS = [f"--PasswordIdentityProvider.hashed_password={passwd(PASSWORD, 'sha256')}", "--IdentityProvider.token="]


def with_token(visitor):
    visitor.headers["Authorization"] = f"token {TOKEN}"


def with_password(visitor):
    visitor.ask("GET", "login")
    visitor.ask("POST", "login", urlencode({"password": PASSWORD, "_xsrf": visitor.cookies["_xsrf"].value}))
    visitor.headers["X-XSRFToken"] = visitor.cookies["_xsrf"].value


def behind_a_proxy(visitor):
    visitor.ask("GET", "login")
    visitor.headers.update({"X-House-User": "ada", "X-XSRFToken": visitor.cookies["_xsrf"].value})


SERVERS = {
    "a token": ([], with_token),
    "a password and no token": (TOKEN_LESS, with_password),
    "a password where every handler asks for it": (
        [*TOKEN_LESS, "--ServerApp.allow_unauthenticated_access=False"],
        with_password,
    ),
    "a unix socket": (["--ServerApp.sock={folder}/s"], with_token),
    "TLS with a certificate for another name that no authority vouches for": (
        ["--ServerApp.certfile={folder}/certificate.pem", "--ServerApp.keyfile={folder}/key.pem"],
        with_token,
    ),
    "an identity provider and an authorizer of the house": (
        [
            "--ServerApp.identity_provider_class=house_rules.ByHeader",
            "--ServerApp.authorizer_class=house_rules.OnlyAda",
        ],
        behind_a_proxy,
    ),
}


class Visitor:
    """Asks a server as its users do, with the cookies that it gave."""

    def __init__(self, told):
        self._told = told
        self.headers = {}
        self.cookies = SimpleCookie()

    def _connection(self):
        port = self._told["port"]
        if self._told["sock"]:
            connection = http.client.HTTPConnection("localhost")
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.connect(self._told["sock"])
            return connection
        if not self._told["secure"]:
            return http.client.HTTPConnection("127.0.0.1", port)
        return http.client.HTTPSConnection("127.0.0.1", port, context=ssl._create_unverified_context())

    def admitted(self):
        """Whether the server listens: it tells where before it does."""
        try:
            connection = self._connection()
            if connection.sock is None:
                connection.connect()
        except (ConnectionRefusedError, FileNotFoundError):
            return False
        connection.close()
        return True

    def ask(self, method, path, body=None, headers=None):
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        connection = self._connection()
        kind = "application/x-www-form-urlencoded" if path == "login" else "application/json"
        given = {**({"Cookie": cookie} if cookie else {}), "Content-Type": kind, **self.headers, **(headers or {})}
        connection.request(method, BASE + path, body, given)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        text = answer.read()
        connection.close()
        return answer.status, text

    def json(self, method, path, body=None):
        status, text = self.ask(method, path, None if body is None else json.dumps(body))
        return status, json.loads(text)


def make_certificate(folder):
    """One that nobody on this machine vouches for, for a name that is not this machine's."""
    name = ["-subj", "/CN=studio.house.example", "-addext", "subjectAltName=DNS:studio.house.example"]
    files = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *files, "-days", "30", *name]
    subprocess.run(made, check=True, capture_output=True)


def environment_with_a_kernel(folder):
    """A conda environment as its files are, with a kernel that starts: this Python's."""
    prefix = folder / ".conda" / "envs" / "trial"
    python = prefix / "bin" / "python"
    for path in (prefix / "conda-meta", python.parent):
        path.mkdir(parents=True)
    record = {"name": "python", "version": "3.11.9", "build": "h0", "channel": "conda-forge"}
    (prefix / "conda-meta" / "python-3.11.9-h0.json").write_text(json.dumps(record))
    (prefix / "conda-meta" / "history").touch()
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    spec = folder / ".local" / "share" / "jupyter" / "kernels" / "trial"
    spec.mkdir(parents=True)
    argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "Trial", "language": "python"}))
    tool = folder / ".local" / "bin" / "micromamba"
    tool.parent.mkdir(parents=True)
    tool.write_text("#!/bin/sh\necho 2.0.5\n")
    tool.chmod(0o755)
    return str(prefix)


@pytest.fixture(params=SERVERS, ids=lambda name: name.replace(" ", "-"))
def running(request, tmp_path_factory):
    arguments, enter = SERVERS[request.param]
    folder = Path(tempfile.mkdtemp(prefix="door-"))
    prefix = environment_with_a_kernel(folder)
    make_certificate(folder)
    server = Server(folder, BUNDLE, arguments=[each.format(folder=folder) for each in arguments])
    yield server, enter, prefix
    server.end()
    shutil.rmtree(folder, ignore_errors=True)


def test_an_environment_whose_kernel_runs_there_is_not_removed_and_the_notebook_is_named(running):
    server, enter, prefix = running
    # The first question starts the agent.
    visitor = Visitor(server.told())
    wait(visitor.admitted)
    enter(visitor)
    status, listed = visitor.json("GET", "studiolo/api/environments")
    assert status == 200, listed
    assert listed["notices"] == []
    (trial,) = (each for each in listed["value"] if each["prefix"] == prefix)
    assert [kernel["displayName"] for kernel in trial["kernels"]] == ["Trial"]
    session = {"path": "train.ipynb", "name": "train.ipynb", "type": "notebook", "kernel": {"name": "trial"}}
    assert visitor.json("POST", "api/sessions", session)[0] == 201
    status, refused = visitor.json("POST", "studiolo/api/environments/remove", {"prefix": prefix})
    assert status == 409
    assert refused["failure"]["code"] == "conflict"
    assert "train.ipynb" in refused["failure"]["notice"]["message"]["values"]["users"]
    assert os.path.isdir(prefix)
