"""Logs: readable at a terminal, JSON elsewhere, and no secret in either."""

import logging
import sys
from collections.abc import Collection, Iterable, Mapping
from contextvars import ContextVar
from typing import Any, Protocol

import structlog
from aiohttp.http_exceptions import HttpProcessingError
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "***"
OURS = ("bot", "handlers")


class Subject(Protocol):
    """What is dealt with, and stands in each line of the log that belongs to it."""

    @property
    def fields(self) -> Mapping[str, object]:
        """How it is known; asked for only where something is logged."""


_subject: ContextVar[Subject | None] = ContextVar("subject", default=None)


def about(subject: Subject) -> None:
    """Have whatever is logged from now on here, and in tasks that are begun here, be about something."""
    _subject.set(subject)


def _with_subject(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    subject = _subject.get()
    return {**subject.fields, **event} if subject else event


CONTEXT: tuple[Processor, ...] = (structlog.contextvars.merge_contextvars, _with_subject)
"""Puts into each line what it belongs to."""


def configure(secrets: Iterable[str] = (), *, terminal: bool | None = None, level: int = logging.INFO) -> None:
    """Send all logs, structlog's and the standard library's, from a level on, through one chain to standard error.

    Below INFO only our own lines are sent: in their details, libraries repeat what people wrote.
    """
    readable = sys.stderr.isatty() if terminal is None else terminal
    hide = _hiding(tuple(secrets))
    shared: list[Processor] = [
        *CONTEXT,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last: Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, hide, last],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.INFO), force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for talkative in ("aiohttp.access", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    logging.getLogger("aiohttp.server").addFilter(_not_strangers)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def hidden(text: str, secrets: Iterable[str]) -> str:
    """Give a text without secrets that may stand in it."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):  # one may be the beginning of another
        text = text.replace(secret, HIDDEN)
    return text


def _not_strangers(record: logging.LogRecord) -> bool:
    """Drop what aiohttp says of requests that are no HTTP: anybody can send them, and the answer is a 400 already."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _hiding(secrets: Collection[str]) -> Processor:
    def clean(value: Any) -> Any:
        match value:
            case str():
                return hidden(value, secrets)
            case dict():
                return {clean(str(key)): clean(item) for key, item in value.items()}
            case list() | tuple():
                return [clean(item) for item in value]
            case bool() | int() | float() | None:
                return value
            case _:
                return clean(repr(value))

    def hide(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        return {key: clean(value) for key, value in event.items()}

    return hide
