"""The forms in `page/`, filled in: a text is escaped where it is put in, so that no place can forget it."""

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from string import Template


def filled(form: str, html: Mapping[str, str], **texts: str) -> str:
    """Fill in a form with what is HTML already, and with texts."""
    return Template(read(form)).substitute({**html, **{name: escape(text) for name, text in texts.items()}})


def read(name: str) -> str:
    """Give a file as it is."""
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8").strip()
