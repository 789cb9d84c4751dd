"""A third language is a matter of words: texts in content/ and a catalog in locales/, not a line of code."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot import loading
from bot.core.content import FILES
from bot.core.edition import Edition
from bot.core.routes import Ask, Home, Member, Organization, Place, Tap
from bot.errors import EditionError
from bot.preview import write
from tests.bilingual import bilingual
from tests.core.walk import Walk, go_buttons, labels, shown, unfit, walk

_FILES = [bilingual() / "content" / name for name in FILES]


def _translated(data: Any) -> Any:
    """Put a French text beside each Spanish one."""
    match data:
        case {"en": str(english), **others}:
            return {"en": english, **others, "fr": f"fr {english}"}
        case dict():
            return {key: _translated(value) for key, value in data.items()}
        case list():
            return [_translated(item) for item in data]
        case _:
            return data


def _write_content(folder: Path) -> None:
    folder.mkdir()
    for file in _FILES:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        (folder / file.name).write_text(json.dumps(_translated(data), ensure_ascii=False), encoding="utf-8")


def _write_catalogs(folder: Path) -> None:
    spanish = (bilingual() / "locales/es/LC_MESSAGES/messages.po").read_bytes()
    french = Catalog(locale="fr")
    for message in read_po(spanish.splitlines()):
        if isinstance(message.id, str) and message.id:
            french.add(message.id, f"fr {message.id}", flags=message.flags)
        elif message.id:
            one, many = message.id
            forms = (f"fr {one}", *[f"fr {many}"] * (french.num_plurals - 1))
            french.add(message.id, forms, flags=message.flags)
    for language in ("es", "fr"):
        (folder / language / "LC_MESSAGES").mkdir(parents=True)
    (folder / "es/LC_MESSAGES/messages.po").write_bytes(spanish)
    with (folder / "fr/LC_MESSAGES/messages.po").open("wb") as file:
        write_po(file, french)


@pytest.fixture(scope="module")
def trilingual(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The shipped edition with French added."""
    folder = tmp_path_factory.mktemp("trilingual")
    _write_content(folder / "content")
    _write_catalogs(folder / "locales")
    return loading.load(folder / "content", folder / "locales")


@pytest.fixture(scope="module")
def walked(trilingual: Edition) -> Walk:
    """Everything that can be reached in three languages."""
    return walk(trilingual)


def test_the_language_is_there(trilingual: Edition) -> None:
    assert list(trilingual.languages) == ["en", "es", "fr"]


def test_every_screen_fits_and_is_well_formed(walked: Walk) -> None:
    assert {where: faults for where, screen in walked.screens.items() if (faults := unfit(screen))} == {}


def test_each_language_has_the_same_places(walked: Walk) -> None:
    places = {
        language: {place for locale, place in walked.screens if locale == language} for language in ("en", "es", "fr")
    }
    assert places["en"] == places["es"] == places["fr"] != set()


def test_every_screen_offers_both_other_languages_at_the_same_place(walked: Walk) -> None:
    for (locale, place), screen in walked.screens.items():
        taps = [button.tap for button in go_buttons(screen) if button.tap.locale != locale]
        others = [language for language in ("en", "es", "fr") if language != locale]
        assert [(tap.locale, tap.place) for tap in taps] == [(language, place) for language in others]


def test_the_languages_stand_below_back_and_home(trilingual: Edition) -> None:
    rows = shown(trilingual, "en", Member("jana-nieto"), (Organization("3m"),)).rows
    assert [[button.label for button in row] for row in rows[-2:]] == [
        ["‹ Back", "🏠 Home"],
        ["🌐 Español", "🌐 Français"],
    ]


def test_no_english_and_no_spanish_is_left_on_a_french_menu(trilingual: Edition) -> None:
    *english, _, _ = labels(shown(trilingual, "en", Home()))
    assert len(english) > 6
    assert labels(shown(trilingual, "fr", Home())) == [
        *(f"fr {label}" for label in english),
        "🌐 English",
        "🌐 Español",
    ]


def test_counts_follow_the_plurals_of_the_language(trilingual: Edition) -> None:
    french = trilingual.languages["fr"]
    counted = [french.ngettext("{count} member", "{count} members", count) for count in (0, 1, 2)]
    assert counted == ["fr {count} member", "fr {count} member", "fr {count} members"]


@pytest.mark.parametrize("language_code", ["fr", "fr-CA", "FR_ca"])
def test_whoever_speaks_french_gets_french(trilingual: Edition, language_code: str) -> None:
    assert trilingual.locale_for(None, language_code) == "fr"


def test_a_button_in_french_is_carried_like_any_other(trilingual: Edition) -> None:
    french = next(button for button in go_buttons(shown(trilingual, "en", Home())) if button.label == "🌐 Français")
    assert french.tap == Tap("fr", Place(Home()), Ask.SWITCH)


def test_the_preview_shows_three_phones_side_by_side(trilingual: Edition, walked: Walk) -> None:
    phones = re.findall(r'<article class="phone" data-locale="(\w+)"', write(trilingual))
    assert phones == ["en", "es", "fr"] * (len(phones) // 3)
    assert len(phones) >= 3 * len(walked.routes())


def test_without_its_texts_a_new_catalog_names_every_text_that_is_missing(tmp_path: Path) -> None:
    _write_catalogs(tmp_path / "locales")
    with pytest.raises(EditionError) as caught:
        loading.load(bilingual() / "content", tmp_path / "locales")
    missing = {fault.words for fault in caught.value.faults}
    spanish = "".join(file.read_text(encoding="utf-8") for file in _FILES).count(" es: ")
    assert (len(caught.value.faults), missing) == (spanish, {"has no translation; add fr: … below it"})
