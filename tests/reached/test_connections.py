"""Connections that are slow, silent, endless or many, and Telegram among them."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest

from bot.web import connections, http, webhook
from tests.reached.reaching import (
    EMPTY_200,
    EMPTY_403,
    KNOWN,
    TYPE,
    Answer,
    Reached,
    answer,
    encoded,
    reached,
)

SECONDS = 5
ALIVE = b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n"


class Line:
    """One connection to the bot, in the hands of somebody who sends what he likes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def send(self, data: bytes) -> None:
        """Send bytes, as far as they are taken."""
        self._writer.write(data)
        await self._writer.drain()

    async def answer(self) -> Answer:
        """Wait for an answer."""
        async with asyncio.timeout(SECONDS):
            return await answer(self._reader)

    async def ended(self) -> bytes:
        """Wait until the bot hangs up, and give what came before."""
        with suppress(ConnectionError):
            async with asyncio.timeout(SECONDS):
                return await self._reader.read()
        return b""

    async def is_open(self) -> bool:
        """Tell whether the bot has not hung up in a moment's time."""
        with suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(0.05):
                await self._reader.read()
            return False
        return not self._reader.at_eof() and self._reader.exception() is None

    async def drip(self, data: bytes) -> None:
        """Send a byte now and then, until the bot hangs up."""
        with suppress(ConnectionError):
            for byte in data:
                await self.send(bytes([byte]))
                await asyncio.sleep(0.01)

    async def flood(self, data: bytes) -> int:
        """Send the same again and again until the bot hangs up, and give how often it was taken."""
        times = 0
        with suppress(ConnectionError):
            while True:
                await self.send(data)
                times += 1
        return times


@asynccontextmanager
async def line(at: Reached) -> AsyncIterator[Line]:
    """Have a connection while the block lasts."""
    reader, writer = await asyncio.open_connection("127.0.0.1", at.port, limit=2**12)
    try:
        yield Line(reader, writer)
    finally:
        writer.transport.abort()


@pytest.fixture
async def one(at: Reached) -> AsyncIterator[Line]:
    """One connection."""
    async with line(at) as one:
        yield one


def update_head(length: int, *headers: str) -> bytes:
    """Write the head of a request like Telegram's."""
    lines = ("POST /webhook HTTP/1.1", "Host: bot", TYPE, f"Content-Length: {length}", *headers)
    return "\r\n".join((*lines, "", "")).encode()


async def quickly(work: Awaitable[object]) -> bool:
    """Wait for something, and tell whether it took less than two seconds."""
    started = time.monotonic()
    await work
    return time.monotonic() - started < 2


# Slow and silent ones


def test_what_asyncio_tells_of_a_connection_is_passed_on() -> None:
    told: list[str] = []

    class Told(asyncio.Protocol):
        """Keeps what it is told."""

        def pause_writing(self) -> None:
            """Keep it."""
            told.append("pause")

        def resume_writing(self) -> None:
            """Keep it."""
            told.append("resume")

        def eof_received(self) -> bool:
            """Keep it, and the connection."""
            told.append("eof")
            return True

    connection = connections.Connections(Told)()
    connection.pause_writing()
    connection.resume_writing()
    assert connection.eof_received() is True
    assert told == ["pause", "resume", "eof"]


@pytest.mark.parametrize("begun", [b"", b"GET /he", b"GET /healthz HTTP/1.1\r\nHost: b", b"\r\n\r\n\r\n"])
async def test_whoever_begins_no_request_or_ends_none_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, at: Reached, begun: bytes
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.1)
    async with line(at) as one:
        await one.send(begun)
        assert await quickly(one.ended())


async def test_whoever_sends_a_head_byte_by_byte_gets_no_more_time_than_others(
    monkeypatch: pytest.MonkeyPatch, at: Reached
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.1)
    async with line(at) as one:
        dripping = asyncio.create_task(one.drip(b"GET /healthz HTTP/1.1\r\n" + b"X-More: and more\r\n" * 100))
        assert await quickly(one.ended())
        await dripping


async def test_a_head_in_pieces_is_understood_in_its_time(one: Line) -> None:
    for piece in (b"\r\n", b"GET /hea", b"lthz HTTP/1.1\r\nHost: bot\r", b"\n\r", b"\n"):
        await one.send(piece)
        await asyncio.sleep(0.01)
    assert (await one.answer()).status == 200


async def test_a_second_request_that_does_not_come_to_an_end_is_given_up_like_a_first(
    monkeypatch: pytest.MonkeyPatch, one: Line
) -> None:
    await one.send(ALIVE)
    assert (await one.answer()).status == 200
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.1)
    await one.send(ALIVE[:-4])
    assert await quickly(one.ended())


async def test_a_proxy_may_keep_its_connection_between_requests(monkeypatch: pytest.MonkeyPatch, at: Reached) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.1)
    async with line(at) as one:
        for _ in range(3):
            await one.send(ALIVE)
            assert (await one.answer()).status == 200
            await asyncio.sleep(0.15)


async def test_a_connection_is_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch, one: Line) -> None:
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0.1)
    await one.send(ALIVE)
    assert (await one.answer()).status == 200
    assert await quickly(one.ended())


def test_a_connection_is_kept_longer_than_proxies_keep_theirs() -> None:
    assert connections.IDLE_SECONDS > 600


async def test_an_update_may_take_longer_than_its_head(monkeypatch: pytest.MonkeyPatch, at: Reached) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.05)
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0.05)
    at.bot.let.clear()
    posted = asyncio.create_task(at.post(encoded()))
    await asyncio.sleep(0.2)
    at.bot.let.set()
    assert await posted == EMPTY_200


async def test_a_body_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch, at: Reached, one: Line) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.1)
    monkeypatch.setattr(http, "PARTING_SECONDS", 0.1)
    await one.send(update_head(1000, KNOWN))
    dripping = asyncio.create_task(one.drip(b" " * 1000))
    assert await one.answer() == Answer(408, b"")
    assert await quickly(one.ended())
    await dripping
    assert at.bot.updates == []


async def test_whoever_does_not_read_his_answers_is_hung_up_on(monkeypatch: pytest.MonkeyPatch, at: Reached) -> None:
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0.2)
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.2)
    async with asyncio.timeout(4 * SECONDS), line(at) as one:
        await one.flood(ALIVE * 1000)


# Endless ones


@pytest.mark.parametrize("before", [b"", b"\r\n\r\n"])
async def test_a_head_without_an_end_is_not_kept(one: Line, before: bytes) -> None:
    with suppress(ConnectionError):
        await one.send(before + ALIVE[:-2])
        for _ in range(5):
            await one.send(b"X-More: " + b"x" * 7000 + b"\r\n")
            await asyncio.sleep(0.02)
    assert await quickly(one.ended())


async def test_a_long_head_with_an_end_is_taken_with_a_body_that_comes_at_once(at: Reached, one: Line) -> None:
    body = encoded({"update_id": 7, "text": "x" * 200_000})
    await one.send(update_head(len(body), KNOWN, f"Via: {'x' * 8000}") + body)
    assert await one.answer() == EMPTY_200
    assert len(at.bot.updates) == 1


async def test_a_second_large_body_on_the_same_connection_is_taken(at: Reached, one: Line) -> None:
    body = encoded({"update_id": 7, "text": "x" * 200_000})
    for _ in range(2):
        await one.send(update_head(len(body), KNOWN))
        await asyncio.sleep(0.01)
        await one.send(body)
        assert await one.answer() == EMPTY_200


async def test_two_updates_at_once_on_one_connection_are_both_taken(at: Reached, one: Line) -> None:
    await one.send(b"".join(update_head(len(encoded()), KNOWN) + encoded() for _ in range(2)))
    assert [await one.answer(), await one.answer()] == [EMPTY_200, EMPTY_200]
    assert len(at.bot.updates) == 2


async def test_a_large_body_that_comes_after_its_head_was_sent_early_is_taken(at: Reached, one: Line) -> None:
    body = encoded({"update_id": 8, "text": "x" * 50_000})
    await one.send(update_head(len(encoded()), KNOWN) + encoded() + update_head(len(body), KNOWN))
    assert await one.answer() == EMPTY_200
    for at_byte in range(0, len(body), 10_000):
        await one.send(body[at_byte : at_byte + 10_000])
        await asyncio.sleep(0.01)
    assert await one.answer() == EMPTY_200
    assert len(at.bot.updates) == 2


async def test_the_body_of_a_stranger_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch, at: Reached, one: Line
) -> None:
    monkeypatch.setattr(http, "PARTING_SECONDS", 0.2)
    await one.send(update_head(100 * 2**20))
    assert await one.answer() == EMPTY_403
    async with asyncio.timeout(SECONDS):
        assert await one.flood(b"x" * 2**20) < 20  # so much does the system take before anybody reads it


async def test_a_stranger_whose_body_does_not_come_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, at: Reached, one: Line
) -> None:
    monkeypatch.setattr(http, "PARTING_SECONDS", 0.1)
    await one.send(update_head(1000))
    answered = await one.answer()
    assert (answered, answered.headers["Connection"]) == (EMPTY_403, "close")
    assert await quickly(one.ended())


async def test_a_stranger_whose_body_comes_a_moment_later_may_end_it_and_read_the_answer(one: Line) -> None:
    await one.send(update_head(60_000))
    for _ in range(6):
        await asyncio.sleep(0.02)
        await one.send(b"x" * 10_000)
    assert await one.answer() == EMPTY_403


async def test_a_stranger_who_sends_too_much_can_still_read_the_answer(one: Line) -> None:
    await one.send(update_head(10_000_000))
    sending = asyncio.create_task(one.flood(b"x" * 100_000))
    await asyncio.sleep(0.2)
    assert await one.answer() == EMPTY_403
    await sending


async def test_strangers_who_keep_their_bodies_back_are_not_in_telegrams_way(at: Reached) -> None:
    async with AsyncExitStack() as strangers:
        for _ in range(30):
            await (await strangers.enter_async_context(line(at))).send(update_head(1000))
        assert await quickly(posts(at, 10))
    assert len(at.bot.updates) == 10


async def posts(at: Reached, times: int) -> None:
    """Send updates one after the other."""
    for number in range(times):
        assert await at.post(encoded({"update_id": number})) == EMPTY_200


async def test_nothing_is_unpacked(at: Reached) -> None:
    assert await at.post(gzip.compress(encoded()), **{"Content-Encoding": "gzip"}) == Answer(400, b"")
    assert at.bot.updates == []


# Many at once


async def test_of_too_many_silent_ones_the_oldest_gives_way_and_telegram_gets_through(
    monkeypatch: pytest.MonkeyPatch, at: Reached
) -> None:
    monkeypatch.setattr(connections, "AT_REST", 3)
    async with line(at) as first, line(at) as second, line(at) as third:
        await first.send(b"POST /web")
        assert [await each.is_open() for each in (first, second, third)] == [True, True, True]
        assert await at.post(encoded()) == EMPTY_200
        assert [await each.is_open() for each in (first, second, third)] == [False, True, True]


async def test_whoever_has_been_answered_and_stays_is_one_of_them(monkeypatch: pytest.MonkeyPatch, at: Reached) -> None:
    monkeypatch.setattr(connections, "AT_REST", 2)
    async with line(at) as first, line(at) as second:
        await first.send(ALIVE)
        await second.send(ALIVE)
        assert ((await first.answer()).status, (await second.answer()).status) == (200, 200)
        await first.send(ALIVE)  # and has been at rest for a shorter time than the other
        assert (await first.answer()).status == 200
        assert await at.post(encoded()) == EMPTY_200
        assert [await first.is_open(), await second.is_open()] == [True, False]


async def test_a_stranger_who_keeps_his_body_back_is_one_of_them(monkeypatch: pytest.MonkeyPatch, at: Reached) -> None:
    monkeypatch.setattr(connections, "AT_REST", 1)
    async with line(at) as stranger:
        await stranger.send(update_head(1000))
        assert await stranger.answer() == EMPTY_403
        assert await at.post(encoded()) == EMPTY_200
        assert await quickly(stranger.ended())


async def test_a_monitor_whose_answer_takes_long_is_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hanging() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(connections, "AT_REST", 2)
    async with reached({"store": hanging}) as at, line(at) as first, line(at) as second:
        for each in (first, second):
            await each.send(ALIVE.replace(b"healthz", b"readyz"))
        await asyncio.sleep(0.05)
        assert await at.post(encoded()) == EMPTY_200
        assert [await first.is_open(), await second.is_open()] == [False, True]


async def test_an_update_under_way_never_gives_way(monkeypatch: pytest.MonkeyPatch, at: Reached) -> None:
    monkeypatch.setattr(connections, "AT_REST", 2)
    at.bot.let.clear()
    posted = asyncio.create_task(at.post(encoded()))
    await at.bot.given.wait()
    async with line(at), line(at), line(at), line(at):
        await asyncio.sleep(0.05)
        at.bot.let.set()
        assert await posted == EMPTY_200


async def test_whoever_hangs_up_himself_makes_room(monkeypatch: pytest.MonkeyPatch, at: Reached) -> None:
    monkeypatch.setattr(connections, "AT_REST", 2)
    async with line(at) as first:
        for _ in range(5):
            async with line(at):
                await asyncio.sleep(0.02)
            await asyncio.sleep(0.02)
        assert await first.is_open()


async def test_silent_ones_do_not_keep_the_bot_from_ending() -> None:
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(reached())
        async with line(at) as silent, line(at) as begun:
            await begun.send(b"POST /web")
            await asyncio.sleep(0.02)
            assert await quickly(stack.aclose())
            assert [await silent.is_open(), await begun.is_open()] == [False, False]
