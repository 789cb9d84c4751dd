"""A bot with everything as it has to be, and with one thing spoiled: that is found, and put right where it can be."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot import app
from bot.doctor import treatment
from bot.doctor.examination import examine
from bot.doctor.finding import Remedy, State, Status, status
from bot.settings import Settings
from bot.simulator import Telegram
from tests.commands import COMMANDS
from tests.doctor.conftest import ago
from tests.doctor.looking import look, wrong
from tests.simulator.asking import done

OLD = [{"command": "old", "description": "An older one"}]


def calling(method: str, **params: Any) -> Callable[[Telegram], Awaitable[object]]:
    """Spoil something by a call that the bot would not make."""

    async def spoil(telegram: Telegram) -> None:
        await done(telegram, method, **params)

    return spoil


def setting(**values: Any) -> Callable[[Telegram], Awaitable[object]]:
    """Spoil something that no call can."""

    async def spoil(telegram: Telegram) -> None:
        for name, value in values.items():
            owner, _, field = name.rpartition("__")
            setattr(getattr(telegram, owner) if owner else telegram, field, value)

    return spoil


async def _privacy_missing(telegram: Telegram) -> None:
    commands = [each for each in await done(telegram, "getMyCommands") if each["command"] != "privacy"]
    await done(telegram, "setMyCommands", commands=commands)


async def _webhook(telegram: Telegram, **otherwise: Any) -> None:
    there = telegram.webhook
    known: dict[str, Any] = {"url": there.url, "secret_token": there.secret, "max_connections": there.max_connections}
    await done(telegram, "setWebhook", **known | otherwise)


async def _failed(telegram: Telegram) -> None:
    telegram.webhook.last_error_date, telegram.webhook.last_error_message = ago(120), "Connection timed out"


@dataclass(frozen=True)
class Spoiled:
    """What is spoiled and how, and what is to be found; `also` goes wrong with it."""

    what: str
    spoil: Callable[[Telegram], Awaitable[object]]
    found: str
    way_out: str
    remedy: Remedy | None = None
    also: tuple[str, ...] = ()


WANTED = "message, callback_query, inline_query, my_chat_member"
REFUSED = "Wrong response from the webhook: 403 Forbidden"
AGAIN = "start the bot, or --fix"

CASES = [
    Spoiled("inline mode", setting(inline__enabled=False), "off", "@BotFather: /setinline, @AllyShoringBot, and what"),
    Spoiled("privacy mode", setting(privacy_mode=False), "off, so the bot is sent all", "@BotFather: /setprivacy"),
    Spoiled("groups", setting(can_join_groups=False), "nobody can add the bot", "@BotFather: /setjoingroups"),
    Spoiled(
        "webhook address",
        calling("deleteWebhook"),
        "Telegram has none, so the bot gets nothing; the settings say http://127.0.0.1:",
        AGAIN,
        Remedy.WEBHOOK,
    ),
    Spoiled(
        "webhook address",
        lambda telegram: _webhook(telegram, url="http://somebody:hunter2@other.example.org/hook?key=hunter2"),
        "Telegram has http://other.example.org/hook; the settings say http://127.0.0.1:",
        AGAIN,
        Remedy.WEBHOOK,
    ),
    Spoiled(
        "kinds of updates",
        lambda telegram: _webhook(telegram, allowed_updates=["message"]),
        f"Telegram sends message; the bot wants {WANTED}",
        AGAIN,
        Remedy.WEBHOOK,
    ),
    Spoiled(
        "connections",
        lambda telegram: _webhook(telegram, max_connections=1),
        "up to 1 at once; the bot wants 40",
        AGAIN,
        Remedy.WEBHOOK,
    ),
    Spoiled(
        "last error",
        _failed,
        "Connection timed out, ",
        "Telegram does not get through to the address: see the firewall",
    ),
    Spoiled(
        "commands (es)",
        calling("setMyCommands", commands=OLD, language_code="es"),
        "missing: /reports, /enablers, /taskforce,",
        AGAIN,
        Remedy.PROFILE,
        ("/privacy",),
    ),
    Spoiled(
        "/privacy",
        _privacy_missing,
        "not among the commands (en), so people are shown Telegram's own policy instead",
        AGAIN,
        Remedy.PROFILE,
        ("commands (en)",),
    ),
    Spoiled(
        "other commands",
        calling("setMyCommands", commands=OLD, scope={"type": "all_group_chats"}, language_code="es"),
        "others stand for all groups (es), and hide those above",
        "--fix takes them out",
        Remedy.STRAYS,
    ),
    Spoiled(
        "other commands",
        calling("setMyCommands", commands=OLD, language_code="en"),
        "others stand for everybody (en), and hide those above",
        "--fix takes them out",
        Remedy.STRAYS,
    ),
    Spoiled(
        "description (es)",
        calling("setMyDescription", description="Otra. " * 30, language_code="es"),
        "another than the content's: “Otra. Otra. Otra. Otra. Otra. Otra. Otra. Otra. Otra. Otra.…”",
        AGAIN,
        Remedy.PROFILE,
    ),
    Spoiled(
        "short description (en)",
        calling("setMyShortDescription", short_description="An older one."),
        "another than the content's: “An older one.”",
        AGAIN,
        Remedy.PROFILE,
    ),
    Spoiled(
        "description (en)",
        calling("setMyDescription", description="An older one.", language_code="en"),
        "hidden by another: “An older one.”",
        "--fix takes it out",
        Remedy.STRAYS,
    ),
    Spoiled(
        "commands of admin 1000",
        calling("setMyCommands", commands=OLD, scope={"type": "chat", "chat_id": 1000}),
        "missing: /reports",
        AGAIN,
        Remedy.ADMINS,
    ),
]
NAMES = [f"{case.what}-{number}" for number, case in enumerate(CASES)]


async def test_where_everything_is_as_it_has_to_be_all_of_it_fits(bot: app.App, given: Settings) -> None:
    found = await look(given)
    assert {what: finding.found for what, finding in found.items()} == {
        "token": "Telegram knows it as @AllyShoringBot",
        "inline mode": "on",
        "privacy mode": "on: in groups the bot is sent commands, mentions and answers to it",
        "groups": "the bot may be added",
        "Bot API": "9.4 or newer, by what getMe says; 7.11 is needed",
        "webhook address": f"{given.webhook_url}/webhook (127.0.0.1)",
        "last error": "none since the webhook was set",
        "waiting updates": "0",
        "kinds of updates": WANTED,
        "connections": "up to 40 at once",
        "secret": "the bot at the webhook address knows it, and turns away who does not",
        "commands (en)": f"{len(COMMANDS)}, as the bot has them",
        "commands (es)": f"{len(COMMANDS)}, as the bot has them",
        "/privacy": "among the commands, so Telegram's own policy gives way to it",
        "other commands": "none that hide those above",
        "description (en)": "as the content has it",
        "short description (en)": "as the content has it",
        "description (es)": "as the content has it",
        "short description (es)": "as the content has it",
        "name": "Ally-Shoring",
        "commands of admin 1000": f"{len(COMMANDS) + 3}, as the bot has them (en)",
        "database": found["database"].found,
        "tables": "at 0004, the newest",
        "content": "3 reports, 6 enablers, 38 members, 27 organizations",
        "catalogs": "en, es",
    }
    assert {finding.state for finding in found.values()} == {State.FITS}
    assert status(tuple(found.values())) == Status.WELL


async def test_a_look_changes_nothing_and_takes_no_updates(telegram: Telegram, bot: app.App, given: Settings) -> None:
    telegram.calls.clear()
    await examine(given)
    assert {call.method for call in telegram.calls if not call.method.startswith("get")} == set()
    assert "getUpdates" not in {call.method for call in telegram.calls}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
async def test_what_is_spoiled_is_found_with_the_way_out(
    telegram: Telegram, bot: app.App, given: Settings, case: Spoiled
) -> None:
    await case.spoil(telegram)
    findings = await look(given)
    finding = findings[case.what]
    assert finding.found.startswith(case.found)
    assert finding.way_out.startswith(case.way_out)
    assert (finding.state, finding.remedy) == (State.MISFIT, case.remedy)
    assert set(await wrong(given)) == {case.what, *case.also}
    assert status(tuple(findings.values())) == Status.MISFIT
    assert "hunter2" not in str(findings)


@pytest.mark.parametrize("case", [case for case in CASES if case.remedy], ids=lambda case: case.what)
async def test_what_can_be_put_right_is_and_it_is_said(
    telegram: Telegram, bot: app.App, given: Settings, case: Spoiled
) -> None:
    await case.spoil(telegram)
    assert case.remedy is not None
    assert await treatment.treat(await examine(given), given) == [case.remedy.value]
    assert await wrong(given) == {}


async def test_where_nothing_can_be_put_right_nothing_is_done(
    telegram: Telegram, bot: app.App, given: Settings
) -> None:
    telegram.privacy_mode = False
    telegram.calls.clear()
    assert await treatment.treat(await examine(given), given) == []
    assert {call.method for call in telegram.calls if not call.method.startswith("get")} == set()
