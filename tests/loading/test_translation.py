"""Translations that look wrong, told as warnings; and those that look right, of which nothing is said."""

import pytest

from tests.loading.draft import CATALOG, Draft

OVERVIEW_FILE = "content/overview.yaml"
PLACE = "content/overview.yaml:10:7: warning: overview.paragraphs[0].es: "
THERE = "stands in en and not here; correct one of them, or accept it"
HERE = "stands here and not in en; correct one of them, or accept it"
SAME = "reads the same as en; translate it, or accept it"
LOOK = "look whether something is missing in one of them, or accept it"
SENTENCE = "The two countries can build their supply chains together, and both of them will gain from it."
FRASE = "Los dos países pueden construir juntos sus cadenas de suministro, y ambos saldrán ganando con ello."


@pytest.fixture
def published(small_draft: Draft) -> Draft:
    """A small draft of which nothing is said."""
    small_draft.publish()
    return small_draft


def say(draft: Draft, english: str, spanish: str) -> list[str]:
    """Put a text and its translation into the overview, and give what is said of them."""
    draft.edit(OVERVIEW_FILE, "en: Paragraph", f"en: '{english}'")
    draft.edit(OVERVIEW_FILE, "es: Párrafo", f"es: '{spanish}'")
    return draft.inspect()


def test_nothing_is_said_of_what_is_shipped(draft: Draft) -> None:
    assert draft.inspect() == []


def test_nothing_is_said_of_a_small_draft(published: Draft) -> None:
    assert published.inspect() == []


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        (SENTENCE, FRASE),
        ("Read <b>more</b> at https://example.org.", "Más en <b>https://example.org</b>."),
        ('A <a href="https://example.org/?a=1">page</a>', 'Una <a href="https://example.org/?a=1">página</a>'),
        ("Write to mailto:info@example.org, or call", "Escribir a mailto:info@example.org o llamar"),
        ("Hello, {name}: {count} new", "{count} nuevos para {name}"),
        ("Set {x} and {} and {…}", "Sea {x}"),
        ("Short.", "Un texto bastante más largo que eso."),
        ("R&D spending", "Gasto en I+D"),
        ("2021", "2021"),
        ("https://example.org/a", "https://example.org/a"),
        ("In 2021 it was 10,000 in the 21st century", "Eran 10 000 en 2021, en el siglo XXI"),
        (f"{SENTENCE} {SENTENCE}", f"{FRASE} {FRASE} {FRASE}"),
    ],
)
def test_nothing_is_said_of_a_translation_that_looks_right(published: Draft, english: str, spanish: str) -> None:
    assert say(published, english, spanish) == []


@pytest.mark.parametrize("spanish", [SENTENCE, f"<b>{SENTENCE}</b>", SENTENCE.replace(", and", ",  and")])
def test_a_translation_that_reads_the_same_is_told_even_if_it_looks_different(published: Draft, spanish: str) -> None:
    assert say(published, SENTENCE, spanish) == [PLACE + SAME]


def test_of_one_that_reads_the_same_nothing_else_is_told(published: Draft) -> None:
    text = 'In 2021 <a href="https://example.org/{}">there</a>'
    assert say(published, text.format("en"), text.format("es")) == [PLACE + SAME]


def test_a_translation_that_is_much_shorter_is_told_with_both_lengths(published: Draft) -> None:
    assert say(published, SENTENCE, "Los dos países saldrán ganando.") == [
        f"{PLACE}is much shorter than en (31 characters, 93 there); {LOOK}"
    ]


def test_a_translation_that_is_much_longer_is_told_with_both_lengths(published: Draft) -> None:
    assert say(published, SENTENCE, f"{FRASE} {FRASE}") == [
        f"{PLACE}is much longer than en (199 characters, 93 there); {LOOK}"
    ]


def test_tags_do_not_make_a_translation_longer(published: Draft) -> None:
    address = "https://example.org/" + "x" * 300
    assert say(published, f'{SENTENCE} <a href="{address}">More</a>', f'{FRASE} <a href="{address}">Más</a>') == []


def test_numbers_that_differ_are_told_as_they_are_written(published: Draft) -> None:
    assert say(published, "In 2021, 15 firms had 2 billion", "En 2012, 15 empresas tenían 2 billones") == [
        f"{PLACE}the number 2 billion {THERE}",
        f"{PLACE}the number 2 billones {HERE}",
        f"{PLACE}the number 2012 {HERE}",
        f"{PLACE}the number 2021 {THERE}",
    ]


def test_numbers_in_addresses_and_placeholders_are_compared_as_parts_of_these(published: Draft) -> None:
    assert say(published, "See https://example.org/2021 { a1 }", "Ver https://example.org/2022 {a2}") == [
        f"{PLACE}the link https://example.org/2021 {THERE}",
        f"{PLACE}the link https://example.org/2022 {HERE}",
        f"{PLACE}the placeholder {{ a1 }} {THERE}",
        f"{PLACE}the placeholder {{a2}} {HERE}",
    ]


def test_links_are_found_in_the_text_and_in_its_tags(published: Draft) -> None:
    english = 'Look <a href="https://example.org/en">there</a>, or at www.example.org.'
    assert say(published, english, "Mirar ahí") == [
        f"{PLACE}the link https://example.org/en {THERE}",
        f"{PLACE}the link www.example.org {THERE}",
    ]


def test_what_is_told_of_an_item_names_it_by_its_id(published: Draft) -> None:
    published.edit("content/reports.yaml", "es: Primer reporte", "es: First report")
    published.edit("content/enablers.yaml", "es: Talento", "es: Talent")
    assert published.inspect() == [
        f"content/enablers.yaml:8:7: warning: enablers[talent].title.es: {SAME}",
        f"content/reports.yaml:12:7: warning: reports[first].title.es: {SAME}",
    ]


def test_the_bot_s_own_words_are_compared_too(published: Draft) -> None:
    published.edit(CATALOG, 'msgstr "Ayuda"', 'msgstr "Help"')
    line = (published.folder / CATALOG).read_text("utf-8").partition('msgid "Help"')[0].count("\n") + 1
    assert published.inspect() == [f"{CATALOG}:{line}:1: warning: «Help»: {SAME}"]


def test_an_english_catalog_may_say_the_same_as_the_code(published: Draft) -> None:
    words = (published.folder / CATALOG).read_text("utf-8")
    (published.folder / "locales/en/LC_MESSAGES").mkdir(parents=True)
    published.write("locales/en/LC_MESSAGES/messages.po", words.replace('msgstr "Ayuda"', 'msgstr "Help"'))
    assert published.inspect() == []


def test_a_file_with_faults_is_not_compared_and_the_others_are(published: Draft) -> None:
    published.edit(OVERVIEW_FILE, "es: Título", "es: Title")
    published.edit(OVERVIEW_FILE, "es: Párrafo", "es: [Párrafo]")
    published.edit("content/enablers.yaml", "es: Talento", "es: Talent")
    assert published.inspect() == [
        f"content/enablers.yaml:8:7: warning: enablers[talent].title.es: {SAME}",
        "content/overview.yaml:10:7: overview.paragraphs[0].es: has to be a text, not a list or keys of its own",
    ]


def test_warnings_do_not_keep_the_words_from_being_used(published: Draft) -> None:
    published.edit(OVERVIEW_FILE, "es: Título", "es: Title")
    assert (published.faults(), len(published.inspect())) == ([], 1)
