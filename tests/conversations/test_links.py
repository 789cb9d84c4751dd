"""Coming by a link, and sending one on."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.simulator import Person, Shown, Telegram


def _url(shown: Shown | None, label: str) -> str:
    assert shown is not None
    url = shown.find(label).url
    assert url is not None
    return url


async def test_a_scanned_code_opens_the_card_in_the_language_of_the_reader(ana: Person, grace: Person) -> None:
    for person, words in ((ana, "Según la lista de la fundación"), (grace, "As listed by the foundation")):
        await person.send("/start member_priscila-zozaya")
        assert person.last is not None
        assert person.last.text == f"Priscila Zozaya\nSiemens\n\n{words}"


async def test_a_link_may_name_its_language_and_what_was_chosen_stays(ana: Person) -> None:
    await ana.send("/start en_report_workforce")
    assert ana.last is not None
    assert "Report 2" in ana.last.text
    await ana.send("/reports")
    assert ana.last is not None
    assert ana.last.text.startswith("Reportes de Ally-Shoring")


@pytest.mark.parametrize("parameter", ["member_nobody", "x", "es_", "MEMBER_", "a" * 64])
async def test_a_link_that_leads_nowhere_leads_home_with_a_kind_line(grace: Person, parameter: str) -> None:
    await grace.send(f"/start {parameter}")
    assert grace.last is not None
    assert grace.last.text.startswith("Ally-Shoring\n\nSorry, that link leads nowhere any more.")
    assert grace.last.labels[0] == "📄 Reports"


@pytest.mark.parametrize(
    ("search", "line"),
    [
        ("zozaya", "Priscila Zozaya · Siemens · Grupo de Trabajo (Task Force) de Ally-Shoring de la USMF"),
        ("talavera", "Federico Talavera · Grupo de Trabajo (Task Force) de Ally-Shoring de la USMF"),
        ("softtek", "Softtek · Grupo de Trabajo (Task Force) de Ally-Shoring de la USMF"),
        ("talento", "Talento · Habilitadores de Ally-Shoring"),
        ("reporte 3", "Ally-shoring: una poderosa estrategia para el nearshoring"),
    ],
)
async def test_a_shared_card_leads_whoever_gets_it_to_the_same_card(
    telegram: Telegram, ana: Person, grace: Person, search: str, line: str
) -> None:
    await ana.send(search)
    asked = parse_qs(urlsplit(_url(ana.last, "↗️ Compartir")).query)
    assert asked["text"] == [line]
    address = urlsplit(asked["url"][0])
    assert (address.netloc, address.path) == ("t.me", f"/{telegram.bot['username']}")
    await grace.send(f"/start {parse_qs(address.query)['start'][0]}")
    assert grace.last is not None
    assert _url(grace.last, "↗️ Share").startswith(
        "https://t.me/share/url?url=" + asked["url"][0].replace(":", "%3A")[:5]
    )
    assert ana.last is not None
    assert grace.last.labels.count("↗️ Share") == 1
