"""The bot's own words: what a translator is told about a slip in locales/, word for word, and how plurals come out."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.core.edition import Edition
from tests.conftest import ROOT
from tests.loading.draft import CATALOG, TEMPLATE, Draft

HEAD = """\
msgid ""
msgstr ""
"Language: es\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
SMALL = (
    HEAD
    + """\
msgid "Help"
msgstr "Ayuda"

#, python-brace-format
msgid "Report {number}"
msgstr "Reporte {number}"

msgid "Language of this chat: <b>{language}</b>"
msgstr "Idioma de este chat: <b>{language}</b>"

#, python-brace-format
msgid "{count} member"
msgid_plural "{count} members"
msgstr[0] "{count} integrante"
msgstr[1] "{count} integrantes"
"""
)
NO_LINE = (
    'is not a line of a catalog; write msgid or msgstr, a space, and the text between quotes, \\" for a quote in it'
)
NUMBER = "«Report {number}»: has other placeholders than its original, which has {number}"
LANGUAGE = "«Language of this chat: <b>{language}</b>»"
MEMBERS = "«{count} member»"
NOT_UNDERSTOOD = "has a line Plural-Forms that is not understood; copy it from another catalog of this language"


@pytest.fixture
def catalog(small_draft: Draft) -> Draft:
    """A draft with a small catalog."""
    small_draft.write(CATALOG, SMALL)
    return small_draft


def test_a_small_catalog_has_no_fault(catalog: Draft) -> None:
    assert catalog.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'msgid "Help"',
            '#, fuzzy\nmsgid "Help"',
            "8:1: «Help»: is marked fuzzy; read it, put it right, and take the mark out",
        ),
        ('"Ayuda"', '""', "7:1: «Help»: has no translation; write it after msgstr"),
        ('"Ayuda"', '"  "', "7:1: «Help»: has no translation; write it after msgstr"),
        ('msgstr "Ayuda"\n', "", "7:1: has no line msgstr; write it below msgid"),
        ('"Ayuda"', '"Ayuda {count}"', "7:1: «Help»: has other placeholders than its original, which has none"),
        ('"Reporte {number}"', '"Reporte"', f"11:1: {NUMBER}"),
        ('"Reporte {number}"', '"Reporte {numero}"', f"11:1: {NUMBER}"),
        ('"Reporte {number}"', '"Reporte {number} {count}"', f"11:1: {NUMBER}"),
        ('"Reporte {number}"', '"Reporte {}"', f"11:1: {NUMBER}"),
        ('"Reporte {number}"', '"Reporte {number:d}"', f"11:1: {NUMBER}"),
        ('"Reporte {number}"', '"Reporte {number!x}"', f"11:1: {NUMBER}"),
        ('"Reporte {number}"', '"Reporte {number"', "11:1: «Report {number}»: has a brace that is not closed"),
        (
            "este chat: <b>{language}</b>",
            "este chat: <b>{language}",
            f"14:1: {LANGUAGE}: <b> is never closed; add </b>",
        ),
        (
            "este chat: <b>{language}</b>",
            "este chat: {language}",
            f"14:1: {LANGUAGE}: has other tags than its original",
        ),
        (
            "este chat: <b>{language}</b>",
            "este chat: <i>{language}</i>",
            f"14:1: {LANGUAGE}: has other tags than its original",
        ),
        ('msgstr[1] "{count} integrantes"\n', "", f"18:1: {MEMBERS}: has no translation; write it after msgstr[1]"),
        (
            '"{count} integrantes"',
            '"integrantes"',
            f"18:1: {MEMBERS}: has other placeholders than its original, which has {{count}}",
        ),
        (
            'msgstr[1] "{count} integrantes"\n',
            'msgstr[1] "{count} integrantes"\nmsgstr[2] "{count}"\n',
            "18:1: has more plural forms than its language; keep those that Plural-Forms announces",
        ),
        ('"Ayuda"', '"Ayuda', f"8:1: {NO_LINE}"),
        ('"Ayuda"', "Ayuda", f"8:1: {NO_LINE}"),
        ('"Ayuda"', '"La "ayuda""', f"8:1: {NO_LINE}"),
        ('"Ayuda"', '"C:\\Ayuda"', f"8:1: {NO_LINE}"),
        ('msgstr "Ayuda"', 'mgstr "Ayuda"', f"8:1: {NO_LINE}"),
        ('msgid ""\nmsgstr ""\n', "", "1:1: stands alone; write msgid or msgstr before the text"),
        ("plural=(n != 1)", "plural=(n != )", f"1:1: {NOT_UNDERSTOOD}"),
        ("plural=(n != 1)", "plural=5/n", f"1:1: {NOT_UNDERSTOOD}"),
        (
            "plural=(n != 1)",
            "plural=n",
            "1:1: has a line Plural-Forms that does not fit itself; copy it from another catalog of this language",
        ),
        (
            "nplurals=2",
            "nplurals=two",
            "1:1: has a head that is not understood; put its lines back "
            "(invalid literal for int() with base 10: 'two')",
        ),
    ],
)
def test_a_slip_in_a_catalog_is_told_in_plain_words(catalog: Draft, old: str, new: str, fault: str) -> None:
    catalog.edit(CATALOG, old, new)
    assert catalog.faults() == [f"{CATALOG}:{fault}"]


def test_a_singular_may_leave_out_its_count(catalog: Draft) -> None:
    catalog.edit(CATALOG, '{count} integrante"', 'un integrante"')
    assert catalog.load().languages["es"].ngettext("{count} member", "{count} members", 1) == "un integrante"


def test_all_faults_of_a_catalog_are_told_at_once(catalog: Draft) -> None:
    catalog.write(CATALOG, SMALL.replace('"Ayuda"', '""').replace('"Reporte {number}"', '"Reporte"'))
    assert catalog.faults() == [
        f"{CATALOG}:7:1: «Help»: has no translation; write it after msgstr",
        f"{CATALOG}:11:1: {NUMBER}",
    ]


@pytest.mark.parametrize("text", ["", "\n", "# Only a comment.\n", HEAD])
def test_a_catalog_without_messages_is_told_so(catalog: Draft, text: str) -> None:
    catalog.write(CATALOG, text)
    assert catalog.faults() == [f"{CATALOG}:1:1: has no messages; put its content back"]


def test_a_missing_catalog_is_asked_for(catalog: Draft) -> None:
    (catalog.folder / CATALOG).unlink()
    assert catalog.faults() == [f"{CATALOG}:1:1: is missing; add the catalog, or take the folder away"]


def test_a_folder_where_a_catalog_should_be_cannot_be_read(catalog: Draft) -> None:
    (catalog.folder / CATALOG).unlink()
    (catalog.folder / CATALOG).mkdir()
    assert catalog.faults() == [f"{CATALOG}:1:1: cannot be read: Is a directory"]


def test_a_catalog_in_another_encoding_is_told_so_on_the_line_that_shows_it(catalog: Draft) -> None:
    catalog.write(CATALOG, SMALL.replace("Ayuda", "Asunción").encode("latin-1"))
    words = "has a letter on this line that is not UTF-8; save the whole file as UTF-8"
    assert catalog.faults() == [f"{CATALOG}:8:1: {words}"]


@pytest.mark.parametrize("charset", ["latin-1", "ascii", "klingon"])
def test_a_catalog_is_utf_8_whatever_its_head_says(catalog: Draft, charset: str) -> None:
    catalog.write(CATALOG, SMALL.replace("charset=utf-8", f"charset={charset}").replace("Ayuda", "¿Qué?"))
    assert catalog.load().languages["es"].gettext("Help") == "¿Qué?"


@pytest.mark.parametrize("name", ["es_MX", "spanish", "ES", "xx"])
def test_a_folder_with_a_wrong_name_is_told_what_it_should_be_and_no_text_is_asked_for(
    catalog: Draft, name: str
) -> None:
    (catalog.folder / "locales" / name).mkdir()
    words = "the folder has to be called by a language's two letters, like es"
    assert catalog.faults() == [f"locales/{name}/LC_MESSAGES/messages.po:1:1: {words}"]


def test_hidden_folders_and_stray_files_are_no_languages(catalog: Draft) -> None:
    (catalog.folder / "locales/.idea").mkdir()
    catalog.write("locales/README", "anything")
    assert list(catalog.load().languages) == ["en", "es"]


def test_the_catalogs_are_compiled_in_memory(draft: Draft) -> None:
    before = _files(draft.folder)
    draft.load()
    assert _files(draft.folder) == before


@pytest.mark.parametrize(
    ("locale", "count", "text"),
    [
        ("en", 0, "0 members"),
        ("en", 1, "1 member"),
        ("en", 2, "2 members"),
        ("en", 38, "38 members"),
        ("en", 1000, "1,000 members"),
        ("es", 0, "0 integrantes"),
        ("es", 1, "1 integrante"),
        ("es", 2, "2 integrantes"),
        ("es", 38, "38 integrantes"),
        ("es", 1000, "1,000 integrantes"),
    ],
)
def test_people_are_counted_in_the_plural_of_the_language(edition: Edition, locale: str, count: int, text: str) -> None:
    words = edition.languages[locale]
    assert words.ngettext("{count} member", "{count} members", count).format(count=words.number(count)) == text


def test_every_sentence_of_the_code_is_in_the_catalog_and_no_other() -> None:
    found = extract_from_dir(ROOT / "bot" / "core", method_map=[("**.py", "python")])
    sentences = {(message,) if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found}
    with (ROOT / CATALOG).open("rb") as file:
        ids = {(m.id,) if isinstance(m.id, str) else tuple(m.id) for m in read_po(file) if m.id}
    assert ids == sentences


@pytest.mark.parametrize(
    ("id", "text", "words"),
    [
        ("🏠 Home", "x" * 41, "is too long for its button: 41 characters of 40; shorten it by 1"),
        ("Copy e-mail", "x" * 41, "is too long for its button: 41 characters of 40; shorten it by 1"),
        ("📇 Save contact", "📇", "has no word in it; a button never carries a sign alone"),
        ("⇅ By name", "⇅", "has no word in it; a button never carries a sign alone"),
        ("← Previous", "←", "has no word in it; a button never carries a sign alone"),
        ("Deleted.", "x" * 191, "is too long for the line that answers a tap: 191 characters of 190; shorten it by 1"),
        (
            "What this bot can do",
            "x" * 257,
            "is too long for the menu of commands: 257 characters of 256; shorten it by 1",
        ),
    ],
)
def test_a_sentence_that_does_not_fit_its_place_is_named(draft: Draft, id: str, text: str, words: str) -> None:
    catalog = (draft.folder / CATALOG).read_text(encoding="utf-8")
    old = re.search(rf'msgid "{re.escape(id)}"\nmsgstr ".*"\n', catalog)
    assert old is not None
    draft.edit(CATALOG, old[0], f'msgid "{id}"\nmsgstr "{text}"\n')
    line = catalog[: old.start()].count("\n") + 1
    assert draft.faults() == [f"{CATALOG}:{line}:1: «{id}»: {words}"]


@pytest.mark.parametrize(("id", "text"), [("🏠 Home", "x" * 40), ("Deleted.", "x" * 190), ("Help", "x" * 400)])
def test_a_sentence_may_fill_its_place(draft: Draft, id: str, text: str) -> None:
    draft.edit(CATALOG, f'msgid "{id}"\nmsgstr "', f'msgid "{id}"\nmsgstr "{text}"\n#')
    assert draft.faults() == []


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_a_sentence_that_a_catalog_lacks_is_named(draft: Draft) -> None:
    draft.write(TEMPLATE, HEAD + 'msgid "Help"\nmsgstr ""\n\nmsgid "Newly written"\nmsgstr ""\n')
    assert draft.faults() == [
        f"{CATALOG}:1:1: «Newly written»: is missing; copy its entry from another catalog, and translate it"
    ]
