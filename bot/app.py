"""The only place where things are put together."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext, suppress
from functools import partial

import structlog
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest

import handlers
from bot import loading
from bot.announcing.office import Office
from bot.clock import RealClock
from bot.counting import written
from bot.errors import Fault, StartError, StoreError
from bot.introduction import Introduce, gathered
from bot.ports import Claims, Clock, Reply
from bot.registration import caller, in_plain_words, paths, register
from bot.reloading import Listener, following
from bot.seeing import Sight, seeing
from bot.services import Services
from bot.settings import Settings
from bot.store import Store, open_store
from bot.tg import press as presses
from bot.tg import profile
from bot.tg.admins import Admins
from bot.tg.albums import Albums
from bot.tg.ally import Ally
from bot.tg.answers import Observer
from bot.tg.context import BotData, Context
from bot.tg.errand import became
from bot.tg.intake import Intake
from bot.tg.lanes import Lanes, Turn
from bot.tg.origins import RawUpdate
from bot.tg.pace import Pace
from bot.tg.polling import polling
from bot.tg.progress import Progress
from bot.tg.request import AiohttpRequest
from bot.tg.together import together
from bot.tg.traffic import Traffic
from bot.tidying import tidying
from bot.watch import Outcome
from bot.web.gate import Gate
from bot.web.health import Check
from bot.web.server import serving
from bot.web.webhook import Webhook
from handlers import arrivals, failures

YOUNG = 2_000
"""Objects that are made before the collector looks for cycles among them; a tap leaves hardly any."""

App = Application[Ally, Context, dict[object, object], dict[object, object], BotData, None]

Refuse = Callable[[], None]
"""Has new updates refused, so that Telegram keeps them."""
Doors = tuple[Refuse, int]
"""What closes the way in, and the port at which it is."""

_log = structlog.get_logger()


def build(
    services: Services,
    token: str,
    request: BaseRequest,
    poll_request: BaseRequest,
    api_url: str,
    pace: Pace | None = None,
    clock: Clock | None = None,
    observer: Observer | None = None,
) -> App:
    """Put the framework's application together, with the table of handlers in it.

    What the bot sends is counted where a pace is given, so that announcements give way.
    """
    clock = clock or RealClock()
    bot = Ally(
        token,
        f"{api_url}/bot",
        f"{api_url}/file/bot",
        request=request,
        get_updates_request=poll_request,
        rate_limiter=Traffic(pace or Pace(clock), clock, observer),
    )
    builder = ApplicationBuilder().bot(bot).context_types(ContextTypes(context=Context, bot_data=BotData))
    application: App = builder.job_queue(None).updater(None).build()
    application.bot_data.services = services
    application.bot_data.albums = Albums(services.store.claims)
    application.bot_data.clock = clock
    handlers.register(application)
    return application


async def deliver(
    application: App, data: RawUpdate, turn: Turn | None = None, *, by_reply: bool = False
) -> Reply | None:
    """Let the bot deal with one update, as Telegram's JSON has it; give what may be left to go out `by_reply`."""
    turn = turn or Lanes(application.bot_data.clock).turn(None)
    try:
        press = presses.read(data)
        update = None if press else Update.de_json(data, application.bot)
    except Exception:
        became(Outcome.UNREADABLE)
        _log.exception("an update could not be read")
        await together(failures.release_unread(data, application.bot), _apologize(application, data, turn))
        return None
    if press:
        return await arrivals.press(press, turn, Context(application), by_reply=by_reply)
    if update:
        await _process(application, update, turn)
    return None


async def _process(application: App, update: Update, turn: Turn) -> None:
    """Let the framework find who deals with an update, when it is its turn."""
    taps, query = application.bot_data.taps, update.inline_query
    with taps.last(("inline query", query.from_user.id)) if query else nullcontext():  # each letter asks anew
        await turn.wait()
        await application.process_update(update)


async def _apologize(application: App, data: RawUpdate, turn: Turn) -> None:
    await turn.wait()
    await failures.apologize_unread(data, application.bot, application.bot_data.services)


@asynccontextmanager
async def running(settings: Settings, *listeners: Listener, introduce: Introduce | None = None) -> AsyncIterator[App]:
    """Run the bot while the block lasts: reached by webhook where there is an address for it, else by long polling.

    Listeners are told what comes of changes in the content, where these are followed. When the bot is ready, it
    introduces itself where that is wanted.

    Raises:
        EditionError: content/ or locales/ is at fault.
        StartError: something else is, and the message says what to do.
    """
    edition = loading.load(settings.content_dir, settings.locales_dir)
    async with AsyncExitStack() as stack:
        store = await _store(stack, settings)
        services = Services(edition, store, frozenset(settings.admin_chat_ids), settings.content_dir)
        await stack.enter_async_context(store.claims.open())
        await stack.enter_async_context(written(services.tally))
        sight = await stack.enter_async_context(seeing(settings, services))
        pace = Pace(RealClock())
        observer = Observer(RealClock(), sight.watch)
        polled = await stack.enter_async_context(AiohttpRequest(connections=1))
        application = build(
            services,
            settings.token,
            await stack.enter_async_context(AiohttpRequest()),
            polled,
            settings.telegram_api_url,
            pace,
            observer=observer,
        )
        checks: dict[str, Check] = {
            "store": store.chats.ping,
            "content": partial(_content, services),
            "telegram": partial(_telegram, application, observer),
        }
        reached = _reached(application, polled, store.claims, checks, sight, settings)
        refuse, port = await _connect(stack, application, reached, settings)
        stack.callback(services.charts.close)  # before the updates under way are waited for, one of which may draw
        admins = Admins(application.bot, settings.admin_chat_ids, services)
        office = Office(
            services, application.bot, pace=pace, clock=RealClock(), tell=Progress(application.bot, services).show
        )
        application.bot_data.call_office = office.call
        await stack.enter_async_context(office.open())
        await profile.publish(application.bot, edition)
        await admins.equip()
        await stack.enter_async_context(tidying(store.chats))
        await stack.enter_async_context(_followed(application, admins, settings, listeners))
        stack.callback(refuse)  # first, for whatever else has to end takes its time
        if introduce:
            introduce(await gathered(application.bot, edition, store, settings, port))
        yield application
        _log.info("the bot is stopping; updates under way are finished")


def _settle() -> None:
    """Spare the collector what stays as long as the process: while it looks at all that, everybody waits."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


async def username(settings: Settings) -> str:
    """Ask Telegram what the bot is called.

    Raises:
        StartError: Telegram rejects the token, or cannot be reached.
    """
    async with caller(settings) as bot:
        with in_plain_words(settings):
            return (await bot.get_me()).username or ""


async def run(settings: Settings, introduce: Introduce | None = None) -> None:
    """Run until SIGTERM or SIGINT, which also end a start that Telegram keeps waiting."""
    stop, ready = stop_signal(), asyncio.Event()

    async def work() -> None:
        async with running(settings, introduce=introduce):
            _settle()
            ready.set()
            await stop.wait()

    working, stopping = asyncio.create_task(work()), asyncio.create_task(stop.wait())
    await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if stop.is_set() and not ready.is_set():
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
    else:
        await working


def stop_signal() -> asyncio.Event:
    """Give the event of SIGTERM or SIGINT, which from now on end nothing by themselves."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _store(stack: AsyncExitStack, settings: Settings) -> Store:
    try:
        return await stack.enter_async_context(open_store(settings.database_url.get_secret_value()))
    except StoreError as error:
        raise StartError(str(error)) from error


async def _connect(
    stack: AsyncExitStack, application: App, reached: AbstractAsyncContextManager[Doors], settings: Settings
) -> Doors:
    """Ask Telegram who the bot is, which finds a wrong token and a Telegram out of reach; then listen."""
    with in_plain_words(settings):
        await application.initialize()
        stack.push_async_callback(application.shutdown)
        return await stack.enter_async_context(reached)


@asynccontextmanager
async def _reached(
    application: App, polled: BaseRequest, claims: Claims, checks: dict[str, Check], sight: Sight, settings: Settings
) -> AsyncIterator[Doors]:
    """Listen, then tell Telegram where; long polling listens as well, for the health checks."""
    by_reply = settings.webhook_url is not None
    intake = Intake(partial(deliver, application, by_reply=by_reply), claims=claims, watch=sight.watch)
    sight.look_at(lambda: intake.queue)
    listen = partial(serving, settings.host, settings.port, checks=checks, metrics=sight.metrics)
    if settings.webhook_url is None:
        polls = Observer(RealClock(), sight.watch)
        async with (
            listen() as port,
            polling(application.bot, polled, intake, handlers.ALLOWED_UPDATES, polls) as checks["updates"],
        ):
            yield (lambda: None), port
        return
    gate = Gate(settings.webhook_only_from, settings.trusted_proxies)
    webhook = Webhook(settings.secret, intake.deal_with, gate, intake.finished, sight.strangers)
    try:
        async with listen(webhook=webhook, paths=paths(settings)) as port:
            await register(application.bot, settings)
            yield webhook.close, port
    finally:
        await intake.finish(0.0)  # the webhook has waited


async def _content(services: Services) -> str | None:
    """Say where a change was refused: the edition before it goes on, so the bot is as ready as it was."""
    return "outdated" if services.is_outdated else None


async def _telegram(application: App, observer: Observer) -> None:
    """Return if the bot knows who it is, and Telegram answers."""
    application.bot.bot  # noqa: B018  # raises where nobody has told it
    await observer.check()


@asynccontextmanager
async def _followed(
    application: App, admins: Admins, settings: Settings, listeners: Sequence[Listener]
) -> AsyncIterator[None]:
    """Follow the content where that is wanted; admins are told of faults, Telegram gets changed descriptions."""
    if not settings.content_reload:
        yield
        return
    services = application.bot_data.services

    async def tell(faults: tuple[Fault, ...]) -> None:
        await admins.hear(faults)
        if not faults:
            await profile.publish(application.bot, services.edition)

    async with following(services, settings.content_dir, settings.locales_dir, [*listeners, tell]):
        yield
