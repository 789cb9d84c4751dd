"""What an announcement takes from elsewhere: the place that it opens, and the picture or document that goes with it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.core import html
from bot.core.announcements import Kind
from bot.core.bulletin import CAPTION_UNITS, Announcement, is_address
from bot.errors import Fault
from bot.loading import attachments, openings
from bot.loading.source import Source

ANNOUNCEMENTS = "announcements.yaml"


def faults(content_dir: Path, sources: Mapping[str, Source], models: Mapping[str, Any]) -> Iterator[Fault]:
    """Give what is wrong with announcements that are well by themselves."""
    announced = models[ANNOUNCEMENTS].announcements if ANNOUNCEMENTS in models else ()
    for number, one in enumerate(announced):
        for steps, words in _complaints(content_dir, one, models):
            yield sources[ANNOUNCEMENTS].fault(("announcements", number, *steps), words)


def _complaints(
    content_dir: Path, one: Announcement, models: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], str]]:
    if one.opens and (words := openings.fault(one.opens, models)):
        yield ("opens",), words
    for kind, source in ((Kind.PICTURE, one.picture), (Kind.DOCUMENT, one.document)):
        if source is None:
            continue
        for language, text in one.text.items():
            if words := _too_long(text, kind):
                yield ("text", language), words
        if not is_address(source) and (words := attachments.fault(content_dir, source, kind)):
            yield (kind,), words


def _too_long(text: str, kind: Kind) -> str | None:
    length = html.units(html.plain(text))
    if length <= CAPTION_UNITS:
        return None
    over = length - CAPTION_UNITS
    return (
        f"is too long to go with a {kind}: {length:,} characters of {CAPTION_UNITS:,}; shorten it by {over:,}, "
        f"or take {kind}: out"
    )
