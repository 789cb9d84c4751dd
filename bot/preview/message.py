"""The text of a message as Telegram shows it, in the browser's HTML: Telegram's tags, and nothing else that is written.

Commands and addresses become links, as Telegram makes them by itself.
"""

import re

from bot.core.commands import ROUTES
from bot.core.html import plain
from bot.core.paths import path
from bot.preview.markup import Html, html, joined, tag
from bot.preview.speech import say

_TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^>"'])*)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FOUND = re.compile(r"(?P<url>https?://[^\s<>\"]*[\w/=&#-])|(?<![\w/.<])/(?P<command>[a-zA-Z0-9_]{1,32})\b")
_LEADS = re.compile(r"(?:https?|tg|mailto|tel):", re.IGNORECASE)
_ALIKE = {"b", "strong", "i", "em", "s", "del", "u", "ins", "code", "pre"}
_BLOCKS = {"blockquote", "pre"}
_VERBATIM = {"a", "code", "pre"}


def drawn(text: str) -> Html:
    """Draw well-formed HTML of Telegram's."""
    around: list[tuple[str, str, list[Html]]] = [("", "", [])]
    position, ended = 0, ""
    for match in _TAG.finditer(text):
        around[-1][2].append(_words(text[position : match.start()], ended, {name for name, *_ in around}))
        position, ended = match.end(), ""
        if not match["close"]:
            around.append((match["name"].lower(), match["rest"], []))
        elif len(around) > 1:
            ended, rest, inside = around.pop()
            around[-1][2].append(_element(ended, rest, joined(inside)))
    return joined([*around[0][2], _words(text[position:], ended, set())])


def anchor(address: str, text: str | None = None, **attributes: str | None) -> Html:
    """Make a link that leads out of the file; pointed at, it shows where to."""
    return tag(
        "a", text or address, href=address, title=address, target="_blank", rel="noopener noreferrer", **attributes
    )


def _words(text: str, ended: str, inside: set[str]) -> Html:
    """Draw what stands between two tags; a block that ended before it has ended its line too."""
    words = plain(text.removeprefix("\n") if ended in _BLOCKS else text)
    if inside & _VERBATIM:
        return html(words)
    parts: list[str] = []
    position = 0
    for match in _FOUND.finditer(words):
        parts += [words[position : match.start()], _found(match)]
        position = match.end()
    return joined([*parts, words[position:]])


def _found(match: re.Match[str]) -> Html:
    if match["url"]:
        return anchor(match["url"])
    route = ROUTES.get(match["command"])
    return tag("a", match[0], href=f"#{path(route)}") if route else tag("span", match[0], class_="command")


def _element(name: str, rest: str, inside: Html) -> Html:
    """Give a tag of Telegram's in the browser's HTML; one that looks like nothing is left out."""
    attributes = {key.lower(): plain(one or two or three) for key, one, two, three in _ATTRIBUTE.findall(rest)}
    match name:
        case "a" if _LEADS.match(attributes.get("href", "")):
            return anchor(attributes["href"], inside)
        case "tg-spoiler" | "span":
            return tag("span", inside, class_="spoiler", tabindex=0)
        case "blockquote" if "expandable" in _ATTRIBUTE.sub("", rest).split():
            fold = tag("button", tag("span", say("unfold"), class_="unseen"), type="button", class_="fold")
            return tag("blockquote", tag("div", inside, class_="quoted"), fold, class_="expandable")
        case "blockquote":
            return tag("blockquote", inside)
        case "strike":
            return tag("s", inside)
        case _ if name in _ALIKE:
            return tag(name, inside)
        case _:
            return inside
