"""vCards: whatever a person is called, an address book reads it as it was written, and Telegram takes it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.edition import Edition, View
from bot.core.routes import Member, Organization
from bot.core.vcard import Card, card, escaped, folded
from tests.core.editions import each, files, longest, written
from tests.people import properties, with_invented_people

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"))


@pytest.fixture
def people(tmp_path: Path) -> Edition:
    return with_invented_people(tmp_path)


def handed(edition: Edition, id: str, locale: str = "en") -> Card:
    """Give the contact details of somebody who has some."""
    found = card(Member(id), View(edition, locale))
    assert found is not None
    return found


@pytest.mark.parametrize(("locale", "title"), [("en", "Chief Executive"), ("es", "Directora General")])
def test_a_vcard_has_all_that_is_known_with_the_title_in_the_reader_s_language(
    people: Edition, locale: str, title: str
) -> None:
    luz = handed(people, "luz-ejemplo", locale)
    assert (luz.name, luz.phone, luz.file) == ("Luz Ejemplo Pérez", "+525512345678", "luz-ejemplo.vcf")
    assert properties(luz.vcard) == {
        "N": ["", "Luz Ejemplo Pérez", "", "", ""],
        "FN": ["Luz Ejemplo Pérez"],
        "ORG": ["3M"],
        "TITLE": [title],
        "EMAIL;TYPE=INTERNET": ["luz@example.org"],
        "TEL;TYPE=WORK,VOICE": ["+525512345678"],
        "URL": ["https://example.org/luz"],
    }


def test_what_is_not_known_is_not_there(people: Edition) -> None:
    eva = handed(people, "eva-ejemplo")
    assert (eva.phone, properties(eva.vcard)) == (
        None,
        {"N": ["", "Eva Ejemplo", "", "", ""], "FN": ["Eva Ejemplo"], "EMAIL;TYPE=INTERNET": ["eva@example.org"]},
    )


@pytest.mark.parametrize("route", [Member("oto-ejemplo"), Member("jana-nieto"), Member("nobody"), Organization("3m")])
def test_nobody_without_contact_details_has_a_vcard(people: Edition, route: Member | Organization) -> None:
    assert card(route, View(people, "en")) is None


def test_signs_that_mean_something_in_a_vcard_are_read_as_they_were_written(tmp_path: Path) -> None:
    odd = "A; B, C \\ D: \\n \\; E"
    content = files(1, text=longest)
    content["taskforce.yaml"]["organizations"][0]["name"] = odd
    content["taskforce.yaml"]["members"][0] |= {
        "name": odd,
        "organization": content["taskforce.yaml"]["organizations"][0]["id"],
        "title": each(odd),
    }
    edition = written(tmp_path, content)
    read = properties(handed(edition, edition.catalog.members.items[0].id).vcard)
    assert (read["N"][1], read["FN"], read["ORG"], read["TITLE"]) == (odd, [odd], [odd], [odd])


@pytest.mark.parametrize("letter", ["x", "ñ", "語", "😀x", ",", "\\"])
def test_the_longest_vcard_fits_whatever_the_letters_and_only_links_are_left_out(tmp_path: Path, letter: str) -> None:
    content = files(2, text=lambda limit: _as_long(letter, limit))
    member = content["taskforce.yaml"]["members"][1]
    member |= {
        "portrait": "https://example.org/",
        "links": [{"url": _link(n), "label": each("Link")} for n in range(4)],
    }
    edition = written(tmp_path, content)
    person = edition.catalog.members.get("m1")
    assert person is not None
    found = handed(edition, "m1")
    read = properties(found.vcard)
    assert len(found.vcard.encode()) <= 2048
    assert 1 <= len(found.name) <= 64
    assert read["FN"] == [person.name]
    assert len(read["EMAIL;TYPE=INTERNET"][0]) == 254
    assert read.get("URL", []) == [link.url for link in person.links or ()][: len(read.get("URL", []))]


def test_links_are_left_out_from_the_last_on(tmp_path: Path) -> None:
    content = files(2, text=longest)
    content["taskforce.yaml"]["members"][1]["links"] = [{"url": _link(n), "label": each("Link")} for n in range(4)]
    edition = written(tmp_path, content)
    id = edition.catalog.members.items[1].id
    assert properties(handed(edition, id).vcard)["URL"] == [_link(0), _link(1)]


@given(TEXTS)
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    vcard = f"BEGIN:VCARD\r\nVERSION:3.0\r\n{folded(f'FN:{escaped(text)}')}END:VCARD\r\n"
    assert properties(vcard) == {"FN": [text]}


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_whatever_ends_a_line_is_written_as_one_sign(end: str) -> None:
    assert escaped(f"a{end}b") == "a\\nb"


def test_a_line_is_broken_within_no_letter() -> None:
    assert folded("x" * 75) == "x" * 75 + "\r\n"
    assert folded("x" * 76) == "x" * 75 + "\r\n x\r\n"
    assert folded("x" * 74 + "ñ") == "x" * 74 + "\r\n ñ\r\n"
    assert folded("x" * 150) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n x\r\n"


def _as_long(letter: str, limit: int) -> str:
    """Write as much as is allowed, one letter of it readable."""
    return "a" + (letter * limit)[: limit - 1 - (limit - 1) // 2 * ("😀" in letter)]


def _link(number: int) -> str:
    return f"https://example.org/{number}/" + "x" * 420
