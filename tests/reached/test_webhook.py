"""The webhook and the health checks over real sockets, as Telegram, a stranger and a monitor meet them."""

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import structlog
from aiohttp.test_utils import unused_port

from bot.errors import StartError
from bot.web import health, server, webhook
from bot.web.server import serving
from bot.web.webhook import BODY_BYTES, SECRET_HEADER, Webhook

SECRET = "a-good_Secret-123"
UPDATE = {"update_id": 7, "message": {"message_id": 1, "text": "¡Hola!"}}
TYPE = "Content-Type: application/json"
KNOWN = f"{SECRET_HEADER}: {SECRET}"


@dataclass
class Bot:
    """What updates are handed to: it keeps them, and deals with them only while it is let."""

    updates: list[dict[str, Any]] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    given: asyncio.Event = field(default_factory=asyncio.Event)
    let: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None

    async def deliver(self, update: dict[str, Any]) -> None:
        """Deal with one update."""
        self.updates.append(update)
        self.given.set()
        await self.let.wait()
        if self.error:
            raise self.error
        self.done.append(update["update_id"])


@dataclass(frozen=True)
class Reached:
    """A bot behind a webhook, at a port."""

    port: int
    bot: Bot
    webhook: Webhook

    async def post(self, body: bytes | AsyncIterator[bytes], **headers: str) -> "Answer":
        """Send a body as Telegram sends an update, unless headers say otherwise."""
        usual = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
        sent = {name: value for name, value in (usual | headers).items() if value}
        url = f"http://127.0.0.1:{self.port}/webhook"
        data = io.BytesIO(body) if isinstance(body, bytes) else body  # aiohttp warns of large bodies given as bytes
        async with aiohttp.ClientSession() as session, session.post(url, data=data, headers=sent) as response:
            return Answer(response.status, await response.read(), dict(response.headers))

    async def raw(self, *lines: bytes | str, body: bytes = b"") -> "Answer":
        """Write a request as it stands, leave the connection open, and read the answer."""
        async with asyncio.timeout(5):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            head = b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
            writer.write(head + b"\r\nHost: bot\r\n\r\n" + body)
            try:
                return await _answer(reader)
            finally:
                writer.close()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(compare=False, default_factory=dict)


async def _answer(reader: asyncio.StreamReader) -> Answer:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Answer(int(first.split()[1]), await reader.readexactly(int(headers["Content-Length"])), headers)


@asynccontextmanager
async def reached(checks: Mapping[str, health.Check] | None = None) -> AsyncIterator[Reached]:
    """Have a webhook at a free port while the block lasts."""
    bot = Bot()
    bot.let.set()
    hook = Webhook(SECRET, bot.deliver)
    async with serving("127.0.0.1", 0, checks=checks or {}, webhook=hook, paths=["/webhook"]) as port:
        yield Reached(port, bot, hook)


@pytest.fixture
async def at() -> AsyncIterator[Reached]:
    """A bot behind a webhook."""
    async with reached() as one:
        yield one


def encoded(update: object = UPDATE) -> bytes:
    """Write an update as Telegram does."""
    return json.dumps(update, ensure_ascii=False).encode()


EMPTY_200, EMPTY_403 = Answer(200, b""), Answer(403, b"")

# Telegram


async def test_an_update_is_dealt_with_and_acknowledged_without_a_word(at: Reached) -> None:
    assert await at.post(encoded()) == EMPTY_200
    assert at.bot.updates == [UPDATE]


async def test_an_update_is_acknowledged_only_when_it_has_been_dealt_with(at: Reached) -> None:
    at.bot.let.clear()
    answer = asyncio.create_task(at.post(encoded()))
    await at.bot.given.wait()
    await asyncio.wait({answer}, timeout=0.1)
    assert (answer.done(), at.bot.done) == (False, [])
    at.bot.let.set()
    assert (await answer, at.bot.done) == (EMPTY_200, [7])


async def test_updates_are_dealt_with_at_the_same_time(at: Reached) -> None:
    at.bot.let.clear()
    answers = [asyncio.create_task(at.post(encoded({"update_id": number}))) for number in range(20)]
    async with asyncio.timeout(5):
        while len(at.bot.updates) < 20:
            at.bot.given.clear()
            await at.bot.given.wait()
    at.bot.let.set()
    assert await asyncio.gather(*answers) == [EMPTY_200] * 20


async def test_an_update_in_chunks_and_with_a_charset_is_understood(at: Reached) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for byte in encoded():
            yield bytes([byte])

    assert await at.post(chunks(), **{"Content-Type": "application/json; charset=utf-8"}) == EMPTY_200
    assert at.bot.updates == [UPDATE]


async def test_an_update_that_cannot_be_dealt_with_is_acknowledged_and_logged_once(at: Reached) -> None:
    at.bot.error = KeyError("a mistake of ours")
    with structlog.testing.capture_logs() as logs:
        assert await at.post(encoded()) == EMPTY_200
    assert logs == [
        {"event": "an update could not be dealt with", "update_id": 7, "log_level": "error", "exc_info": True}
    ]


async def test_an_update_is_dealt_with_although_telegram_hangs_up(at: Reached) -> None:
    at.bot.let.clear()
    impatient = asyncio.create_task(at.post(encoded()))
    await at.bot.given.wait()
    impatient.cancel()
    await asyncio.wait({impatient})
    at.bot.let.set()
    assert await at.post(encoded({"update_id": 8})) == EMPTY_200
    assert at.bot.done == [7, 8]


# Strangers


@pytest.mark.parametrize("secret", ["", "wrong", SECRET.upper(), SECRET[:-1], SECRET + "x"])
async def test_whoever_does_not_know_the_secret_is_turned_away_without_a_word(at: Reached, secret: str) -> None:
    assert await at.post(encoded(), **{SECRET_HEADER: secret}) == EMPTY_403
    assert at.bot.updates == []


@pytest.mark.parametrize("secret", [b"\xff\xfe", "señal".encode(), "señal".encode("latin-1")])
async def test_a_secret_of_strange_bytes_is_only_wrong(at: Reached, secret: bytes) -> None:
    header = SECRET_HEADER.encode() + b": " + secret
    assert await at.raw("POST /webhook HTTP/1.1", header, TYPE, "Content-Length: 2", body=b"{}") == EMPTY_403


async def test_a_stranger_is_turned_away_before_the_body_is_read(at: Reached) -> None:
    assert await at.raw("POST /webhook HTTP/1.1", TYPE, "Content-Length: 1000") == EMPTY_403


async def test_a_stranger_learns_nothing_of_what_else_is_wrong(at: Reached) -> None:
    at.webhook.close()
    assert await at.post(b"{broken", **{SECRET_HEADER: "wrong", "Content-Type": "text/plain"}) == EMPTY_403


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
async def test_an_update_is_only_posted(at: Reached, method: str) -> None:
    assert (await at.raw(f"{method} /webhook HTTP/1.1", KNOWN)).status == 405


async def test_strangers_learn_neither_versions_nor_reasons(at: Reached) -> None:
    async with aiohttp.ClientSession() as session:
        for method, path in (("GET", "/nowhere"), ("PUT", "/webhook"), ("POST", "/webhook"), ("GET", "/healthz")):
            async with session.request(method, f"http://127.0.0.1:{at.port}{path}") as response:
                assert response.headers["Server"] == "bot"
                assert path == "/healthz" or await response.read() == b""


async def test_there_is_nothing_elsewhere(at: Reached) -> None:
    assert (await at.raw("POST /other HTTP/1.1", KNOWN, TYPE, "Content-Length: 2", body=b"{}")).status == 404


# What is no update


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"])
async def test_what_is_not_called_json_is_of_the_wrong_type(at: Reached, kind: str) -> None:
    assert await at.post(encoded(), **{"Content-Type": kind}) == Answer(415, b"")
    assert at.bot.updates == []


async def test_what_does_not_say_its_type_is_of_the_wrong_type(at: Reached) -> None:
    assert await at.raw("POST /webhook HTTP/1.1", KNOWN, "Content-Length: 2", body=b"{}") == Answer(415, b"")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{broken",
        b"\xff\xfe\xfd",
        b"[]",
        b"7",
        b"null",
        b'"update_id"',
        b"{}",
        b'{"update_id": null}',
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": 7.0}',
        b"[" * 100_000,
        b'{"update_id": 7, "message": ' + b'{"m": ' * 100_000,
        b'{"update_id": ' + b"7" * 5000 + b"}",
    ],
    ids=lambda body: body[:30].decode(errors="replace"),
)
async def test_what_is_no_update_is_a_bad_request(at: Reached, body: bytes) -> None:
    assert await at.post(body) == Answer(400, b"")
    assert at.bot.updates == []


async def test_what_is_larger_than_any_update_is_refused(at: Reached) -> None:
    assert await at.post(encoded({"update_id": 7, "text": "x" * BODY_BYTES})) == Answer(413, b"")
    assert at.bot.updates == []


async def test_what_announces_to_be_larger_than_any_update_is_not_waited_for(at: Reached) -> None:
    head = ("POST /webhook HTTP/1.1", KNOWN, TYPE, f"Content-Length: {BODY_BYTES + 1}")
    assert await at.raw(*head) == Answer(413, b"")


async def test_what_turns_out_to_be_larger_than_any_update_is_refused(at: Reached) -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    head = ("POST /webhook HTTP/1.1", KNOWN, TYPE, "Transfer-Encoding: chunked")
    assert await at.raw(*head, body=chunk * (BODY_BYTES // 0x10000 + 1)) == Answer(413, b"")


async def test_the_largest_update_is_taken(at: Reached) -> None:
    update = {"update_id": 7, "text": ""}
    update["text"] = "x" * (BODY_BYTES - len(encoded(update)) - 1)
    assert await at.post(encoded(update)) == EMPTY_200
    assert at.bot.updates == [update]


async def test_a_body_that_takes_too_long_is_given_up(at: Reached, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.05)
    head = ("POST /webhook HTTP/1.1", KNOWN, TYPE, "Content-Length: 100")
    assert await at.raw(*head, body=b'{"update_id"') == Answer(408, b"")


@pytest.mark.parametrize(
    ("header", "body"),
    [("Transfer-Encoding: chunked", b"no length\r\n"), ("Content-Length: 3\r\nContent-Encoding: gzip", b"abc")],
    ids=["chunks without a length", "gzip that is none"],
)
async def test_a_body_that_cannot_be_read_is_a_bad_request(at: Reached, header: str, body: bytes) -> None:
    assert (await at.raw("POST /webhook HTTP/1.1", KNOWN, TYPE, header, body=body)).status == 400
    assert at.bot.updates == []


async def test_a_body_that_breaks_off_is_no_update_and_no_fault_of_ours(
    at: Reached, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", at.port)
    head = ("POST /webhook HTTP/1.1", "Host: bot", KNOWN, TYPE, "Content-Length: 100", "", "")
    writer.write("\r\n".join(head).encode() + encoded())
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.close()
    assert await at.post(encoded({"update_id": 8})) == EMPTY_200
    assert (at.bot.done, caplog.text) == ([8], "")


async def test_after_all_that_the_next_update_is_taken(at: Reached) -> None:
    for body in (b"", b"{broken", b"[" * 100_000, b"x" * (BODY_BYTES + 1)):
        await at.post(body)
    assert await at.post(encoded()) == EMPTY_200


# Going down


async def test_while_closing_telegram_is_asked_to_come_back(at: Reached) -> None:
    at.webhook.close()
    answer = await at.post(encoded())
    assert (answer, answer.headers["Retry-After"]) == (Answer(503, b""), "2")
    assert at.bot.updates == []


async def test_the_end_of_the_block_waits_for_the_update_under_way_and_takes_no_other() -> None:
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(reached())
        at.bot.let.clear()
        answer = asyncio.create_task(at.post(encoded()))
        await at.bot.given.wait()
        ending = asyncio.create_task(stack.pop_all().aclose())
        await asyncio.wait({answer, ending}, timeout=0.1)
        assert (answer.done(), ending.done()) == (False, False)
        refusal = await at.post(encoded({"update_id": 8}))
        assert (refusal, refusal.headers["Retry-After"]) == (Answer(503, b""), "2")
        at.bot.let.set()
        assert await answer == EMPTY_200
        await ending
        assert at.bot.done == [7]
        with pytest.raises(aiohttp.ClientConnectorError):
            await at.post(encoded({"update_id": 9}))


async def test_while_the_last_updates_are_finished_the_bot_is_alive_but_not_ready() -> None:
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(reached({"store": well}))
        at.bot.let.clear()
        answer = asyncio.create_task(at.post(encoded()))
        await at.bot.given.wait()
        ending = asyncio.create_task(stack.pop_all().aclose())
        await asyncio.wait({ending}, timeout=0.1)
        async with aiohttp.ClientSession(f"http://127.0.0.1:{at.port}") as session:
            async with session.get("/readyz") as response:
                assert (response.status, await response.json()) == (503, {"status": "stopping"})
            async with session.get("/healthz") as response:
                assert response.status == 200
        at.bot.let.set()
        assert await answer == EMPTY_200
        await ending


async def test_the_end_of_the_block_closes_the_webhook_first() -> None:
    async with reached() as at:
        pass
    async with serving("127.0.0.1", 0, checks={}, webhook=at.webhook, paths=["/webhook"]) as port:
        assert (await Reached(port, at.bot, at.webhook).post(encoded())).status == 503


async def test_an_update_that_never_ends_does_not_keep_the_bot_from_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SHUTDOWN_SECONDS", 0.1)
    started = time.monotonic()
    async with reached() as at:
        at.bot.let.clear()
        answer = asyncio.create_task(at.post(encoded()))
        await at.bot.given.wait()
    assert (time.monotonic() - started < 2, at.bot.done) == (True, [])
    with pytest.raises(aiohttp.ClientError):
        await answer


async def test_what_goes_wrong_inside_the_block_comes_out_of_it_unchanged() -> None:
    mishap = OSError(98, "nothing to do with a port")
    with pytest.raises(OSError, match="nothing to do with a port") as caught:
        async with reached():
            raise mishap
    assert caught.value is mishap


async def test_a_port_that_is_taken_is_said_with_the_way_out(at: Reached) -> None:
    with pytest.raises(StartError) as caught:
        async with serving("127.0.0.1", at.port, checks={}):
            pass
    assert str(caught.value) == (
        f"cannot listen on 127.0.0.1:{at.port} (address already in use); free it, or set HOST and PORT"
    )


async def test_a_host_that_is_not_ours_is_said_with_the_way_out() -> None:
    port = unused_port()
    with pytest.raises(StartError) as caught:
        async with serving("192.0.2.1", port, checks={}):
            pass
    assert str(caught.value) == (
        f"cannot listen on 192.0.2.1:{port} (cannot assign requested address); free it, or set HOST and PORT"
    )


# Monitors


async def well() -> None:
    """A part that is well."""


async def failing() -> None:
    """A part that is not."""
    raise ConnectionError("postgresql://someone:hunter2@db.example.org")


async def hanging() -> None:
    """A part that never says."""
    await asyncio.Event().wait()


async def asked(path: str, checks: Mapping[str, Callable[[], Awaitable[None]]]) -> tuple[int, object]:
    """Ask as a monitor does, and give the status and what the JSON says."""
    async with (
        asyncio.timeout(5),
        reached(checks) as at,
        aiohttp.ClientSession(f"http://127.0.0.1:{at.port}") as session,
        session.get(path) as response,
    ):
        return response.status, await response.json()


async def test_a_process_that_answers_is_alive_whatever_its_parts_do() -> None:
    assert await asked("/healthz", {"store": failing, "other": hanging}) == (200, {"status": "alive"})


async def test_a_bot_without_checks_is_ready() -> None:
    assert await asked("/readyz", {}) == (200, {"status": "ready"})


async def test_a_bot_whose_parts_are_well_is_ready() -> None:
    assert await asked("/readyz", {"store": well, "other": well}) == (
        200,
        {"status": "ready", "store": "ok", "other": "ok"},
    )


async def test_a_bot_with_a_part_that_fails_is_not_ready_and_says_which_but_not_why() -> None:
    assert await asked("/readyz", {"store": failing, "other": well}) == (
        503,
        {"status": "not ready", "store": "failing", "other": "ok"},
    )


async def test_parts_that_hang_are_given_up_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.2)
    started = time.monotonic()
    answer = await asked("/readyz", {f"part{number}": hanging for number in range(5)} | {"store": well})
    assert answer == (
        503,
        {"status": "not ready", **{f"part{number}": "failing" for number in range(5)}, "store": "ok"},
    )
    assert time.monotonic() - started < 0.9


def test_a_monitor_is_answered_in_the_time_that_monitors_give() -> None:
    assert health.CHECK_SECONDS <= 2.5
