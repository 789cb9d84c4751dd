"""Letters: what subscribers get of what editors wrote, and of each report."""

from pathlib import Path

import pytest

from bot.core import announcements, fields
from bot.core.announcements import Attachment, Kind, Letter
from bot.core.edition import Edition, View
from bot.core.html import plain, units
from bot.core.routes import Ask, Member, Place, Report, Subscription, Tap, TaskForce
from bot.core.screen import Go, Screen
from bot.core.screens.frame import sentence
from tests.core.editions import files, longest, written
from tests.core.walk import unfit
from tests.letters import with_announcements


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """What is shipped, with announcements of every kind."""
    return with_announcements(tmp_path_factory.mktemp("announced"))


def letter(edition: Edition, id: str, locale: str = "en") -> Letter:
    """Give a letter that is there."""
    found = announcements.letter(id, View(edition, locale))
    assert found is not None
    return found


def unsubscribe(locale: str, label: str) -> tuple[Go, ...]:
    """Give the row that stands below every letter."""
    return (Go(label, Tap(locale, Place(Subscription(on=False)), Ask.ANEW)),)


UNSUBSCRIBE = unsubscribe("en", "🔕 Unsubscribe")
REPORTS = ("report-nearshoring", "report-workforce", "report-mexico")


def test_what_editors_wrote_comes_first_as_in_the_file_then_each_report_newest_first(announced: Edition) -> None:
    assert announcements.ids(announced.catalog) == ("plain", "opening", "picture", "document", *REPORTS)


def test_without_a_word_of_the_editors_there_are_the_reports(edition: Edition) -> None:
    assert announcements.ids(edition.catalog) == REPORTS


def test_a_letter_is_the_text_and_the_way_out(announced: Edition) -> None:
    assert letter(announced, "plain") == Letter("<b>The forum is on May 14.</b>", (UNSUBSCRIBE,), None)


def test_a_letter_is_in_the_language_of_its_reader(announced: Edition) -> None:
    opening = (Go("Conocer a Jana", Tap("es", Place(Member("jana-nieto")), Ask.ANEW)),)
    assert letter(announced, "opening", "es") == Letter(
        "Hay alguien más en el grupo de trabajo: I&amp;D ya tiene voz.\nMás información en la ficha.",
        (opening, unsubscribe("es", "🔕 Cancelar suscripción")),
        None,
    )


@pytest.mark.parametrize(
    ("id", "go"),
    [
        ("picture", Go("👥 Task force", Tap("en", Place(TaskForce()), Ask.ANEW))),
        ("document", Go("📄 Mexico: case and path", Tap("en", Place(Report("mexico")), Ask.ANEW))),
    ],
)
def test_a_button_without_a_text_of_its_own_is_called_like_the_place(announced: Edition, id: str, go: Go) -> None:
    assert letter(announced, id).rows == ((go,), UNSUBSCRIBE)


@pytest.mark.parametrize(
    ("id", "attachment"),
    [
        ("plain", None),
        ("picture", Attachment(Kind.PICTURE, "files/forum.png")),
        ("document", Attachment(Kind.DOCUMENT, "https://example.org/programme.pdf?v=2")),
        ("report-mexico", None),
    ],
)
def test_a_picture_or_a_document_goes_with_it(announced: Edition, id: str, attachment: Attachment | None) -> None:
    assert letter(announced, id).attachment == attachment


def test_a_report_is_announced_by_its_title_its_facts_and_its_summary(edition: Edition) -> None:
    report = edition.catalog.reports.get("mexico")
    assert report is not None
    text = letter(edition, "report-mexico").text
    assert text.split("\n\n") == [
        f"<b>New report: {report.title['en']}</b>",
        "Report 1 · March 2021 · Elaine Dezenski and John Austin",
        report.summary["en"],
    ]


def test_in_another_language_its_title_stays_and_is_rendered_below(edition: Edition) -> None:
    report = edition.catalog.reports.get("mexico")
    assert report is not None
    text = letter(edition, "report-mexico", "es").text
    assert text.split("\n\n")[:2] == [
        f"<b>Nuevo reporte: {report.title['en']}</b>\n<i>{report.title['es']}</i>",
        "Reporte 1 · marzo de 2021 · Elaine Dezenski y John Austin",
    ]


@pytest.mark.parametrize(("locale", "label"), [("en", "📄 Open the report"), ("es", "📄 Ver el reporte")])
def test_a_report_s_letter_opens_its_card(edition: Edition, locale: str, label: str) -> None:
    opening, _ = letter(edition, "report-workforce", locale).rows
    assert opening == (Go(label, Tap(locale, Place(Report("workforce")), Ask.ANEW)),)


@pytest.mark.parametrize("id", ["", "nothing", "report-", "report-nothing", "workforce", "report-report-workforce"])
def test_an_unknown_id_has_no_letter_and_is_its_own_title(announced: Edition, id: str) -> None:
    assert announcements.letter(id, View(announced, "en")) is None
    assert announcements.title(id, View(announced, "en")) == id


@pytest.mark.parametrize(
    ("id", "locale", "title"),
    [
        ("plain", "en", "The forum is on May 14."),
        ("opening", "en", "Somebody new is in the task force: R&D…"),
        ("opening", "es", "Hay alguien más en el grupo de trabajo:…"),
        ("report-workforce", "es", "📄 Fuerza laboral"),
    ],
)
def test_an_admin_knows_it_by_its_first_line(announced: Edition, id: str, locale: str, title: str) -> None:
    assert announcements.title(id, View(announced, locale)) == title


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("The Ally-Shoring Forum takes place on May 14.", "The Ally-Shoring Forum takes place on…"),
        ("The Ally-Shoring Forum takes place in a month.", "The Ally-Shoring Forum takes place in a…"),
        ("✅ Somebody new is in the task force: R&D…", "✅ Somebody new is in the task force:…"),
        ("x" * 41, "x" * 39 + "…"),
    ],
)
def test_a_line_that_is_too_long_ends_with_a_word(line: str, label: str) -> None:
    assert sentence(line) == label


@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_letter_can_be_sent(announced: Edition, locale: str) -> None:
    letters = {id: letter(announced, id, locale) for id in announcements.ids(announced.catalog)}
    assert {id: faults for id, one in letters.items() if (faults := unfit(Screen(one.text, one.rows)))} == {}


def test_the_longest_letters_can_be_sent(tmp_path: Path) -> None:
    content = files(1, text=longest)
    id = "a" * 40
    text, button = (dict.fromkeys(("en", "es"), "x" * length) for length in (4096, fields.LABEL_UNITS))
    opens = f"organization_{content['taskforce.yaml']['organizations'][0]['id']}"
    content["announcements.yaml"] = {"announcements": [{"id": id, "text": text, "opens": opens, "button": button}]}
    edition = written(tmp_path, content)
    letters = [letter(edition, one) for one in announcements.ids(edition.catalog)]
    assert [unfit(Screen(one.text, one.rows)) for one in letters] == [[], []]
    assert units(plain(letters[0].text)) == 4096
