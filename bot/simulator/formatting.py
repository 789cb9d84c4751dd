"""Telegram's HTML, as the server reads it: text, entities in UTF-16 units, and the server's own complaints.

After td/telegram/MessageEntity.cpp (parse_html) of github.com/tdlib/td: offsets in complaints count bytes of UTF-8.
"""

import re
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

TEXT = 4096
ENTITIES = 100

_TYPES = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<name>[a-zA-Z]+));?")
_SPACE = " \t\r\n\0\v"


class ParseError(Exception):
    """The server cannot parse the entities; the message is the server's."""


def units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    start: int


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._out: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._html):
            character = self._html[self._at]
            if character == "<":
                self._end_tag() if self._html[self._at + 1 : self._at + 2] == "/" else self._start_tag()
            else:
                self._put(self._character())
        if self._open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return "".join(self._out), self._entities

    def _put(self, character: str) -> None:
        self._out.append(character)
        self._length += units(character)

    def _character(self) -> str:
        """Take a character, or the one that a reference stands for; an unknown reference is its own text."""
        match = _CHARACTER.match(self._html, self._at)
        decoded = _decoded(match) if match else None
        if match is None or decoded is None:
            self._at += 1
            return self._html[self._at - 1]
        self._at = match.end()
        return decoded

    def _byte(self, at: int) -> int:
        return len(self._html[:at].encode())

    def _skip_space(self) -> None:
        while self._at < len(self._html) and self._html[self._at] in _SPACE:
            self._at += 1

    def _peek(self) -> str:
        return self._html[self._at : self._at + 1]

    def _until(self, ends: str) -> str:
        start = self._at
        while self._at < len(self._html) and self._html[self._at] not in ends:
            self._at += 1
        return self._html[start : self._at]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._until(_SPACE + ">").lower()
        if not self._peek():
            raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _TYPES:
            raise ParseError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise ParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        if tag == "tg-emoji" and not argument.isdigit():
            raise ParseError("Invalid custom emoji identifier specified")
        self._open.append(_Open(tag, argument, self._length))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._skip_space()
            if self._peek() == ">":
                self._at += 1
                return argument
            name = self._until(_SPACE + "=>").lower()
            if not self._peek():
                raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if not name:
                where = self._byte(begin)
                raise ParseError(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            self._skip_space()
            if self._peek() != "=":
                if (tag, name) != ("blockquote", "expandable"):
                    where = self._byte(begin)
                    words = (
                        f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {where}'
                    )
                    raise ParseError(words)
                argument = "expandable"
                continue
            self._at += 1
            value = self._value(begin)
            argument = _argument(tag, name, value) or argument

    def _value(self, begin: int) -> str:
        self._skip_space()
        quote = self._peek()
        if quote not in ("'", '"'):
            return self._token(begin)
        self._at += 1
        value: list[str] = []
        while self._peek() and self._peek() != quote:
            value.append(self._character())
        self._at += 1
        if not self._peek():
            raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return "".join(value)

    def _token(self, begin: int) -> str:
        start = self._at
        while (character := self._peek()) and ((character.isascii() and character.isalnum()) or character in ".-"):
            self._at += 1
        if not self._peek():
            raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if self._peek() not in _SPACE + ">":
            raise ParseError(f"Unexpected end of name token at byte offset {self._byte(start)}")
        return self._html[start : self._at].lower()

    def _end_tag(self) -> None:
        begin = self._at
        where = self._byte(begin)
        if not self._open:
            raise ParseError(f"Unexpected end tag at byte offset {where}")
        self._at += 2
        tag = self._until(_SPACE + ">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise ParseError(f"Unclosed end tag at byte offset {where}")
        self._at += 1
        opened = self._open.pop()
        if tag and tag != opened.tag:
            words = f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{tag}>"'
            raise ParseError(words)
        if self._length > opened.start:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {"type": _TYPES[opened.tag], "offset": opened.start, "length": self._length - opened.start}
        match opened.tag:
            case "a":
                if not _is_address(opened.argument):
                    return
                entity["url"] = opened.argument
            case "blockquote" if opened.argument:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                entity["custom_emoji_id"] = opened.argument
            case "code" | "pre" if opened.argument:
                entity["language"] = opened.argument
        self._entities.append(entity)


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """Give the text that people see and its entities, outermost first.

    Raises:
        ParseError: the server would refuse it.
    """
    text, entities = _Reader(html).read()
    return trim(text, entities)


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Take white space off both ends, as the server does, and move the entities with the text."""
    left = units(text[: len(text) - len(text.lstrip())])
    shown = text.strip()
    length = units(shown)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - left)
        end = min(length, entity["offset"] + entity["length"] - left)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    moved.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return shown, moved[:ENTITIES]


def render_html(text: str, entities: list[Entity]) -> str:
    """Write text and entities as HTML again."""
    encoded = text.encode("utf-16-le")
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in entities:
        if (tags := _tags(entity)) is not None:
            opens.setdefault(entity["offset"], []).append(tags[0])
            closes.setdefault(entity["offset"] + entity["length"], []).insert(0, tags[1])
    out: list[str] = []
    at = 0
    for edge in sorted({*opens, *closes, 0, len(encoded) // 2}):
        out.append(_escaped(encoded[at * 2 : edge * 2].decode("utf-16-le")))
        out += closes.get(edge, []) + opens.get(edge, [])
        at = edge
    return "".join(out)


def _tags(entity: Entity) -> tuple[str, str] | None:
    match entity["type"]:
        case "text_link":
            return f'<a href="{_escaped(entity["url"])}">', "</a>"
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case kind:
            tag = next((tag for tag, name in _TYPES.items() if name == kind), None)
            return (f"<{tag}>", f"</{tag}>") if tag else None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _decoded(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _NAMED.get(match["name"])
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else None


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix"):
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def _is_address(url: str) -> bool:
    return re.fullmatch(r"(?:(?:https?|tg|ton|tonsite)://|mailto:|tel:)?[^\s]+", url) is not None and (
        "." in url or url.startswith(("tg://", "mailto:", "tel:")) or "://localhost" in url
    )
