"""One process at a time may send, on each engine."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Awaitable, Callable

import pytest

from bot.errors import StoreError
from bot.store import Store, open_store
from tests.conftest import ROOT
from tests.processes import SECONDS

HOLD_ON = """
import asyncio, sys
from bot.store import open_store

async def main():
    async with open_store(sys.argv[1]) as store, store.lease.held() as mine:
        print("mine" if mine else "taken", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


async def free(store: Store) -> bool:
    """Tell whether the lease is to be had."""
    async with store.lease.held() as mine:
        return mine is not None


async def test_only_one_has_it_and_the_next_gets_it_afterwards(store: Store, database_url: str) -> None:
    async with open_store(database_url) as other:
        async with store.lease.held() as mine:
            assert mine is not None
            await mine()
            assert not await free(other)
            assert not await free(store)
        assert await free(other)
        assert await free(store)


async def test_an_error_while_it_is_held_gives_it_back(store: Store, database_url: str) -> None:
    with pytest.raises(RuntimeError):
        async with store.lease.held():
            raise RuntimeError("something went wrong")
    async with open_store(database_url) as other:
        assert await free(other)


async def test_a_process_that_is_killed_makes_room_at_once(store: Store, database_url: str) -> None:
    holder = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLD_ON, database_url, cwd=ROOT, stdout=PIPE)
    try:
        assert holder.stdout is not None
        async with asyncio.timeout(SECONDS):
            assert await holder.stdout.readline() == b"mine\n"
        assert not await free(store)
    finally:
        holder.kill()
        await holder.communicate()
    async with asyncio.timeout(SECONDS):
        while not await free(store):  # noqa: ASYNC110  # PostgreSQL needs a moment to notice that the connection is gone
            await asyncio.sleep(0.05)


async def test_whoever_loses_the_connection_learns_that_the_lease_is_lost(
    postgres_url: str, postgres_database: str, superuser: Callable[[str], Awaitable[None]]
) -> None:
    async with open_store(postgres_url) as store, store.lease.held() as mine:
        assert mine is not None
        await superuser(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{postgres_database}'")
        with pytest.raises(StoreError, match=r"^the database does not answer"):
            await mine()


async def test_a_database_in_memory_has_a_lease_of_its_own() -> None:
    async with open_store("sqlite://") as store, store.lease.held() as mine:
        assert mine is not None
        assert not await free(store)
