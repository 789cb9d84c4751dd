"""Announcing from a terminal: see what goes out and to how many, confirm it, follow it.

Where the bot is running, it sends: it alone knows what else it is sending. Only where nobody does so within a few
seconds, this process does it by itself.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import assert_never

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from bot import app, loading
from bot.announcing.office import LOOK, Office
from bot.clock import RealClock
from bot.core import announcements
from bot.core.announcements import Letter
from bot.core.announcing import Run, State
from bot.core.edition import View
from bot.core.html import plain
from bot.core.locales import SOURCE
from bot.core.screens import desk
from bot.errors import AnnouncingError, StoreError
from bot.registration import in_plain_words
from bot.services import Services
from bot.settings import Settings
from bot.store import open_store
from bot.tg import progress
from bot.tg.ally import Ally
from bot.tg.pace import Pace
from bot.tg.request import AiohttpRequest
from bot.tg.traffic import Traffic

PATIENCE = LOOK + 2.0
"""Seconds that the running bot has to begin."""
GLANCE = 0.5
_OVER = (State.CANCELLED, State.DONE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of an announcement: the state that it is to have, and whether that is confirmed already.

    To be sent it need not have been begun, but where it `resumes`.
    """

    id: str
    state: State
    confirmed: bool = False
    resumes: bool = False


async def list_all(given: Settings, console: Console) -> None:
    """Print what can be announced, and how far each is.

    Raises:
        EditionError: content/ or locales/ is at fault.
        StoreError: the database does not answer.
    """
    async with _opened(given) as services:
        runs = {run.id: run for run in await services.store.ledger.runs()}
        audience = (await services.audience()).total()
        view = View(services.edition, SOURCE)
        table = Table(Column("ID", overflow="fold"), "What", "State", box=None, pad_edge=False, header_style="bold")
        known = announcements.ids(view.catalog)
        for id in (*known, *(id for id in runs if id not in known)):
            table.add_row(id, announcements.title(id, view), _state(runs.get(id)))
        console.print(table)
        console.print(f"\n{_many(audience, 'subscriber')}. To announce one: python -m bot announce ID", highlight=False)


async def carry_out(wish: Wish, given: Settings, console: Console) -> None:
    """Bring an announcement into the wanted state, and follow it while it goes out.

    Raises:
        AnnouncingError: it cannot be; the message says why, and the way out.
        EditionError: content/ or locales/ is at fault.
        StartError: Telegram rejects the token, or is out of reach.
        StoreError: the database does not answer.
    """
    async with _opened(given) as services:
        run = await services.store.ledger.run(wish.id)
        if run is None and (wish.state is not State.SENDING or wish.resumes):
            raise AnnouncingError(f"{wish.id} was never begun; to begin it: python -m bot announce {wish.id}")
        if run is not None and run.state.is_over:
            raise AnnouncingError(f"{wish.id} is over ({_state(run)}); to announce more, write one with another id")
        if run is not None and wish.state is not State.SENDING:
            await _stop(wish, run, services, console)
        elif run is not None and run.state is State.PAUSED and not wish.resumes:
            raise AnnouncingError(
                f"{wish.id} is {_state(run)}; to go on: python -m bot announce {wish.id} --resume, to end it: --cancel"
            )
        else:
            await _send(wish, run, services, given, console)


async def _send(wish: Wish, run: Run | None, services: Services, given: Settings, console: Console) -> None:
    ledger = services.store.ledger
    if run is None and not await _is_wanted(wish, services, given, console):
        return
    async with _sender(given) as sender:
        if run is None:
            await ledger.begin(wish.id)
        else:
            await ledger.change(wish.id, State.SENDING, unless=_OVER)
        await _Watch(wish.id, services, sender, console).follow()


async def _is_wanted(wish: Wish, services: Services, given: Settings, console: Console) -> bool:
    """Show what goes out and to how many, and ask; without a token there is no sense in asking."""
    view = View(services.edition, SOURCE)
    if announcements.letter(wish.id, view) is None:
        raise AnnouncingError(_unknown(wish.id, view))
    assert given.token  # noqa: S101  # raises where there is none
    for locale, words in services.edition.languages.items():
        letter = announcements.letter(wish.id, View(services.edition, locale))
        assert letter is not None  # noqa: S101  # there is one in each language
        console.rule(words.button_name, align="left")
        console.print(_drawn(letter), highlight=False, markup=False, emoji=False)
    console.rule()
    audience = await services.audience()
    console.print(plain(desk.question(wish.id, audience, view).text).partition("\n\n")[2], highlight=False)
    if not audience:
        return False
    if not wish.confirmed and not sys.stdin.isatty():
        raise AnnouncingError("nobody is there to confirm it; add --yes")
    return wish.confirmed or typer.confirm("Send it now?", err=True)


async def _stop(wish: Wish, run: Run, services: Services, console: Console) -> None:
    if wish.state is State.CANCELLED and not wish.confirmed:
        doubt = plain(desk.doubt(run, View(services.edition, SOURCE)).text).partition("\n\n")[2]
        if not sys.stdin.isatty():
            raise AnnouncingError(f"{doubt} Nobody is there to confirm it; add --yes")
        if not typer.confirm(doubt, err=True):
            return
    await services.store.ledger.change(wish.id, wish.state, unless=_OVER)
    later = await services.store.ledger.run(wish.id) or run
    console.print(f"{wish.id}: {_state(later)}", highlight=False)
    if later.state is State.PAUSED:
        console.print(f"To go on: python -m bot announce {wish.id} --resume", highlight=False)


class _Watch:
    """Follows an announcement; sends it where nobody else does."""

    def __init__(self, id: str, services: Services, sender: "_Sender", console: Console) -> None:
        self._id = id
        self._services = services
        self._console = console
        self._refusal = ""
        self._shown = progress.Progress(sender.bot, services)
        self._office = Office(services, sender.bot, pace=sender.pace, clock=RealClock(), tell=self._hear)

    async def follow(self) -> None:
        """Show how far it is until it ends; whoever interrupts that pauses it."""
        stop = app.stop_signal()
        async with AsyncExitStack() as stack:
            await self._until_it_ends(stop, stack)
            if stop.is_set():
                await self._services.store.ledger.change(self._id, State.PAUSED, unless=_OVER)
        run = await self._services.store.ledger.run(self._id)
        if run is None:
            raise AnnouncingError(f"{self._id} is not known to the database any more")
        status = desk.status(run, View(self._services.edition, SOURCE), self._refusal)
        self._console.print(plain(status.text), highlight=False, markup=False, emoji=False)
        if run.state is State.PAUSED:
            raise AnnouncingError(f"It is paused; to go on: python -m bot announce {self._id} --resume")

    async def _until_it_ends(self, stop: asyncio.Event, stack: AsyncExitStack) -> None:
        clock = RealClock()
        done, moved, is_ours = 0, clock(), False
        with _progress() as bar:
            task = bar.add_task("Waiting for the running bot", total=None)
            while not stop.is_set():
                run = await self._glance()
                if run and run.state is not State.SENDING:
                    return
                if run and run.dealt_with != done:
                    done, moved = run.dealt_with, clock()
                    bar.update(task, description="Sending", completed=done, total=run.total)
                if not is_ours and clock() - moved > PATIENCE:
                    is_ours = True
                    await stack.enter_async_context(self._office.open())
                await _pause(stop, GLANCE)

    async def _glance(self) -> Run | None:
        try:
            return await self._services.store.ledger.run(self._id)
        except StoreError:
            return None  # it is asked again

    async def _hear(self, run: Run, refusal: str) -> None:
        self._refusal = refusal
        await self._shown.show(run, refusal)


@dataclass(frozen=True, slots=True)
class _Sender:
    """The bot, with the pace at which it sends."""

    bot: Ally
    pace: Pace


@asynccontextmanager
async def _sender(given: Settings) -> AsyncIterator[_Sender]:
    pace, api = Pace(RealClock()), given.telegram_api_url
    async with AiohttpRequest() as request:
        bot = Ally(
            given.token,
            f"{api}/bot",
            f"{api}/file/bot",
            request=request,
            get_updates_request=request,
            rate_limiter=Traffic(pace, RealClock()),
        )
        with in_plain_words(given):
            await bot.initialize()
        try:
            yield _Sender(bot, pace)
        finally:
            await bot.shutdown()


@asynccontextmanager
async def _opened(given: Settings) -> AsyncIterator[Services]:
    edition = loading.load(given.content_dir, given.locales_dir)
    async with open_store(given.database_url.get_secret_value(), is_made=True) as store:
        yield Services(edition, store, content_dir=given.content_dir)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()


def _progress() -> Progress:
    """Make a bar for whoever watches."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _drawn(letter: Letter) -> str:
    """Write a letter as plain text, with what goes with it above, and its buttons below."""
    above = [f"({letter.attachment.kind}: {letter.attachment.source})"] if letter.attachment else []
    below = [" ".join(f"[ {button.label} ]" for button in row) for row in letter.rows]
    return "\n".join([*above, plain(letter.text), "", *below])


def _unknown(id: str, view: View) -> str:
    known = announcements.ids(view.catalog)
    close = get_close_matches(id, known, 3, 0.5)
    return f"there is no announcement {id}; " + (
        f"perhaps {' or '.join(close)}" if close else f"there are {', '.join(known)}"
    )


def _state(run: Run | None) -> str:
    if run is None:
        return ""
    match run.state:
        case State.SENDING:
            return f"going out: {run.dealt_with:,} of {run.total:,}"
        case State.PAUSED:
            return f"paused: {run.dealt_with:,} of {run.total:,}"
        case State.CANCELLED:
            return f"cancelled on {run.started:%Y-%m-%d}: sent to {run.sent:,}"
        case State.DONE:
            return f"sent on {run.started:%Y-%m-%d} to {run.sent:,}"
        case _:
            assert_never(run.state)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
