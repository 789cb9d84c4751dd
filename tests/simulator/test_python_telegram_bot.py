"""python-telegram-bot itself as the client: in process, over HTTP, polling and uploading."""

import asyncio
from typing import Any

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, ExtBot

from bot.simulator import Person, SimulatorRequest, Telegram, serve
from tests.simulator.test_files import png

GO = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
Bot = Application[Any, Any, Any, Any, Any, Any]


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_html("<b>Hello</b>", reply_markup=GO, do_quote=True)


async def go(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Going")
    await query.edit_message_text("Gone")


def build(telegram: Telegram) -> Bot:
    request, polling = SimulatorRequest(telegram), SimulatorRequest(telegram)
    builder = Application.builder().token(telegram.token).request(request).get_updates_request(polling)
    application: Bot = builder.build()
    application.add_handlers([CommandHandler("start", start), CallbackQueryHandler(go)])
    return application


async def test_an_application_answers_in_process(telegram: Telegram) -> None:
    application = build(telegram)

    async def deliver(update: dict[str, Any]) -> None:
        await application.process_update(Update.de_json(update, application.bot))

    telegram.deliver_to(deliver)
    ana = telegram.person("Ana", language_code="es")
    async with application:
        await ana.send("/start")
        assert ana.last is not None
        assert (ana.last.html, ana.last.labels, ana.last.reply_to) == ("<b>Hello</b>", ["Go"], 1)
        await ana.press("Go")
        assert (ana.last.text, ana.last.labels, ana.last.edited, ana.toast) == ("Gone", [], True, "Going")
    assert (telegram.refused, telegram.unanswered) == ([], [])


async def test_an_application_polls(telegram: Telegram) -> None:
    application = build(telegram)
    ana = telegram.person("Ana")
    async with application, asyncio.timeout(10):
        assert application.updater is not None
        await application.updater.start_polling(timeout=5)
        await application.start()
        await ana.send("/start")
        while ana.last is None:  # noqa: ASYNC110  # an update is confirmed before it is dealt with
            await asyncio.sleep(0)
        await application.updater.stop()
        await application.stop()
    assert ana.last.text == "Hello"


async def test_what_a_handler_raises_reaches_the_test(telegram: Telegram) -> None:
    async def deliver(_update: dict[str, Any]) -> None:
        raise RuntimeError("broken")

    telegram.deliver_to(deliver)
    with pytest.raises(RuntimeError, match="broken"):
        await telegram.person("Ana").send("/start")


async def test_a_bot_speaks_over_http(telegram: Telegram, ana: Person) -> None:
    async with serve(telegram, port=0) as server:
        bot: ExtBot[None] = ExtBot(telegram.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
        async with bot:
            assert bot.username == "AllyShoringBot"
            message = await bot.send_message(
                ana.id,
                "Hi é😀",
                reply_markup=GO,
                reply_parameters=ReplyParameters(1),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
            assert (await message.edit_text("Ho")).text == "Ho"  # type: ignore[union-attr]  # it is not inline
            assert await bot.set_my_commands([BotCommand("a", "A")], scope=BotCommandScopeChat(ana.id))
            assert await bot.get_my_commands(scope=BotCommandScopeChat(ana.id)) == (BotCommand("a", "A"),)
            photo = (await bot.send_photo(ana.id, png(3, 2), caption="c")).photo[0]
            assert bytes(await (await photo.get_file()).download_as_bytearray()) == png(3, 2)
            assert (await bot.get_chat(ana.id)).first_name == "Ana"
            assert await bot.delete_message(ana.id, message.message_id)
    assert telegram.refused == []


async def test_refusals_become_python_telegram_bots_errors(telegram: Telegram, ana: Person, bob: Person) -> None:
    async with serve(telegram, port=0) as server, ExtBot(telegram.token, base_url=f"{server.url}/bot") as bot:
        with pytest.raises(BadRequest, match="Message text is empty"):
            await bot.send_message(ana.id, "")
        with pytest.raises(Forbidden, match="can't initiate conversation"):
            await bot.send_message(bob.id, "x")
        with pytest.raises(BadRequest, match="Unexpected parameter"):
            await bot.send_message(ana.id, "x", api_kwargs={"txt": 5})
        await bot.set_webhook("https://example.com")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        wrong: ExtBot[None] = ExtBot("1:wrong", base_url=f"{server.url}/bot")
        with pytest.raises(InvalidToken):
            await wrong.initialize()
        await wrong.shutdown()
        for request in wrong._request:
            await request.shutdown()


async def test_files_go_in_and_out_in_process(telegram: Telegram, ana: Person) -> None:
    bot: ExtBot[None] = ExtBot(telegram.token, request=SimulatorRequest(telegram))
    async with bot:
        photo = (await bot.send_photo(ana.id, png(3, 2))).photo[0]
        file = await photo.get_file()
        assert bytes(await file.download_as_bytearray()) == png(3, 2)
    with pytest.raises(InvalidToken):
        await ExtBot("1:wrong", request=SimulatorRequest(telegram)).initialize()
