"""The database: whether it is there, and has the tables that this version needs."""

from rich.filesize import decimal

from bot.doctor.finding import Finding, Remedy, fits, misfit, skipped, unknown
from bot.errors import StoreError
from bot.settings import Settings
from bot.store import Glance, look
from bot.store.address import Address, address
from bot.store.schema import HEAD

_WHAT, _TABLES = "database", "tables"
Seen = Glance | StoreError | None


async def seen(settings: Settings) -> Seen:
    """Look at the database, and at the languages of the admins' chats."""
    try:
        return await look(settings.database_url.get_secret_value(), settings.admin_chat_ids)
    except StoreError as error:
        return error


def findings(seen: Seen, settings: Settings) -> list[Finding]:
    """Say how it stands."""
    match seen:
        case StoreError():
            return [_failed(seen)]
        case _ if _where(settings).is_lost_at_each_start:
            return [_lost(_where(settings))]
        case None:
            return [_missing(settings)]
        case Glance():
            chats = "" if seen.chats is None else f", {seen.chats:,} {'chat' if seen.chats == 1 else 'chats'}"
            return [fits(_WHAT, f"{_where(settings)}: {decimal(seen.size)}{chats}"), _tables(seen), *_sessions(seen)]


def _where(settings: Settings) -> Address:
    return address(settings.database_url.get_secret_value())


def _failed(error: StoreError) -> Finding:
    found, _, way_out = str(error).rpartition("; ")
    is_silent = isinstance(error.__cause__, OSError) or "locked" in found
    return unknown(_WHAT, found, way_out) if is_silent else misfit(_WHAT, found, way_out)


def _lost(where: Address) -> Finding:
    return misfit(
        _WHAT,
        f"{where} is on the platform's disk, which each start empties: all that was chosen is lost with it",
        "add a PostgreSQL, whose address the platform gives as DATABASE_URL",
    )


def _missing(settings: Settings) -> Finding:
    where = _where(settings)
    if where.is_in_memory:
        return skipped(_WHAT, "it is in the memory of the running bot, and forgotten with it")
    return misfit(
        _WHAT,
        f"there is no file {where.database}",
        "look from the folder in which the bot runs; where it never ran, start it, or --fix",
        Remedy.TABLES,
    )


def _tables(seen: Glance) -> Finding:
    if seen.is_behind:
        found = f"at {seen.revision or 'nothing'}; this version needs {HEAD}"
        return misfit(_TABLES, found, "python -m bot db upgrade, or --fix", Remedy.TABLES)
    if seen.is_ahead:
        found = f"at {seen.revision}, made by a newer version; this one knows {HEAD}, and runs all the same"
        return misfit(_TABLES, found, "look and run with the newer version")
    return fits(_TABLES, f"at {HEAD}, the newest")


def _sessions(seen: Glance) -> list[Finding]:
    if seen.shares_sessions is None:
        return []
    what = "sessions"
    if not seen.shares_sessions:
        return [fits(what, "each connection has its own, so that locks tell processes apart")]
    found = "connections share them, as behind a pooler in transaction mode: locks that tell processes apart are lost"
    return [misfit(what, found, "DATABASE_URL has to lead to PostgreSQL itself, or to a pooler in session mode")]
