"""The logs: readable for machines and for people, and without a secret for either."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import logs

TOKEN = "7000000001:AAHsecretsecretsecretsecretsecretse"
SECRET = "a-good_Secret-123"


class Terminal(io.StringIO):
    """A terminal, as far as anybody can tell."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave logging as it was."""
    root, access = logging.getLogger(), logging.getLogger("aiohttp.access")
    levels = root.level, access.level
    monkeypatch.setattr(root, "handlers", [])
    yield
    for name in logs.OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    root.setLevel(levels[0])
    access.setLevel(levels[1])
    structlog.reset_defaults()


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Where logs go, with secrets configured."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure([TOKEN, SECRET, ""])
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """Read JSON lines, without the times."""
    entries = [json.loads(line) for line in stream.getvalue().splitlines()]
    for entry in entries:
        del entry["timestamp"]
    return entries


def test_away_from_a_terminal_each_entry_is_a_line_of_json(errors: io.StringIO) -> None:
    structlog.get_logger("ours").info("the bot is ready", bot="ally_bot", updates=3, new=True)
    structlog.get_logger("ours").warning("¡Atención!\nline two")
    assert lines(errors) == [
        {"event": "the bot is ready", "level": "info", "logger": "ours", "bot": "ally_bot", "updates": 3, "new": True},
        {"event": "¡Atención!\nline two", "level": "warning", "logger": "ours"},
    ]


def test_entries_of_libraries_look_like_ours(errors: io.StringIO) -> None:
    logging.getLogger("telegram.ext").warning("took %d of %s", 3, "seven")
    assert lines(errors) == [{"event": "took 3 of seven", "level": "warning", "logger": "telegram.ext"}]


def test_every_entry_has_its_time_in_utc(errors: io.StringIO) -> None:
    structlog.get_logger().info("now")
    assert json.loads(errors.getvalue())["timestamp"].endswith("Z")


def test_at_a_terminal_an_entry_is_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    logs.configure([TOKEN])
    structlog.get_logger().info("the bot is ready", path=f"/bot{TOKEN}")
    assert "the bot is ready" in terminal.getvalue()
    assert ("{" in terminal.getvalue(), TOKEN in terminal.getvalue()) == (False, False)


def test_at_a_terminal_a_traceback_has_no_secret_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    logs.configure([TOKEN])
    fail(structlog.get_logger())
    assert "RuntimeError: cannot reach" in terminal.getvalue()
    assert TOKEN not in terminal.getvalue()


def test_details_and_visits_are_not_logged(errors: io.StringIO) -> None:
    structlog.get_logger().debug("detail")
    logging.getLogger("library").debug("detail")
    logging.getLogger("aiohttp.access").info("a visit")
    assert lines(errors) == []


# Secrets


def test_secrets_in_an_event_are_hidden(errors: io.StringIO) -> None:
    structlog.get_logger("ours").info(f"calling /bot{TOKEN}/getMe with {SECRET}", url=f"/bot{TOKEN}/getMe")
    assert lines(errors) == [
        {"event": "calling /bot***/getMe with ***", "url": "/bot***/getMe", "level": "info", "logger": "ours"}
    ]


def test_secrets_in_positional_arguments_are_hidden(errors: io.StringIO) -> None:
    structlog.get_logger("ours").info("calling %s", TOKEN)
    assert lines(errors) == [{"event": "calling ***", "level": "info", "logger": "ours"}]


def test_secrets_in_the_arguments_of_a_librarys_entry_are_hidden(errors: io.StringIO) -> None:
    logging.getLogger("library").error("%s and %r and %s", TOKEN, {"secret": SECRET}, Exception(TOKEN))
    assert lines(errors) == [{"event": "*** and {'secret': '***'} and ***", "level": "error", "logger": "library"}]


def test_secrets_in_nested_values_are_hidden(errors: io.StringIO) -> None:
    structlog.get_logger("ours").info(
        "settings",
        given={"token": TOKEN, "more": [SECRET, {"deep": (TOKEN, 1, None, True, 0.5)}], TOKEN: "as a key", 7: "seven"},
    )
    assert lines(errors)[0]["given"] == {
        "token": "***",
        "more": ["***", {"deep": ["***", 1, None, True, 0.5]}],
        "***": "as a key",
        "7": "seven",
    }


def test_secrets_in_objects_of_any_kind_are_hidden(errors: io.StringIO) -> None:
    structlog.get_logger("ours").info("objects", error=ValueError(TOKEN), raw=TOKEN.encode(), many={SECRET})
    assert lines(errors) == [
        {
            "event": "objects",
            "error": "ValueError('***')",
            "raw": "b'***'",
            "many": "{'***'}",
            "level": "info",
            "logger": "ours",
        }
    ]


@pytest.mark.parametrize("logger", [structlog.get_logger("ours"), logging.getLogger("library")])
def test_secrets_in_tracebacks_are_hidden(errors: io.StringIO, logger: Any) -> None:
    fail(logger)
    (entry,) = lines(errors)
    assert entry["exception"].splitlines()[-1] == "RuntimeError: cannot reach http://h/bot***/getMe"
    assert "ValueError: ***" in entry["exception"]
    assert TOKEN not in errors.getvalue()


def test_secrets_bound_to_the_context_are_hidden(errors: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(url=f"/bot{TOKEN}"):
        structlog.get_logger("ours").info("calling")
    assert lines(errors) == [{"event": "calling", "url": "/bot***", "level": "info", "logger": "ours"}]


def test_of_two_secrets_that_begin_alike_nothing_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure(["abc", "abcdef"])
    structlog.get_logger("ours").info("abcdef and abc")
    assert lines(stream) == [{"event": "*** and ***", "level": "info", "logger": "ours"}]


def test_without_secrets_nothing_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure([""])
    structlog.get_logger("ours").info("as it is", number=1)
    assert lines(stream) == [{"event": "as it is", "number": 1, "level": "info", "logger": "ours"}]


def fail(logger: Any) -> None:
    """Log an error whose text, and whose cause's text, has the token in it."""
    try:
        try:
            raise ValueError(TOKEN)
        except ValueError as error:
            raise RuntimeError(f"cannot reach http://h/bot{TOKEN}/getMe") from error
    except RuntimeError:
        logger.exception("it failed")


# How much is said


def test_in_detail_only_our_own_lines_are_said_for_libraries_repeat_what_people_wrote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure(terminal=False, level=logging.DEBUG)
    for name in ("telegram.Bot", "bot.tg.intake", "handlers.desk"):
        structlog.get_logger(name).debug("a detail")
    assert [entry["logger"] for entry in lines(stream)] == ["bot.tg.intake", "handlers.desk"]


def test_where_only_warnings_are_wanted_nothing_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure(terminal=False, level=logging.WARNING)
    for name in ("library", "bot.app"):
        structlog.get_logger(name).info("news")
        structlog.get_logger(name).warning("trouble")
    assert [(entry["logger"], entry["event"]) for entry in lines(stream)] == [
        ("library", "trouble"),
        ("bot.app", "trouble"),
    ]


def test_text_that_nobody_reads_at_a_terminal_has_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure(terminal=True)
    structlog.get_logger("bot.app").warning("trouble", reason="none")
    assert "trouble" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()
