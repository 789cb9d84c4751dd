"""Random bytes, random JSON, updates that came to harm and random headers, at the real server over real sockets."""

import asyncio
import io
import json
import logging
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import logs
from bot.web import connections, http, webhook
from bot.web.webhook import SECRET_HEADER
from tests.reached.reaching import EMPTY_200, KNOWN, TYPE, Reached, encoded, reached

USUAL = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
UPDATES: tuple[dict[str, Any], ...] = (
    {
        "update_id": 1,
        "message": {
            "message_id": 1,
            "date": 1_700_000_000,
            "chat": {"id": 5, "type": "private", "first_name": "Ana"},
            "from": {"id": 5, "is_bot": False, "first_name": "Ana", "language_code": "es"},
            "text": "/start ¡hola! 🌐",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        },
    },
    {
        "update_id": 2,
        "callback_query": {
            "id": "1",
            "from": {"id": 5, "is_bot": False, "first_name": "Ana"},
            "chat_instance": "1",
            "data": "es:r/workforce",
            "message": {"message_id": 1, "date": 0, "chat": {"id": -100, "type": "supergroup", "title": "G"}},
        },
    },
    {
        "update_id": 3,
        "inline_query": {"id": "1", "from": {"id": 5, "first_name": "Ana"}, "query": "siemens", "offset": ""},
    },
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
tokens = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)
header_values = st.binary(max_size=60).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b""))
NAMES = (
    *("Accept", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Cookie", "Expect", "Forwarded"),
    *("Host", "Range", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "X-Forwarded-For", SECRET_HEADER),
)
VALUES = (
    b"chunked",
    b"100-continue",
    b"upgrade",
    b"websocket",
    b"close",
    b"0",
    b"-1",
    b"5",
    b"gzip",
    b"application/json",
)
headers = st.dictionaries(st.sampled_from(NAMES) | tokens, header_values | st.sampled_from(VALUES), max_size=5)


@st.composite
def harmed_updates(draw: st.DrawFn) -> bytes:
    """Take a real update and do harm to some of its bytes, or put something else in the place of a value."""
    update = json.loads(json.dumps(draw(st.sampled_from(UPDATES))))
    place: Any = update
    while draw(st.booleans()) and isinstance(place, dict) and place:
        key = draw(st.sampled_from(sorted(place)))
        if not isinstance(place[key], dict) or draw(st.booleans()):
            place[key] = draw(json_values)
            break
        place = place[key]
    body = bytearray(json.dumps(update, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass"))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(body) - 1))
        body[at : at + draw(st.integers(0, 2))] = draw(st.binary(max_size=3))
    return bytes(body)


bodies = st.one_of(
    st.binary(max_size=200),
    json_values.map(lambda value: json.dumps(value).encode()),
    json_values.map(lambda value: json.dumps({"update_id": 4, "message": value}).encode()),
    harmed_updates(),
)


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that is logged."""
    stream, root = io.StringIO(), logging.getLogger()
    level = root.level
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(root, "handlers", [])
    logs.configure(terminal=False)
    yield stream
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def shaken(monkeypatch: pytest.MonkeyPatch, errors: io.StringIO) -> AsyncIterator[Reached]:
    """A bot that soon hangs up, takes an update as ever after all that, and has logged no mistake of its own."""
    async with reached() as at:
        with monkeypatch.context() as hasty:
            for module, name in (
                (connections, "HEAD_SECONDS"),
                (connections, "IDLE_SECONDS"),
                (webhook, "BODY_SECONDS"),
                (http, "PARTING_SECONDS"),
            ):
                hasty.setattr(module, name, 0.03)
            yield at
        assert await at.post(encoded()) == EMPTY_200
    assert [line for line in errors.getvalue().splitlines() if "requests were turned away" not in line] == []


async def statuses(at: Reached, sent: bytes) -> list[int]:
    """Send bytes and no more, and give the status of each answer until the bot hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", at.port)
    received = b""
    with suppress(ConnectionError):
        writer.write(sent)
        async with asyncio.timeout(5):
            received = await reader.read()
    writer.transport.abort()
    return [int(status) for status in re.findall(rb"HTTP/\d\.\d (\d{3}) ", received)]


def posted(body: bytes, *lines: bytes, length: int | None = None) -> bytes:
    """Write a request as Telegram does, with more headers."""
    usual = (b"POST /webhook HTTP/1.1", b"Host: bot", b"Content-Length: %d" % (len(body) if length is None else length))
    return b"\r\n".join((*usual, *lines, b"", b"")) + body


CLOSED = b"Connection: close"
LIKE_TELEGRAMS = (KNOWN.encode(), TYPE.encode())


@USUAL
@given(sent=st.binary(max_size=500))
async def test_random_bytes(shaken: Reached, sent: bytes) -> None:
    assert [status for status in await statuses(shaken, sent) if status >= 500] == []


@USUAL
@given(body=bodies)
async def test_random_bodies(shaken: Reached, body: bytes) -> None:
    assert set(await statuses(shaken, posted(body, *LIKE_TELEGRAMS, CLOSED))) <= {200, 400}


@USUAL
@given(body=bodies, given=headers, length=st.none() | st.integers(0, 300), is_known=st.booleans())
async def test_random_headers(
    shaken: Reached, body: bytes, given: dict[str, bytes], length: int | None, is_known: bool
) -> None:
    lines = [name.encode() + b": " + value for name, value in given.items()]
    sent = posted(body, *(LIKE_TELEGRAMS if is_known else ()), *lines, length=length)
    assert [status for status in await statuses(shaken, sent) if status >= 500] == []


METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS", "CONNECT", "TRACE", "PRI", "SEARCH")
paths = (
    st.sampled_from(
        (
            b"/",
            b"*",
            b"//",
            b"/%zz",
            b"/webhook?%ff",
            b"/../healthz",
            b"http://[::1]:x/",
            b"bot:443",
            b"/ /",
            b"\r\n\r\n",
            b"\nA:",
        )
    )
    | tokens.map(lambda path: f"/{path}".encode())
    | st.binary(max_size=40)
)


@USUAL
@given(method=st.sampled_from(METHODS) | tokens, path=paths, version=st.sampled_from((b"1.1", b"1.1", b"1.0", b"2.0")))
async def test_random_request_lines(shaken: Reached, method: str, path: bytes, version: bytes) -> None:
    sent = b"%s %s HTTP/%s\r\nHost: bot\r\nConnection: close\r\n\r\n" % (method.encode(), path, version)
    assert [status for status in await statuses(shaken, sent) if status >= 500] == []


@USUAL
@given(
    body=bodies, chunks=st.lists(st.binary(max_size=20), max_size=4), sizes=st.lists(st.binary(max_size=4), max_size=4)
)
async def test_random_chunks(shaken: Reached, body: bytes, chunks: list[bytes], sizes: list[bytes]) -> None:
    written = [b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in (body, *chunks)]
    sent = b"".join((*written, *(size + b"\r\n" for size in sizes), b"0\r\n\r\n"))
    head = b"\r\n".join(
        (b"POST /webhook HTTP/1.1", b"Host: bot", *LIKE_TELEGRAMS, b"Transfer-Encoding: chunked", CLOSED)
    )
    assert set(await statuses(shaken, head + b"\r\n\r\n" + sent)) <= {200, 400, 408}


@USUAL
@given(requests=st.lists(st.tuples(bodies, st.booleans()), min_size=2, max_size=5))
async def test_random_requests_on_one_connection(shaken: Reached, requests: list[tuple[bytes, bool]]) -> None:
    sent = b"".join(posted(body, *(LIKE_TELEGRAMS if is_known else ())) for body, is_known in requests)
    assert set(await statuses(shaken, sent)) <= {200, 400, 403}
