"""Editions of any size, written as an editor would and loaded as the bot does."""

from pathlib import Path
from typing import Any

import yaml

from bot import loading
from bot.core import content
from bot.core.edition import Edition
from tests.conftest import ROOT

LANGUAGES = ("en", "es")


def written(folder: Path, files: dict[str, Any]) -> Edition:
    """Write files of content into a folder and load them with the bot's own words."""
    place = folder / "content"
    place.mkdir()
    for name, data in files.items():
        (place / name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return loading.load(place, ROOT / "locales")


def each(text: str) -> dict[str, str]:
    """Give a text that is the same in every language."""
    return dict.fromkeys(LANGUAGES, text)


def long(units: int, end: str = "") -> str:
    """Give one word of as many characters as there may be, and how it ends."""
    return "x" * (units - len(end)) + end


def files(*, members: int, shown: int = 1, longest: bool = False) -> dict[str, Any]:
    """Give the content of a task force of so many people, half of them from organizations, and of `shown` reports and
    enablers; with `longest`, each text is as long as it may be.
    """

    def text(limit: int, short: str, end: str = "") -> str:
        return long(limit, end) if longest else short + end

    def link(path: str) -> str:
        return text(content.URL_CHARACTERS, f"https://example.org/{path}") if not longest else (
            "https://example.org/" + long(content.URL_CHARACTERS - len("https://example.org/"))
        )

    def id(kind: str, number: int) -> str:
        return long(40, f"{kind}-{number}") if longest else f"{kind}-{number}"

    line, label = each(text(content.LINE_UNITS, "A title")), each(text(content.LABEL_UNITS, "A label"))
    summary = each(text(content.SUMMARY_UNITS, "A summary."))
    name = content.NAME_UNITS
    organizations = max(1, members // 2)
    return {
        "overview.yaml": {
            "overview": {
                "title": label,
                "headline": line,
                "paragraphs": [each(text(content.OVERVIEW_UNITS - 2 if longest else 0, "" if longest else "A paragraph."))]
                if not longest
                else [each(long(content.SUMMARY_UNITS)), each(long(content.OVERVIEW_UNITS - content.SUMMARY_UNITS - 4))],
            }
        },
        "reports.yaml": {
            "title": line,
            "reports": [
                {
                    "id": id("r", number),
                    "number": str(number),
                    "label": label,
                    "title": {"en": line["en"], "es": "z" + line["es"][1:]},
                    "summary": summary,
                    "authors": [text(name, "Ana") for _ in range(6 if longest else 1)],
                    "month": "2021-09",
                    "link": link("r"),
                    "document": link("d"),
                }
                for number in range(1, shown + 1)
            ],
        },
        "enablers.yaml": {
            "title": line,
            "enablers": [{"id": id("e", number), "title": label, "text": summary} for number in range(1, shown + 1)],
        },
        "taskforce.yaml": {
            "title": line,
            "organizations": [
                {"id": id("o", number), "name": text(name, "Org", f" {number}")} for number in range(organizations)
            ],
            "members": [
                {
                    "id": id("m", number),
                    "name": text(name, "Ana", f" {number}"),
                    **({"organization": id("o", number % organizations)} if number % 3 else {}),
                }
                for number in range(members)
            ],
        },
        "links.yaml": {"links": {"page": {"url": link("p"), "label": label}, "foundation": {"url": link("f"), "label": label}}},
        "profile.yaml": {
            "profile": {
                "description": each(text(content.DESCRIPTION_UNITS, "A description.")),
                "short_description": each(text(content.SHORT_DESCRIPTION_UNITS, "A bot.")),
            }
        },
    }
