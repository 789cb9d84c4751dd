"""What an editor is told about announcements, word for word."""

import pytest

from tests.letters import ALL, DOCUMENT, FILE, OPENING, PICTURE, PLAIN, announce
from tests.loading.draft import Draft

ADDRESS = "has to be a whole address that begins with https://, like https://usmexicofoundation.org"
SOURCE = "has to be an address that begins with https://, or a file of this folder, like files/report.pdf"
FETCHED = (
    "is not fetched by Telegram, which takes only .pdf and .zip from an address; "
    "put the file into content/files, and write files/ and its name"
)


@pytest.fixture
def told(draft: Draft) -> Draft:
    """What is shipped, with announcements of every kind."""
    announce(draft, ALL)
    return draft


def test_announcements_of_every_kind_are_well_and_stand_in_the_order_of_the_file(told: Draft) -> None:
    assert told.inspect() == []
    assert [one.id for one in told.load().catalog.announcements.items] == ["plain", "opening", "picture", "document"]


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "announcements:\n", "announcements: []\n"])
def test_there_may_be_none(draft: Draft, text: str) -> None:
    draft.write(FILE, text)
    assert draft.inspect() == []
    assert len(draft.load().catalog.announcements) == 0


def test_the_file_may_be_missing(draft: Draft) -> None:
    (draft.folder / FILE).unlink()
    assert draft.inspect() == []
    assert len(draft.load().catalog.announcements) == 0


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "      es: <b>El foro es el 14 de mayo.</b>\n",
            "",
            "3:5: [0].text.es: has no translation; add es: … below it",
        ),
        (
            "id: plain\n",
            "id: opening\n",
            "6:5: [1].id: opening is already taken on line 2; each needs its own",
        ),
        (
            "id: plain\n",
            "id: report-forum\n",
            "2:5: [0].id: begins with report-, as the announcements do that the bot makes of reports; "
            "choose another id",
        ),
        (
            "id: plain\n",
            "id: The Forum\n",
            "2:5: [0].id: may have only small letters a-z, figures and hyphens, 40 at most, like the-forum; "
            "it goes into buttons and codes",
        ),
        (
            "<b>The forum",
            "The forum",
            "4:7: [0].text.en: </b> closes a tag that was never opened; take it out, or write <b> before it",
        ),
        (
            "The programme is here.",
            "x" * 4097,
            "26:7: [3].text.en: is too long for its screen: 4,097 characters of 4,096; shorten it by 1",
        ),
        (
            "    picture: ",
            "    photo: ",
            "23:5: [2].photo: is not a key that is known here; "
            "take it out, or use one of id, text, opens, button, picture, document",
        ),
        ("    picture: ", "    pictur: ", "23:5: [2].pictur: is not a key that is known here; did you mean picture?"),
        (
            "    opens: member_jana-nieto\n",
            "",
            "6:5: [1]: has a button that opens nothing; add opens: with a place, or take button: out",
        ),
        (
            "    picture: files/forum.png\n",
            "    picture: files/forum.png\n    document: files/forum.png\n",
            "18:5: [2]: has both picture and document; keep one, and make another announcement for the other",
        ),
        (
            "Meet Jana",
            "x" * 37,
            "16:7: [1].button.en: is too long for its screen: 37 characters of 36; shorten it by 1",
        ),
    ],
)
def test_a_slip_is_told_with_the_way_out(told: Draft, old: str, new: str, fault: str) -> None:
    told.edit(FILE, old, new)
    place, _, words = fault.partition(" ")
    assert told.faults() == [f"{FILE}:{place} announcements{words}"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("http://example.org/forum.png", SOURCE),
        ("https://localhost/forum.png", ADDRESS),
        ("/etc/forum.png", SOURCE),
        ("../forum.png", SOURCE),
        ("files/../../forum.png", SOURCE),
        ("./files/forum.png", SOURCE),
        ("files//forum.png", SOURCE),
        ("C:/forum.png", SOURCE),
        ("files\\forum.png", SOURCE),
        ('""', SOURCE),
        ("files/forum.gif", "is no picture that Telegram shows; save it as .jpg or .png"),
        ("files/forum", "is no picture that Telegram shows; save it as .jpg or .png"),
    ],
)
def test_a_picture_is_an_address_or_a_file_of_the_folder(told: Draft, source: str, words: str) -> None:
    told.edit(FILE, "picture: files/forum.png", f"picture: {source}")
    assert told.faults() == [f"{FILE}:23:5: announcements[2].picture: {words}"]


@pytest.mark.parametrize("address", ["https://example.org/forum.webp", "https://example.org/picture?id=3"])
def test_a_picture_may_have_any_address(told: Draft, address: str) -> None:
    told.edit(FILE, "picture: files/forum.png", f"picture: {address}")
    assert told.faults() == []


@pytest.mark.parametrize("address", ["https://example.org/a.docx", "https://example.org", "https://example.org/?a.pdf"])
def test_a_document_that_telegram_does_not_fetch_goes_into_the_folder(told: Draft, address: str) -> None:
    told.edit(FILE, "https://example.org/programme.pdf?v=2", address)
    assert told.faults() == [f"{FILE}:29:5: announcements[3].document: {FETCHED}"]


@pytest.mark.parametrize("address", ["https://example.org/A.PDF", "https://example.org/all.zip#page=2"])
def test_a_pdf_or_zip_is_fetched(told: Draft, address: str) -> None:
    told.edit(FILE, "https://example.org/programme.pdf?v=2", address)
    assert told.faults() == []


@pytest.mark.parametrize(
    "place", ["home", "about", "settings", "report_workforce", "organization_3m", "search_siemens", "enabler_talent"]
)
def test_every_place_with_a_link_can_be_opened(told: Draft, place: str) -> None:
    told.edit(FILE, "member_jana-nieto", place)
    assert told.faults() == []


@pytest.mark.parametrize(
    ("opens", "words"),
    [
        ("report_wrokforce", "there is no place report_wrokforce; did you mean report_workforce?"),
        ("workforce", "there is no place workforce; did you mean report_workforce?"),
        ("member_jana-nietto", "there is no place member_jana-nietto; did you mean member_jana-nieto?"),
        ("nowhere", "there is no place nowhere; write it as in its link: report_workforce, taskforce"),
        (
            "https://t.me/AllyShoringBot?start=report_mexico",
            "there is no place https://t.me/AllyShoringBot?start=report_mexico; did you mean report_mexico?",
        ),
        ("es_report_mexico", "carries a language, and each subscriber has their own; write report_mexico"),
        ("Report_Mexico", "has capitals; write report_mexico"),
        ('""', "is empty; write its text"),
    ],
)
def test_a_place_that_is_not_there_is_told_with_those_spelled_alike(told: Draft, opens: str, words: str) -> None:
    told.edit(FILE, "opens: member_jana-nieto", f"opens: {opens}")
    assert told.faults() == [f"{FILE}:14:5: announcements[1].opens: {words}"]


@pytest.mark.parametrize(
    ("became", "words"),
    [
        ("moved: jana-nieto", "opens what is gone; write member_jana-nieto, which took its place"),
        (
            "farewell: {en: She has left., es: Se fue.}",
            "opens what is gone; write another place, or take opens: out",
        ),
    ],
)
def test_a_place_that_was_retired_is_not_opened(told: Draft, became: str, words: str) -> None:
    told.edit("content/retired.yaml", "\nmembers:\n", f"\nmembers:\n  - id: jana-gone\n    {became}\n")
    told.edit("content/published.yaml", "\nmembers:\n", "\nmembers:\n  - jana-gone\n")
    told.edit(FILE, "member_jana-nieto", "member_jana-gone")
    assert told.faults() == [f"{FILE}:14:5: announcements[1].opens: {words}"]


def test_of_a_file_that_is_at_fault_itself_nobody_says_that_its_places_are_gone(told: Draft) -> None:
    told.edit("content/taskforce.yaml", "  - id: jana-nieto\n", "  - id: Jana Nieto\n")
    assert [fault for fault in told.faults() if FILE in fault] == []


@pytest.mark.parametrize(("text", "over"), [("That was the forum.", "picture"), ("The programme is here.", "document")])
def test_a_text_that_goes_with_a_picture_or_document_is_shorter(told: Draft, text: str, over: str) -> None:
    told.edit(FILE, text, f"<b>{'x' * 1024}</b>")
    assert told.faults() == []
    told.edit(FILE, "x" * 1024, "x" * 1024 + "🤝")
    number, line = {"picture": (2, 20), "document": (3, 26)}[over]
    assert told.faults() == [
        f"{FILE}:{line}:7: announcements[{number}].text.en: is too long to go with a {over}: "
        f"1,026 characters of 1,024; shorten it by 2, or take {over}: out"
    ]


def test_translations_that_look_wrong_are_warned_of(draft: Draft) -> None:
    same = PICTURE.replace("es: Así fue el foro.", "es: That was the forum.")
    announce(draft, PLAIN.replace("14 de mayo", "15 de mayo") + same)
    assert draft.inspect() == [
        f"{FILE}:5:7: warning: announcements[plain].text.es: the number 14 stands in en and not here; "
        "correct one of them, or accept it",
        f"{FILE}:5:7: warning: announcements[plain].text.es: the number 15 stands here and not in en; "
        "correct one of them, or accept it",
        f"{FILE}:9:7: warning: announcements[picture].text.es: reads the same as en; translate it, or accept it",
    ]


def test_an_announcement_needs_not_be_published(draft: Draft) -> None:
    announce(draft, DOCUMENT)
    assert draft.publish() == []


def test_an_announcement_may_be_taken_out_again(draft: Draft) -> None:
    announce(draft, OPENING)
    draft.publish()
    announce(draft, PLAIN)
    assert draft.inspect() == []
