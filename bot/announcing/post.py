"""One message to one chat: the text alone, or below a picture or document, which Telegram is given once."""

import asyncio
import hashlib
from pathlib import Path
from typing import assert_never

import structlog
from telegram import InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.core.announcements import Attachment, Kind, Letter
from bot.core.bulletin import is_address
from bot.errors import AttachmentError, StoreError
from bot.ports import FileStore
from bot.tg.keyboards import keyboard

_log = structlog.get_logger()

_WRONG_FILE = (
    *("wrong file identifier", "wrong remote file", "wrong file_id", "invalid file id", "file_id_invalid"),
    *("file reference", "file_reference_"),
)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Post:
    """Sends letters of one announcement. Files are looked for in the content folder."""

    def __init__(self, bot: ExtBot[str], files: FileStore, folder: Path, announcement: str) -> None:
        self._bot = bot
        self._files = files
        self._folder = folder
        self._announcement = announcement
        self._keys: dict[Attachment, str] = {}
        self._known: dict[str, str] = {}
        self._uploading = asyncio.Lock()
        self._looked_up: set[str] = set()
        """What the store was asked for."""
        self._keyboards: dict[int, tuple[Letter, InlineKeyboardMarkup]] = {}

    async def is_ready(self, letter: Letter) -> bool:
        """Tell whether Telegram has what goes with a letter: until then only one message may be under way.

        Raises:
            AttachmentError: the file that goes with it cannot be read.
        """
        return letter.attachment is None or await self._file_id(self._key(letter.attachment)) is not None

    async def knock(self) -> None:
        """Ask Telegram for something that can be asked for any number of times.

        Raises:
            TelegramError: it does not answer.
        """
        await self._bot.get_me()

    async def send(self, chat_id: int, letter: Letter, thread: int | None = None) -> None:
        """Send a letter, in a group into a topic of it.

        Raises:
            TelegramError: it was not sent, or perhaps.
            AttachmentError: the file that goes with it cannot be read.
        """
        if letter.attachment is None:
            await self._bot.send_message(
                chat_id,
                letter.text,
                ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=self._keyboard(letter),
                message_thread_id=thread,
            )
            return
        key = self._key(letter.attachment)
        known = await self._file_id(key)
        if known is not None:
            try:
                await self._send_with(letter.attachment, known, chat_id, letter, thread)
                return
            except BadRequest as error:
                if not any(words in error.message.lower() for words in _WRONG_FILE):
                    raise
        async with self._uploading:  # others under way find out the same, and one upload is enough for all
            file = await self._newer_than(known, key)
            given = file or self._upload(letter.attachment)
            sent = await self._send_with(letter.attachment, given, chat_id, letter, thread)
            if file is None:
                await self._keep(key, _id_of(sent))

    async def _newer_than(self, known: str | None, key: str) -> str | None:
        """Give the id of a file that somebody else has uploaded meanwhile; the one that was `known` is forgotten."""
        if known is None:
            return await self._file_id(key)
        if self._known.get(key) in (None, known):
            await self._forget(key)
            return None
        return self._known[key]

    async def _send_with(
        self, attachment: Attachment, file: str | InputFile, chat_id: int, letter: Letter, thread: int | None
    ) -> Message:
        match attachment.kind:
            case Kind.PICTURE:
                return await self._bot.send_photo(
                    chat_id,
                    file,
                    letter.text,
                    parse_mode=ParseMode.HTML,
                    reply_markup=self._keyboard(letter),
                    message_thread_id=thread,
                )
            case Kind.DOCUMENT:
                return await self._bot.send_document(
                    chat_id,
                    file,
                    letter.text,
                    parse_mode=ParseMode.HTML,
                    reply_markup=self._keyboard(letter),
                    message_thread_id=thread,
                )
            case _:
                assert_never(attachment.kind)

    def _keyboard(self, letter: Letter) -> InlineKeyboardMarkup:
        """Make the keyboard of a letter once: it is the same for all who read the language."""
        made = self._keyboards.get(id(letter))
        if made is None or made[0] is not letter:
            made = self._keyboards[id(letter)] = (letter, keyboard(letter.rows, self._bot.username))
        return made[1]

    def _upload(self, attachment: Attachment) -> str | InputFile:
        if is_address(attachment.source):
            return attachment.source
        return InputFile(self._content(attachment), Path(attachment.source).name)

    def _content(self, attachment: Attachment) -> bytes:
        try:
            return (self._folder / attachment.source).read_bytes()
        except OSError as error:
            raise AttachmentError(f"{attachment.source} cannot be read ({error.strerror})") from error

    def _key(self, attachment: Attachment) -> str:
        """Give the key of what goes with a letter: an address may lead elsewhere by the next announcement."""
        if attachment not in self._keys:
            content = self._announcement.encode()
            if not is_address(attachment.source):
                content = self._content(attachment)
            head = f"{self._bot.id}\n{attachment.kind}\n{attachment.source}\n".encode()
            self._keys[attachment] = hashlib.sha256(head + content).hexdigest()
        return self._keys[attachment]

    async def _file_id(self, key: str) -> str | None:
        if key not in self._known:
            try:
                found = await self._files.file_id(key)
            except StoreError:
                return None
            if found is not None and key not in self._looked_up:  # a late answer must not undo what was done since
                self._known[key] = found
            self._looked_up.add(key)
        return self._known.get(key)

    async def _keep(self, key: str, file_id: str | None) -> None:
        if file_id is None:
            return
        self._known[key] = file_id
        try:
            await self._files.keep(key, file_id)
        except StoreError as error:
            _log.warning("the id of a file was not kept; another start uploads it again", reason=str(error))

    async def _forget(self, key: str) -> None:
        self._known.pop(key, None)
        try:
            await self._files.drop(key)
        except StoreError as error:
            _log.warning("the id of a file was not dropped", reason=str(error))


def _id_of(message: Message) -> str | None:
    """Give the id of the file in a message: Telegram may make an animation or video of a document."""
    if message.photo:
        return message.photo[-1].file_id
    file = message.document or message.animation or message.video or message.audio
    return file.file_id if file else None
