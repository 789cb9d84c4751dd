"""Editions of any size, written as an editor would and loaded as the bot does."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot import loading
from bot.core import content, fields
from bot.core.edition import Edition
from tests.bilingual import bilingual

Files = dict[str, Any]
Writer = Callable[[int], str]


def short(_: int) -> str:
    """Write as little as one does."""
    return "A text"


def longest(limit: int) -> str:
    """Write as much as is allowed."""
    return "x" * limit


def each(text: str) -> dict[str, str]:
    """Give a text in every language; in Spanish it is in capitals, so that it is another one."""
    return {"en": text, "es": text.upper()}


def files(members: int, items: int = 1, text: Writer = short) -> Files:
    """Give the content of a task force of so many people, a third of them without an organization, and of so many
    reports and enablers. Of the people everything is told that may be, but where the texts are short.
    """
    line, label, summary = (each(text(limit)) for limit in (fields.LINE_UNITS, fields.LABEL_UNITS, _SUMMARY))
    name, page = text(fields.NAME_UNITS), {"url": _url(text), "label": label}
    organizations = [{"id": _id("o", number, text), "name": name} for number in range(members // 2 or 1)]
    return {
        "overview.yaml": {
            "overview": {
                "title": label,
                "headline": line,
                "paragraphs": [summary, each(text(content.OVERVIEW_UNITS - _SUMMARY - 4))],
            }
        },
        "reports.yaml": {"title": line, "reports": [_report(number, text) for number in range(items)]},
        "enablers.yaml": {
            "title": line,
            "enablers": [{"id": _id("e", number, text), "title": label, "text": summary} for number in range(items)],
        },
        "taskforce.yaml": {
            "title": line,
            "organizations": organizations,
            "members": [
                {"id": _id("m", number, text), "name": name}
                | ({"organization": organizations[number % len(organizations)]["id"]} if number % 3 else {})
                | (_details(text) if text is not short else {})
                for number in range(members)
            ],
        },
        "links.yaml": {"links": {"page": page, "foundation": page}},
        "profile.yaml": {
            "profile": {
                "description": each(text(fields.DESCRIPTION_UNITS)),
                "short_description": each(text(fields.SHORT_DESCRIPTION_UNITS)),
            }
        },
    }


def written(folder: Path, files: Files) -> Edition:
    """Write content into a folder, in JSON, which is YAML too, and load it with the bot's own words."""
    place = folder / "content"
    place.mkdir()
    for name, data in files.items():
        (place / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return loading.load(place, bilingual() / "locales")


_SUMMARY = fields.SUMMARY_UNITS


def _id(kind: str, number: int, text: Writer) -> str:
    id = f"{kind}{number}"
    return id.ljust(40, "-") if text is longest else id


def _url(text: Writer) -> str:
    start = "https://example.org/"
    return start + text(fields.URL_CHARACTERS - len(start)).replace(" ", "-")


def _details(text: Writer) -> dict[str, Any]:
    domain = f"{'x' * 63}." * 2 + f"{'x' * 57}.org"
    return {
        "title": each(text(fields.LINE_UNITS)),
        "biography": each(text(fields.BIOGRAPHY_UNITS)),
        "portrait": _url(text),
        "links": [{"url": _url(text), "label": each(text(fields.LABEL_UNITS))} for _ in range(content.LINKS)],
        "contact": {
            "email": f"{'&' * 64}@{domain}",
            "phone": "+123" + "456789012345".rjust(fields.PHONE_CHARACTERS - 4),
            "consent": {"date": "2025-03-14", "how": text(fields.NAME_UNITS)},
        },
    }


def _report(number: int, text: Writer) -> dict[str, Any]:
    return {
        "id": _id("r", number, text),
        "number": str(9999 - number),
        "label": each(text(fields.LABEL_UNITS)),
        "title": each(text(fields.LINE_UNITS)),
        "summary": each(text(_SUMMARY)),
        "authors": [text(fields.NAME_UNITS)] * 6,
        "month": "2021-09",
        "link": _url(text),
        "document": _url(text),
    }
