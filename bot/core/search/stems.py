"""Stems of words: `exports` and `export`, `inversiones` and `inversión`, in all the bot's languages at once."""

from collections.abc import Callable, Iterable
from functools import cache

import Stemmer  # type: ignore[import-not-found]  # it has no types
from babel import Locale


def stemmer(languages: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """Make the function that gives the stems of a folded word, one by the rules of each language that has any."""
    known = Stemmer.algorithms()
    names = [(Locale.parse(language).english_name or "").lower() for language in languages]
    stemmers = [Stemmer.Stemmer(name) for name in names if name in known]

    @cache
    def stems(word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([each.stemWord(word) for each in stemmers] or [word]))

    return stems
