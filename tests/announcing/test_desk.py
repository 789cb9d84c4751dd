"""The desk of an admin: see what goes out, confirm it, follow it."""

import re

import pytest

from bot.core.announcing import State
from bot.simulator import Person, WoundClock, trouble
from tests.announcing.conftest import Desk

MINUTE = 60.0


@pytest.fixture
def admin(desk: Desk) -> Person:
    return desk.admin()


def labels(person: Person) -> list[str]:
    """What stands on the buttons of the last message."""
    assert person.last is not None
    return [button.text for row in person.last.buttons for button in row]


def text(person: Person) -> str:
    assert person.last is not None
    return person.last.text


async def test_an_admin_sees_what_can_be_announced(desk: Desk, admin: Person) -> None:
    await admin.send("/announce")
    assert text(admin).startswith("Announcements\n\nTap one to see what goes out")
    assert labels(admin)[:2] == ["The forum is on May 14.", "Somebody new is in the task force: R&D…"]
    assert labels(admin)[4:] == ["📄 Near-shoring", "📄 Workforce", "📄 Mexico: case and path", "🌐 Español"]


async def test_the_list_is_shown_in_the_other_language_and_the_chat_keeps_its_own(desk: Desk, admin: Person) -> None:
    await admin.send("/announce")
    await admin.press("🌐 Español")
    assert text(admin).startswith("Anuncios\n\n")
    assert labels(admin)[0] == "El foro es el 14 de mayo."
    assert await desk.store.chats.language(admin.id) is None


async def ask(admin: Person, clock: WoundClock, line: str = "The forum is on May 14.") -> None:
    """Come to the question."""
    await admin.send("/announce")
    await clock.wind(3)
    await admin.press(line)


async def test_what_goes_out_is_shown_in_each_language_and_to_how_many(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    await desk.subscribers(1200)
    await desk.subscribers(50, "es")
    await ask(admin, clock)
    english, spanish, question = admin.messages[-3:]
    assert (english.text, spanish.text) == ("The forum is on May 14.", "El foro es el 14 de mayo.")
    assert [button.text for row in spanish.buttons for button in row] == ["🔕 Cancelar suscripción"]
    assert question.text == (
        "The forum is on May 14.\n\nAbove is exactly what goes out. It goes to 1,250 subscribers, once:\n"
        "English: 1,200\nEspañol: 50"
    )
    assert labels(admin) == ["📣 Send to 1,250", "‹ Announcements"]
    assert await desk.ledger.runs() == []


async def test_what_an_admin_is_shown_is_counted_like_any_answer(desk: Desk, admin: Person, clock: WoundClock) -> None:
    await desk.subscribers(600)
    await admin.send("/announce")
    await clock.wind(MINUTE)
    await admin.press("The forum is on May 14.")
    await desk.begin("opening")
    await clock.wind(MINUTE)
    assert desk.floods == 0


async def test_what_an_admin_is_shown_is_left_room_by_what_goes_out_meanwhile(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    await desk.subscribers(600)
    await admin.send("/announce")
    await clock.wind(MINUTE)
    await desk.begin("opening")
    await clock.wind(5)
    await desk.meanwhile(admin.press("The forum is on May 14."))
    await clock.wind(MINUTE)
    assert desk.floods == 0


async def test_what_goes_out_is_shown_also_where_the_tap_cannot_be_answered(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    await desk.subscribers(1)
    desk.telegram.trouble.plan(trouble.flood(60), "answerCallbackQuery")
    await ask(admin, clock)
    assert labels(admin) == ["📣 Send to 1", "‹ Announcements"]


async def test_nothing_is_offered_while_nobody_has_subscribed(desk: Desk, admin: Person, clock: WoundClock) -> None:
    await ask(admin, clock)
    assert text(admin).endswith("Nobody has subscribed yet, so there is nobody to send this to.")
    assert labels(admin) == ["‹ Announcements"]


async def test_where_the_last_one_unsubscribes_before_it_is_confirmed_it_is_kept_for_later(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    (grace,) = await desk.subscribers(1)
    await ask(admin, clock)
    await desk.store.chats.unsubscribe(grace.id)
    await clock.wind(3)
    await admin.press("📣 Send to 1")
    assert text(admin).endswith("Nobody has subscribed yet, so there is nobody to send this to.")
    assert await desk.ledger.runs() == []


async def test_the_message_shows_how_far_it_is_and_how_it_ended(desk: Desk, admin: Person, clock: WoundClock) -> None:
    people = await desk.subscribers(295)
    for person in people[:2]:
        desk.telegram.trouble.plan(trouble.broken(403, "Forbidden: user is deactivated"), chat=person.id)
    await ask(admin, clock)
    await clock.wind(3)
    await admin.press("📣 Send to 295")
    assert text(admin).startswith("The forum is on May 14.\n\n📤 Going out\n\n▱▱▱▱▱▱▱▱▱▱▱▱\n0 of 295\n\nSent: 0\n")
    assert labels(admin) == ["⏸ Pause", "❌ Cancel", "🌐 Español"]
    await clock.wind(5.2)
    assert re.search(r"\n▰{5}▱{7}\n1[34]\d of 295\n\nSent: 1[34]\d\n", text(admin))
    await clock.wind(6)
    assert text(admin) == (
        "The forum is on May 14.\n\n✅ Sent\n\nSent: 293\n"
        "Unreachable (blocked the bot, or gone): 2\nFailed: 0\nTime taken: 1 second"
    )
    assert labels(admin) == ["‹ Announcements", "🌐 Español"]


async def test_the_progress_speaks_the_language_in_which_it_was_looked_at_last(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    await desk.subscribers(200)
    await ask(admin, clock)
    await clock.wind(3)
    await admin.press("📣 Send to 200")
    await admin.press("🌐 Español")
    await clock.wind(10)
    assert text(admin).startswith("El foro es el 14 de mayo.\n\n✅ ")


async def edits(desk: Desk, admin: Person, clock: WoundClock, seconds: float) -> int:
    """Count how often the message of an admin is edited within some seconds."""
    before = len(desk.telegram.calls)
    await clock.wind(seconds)
    return [call.method for call in list(desk.telegram.calls)[before:]].count("editMessageText")


async def test_while_telegram_makes_the_admin_wait_the_progress_waits_and_the_report_comes(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    await desk.subscribers(300)
    await ask(admin, clock)
    await clock.wind(3)
    await admin.press("📣 Send to 300")
    desk.telegram.trouble.plan(trouble.flood(100), "editMessageText", chat=admin.id)
    assert await edits(desk, admin, clock, 90) == 1
    assert (await desk.run()).state is State.DONE
    assert "📤 Going out" in text(admin)
    assert await edits(desk, admin, clock, MINUTE) == 1
    assert "✅ Sent" in text(admin)


async def test_a_report_that_telegram_did_not_take_comes_later(desk: Desk, admin: Person, clock: WoundClock) -> None:
    await desk.subscribers(20)
    await ask(admin, clock)
    await clock.wind(3)
    await admin.press("📣 Send to 20")
    desk.telegram.trouble.plan(trouble.flood(100), "editMessageText", chat=admin.id)
    await clock.wind(3 * MINUTE)
    assert "✅ Sent" in text(admin)


async def test_a_report_that_waits_does_not_come_after_what_happened_since(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    await desk.subscribers(600)
    await ask(admin, clock)
    await clock.wind(3)
    await admin.press("📣 Send to 600")
    desk.telegram.trouble.plan(trouble.flood(30), "editMessageText", chat=admin.id)
    await clock.wind(6)
    await desk.ledger.change("plain", State.PAUSED, unless=[])
    await clock.wind(4)
    await desk.ledger.change("plain", State.SENDING, unless=[])
    await clock.wind(3 * MINUTE)
    assert "✅ Sent" in text(admin)


async def test_it_is_paused_and_resumed_by_its_buttons(desk: Desk, admin: Person, clock: WoundClock) -> None:
    await desk.subscribers(300)
    await ask(admin, clock)
    await clock.wind(3)
    await admin.press("📣 Send to 300")
    await clock.wind(2)
    await desk.meanwhile(admin.press("⏸ Pause"))
    assert "⏸ Paused" in text(admin)
    sent = len(desk.sent)
    await clock.wind(MINUTE)
    assert len(desk.sent) <= sent + 1
    assert labels(admin) == ["▶️ Resume", "❌ Cancel", "🌐 Español"]
    await admin.press("▶️ Resume")
    assert "📤 Going out" in text(admin)
    await clock.wind(MINUTE)
    assert "Sent: 300" in text(admin)


async def test_it_is_cancelled_when_that_is_confirmed(desk: Desk, admin: Person, clock: WoundClock) -> None:
    await desk.subscribers(600)
    await ask(admin, clock)
    await clock.wind(3)
    await admin.press("📣 Send to 600")
    await clock.wind(3)
    await desk.meanwhile(admin.press("❌ Cancel"))
    assert re.match(r"Cancel it for good\? \d{3} subscribers have not been sent it yet", text(admin).split("\n\n")[1])
    await desk.meanwhile(admin.press("‹ No, keep it"))
    assert "📤 Going out" in text(admin)
    await clock.wind(3)
    await desk.meanwhile(admin.press("❌ Cancel"))
    await desk.meanwhile(admin.press("❌ Yes, cancel it"))
    await clock.wind(MINUTE)
    run = await desk.run()
    assert 150 < run.sent < 220
    assert text(admin).startswith("The forum is on May 14.\n\n❌ Cancelled\n\nSent: ")
    assert f"Not sent: {run.left}" in text(admin)


async def test_the_question_whether_to_cancel_stays_until_it_is_answered(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    await desk.subscribers(900)
    await ask(admin, clock)
    await clock.wind(3)
    await admin.press("📣 Send to 900")
    await clock.wind(3)
    await desk.meanwhile(admin.press("❌ Cancel"))
    await clock.wind(12)
    assert "Cancel it for good?" in text(admin)
    await desk.meanwhile(admin.press("‹ No, keep it"))
    await clock.wind(6)
    assert re.search(r"\n[3-6]\d\d of 900\n", text(admin))
    await desk.meanwhile(admin.press("❌ Cancel"))
    await clock.wind(MINUTE)
    assert "✅ Sent" in text(admin)


async def test_a_double_tap_sends_once(desk: Desk, admin: Person, clock: WoundClock) -> None:
    people = await desk.subscribers(20)
    await ask(admin, clock)
    await clock.wind(3)
    question = admin.messages[-1]
    await admin.press("📣 Send to 20", on=question)
    await clock.wind(MINUTE)
    await admin.press_data("en@send/plain", on=question)
    await clock.wind(MINUTE)
    assert [chat for chat in desk.sent if chat != admin.id] == [person.id for person in people]
    assert "✅ Sent" in text(admin)


async def test_what_has_gone_out_is_marked_and_shows_its_report(desk: Desk, admin: Person, clock: WoundClock) -> None:
    await desk.subscribers(1)
    await desk.begin("plain")
    await clock.wind(MINUTE)
    await ask(admin, clock, "✅ The forum is on May 14.")
    assert text(admin).startswith("The forum is on May 14.\n\n✅ Sent\n\nSent: 1\n")


async def test_a_report_is_announced_from_its_card(desk: Desk, admin: Person, clock: WoundClock) -> None:
    (ana,) = await desk.subscribers(1, "es")
    await admin.send("/start report_workforce")
    await clock.wind(3)
    await admin.press("📣 Announce")
    await clock.wind(3)
    await admin.press("📣 Send to 1")
    await clock.wind(MINUTE)
    assert ana.last is not None
    assert ana.last.text.startswith("Nuevo reporte: Ally Shoring and the Workforce")
    assert (await desk.run("report-workforce")).sent == 1


async def test_in_a_group_of_admins_everything_stays_in_its_topic(desk: Desk, clock: WoundClock) -> None:
    admin = desk.telegram.person("Admin", language_code="en")
    office = desk.telegram.group("Office", admin, kind="supergroup", forum=True)
    desk.services.admins |= {office.id}
    await desk.subscribers(1)
    await admin.send("/announce", chat=office, thread=7)
    for line in ("That was the forum.", "The forum is on May 14."):
        await clock.wind(MINUTE)
        listed = next(message for message in office.messages if message.text.startswith("Announcements"))
        await admin.press(line, on=listed, chat=office)
    shown = [message for message in office.messages if message.by_bot]
    assert len(shown) == 1 + 3 + 3
    assert {message.thread_id for message in shown} == {7}


async def test_nobody_else_is_offered_to_announce(desk: Desk) -> None:
    stranger = desk.telegram.person("Stranger")
    await stranger.send("/start report_workforce")
    assert "📣 Announce" not in labels(stranger)


async def test_a_stranger_gets_what_an_unknown_command_gets(desk: Desk, clock: WoundClock) -> None:
    stranger = desk.telegram.person("Stranger")
    await stranger.send("/announce")
    answered = text(stranger)
    await stranger.send("/nonsense")
    assert text(stranger) == answered


@pytest.mark.parametrize("data", ["en@send/plain", "es@list/1", "en@cancel/report-workforce", "en@show/plain"])
async def test_a_stranger_with_an_admins_button_gets_what_an_old_button_gets(
    desk: Desk, clock: WoundClock, data: str
) -> None:
    stranger, (grace,) = desk.telegram.person("Stranger"), await desk.subscribers(1)
    await stranger.send("/start")
    await stranger.press_data(data, on=stranger.last)
    await clock.wind(MINUTE)
    assert stranger.toast == "That button is out of date. This is the closest screen available."
    assert grace.last is None
    assert await desk.ledger.runs() == []


@pytest.mark.parametrize("data", ["en@send/nothing", "en@show/nothing", "en@pause/nothing", "en@doubt/nothing"])
async def test_an_announcement_that_is_no_more_leads_to_the_list(desk: Desk, admin: Person, data: str) -> None:
    await admin.send("/announce")
    await admin.press_data(data, on=admin.last)
    assert admin.toast == "That button is out of date. This is the closest screen available."
    assert text(admin).startswith("Announcements\n\n")


async def test_without_the_store_an_admin_is_told_so(desk: Desk, admin: Person, clock: WoundClock) -> None:
    await admin.send("/announce")
    desk.ledger.is_away = True
    words = "The announcements are out of reach just now. Please try again later."
    await admin.press("The forum is on May 14.")
    assert admin.toast == words
    await clock.wind(3)
    await admin.send("/announce")
    assert text(admin) == words
    desk.ledger.is_away = False


async def test_an_admin_waits_once_for_a_store_that_does_not_answer(desk: Desk, admin: Person) -> None:
    desk.chats.is_away = desk.ledger.is_away = True
    await admin.send("/announce")
    assert text(admin) == "The announcements are out of reach just now. Please try again later."
    assert (desk.chats.refused, desk.ledger.refused) == (1, 0)


async def test_what_telegram_does_not_take_is_said_before_anybody_else_gets_it(
    desk: Desk, admin: Person, clock: WoundClock
) -> None:
    await desk.subscribers(3)
    await admin.send("/announce")
    desk.telegram.trouble.plan(trouble.broken(400, "Bad Request: failed to get HTTP URL content"), "sendDocument")
    await clock.wind(3)
    await admin.press("The programme is here.")
    assert text(admin) == (
        "The programme is here.\n\nIt cannot be sent (English): Failed to get http url content. "
        "Nothing was sent to subscribers."
    )
    assert labels(admin) == ["‹ Announcements"]
