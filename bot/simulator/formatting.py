"""Telegram's HTML, read as the server reads it, with its complaints.

After parse_html in td/telegram/MessageEntity.cpp of github.com/tdlib/td: offsets in complaints count bytes of UTF-8,
tags come in any case, names of attributes do not, and a reference that means nothing stays as it is written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator import links

Entity = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PLAIN = re.compile("[^<&]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[a-zA-Z]*));?")
_LONGEST_REFERENCE = 9
_SPACE = " \t\r\n\0\v"
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_INT64 = 2**63


class ParseError(Exception):
    """The server cannot parse the entities; the message is the server's."""


def units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """Give the text without its tags, not trimmed yet, and the entities in the order in which their tags end.

    Raises:
        ParseError: the server would refuse it.
    """
    return _Reader(html).read()


@dataclass(slots=True)
class _Tag:
    """A tag that has begun; `begin` is where in the source, `start` and `written` where in the text."""

    name: str
    begin: int
    start: int
    written: int
    attributes: dict[str, str]


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._open: list[_Tag] = []
        self._entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._html):
            if plain := _PLAIN.match(self._html, self._at):
                self._at = plain.end()
                self._put(plain[0])
            elif self._peek() != "<":
                self._put(self._character())
            elif self._html.startswith("</", self._at):
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        text = "".join(self._text)
        if _SURROGATE.search(text):
            raise ParseError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text, [{key: value for key, value in entity.items() if key != "hint"} for entity in self._entities]

    # Characters

    def _put(self, characters: str) -> None:
        self._text.append(characters)
        self._length += units(characters)

    def _character(self) -> str:
        """Take a character, or the one that a reference stands for."""
        match = _REFERENCE.match(self._html, self._at)
        decoded = _decoded(match) if match else None
        if match is None or decoded is None:
            self._at += 1
            return self._html[self._at - 1]
        self._at = match.end()
        return decoded

    def _peek(self) -> str:
        return self._html[self._at : self._at + 1]

    def _ends(self) -> bool:
        return self._peek() in ("", "\0")

    def _skip_space(self) -> None:
        while not self._ends() and self._peek() in _SPACE:
            self._at += 1

    def _until(self, ends: str) -> str:
        start = self._at
        while self._at < len(self._html) and self._html[self._at] not in ends:
            self._at += 1
        return self._html[start : self._at]

    def _fault(self, words: str, where: int) -> ParseError:
        return ParseError(f"{words} at byte offset {len(self._html[:where].encode('utf-8', 'surrogatepass'))}")

    # Tags

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = _lower(self._until(_SPACE + ">"))
        if self._ends():
            raise self._fault("Unclosed start tag", begin)
        if name not in _TYPES:
            raise self._fault(f'Unsupported start tag "{name}"', begin)
        tag = _Tag(name, begin, self._length, len(self._text), {})
        while self._peek() != ">":
            self._skip_space()
            if self._peek() != ">":
                self._attribute(tag)
        self._at += 1
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise self._fault('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(tag)

    def _attribute(self, tag: _Tag) -> None:
        name = self._until(_SPACE + "=>/\"'")
        if not name:
            raise self._fault(f'Empty attribute name in the tag "{tag.name}"', tag.begin)
        self._skip_space()
        if self._peek() == "=":
            self._at += 1
            tag.attributes[name] = self._value(tag)
            return
        if self._ends():
            raise self._fault(f'Unclosed start tag "{tag.name}"', tag.begin)
        tag.attributes.setdefault(name, "")

    def _value(self, tag: _Tag) -> str:
        self._skip_space()
        if self._ends():
            raise self._fault(f'Unclosed start tag "{tag.name}"', tag.begin)
        value = self._quoted() if self._peek() in "'\"" else self._token()
        if self._ends():
            raise self._fault("Unclosed start tag", tag.begin)
        return value

    def _quoted(self) -> str:
        quote = self._peek()
        self._at += 1
        value: list[str] = []
        while not self._ends() and self._peek() != quote:
            value.append(self._character())
        self._at += self._peek() == quote
        return "".join(value)

    def _token(self) -> str:
        start = self._at
        match = _TOKEN.match(self._html, start)
        self._at = match.end() if match else start
        if not self._ends() and self._peek() not in _SPACE + ">":
            raise self._fault("Unexpected end of name token", start)
        return _lower(self._html[start : self._at])

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise self._fault("Unexpected end tag", begin)
        self._at += 2
        name = _lower(self._until(_SPACE + ">"))
        self._skip_space()
        if self._peek() != ">":
            raise self._fault("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name not in ("", tag.name):
            expected = self._fault("Unmatched end tag", begin)
            raise ParseError(f'{expected}, expected "</{tag.name}>", found "</{name}>"')
        if self._length > tag.start:
            self._close(tag)

    def _close(self, tag: _Tag) -> None:
        entity: Entity = {"type": _TYPES[tag.name], "offset": tag.start, "length": self._length - tag.start}
        details = _DETAILS.get(tag.name)
        extra = details(tag.attributes, "".join(self._text[tag.written :])) if details else {}
        if extra is None:
            return
        if tag.name in ("pre", "code") and self._is_listing(entity | extra):
            return
        self._entities.append(entity | extra)

    def _is_listing(self, entity: Entity) -> bool:
        """Melt <pre><code class="language-…">, either way round, into one entity with a language."""
        last = self._entities[-1] if self._entities else {}
        same = all(last.get(key) == entity[key] for key in ("offset", "length"))
        hint = last.get("hint") if entity["type"] == "pre" else entity.get("hint")
        if not same or not hint or {last["type"], entity["type"]} != {"pre", "code"}:
            return False
        self._entities[-1] = {key: entity[key] for key in ("offset", "length")} | {"type": "pre", "language": hint}
        return True


def _link(attributes: dict[str, str], text: str) -> Entity | None:
    url = attributes.get("href") or text
    if user := links.user_in(url):
        return {"type": "text_mention", "user": {"id": user}}
    try:
        return {"url": links.checked(url)}
    except links.LinkError:
        return None  # the server keeps the text and says nothing


def _emoji(attributes: dict[str, str], _text: str) -> Entity:
    number = attributes.get("emoji-id", "")
    if not re.fullmatch(r"-?[0-9]+", number) or not 0 < abs(int(number)) < _INT64:
        raise ParseError("Invalid custom emoji identifier specified")
    return {"custom_emoji_id": number}


def _time(attributes: dict[str, str], _text: str) -> Entity:
    seconds, form = attributes.get("unix", ""), attributes.get("format", "")
    if not re.fullmatch(r"[0-9]{1,10}", seconds):
        raise ParseError("Invalid date specified")
    return {"unix_time": int(seconds)} | ({"date_time_format": form} if form else {})


def _code(attributes: dict[str, str], _text: str) -> Entity:
    language = attributes.get("class", "")
    return {"hint": language.removeprefix("language-")} if language.startswith("language-") else {}


def _quote(attributes: dict[str, str], _text: str) -> Entity:
    return {"type": "expandable_blockquote"} if "expandable" in attributes else {}


_DETAILS: dict[str, Callable[[dict[str, str], str], Entity | None]] = {
    "a": _link,
    "tg-emoji": _emoji,
    "tg-time": _time,
    "code": _code,
    "blockquote": _quote,
}


def _lower(text: str) -> str:
    return "".join(character.lower() if character.isascii() else character for character in text)


def _decoded(match: re.Match[str]) -> str | None:
    if match["name"] is not None:
        return _NAMED.get(match["name"])
    digits, base = (match["hex"], 16) if match["hex"] is not None else (match["decimal"], 10)
    code = int(digits or "0", base)
    length = len(match[0].removesuffix(";"))
    return chr(code) if 0 < code < 0x10FFFF and length <= _LONGEST_REFERENCE else None
