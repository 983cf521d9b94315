"""What the agent may ask of the server, and that nobody else may."""

import asyncio
import json

import pytest


@pytest.fixture
def ask_server(ask, ready):
    """Asks the server on the socket that the agent was told of; with the agent's token, unless headers are given."""

    async def send(path, method="GET", headers=None, body=""):
        await ready()
        server = (await ask("echo")).json["startup"]["server"]
        given = {"Authorization": f"token {server['token']}"} if headers is None else headers
        reader, writer = await asyncio.open_unix_connection(server["socket"])
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in given.items()]
        writer.write("\r\n".join([*lines, "", body]).encode())
        head, _, text = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        return int(head.split()[1]), head.decode(), text

    return send


@pytest.mark.parametrize("path", ["status", "kernels", "kernelspecs", "sessions", "terminals"])
async def test_it_answers_the_agent_what_the_server_answers_its_users(ask_server, jp_fetch, path):
    status, _, text = await ask_server(f"/api/{path}?no_track_activity=1")
    assert status == 200
    assert set(json.loads(text)) == set(json.loads((await jp_fetch("api", path)).body))


@pytest.mark.parametrize("path", ["status", "kernels", "kernelspecs", "sessions", "terminals"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "token wrong"}], ids=["no token", "a wrong token"])
async def test_without_the_agents_token_it_tells_nothing(ask_server, path, headers):
    assert (await ask_server(f"/api/{path}", headers=headers))[0] == 403


async def test_what_lets_users_into_the_server_does_not_let_them_in_here(ask_server, jp_auth_header):
    assert (await ask_server("/api/kernels", headers=jp_auth_header))[0] == 403


@pytest.mark.parametrize("method", ["POST", "DELETE", "PUT"])
async def test_the_agent_may_only_look(ask_server, method, jp_serverapp):
    for path in ("kernels", "sessions", "terminals"):
        assert (await ask_server(f"/api/{path}", method=method, body='{"name": "python3"}'))[0] == 405
    assert list(jp_serverapp.kernel_manager.list_kernel_ids()) == []


@pytest.mark.parametrize("path", ["/api/contents", "/api/config/x", "/api/me", "/studiolo/api/echo", "/files/x", "/"])
async def test_nothing_else_of_the_server_is_there(ask_server, path):
    assert (await ask_server(path))[0] == 404


async def test_the_agents_token_lets_nobody_into_the_server(ask, ready, http_server_client, jp_base_url):
    await ready()
    token = (await ask("echo")).json["startup"]["server"]["token"]
    for headers in ({"Authorization": f"token {token}"}, {"Cookie": f"_xsrf={token}"}):
        answer = await http_server_client.fetch(f"{jp_base_url}api/kernels", headers=headers, raise_error=False)
        assert answer.code == 403
        assert (await ask("echo", headers=headers)).status == 403


async def test_asking_is_no_activity_of_the_user_and_sets_no_cookie(ask_server, jp_fetch):
    await ask_server("/api/status")

    async def last_activity():
        return json.loads((await jp_fetch("api", "status")).body)["last_activity"]

    before = await last_activity()
    for path in ("kernels", "sessions", "terminals", "kernelspecs"):
        _, head, _ = await ask_server(f"/api/{path}")
        assert "set-cookie" not in head.lower()
    assert await last_activity() == before
