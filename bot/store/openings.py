"""How often the places were opened, by day; by whom is not known."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import OPENINGS


class Openings:
    """The counts of opened places in a database; a `bot.ports.OpeningStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, counts: Mapping[tuple[date, str], int]) -> None:
        """Add to what was counted before, all or nothing; in one order, so that two processes never wait in a ring."""
        rows = [{"day": day, "place": place, "count": count} for (day, place), count in sorted(counts.items())]
        if rows:
            row = self._database.insert(OPENINGS)
            added = {"count": OPENINGS.c.count + row.excluded.count}
            keys = [OPENINGS.c.day, OPENINGS.c.place]
            await self._database.run(row.on_conflict_do_update(index_elements=keys, set_=added), rows)

    async def since(self, day: date) -> dict[tuple[date, str], int]:
        """Give the counts from a day on."""
        found = select(OPENINGS.c.day, OPENINGS.c.place, OPENINGS.c.count).where(OPENINGS.c.day >= day)
        rows = await self._database.rows(found.order_by(OPENINGS.c.day, OPENINGS.c.place))
        return {(row[0], row[1]): row[2] for row in rows}
