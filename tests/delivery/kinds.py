"""The kinds of updates that the matrix tries each fault on."""

from dataclasses import replace
from itertools import count

from bot.simulator import trouble
from bot.simulator.state import Json
from tests.delivery.faults import LASTING
from tests.delivery.scenes import ANSWER, EDIT, SEND, SORRY, Scene, Stage, Thing, nothing, said, tapped, thing

REPORTS = "Ally-Shoring Reports"
UNKNOWN = "Ally-Shoring\n\nSorry, that message was not recognized"
CONTACTS = (("luz ejemplo", "sendContact", "contact"), ("eva", "sendDocument", "document"))
_numbers = count(5_000)


async def _menu_is_gone(on: Stage) -> None:
    await on.have("/start")
    assert on.on is not None
    await on.world.telegram.call("deleteMessage", {"chat_id": on.chat.id, "message_id": on.on.message_id})


async def _kept_secret(on: Stage) -> None:
    """Let Telegram keep from the bot who somebody is, as it may where the bot is no administrator."""
    await on.have("/settings")
    refusal = trouble.broken(400, "Bad Request: member list is inaccessible")
    on.world.telegram.trouble.plan(refusal, "getChatMember", times=LASTING)


async def _sent_inline(on: Stage) -> None:
    await on.have("/start")
    on.group = on.world.telegram.group("Friends", on.person)
    asked = on.person.begin_inline(on.world.telegram.chats[on.group.id], f"{on.name} zozaya")
    await on.world.do(on.person.finish_inline(asked), seconds=1)
    on.on = await on.person.choose(asked, "👤 Priscila Zozaya")


async def _press_inline(on: Stage) -> None:
    await on.person.press_data("en:r", on=on.on)


async def _be_admin(on: Stage) -> None:
    on.world.application.bot_data.services.admins = frozenset({on.person.id})


async def _card_of_an_admin(on: Stage) -> None:
    await _be_admin(on)
    await on.have("jana nieto")


async def _desk_of_an_admin(on: Stage) -> None:
    await _be_admin(on)
    await on.have("/announce")


async def _ask(on: Stage) -> None:
    on.asked = on.person.begin_inline(on.world.telegram.chats[on.person.id], f"{on.name} siemens")
    await on.person.finish_inline(on.asked)


async def _album(on: Stage) -> None:
    album, photo = f"album {next(_numbers)}", [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    for _ in range(3):
        await on.person.send_update({"message": _message(on) | {"photo": photo, "media_group_id": album}})


def _message(on: Stage) -> Json:
    chat = {"id": on.person.id, "type": "private", "first_name": on.person.first_name}
    return {"message_id": next(_numbers), "date": 1, "chat": chat, "from": on.person.json()}


async def _unreadable(on: Stage) -> None:
    await on.person.send_update({"message": _message(on) | {"text": "hello", "entities": [{"type": "bold"}]}})


async def _unreadable_tap(on: Stage) -> None:
    assert on.on is not None
    query = on.person.begin_press(on.world.telegram.chats[on.person.id], on.on.message_id)
    told = {"id": query.id, "from": on.person.json(), "message": _message(on) | {"message_id": "77"}, "data": "en:h"}
    await on.person.send_update({"callback_query": told})


async def _block(on: Stage) -> None:
    await on.person.block()
    await on.person.unblock()


async def _add(on: Stage) -> None:
    assert on.group is not None
    await on.group.add_bot(on.person)


async def _remove(on: Stage) -> None:
    assert on.group is not None
    await on.world.do(on.group.remove_bot(on.person), seconds=1)


async def _menu(on: Stage) -> None:
    await on.have("/start")


async def _settings(on: Stage) -> None:
    await on.have("/settings")


async def _report(on: Stage) -> None:
    await on.have("/reports")
    await on.world.do(on.press("3 ·"), seconds=1)
    on.on = on.chat.last


async def _subscribed(on: Stage) -> None:
    await on.have("/subscribe", "/forget")


async def _mistaken(on: Stage) -> None:
    """Let the store fail in a way that nobody has foreseen."""
    await on.have("/settings")
    on.world.chats.mistake = RuntimeError("a mistake of ours")


def _decided(name: str, label: str, seen: Thing, *others: str) -> tuple[Scene, Scene]:
    """Make the scenes of a choice for a group: where Telegram says who taps, and where it only lists admins."""

    async def act(on: Stage) -> None:
        await on.press(label)

    asked = ("getChatMember", ANSWER, EDIT, *others)
    listed = ("getChatAdministrators", *asked)
    return (
        Scene(name, asked, (replace(seen, ways=frozenset({EDIT})),), act, _settings, "administered", taps=1),
        Scene(f"{name} that lists its admins", listed, (seen,), act, _kept_secret, "administered", taps=1),
    )


SCENES = (
    said("a command in private", "/reports", REPORTS),
    said("a command in a group", "/reports", REPORTS, "group"),
    said("a command in a topic", "/reports", REPORTS, "topic"),
    said("a text", "zozaya", "Priscila Zozaya"),
    said("a mention in a group", "@AllyShoringBot zozaya", "Priscila Zozaya", "group"),
    said("a start with a link", "/start report_workforce", "Ally Shoring and the Workforce"),
    said("an unknown command", "/nothing", UNKNOWN),
    said("a subscription by command", "/subscribe", "Announcements"),
    said("a subscription by command in a group", "/subscribe", "Announcements", "administered", "getChatMember"),
    Scene("an album", (SEND,), (thing(UNKNOWN),), _album, nothing),
    Scene("a group that gets the bot", (SEND,), (thing("Ally-Shoring\n\n👋 Welcome!"),), _add, _remove, "group"),
    Scene("a block and its end", (), (), _block, nothing),
    Scene(
        "an inline query",
        ("answerInlineQuery",),
        (thing("offered", "answerInlineQuery"),),
        _ask,
        nothing,
        is_told=False,
    ),
    tapped("a tap in private", "/start", "📄 Reports", REPORTS),
    tapped("a tap in a group", "/menu", "📄 Reports", REPORTS, "group"),
    tapped("a tap in a topic", "/menu", "📄 Reports", REPORTS, "topic"),
    Scene(
        "a tap on what was sent inline", (ANSWER, EDIT), (thing(REPORTS, EDIT),), _press_inline, _sent_inline, taps=1
    ),
    Scene(
        "a tap on a deleted message",
        (ANSWER, EDIT, SEND),
        (thing(REPORTS, EDIT, SEND),),
        lambda on: on.press("📄 Reports"),
        _menu_is_gone,
        taps=1,
    ),
    Scene(
        "a tap on a report",
        (ANSWER, EDIT, SEND),
        (thing(REPORTS, EDIT), thing("Announcements", SEND, EDIT, extra=True)),
        lambda on: on.press("‹ Back"),
        _report,
        taps=1,
    ),
    tapped("a choice of a language", "/reports", "🌐 Español", "Reportes", "private", "setMyCommands"),
    *_decided("a choice of a language in a group", "🌐 Español", thing("Ajustes", EDIT), "setMyCommands"),
    tapped("a subscription", "/settings", "🔔", "Settings"),
    *_decided("a subscription in a group", "🔔", thing("Settings", EDIT, "getChatAdministrators")),
    tapped(
        "a deletion",
        "",
        "Yes, delete it",
        "What is stored about this chat",
        "private",
        "deleteMyCommands",
        begin=_subscribed,
    ),
    *(tapped(f"contact details by {way}", words, "📇 Save contact", kind, way=way) for words, way, kind in CONTACTS),
    tapped("a code for an admin", "", "🔳 QR code", "Jana Nieto", way="sendPhoto", begin=_card_of_an_admin),
    tapped("an order of an admin", "", "🌐 Español", "Anuncios", begin=_desk_of_an_admin),
    Scene("a message that cannot be read", (SEND,), (thing(SORRY[0]),), _unreadable, nothing, poison=True),
    Scene("a tap that cannot be read", (ANSWER, SEND), (thing(SORRY[0]),), _unreadable_tap, _menu, taps=1, poison=True),
    Scene(
        "a mistake of ours",
        (ANSWER, SEND),
        (thing(SORRY[0]),),
        lambda on: on.press("🔔"),
        _mistaken,
        taps=1,
        poison=True,
    ),
)
