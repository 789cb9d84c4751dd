"""What people, organizations, reports, enablers and sections somebody means by a few words, typed in a hurry."""

from bot.core.catalog import Catalog
from bot.core.locales import Words
from bot.core.search.documents import Languages, documents
from bot.core.search.index import Index
from bot.core.search.results import Certainty, Results
from bot.core.search.words import split

__all__ = ["Certainty", "Index", "Results", "index", "passed_over", "split"]


def index(catalog: Catalog, languages: Languages) -> Index:
    """Make the index of all that can be found, in all languages at once."""
    return Index(documents(catalog, languages), languages, " ".join(map(passed_over, languages.values())))


def passed_over(words: Words) -> str:
    """Give the words that say nothing in a search."""
    # Translators: words that say nothing in a search, with spaces between them; not a sentence.
    return words.gettext(
        "a about am an and are at by can could do does find for from guy have hello here hey hi how i in is it know "
        "looking me meet mr mrs ms my need of on or people person please search send show somebody someone talk tell "
        "thank thanks the there this to want what when where which who with works you your"
    )
