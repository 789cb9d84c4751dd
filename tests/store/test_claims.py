"""Several processes on one PostgreSQL: each update is dealt with by one of them, also when some die or lose it."""

import asyncio
import random
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

import asyncpg  # type: ignore[import-untyped]  # it has no types
import pytest
import structlog

from bot.core.claims import Claim
from bot.ports import Claims
from bot.store import claims as module
from bot.store import open_store, sweeping
from bot.store.address import address
from bot.store.postgresql import connect
from bot.store.presence import Presence
from bot.tg.albums import Albums
from tests.conftest import ROOT, Superuser
from tests.processes import SECONDS

OURS, TAKEN, DONE = Claim.OURS, Claim.TAKEN, Claim.DONE
CLAIM = """
import asyncio, sys
from bot.store import open_store

async def main():
    async with open_store(sys.argv[1]) as store, store.claims.open():
        print((await store.claims.claim(7)).name, flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@asynccontextmanager
async def replicas(url: str, count: int = 2) -> AsyncIterator[list[Claims]]:
    """Have so many, each as in a process of its own."""
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(open_store(url)) for _ in range(count)]
        for store in stores:
            await stack.enter_async_context(store.claims.open())
        yield [store.claims for store in stores]


async def until(claims: Claims, id: int, wanted: Claim) -> None:
    """Claim until that comes of it."""
    async with asyncio.timeout(SECONDS):
        while await claims.claim(id) is not wanted:  # noqa: ASYNC110  # others are at it
            await asyncio.sleep(0.02)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The updates in each statement that was carried out."""
    statements: list[list[int]] = []
    put = Presence.put

    async def noted(self: Presence, asked: Mapping[int, bool], patience: float) -> dict[int, Claim]:
        found = await put(self, asked, patience)
        statements.append(list(asked))
        return found

    monkeypatch.setattr(Presence, "put", noted)
    return statements


async def test_what_one_has_claimed_is_taken_for_the_others_until_it_is_done(postgres_url: str) -> None:
    async with replicas(postgres_url, 3) as (one, *others):
        assert await one.claim(7) is OURS
        assert [await other.claim(7) for other in others] == [TAKEN, TAKEN]
        one.settle(7)
        for other in others:
            await until(other, 7, DONE)


async def test_of_claims_at_the_same_moment_one_is_granted(postgres_url: str) -> None:
    async with replicas(postgres_url, 3) as all:
        for id in range(50):
            found = await asyncio.gather(*(one.claim(id) for one in all))
            assert sorted(claim.name for claim in found) == ["OURS", "TAKEN", "TAKEN"]


async def test_crowds_that_claim_the_same_in_another_order_do_not_stand_in_each_others_way(postgres_url: str) -> None:
    async with replicas(postgres_url) as (one, other):
        for first in range(0, 1000, 100):
            ids = range(first, first + 100)
            mine, theirs = await asyncio.gather(
                asyncio.gather(*map(one.claim, ids)), asyncio.gather(*map(other.claim, reversed(ids)))
            )
            assert Counter([*mine, *theirs]) == {OURS: 100, TAKEN: 100}
            for id, claim in zip(ids, mine, strict=True):
                (one if claim is OURS else other).settle(id)


async def test_forty_claims_at_once_are_two_statements_at_most(postgres_url: str, asked: list[list[int]]) -> None:
    async with replicas(postgres_url, 1) as (one,):
        await one.claim(1)
        asked.clear()
        assert await asyncio.gather(*map(one.claim, range(100, 140))) == [OURS] * 40
    assert len(asked) <= 2
    assert [id for batch in asked for id in batch] == list(range(100, 140))


async def test_what_is_done_goes_along_with_the_next_claim(postgres_url: str, asked: list[list[int]]) -> None:
    async with replicas(postgres_url, 1) as (one,):
        await one.claim(1)
        one.settle(1)
        await one.claim(2)
    assert asked == [[1], [1, 2]]


async def test_what_is_done_is_put_down_at_the_end(postgres_url: str) -> None:
    async with replicas(postgres_url, 1) as (one,):
        await one.claim(7)
        one.settle(7)
    async with replicas(postgres_url, 1) as (other,):
        assert await other.claim(7) is DONE


async def test_what_was_given_up_at_the_end_is_free(postgres_url: str) -> None:
    async with replicas(postgres_url, 1) as (one,):
        await one.claim(7)
    async with replicas(postgres_url, 1) as (other,):
        await until(other, 7, OURS)


async def test_what_a_killed_process_had_claimed_is_free_at_once(postgres_url: str) -> None:
    async with replicas(postgres_url, 1) as (other,):
        holder = await asyncio.create_subprocess_exec(sys.executable, "-c", CLAIM, postgres_url, cwd=ROOT, stdout=PIPE)
        try:
            assert holder.stdout is not None
            async with asyncio.timeout(SECONDS):
                assert await holder.stdout.readline() == b"OURS\n"
            assert await other.claim(7) is TAKEN
        finally:
            holder.kill()
            await holder.communicate()
        await until(other, 7, OURS)


async def test_whoever_loses_its_connection_claims_anew_what_is_under_way(
    postgres_url: str, postgres_database: str, superuser: Superuser, asked: list[list[int]]
) -> None:
    async with replicas(postgres_url) as (one, other):
        assert await one.claim(7) is OURS
        assert await other.claim(8) is OURS
        other.settle(8)
        await superuser(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{postgres_database}'")
        async with asyncio.timeout(SECONDS):
            while asked.count([7]) < 2:  # noqa: ASYNC110  # it is done by itself
                await asyncio.sleep(0.02)
        assert await other.claim(7) is TAKEN
        assert await one.claim(8) is DONE


async def test_where_the_database_is_away_whatever_comes_is_ours_and_the_others_learn_of_it_later(
    postgres_url: str, postgres_database: str, superuser: Superuser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AGAIN", 0.2)
    async with replicas(postgres_url) as (one, other):
        assert [await one.claim(1), await other.claim(2)] == [OURS, OURS]
        with structlog.testing.capture_logs() as logs:
            await superuser(f"ALTER DATABASE {postgres_database} ALLOW_CONNECTIONS false")
            try:
                await superuser(
                    f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{postgres_database}'"
                )
                assert [await one.claim(id) for id in (7, 8, 9)] == [OURS] * 3
                for id in (7, 8):
                    one.settle(id)
                await asyncio.sleep(1)
            finally:
                await superuser(f"ALTER DATABASE {postgres_database} ALLOW_CONNECTIONS true")
        for id, wanted in ((7, DONE), (8, DONE), (9, TAKEN)):
            await until(other, id, wanted)
    unclaimed = [entry for entry in logs if entry["event"].startswith("updates are dealt with unclaimed")]
    assert len(unclaimed) == 2  # once for each process


async def test_a_session_that_the_database_ends_meanwhile_is_no_mistake_of_ours(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AGAIN", 0.2)
    errors = [asyncpg.InternalClientError("cannot switch to state 12; another operation (2) is in progress")]
    fetch = asyncpg.Connection.fetch

    async def ended(self: asyncpg.Connection, *args: object, **named: object) -> object:
        if errors:
            raise errors.pop()
        return await fetch(self, *args, **named)

    async with replicas(postgres_url) as (one, other):
        await one.claim(1)
        monkeypatch.setattr(asyncpg.Connection, "fetch", ended)
        with structlog.testing.capture_logs() as logs:
            assert await one.claim(7) is OURS
        one.settle(7)
        await until(other, 7, DONE)
    assert [(each["log_level"], each["reason"]) for each in logs] == [
        ("warning", "the database does not answer (InternalClientError)")
    ]


async def test_where_the_database_is_slow_nobody_waits_for_long(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AGAIN", 0.2)
    async with replicas(postgres_url) as (one, other):
        await one.claim(1)
        blocker = await connect(address(postgres_url), 5.0)
        async with blocker.transaction():
            await blocker.execute("LOCK TABLE claims")
            async with asyncio.timeout(1.5):  # the lock itself would be waited for without an end
                assert await asyncio.gather(*map(one.claim, (7, 8))) == [OURS, OURS]
                assert await one.claim(9) is OURS
        await blocker.close()
        await until(other, 7, TAKEN)


async def test_after_an_hour_a_claim_is_deleted(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "INTERVAL", 0.05)
    connection = await connect(address(postgres_url), 5.0)
    await connection.execute(
        "INSERT INTO claims (id, owner, done, at) VALUES (1, 1, true, now() - interval '61 minutes'),"
        " (2, 1, true, now() - interval '59 minutes')"
    )
    async with replicas(postgres_url, 1), asyncio.timeout(SECONDS):
        while await _ids(connection) != [2]:  # noqa: ASYNC110  # it is done by itself
            await asyncio.sleep(0.05)
    await connection.close()


async def test_claims_wait_for_no_disk(postgres_url: str) -> None:
    connection = await connect(address(postgres_url), 5.0)
    assert await connection.fetchval("SELECT relpersistence FROM pg_class WHERE relname = 'claims'") == b"u"
    await connection.close()


async def _ids(connection: asyncpg.Connection) -> list[int]:
    return [row["id"] for row in await connection.fetch("SELECT id FROM claims ORDER BY id")]


async def test_what_is_kept_while_the_database_is_away_is_bounded(
    postgres_url: str, asked: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", 5)
    async with open_store(postgres_url) as store:
        for id in range(20):
            assert await store.claims.claim(id) is OURS  # nobody is present yet
            store.claims.settle(id)
        async with store.claims.open():
            await store.claims.claim(100)
    assert asked == [[*range(15, 20), 100]]


async def test_on_an_sqlite_file_nothing_is_asked(tmp_path: object, statements: list[str]) -> None:
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as store, store.claims.open():
        statements.clear()
        assert [await store.claims.claim(7), await store.claims.claim(7)] == [OURS, OURS]
        store.claims.settle(7)
    assert statements == []


async def test_an_album_is_answered_by_the_process_that_gets_its_first_message(postgres_url: str) -> None:
    async with replicas(postgres_url) as (one, other):
        first, second = Albums(one), Albums(other)
        assert [await first.begins("13"), await second.begins("13"), await first.begins("13")] == [True, False, False]
        first.answered("13")
        assert [await second.begins("14"), await second.begins(None), await first.begins(None)] == [True] * 3


async def test_a_crowd_that_never_pauses_is_not_taken_for_a_slow_database(postgres_url: str) -> None:
    async with replicas(postgres_url) as (one, other):
        end = asyncio.get_running_loop().time() + 3 * module.PATIENCE
        latest, chance = dict.fromkeys(range(40), 0), random.Random(1)

        async def tap(person: int) -> None:
            while asyncio.get_running_loop().time() < end:
                latest[person] += 40
                assert await one.claim(person + latest[person]) is OURS
                one.settle(person + latest[person])
                await asyncio.sleep(chance.uniform(0, 0.001))

        with structlog.testing.capture_logs() as logs:
            await asyncio.gather(*map(tap, latest))
        assert logs == []
        for person, id in latest.items():
            await until(other, person + id, DONE)
