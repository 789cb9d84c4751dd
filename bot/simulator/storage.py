"""Files: taken in with a call, kept in memory, sent again by their id, and given out."""

import re
import struct
from typing import TYPE_CHECKING, Any

from bot.simulator.state import File, Json, Upload, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

PHOTO_BYTES = 10 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024

_IMAGES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
IMAGES = {"png": "png", "jpg": "jpeg", "gif": "gif", "webp": "webp"}
"""The media types of photos, by the ends of their names."""
_SIDE = 800
_RATIO = 20
_SUM = 10_000


def photo(telegram: "Telegram", given: Any) -> list[Json]:
    """Give the sizes of a photo that came with a call, or was sent before.

    Raises:
        RefusalError: it is none.
    """
    if not isinstance(given, Upload):
        kept: list[Json] = _known(telegram, given, "photo").about
        return kept
    if len(given.content) > PHOTO_BYTES:
        limit = f"the maximum size is {PHOTO_BYTES} bytes"
        raise bad_request(f"file of size {len(given.content)} bytes is too big for a photo; {limit}")
    extension = next((name for magic, name in _IMAGES.items() if given.content.startswith(magic)), None)
    if extension is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = _sides(given.content)
    if width + height > _SUM or max(width, height) > _RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sizes = [_numbered(telegram, "photo") | {"width": width, "height": height, "file_size": len(given.content)}]
    _keep(telegram, File("photo", given.content, f"photos/{sizes[0]['file_unique_id']}.{extension}", sizes), sizes[0])
    return sizes


def document(telegram: "Telegram", given: Any) -> Json:
    """Give a document that came with a call, or was sent before.

    Raises:
        RefusalError: it is none.
    """
    if not isinstance(given, Upload):
        kept: Json = _known(telegram, given, "document").about
        return kept
    if not given.content:
        raise bad_request("file must be non-empty")
    about: Json = {"file_name": given.name, "mime_type": given.mime} | _numbered(telegram, "document")
    about["file_size"] = len(given.content)
    name = re.sub(r"[^\w.-]", "_", given.name)
    _keep(telegram, File("document", given.content, f"documents/{about['file_unique_id']}_{name}", about), about)
    return about


def get_file(telegram: "Telegram", params: Json) -> Json:
    """getFile"""
    file = telegram.files.get(params["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if not file.content:  # it was left out of what was kept
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    about = file.about[0] if isinstance(file.about, list) else file.about
    return {key: about[key] for key in ("file_id", "file_unique_id", "file_size")} | {"file_path": file.path}


def _numbered(telegram: "Telegram", kind: str) -> Json:
    number = len(telegram.files) + 1
    return {"file_id": f"{kind}-{number:06}-of-a-simulated-telegram", "file_unique_id": f"{kind}{number:06}"}


def _keep(telegram: "Telegram", file: File, about: Json) -> None:
    telegram.files[about["file_id"]] = file


def _known(telegram: "Telegram", file_id: Any, kind: str) -> File:
    file = telegram.files.get(str(file_id))
    if file is not None and file.kind == kind:
        return file
    if file is not None:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    if re.match(r"https?://", str(file_id)):
        raise bad_request("failed to get HTTP URL content")  # nothing is ever fetched
    raise bad_request("wrong file identifier/HTTP URL specified")


def _sides(content: bytes) -> tuple[int, int]:
    """Read the sides of a PNG; of other images they are not known."""
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return max(1, width), max(1, height)
    return _SIDE, _SIDE
