"""The announcements that go out: to whom, how far, and what became of each message.

The chats of an announcement are written down when it begins, so that a crash leaves nobody out; when it is over, only
their number is kept.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update

from bot.core.announcing import Outcome, Run, State, Where
from bot.store.chats import deliverable
from bot.store.database import Database
from bot.store.tables import ANNOUNCEMENTS, CHATS, DELIVERIES

BEGINNING_PATIENCE = 60.0
"""Seconds for writing down or clearing away the chats of an announcement: a hundred thousand take a second or two."""
_COUNTED = (Outcome.SENT, Outcome.UNREACHABLE, Outcome.FAILED, Outcome.UNSURE)
_NOTHING: dict[str, int] = {outcome.name.lower(): 0 for outcome in _COUNTED}


class Ledger:
    """The announcements in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def audience(self) -> dict[str | None, int]:
        """Count by language the chats to which an announcement would go now; None is no language of their own."""
        rows = await self._database.rows(
            select(CHATS.c.language, func.count()).where(deliverable()).group_by(CHATS.c.language)
        )
        return {row[0]: row[1] for row in rows}

    async def begin(self, id: str, report: Where | None = None) -> bool:
        """Write down to whom an announcement goes, all or nobody; False where it has been begun before."""
        row = self._database.insert(ANNOUNCEMENTS).values(
            {"id": id, "state": State.SENDING, "started": self._database.now(), "total": 0}
            | _NOTHING
            | _written(report)
        )
        chats = select(literal(id), CHATS.c.id, literal(Outcome.WAITING.value)).where(deliverable())
        count = select(func.count()).where(DELIVERIES.c.announcement == id).scalar_subquery()

        def work(connection: Connection) -> bool:
            if not connection.execute(row.on_conflict_do_nothing()).rowcount:
                return False
            connection.execute(insert(DELIVERIES).from_select(["announcement", "chat", "outcome"], chats))
            connection.execute(update(ANNOUNCEMENTS).where(ANNOUNCEMENTS.c.id == id).values(total=count))
            return True

        return await self._database.carry_out(work, BEGINNING_PATIENCE)

    async def run(self, id: str) -> Run | None:
        """Give how far an announcement is, or None where it was never begun."""
        return next(iter(await self._runs(ANNOUNCEMENTS.c.id == id)), None)

    async def runs(self) -> list[Run]:
        """Give all announcements that were ever begun, the newest first."""
        return await self._runs()

    async def unfinished(self) -> list[Run]:
        """Give those that are to go out now or, cancelled, to be closed, the oldest first."""
        unclosed = (ANNOUNCEMENTS.c.state == State.CANCELLED) & ANNOUNCEMENTS.c.finished.is_(None)
        return (await self._runs((ANNOUNCEMENTS.c.state == State.SENDING) | unclosed))[::-1]

    async def state(self, id: str) -> State | None:
        """Give where an announcement is."""
        found = await self._database.value(select(ANNOUNCEMENTS.c.state).where(ANNOUNCEMENTS.c.id == id))
        return None if found is None else State(found)

    async def waiting(self, id: str, after: int | None, limit: int) -> Sequence[tuple[int, str | None]]:
        """Give the next chats by their ids, with their languages: those that are still subscribed and reachable."""
        found = (
            select(DELIVERIES.c.chat, CHATS.c.language)
            .join(CHATS, CHATS.c.id == DELIVERIES.c.chat)
            .where(DELIVERIES.c.announcement == id, DELIVERIES.c.outcome == Outcome.WAITING.value, deliverable())
            .order_by(DELIVERIES.c.chat)
            .limit(limit)
        )
        rows = await self._database.rows(found if after is None else found.where(DELIVERIES.c.chat > after))
        return [(chat, language) for chat, language in rows]

    async def is_waiting(self, id: str, chat_id: int) -> bool:
        """Tell whether a chat is still to get an announcement."""
        row = select(DELIVERIES.c.outcome).where(DELIVERIES.c.announcement == id, DELIVERIES.c.chat == chat_id)
        found: int | None = await self._database.value(row)
        return found == Outcome.WAITING.value

    async def record(self, id: str, outcomes: Mapping[int, Outcome]) -> None:
        """Keep what became of the messages to some chats; the unreachable ones get nothing more."""
        today = self._database.today()
        lost = [chat for chat, outcome in outcomes.items() if outcome is Outcome.UNREACHABLE]
        forsaken = update(CHATS).where(CHATS.c.id.in_(lost), CHATS.c.unreachable.is_(None))

        def work(connection: Connection) -> None:
            connection.execute(_RECORD, [_outcome(id, *item) for item in outcomes.items()])
            if lost:
                connection.execute(forsaken.values(unreachable=today, changed=today))

        await self._database.carry_out(work)

    async def change(self, id: str, state: State, *, unless: Collection[State]) -> bool:
        """Put an announcement into a state; False where it is in one of those that forbid that, or was never begun."""
        return bool(
            await self._database.run(
                update(ANNOUNCEMENTS)
                .where(ANNOUNCEMENTS.c.id == id, ANNOUNCEMENTS.c.state.not_in(unless))
                .values(state=state)
            )
        )

    async def show_at(self, id: str, report: Where | None) -> None:
        """Remember in which message the progress is shown, until it is over."""
        unfinished = update(ANNOUNCEMENTS).where(ANNOUNCEMENTS.c.id == id, ANNOUNCEMENTS.c.finished.is_(None))
        await self._database.run(unfinished.values(_written(report)))

    async def finish(self, id: str) -> Run | None:
        """Close an announcement that is sent or cancelled; to whom it went, and who watched, is kept no longer."""
        before = await self.run(id)
        unfinished = update(ANNOUNCEMENTS).where(ANNOUNCEMENTS.c.id == id, ANNOUNCEMENTS.c.finished.is_(None))
        sent = update(ANNOUNCEMENTS).where(ANNOUNCEMENTS.c.id == id, ANNOUNCEMENTS.c.state != State.CANCELLED)

        def work(connection: Connection) -> None:
            counts = _counts(connection, [id])
            done = {"finished": self._database.now(), **counts.get(id, _NOTHING), **_written(None)}
            connection.execute(unfinished.values(done))
            connection.execute(sent.values(state=State.DONE))
            connection.execute(delete(DELIVERIES).where(DELIVERIES.c.announcement == id))

        await self._database.carry_out(work, BEGINNING_PATIENCE)
        run = await self.run(id)
        return replace(run, report=before.report) if run and before else run

    async def _runs(self, *conditions: Any) -> list[Run]:
        statement = select(*ANNOUNCEMENTS.columns).where(*conditions).order_by(ANNOUNCEMENTS.c.started.desc())

        def work(connection: Connection) -> list[Run]:
            rows = connection.execute(statement).all()
            counts = _counts(connection, [row.id for row in rows if row.finished is None])
            return [_run(row, counts.get(row.id, {})) for row in rows]

        return await self._database.carry_out(work)


_RECORD = (
    update(DELIVERIES)
    .where(DELIVERIES.c.announcement == bindparam("of"), DELIVERIES.c.chat == bindparam("to"))
    .values(outcome=bindparam("became"))
)


def _outcome(id: str, chat: int, outcome: Outcome) -> dict[str, Any]:
    return {"of": id, "to": chat, "became": outcome.value}


def _written(report: Where | None) -> dict[str, Any]:
    if report is None:
        return dict.fromkeys(("report_chat", "report_message", "report_language", "report_asks"))
    return {
        "report_chat": report.chat_id,
        "report_message": report.message_id,
        "report_language": report.language,
        "report_asks": report.is_asking,
    }


def _counts(connection: Connection, ids: Collection[str]) -> dict[str, dict[str, int]]:
    """Count the outcomes so far, by announcement."""
    if not ids:
        return {}
    statement = (
        select(DELIVERIES.c.announcement, DELIVERIES.c.outcome, func.count())
        .where(DELIVERIES.c.announcement.in_(ids), DELIVERIES.c.outcome != Outcome.WAITING.value)
        .group_by(DELIVERIES.c.announcement, DELIVERIES.c.outcome)
    )
    found: dict[str, Counter[str]] = {}
    for id, outcome, count in connection.execute(statement):
        found.setdefault(id, Counter())[Outcome(outcome).name.lower()] = count
    return {id: _NOTHING | counted for id, counted in found.items()}


def _run(row: Any, counts: Mapping[str, int]) -> Run:
    """Make the value of a row; of one that is not over, the numbers are those that were counted."""
    report = None
    if row.report_chat is not None:
        report = Where(row.report_chat, row.report_message, row.report_language, bool(row.report_asks))
    numbers = {name: counts.get(name, getattr(row, name)) for name in _NOTHING}
    return Run(row.id, State(row.state), row.started, row.finished, row.total, **numbers, report=report)
