"""getUpdates and setWebhook: what is pending, who may ask, and where updates may be delivered."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.simulator import Person, Telegram, WoundClock
from tests.simulator.asking import done, refusal

ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@pytest.fixture
async def ann(telegram: Telegram) -> Person:
    return telegram.person("Ann")


@pytest.fixture
async def sent(ann: Person) -> AsyncIterator[list[asyncio.Task[None]]]:
    """Three messages on their way."""
    tasks = [asyncio.create_task(ann.send(text)) for text in ("one", "two", "three")]
    await asyncio.sleep(0)
    yield tasks
    for task in tasks:
        task.cancel()


async def texts(telegram: Telegram, **params: Any) -> list[str]:
    return [update["message"]["text"] for update in await done(telegram, "getUpdates", **params)]


@pytest.mark.usefixtures("sent")
async def test_updates_are_given_until_they_are_confirmed(telegram: Telegram, sent: list[asyncio.Task[None]]) -> None:
    updates = await done(telegram, "getUpdates", limit=2)
    assert [update["message"]["text"] for update in updates] == ["one", "two"]
    assert await texts(telegram) == ["one", "two", "three"]
    assert await texts(telegram, offset=updates[1]["update_id"] + 1) == ["three"]
    await asyncio.gather(*sent[:2])
    assert not sent[2].done()
    assert await texts(telegram) == ["three"]


@pytest.mark.usefixtures("sent")
async def test_a_negative_offset_forgets_all_but_the_last(telegram: Telegram) -> None:
    assert await texts(telegram, offset=-1) == ["three"]
    assert await texts(telegram) == ["three"]


async def test_a_long_poll_ends_when_something_comes(telegram: Telegram, ann: Person) -> None:
    polling = asyncio.create_task(texts(telegram, timeout=50))
    await asyncio.sleep(0)
    sending = asyncio.create_task(ann.send("hello"))
    assert await polling == ["hello"]
    assert not sending.done()
    await telegram.close()
    await sending


async def test_a_long_poll_ends_when_its_time_is_up(telegram: Telegram, clock: WoundClock) -> None:
    polling = asyncio.create_task(texts(telegram, timeout=20))
    await clock.wind(19.9)
    assert not polling.done()
    await clock.wind(0.1)
    assert polling.done()
    assert await polling == []


async def test_a_second_poll_ends_the_first(telegram: Telegram) -> None:
    first = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0)
    assert await texts(telegram) == []
    assert await first == {"ok": False, "error_code": 409, "description": OTHER}


async def test_a_webhook_ends_a_poll_and_forbids_the_next(telegram: Telegram) -> None:
    polling = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0)
    await done(telegram, "setWebhook", url="https://example.com/hook")
    assert (await polling)["description"] == "Conflict: terminated by setWebhook request"
    assert await refusal(telegram, "getUpdates") == ACTIVE
    await done(telegram, "deleteWebhook")
    assert await texts(telegram) == []


async def test_closing_ends_a_poll(telegram: Telegram) -> None:
    polling = asyncio.create_task(telegram.call("getUpdates", {"timeout": 50}))
    await asyncio.sleep(0)
    await telegram.close()
    answer = {"ok": False, "error_code": 500, "description": "Internal Server Error: restart"}
    assert await polling == answer


@pytest.mark.usefixtures("sent")
async def test_pending_updates_can_be_dropped(telegram: Telegram, sent: list[asyncio.Task[None]]) -> None:
    assert (await done(telegram, "getWebhookInfo"))["pending_update_count"] == 3
    await done(telegram, "deleteWebhook", drop_pending_updates=True)
    assert (await done(telegram, "getWebhookInfo"))["pending_update_count"] == 0
    await asyncio.gather(*sent)


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [
        ("message", 24 * 3600),
        ("my_chat_member", 24 * 3600),
        ("callback_query", 150),
        ("inline_query", 30),
        ("chosen_inline_result", 600),
    ],
)
async def test_each_kind_waits_for_its_own_time(
    telegram: Telegram, ann: Person, clock: WoundClock, kind: str, seconds: float
) -> None:
    doing = asyncio.create_task(ann.send_update({kind: {}}))
    await clock.wind(seconds)
    assert len(await done(telegram, "getUpdates")) == 1
    await clock.wind(0.1)
    assert await done(telegram, "getUpdates") == []
    await doing


async def test_allowed_updates_are_remembered_until_all_are_wanted_again(telegram: Telegram, ann: Person) -> None:
    await done(telegram, "getUpdates", allowed_updates=["callback_query"])
    await ann.send("not wanted, so there is nothing to wait for")
    assert await done(telegram, "getUpdates") == []
    assert (await done(telegram, "getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await done(telegram, "getUpdates", allowed_updates=[])
    sending = asyncio.create_task(ann.send("wanted"))
    assert await texts(telegram, timeout=1) == ["wanted"]
    sending.cancel()


async def test_changes_of_members_come_only_when_asked_for(telegram: Telegram, ann: Person) -> None:
    await ann.send_update({"chat_member": {}})
    assert await done(telegram, "getUpdates") == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://example.com"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.com:8080"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://127.0.0.1"}, "bad webhook: IP address 127.0.0.1 is reserved"),
        ({"url": "https://10.1.2.3"}, "bad webhook: IP address 10.1.2.3 is reserved"),
        ({"url": "https://[2606:4700::1]"}, "bad webhook: IPv6-only addresses are not allowed"),
        ({"url": "https://intranet"}, "bad webhook: Failed to resolve host: Name or service not known"),
        ({"url": "ftp://example.com"}, "invalid webhook URL specified"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "https://example.com", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "https://example.com", "secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "https://example.com", "max_connections": 101}, "max_connections must be between 1 and 100"),
    ],
)
async def test_webhooks_that_the_server_refuses(telegram: Telegram, params: dict[str, Any], words: str) -> None:
    assert await refusal(telegram, "setWebhook", **params) == f"Bad Request: {words}"
    assert (await done(telegram, "getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize("url", ["https://example.com", "https://example.com:8443/x", "https://example.com:88"])
async def test_webhooks_that_the_server_takes(telegram: Telegram, url: str) -> None:
    await done(telegram, "setWebhook", url=url, secret_token="a-_Z0", max_connections=1)
    info = await done(telegram, "getWebhookInfo")
    assert info == {"url": url, "has_custom_certificate": False, "pending_update_count": 0, "max_connections": 1}
    await done(telegram, "setWebhook", url="")
    assert (await done(telegram, "getWebhookInfo"))["url"] == ""
