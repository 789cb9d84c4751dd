"""Languages: which one a person gets, and how each counts, joins, dates and sorts."""

import gettext
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.edition import Edition
from bot.core.locales import Words, collation_key, match


@pytest.mark.parametrize(
    ("language_code", "language"),
    [
        ("es", "es"),
        ("es-MX", "es"),
        ("es-419", "es"),
        ("ES_mx", "es"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("pt-br", None),
        ("est", None),
        ("e", None),
        ("", None),
        (None, None),
        ("-es", None),
        ("_", None),
        ("español", None),
        ("es MX", None),
        ("🌐", None),
        ("x" * 10_000, None),
    ],
)
def test_a_language_code_is_matched_by_its_language_alone(language_code: str | None, language: str | None) -> None:
    assert match(language_code, ["en", "es"]) == language


@given(st.text(st.characters()))
def test_any_language_code_is_a_known_language_or_none(language_code: str) -> None:
    assert match(language_code, ["en", "es"]) in ("en", "es", None)


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (("es", "en"), "es"),
        ((None, "es-MX"), "es"),
        (("fr", "es"), "es"),
        (("fr", "pt-br"), "en"),
        ((None, None), "en"),
        ((), "en"),
    ],
)
def test_the_first_wish_that_there_is_decides_and_english_is_the_last_resort(
    edition: Edition, wishes: tuple[str | None, ...], language: str
) -> None:
    assert edition.locale_for(*wishes) == language


@pytest.mark.parametrize(
    "names",
    [
        ["Álvarez", "alvaro", "Avila", "Ávila B", "Zapata"],
        ["nube", "nz", "ñandú", "Ñu", "oca"],
        ["3M", "5 de Mayo", "American Tower", "arca"],
        ["Ana", "Ana María", "Anabel", "Anaís"],
        ["Jesus", "Jesús", "Jesus B"],
        ["Königue", "Konrad"],
        ["Schneider", "Schneider Electric"],
    ],
)
def test_names_sort_as_a_spanish_reader_expects(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=collation_key) == names


def test_an_ñ_in_two_characters_sorts_like_an_ñ_in_one() -> None:
    names = ["nz", unicodedata.normalize("NFD", "ña"), "ñb", unicodedata.normalize("NFD", "ñc"), "o"]
    backwards = names[::-1]
    assert sorted(backwards, key=collation_key) == names


@given(st.lists(st.text(), unique=True))
def test_sorting_does_not_depend_on_the_order_in_the_file(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=collation_key) == sorted(backwards, key=collation_key)


@pytest.mark.parametrize(
    ("locale", "value", "written"),
    [
        ("en", 0, "0"),
        ("en", 38, "38"),
        ("en", 1000, "1,000"),
        ("en", 10_000, "10,000"),
        ("es", 0, "0"),
        ("es", 38, "38"),
        ("es", 1000, "1,000"),
        ("es", 10_000, "10,000"),
    ],
)
def test_a_count_is_written_as_in_mexico_and_the_united_states(
    edition: Edition, locale: str, value: int, written: str
) -> None:
    assert edition.languages[locale].number(value) == written


@pytest.mark.parametrize(
    ("locale", "day", "written"),
    [
        ("en", date(2021, 3, 1), "March 2021"),
        ("en", date(2022, 12, 1), "December 2022"),
        ("es", date(2021, 3, 1), "marzo de 2021"),
        ("es", date(2022, 12, 1), "diciembre de 2022"),
    ],
)
def test_a_month_is_written_with_its_year(edition: Edition, locale: str, day: date, written: str) -> None:
    assert edition.languages[locale].month(day) == written


@pytest.mark.parametrize(
    ("locale", "items", "joined"),
    [
        ("en", ["Ana"], "Ana"),
        ("en", ["Elaine Dezenski", "John Austin"], "Elaine Dezenski and John Austin"),
        ("en", ["a", "b", "c"], "a, b, and c"),
        ("es", ["Ana"], "Ana"),
        ("es", ["Elaine Dezenski", "John Austin"], "Elaine Dezenski y John Austin"),
        ("es", ["a", "b", "c"], "a, b y c"),
    ],
)
def test_names_are_joined_with_the_language_s_and(edition: Edition, locale: str, items: list[str], joined: str) -> None:
    assert edition.languages[locale].join(items) == joined


@pytest.mark.parametrize(
    ("locale", "own_name", "button_name"),
    [("en", "English", "English"), ("es", "español", "Español"), ("fr", "français", "Français")],
)
def test_a_language_calls_itself_by_its_own_name(locale: str, own_name: str, button_name: str) -> None:
    words = Words(locale, gettext.NullTranslations())
    assert (words.own_name, words.button_name) == (own_name, button_name)
