"""Text and entities written as Telegram's HTML again."""

from bot.simulator.formatting import Entity

_Marked = list[tuple[Entity, tuple[str, str]]]

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
    "pre": "pre",
    "code": "code",
}


def html(text: str, entities: list[Entity]) -> str:
    """Write text and entities as HTML again; where entities cross, the inner one is closed and opened anew."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    marked = [(entity, tags) for entity in entities if (tags := _tags(entity))]
    edges = sorted({0, len(encoded) // 2} | {edge for entity, _ in marked for edge in _edges(entity)})
    written: list[str] = []
    stack: _Marked = []
    for number, edge in enumerate(edges):
        stack = _turn(written, stack, marked, edge)
        following = edges[number + 1] if number + 1 < len(edges) else edge
        written.append(_escaped(encoded[edge * 2 : following * 2].decode("utf-16-le", "surrogatepass")))
    return "".join(written)


def _turn(written: list[str], stack: _Marked, marked: _Marked, edge: int) -> _Marked:
    """Close what ends here, and open what begins."""
    ending = [place for place, (entity, _) in enumerate(stack) if _edges(entity)[1] == edge]
    if ending:
        written.extend(tags[1] for _, tags in reversed(stack[ending[0] :]))
        crossed = [item for item in stack[ending[0] :] if _edges(item[0])[1] != edge]
        written.extend(tags[0] for _, tags in crossed)
        stack = stack[: ending[0]] + crossed
    begun = [item for item in marked if item[0]["offset"] == edge]
    written.extend(tags[0] for _, tags in begun)
    return stack + begun


def _edges(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _tags(entity: Entity) -> tuple[str, str] | None:
    match entity["type"]:
        case "text_link":
            return f'<a href="{_escaped(entity["url"])}">', "</a>"
        case "text_mention":
            return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "pre" if "language" in entity:
            return f'<pre><code class="language-{_escaped(entity["language"])}">', "</code></pre>"
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"
        case "date_time":
            form = f' format="{_escaped(entity["date_time_format"])}"' if "date_time_format" in entity else ""
            return f'<tg-time unix="{entity["unix_time"]}"{form}>', "</tg-time>"
        case kind:
            tag = _TAGS.get(kind)
            return (f"<{tag}>", f"</{tag}>") if tag else None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
