"""Old buttons of what is gone: they lead to what took its place, or a farewell is said; in both languages."""

from pathlib import Path

import pytest

from bot.core.edition import Edition
from bot.simulator import Person
from tests.loading.draft import Draft

RETIRED = """\
reports:
  - id: first-draft
    moved: mexico
  - id: withdrawn
    farewell:
      en: That report was withdrawn.
      es: Ese reporte se retiró.
enablers:
  - id: energy
    moved: clean-energies
  - id: water
    farewell:
      en: Water is no longer an enabler.
      es: El agua ya no es un habilitador.
organizations:
  - id: minnesota-mining
    moved: 3m
  - id: closed
    farewell:
      en: That organization has left.
      es: Esa organización se retiró.
members:
  - id: jana
    moved: jana-n
  - id: jana-n
    moved: jana-nieto
  - id: luz-ejemplo
    farewell:
      en: Luz Ejemplo has left the task force.
      es: Luz Ejemplo dejó el Grupo de Trabajo.
  - id: lucy-ejemplo
    moved: luz-ejemplo
"""


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """What is shipped, and some that are gone."""
    draft = Draft(tmp_path)
    draft.write("content/retired.yaml", RETIRED)
    return draft.load()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("en:r/first-draft", "The Case and Path of Development for Ally-Shoring: Mexico"),
        ("en:e/energy", "Clean Energies"),
        ("en:o/minnesota-mining", "3M\n3 members"),
        ("en:o/minnesota-mining.4", "3M\n3 members"),
        ("en:m/jana-n", "Jana Nieto\n3M"),
        ("en:m/jana", "Jana Nieto\n3M"),
        ("es:r/first-draft", "The Case and Path of Development for Ally-Shoring: Mexico\nArgumentos y ruta"),
        ("es:e/energy", "Energías limpias"),
        ("es:o/minnesota-mining", "3M\n3 integrantes"),
        ("es:m/jana", "Jana Nieto\n3M"),
    ],
)
async def test_an_old_button_leads_to_what_took_its_place_without_a_word(grace: Person, data: str, text: str) -> None:
    await grace.send("/start")
    await grace.press_data(data, on=grace.last)
    assert grace.last is not None
    assert grace.last.text.startswith(text)
    assert (grace.toast, len(grace.answers)) == (None, 1)


@pytest.mark.parametrize(
    ("data", "farewell", "text"),
    [
        ("en:r/withdrawn", "That report was withdrawn.", "Ally-Shoring Reports"),
        ("en:e/water", "Water is no longer an enabler.", "Ally-Shoring Enablers"),
        ("en:o/closed", "That organization has left.", "USMF Ally-Shoring Task Force"),
        ("en:o/closed.2", "That organization has left.", "USMF Ally-Shoring Task Force"),
        ("en:m/luz-ejemplo", "Luz Ejemplo has left the task force.", "USMF Ally-Shoring Task Force"),
        ("en:m/lucy-ejemplo", "Luz Ejemplo has left the task force.", "USMF Ally-Shoring Task Force"),
        ("es:r/withdrawn", "Ese reporte se retiró.", "Reportes de Ally-Shoring"),
        ("es:e/water", "El agua ya no es un habilitador.", "Habilitadores de Ally-Shoring"),
        ("es:o/closed", "Esa organización se retiró.", "Grupo de Trabajo (Task Force)"),
        ("es:m/luz-ejemplo", "Luz Ejemplo dejó el Grupo de Trabajo.", "Grupo de Trabajo (Task Force)"),
    ],
)
async def test_an_old_button_of_what_is_gone_for_good_is_answered_with_its_farewell(
    grace: Person, data: str, farewell: str, text: str
) -> None:
    await grace.send("/start")
    await grace.press_data(data, on=grace.last)
    assert grace.last is not None
    assert grace.last.text.startswith(text)
    assert (grace.toast, len(grace.answers)) == (farewell, 1)


async def test_a_farewell_in_a_language_that_is_gone_is_said_in_that_of_the_chat(ana: Person) -> None:
    await ana.send("/start")
    await ana.press_data("xx:m/luz-ejemplo", on=ana.last)
    assert ana.toast == "Luz Ejemplo dejó el Grupo de Trabajo."


async def test_an_old_switch_of_language_of_what_took_another_s_place_shows_it(grace: Person) -> None:
    await grace.send("/start")
    await grace.press_data("es!m/jana~o/minnesota-mining", on=grace.last)
    assert grace.last is not None
    assert grace.last.text.startswith("Jana Nieto\n3M\n\nSegún la lista de la fundación")
    assert grace.toast == "Este chat ahora está en español."


async def test_back_leads_over_what_is_gone_to_what_is_left_of_it(grace: Person) -> None:
    await grace.send("/start")
    await grace.press_data("en:m/jana~m/luz-ejemplo~o/minnesota-mining.2~t/n", on=grace.last)
    for heading in ("USMF Ally-Shoring Task Force", "3M\n3 members", "USMF Ally-Shoring Task Force"):
        await grace.press("‹ Back")
        assert grace.last is not None
        assert grace.last.text.startswith(heading)
        assert grace.toast is None
    assert grace.last is not None
    assert grace.last.labels[0] == "Alejandra Méndez Salorio"
    assert "‹ Back" not in grace.last.labels
