"""A process among others on one PostgreSQL: it has a number as long as a connection lasts, and makes claims over that.

The number is an advisory lock, so that PostgreSQL itself knows who is alive: what a killed process had claimed is free
at once, and no clock has to be trusted.
"""

import random
from collections.abc import Callable, Mapping
from typing import Any, Self

from bot.core.claims import Claim
from bot.errors import StoreError
from bot.store import postgresql
from bot.store.address import Address

_FAMILY = 0x414C_4C59
"""The first half of the advisory locks of all processes; the other half is a number by chance."""
_ALIVE = "SELECT pg_try_advisory_lock($1, $2)"
_PUT = f"""
    INSERT INTO claims AS held (id, owner, done)
    SELECT id, $1, done FROM unnest($2::bigint[], $3::boolean[]) AS asked (id, done)
    ON CONFLICT (id) DO UPDATE SET
        done = held.done OR excluded.done,
        owner = CASE WHEN held.done OR EXISTS (
            SELECT FROM pg_locks
            WHERE locktype = 'advisory' AND classid = {_FAMILY} AND objid = held.owner::oid AND objsubid = 2
        ) THEN held.owner ELSE excluded.owner END
    RETURNING id, owner, done
"""


class Presence:
    """A number that nobody else has while this lasts."""

    def __init__(self, connection: Any, number: int) -> None:
        self._connection = connection
        self._number = number

    @classmethod
    async def begin(cls, address: Address, patience: float, over: Callable[[], None]) -> Self:
        """Take a number; `over` is called when its connection is lost. Nothing takes longer than `patience` seconds.

        Raises:
            StoreError: the database does not answer.
        """
        connection = None
        try:
            connection = await postgresql.connect(address, patience)
            while True:
                number = random.randrange(2**31)  # noqa: S311  # has to be another one, and is no secret
                if await connection.fetchval(_ALIVE, _FAMILY, number, timeout=patience):
                    connection.add_termination_listener(lambda _: over())
                    return cls(connection, number)
        except postgresql.FAILURES as error:
            raise _failed(error, connection) from error

    @property
    def is_over(self) -> bool:
        """Whether the connection was lost, and with it whatever was claimed and is not done."""
        closed: bool = self._connection.is_closed()
        return closed

    async def put(self, asked: Mapping[int, bool], patience: float) -> dict[int, Claim]:
        """Claim what is not done, and put down what is; give what came of each, in one statement.

        The rows are in one order, so that no two processes ever wait for one another in a ring.

        Raises:
            StoreError: the database does not answer; nobody knows what it has done, and this is over.
        """
        ids = sorted(asked)
        dones = [asked[id] for id in ids]
        try:
            rows = await self._connection.fetch(_PUT, self._number, ids, dones, timeout=patience)
        except postgresql.FAILURES as error:
            raise _failed(error, self._connection) from error
        return {id: self._claim(owner, done) for id, owner, done in rows}

    async def end(self) -> None:
        """Hang up: whatever is claimed and not done is free."""
        await self._connection.close()

    def _claim(self, owner: int, done: bool) -> Claim:
        if done:
            return Claim.DONE
        return Claim.OURS if owner == self._number else Claim.TAKEN


def _failed(error: Exception, connection: Any) -> StoreError:
    """Hang up at once, for nothing good can come over a connection that failed."""
    if connection is not None:
        connection.terminate()
    return StoreError(f"the database does not answer ({type(error).__name__})")
