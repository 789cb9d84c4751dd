"""What people, organizations, reports, enablers and sections somebody means by a few words, typed in a hurry."""

from bot.core.catalog import Catalog
from bot.core.search.documents import Languages, documents
from bot.core.search.index import Index
from bot.core.search.results import Certainty, Results
from bot.core.search.words import split

__all__ = ["Certainty", "Index", "Results", "index", "split"]


def index(catalog: Catalog, languages: Languages) -> Index:
    """Make the index of all that can be found, in all languages at once."""
    passed_over = " ".join(
        # Translators: words that say nothing in a search, with spaces between them; not a sentence.
        words.gettext(
            "a about am an and are at by for from hello here hey hi how i in is it me mr mrs ms my of on or please "
            "send thank thanks the there this to want what when where which who with you your"
        )
        for words in languages.values()
    )
    return Index(documents(catalog, languages), languages, passed_over)
