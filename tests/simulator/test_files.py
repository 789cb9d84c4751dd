"""Photos and documents: taken in, sent again by their id, given out."""

import struct

import pytest

from bot.simulator import Person, Telegram
from bot.simulator.state import Upload
from tests.simulator.asking import done, refusal


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0"


async def test_a_photo_is_kept_and_can_be_sent_again(telegram: Telegram, ana: Person) -> None:
    answer = await telegram.call(
        "sendPhoto",
        {"chat_id": ana.id, "photo": "attach://f", "caption": "<b>c</b>", "parse_mode": "HTML"},
        {"f": Upload("a.png", png(30, 20))},
    )
    sent = answer["result"]
    (size,) = sent["photo"]
    assert (size["width"], size["height"], sent["caption"]) == (30, 20, "c")
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    again = await done(telegram, "sendPhoto", chat_id=ana.id, photo=size["file_id"])
    assert again["photo"] == sent["photo"]
    words = await refusal(telegram, "sendDocument", chat_id=ana.id, document=size["file_id"])
    assert words == "Bad Request: can't use file of type Photo as Document"


async def test_a_document_keeps_its_name_and_can_be_fetched(telegram: Telegram, ana: Person) -> None:
    files = {"document": Upload("a b.pdf", b"%PDF", "application/pdf")}
    sent = (await telegram.call("sendDocument", {"chat_id": ana.id}, files))["result"]
    assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("a b.pdf", 4)
    file = await done(telegram, "getFile", file_id=sent["document"]["file_id"])
    assert file["file_path"] == "documents/document000001_a_b.pdf"
    assert ana.last is not None
    assert ana.last.kind == "document"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"text", "Bad Request: IMAGE_PROCESS_FAILED"),
        (png(9000, 9000), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (
            png(1, 1) + b"\0" * 10 * 1024 * 1024,
            "Bad Request: file of size 10485789 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
)
async def test_photos_that_the_server_refuses(telegram: Telegram, ana: Person, content: bytes, words: str) -> None:
    answer = await telegram.call("sendPhoto", {"chat_id": ana.id}, {"photo": Upload("a.png", content)})
    assert answer["description"] == words


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        ("nothing", "Bad Request: wrong file identifier/HTTP URL specified"),
        ("https://example.com/a.png", "Bad Request: failed to get HTTP URL content"),
    ],
)
async def test_files_that_there_are_not(telegram: Telegram, ana: Person, photo: str, words: str) -> None:
    assert await refusal(telegram, "sendPhoto", chat_id=ana.id, photo=photo) == words


async def test_a_caption_has_1024_characters(telegram: Telegram, ana: Person) -> None:
    params = {"chat_id": ana.id, "caption": "x" * 1025}
    answer = await telegram.call("sendPhoto", params, {"photo": Upload("a.png", png(1, 1))})
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_a_photo_has_no_text_to_edit(telegram: Telegram, ana: Person) -> None:
    sent = (await telegram.call("sendPhoto", {"chat_id": ana.id}, {"photo": Upload("a.png", png(1, 1))}))["result"]
    words = await refusal(telegram, "editMessageText", chat_id=ana.id, message_id=sent["message_id"], text="x")
    assert words == "Bad Request: there is no text in the message to edit"


async def test_a_document_is_not_empty(telegram: Telegram, ana: Person) -> None:
    answer = await telegram.call("sendDocument", {"chat_id": ana.id}, {"document": Upload("a.pdf", b"")})
    assert answer["description"] == "Bad Request: file must be non-empty"


async def test_files_that_cannot_be_fetched(telegram: Telegram, ana: Person) -> None:
    assert await refusal(telegram, "getFile", file_id="nothing") == "Bad Request: invalid file_id"
    files = {"document": Upload("a.pdf", b"x" * (20 * 1024 * 1024 + 1))}
    sent = (await telegram.call("sendDocument", {"chat_id": ana.id}, files))["result"]["document"]
    assert await refusal(telegram, "getFile", file_id=sent["file_id"]) == "Bad Request: file is too big"
