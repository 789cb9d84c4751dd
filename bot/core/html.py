"""Telegram's HTML: escaping what people are called, and finding what Telegram would refuse.

The rules are those of https://core.telegram.org/bots/api#html-style and of the server's parser: a `<` always begins a
tag, only the tags below exist, and the one opened last is closed first.
"""

import html
import re

TAGS = frozenset(
    {
        *("a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins"),
        *("tg-spoiler", "tg-emoji", "tg-time", "pre", "code", "blockquote", "span"),
    }
)
_ATTRIBUTE = r"""\s+(?:expandable|[a-zA-Z-]+\s*=\s*(?:"[^"]*"|'[^']*'|[a-zA-Z0-9.-]+(?=[\s>])))"""
_TAG = re.compile(
    rf"<(?:/(?P<closed>[a-zA-Z][a-zA-Z0-9-]*)|(?P<opened>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:{_ATTRIBUTE})*))\s*>",
    re.ASCII,
)
_CHARACTER = re.compile(
    r"&(?:(?P<name>lt|gt|amp|quot)(?![a-zA-Z])|#(?P<number>[0-9]{1,7})(?![0-9])|#x(?P<hex>[0-9a-fA-F]{1,6})(?![0-9a-fA-F]));?"
)
_MARKUP = re.compile(f"{_TAG.pattern}|{_CHARACTER.pattern}", re.ASCII)
_FOREIGN = re.compile(r"&(?!(?:lt|gt|amp|quot);)[a-zA-Z][a-zA-Z0-9]*;")
_HREF = re.compile(r"""\bhref\s*=\s*["']?(?:https?://|tg://|mailto:|tel:)[^\s"']+""")


def escape(text: str) -> str:
    """Make any text safe to stand inside Telegram's HTML."""
    return html.escape(text, quote=False)


def units(text: str) -> int:
    """Count UTF-16 units, in which Telegram counts entity offsets; never fewer than its characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """Give what people see of well-formed HTML: no tags, characters instead of their names."""
    return _MARKUP.sub(lambda match: "" if match["opened"] or match["closed"] else _decoded(match) or match[0], text)


def fault(text: str) -> str | None:
    """Say in plain words why Telegram would refuse this HTML or show it wrongly; None where it is well."""
    if foreign := _FOREIGN.search(text):
        return f"Telegram does not know «{foreign[0]}»; write the character itself"
    if wrong := next((match for match in _CHARACTER.finditer(text) if not _writable(_decoded(match))), None):
        return f"«{wrong[0]}» is no character; write the character itself"
    opened: list[str] = []
    position = 0
    while (position := text.find("<", position)) >= 0:
        tag = _TAG.match(text, position)
        if tag is None:
            return f"a tag is not finished at «{text[position : position + 20]}»; a bare < is written &lt;"
        if words := _tag_fault(tag, opened):
            return words
        position = tag.end()
    return f"<{opened[-1]}> is never closed; add </{opened[-1]}>" if opened else None


def _decoded(match: re.Match[str]) -> str:
    """Give the character that a reference stands for; nothing where the server would leave it as it stands."""
    if match["name"]:
        return html.unescape(f"&{match['name']};")
    number = int(match["number"]) if match["number"] else int(match["hex"], 16)
    return chr(number) if 0 < number < 0x10FFFF else ""


def _writable(character: str) -> bool:
    return bool(character) and not "\ud800" <= character <= "\udfff"


def _tag_fault(tag: re.Match[str], opened: list[str]) -> str | None:
    name = (tag["opened"] or tag["closed"]).lower()
    if name not in TAGS:
        hint = "a new line is a new line in the file" if name in {"br", "p"} else "take the tag out"
        return f"<{name}> is not a tag that Telegram knows; {hint}"
    if tag["closed"]:
        if not opened:
            return f"</{name}> closes a tag that was never opened; take it out, or write <{name}> before it"
        if (last := opened.pop()) != name:
            return f"</{name}> stands where </{last}> is expected; the tag that was opened last is closed first"
        return None
    opened.append(name)
    return _attribute_fault(name, tag["attributes"])


def _attribute_fault(name: str, attributes: str) -> str | None:
    if name == "a" and not _HREF.search(attributes):
        return '<a> leads nowhere; write <a href="https://…">'
    if name == "span" and "tg-spoiler" not in attributes:
        return '<span> is only known as <span class="tg-spoiler">'
    if name == "tg-emoji" and not re.search(r"emoji-id\s*=\s*[\"']?\d+", attributes):
        return '<tg-emoji> needs emoji-id="…"'
    if name == "tg-time" and not re.search(r"unix\s*=\s*[\"']?\d+", attributes):
        return '<tg-time> needs unix="…"'
    return None
