"""What goes over a line, byte for byte, and what is taken for an answer."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp.http_exceptions import HttpProcessingError

from bot.tg.line import Line

TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=5)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"


class Server:
    """Answers each request with the next of some answers, and then hangs up where that is said."""

    def __init__(self, *answers: bytes, hangs_up: bool = False) -> None:
        self.answers = list(answers)
        self.requests: list[str] = []
        self.connections = 0
        self.url = ""
        self.asked = asyncio.Event()
        self.answering = asyncio.Event()
        self.answering.set()
        self._hangs_up = hangs_up
        self.afterwards = b""
        """What is sent after the next answer, though nobody asked for it."""
        self.reads_heads_only = False
        self.pause = 0.0
        """Seconds between the head of a request and the reading of its body."""
        self.begun, self.ended = asyncio.Event(), asyncio.Event()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with a connection until it is closed."""
        self.connections += 1
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            length = int(head.partition("Content-Length: ")[2].partition("\r\n")[0])
            self.begun.set()
            await asyncio.sleep(self.pause)
            body = b"" if self.reads_heads_only else await reader.readexactly(length)
            self.requests.append(head + body.decode())
            self.asked.set()
            await self.answering.wait()
            writer.write(self.answers.pop(0))
            await writer.drain()
            if self.afterwards:
                await asyncio.sleep(0.05)
                writer.write(self.afterwards)
                self.afterwards = b""
            if self._hangs_up:
                writer.close()


@asynccontextmanager
async def serving(*answers: bytes, host: str = "127.0.0.1", hangs_up: bool = False) -> AsyncIterator[Server]:
    """Have a server that gives some answers, one after the other."""
    server = Server(*answers, hangs_up=hangs_up)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await server.handle(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
        finally:
            server.ended.set()

    listening = await asyncio.start_server(handle, host, 0)
    address = f"[{host}]" if ":" in host else host
    server.url = f"http://{address}:{listening.sockets[0].getsockname()[1]}"
    async with listening:
        yield server


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """A line of one connection."""
    line = Line(1, "Ally")
    yield line
    await line.close()


async def exchange(line: Line, url: str, body: Any = b"{}", begin: Callable[[], None] = lambda: None) -> Any:
    """Post something."""
    return await line.exchange("POST", url, body, TIMEOUT, begin)


async def test_json_goes_out_as_it_is_under_a_head_that_says_no_more_than_it_must(line: Line) -> None:
    async with serving(HEAD + b"ok") as server:
        assert await exchange(line, f"{server.url}/bot1:A/ñ?a=b#c", '{"text":"ñ"}'.encode()) == (200, b"ok")
    assert server.requests == [
        f"POST /bot1:A/%C3%B1?a=b HTTP/1.1\r\nHost: {server.url[7:]}\r\nUser-Agent: Ally\r\n"
        'Content-Type: application/json\r\nContent-Length: 13\r\n\r\n{"text":"ñ"}'
    ]


async def test_fields_go_out_as_a_form(line: Line) -> None:
    async with serving(HEAD + b"ok", HEAD + b"ok") as server:
        await exchange(line, server.url, {"text": "a & ñ"})
        await exchange(line, server.url, {})
    kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
    assert [request.partition("Ally\r\n")[2] for request in server.requests] == [
        f"{kind}17\r\n\r\ntext=a+%26+%C3%B1",
        f"{kind}0\r\n\r\n",
    ]


async def test_a_server_with_an_address_of_ipv6_is_named_in_brackets(
    line: Line, unavailable: Callable[[str], None]
) -> None:
    try:
        async with serving(HEAD + b"ok", host="::1") as server:
            await exchange(line, server.url)
    except OSError:
        unavailable("this machine has no IPv6")
    assert f"\r\nHost: {server.url[7:]}\r\n" in server.requests[0]


@pytest.mark.parametrize(
    ("answer", "status", "body"),
    [
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + HEAD + b"ok", 200, b"ok"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n", 200, b"ok"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\n{}", 429, b"{}"),
        (b"HTTP/1.1 307 Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", 307, b""),
    ],
)
async def test_an_answer_is_read_to_its_end_and_the_connection_kept(
    line: Line, answer: bytes, status: int, body: bytes
) -> None:
    async with serving(answer, HEAD + b"ok") as server:
        assert await exchange(line, server.url) == (status, body)
        assert await exchange(line, server.url) == (200, b"ok")
        assert (len(server.requests), server.connections) == (2, 1)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    ],
)
async def test_a_connection_that_is_not_to_be_used_again_is_not(line: Line, answer: bytes) -> None:
    async with serving(answer, HEAD + b"ok") as server:
        assert await exchange(line, server.url) == (200, b"ok")
        assert await exchange(line, server.url) == (200, b"ok")
        assert server.connections == 2


async def test_an_answer_without_a_length_ends_where_the_server_hangs_up(line: Line) -> None:
    async with serving(b"HTTP/1.1 200 OK\r\n\r\nok, to its end", hangs_up=True) as server:
        assert await exchange(line, server.url) == (200, b"ok, to its end")


async def test_what_comes_after_nobody_waits_is_not_taken_for_the_next_answer(line: Line) -> None:
    async with serving(HEAD + b"no", HEAD + b"ok") as server:
        server.answering.clear()
        waiting = asyncio.create_task(exchange(line, server.url))
        await server.asked.wait()
        waiting.cancel()
        await asyncio.wait([waiting])
        server.answering.set()
        assert await exchange(line, server.url) == (200, b"ok")
        assert (waiting.cancelled(), server.connections) == (True, 2)


async def test_what_came_before_anybody_asked_is_not_taken_for_an_answer(line: Line) -> None:
    stale = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"
    async with serving(HEAD + b"ok", HEAD + b"ok") as server:
        server.afterwards = stale
        assert await exchange(line, server.url) == (200, b"ok")
        await asyncio.sleep(0.2)
        assert await exchange(line, server.url) == (200, b"ok")
        assert server.connections == 2


async def test_after_an_upload_was_refused_nobody_waits_behind_it(line: Line) -> None:
    refused = b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"
    async with serving(refused, HEAD + b"ok") as server:
        server.reads_heads_only = True
        assert await exchange(line, server.url, bytes(20_000_000)) == (413, b"")
        assert await exchange(line, server.url, b"") == (200, b"ok")
        assert server.connections == 2


async def test_what_is_given_up_is_not_sent_to_its_end(line: Line) -> None:
    size = 20_000_000
    async with serving() as server:
        server.pause = 0.2
        sending = asyncio.create_task(exchange(line, server.url, bytes(size)))
        await server.begun.wait()
        sending.cancel()
        await asyncio.wait([sending])
        await server.ended.wait()
        assert server.requests == []


async def test_what_is_no_http_is_an_error_and_the_connection_is_closed(line: Line) -> None:
    async with serving(b"220 mail.example ESMTP\r\n\r\n", HEAD + b"ok") as server:
        with pytest.raises((aiohttp.ClientError, HttpProcessingError)):
            await exchange(line, server.url)
        assert await exchange(line, server.url) == (200, b"ok")
        assert server.connections == 2


async def test_a_connection_that_is_closed_as_soon_as_it_is_open_is_an_error(line: Line) -> None:
    async with serving(HEAD + b"ok", HEAD + b"ok") as server:
        await exchange(line, server.url)

        def closed() -> None:
            (protocol,) = line._connector._acquired
            protocol.abort()

        with pytest.raises(aiohttp.ClientConnectionResetError):
            await exchange(line, server.url, begin=closed)
        assert len(server.requests) == 1
        assert await exchange(line, server.url) == (200, b"ok")


async def test_a_proxy_of_plain_http_is_asked_for_the_whole_address_and_told_the_password(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(HEAD + b"ok", HEAD + b"ok") as server:
        monkeypatch.setenv("HTTP_PROXY", server.url.replace("http://", "http://ally:s%40cret@"))
        for _ in range(2):
            assert await exchange(line, "http://telegram.example/bot1:A/getMe") == (200, b"ok")
    (asked,) = {request.partition("User-Agent")[0] for request in server.requests}
    assert asked == (
        "POST http://telegram.example/bot1:A/getMe HTTP/1.1\r\nHost: telegram.example\r\n"
        f"Proxy-Authorization: Basic {b64encode(b'ally:s@cret').decode()}\r\n"
    )
    assert server.connections == 1
