"""The webhook and the health checks over real sockets, as Telegram, a stranger and a monitor meet them."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from email.utils import parsedate_to_datetime

import aiohttp
import pytest
import structlog
from aiohttp.test_utils import unused_port

from bot.errors import StartError
from bot.web import health, server, updates, webhook
from bot.web.server import serving
from bot.web.webhook import BODY_BYTES, SECRET_HEADER
from tests.reached.reaching import (
    EMPTY_200,
    EMPTY_403,
    KNOWN,
    SECRET,
    TYPE,
    UPDATE,
    Answer,
    Reached,
    Said,
    answer,
    encoded,
    reached,
)

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


async def test_a_call_goes_out_in_the_answer_once(at: Reached) -> None:
    at.bot.reply = Said()
    first, second = await at.post(encoded()), await at.post(encoded({"update_id": 8}))
    assert (first.body, first.headers["Content-Type"]) == (b'{"method":"answerCallbackQuery"}', "application/json")
    assert second == EMPTY_200
    assert at.bot.reply.called == 0


async def test_a_call_for_which_nobody_waits_any_more_goes_out_by_itself(at: Reached) -> None:
    at.bot.reply = Said()
    at.bot.let.clear()
    impatient = asyncio.create_task(at.post(encoded()))
    await at.bot.given.wait()
    impatient.cancel()
    await asyncio.wait({impatient})
    await asyncio.sleep(0.05)
    at.bot.let.set()
    async with asyncio.timeout(5):
        while not at.bot.reply.called:  # noqa: ASYNC110  # it is on the other side of a socket
            await asyncio.sleep(0.01)
    assert (at.bot.reply.taken, at.bot.reply.called) == (0, 1)


@pytest.mark.parametrize(
    ("version", "said", "stays"),
    [
        ("1.1", (), True),
        ("1.1", ("Connection: close",), False),
        ("1.0", (), False),
        ("1.0", ("Connection: keep-alive",), True),
    ],
)
@pytest.mark.parametrize("body", [b"", b'{"method":"answerCallbackQuery"}'], ids=["nothing", "a call"])
async def test_a_connection_stays_for_as_long_as_is_wanted(
    at: Reached, body: bytes, version: str, said: tuple[str, ...], *, stays: bool
) -> None:
    head = "\r\n".join((f"POST /webhook HTTP/{version}", "Host: bot", KNOWN, TYPE, *said))
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", at.port)
        for number in range(2 if stays else 1):
            at.bot.reply = Said() if body else None
            update = encoded({"update_id": number})
            writer.write(f"{head}\r\nContent-Length: {len(update)}\r\n\r\n".encode() + update)
            answered = await answer(reader)
            assert answered == Answer(200, body)
            assert answered.headers["Server"] == "bot"
            assert ("keep-alive" in answered.headers.get("Connection", "")) == (stays and version == "1.0")
            assert answered.headers.get("Content-Type", "application/json") == "application/json"
            assert abs(parsedate_to_datetime(answered.headers["Date"]).timestamp() - time.time()) < 5
        if not stays:
            assert await reader.read() == b""
    writer.close()


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


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (["GET /healthz HTTP/9.9"], 400),
        (["nonsense"], 400),
        (["GET /healthz HTTP/1.1", f"X-More: {'x' * 9000}"], 400),
        (["GET /healthz HTTP/1.1", "Expect: miracles"], 417),
        (["GET /healthz HTTP/1.1", b"Expect: \x80"], 417),
        (["GET /nowhere HTTP/1.1", b"Expect: \x80"], 417),
        (["OPTIONS * HTTP/1.1", b"Expect: \x80"], 417),
    ],
)
async def test_whoever_writes_nonsense_learns_no_more(
    at: Reached, caplog: pytest.LogCaptureFixture, head: list[bytes | str], status: int
) -> None:
    answer = await at.raw(*head)
    assert (answer, answer.headers["Server"]) == (Answer(status, b""), "bot")
    assert caplog.text == ""


@pytest.mark.parametrize(
    "request_line", [b"CONNECT \r\n\r\n", b"CONNECT \nA: HTTP/1.1\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: bot\r\n\r\n"]
)
async def test_a_request_for_nothing_finds_nothing(
    at: Reached, caplog: pytest.LogCaptureFixture, request_line: bytes
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", at.port)
    writer.write(request_line)
    async with asyncio.timeout(5):
        assert (await reader.readuntil(b"\r\n")).split()[1] == b"404"
    writer.close()
    assert caplog.text == ""


async def test_whoever_wants_to_be_asked_for_the_body_is(at: Reached) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", at.port)
    head = (
        "POST /webhook HTTP/1.1",
        "Host: bot",
        KNOWN,
        TYPE,
        f"Content-Length: {len(encoded())}",
        "Expect: 100-Continue",
    )
    writer.write("\r\n".join((*head, "", "")).encode())
    async with asyncio.timeout(5):
        assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        writer.write(encoded())
        assert (await reader.readuntil(b"\r\n")).split()[1] == b"200"
    writer.close()


async def test_there_is_nothing_elsewhere(at: Reached) -> None:
    assert (await at.raw("POST /other HTTP/1.1", KNOWN, TYPE, "Content-Length: 2", body=b"{}")).status == 404


# What is no update


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"])
async def test_what_is_not_called_json_is_of_the_wrong_type(at: Reached, kind: str) -> None:
    assert await at.post(encoded(), **{"Content-Type": kind}) == Answer(415, b"")
    assert at.bot.updates == []


async def test_what_does_not_say_its_type_is_of_the_wrong_type(at: Reached) -> None:
    assert await at.raw("POST /webhook HTTP/1.1", KNOWN, "Content-Length: 2", body=b"{}") == Answer(415, b"")


def nested(depth: int, before: str = "") -> bytes:
    """Write an update with so many objects and arrays in one another, and something before them."""
    arrays = depth - 1
    return f'{{"update_id": 7, "message": [{before}{"[" * (arrays - 1)}{"]" * arrays}}}'.encode()


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
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": 7, "message": {"message_id": 9223372036854775808}}',
        b'{"update_id": 7, "message": {"message_id": -9223372036854775809}}',
        b'{"update_id": 7, "message": {"location": {"latitude": 1e999}}}',
        b'{"update_id": 7, "message": {"date": NaN}}',
        b'{"update_id": 7, "message": {"date": -Infinity}}',
        b'{"update_id": 7, "message": {"text": "\\ud83d"}}',
        b'{"update_id": 7, "message": {"text": "\\uDE00\\ud83d"}}',
        b'{"update_id": 7, "message": {"\\ud83d": 1}}',
        b'{"update_id": 7, "message": {"text": "\\uD83D"}}',
        b'{"update_id": 7, "message": {"text": "\\uDE00"}}',
        b'{"update_id": 7, "message": {"text": "\\udE00"}}',
        b'{"update_id": 7, "message": {"text": "\xed\xa0\xbd"}}',
        b'\xef\xbb\xbf{"update_id": 7}',
        '{"update_id": 7}'.encode("utf-16"),
        nested(updates.DEPTH + 1),
        nested(updates.DEPTH + 1, before='"\\\\", "\\"]}", '),
    ],
    ids=lambda body: body[:30].decode(errors="replace"),
)
async def test_what_is_no_update_is_a_bad_request(at: Reached, body: bytes) -> None:
    assert await at.post(body) == Answer(400, b"")
    assert at.bot.updates == []


@pytest.mark.parametrize(
    "body",
    [
        nested(updates.DEPTH),
        nested(updates.DEPTH, before='"' + "[{" * 1000 + '", "\\\\\\"[[[[", '),
        b'{"update_id": 7, "message": ' + b"[" + b"[]," * 1000 + b"[]]}",
        b'{"update_id": 0}',
        b'{"update_id": 9223372036854775807}',
        b'{"update_id": 7, "message": {"chat": {"id": -9223372036854775808}}}',
        b'{"update_id": 1, "update_id": 7}',
        b'{"update_id": 7, "message": {"text": "\\ud83d\\ude00 \\\\ud83d"}}',
    ],
    ids=lambda body: body[:40].decode(),
)
async def test_what_looks_odd_but_may_be_telegrams_is_taken(at: Reached, body: bytes) -> None:
    assert await at.post(body) == EMPTY_200
    assert len(at.bot.updates) == 1


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


async def asked(path: str, checks: Mapping[str, Callable[[], Awaitable[str | None]]]) -> tuple[int, object]:
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


async def test_a_part_that_is_well_in_its_own_way_says_so_in_its_own_word() -> None:
    async def outdated() -> str:
        return "outdated"

    assert await asked("/readyz", {"content": outdated, "store": well}) == (
        200,
        {"status": "ready", "content": "outdated", "store": "ok"},
    )


@pytest.mark.parametrize(("check", "status"), [(well, 200), (failing, 503)])
async def test_whoever_asks_for_the_head_alone_gets_the_status(
    check: Callable[[], Awaitable[None]], status: int
) -> None:
    async with reached({"store": check}) as at, aiohttp.ClientSession(f"http://127.0.0.1:{at.port}") as session:
        for path, expected in (("/readyz", status), ("/healthz", 200)):
            async with session.head(path) as response:
                assert (response.status, await response.read()) == (expected, b"")


async def test_parts_that_hang_are_given_up_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.2)
    started = time.monotonic()
    answer = await asked("/readyz", {f"part{number}": hanging for number in range(5)} | {"store": well})
    assert answer == (
        503,
        {"status": "not ready", **{f"part{number}": "failing" for number in range(5)}, "store": "ok"},
    )
    assert time.monotonic() - started < 0.9


async def test_a_crowd_of_monitors_asks_the_database_once() -> None:
    asked = 0

    async def slow() -> None:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.2)

    async with reached({"store": slow}) as at:
        answers = await asyncio.gather(*(at.raw("GET /readyz HTTP/1.1") for _ in range(20)))
        assert ({answer.status for answer in answers}, asked) == ({200}, 1)
        assert ((await at.raw("GET /readyz HTTP/1.1")).status, asked) == (200, 2)


def test_a_monitor_is_answered_in_the_time_that_monitors_give() -> None:
    assert health.CHECK_SECONDS <= 2.5
