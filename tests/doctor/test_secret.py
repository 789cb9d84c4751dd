"""The bot at the public address is asked whether it knows the secret: what it, or whatever else is there, answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_network

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import app
from bot.doctor import secret
from bot.doctor.examination import examine
from bot.doctor.finding import Finding, Remedy, State
from bot.doctor.treatment import treat
from bot.settings import Settings
from bot.simulator import Telegram
from bot.web.webhook import SECRET_HEADER
from tests.simulator.asking import done


async def found(given: Settings) -> Finding:
    """Ask, and give the one thing that is found."""
    [finding] = await secret.findings(given)
    return finding


@asynccontextmanager
async def answering(given: Settings, known: int, otherwise: int) -> AsyncIterator[Settings]:
    """Have something at the public address that answers with these: to the secret, and to anything else."""

    async def handle(request: web.Request) -> web.Response:
        is_known = request.headers[SECRET_HEADER] == given.secret
        return web.Response(status=known if is_known else otherwise, headers={"Location": "/elsewhere"})

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handle)
    async with TestServer(application) as server:
        yield given.model_copy(update={"webhook_url": str(server.make_url("")).rstrip("/")})


async def test_asking_gives_the_bot_nothing_to_do(bot: app.App, telegram: Telegram, given: Settings) -> None:
    telegram.calls.clear()
    assert (await found(given)).state is State.FITS
    assert telegram.calls == []


async def test_a_bot_with_another_secret_is_found_and_telegram_is_not_told_ours(
    telegram: Telegram, bot: app.App, given: Settings
) -> None:
    other = given.model_copy(update={"webhook_secret": type(given.database_url)("another-secret")})
    assert (await found(other)).found == "the bot at the webhook address has another one, or lets nobody in from here"
    await done(telegram, "setWebhook", url=telegram.webhook.url, secret_token=given.secret, max_connections=1)
    [said] = await treat(await examine(other), other)
    assert said.startswith(f"Not done: “{Remedy.WEBHOOK.value.rstrip('.')}”: ")
    assert said.endswith("/webhook has another secret than these settings, and would be deaf.")
    assert telegram.webhook.secret == given.secret


async def test_where_only_telegram_may_ask_nothing_is_said_of_the_secret(given: Settings) -> None:
    gated = given.model_copy(update={"webhook_only_from": (ip_network("149.154.160.0/20"),)})
    async with app.running(gated):
        finding = await found(gated)
    assert finding.state is State.SKIPPED
    assert finding.found.startswith("WEBHOOK_ONLY_FROM does not let this machine ask")


async def test_a_bot_that_cannot_be_reached_is_said_so(given: Settings) -> None:
    finding = await found(given)
    assert finding.state is State.MISFIT
    assert finding.found == (
        f"nobody can be asked: {given.webhook_url}/webhook cannot be reached from here (connection refused)"
    )


@pytest.mark.parametrize(
    ("known", "otherwise", "words"),
    [
        (404, 404, "does not ask for it (HTTP 404 instead of 403)"),
        (200, 200, "does not ask for it (HTTP 200 instead of 403)"),
        (302, 302, "does not ask for it (HTTP 302 instead of 403)"),
        (503, 403, "the bot at the webhook address is just stopping"),
        (413, 403, "answers to it with HTTP 413 instead of 400"),
    ],
)
async def test_what_answers_otherwise_is_not_taken_for_the_bot(
    given: Settings, known: int, otherwise: int, words: str
) -> None:
    async with answering(given, known, otherwise) as there:
        finding = await found(there)
    assert finding.state is State.MISFIT
    assert words in finding.found


async def test_without_a_webhook_there_is_no_secret(given: Settings) -> None:
    assert (await found(given.model_copy(update={"webhook_url": None}))).state is State.SKIPPED
