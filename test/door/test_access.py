"""Who gets past the door."""

import json
from http.cookies import SimpleCookie

import pytest
from jupyter_server.auth.authorizer import Authorizer


@pytest.fixture
def cookies(ask, http_server_client, jp_base_url, jp_auth_header):
    """What a browser that has logged in sends: the cookies, and the value of `_xsrf` among them."""

    async def log_in():
        jar = SimpleCookie()
        for path, headers in (("login", {}), ("api/status", jp_auth_header)):
            response = await http_server_client.fetch(f"{jp_base_url}{path}", headers=headers)
            for line in response.headers.get_list("Set-Cookie"):
                jar.load(line)
        return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items()), jar["_xsrf"].value

    return log_in


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "token wrong"}], ids=["no token", "a wrong token"])
async def test_without_the_token_nobody_gets_in(ask, ready, method, headers):
    await ready()
    answer = await ask("echo", headers=headers, method=method, body="{}" if method == "POST" else None)
    assert answer.status == 403
    assert answer.failure["code"] == "failed"
    assert answer.failure["notice"]["message"]["code"] == "server-refuses"


async def test_a_cookie_lets_look(ask, ready, cookies):
    await ready()
    cookie, _ = await cookies()
    assert (await ask("echo", headers={"Cookie": cookie})).status == 200


async def test_a_cookie_alone_does_not_let_act(ask, ready, cookies):
    await ready()
    cookie, _ = await cookies()
    answer = await ask("echo", headers={"Cookie": cookie}, method="POST", body="{}")
    assert answer.status == 403
    assert "_xsrf" in answer.failure["notice"]["message"]["values"]["why"]


async def test_a_cookie_with_its_xsrf_token_lets_act(ask, ready, cookies):
    await ready()
    cookie, xsrf = await cookies()
    answer = await ask("echo", headers={"Cookie": cookie, "X-XSRFToken": xsrf}, method="POST", body="{}")
    assert answer.status == 200
    assert answer.json["method"] == "POST"


async def test_cookies_and_tokens_stay_in_the_server(ask, ready, cookies, jp_serverapp):
    await ready()
    cookie, xsrf = await cookies()
    token = jp_serverapp.identity_provider.token
    headers = {"Cookie": cookie, "X-XSRFToken": xsrf, "Authorization": f"token {token}"}
    answer = await ask("echo", headers=headers, params={"token": token, "fresh": "apps"}, method="POST", body="{}")
    passed = {name: answer.json[name] for name in ("headers", "url", "body")}
    assert token not in json.dumps(passed)
    assert xsrf not in json.dumps(passed)
    assert set(passed["headers"]) <= {"host", "connection", "content-type", "content-length", "user-agent"}
    assert passed["url"] == "/api/echo?fresh=apps"


class OnlyLook(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != "studiolo" or action == "read"


class TestAServerWhoseAuthorizerLetsOnlyLook:
    @pytest.fixture
    def jp_server_config(self, jp_server_config):
        jp_server_config["ServerApp"]["authorizer_class"] = OnlyLook
        return jp_server_config

    async def test_looking_is_allowed(self, ask, ready):
        await ready()
        assert (await ask("echo")).status == 200

    async def test_acting_is_refused(self, ask, ready):
        await ready()
        answer = await ask("echo", method="POST", body="{}")
        assert answer.status == 403
        assert "not authorized to write on resource: studiolo" in answer.failure["notice"]["message"]["values"]["why"]
