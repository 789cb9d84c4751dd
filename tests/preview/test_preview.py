"""The preview: one file with every word in every language, every length, and every button leading to what is in it."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from bot.core.atlas import goes, places
from bot.core.commands import described
from bot.core.content import FILES
from bot.core.edition import Edition
from bot.core.html import plain
from bot.core.paths import path
from bot.core.routes import Help, Subscription
from bot.core.routes import write as write_tap
from bot.preview import write
from bot.preview.chart import survey
from bot.preview.overview import overview
from tests.bilingual import bilingual
from tests.conftest import ROOT
from tests.core.editions import each, files, written
from tests.letters import with_announcements
from tests.preview.conftest import FAREWELL, ODD
from tests.preview.reading import Node, read

SAID = ("bubble", "toast", "menu", "button")
OWN_PAGES = {"map", "announcements", "words"}


def by_place(tree: Node) -> dict[str, Node]:
    """Give the places by their paths."""
    return {place.get("id"): place for place in tree.find("place")}


def phones(place: Node) -> dict[str, Node]:
    """Give the phones of a place by language."""
    return {phone.get("data-locale"): phone for phone in place.find("phone")}


def said(tree: Node) -> str:
    """Give everything that the bot says in it."""
    return "\n".join(node.text for node in tree.find(*SAID))


def spoken(text: str) -> str:
    """Give a text as people read it, each stretch of white space a blank."""
    return " ".join(plain(text).split())


@pytest.fixture(scope="module")
def eventful_tree(eventful: Edition) -> Node:
    return read(write(eventful))


def test_every_place_has_an_address_of_its_own(edition: Edition) -> None:
    paths = [path(route) for route in places(edition)]
    assert len(set(paths)) == len(paths)


def test_every_screen_is_there_in_every_language(tree: Node, edition: Edition) -> None:
    shown = {
        place: {locale: phone.find("bubble")[0].text for locale, phone in phones(node).items()}
        for place, node in by_place(tree).items()
        if place not in OWN_PAGES
    }
    assert shown == {
        path(route): {locale: plain(screen.text) for locale, screen in screens.items()}
        for route, screens in places(edition).items()
    }


def test_every_button_stands_in_its_row_and_leads_where_it_leads(tree: Node, edition: Edition) -> None:
    shown, nodes = {}, by_place(tree)
    for route, screens in places(edition).items():
        for locale, screen in screens.items():
            rows = phones(nodes[path(route)])[locale].find("row")
            assert [[label.text for label in row.find("label")] for row in rows] == [
                [button.label for button in row] for row in screen.rows
            ]
            links = [
                button.get("href") for row in rows for button in row.find("button") if "outward" not in button.classes
            ]
            shown[route, locale] = (links, [f"#{path(go.tap.place.route)}" for go in goes(screen)])
    assert {key: links for key, (links, _) in shown.items()} == {key: wanted for key, (_, wanted) in shown.items()}


def test_everything_that_is_linked_to_in_the_file_is_in_the_file(tree: Node) -> None:
    places_there = set(by_place(tree))
    linked = {link.get("href")[1:] for link in tree.named("a") if link.get("href").startswith("#")}
    assert linked == places_there


def test_every_place_is_in_the_list_once(tree: Node) -> None:
    (listed,) = tree.named("nav")
    assert sorted(link.get("href")[1:] for link in listed.named("a")) == sorted(by_place(tree))


UNREACHED = [
    *("home/unknown", "home/apology", "home/lost"),
    *("invitation", "invitation/declined"),
    *("search/alejandra", "search/alejandra-zzzz", "search/zzzz"),
]


def in_list(tree: Node, start: str) -> list[str]:
    """Give the addresses in the list that begin so, in their order."""
    (listed,) = tree.named("nav")
    return [link.get("href")[1:] for link in listed.named("a") if link.get("href")[1:].startswith(start)]


def test_places_are_listed_in_the_order_of_the_bot(tree: Node, edition: Edition) -> None:
    catalog = edition.catalog
    assert in_list(tree, "home") == ["home/welcome", "home", "home/unknown", "home/apology", "home/lost"]
    assert in_list(tree, "report") == ["reports", *(f"report/{report.id}" for report in catalog.reports.items)]
    assert in_list(tree, "enabler/") == [f"enabler/{enabler.id}" for enabler in catalog.enablers.items]
    assert in_list(tree, "taskforce/names") == ["taskforce/names", *(f"taskforce/names/{page}" for page in range(2, 6))]
    assert in_list(tree, "member/") == [f"member/{member.id}" for member in catalog.members.items]


def patterns(texts: Any) -> list[str]:
    """Give the forms of a message as patterns in which any word can stand for a placeholder."""
    forms = [texts] if isinstance(texts, str) else texts
    return [re.sub(r"\\\{\w+\\\}", ".+", re.escape(plain(form))) for form in forms]


@pytest.mark.parametrize("of", ["id", "string"])
def test_every_sentence_of_the_bot_is_shown(eventful_tree: Node, of: str) -> None:
    text = said(eventful_tree)
    with (bilingual() / "locales/es/LC_MESSAGES/messages.po").open("rb") as file:
        sentences = [getattr(message, of) for message in read_po(file) if message.id]
    assert [forms for forms in sentences if not any(re.search(form, text) for form in patterns(forms))] == []
    assert len(sentences) > 40


def written_words(data: Any) -> Iterator[str]:
    """Give every text of some content that people are shown."""
    match data:
        case {"en": str(english), "es": str(spanish)}:
            yield from (english, spanish)
        case dict():
            yield from [data["name"]] if "name" in data else []
            for value in data.values():
                yield from written_words(value)
        case list():
            for value in data:
                yield from written_words(value)


def test_every_text_of_the_content_is_shown(tree: Node) -> None:
    text = spoken(said(tree).replace("<", "&lt;"))
    contents = [yaml.load((bilingual() / "content" / name).read_bytes(), Loader=yaml.BaseLoader) for name in FILES]
    words = list(written_words(contents))
    assert [word for word in words if spoken(word) not in text] == []
    assert len(words) > 100


def test_the_commands_and_their_descriptions_are_shown(tree: Node, edition: Edition) -> None:
    menus = [[item.text for item in menu.named("li")] for menu in by_place(tree)["words"].find("menu")]
    assert menus == [
        [f"/{command.name} {command.description}" for command in described(words)]
        for words in edition.languages.values()
    ]


def test_what_is_said_for_somebody_who_is_gone_is_shown(eventful_tree: Node) -> None:
    words = by_place(eventful_tree)["words"]
    toasts = [toast.text for toast in words.find("toast")]
    assert [toast for toast in toasts if toast in FAREWELL.values()] == list(FAREWELL.values())
    assert "member/long-gone" in words.text


def figures(phone: Node) -> list[str]:
    """Give the lengths below a phone: the text, the longest button, the number of buttons."""
    return [length.find("figures")[0].text for length in phone.find("length")]


def test_the_lengths_are_those_of_what_is_shown(tree: Node, edition: Edition) -> None:
    nodes = by_place(tree)
    for route, screens in places(edition).items():
        for locale, phone in phones(nodes[path(route)]).items():
            text = phone.find("bubble")[0].text
            longest = max(len(write_tap(go.tap).encode()) for go in goes(screens[locale]))
            assert figures(phone) == [
                f"{len(text.encode('utf-16-le')) // 2:,} / 4,096",
                f"{longest} / 64",
                f"{len(phone.find('button'))} / 100",
            ]


def test_the_meters_show_the_same_as_the_figures(tree: Node) -> None:
    for length in tree.find("length"):
        (meter,) = length.named("meter")
        assert f"{int(meter.get('value')):,} / {int(meter.get('max')):,}" == length.find("figures")[0].text


def test_a_text_over_four_fifths_is_marked_and_on_the_map(tmp_path: Any) -> None:
    content = files(1)
    content["enablers.yaml"]["enablers"][0]["text"] = each("x" * 3000)
    content["reports.yaml"]["reports"][0] |= {
        "summary": each("x" * 3000),
        "title": each("t" * 180),
        "authors": ["a" * 80] * 6,
    }
    nodes = by_place(read(write(written(tmp_path, content))))
    marked = {place for place, node in nodes.items() if place not in OWN_PAGES and node.find("tight")}
    assert marked == {"report/r0"}
    assert [link.get("href") for link in nodes["map"].find("full")[0].named("a")] == ["#report/r0"] * 2


def test_each_place_says_how_many_taps_away_it_is(tree: Node) -> None:
    taps = {place: node.find("facts")[0].text for place, node in by_place(tree).items() if place not in OWN_PAGES}
    away = {place: re.search(r": (\d+)", text) for place, text in taps.items()}
    wanted = {"home/welcome": "0", "reports": "1", "report/workforce": "2", "member/jana-nieto": "3"}
    assert {place: match[1] for place, match in away.items() if match and place in wanted} == wanted
    assert [place for place, match in away.items() if match is None] == UNREACHED


def test_each_place_says_where_it_is_reached_from_and_where_it_leads(tree: Node) -> None:
    leads_to, reached_from = by_place(tree)["member/hector-gonzalez"].find("ways")[0].named("section")
    assert [link.get("href") for link in leads_to.named("a")] == ["#taskforce/names/3", "#home"]
    assert [link.get("href") for link in reached_from.named("a")] == [
        "#taskforce/names/3",
        "#organization/american-tower",
    ]


def test_the_map_has_every_place_that_a_screen_leads_to_behind_a_box(tree: Node, edition: Edition) -> None:
    (picture,) = tree.named("svg")
    counts = [int(number) for number in re.findall(r"(\d+) (?=screens)", picture.text)]
    alone = len(picture.named("a")) - len(counts)
    led_to = [route for route in places(edition) if not isinstance(route, Subscription)]
    assert sum(counts) + alone == len(led_to)


def test_the_map_does_without_places_that_no_button_leads_to(edition: Edition) -> None:
    chart = survey(edition)
    taps = {route: away for route, away in chart.taps.items() if route != Help()}
    (picture,) = read(overview(replace(chart, taps=taps))).named("svg")
    assert "#help" not in [box.get("href") for box in picture.named("a")]
    assert "#privacy" in [box.get("href") for box in picture.named("a")]


def test_the_file_is_well_formed_and_no_id_stands_for_two(tree: Node, eventful_tree: Node) -> None:
    for root in (tree, eventful_tree):
        ids = [node.get("id") for node in root.all() if "id" in node.attributes]
        named = [
            node.get(attribute)
            for node in root.all()
            for attribute in ("for", "aria-labelledby", "aria-controls")
            if attribute in node.attributes
        ]
        assert len(ids) == len(set(ids))
        assert set(named) - set(ids) == set()


def test_what_stands_in_the_content_is_shown_as_it_is(eventful_tree: Node) -> None:
    names = [link.text for link in eventful_tree.named("nav")[0].named("a")]
    assert ODD in names
    assert len(eventful_tree.named("script")) == 1
    outward = [link.attributes.get("href") for link in eventful_tree.find("outward")]
    assert "https://example.org/?a=1&b=2" in outward
    assert [link.get("href") for link in eventful_tree.find("picture")] == ["https://example.org/odd.jpg"] * 2


def test_only_its_own_style_and_script_are_allowed(tree: Node, document: str) -> None:
    (policy,) = [meta.get("content") for meta in tree.named("meta") if "http-equiv" in meta.attributes]
    for name in ("style", "script"):
        (element,) = tree.named(name)
        assert f"{name}-src 'sha256-{b64encode(sha256(element.text.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert re.findall(r'\son\w+=|\sstyle="|\ssrc=|url\((?!"?data:)|@import', document) == []


def test_nothing_is_fetched_from_elsewhere(tree: Node) -> None:
    assert [link.get("href")[:5] for link in tree.named("link")] == ["data:"]


def test_the_page_speaks_both_of_its_languages() -> None:
    sentences_ = json.loads((ROOT / "bot/preview/page/words.json").read_text(encoding="utf-8"))
    assert [key for key, texts in sentences_.items() if len(texts) != 2 or not all(texts)] == []


def test_announcements_are_shown_as_they_go_out_with_what_goes_with_them(tmp_path: Any) -> None:
    page = by_place(read(write(with_announcements(tmp_path))))["announcements"]
    letters = [one for section in page.named("section")[1:3] for one in section.find("said")]
    shown = {
        one.find("phones")[0].find("phone")[0].find("bubble")[0].text: [
            (phone.get("data-locale"), phone.find("bubble")[0].text, figures(phone)[0]) for phone in one.find("phone")
        ]
        for one in letters
    }
    assert [one.named("code")[0].text for one in letters] == [
        *("plain", "opening", "picture", "document", "report-nearshoring", "report-workforce", "report-mexico"),
    ]
    assert shown["The forum is on May 14."] == [
        ("en", "The forum is on May 14.", "23 / 4,096"),
        ("es", "El foro es el 14 de mayo.", "25 / 4,096"),
    ]
    assert shown["🖼 files/forum.pngThat was the forum."][1] == (
        "es",
        "🖼 files/forum.pngAsí fue el foro.",
        "16 / 1,024",
    )
    address = "https://example.org/programme.pdf?v=2"
    assert f"📎 {address}The programme is here." in shown
    assert [link.get("href") for link in page.find("picture") if link.name == "a"] == [address] * 2


def test_the_buttons_of_an_announcement_lead_to_their_places(tmp_path: Any) -> None:
    page = by_place(read(write(with_announcements(tmp_path))))["announcements"]
    opening = page.find("said")[1].find("phone")[1]
    assert [(button.text, button.get("href")) for button in opening.find("button")] == [
        ("Conocer a Jana", "#member/jana-nieto"),
        ("🔕 Cancelar suscripción", "#subscription/off"),
    ]


def test_where_editors_wrote_no_announcement_it_says_so(tree: Node) -> None:
    written_, made, _ = by_place(tree)["announcements"].named("section")[1:]
    assert written_.text.endswith("None is written at the moment.Por ahora no hay ninguno escrito.")
    assert len(made.find("said")) == 3


def test_the_desk_of_the_admins_is_shown_step_by_step(tree: Node) -> None:
    *_, desk = by_place(tree)["announcements"].named("section")
    shown = {one.named("h4")[0].text: one.find("phone")[1].find("bubble")[0].text for one in desk.find("said")}
    assert (
        "1,234 suscriptores" in shown["Below what goes out, before it doesDebajo de lo que se enviará, antes del envío"]
    )
    assert shown["At its endAl terminar"].endswith("Cancelaron su suscripción mientras tanto: 9\nDuración: 43 segundos")
