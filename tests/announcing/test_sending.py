"""What the terminal says of announcements, where nothing is sent."""

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot import sending, settings
from bot.core.announcing import State
from bot.errors import AnnouncingError, SettingsError, StoreError
from bot.sending import Wish
from bot.settings import Settings
from bot.store import Store, open_store
from tests.bilingual import bilingual
from tests.letters import with_announcements


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of an operator who has no token at hand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    with_announcements(tmp_path)
    words = {"content_dir": tmp_path / "content", "locales_dir": bilingual() / "locales"}
    return settings.read(database_url=f"sqlite:///{tmp_path}/bot.db", **words)


@pytest.fixture
async def store(given: Settings) -> AsyncIterator[Store]:
    async with open_store(given.database_url.get_secret_value()) as store:
        yield store


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=100)


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


async def test_where_no_bot_has_run_nothing_is_said_of_its_subscribers(given: Settings, console: Console) -> None:
    with pytest.raises(StoreError, match=r"^there is no file .*/bot\.db; look from the folder in which the bot runs"):
        await sending.list_all(given, console)


async def test_all_that_can_be_announced_is_listed_with_how_far_it_is(
    given: Settings, store: Store, console: Console
) -> None:
    await store.chats.subscribe(1, "private", "es")
    await store.ledger.begin("plain")
    await store.ledger.change("plain", State.PAUSED, unless=[])
    await store.ledger.begin("lost")
    await sending.list_all(given, console)
    lines = [re.split(r"\s{2,}", line.strip()) for line in printed(console).splitlines()]
    assert lines[:3] == [["ID", "What", "State"], ["plain", "The forum is on May 14.", "paused: 0 of 1"], lines[2]]
    assert ["report-mexico", "📄 Mexico: case and path"] in lines
    assert ["lost", "lost", "going out: 0 of 1"] in lines
    assert lines[-1] == ["1 subscriber. To announce one: python -m bot announce ID"]


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("plane", State.SENDING), "there is no announcement plane; perhaps plain"),
        (
            Wish("xyz", State.SENDING),
            "there is no announcement xyz; there are plain, opening, picture, document, "
            "report-nearshoring, report-workforce, report-mexico",
        ),
        (Wish("plain", State.PAUSED), "plain was never begun; to begin it: python -m bot announce plain"),
        (
            Wish("plain", State.SENDING, resumes=True),
            "plain was never begun; to begin it: python -m bot announce plain",
        ),
    ],
)
@pytest.mark.usefixtures("store")
async def test_what_cannot_be_is_said_with_the_way_out(
    given: Settings, console: Console, wish: Wish, words: str
) -> None:
    with pytest.raises(AnnouncingError, match=f"^{re.escape(words)}$"):
        await sending.carry_out(wish, given, console)


@pytest.mark.usefixtures("store")
async def test_without_a_token_nothing_is_asked(given: Settings, console: Console) -> None:
    with pytest.raises(SettingsError, match=r"^TELEGRAM_BOT_TOKEN is not set"):
        await sending.carry_out(Wish("plain", State.SENDING), given, console)


async def test_what_is_over_does_not_go_out_again(given: Settings, store: Store, console: Console) -> None:
    await store.ledger.begin("plain")
    await store.ledger.finish("plain")
    with pytest.raises(AnnouncingError, match=r"^plain is over \(sent on .* to 0\); to announce more, write one with"):
        await sending.carry_out(Wish("plain", State.SENDING), given, console)


async def test_it_is_paused_and_cancelled(given: Settings, store: Store, console: Console) -> None:
    await store.chats.subscribe(1, "private", "es")
    await store.ledger.begin("plain")
    await sending.carry_out(Wish("plain", State.PAUSED), given, console)
    assert printed(console) == "plain: paused: 0 of 1\nTo go on: python -m bot announce plain --resume\n"
    await sending.carry_out(Wish("plain", State.CANCELLED, confirmed=True), given, console)
    assert await store.ledger.state("plain") is State.CANCELLED


async def test_nothing_is_sent_or_cancelled_unasked(
    given: Settings, store: Store, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    await store.chats.subscribe(1, "private", "es")
    token = given.model_copy(update={"telegram_bot_token": SecretStr("1:a")})
    with pytest.raises(AnnouncingError, match=r"^nobody is there to confirm it; add --yes$"):
        await sending.carry_out(Wish("plain", State.SENDING), token, console)
    assert await store.ledger.runs() == []
    await store.ledger.begin("plain")
    with pytest.raises(AnnouncingError, match=r"It cannot be sent again\. Nobody is there to confirm it; add --yes$"):
        await sending.carry_out(Wish("plain", State.CANCELLED), given, console)
    assert await store.ledger.state("plain") is State.SENDING
