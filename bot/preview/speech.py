"""The preview's own words, for editors, in English and Spanish; the page shows one of the two at a time."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.core.locales import SOURCE
from bot.preview.markup import Html, html, joined, tag

LANGUAGES = (SOURCE, "es")
"""The languages of the page itself, whatever those of the bot are."""


def say(key: str, element: str = "i") -> Html:
    """Give one of the preview's own sentences, from `page/words.json`."""
    return both(_sentences()[key], element)


def both(texts: Mapping[str, str], element: str = "i") -> Html:
    """Put a text in both languages, of which the page shows one; where they are the same it stands there once."""
    spoken = {language: texts.get(language, texts[SOURCE]) for language in LANGUAGES}
    if len(set(spoken.values())) == 1:
        return html(spoken[SOURCE])
    return joined(tag(element, text, lang=language) for language, text in spoken.items())


@cache
def _sentences() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("page/words.json").read_text(encoding="utf-8")
    return {key: dict(zip(LANGUAGES, sentence, strict=True)) for key, sentence in json.loads(text).items()}
