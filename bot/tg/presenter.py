"""From a screen to a call: a new message after a command, an edit after a tap.

This module alone knows which of Telegram's complaints are harmless. They are compared without case: the server begins
them in lower case, python-telegram-bot in upper case.
"""

from collections.abc import Coroutine
from dataclasses import replace
from typing import Any, assert_never

import structlog
from telegram import (
    Bot,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputFile,
    InputTextMessageContent,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.core import links
from bot.core.inline import Offer, Offers
from bot.core.links import Link
from bot.core.screen import Picture, Screen
from bot.core.vcard import Card
from bot.tg.ally import Ally
from bot.tg.drawing import Drawing, draw, preview, without_picture
from bot.tg.keyboards import keyboard
from bot.tg.press import Press
from bot.tg.written import Where, Written

Handout = Card | Picture
"""What is sent beside the screens, when somebody asks for it."""

_log = structlog.get_logger()

_SAME = ("message is not modified",)
_LATE = ("query is too old", "query id is invalid")
_UNEDITABLE = ("message to edit not found", "message can't be edited", "there is no text in the message to edit")
_NO_PICTURE = ("webpage_", "webdocument_")  # WEBPAGE_URL_INVALID, WEBPAGE_NOT_FOUND, WEBDOCUMENT_URL_INVALID
_CLOSED = (
    "chat not found",
    "message_id_invalid",
    "invalid inline message identifier",
    "not enough rights",
    "chat_write_forbidden",
    "chat_send_plain_forbidden",
    "chat_restricted",
    "have no rights",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
    "peer_id_invalid",
    "user_is_blocked",
    "input_user_deactivated",
    "chat was deactivated",
)
"""What a chat says that is gone, or where the bot may not write; most that were left answer with a 403 instead."""


async def send(bot: Bot, message: Message, screen: Screen) -> None:
    """Answer a message with a screen: in its topic, and in a group as a reply to it."""
    thread, reply = _beside(message)
    await send_to(bot, message.chat.id, screen, thread=thread, reply=reply)


async def send_picture(bot: Bot, message: Message, picture: Picture) -> None:
    """Answer a message with a picture, as with a screen.

    Raises:
        TelegramError: Telegram did not take it.
    """
    thread, reply = _beside(message)
    await _hand_over(bot, message.chat.id, picture, thread=thread, reply=reply)


def _beside(message: Message) -> tuple[int | None, ReplyParameters | None]:
    """Give the topic in which a message is answered, and in a group what makes it a reply."""
    reply = None
    if message.chat.type != ChatType.PRIVATE:
        reply = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    return message.message_thread_id if message.is_topic_message else None, reply


async def edit(bot: Ally, press: Press, screen: Screen) -> None:
    """Turn the message of a tapped button into a screen."""
    await show(bot, press, draw(screen, bot.username))


async def show(bot: Ally, press: Press, drawing: Drawing) -> None:
    """Turn the message of a tapped button into a screen that is drawn; send it anew where that cannot be edited."""
    where = _where(press)
    if where is None:
        return
    try:
        await bot.call("editMessageText", drawing.at(where))
    except BadRequest as error:
        if _is(error, _NO_PICTURE) and drawing.screen.picture:
            await show(bot, press, without_picture(drawing, bot.username))
        elif _is(error, _UNEDITABLE):
            await send_beside(bot, press, drawing.screen)
        elif not _is(error, _SAME + _CLOSED):
            raise
    except ChatMigrated as error:  # the message stayed behind in the group that is no more
        await send_to(bot, error.new_chat_id, drawing.screen)
    except Forbidden as error:
        _log.info("the chat is closed to the bot", reason=error.message)


def _where(press: Press) -> Where | None:
    if press.message:
        return {"chat_id": press.message.chat, "message_id": press.message.id}
    return {"inline_message_id": press.inline_message} if press.inline_message else None


async def edit_at(bot: Ally, chat_id: int, message_id: int, screen: Screen) -> None:
    """Turn a message that nobody tapped into a screen; where that is not possible any more, nothing happens."""
    where = {"chat_id": chat_id, "message_id": message_id}
    try:
        await bot.call("editMessageText", draw(screen, bot.username).at(where))
    except BadRequest as error:
        if not _is(error, _SAME + _CLOSED + _UNEDITABLE):
            raise
    except (ChatMigrated, Forbidden) as error:
        _log.info("the message is out of the bot's reach", reason=error.message)


async def send_beside(bot: Bot, press: Press, screen: Screen) -> None:
    """Send a screen to where a button was tapped; the message of the button stays as it is.

    A message that was sent inline has no chat that the bot knows of: the screen goes to whoever tapped.
    """
    chat_id, thread = press.whereabouts
    await send_to(bot, chat_id, screen, thread=thread)


async def answer(bot: Ally, query_id: str, notice: str | None = None) -> None:
    """Answer a callback query, so that the button stops spinning; a notice is shown for a moment."""
    about = {"callback_query_id": query_id}
    try:
        await bot.call("answerCallbackQuery", Written(about | {"text": notice} if notice else about))
    except BadRequest as error:
        if not _is(error, _LATE):
            raise


async def offer(bot: Bot, query_id: str, offers: Offers) -> None:
    """Answer an inline query. Telegram keeps the answer for all who ask the same, where it is the same for all."""
    opening = links.parameter(Link(offers.opening.route))
    try:
        await bot.answer_inline_query(
            query_id,
            [_result(offer, bot.username) for offer in offers.shown],
            next_offset=offers.following,
            is_personal=offers.personal,
            button=InlineQueryResultsButton(offers.opening.label, start_parameter=opening),
        )
    except BadRequest as error:
        if _is(error, _NO_PICTURE) and any(offer.screen.picture for offer in offers.shown):
            await _offer_without_pictures(bot, query_id, offers)
        elif not _is(error, _LATE):
            raise


async def _offer_without_pictures(bot: Bot, query_id: str, offers: Offers) -> None:
    plain = tuple(replace(each, screen=replace(each.screen, picture=None)) for each in offers.shown)
    await offer(bot, query_id, replace(offers, shown=plain))


def _result(offer: Offer, username: str) -> InlineQueryResultArticle:
    content = InputTextMessageContent(offer.screen.text, ParseMode.HTML, link_preview_options=preview(offer.screen))
    return InlineQueryResultArticle(
        offer.id,
        offer.title,
        content,
        keyboard(offer.screen.rows, username),
        description=offer.description,
        thumbnail_url=offer.screen.picture,
    )


async def send_to(
    bot: Bot, chat_id: int, screen: Screen, *, thread: int | None = None, reply: ReplyParameters | None = None
) -> None:
    """Send a screen to a chat; one that has become a supergroup is followed, one that is closed is left alone."""
    try:
        await bot.send_message(
            chat_id,
            screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(screen.rows, bot.username) if screen.rows else None,
            link_preview_options=preview(screen),
            message_thread_id=thread,
            reply_parameters=reply,
        )
    except ChatMigrated as error:
        await send_to(bot, error.new_chat_id, screen)
    except Forbidden as error:
        _log.info("the chat is closed to the bot", reason=error.message)
    except BadRequest as error:
        if _is(error, _NO_PICTURE) and screen.picture:
            return await send_to(bot, chat_id, replace(screen, picture=None), thread=thread, reply=reply)
        if not _is(error, _CLOSED):
            raise
        _log.info("the chat is closed to the bot", reason=error.message)


async def hand_over(bot: Bot, press: Press, handout: Handout) -> bool:
    """Send contact details or a picture to where a button was tapped, and say whether they arrived.

    A message that was sent inline has no chat that the bot knows of: they go to whoever tapped.
    """
    chat_id, thread = press.whereabouts
    return await _hand_over(bot, chat_id, handout, thread=thread)


async def _hand_over(
    bot: Bot, chat_id: int, handout: Handout, *, thread: int | None = None, reply: ReplyParameters | None = None
) -> bool:
    try:
        await _sent(bot, chat_id, handout, thread, reply)
    except ChatMigrated as error:
        return await _hand_over(bot, error.new_chat_id, handout)
    except (Forbidden, BadRequest) as error:
        if isinstance(error, BadRequest) and not _is(error, _CLOSED):
            raise
        _log.info("the chat is closed to the bot", reason=error.message)
        return False
    return True


def _sent(
    bot: Bot, chat_id: int, handout: Handout, thread: int | None, reply: ReplyParameters | None
) -> Coroutine[Any, Any, Message]:
    """Send a photo, a contact of Telegram's, which needs a phone number, or a file that opens as one."""
    where: dict[str, Any] = {"message_thread_id": thread, "reply_parameters": reply}
    match handout:
        case Picture(png, caption, name):
            return bot.send_photo(chat_id, InputFile(png, name), caption, parse_mode=ParseMode.HTML, **where)
        case Card(_, None, vcard, name):
            return bot.send_document(chat_id, InputFile(vcard.encode(), name), **where)
        case Card(name, phone, vcard):
            return bot.send_contact(chat_id, phone, name, vcard=vcard, **where)
        case _:
            assert_never(handout)


def _is(error: BadRequest, complaints: tuple[str, ...]) -> bool:
    message = error.message.lower()
    return any(complaint in message for complaint in complaints)
