"""Announcements as an operator sends them: from a terminal, by processes that are killed, by several replicas."""

import asyncio
import re
import signal
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.core.announcing import Run, State
from bot.simulator import Telegram, serve, trouble
from bot.store import Store, open_store
from tests.conftest import Superuser
from tests.letters import with_announcements
from tests.processes import SECONDS, ended, free_port, process, ready

Environment = dict[str, str]
HANDFUL = 30
"""So many messages may arrive twice after a `kill -9`, as the README says."""
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram(allow_http_webhook=True) as telegram:
        telegram.trouble.limits = True
        yield telegram


@pytest.fixture
async def environment(telegram: Telegram, tmp_path: Path, database_url: str) -> AsyncIterator[Environment]:
    """What an operator sets; the content has announcements."""
    with_announcements(tmp_path)
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        yield {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "DATABASE_URL": database_url,
            "CONTENT_DIR": str(tmp_path / "content"),
        }


async def subscribe(telegram: Telegram, store: Store, count: int, language: str = "en") -> list[int]:
    people = [telegram.person("Sub", language_code=language) for _ in range(count)]
    for person in people:
        telegram.chats[person.id].written = True
        await store.chats.subscribe(person.id, "private", language)
    return [person.id for person in people]


def got(telegram: Telegram) -> Counter[int]:
    """How often each chat got a message."""
    return Counter(
        {
            chat.id: count
            for chat in telegram.chats.values()
            if (count := sum(message["from"]["is_bot"] for message in chat.messages.values()))
        }
    )


async def until(store: Store, reached: Callable[[Run], bool]) -> Run:
    async with asyncio.timeout(3 * SECONDS):
        while (run := await store.ledger.run("plain")) is None or not reached(run):  # noqa: ASYNC110  # others write it
            await asyncio.sleep(0.05)
    return run


async def outcome(started: Process) -> tuple[int | None, str, str]:
    """Give the exit status, and what stood on standard output and on standard error."""
    out, errors = await asyncio.wait_for(started.communicate(), 2 * SECONDS)
    return started.returncode, out.decode(), errors.decode()


@asynccontextmanager
async def replica(folder: Path, environment: Environment) -> AsyncIterator[Process]:
    """Run the bot until it is ready."""
    port = free_port()
    async with process(folder, {**environment, "PORT": str(port)}, "run") as started:
        await ready(port)
        yield started


@ON_SQLITE
async def test_without_a_running_bot_the_terminal_sends_it_itself(
    telegram: Telegram, environment: Environment, database_url: str, tmp_path: Path
) -> None:
    async with open_store(database_url) as store:
        people = [*await subscribe(telegram, store, 20), *await subscribe(telegram, store, 10, "es")]
        async with process(tmp_path, environment, "announce", "plain", "--yes") as started:
            status, out, errors = await outcome(started)
    assert (status, errors) == (0, "")
    assert got(telegram) == Counter(people)
    shown, _, report = out.partition("✅")
    assert "English ──" in shown
    assert "El foro es el 14 de mayo.\n\n[ 🔕 Cancelar suscripción ]\n" in shown
    assert "It goes to 30 subscribers, once:\nEnglish: 20\nEspañol: 10\n" in shown
    assert report.startswith(" Sent\n\nSent: 30\nUnreachable (blocked the bot, or gone): 0\nFailed: 0\nTime taken: ")


@ON_SQLITE
async def test_a_running_bot_sends_what_the_terminal_begins_and_answers_taps_meanwhile(
    telegram: Telegram, environment: Environment, database_url: str, tmp_path: Path
) -> None:
    ana = telegram.person("Ana", language_code="es-MX")
    async with open_store(database_url) as store, replica(tmp_path, environment):
        people = await subscribe(telegram, store, 100)
        async with process(tmp_path, environment, "announce", "plain", "--yes") as started:
            await until(store, lambda run: run.dealt_with > 10)
            await ana.send("/start")
            async with asyncio.timeout(SECONDS):
                while ana.last is None or not ana.last.by_bot:  # noqa: ASYNC110  # the other process answers
                    await asyncio.sleep(0.01)
            assert (await until(store, lambda _: True)).left > 10
            status, out, errors = await outcome(started)
    assert (status, errors) == (0, "")
    assert "Sent: 100\n" in out
    assert got(telegram) == Counter([*people, ana.id])


async def test_killed_at_any_moment_nobody_is_left_out_and_a_handful_gets_it_twice(
    telegram: Telegram, environment: Environment, database_url: str, tmp_path: Path
) -> None:
    async with open_store(database_url) as store:
        people = await subscribe(telegram, store, 150)
        assert await store.ledger.begin("plain")
        for reached in (1, 40, 100):
            async with replica(tmp_path, environment) as started:
                await until(store, lambda run, reached=reached: run.dealt_with >= reached)  # type: ignore[misc]
                await _killed(started)
        async with replica(tmp_path, environment):
            run = await until(store, lambda run: run.state is State.DONE)
    assert run.sent == 150
    often = got(telegram)
    assert set(often) == set(people)
    assert sum(often.values()) - 150 <= 3 * HANDFUL


@ON_POSTGRESQL
async def test_a_deploy_in_the_middle_sends_nothing_twice(
    telegram: Telegram, environment: Environment, database_url: str, tmp_path: Path
) -> None:
    async with open_store(database_url) as store:
        people = await subscribe(telegram, store, 100)
        assert await store.ledger.begin("plain")
        async with replica(tmp_path, environment) as started:
            await until(store, lambda run: run.dealt_with >= 20)
            started.send_signal(signal.SIGTERM)
            assert (await ended(started))[0] == 0
        async with replica(tmp_path, environment):
            await until(store, lambda run: run.state is State.DONE)
    assert got(telegram) == Counter(people)


@ON_SQLITE
async def test_a_deploy_while_a_message_hangs_has_telegram_keep_new_updates_from_the_beginning(
    telegram: Telegram, environment: Environment, database_url: str, tmp_path: Path
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**environment, "PORT": str(port), "WEBHOOK_URL": address, "WEBHOOK_SECRET": "s3cret"}
    async with open_store(database_url) as store, process(tmp_path, environment, "run") as started:
        await ready(port)
        await subscribe(telegram, store, 1)
        telegram.trouble.plan(trouble.late(carried_out=False), "sendMessage", times=9)
        assert await store.ledger.begin("plain")
        async with asyncio.timeout(SECONDS):
            while "sendMessage" not in [call.method for call in telegram.calls]:  # noqa: ASYNC110  # the bot calls
                await asyncio.sleep(0.05)
        started.send_signal(signal.SIGTERM)
        async with asyncio.timeout(SECONDS), aiohttp.ClientSession() as session:
            while (await _posted(session, address))[0] != 503:  # noqa: ASYNC110  # the signal is on its way
                await asyncio.sleep(0.01)
            assert await _posted(session, address) == (503, "2")
        assert started.returncode is None


async def _posted(session: aiohttp.ClientSession, address: str) -> tuple[int, str | None]:
    """Send what is no update, as Telegram would send one."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
    async with session.post(f"{address}/webhook", json={}, headers=headers) as response:
        return response.status, response.headers.get("Retry-After")


@ON_POSTGRESQL
async def test_of_several_replicas_one_sends_and_another_takes_over_when_it_dies(
    telegram: Telegram, environment: Environment, database_url: str, tmp_path: Path
) -> None:
    shared = {**environment, "WEBHOOK_URL": f"http://127.0.0.1:{free_port()}"}
    async with open_store(database_url) as store:
        people = await subscribe(telegram, store, 200)
        async with replica(tmp_path, shared) as first, replica(tmp_path, shared) as second:
            assert await store.ledger.begin("plain")
            await until(store, lambda run: run.dealt_with >= 60)
            assert set(got(telegram).values()) == {1}
            await _killed(first)
            async with replica(tmp_path, shared):
                await until(store, lambda run: run.dealt_with >= 120)
                await _killed(second)
                await until(store, lambda run: run.state is State.DONE)
    often = got(telegram)
    assert set(often) == set(people)
    assert sum(often.values()) - 200 <= 2 * HANDFUL


async def _killed(started: Process) -> None:
    started.send_signal(signal.SIGKILL)
    await started.wait()


@ON_POSTGRESQL
async def test_a_database_that_hangs_up_on_everybody_loses_and_doubles_nothing(
    telegram: Telegram,
    environment: Environment,
    database_url: str,
    tmp_path: Path,
    superuser: Superuser,
    postgres_database: str,
) -> None:
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{postgres_database}'"
    async with open_store(database_url) as store, replica(tmp_path, environment):
        people = await subscribe(telegram, store, 150)
        assert await store.ledger.begin("plain")
        for reached in (20, 60, 100):
            await until(store, lambda run, reached=reached: run.dealt_with >= reached)  # type: ignore[misc]
            await superuser(cut)
        run = await until(store, lambda run: run.state is State.DONE)
    assert run.sent == 150
    assert got(telegram) == Counter(people)


@ON_SQLITE
async def test_ctrl_c_pauses_and_says_how_to_go_on(
    telegram: Telegram, environment: Environment, database_url: str, tmp_path: Path
) -> None:
    async with open_store(database_url) as store:
        people = await subscribe(telegram, store, 100)
        async with process(tmp_path, environment, "announce", "plain", "--yes") as started:
            await until(store, lambda run: run.dealt_with >= 20)
            started.send_signal(signal.SIGINT)
            status, out, errors = await outcome(started)
        assert (status, errors) == (1, "It is paused; to go on: python -m bot announce plain --resume\n")
        assert "⏸ Paused" in out
        async with process(tmp_path, environment, "announce", "plain") as started:
            status, _, errors = await outcome(started)
        assert status == 1
        assert re.fullmatch(
            r"plain is paused: \d+ of 100; to go on: python -m bot announce plain --resume, .*\n", errors
        )
        async with process(tmp_path, environment, "announce", "plain", "--resume") as started:
            status, out, errors = await outcome(started)
        assert (status, errors) == (0, "")
    assert got(telegram) == Counter(people)
