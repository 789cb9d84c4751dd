"""Pictures and documents that go out with an announcement: Telegram is given them once."""

import pytest

from bot.core.announcing import State
from bot.core.edition import Edition
from bot.simulator import WoundClock, trouble
from tests.announcing.conftest import Desk

MINUTE = 60.0
UPLOAD = "the file itself"
KNOWN = "photo-000001-of-a-simulated-telegram"
ADDRESS = "https://example.org/programme.pdf?v=2"


def given(desk: Desk) -> list[str]:
    """What Telegram was given with each message: a file, an address, or the id by which it knows the file."""
    calls = [call for call in desk.telegram.calls if call.method in ("sendPhoto", "sendDocument")]
    return [call.params.get("photo") or call.params.get("document") or UPLOAD for call in calls]


async def sent(desk: Desk, id: str, clock: WoundClock) -> int:
    """Let an announcement go out, and count to how many."""
    await desk.begin(id)
    await clock.wind(MINUTE)
    run = await desk.run(id)
    assert run.state is State.DONE
    return run.sent


async def test_a_picture_is_uploaded_once_and_then_sent_by_its_id(desk: Desk, clock: WoundClock) -> None:
    people = [*await desk.subscribers(20), *await desk.subscribers(20, "es")]
    assert await sent(desk, "picture", clock) == 40
    assert given(desk) == [UPLOAD, *[KNOWN] * 39]
    first, last = people[0].last, people[-1].last
    assert first is not None
    assert last is not None
    assert (first.kind, first.text, last.text) == ("photo", "That was the forum.", "Así fue el foro.")


async def test_an_upload_that_fails_is_made_by_the_next(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(5)
    desk.telegram.trouble.plan(trouble.broken(403, "Forbidden: bot was blocked by the user"), chat=people[0].id)
    assert await sent(desk, "picture", clock) == 4
    assert given(desk) == [UPLOAD, UPLOAD, KNOWN, KNOWN, KNOWN]


async def test_after_a_restart_it_is_not_uploaded_again(closed: Desk, announced: Edition, clock: WoundClock) -> None:
    async with closed.open(announced) as desk:
        await desk.subscribers(60)
        await desk.begin("picture")
        await clock.wind(1)
    async with closed.open(announced):
        await clock.wind(MINUTE)
    assert given(closed).count(UPLOAD) == 1
    assert len(given(closed)) == 60


async def test_what_the_admin_saw_is_not_uploaded_again(desk: Desk, clock: WoundClock) -> None:
    admin = desk.admin()
    await desk.subscribers(2)
    await admin.send("/announce")
    await clock.wind(MINUTE)
    await admin.press("That was the forum.")
    await clock.wind(MINUTE)
    await sent(desk, "picture", clock)
    assert given(desk) == [UPLOAD, KNOWN, KNOWN, KNOWN]


async def test_an_id_that_telegram_does_not_know_any_more_is_replaced(
    closed: Desk, announced: Edition, clock: WoundClock
) -> None:
    async with closed.open(announced) as desk:
        await desk.subscribers(60)
        await desk.begin("picture")
        await clock.wind(1)
    closed.telegram.files["somewhere else"] = closed.telegram.files.pop(KNOWN)
    async with closed.open(announced):
        await clock.wind(MINUTE)
        assert (await closed.run("picture")).sent == 60
    assert given(closed).count(UPLOAD) == 2


@pytest.mark.parametrize("words", ["FILE_REFERENCE_EXPIRED", "wrong file_id or the file is temporarily unavailable"])
async def test_an_id_that_has_expired_is_replaced(desk: Desk, clock: WoundClock, words: str) -> None:
    people = await desk.subscribers(60)
    desk.telegram.trouble.plan(trouble.broken(400, f"Bad Request: {words}"), "sendPhoto", chat=people[40].id)
    await desk.begin("picture")
    await clock.wind(MINUTE)
    assert (await desk.run("picture")).sent == 60
    assert given(desk).count(UPLOAD) == 2


async def test_an_address_is_fetched_by_telegram(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(2)
    desk.telegram.trouble.plan(trouble.broken(400, "Bad Request: failed to get HTTP URL content"), times=9)
    await desk.begin("document")
    await clock.wind(MINUTE)
    assert given(desk) == [ADDRESS, ADDRESS]
    run = await desk.run("document")
    assert (run.state, run.failed) == (State.DONE, 2)


async def test_a_picture_that_was_deleted_pauses_and_nobody_is_marked(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(9)
    (desk.services.content_dir / "files/forum.png").unlink()
    await desk.begin("picture")
    await clock.wind(MINUTE)
    run = await desk.run("picture")
    assert (run.state, run.left, run.total) == (State.PAUSED, 9, 9)
    assert desk.told[-1] == (run, "files/forum.png cannot be read (No such file or directory)")


async def test_a_store_that_cannot_keep_the_id_costs_no_further_upload(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(5)
    desk.files.is_away = True
    assert await sent(desk, "picture", clock) == 5
    assert given(desk) == [UPLOAD, *[KNOWN] * 4]


async def test_an_admin_is_told_of_a_picture_that_is_not_there(desk: Desk, clock: WoundClock) -> None:
    admin = desk.admin("es")
    (desk.services.content_dir / "files/forum.png").unlink()
    await admin.send("/announce")
    await admin.press("Así fue el foro.")
    assert admin.last is not None
    assert admin.last.text == (
        "Así fue el foro.\n\nNo se puede enviar (English): files/forum.png cannot be read (No such file or directory). "
        "No se envió nada a los suscriptores."
    )
