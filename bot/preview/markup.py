"""HTML put together from values: a text is escaped where it is put in, so that no place can forget it."""

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"input", "meta"})


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


def tag(name: str, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """Make an element; `class_` becomes class, `data_locale` data-locale, and None and False are left out."""
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(opened if name in _VOID else f"{opened}{joined(children)}</{name}>")


def joined(children: Iterable[str | None], between: str = "") -> Html:
    """Put texts and elements one after the other; what is None is left out."""
    return Html(html(between).join(html(child) for child in children if child is not None))


def html(text: str) -> Html:
    """Give HTML as it is, and any other text escaped."""
    return text if isinstance(text, Html) else Html(escape(text))


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
