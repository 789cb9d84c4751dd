"""Three processes on one PostgreSQL behind a load balancer: people notice nothing of there being more than one."""

import asyncio
import math
import random
import signal
from collections import Counter
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bot.core.announcing import State
from bot.simulator import Person, trouble
from bot.store import open_store
from bot.tg.patience import BUDGET
from tests.conftest import Superuser
from tests.letters import with_announcements
from tests.processes import SECONDS
from tests.replicas.balancer import PUBLIC, Replicas, replicas
from tests.visitors import visiting
from tests.watching import Told, assert_is_remembered, once, said

PEOPLE = 12
LONG = math.ceil(BUDGET) + 1
MEANWHILE = 0.5
"""Seconds that a call takes, so that a replica that ends is still at something while the balancer sends it more."""
CALLS = 20
"""After so many calls at the latest the next one ends, once all that waited for the one before is dealt with."""


class Choice(NamedTuple):
    """What somebody chooses, and what the settings say then."""

    button: str
    command: str
    title: str
    state: str


CHOICES = (
    Choice("🌐 Español", "/subscribe", "Ajustes", "Anuncios: activados"),
    Choice("🌐 English", "/unsubscribe", "Settings", "Announcements: off"),
    Choice("🌐 Español", "/unsubscribe", "Ajustes", "Anuncios: desactivados"),
)


async def told_by(person: Person, command: str) -> str:
    """Send a command, and give what comes."""
    await person.send(command)
    assert person.last is not None
    return person.last.text


async def test_what_is_chosen_through_one_replica_is_seen_at_once_through_every_other(
    tmp_path: Path, postgres_url: str
) -> None:
    async with replicas(tmp_path, postgres_url) as at:
        ports, ana = at.balancer.ports, at.telegram.person("Ana", language_code="en")
        for through, choice in zip(ports, CHOICES, strict=True):
            at.balancer.ports = [through]
            await told_by(ana, "/lang")
            await ana.press(choice.button)
            await told_by(ana, choice.command)
            for other in ports:
                at.balancer.ports = [other]
                assert [line in await told_by(ana, "/settings") for line in (choice.title, choice.state)] == [True] * 2


async def test_what_comes_twice_at_once_and_again_a_moment_later_is_answered_once(
    tmp_path: Path, postgres_url: str
) -> None:
    async with replicas(tmp_path, postgres_url) as at, visiting(at.telegram, PEOPLE) as visit:
        at.balancer.doubles = True
        await visit.until(taps=200)
        await visit.leave()
        assert {reply.status for reply in at.balancer.replies} == {200}
    assert at.telegram.answered + said(visit.visitors) == once(at.telegram, visit.visitors)
    assert at.balancer.surplus == []
    assert at.telegram.made["editMessageText"] == sum(visitor.taps for visitor in visit.visitors)
    await assert_is_remembered(postgres_url, visit.visitors)


async def test_killed_one_after_the_other_under_load_none_loses_a_tap_or_repeats_what_another_has_done(
    tmp_path: Path, postgres_url: str
) -> None:
    chance, unfinished = random.Random(4), Counter[Told]()
    async with replicas(tmp_path, postgres_url) as at, visiting(at.telegram, PEOPLE) as visit:
        for port in [*at.balancer.ports] * 3:

            def kill(port: int = port) -> None:
                unfinished.update(at.balancer.at[port])
                at.kill(port)

            await at.telegram.in_the_middle(chance.randint(1, CALLS), kill)
            await visit.until(taps=20)
            await at.start(port)
        await visit.leave()
    expected, given = once(at.telegram, visit.visitors), at.telegram.answered + said(visit.visitors)
    assert expected <= given <= expected + unfinished
    await assert_is_remembered(postgres_url, visit.visitors)


async def test_a_rolling_restart_under_load_loses_nothing_and_says_nothing_twice(
    tmp_path: Path, postgres_url: str
) -> None:
    chance = random.Random(5)
    async with replicas(tmp_path, postgres_url) as at, visiting(at.telegram, PEOPLE) as visit:
        at.telegram.pause = MEANWHILE
        for port in [*at.balancer.ports] * 2:
            terminate = partial(at.processes[port].send_signal, signal.SIGTERM)
            await at.telegram.in_the_middle(chance.randint(1, CALLS), terminate)
            await at.end(port)
            await at.start(port)
        await visit.leave()
        assert {reply.status for reply in at.balancer.replies} <= {200, 503}
        for port in at.balancer.ports:
            await at.end(port)
    assert at.telegram.answered + said(visit.visitors) == once(at.telegram, visit.visitors)
    await assert_is_remembered(postgres_url, visit.visitors)


async def test_while_the_database_is_away_everybody_browses_on(
    tmp_path: Path, postgres_url: str, postgres_database: str, superuser: Superuser
) -> None:
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{postgres_database}'"
    async with replicas(tmp_path, postgres_url) as at, visiting(at.telegram, PEOPLE, writing=False) as visit:
        await visit.until(taps=50)
        await superuser(f"ALTER DATABASE {postgres_database} ALLOW_CONNECTIONS false")
        try:
            await superuser(cut)
            await visit.until(taps=100)
        finally:
            await superuser(f"ALTER DATABASE {postgres_database} ALLOW_CONNECTIONS true")
        await visit.until(taps=50)
        await visit.leave()
    assert at.telegram.answered + said(visit.visitors) == once(at.telegram, visit.visitors)


async def test_an_announcement_that_two_replicas_are_told_to_send_goes_out_once(
    tmp_path: Path, postgres_url: str
) -> None:
    with_announcements(tmp_path)
    content = str(tmp_path / "content")
    async with replicas(tmp_path, postgres_url, CONTENT_DIR=content, ADMIN_CHAT_IDS="1000") as at:
        admin = at.telegram.person("Grace", language_code="en")
        assert admin.id == 1000
        people = [at.telegram.person("Sub", language_code="en") for _ in range(60)]
        async with open_store(postgres_url) as store:
            for person in people:
                at.telegram.chats[person.id].written = True
                await store.chats.subscribe(person.id, "private", "en")
            at.balancer.doubles = True
            await admin.send("/announce")
            await admin.press("The forum is on May 14.")
            await admin.press("📣 Send to 60")
            async with asyncio.timeout(3 * SECONDS):
                while (run := await store.ledger.run("plain")) is None or run.state is not State.DONE:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
    assert run.sent == 60
    assert [len(person.messages) for person in people] == [1] * 60


async def test_replicas_that_start_together_wait_for_one_another_where_telegram_wants_it(
    tmp_path: Path, postgres_url: str
) -> None:
    async with replicas(tmp_path, postgres_url) as at:
        for port in at.balancer.ports:
            await at.end(port)
        at.telegram.trouble.plan(trouble.flood(LONG), "setWebhook", times=3)
        await asyncio.gather(*map(at.start, at.balancer.ports))
        await _until_all_are_ready(at)
        assert at.telegram.webhook.url == f"{PUBLIC}/webhook"
        assert [started.returncode for started in at.processes.values()] == [None] * 3


async def _until_all_are_ready(at: Replicas) -> None:
    async with asyncio.timeout(3 * SECONDS):
        while at.telegram.trouble.planned:  # noqa: ASYNC110  # the other processes try again
            await asyncio.sleep(0.05)
