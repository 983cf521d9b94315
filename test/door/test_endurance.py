"""What a door must bear: many at a time, slow ones, and requests within requests."""

import asyncio
import os

import pytest
from tornado.web import create_signed_value


@pytest.fixture
def dial(jp_http_port, jp_auth_header):
    """Opens a connection to the server and writes to it as it is."""
    streams = []

    async def open_and_write(*parts):
        reader, writer = await asyncio.open_connection("127.0.0.1", jp_http_port)
        streams.append(writer)
        head = f"Host: localhost\r\nAuthorization: {jp_auth_header['Authorization']}\r\n"
        writer.write("".join(parts).replace("HEAD\r\n", head).encode())
        await writer.drain()
        return reader

    yield open_and_write
    for writer in streams:
        writer.close()


async def asked(ask):
    """How many requests have reached the agent, this one among them."""
    return (await ask("count")).json


async def test_300_bodies_that_never_end_keep_nobody_else_from_being_answered(ask, ready, dial, jp_base_url):
    await ready()
    before = await asked(ask)
    line = f"POST {jp_base_url}studiolo/api/echo HTTP/1.1\r\nHEAD\r\n"
    await asyncio.gather(*(dial(line, "Content-Length: 1000\r\n\r\n{") for _ in range(300)))
    assert (await ask("echo")).status == 200
    assert await asked(ask) == before + 2


async def test_after_hundreds_of_requests_nothing_is_left_open(ask, ready):
    await ready()

    async def some(count):
        answers = await asyncio.gather(*(ask("echo", method="POST", body="{}") for _ in range(count)))
        assert {answer.status for answer in answers} == {200}

    def sockets():
        links = []
        for name in os.listdir("/proc/self/fd"):
            try:
                links.append(os.readlink(f"/proc/self/fd/{name}"))
            except FileNotFoundError:
                continue
        return sum(link.startswith("socket:") for link in links)

    await some(50)
    before = sockets()
    for _ in range(8):
        await some(50)
    assert sockets() <= before + 5


SMUGGLED = "GET BASEstudiolo/api/smuggled HTTP/1.1\r\nHEAD\r\n\r\n"


@pytest.mark.parametrize(
    "request_of_two",
    [
        # Two lengths, of which one ends the body before the second request.
        "POST BASEstudiolo/api/echo HTTP/1.1\r\nHEAD\r\nContent-Length: 2\r\nContent-Length: 200\r\n\r\n{}" + SMUGGLED,
        "POST BASEstudiolo/api/echo HTTP/1.1\r\nHEAD\r\nContent-Length: 200\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        "POST BASEstudiolo/api/echo HTTP/1.1\r\nHEAD\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
        # Ends of line in the path and the query, as the agent would read them.
        "GET BASEstudiolo/api/echo%20HTTP/1.1%0d%0aHost:%20x%0d%0a%0d%0aGET%20/api/smuggled HTTP/1.1\r\nHEAD\r\n\r\n",
        "GET BASEstudiolo/api/echo?a=b%20HTTP/1.1%0d%0a%0d%0aGET%20/api/smuggled HTTP/1.1\r\nHEAD\r\n\r\n",
    ],
    ids=["two lengths", "length and chunks", "odd chunks", "in the path", "in the query"],
)
async def test_no_request_reaches_the_agent_within_another(ask, ready, dial, jp_base_url, request_of_two):
    await ready()
    text = request_of_two.replace("HEAD\r\nC", "HEAD\r\nConnection: close\r\nC").replace("BASE", jp_base_url)
    # Not authenticated, the second would not be passed on by the door: it could only be by having been hidden.
    outer, _, inner = text.partition("HTTP/1.1\r\nHEAD\r\n")
    reader = await dial(outer, "HTTP/1.1\r\nHEAD\r\n", inner.replace("HEAD\r\n", "Host: localhost\r\n"))
    await asyncio.wait_for(reader.readline(), 20)
    assert (await ask("echo")).status == 200
    assert all("smuggled" not in path.split("?")[0].split("%")[0] for path in (await ask("paths")).json)


async def test_credentials_of_another_server_open_nothing(ask, ready, jp_serverapp, http_server_port):
    await ready()
    name = f"username-localhost-{http_server_port[1]}"
    foreign = create_signed_value(b"the secret of another server", name, '{"username": "eve"}').decode()
    for headers in (
        {"Cookie": f"{name}={foreign}"},
        {"Authorization": "token " + "0" * 48},
        {"Authorization": "Basic eDp5"},
    ):
        for method, body in (("GET", None), ("POST", "{}")):
            answer = await ask("echo", headers=headers, method=method, body=body)
            assert answer.status == 403
            assert answer.failure["code"] == "failed"
