"""Languages: which one a person gets, how it counts, joins and dates, and how its readers sort."""

import gettext
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

SOURCE = "en"  # the language in which the bot's own sentences are written in the code
_COUNTRIES = {"es": "es_MX"}  # whose way of writing numbers, dates and lists, where it is not the language's first


def match(language_code: str | None, known: Collection[str]) -> str | None:
    """Give the known language of a Telegram `language_code` (`es-419`, `pt-br`, None), if there is one."""
    language = (language_code or "").replace("_", "-").split("-")[0].lower()
    return language if language in known else None


def collation_key(text: str) -> tuple[str, str]:
    """Sort as a Spanish reader does: accents and case do not count, ñ comes after n."""
    whole = unicodedata.normalize("NFC", text.casefold())
    letters = unicodedata.normalize("NFD", whole.replace("ñ", "n\uffff"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)), text


class Words:
    """The bot's own words in one language."""

    __slots__ = ("_babel", "gettext", "locale", "ngettext", "own_name")

    def __init__(self, locale: str, translations: gettext.NullTranslations) -> None:
        self.locale = locale
        self._babel = Locale.parse(_COUNTRIES.get(locale, locale))
        self.gettext = translations.gettext
        self.ngettext = translations.ngettext
        self.own_name = Locale.parse(locale).get_display_name(locale) or locale
        """How the language calls itself inside a sentence (English, español)."""

    @property
    def button_name(self) -> str:
        """How the language calls itself on a button (English, Español)."""
        return self.own_name[:1].upper() + self.own_name[1:]

    def number(self, value: int) -> str:
        """Write a count as this language does (10,000)."""
        return format_decimal(value, locale=self._babel)

    def percent(self, share: float) -> str:
        """Write a share of 1 in whole hundredths (12%, 12 %)."""
        return format_percent(share, locale=self._babel)

    def duration(self, seconds: float) -> str:
        """Write how long something takes, in its two largest units (1 hour and 5 minutes)."""
        whole = max(round(seconds), 1)
        units = {"hour": whole // 3600, "minute": whole // 60 % 60, "second": 0 if whole >= 3600 else whole % 60}
        parts = [format_unit(n, f"duration-{unit}", "long", locale=self._babel) for unit, n in units.items() if n]
        return self.join(parts)

    def days(self, number: int) -> str:
        """Write how many days, as short as may be (7d)."""
        return format_unit(number, "duration-day", "narrow", locale=self._babel)

    def month(self, day: date) -> str:
        """Write a month and its year (March 2021, marzo de 2021)."""
        return format_skeleton("yMMMM", day, locale=self._babel)

    def day(self, day: date) -> str:
        """Write a day (March 14, 2021, 14 de marzo de 2021)."""
        return format_date(day, "long", locale=self._babel)

    def short_day(self, day: date) -> str:
        """Write a day without its year (Nov 5, 5 nov)."""
        return format_skeleton("MMMd", day, locale=self._babel)

    def period(self, first: date, last: date) -> str:
        """Write from when to when (Oct 7 – Nov 5, 2026)."""
        return format_interval(first, last, "yMMMd", locale=self._babel)

    def time(self, moment: datetime) -> str:
        """Write the hour and the minute, up to 24."""
        return format_skeleton("Hm", moment, locale=self._babel)

    def join(self, items: Sequence[str]) -> str:
        """Join with commas and the language's "and"."""
        return format_list(items, locale=self._babel)
