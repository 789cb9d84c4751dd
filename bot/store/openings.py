"""How often the places were opened, by day; by whom is not known."""

from collections.abc import Mapping
from datetime import date

from bot.store.database import Database

_ADD = """
    INSERT INTO openings (day, place, count) VALUES (:day, :place, :count)
    ON CONFLICT (day, place) DO UPDATE SET count = openings.count + excluded.count
"""
_SINCE = "SELECT day, place, count FROM openings WHERE day >= :day ORDER BY day, place"


class Openings:
    """The counts of opened places in a database; a `bot.ports.OpeningStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, counts: Mapping[tuple[date, str], int]) -> None:
        """Add to what was counted before, all or nothing; in one order, so that two processes never wait in a ring."""
        rows = [{"day": day, "place": place, "count": count} for (day, place), count in sorted(counts.items())]
        if rows:
            await self._database.run_each(_ADD, rows)

    async def since(self, day: date) -> dict[tuple[date, str], int]:
        """Give the counts from a day on."""
        rows = await self._database.rows(_SINCE, day=day)
        return {(row[0], row[1]): row[2] for row in rows}
