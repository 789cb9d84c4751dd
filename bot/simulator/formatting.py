"""Telegram's HTML, as the server reads it: text, entities in UTF-16 units, and the server's own complaints.

After parse_html (td/telegram/MessageEntity.cpp) of github.com/tdlib/td: offsets in complaints count bytes of UTF-8.
"""

import re
import string
from contextlib import suppress
from dataclasses import dataclass

from bot.simulator import links
from bot.simulator.entities import CODE, QUOTATIONS, Entity, fixed, units

TEXT = 4096
"""How many characters a message may have once its entities are parsed."""

TYPES = {
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
"""The tags that there are, and the entities that they make."""

FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
"""What the server finds by itself."""

SETTABLE = FOUND | QUOTATIONS | {"text_mention", *TYPES.values()}
"""What a bot may name in `entities`."""

_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[a-zA-Z]+));?")
_SPACE = " \t\r\n\0\v"
_END = "\0"
_TOKEN = frozenset(string.ascii_letters + string.digits + ".-")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_PERSON = re.compile(r"tg://user\?id=([0-9]{1,18})")


class ParseError(Exception):
    """The server cannot parse the entities; the message is the server's."""


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    arguments: dict[str, str]
    start: int
    character: int


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, html: str) -> None:
        self._html = html + _END
        self._stop = len(html)
        self._at = 0
        self._out: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []
        self._has_surrogates = False

    def read(self) -> tuple[str, list[Entity]]:
        while self._at < self._stop:
            if self._peek() != "<":
                self._put(self._character())
            elif self._html[self._at + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        if self._has_surrogates:
            raise ParseError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return "".join(self._out), self._entities

    def _put(self, character: str) -> None:
        self._out.append(character)
        self._length += units(character)

    def _character(self) -> str:
        """Take a character, or the one that a reference stands for; an unknown reference is its own text."""
        match = _REFERENCE.match(self._html, self._at)
        decoded = _decoded(match) if match else None
        if match is None or decoded is None:
            self._at += 1
            return self._html[self._at - 1]
        self._at = match.end()
        self._has_surrogates |= "\ud800" <= decoded <= "\udfff"
        return decoded

    def _byte(self, at: int) -> str:
        return f"at byte offset {len(self._html[:at].encode('utf-8', 'surrogatepass'))}"

    def _peek(self) -> str:
        return self._html[self._at]

    def _skip_space(self) -> None:
        while self._peek() != _END and self._peek() in _SPACE:
            self._at += 1

    def _until(self, stops: str) -> str:
        start = self._at
        while self._peek() not in stops:
            self._at += 1
        return self._html[start : self._at]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        tag = self._until(_SPACE + ">").translate(_LOWER)
        if self._peek() == _END:
            raise ParseError(f"Unclosed start tag {self._byte(begin)}")
        if tag not in TYPES:
            raise ParseError(f'Unsupported start tag "{tag}" {self._byte(begin)}')
        arguments = self._arguments(tag, begin)
        if tag == "span" and arguments.get("class") != "tg-spoiler":
            raise ParseError(f'Tag "span" must have class "tg-spoiler" {self._byte(begin)}')
        self._open.append(_Open(tag, arguments, self._length, len(self._out)))
        self._at += 1

    def _arguments(self, tag: str, begin: int) -> dict[str, str]:
        arguments: dict[str, str] = {}
        while self._peek() != ">":
            self._skip_space()
            if self._peek() == ">":
                break
            name = self._until(_SPACE + "=>/\"'")
            if not name:
                raise ParseError(f'Empty attribute name in the tag "{tag}" {self._byte(begin)}')
            self._skip_space()
            arguments[name] = self._value(tag, begin) if self._peek() == "=" else self._valueless(tag, begin)
        return arguments

    def _valueless(self, tag: str, begin: int) -> str:
        if self._peek() == _END:
            raise ParseError(f'Unclosed start tag "{tag}" {self._byte(begin)}')
        return ""

    def _value(self, tag: str, begin: int) -> str:
        self._at += 1
        self._skip_space()
        if self._peek() == _END:
            raise ParseError(f'Unclosed start tag "{tag}" {self._byte(begin)}')
        value = self._quoted() if self._peek() in "'\"" else self._token()
        if self._peek() == _END:
            raise ParseError(f"Unclosed start tag {self._byte(begin)}")
        return value

    def _quoted(self) -> str:
        quote = self._peek()
        self._at += 1
        value: list[str] = []
        while self._peek() not in (quote, _END):
            value.append(self._character())
        if self._peek() == quote:
            self._at += 1
        return "".join(value)

    def _token(self) -> str:
        start = self._at
        while self._peek() in _TOKEN:
            self._at += 1
        if self._peek() not in _SPACE + ">":
            raise ParseError(f"Unexpected end of name token {self._byte(start)}")
        return self._html[start : self._at].translate(_LOWER)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise ParseError(f"Unexpected end tag {self._byte(begin)}")
        self._at += 2
        tag = self._until(_SPACE + ">").translate(_LOWER)
        self._skip_space()
        if self._peek() != ">":
            raise ParseError(f"Unclosed end tag {self._byte(begin)}")
        self._at += 1
        opened = self._open.pop()
        if tag and tag != opened.tag:
            raise ParseError(f'Unmatched end tag {self._byte(begin)}, expected "</{opened.tag}>", found "</{tag}>"')
        if self._length > opened.start:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        place = {"offset": opened.start, "length": self._length - opened.start}
        if opened.tag in CODE and self._is_code_in_pre(opened, place):
            return
        made = _made(opened, "".join(self._out[opened.character :]))
        if made is not None:
            self._entities.append({**made, **place})

    def _is_code_in_pre(self, opened: _Open, place: dict[str, int]) -> bool:
        """Make one entity of <pre> and the <code> that names its language, whichever is outside."""
        last = self._entities[-1] if self._entities else {}
        if {last.get("type"), opened.tag} != CODE or place.items() - last.items():
            return False
        language = last.get("language") or _language(opened)
        if not language:
            return False
        last |= {"type": "pre", "language": language}
        return True


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """Give the text that people see and its entities, outermost first.

    Raises:
        ParseError: the server would refuse it.
    """
    text, entities = _Reader(html).read()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return fixed(text, entities)


def render_html(text: str, entities: list[Entity]) -> str:
    """Write text and entities as HTML again; what the server finds by itself gets no tag."""
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


def _decoded(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _REFERENCES.get(match["name"])
    digits = match["hex"] if match["hex"] is not None else match["decimal"]
    code = int(digits or "0", 16 if match["hex"] is not None else 10)
    return chr(code) if 0 < code < 0x10FFFF and len(match[0].rstrip(";")) < 10 else None


def _made(opened: _Open, text: str) -> Entity | None:
    """Make the entity of a tag; None for a link that leads nowhere."""
    kind = TYPES[opened.tag]
    match opened.tag:
        case "a":
            return _link(opened.arguments.get("href") or text)
        case "blockquote" if "expandable" in opened.arguments:
            return {"type": "expandable_blockquote"}
        case "tg-emoji":
            return {"type": kind, "custom_emoji_id": _emoji(opened)}
        case "tg-time":
            return {"type": kind, **_time(opened)}
        case "code" if language := _language(opened):
            return {"type": kind, "language": language}
        case _:
            return {"type": kind}


def _link(address: str) -> Entity | None:
    if person := _PERSON.fullmatch(address):
        return {"type": "text_mention", "user": {"id": int(person[1]), "is_bot": False, "first_name": ""}}
    with suppress(links.LinkError):
        return {"type": "text_link", "url": links.checked(address)}
    return None


def _emoji(opened: _Open) -> str:
    number = opened.arguments.get("emoji-id", "")
    if not re.fullmatch(r"-?[0-9]{1,19}", number) or int(number) == 0:
        raise ParseError("Invalid custom emoji identifier specified")
    return number


def _time(opened: _Open) -> Entity:
    """Read the moment and the format of a <tg-time>; an absent format shows the text as it is."""
    moment = opened.arguments.get("unix", "")
    if not re.fullmatch(r"[0-9]{1,10}", moment) or not 0 < int(moment) < 2**31:
        raise ParseError("Invalid date_time specified")
    wanted = opened.arguments.get("format", "")
    if not re.fullmatch(r"|r|w?[dD]?[tT]?", wanted):
        raise ParseError("Invalid date_time format specified")
    return {"unix_time": int(moment)} | ({"date_time_format": wanted} if wanted else {})


def _language(opened: _Open) -> str:
    name = opened.arguments.get("class", "")
    return name.removeprefix("language-") if opened.tag == "code" and name.startswith("language-") else ""


def _tags(entity: Entity) -> tuple[str, str] | None:
    match entity:
        case {"type": "text_link", "url": url}:
            return f'<a href="{_escaped(url)}">', "</a>"
        case {"type": "text_mention", "user": {"id": person}}:
            return f'<a href="tg://user?id={person}">', "</a>"
        case {"type": "custom_emoji", "custom_emoji_id": emoji}:
            return f'<tg-emoji emoji-id="{emoji}">', "</tg-emoji>"
        case {"type": "date_time", "unix_time": moment, **others}:
            wanted = f' format="{others["date_time_format"]}"' if "date_time_format" in others else ""
            return f'<tg-time unix="{moment}"{wanted}>', "</tg-time>"
        case {"type": "pre", "language": language}:
            return f'<pre><code class="language-{_escaped(language)}">', "</code></pre>"
        case {"type": kind} if kind in QUOTATIONS:
            return ("<blockquote expandable>" if kind.startswith("e") else "<blockquote>"), "</blockquote>"
    tag = next((tag for tag, kind in TYPES.items() if kind == entity["type"]), None)
    return (f"<{tag}>", f"</{tag}>") if tag else None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
