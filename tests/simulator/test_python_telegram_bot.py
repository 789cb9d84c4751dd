"""python-telegram-bot itself as the client: in process, over HTTP, polling and uploading."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    ChatMemberBanned,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyParameters,
    TelegramObject,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    InlineQueryHandler,
)

from bot.simulator import Person, SimulatorRequest, Telegram, serve
from tests.simulator.asking import done
from tests.simulator.conftest import Ear
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


async def test_an_application_answers_inline_queries_and_edits_what_was_sent(telegram: Telegram) -> None:
    telegram.inline.enabled = telegram.inline.feedback = True
    application = build(telegram)
    chosen: list[str | None] = []

    async def offer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.inline_query is not None
        words = InputTextMessageContent("<b>Ana</b>", ParseMode.HTML, link_preview_options=LinkPreviewOptions(True))
        card = InlineQueryResultArticle("1", "Ana", words, reply_markup=GO, description=update.inline_query.query)
        button = InlineQueryResultsButton("More", start_parameter="more")
        await update.inline_query.answer([card], cache_time=0, is_personal=True, button=button, auto_pagination=False)

    async def remember(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.chosen_inline_result is not None
        chosen.append(update.chosen_inline_result.inline_message_id)

    async def deliver(update: dict[str, Any]) -> None:
        await application.process_update(Update.de_json(update, application.bot))

    application.add_handlers([InlineQueryHandler(offer), ChosenInlineResultHandler(remember)])
    telegram.deliver_to(deliver)
    ana = telegram.person("Ana")
    async with application:
        asked = await ana.ask_inline("@AllyShoringBot ana")
        assert (asked.titles, asked.find("1").shown["description"]) == (["Ana"], "ana")
        sent = await ana.choose(asked, "Ana")
        assert (sent.html, sent.labels) == ("<b>Ana</b>", ["Go"])
        assert chosen == [ana.chat.inline[sent.message_id]]
        await ana.press("Go", on=sent)
        assert (ana.messages[-1].text, ana.messages[-1].via_bot, ana.toast) == ("Gone", True, "Going")
    assert (telegram.refused, telegram.unanswered) == ([], [])


async def test_a_bot_answers_inline_queries_over_http(telegram: Telegram, ana: Person) -> None:
    telegram.inline.enabled = True
    async with serve(telegram, port=0) as server, ExtBot(telegram.token, base_url=f"{server.url}/bot") as bot:
        photo = (await bot.send_photo(ana.id, png(3, 2))).photo[0]
        asked = await ana.ask_inline("@AllyShoringBot qr")
        result = InlineQueryResultCachedPhoto("1", photo.file_id, title="QR", caption="<i>c</i>", parse_mode="HTML")
        assert await bot.answer_inline_query(asked.id, [result], next_offset="50")
        assert (asked.titles, asked.next_offset) == (["QR"], "50")
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_inline_query(asked.id, [result])
        other = await ana.ask_inline("@AllyShoringBot other")
        words = InputTextMessageContent("x")
        with pytest.raises(BadRequest, match="Result_id_duplicate"):
            await bot.answer_inline_query(other.id, [InlineQueryResultArticle("1", "x", words)] * 2)


async def test_a_bot_learns_who_keeps_it_out(telegram: Telegram, ana: Person, ear: Ear) -> None:
    bot: ExtBot[None] = ExtBot(telegram.token, request=SimulatorRequest(telegram))
    async with bot:
        group = telegram.group("Ally", ana, kind="group")
        new = await group.upgrade(ana)
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(group.id, "x")
        assert moved.value.new_chat_id == new.id
        await new.remove_bot(ana)
        with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
            await bot.send_message(new.id, "x")
        await ana.block()
        blocked = Update.de_json(ear.last, bot).my_chat_member
        assert blocked is not None
        assert isinstance(blocked.new_chat_member, ChatMemberBanned)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(ana.id, "x")
        await ana.unblock()
        ana.delete_account()
        with pytest.raises(Forbidden, match="user is deactivated"):
            await bot.send_message(ana.id, "x")


async def test_nothing_that_the_simulator_sends_is_unknown_to_python_telegram_bot(
    telegram: Telegram, ana: Person, ear: Ear
) -> None:
    await live(telegram, ana)
    kinds = {next(kind for kind in update if kind != "update_id") for update in ear.updates}
    assert kinds == {"message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member"}
    for update in ear.updates:
        assert list(unknown(Update.de_json(update, None))) == []


async def live(telegram: Telegram, ana: Person) -> None:
    """Do whatever people can do."""
    telegram.inline.enabled = telegram.inline.feedback = True
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    forum, group = telegram.group("Forum", ana, forum=True), telegram.group("Group", ana, kind="group")
    await ana.send_photo(caption="look")
    await ana.send_sticker()
    await ana.send_location()
    await ana.send("/start", chat=forum, thread=7)
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    await ana.press("Go")
    await ana.send("yes", reply_to=ana.last)
    asked = await ana.ask_inline("@AllyShoringBot x")
    content = {"latitude": 1, "longitude": 2, "title": "Office", "address": "Reforma 5"}
    result = {"type": "venue", "id": "1", **content, "reply_markup": markup}
    await done(telegram, "answerInlineQuery", inline_query_id=asked.id, results=[result])
    await ana.press("Go", on=await ana.choose(asked, "1"))
    await (await group.upgrade(ana)).remove_bot(ana)
    await forum.remove_bot(ana)
    await forum.add_bot(ana)
    await ana.block()
    await ana.unblock()


def unknown(value: object) -> Iterator[str]:
    """Walk through a parsed update and give each field that the framework has no name for."""
    if isinstance(value, TelegramObject):
        yield from value.api_kwargs
        for name in (name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())):
            yield from unknown(getattr(value, name, None))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unknown(item)
