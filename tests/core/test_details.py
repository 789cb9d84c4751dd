"""The card of a person of whom editors tell more than the name."""

import pytest

from bot.core.edition import Edition
from bot.core.routes import Ask, Member, Organization, Place, Search, Tap, TaskForce
from bot.core.screen import Copy, Go, Open
from bot.core.search.results import Certainty
from tests.core.walk import buttons, labels, shown, unfit, walk
from tests.people import with_invented_people

LUZ, EVA, IAN, OTO = (Member(f"{name}-ejemplo") for name in ("luz", "eva", "ian", "oto"))
TRAIL = (Organization("3m"), TaskForce())


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """What is shipped, and four more people."""
    return with_invented_people(tmp_path_factory.mktemp("people"))


SOURCE = '<i><a href="https://usmexicofoundation.org/allyshoring">{}</a></i>'
ENGLISH = f"""\
<b>Luz Ejemplo Pérez</b>
Chief Executive
3M

Luz builds <b>bridges</b> & roads.

✉️ luz@example.org
📞 +52 (55) 1234-5678

{SOURCE.format("As listed by the foundation")}

👤 Also from 3M"""
SPANISH = f"""\
<b>Luz Ejemplo Pérez</b>
Directora General
3M

Luz construye <b>puentes</b> y caminos.

✉️ luz@example.org
📞 +52 (55) 1234-5678

{SOURCE.format("Según la lista de la fundación")}

👤 También de 3M"""


@pytest.mark.parametrize(("locale", "text"), [("en", ENGLISH), ("es", SPANISH)])
def test_a_card_tells_all_that_is_known(people: Edition, locale: str, text: str) -> None:
    assert shown(people, locale, LUZ).text == text


@pytest.mark.parametrize(
    ("locale", "save", "email", "phone", "website"),
    [
        ("en", "📇 Save contact", "Copy e-mail", "Copy phone", "Website"),
        ("es", "📇 Guardar contacto", "Copiar correo", "Copiar teléfono", "Sitio web"),
    ],
)
def test_a_card_s_own_buttons_come_first_and_colleagues_have_a_sign(
    people: Edition, locale: str, save: str, email: str, phone: str, website: str
) -> None:
    first, second, third, *colleagues = shown(people, locale, LUZ, TRAIL).rows
    assert first == (Go(save, Tap(locale, Place(LUZ, TRAIL), Ask.CONTACT)),)
    assert second == (Copy(email, "luz@example.org"), Copy(phone, "+52 (55) 1234-5678"))
    assert third == (Open(website, "https://example.org/luz"),)
    assert [row[0].label for row in colleagues[:3]] == ["👤 Enrique Königue", "👤 Fernanda Guarro", "👤 Jana Nieto"]


def test_only_what_is_there_is_told_and_can_be_copied(people: Edition) -> None:
    source = SOURCE.format("As listed by the foundation")
    assert shown(people, "en", EVA).text == f"<b>Eva Ejemplo</b>\n\n✉️ eva@example.org\n\n{source}"
    assert labels(shown(people, "en", EVA))[:3] == ["📇 Save contact", "Copy e-mail", "↗️ Share"]
    assert shown(people, "en", IAN).text == f"<b>Ian Ejemplo</b>\n\n📞 +525587654321\n\n{source}"
    assert labels(shown(people, "en", IAN))[:3] == ["📇 Save contact", "Copy phone", "↗️ Share"]


def test_without_contact_details_there_is_nothing_to_save_and_to_copy(people: Edition) -> None:
    assert shown(people, "en", OTO).text.startswith("<b>Oto Ejemplo</b>\nEngineer\n\n<i>")
    assert labels(shown(people, "en", OTO))[:2] == ["Website", "↗️ Share"]
    taps = [
        button
        for button in buttons(shown(people, "en", OTO))
        if isinstance(button, Go) and button.tap.ask is Ask.CONTACT
    ]
    assert taps == []


def test_a_colleague_of_whom_nothing_more_is_told_has_the_card_as_ever(people: Edition) -> None:
    screen = shown(people, "en", Member("jana-nieto"))
    assert screen.text.endswith("\n\nAlso from 3M:")
    assert labels(screen)[:3] == ["Enrique Königue", "Fernanda Guarro", "Luz Ejemplo Pérez"]


def test_a_portrait_is_the_picture_of_the_card(people: Edition) -> None:
    pictures = [shown(people, "en", route).picture for route in (LUZ, EVA, Member("jana-nieto"), Organization("3m"))]
    assert pictures == ["https://example.org/luz.jpg", None, None, None]


def test_every_card_fits_and_every_button_leads_somewhere(people: Edition) -> None:
    walked = walk(people, every_way=False)
    assert {where: faults for where, screen in walked.screens.items() if (faults := unfit(screen))} == {}
    assert {LUZ, EVA, IAN, OTO} <= walked.routes()


@pytest.mark.parametrize("query", ["chief executive", "directora general", "Directora 3M"])
def test_a_person_is_found_by_the_title_in_either_language(people: Edition, query: str) -> None:
    found = people.index.find(query)
    assert (found.routes[0], found.certainty is not Certainty.NEAREST) == (LUZ, True)


def test_what_is_found_says_why(people: Edition) -> None:
    assert "<b>👤 Oto Ejemplo</b> · Engineer" in shown(people, "en", Search("ejemplo")).text
    assert "<b>👤 Luz Ejemplo Pérez</b> · Directora General · 3M" in shown(people, "es", Search("ejemplo")).text


@pytest.mark.parametrize("query", ["example.org", "luz@example.org", "525512345678", "1234-5678"])
def test_nobody_is_found_by_contact_details(people: Edition, query: str) -> None:
    found = people.index.find(query)
    assert found.certainty in (Certainty.NEAREST, Certainty.NONE)
    assert EVA not in found.routes
    assert LUZ not in found.routes or "luz" in query
