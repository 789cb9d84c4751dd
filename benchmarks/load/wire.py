"""HTTP/1.1 as far as a load needs it: whole messages out of a stream of bytes, and the parameters of a call."""

import email
import email.message
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_TYPE = re.compile(rb"(?i)\r\ncontent-type: *([^\r]+)")


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer: its first line with the headers, and its body."""

    head: bytes
    body: bytes


class Reader:
    """Takes bytes as they arrive and gives what is whole."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Message]:
        """Give the messages that these bytes complete."""
        self._rest = self._rest + data if self._rest else data
        while message := self._next():
            yield message

    def _next(self) -> Message | None:
        end = self._rest.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self._rest[:end]
        length = _LENGTH.search(head)
        if length is None and b"chunked" in head.lower():
            found = _chunked(self._rest, end + 4)
        else:
            found = _counted(self._rest, end + 4, int(length[1]) if length else 0)
        if found is None:
            return None
        body, after = found
        self._rest = self._rest[after:]
        return Message(head, body)


def parameters(message: Message) -> dict[str, Any]:
    """Give the parameters of a call, however they are written: as JSON, as a form, or in parts."""
    found = _TYPE.search(message.head)
    kind = found[1].decode() if found else ""
    if "json" in kind:
        given: dict[str, Any] = json.loads(message.body or b"{}")
        return given
    if "multipart" not in kind:
        return dict(parse_qsl(message.body.decode()))
    whole = email.message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + message.body)
    return dict(_part(part) for part in whole.walk() if not part.is_multipart())


def _part(part: email.message.Message) -> tuple[str, str]:
    content = part.get_payload(decode=True)
    return str(part.get_param("name", header="content-disposition")), bytes(content).decode()


def _counted(data: bytes, start: int, length: int) -> tuple[bytes, int] | None:
    after = start + length
    return None if len(data) < after else (data[start:after], after)


def _chunked(data: bytes, start: int) -> tuple[bytes, int] | None:
    chunks: list[bytes] = []
    while True:
        end = data.find(b"\r\n", start)
        if end < 0:
            return None
        size = int(data[start:end].partition(b";")[0], 16)
        after = end + 2 + size + 2
        if len(data) < after:
            return None
        if not size:
            return b"".join(chunks), after
        chunks.append(data[end + 2 : end + 2 + size])
        start = after
