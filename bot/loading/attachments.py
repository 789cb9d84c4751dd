"""Pictures and documents in the content folder: there, inside it, and such as Telegram takes."""

from difflib import get_close_matches
from pathlib import Path

from bot.core.announcements import Kind
from bot.loading import pictures

PICTURE_MEGABYTES, DOCUMENT_MEGABYTES = 10, 50  # https://core.telegram.org/bots/api#sending-files
_MEGABYTE = 1024 * 1024


def fault(content_dir: Path, source: str, kind: Kind) -> str | None:
    """Say why Telegram would not take a file that goes with an announcement; None where it would."""
    file = content_dir / source
    try:
        if not file.resolve().is_relative_to(content_dir.resolve()):
            return "leads out of this folder; put the file itself into content/files"
        if not file.is_file():
            return _missing(content_dir, source)
        return _refused(file, kind)
    except (OSError, RuntimeError) as error:  # a name that is too long, a link to itself
        return f"cannot be read: {getattr(error, 'strerror', error)}"


def _missing(content_dir: Path, source: str) -> str:
    there = [file.relative_to(content_dir).as_posix() for file in content_dir.rglob("*") if file.is_file()]
    near = get_close_matches(source, there, n=1)
    return f"there is no file {source} in this folder; {f'did you mean {near[0]}?' if near else 'put it there'}"


def _refused(file: Path, kind: Kind) -> str | None:
    size, allowed = file.stat().st_size, PICTURE_MEGABYTES if kind is Kind.PICTURE else DOCUMENT_MEGABYTES
    if size == 0:
        return "is an empty file; put the real one there"
    if size > allowed * _MEGABYTE:
        return f"is too big: {size / _MEGABYTE:,.1f} MB, and Telegram takes a {kind} of {allowed} MB; make it smaller"
    return pictures.fault(file.read_bytes()) if kind is Kind.PICTURE else None
