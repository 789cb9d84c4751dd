"""Floods of strangers: little is said of them, and nothing that they wrote."""

import asyncio
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.settings import TELEGRAM_NETWORKS
from bot.web import strangers
from bot.web.gate import Gate
from bot.web.webhook import SECRET_HEADER
from tests.reached.reaching import EMPTY_200, EMPTY_403, TYPE, Reached, encoded, reached

TELEGRAMS = tuple(map(ip_network, TELEGRAM_NETWORKS))
HERE = ip_network("127.0.0.0/8")
WORDS = "requests were turned away"


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    """What is logged."""
    with capture_logs() as entries:
        yield entries


async def knock(at: Reached, times: int, secret: str = "wrong") -> None:
    """Come with a wrong secret."""
    for _ in range(times):
        line = f"{SECRET_HEADER}: {secret}"
        assert await at.raw("POST /webhook HTTP/1.1", line, TYPE, "Content-Length: 2", body=b"{}") == EMPTY_403


async def test_the_first_stranger_is_spoken_of_at_once_and_the_others_when_the_minute_is_over(
    monkeypatch: pytest.MonkeyPatch, at: Reached, logged: list[Any]
) -> None:
    monkeypatch.setattr(strangers, "PAUSE_SECONDS", 0.5)
    await knock(at, 50)
    assert logged == [{"event": WORDS, "wrong_secret": 1, "log_level": "warning"}]
    async with asyncio.timeout(5):
        while len(logged) < 2:  # noqa: ASYNC110  # the bot's own clock has to pass
            await asyncio.sleep(0.02)
    assert logged[1:] == [{"event": WORDS, "wrong_secret": 49, "log_level": "warning"}]


async def test_when_nobody_comes_any_more_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, at: Reached, logged: list[Any]
) -> None:
    monkeypatch.setattr(strangers, "PAUSE_SECONDS", 0.05)
    await knock(at, 1)
    await asyncio.sleep(0.3)
    assert len(logged) == 1
    await knock(at, 1)
    assert len(logged) == 2


def test_a_minute_is_one() -> None:
    assert strangers.PAUSE_SECONDS == 60


async def test_at_the_end_those_are_named_who_have_not_been_yet(logged: list[Any]) -> None:
    async with reached() as at:
        await knock(at, 20)
    assert [entry["wrong_secret"] for entry in logged] == [1, 19]


async def test_nothing_that_a_stranger_wrote_is_logged(at: Reached, logged: list[Any]) -> None:
    await at.raw(
        "POST /webhook?evil HTTP/1.1", f"{SECRET_HEADER}: evil", "X-Forwarded-For: 6.6.6.6", "User-Agent: evil"
    )
    await knock(at, 1, secret="evil\xff")
    at.webhook.close()
    assert "evil" not in str(logged)
    assert "6.6.6.6" not in str(logged)
    assert len(logged) == 2


async def test_telegram_is_no_stranger(at: Reached, logged: list[Any]) -> None:
    assert await at.post(encoded()) == EMPTY_200
    assert logged == []


async def test_who_comes_from_elsewhere_is_logged_with_the_address_that_counted(logged: list[Any]) -> None:
    async with reached(gate=Gate(TELEGRAMS)) as at:
        await at.post(encoded(), **{"X-Forwarded-For": "203.0.113.66"})
    assert logged == [{"event": WORDS, "not_allowed": 1, "last_address": "127.0.0.1", "log_level": "warning"}]


async def test_behind_the_proxy_it_is_the_one_that_the_proxy_tells(logged: list[Any]) -> None:
    async with reached(gate=Gate(TELEGRAMS, (HERE,))) as at:
        for forwarded in ("6.6.6.6, 203.0.113.66", "6.6.6.6", "evil"):
            await at.post(encoded(), **{"X-Forwarded-For": forwarded})
    assert [(entry["not_allowed"], entry["last_address"]) for entry in logged] == [
        (1, "203.0.113.66"),
        (2, "unreadable"),
    ]


async def test_an_address_is_told_with_those_who_were_turned_away_for_it_only(logged: list[Any]) -> None:
    async with reached(gate=Gate(TELEGRAMS, (HERE,))) as at:
        await at.post(encoded(), **{"X-Forwarded-For": "203.0.113.66"})
        await at.post(encoded(), **{"X-Forwarded-For": "149.154.167.220", SECRET_HEADER: "wrong"})
    assert logged == [
        {"event": WORDS, "not_allowed": 1, "last_address": "203.0.113.66", "log_level": "warning"},
        {"event": WORDS, "wrong_secret": 1, "log_level": "warning"},
    ]


async def test_a_flood_from_elsewhere_is_as_quiet(logged: list[Any]) -> None:
    async with reached(gate=Gate(TELEGRAMS)) as at:
        await knock(at, 50)
        assert len(logged) == 1
