"""What there is in the content, counted and dated, as operators read it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.core.catalog import Catalog


def counts(catalog: Catalog) -> dict[str, int]:
    """Count what there is, by what one of it is called."""
    return {
        "report": len(catalog.reports),
        "enabler": len(catalog.enablers),
        "member": len(catalog.members),
        "organization": len(catalog.organizations),
        "announcement": len(catalog.announcements),
    }


def listed(counts: Mapping[str, int]) -> str:
    """Write what there is, without that of which there is nothing."""
    return ", ".join(many(count, what) for what, count in counts.items() if count)


def many(count: int, what: str) -> str:
    """Write a count with what it counts."""
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def saved(folders: Iterable[Path]) -> datetime:
    """Give the moment at which a file in one of these folders was saved last."""
    times = (file.stat().st_mtime for folder in folders for file in folder.rglob("*") if file.is_file())
    return datetime.fromtimestamp(max(times), UTC)
