"""The announcements that go out: to whom, how far, and what became of each message.

The chats of an announcement are written down when it begins, so that a crash leaves nobody out; when it is over, only
their number is kept.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.core.announcing import Outcome, Run, State, Where
from bot.store.chats import DELIVERABLE, LOST
from bot.store.connection import Connection, listed
from bot.store.database import Database

BEGINNING_PATIENCE = 60.0
"""Seconds for writing down or clearing away the chats of an announcement: a hundred thousand take a second or two."""
_COUNTED = (Outcome.SENT, Outcome.UNREACHABLE, Outcome.FAILED, Outcome.UNSURE)
_NOTHING: dict[str, int] = {outcome.name.lower(): 0 for outcome in _COUNTED}
_BEFORE_ALL = -(2**63)
"""Less than the id of any chat."""

_AUDIENCE = f"SELECT language, count(*) FROM chats WHERE {DELIVERABLE} GROUP BY language"
_BEGIN = """
    INSERT INTO announcements (
        id, state, started, total, sent, unreachable, failed, unsure,
        report_chat, report_message, report_language, report_asks
    )
    VALUES (
        :id, :state, :started, 0, 0, 0, 0, 0,
        :report_chat, :report_message, :report_language, :report_asks
    )
    ON CONFLICT (id) DO NOTHING
"""
_ADDRESS = f"""
    INSERT INTO deliveries (announcement, chat, outcome)
    SELECT CAST(:id AS VARCHAR(47)), id, {Outcome.WAITING.value} FROM chats WHERE {DELIVERABLE}
"""
_COUNT = """
    UPDATE announcements SET total = (SELECT count(*) FROM deliveries WHERE announcement = :id) WHERE id = :id
"""
_COLUMNS = (
    *("id", "state", "started", "finished", "total", *_NOTHING),
    *("report_chat", "report_message", "report_language", "report_asks"),
)
_RUNS = f"SELECT {', '.join(_COLUMNS)} FROM announcements WHERE {{}} ORDER BY started DESC"
_UNFINISHED = f"state = '{State.SENDING}' OR state = '{State.CANCELLED}' AND finished IS NULL"
_WAITING = f"""
    SELECT deliveries.chat, chats.language FROM deliveries JOIN chats ON chats.id = deliveries.chat
    WHERE deliveries.announcement = :id AND deliveries.chat > :after
    AND deliveries.outcome = {Outcome.WAITING.value} AND {DELIVERABLE}
    ORDER BY deliveries.chat LIMIT :limit
"""
_OUTCOME = "SELECT outcome FROM deliveries WHERE announcement = :id AND chat = :chat"
_RECORD = "UPDATE deliveries SET outcome = :outcome WHERE announcement = :id AND chat = :chat"
_OUTCOMES = f"""
    SELECT announcement, outcome, count(*) FROM deliveries
    WHERE announcement IN ({{}}) AND outcome <> {Outcome.WAITING.value}
    GROUP BY announcement, outcome
"""
_SHOW = """
    UPDATE announcements SET
        report_chat = :report_chat, report_message = :report_message,
        report_language = :report_language, report_asks = :report_asks
    WHERE id = :id AND finished IS NULL
"""
_FINISH = """
    UPDATE announcements SET
        finished = :finished, sent = :sent, unreachable = :unreachable, failed = :failed, unsure = :unsure,
        report_chat = NULL, report_message = NULL, report_language = NULL, report_asks = NULL
    WHERE id = :id AND finished IS NULL
"""
_CLOSE = f"UPDATE announcements SET state = '{State.DONE}' WHERE id = :id AND state <> '{State.CANCELLED}'"


class Ledger:
    """The announcements in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def audience(self) -> dict[str | None, int]:
        """Count by language the chats to which an announcement would go now; None is no language of their own."""
        return {row[0]: row[1] for row in await self._database.rows(_AUDIENCE)}

    async def begin(self, id: str, report: Where | None = None) -> bool:
        """Write down to whom an announcement goes, all or nobody; False where it has been begun before."""
        written = {"state": State.SENDING.value, "started": self._database.now(), **_written(report)}

        async def work(connection: Connection) -> bool:
            if not await connection.run(_BEGIN, id=id, **written):
                return False
            await connection.run(_ADDRESS, id=id)
            await connection.run(_COUNT, id=id)
            return True

        return await self._database.carry_out(work, BEGINNING_PATIENCE)

    async def run(self, id: str) -> Run | None:
        """Give how far an announcement is, or None where it was never begun."""
        return next(iter(await self._runs("id = :id", id=id)), None)

    async def runs(self) -> list[Run]:
        """Give all announcements that were ever begun, the newest first."""
        return await self._runs("TRUE")

    async def unfinished(self) -> list[Run]:
        """Give those that are to go out now or, cancelled, to be closed, the oldest first."""
        return (await self._runs(_UNFINISHED))[::-1]

    async def state(self, id: str) -> State | None:
        """Give where an announcement is."""
        found = await self._database.value("SELECT state FROM announcements WHERE id = :id", id=id)
        return None if found is None else State(found)

    async def waiting(self, id: str, after: int | None, limit: int) -> Sequence[tuple[int, str | None]]:
        """Give the next chats by their ids, with their languages: those that are still subscribed and reachable."""
        last = _BEFORE_ALL if after is None else after
        rows = await self._database.rows(_WAITING, id=id, after=last, limit=limit)
        return [(chat, language) for chat, language in rows]

    async def is_waiting(self, id: str, chat_id: int) -> bool:
        """Tell whether a chat is still to get an announcement."""
        found: int | None = await self._database.value(_OUTCOME, id=id, chat=chat_id)
        return found == Outcome.WAITING.value

    async def record(self, id: str, outcomes: Mapping[int, Outcome]) -> None:
        """Keep what became of the messages to some chats; the unreachable ones get nothing more."""
        today = self._database.today()
        rows = [{"id": id, "chat": chat, "outcome": outcome.value} for chat, outcome in sorted(outcomes.items())]
        lost = [{"chat": row["chat"], "today": today} for row in rows if row["outcome"] == Outcome.UNREACHABLE.value]

        async def work(connection: Connection) -> None:
            await connection.run_each(_RECORD, rows)
            await connection.run_each(LOST, lost)

        await self._database.carry_out(work)

    async def change(self, id: str, state: State, *, unless: Collection[State]) -> bool:
        """Put an announcement into a state; False where it is in one of those that forbid that, or was never begun."""
        allowing, values = listed("from", (each.value for each in State if each not in unless))
        statement = f"UPDATE announcements SET state = :state WHERE id = :id AND state IN ({allowing})"
        return bool(await self._database.run(statement, id=id, state=state.value, **values))

    async def show_at(self, id: str, report: Where | None) -> None:
        """Remember in which message the progress is shown, until it is over."""
        await self._database.run(_SHOW, id=id, **_written(report))

    async def finish(self, id: str) -> Run | None:
        """Close an announcement that is sent or cancelled; to whom it went, and who watched, is kept no longer."""
        before = await self.run(id)

        async def work(connection: Connection) -> None:
            counts = (await _counts(connection, [id])).get(id, _NOTHING)
            await connection.run(_FINISH, id=id, finished=self._database.now(), **counts)
            await connection.run(_CLOSE, id=id)
            await connection.run("DELETE FROM deliveries WHERE announcement = :id", id=id)

        await self._database.carry_out(work, BEGINNING_PATIENCE)
        run = await self.run(id)
        return replace(run, report=before.report) if run and before else run

    async def _runs(self, condition: str, **values: Any) -> list[Run]:
        async def work(connection: Connection) -> list[Run]:
            rows = await connection.rows(_RUNS.format(condition), **values)
            found = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
            counts = await _counts(connection, [row["id"] for row in found if row["finished"] is None])
            return [_run(row, counts.get(row["id"], {})) for row in found]

        return await self._database.look(work)


def _written(report: Where | None) -> dict[str, Any]:
    if report is None:
        return dict.fromkeys(("report_chat", "report_message", "report_language", "report_asks"))
    return {
        "report_chat": report.chat_id,
        "report_message": report.message_id,
        "report_language": report.language,
        "report_asks": report.is_asking,
    }


async def _counts(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, int]]:
    """Count the outcomes so far, by announcement."""
    names, values = listed("id", ids)
    found: dict[str, Counter[str]] = {}
    for id, outcome, count in await connection.rows(_OUTCOMES.format(names), **values):
        found.setdefault(id, Counter())[Outcome(outcome).name.lower()] = count
    return {id: _NOTHING | counted for id, counted in found.items()}


def _run(row: Mapping[str, Any], counts: Mapping[str, int]) -> Run:
    """Make the value of a row; of one that is not over, the numbers are those that were counted."""
    report = None
    if row["report_chat"] is not None:
        report = Where(row["report_chat"], row["report_message"], row["report_language"], bool(row["report_asks"]))
    numbers = {name: counts.get(name, row[name]) for name in _NOTHING}
    return Run(row["id"], State(row["state"]), row["started"], row["finished"], row["total"], **numbers, report=report)
