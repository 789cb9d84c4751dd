"""What there is in the content, counted and dated, as operators read it."""

import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
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
    return datetime.fromtimestamp(max(_times(folders), default=0), UTC)


def _times(folders: Iterable[Path]) -> Iterator[float]:
    for folder in folders:
        for file in folder.rglob("*"):
            with suppress(OSError):  # it may be gone by now, for whoever saves puts another in its place
                if stat.S_ISREG((found := file.stat()).st_mode):
                    yield found.st_mtime
