"""The codec against chance: whatever a button, a link or a query holds leads to a screen that fits, or is declined."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import links, orders, render, routes
from bot.core.arrival import arrival, destination
from bot.core.edition import Edition, Group, View
from bot.core.html import fault, plain, units
from bot.core.inline import QUERY_CHARACTERS, offers
from bot.core.links import Link
from bot.core.memory import EXAMPLE, UNREAD, Nothing
from bot.core.orders import Deed, Order
from bot.core.screens.search import meant
from bot.errors import UnreadableButtonError, UnreadableLinkError
from tests.core.walk import carried, go_buttons, unfit, walk

ANYTHING = st.text(st.characters(), max_size=80)
"""All of Unicode, and the halves of a character that stand alone, which JSON can carry."""
STRANGE = st.sampled_from(
    ["", "~", ":", "/", ".", "\x00", "\n", "é", "٣", "ｒ", "о", "😀", "\ud800", "\u202e", "<b>", "&"]
)
OTHERS = st.sampled_from(
    ["btn_1", "menu:main", '{"a":1}', "confirm|42|yes", "page=2&sort=asc", "/start", "vote_up", "0", "AAECAwQ=", "en@"]
)
CODE = r"([aefhilnpqrs]|[re]\.[2-9][0-9]{0,4}|[emoqr]/[a-z0-9-]{1,30}|t/[no](\.[2-9])?|u/o(n|ff)|f/done|n/no|h/[wuxl])"
"""A place as it is written, of what there may be and what there never was."""
VIEWS = st.fixed_dictionaries(
    {
        "held": st.sampled_from([UNREAD, Nothing(), EXAMPLE]),
        "group": st.sampled_from([None, Group(None), Group("es")]),
        "in_group": st.booleans(),
        "admin": st.booleans(),
    }
)


@pytest.fixture(scope="module")
def published(edition: Edition) -> list[str]:
    """The callback data of every button there is."""
    return sorted({routes.write(tap) for _, _, _, tap in walk(edition, every_way=False).steps()})


@st.composite
def harmed(draw: st.DrawFn, real: list[str]) -> str:
    """Do to real callback data what chance and bad clients do."""
    data = draw(st.sampled_from(real))
    place, other = draw(st.integers(0, len(data))), draw(st.sampled_from(real))
    one = draw(STRANGE | st.text(string.ascii_lowercase + string.digits + "~:!+>#/.-", max_size=2))
    return draw(
        st.sampled_from(
            [
                data[:place] + one + data[place + 1 :],
                data[:place],
                data[place:],
                data + other,
                f"{data}~{other[3:]}",
                data.upper(),
                data.swapcase(),
                data.translate({ord("a"): "а", ord("o"): "о", ord("e"): "ｅ"}),
                (data + one) * 3,
                data + "-" * 64,
            ]
        )
    )


@given(data=st.data(), view=VIEWS)
def test_a_button_that_came_to_harm_is_declined_or_leads_to_a_place_that_fits(
    edition: Edition, published: list[str], data: st.DataObject, view: dict[str, object]
) -> None:
    _read_and_shown_or_declined(data.draw(harmed(published)), edition, view)


@given(data=ANYTHING | OTHERS, view=VIEWS)
def test_any_data_is_declined_or_leads_to_a_place_that_fits(
    edition: Edition, data: str, view: dict[str, object]
) -> None:
    _read_and_shown_or_declined(data, edition, view)


@given(data=st.from_regex(rf"(en|es)[:!>#+]{CODE}(~{CODE}){{0,3}}", fullmatch=True), view=VIEWS)
def test_forged_ids_pages_and_trails_lead_to_a_place_that_fits(
    edition: Edition, data: str, view: dict[str, object]
) -> None:
    _read_and_shown_or_declined(data, edition, view)


def _read_and_shown_or_declined(data: str, edition: Edition, about: dict[str, object]) -> None:
    try:
        tap = routes.read(data)
    except UnreadableButtonError:
        return
    assert 1 <= len(routes.write(tap).encode()) <= 64
    assert carried(tap) == tap
    for locale in edition.languages:
        screen = render(tap.place.route, View(edition, locale, trail=tap.place.trail, **about))  # type: ignore[arg-type]
        assert unfit(screen) == []
        taps = [button.tap for button in go_buttons(screen)]
        assert [carried(tap).place.route for tap in taps] == [tap.place.route for tap in taps]


@given(data=ANYTHING | OTHERS | st.from_regex(r"[a-z]{2}@[a-z]{3,7}/[a-z0-9-]{0,48}\n?", fullmatch=True))
def test_any_data_is_an_order_that_is_written_just_so_or_none(data: str) -> None:
    order = orders.read(data)
    assert order is None or (orders.write(order) == data and len(data.encode()) <= 64)


@given(st.sampled_from(Deed), st.text("0123456789", min_size=1, max_size=47))
def test_an_order_for_any_page_is_a_page_of_the_list(deed: Deed, page: str) -> None:
    assert Order("en", deed, page).page == int(page)


@given(data=ANYTHING)
def test_no_order_is_a_place(data: str) -> None:
    for order in (data, f"en@show/{data}", f"es@send/{data}"):
        if orders.read(order):
            with pytest.raises(UnreadableButtonError):
                routes.read(order)


@given(
    parameter=ANYTHING
    | st.text(string.ascii_letters + string.digits + "_-", max_size=70)
    | st.from_regex(
        r"([a-z]{2}_)?(member|organization|report|enabler|search|lang)(_[A-Za-z0-9-]{0,50})?", fullmatch=True
    ),
    view=VIEWS,
)
def test_any_start_parameter_leads_to_a_place_that_fits(
    edition: Edition, parameter: str, view: dict[str, object]
) -> None:
    for locale in edition.languages:
        screen = arrival(parameter, View(edition, locale, **view))  # type: ignore[arg-type]
        assert unfit(screen) == []
    destination(parameter, edition.catalog)
    try:
        link = links.read(parameter)
    except UnreadableLinkError:
        return
    written = links.parameter(link)
    assert written is not None
    assert links.read(written) == link


@given(query=st.text(st.characters(), max_size=300), offset=ANYTHING | st.integers(0, 10**7).map(str))
def test_any_inline_query_is_answered_within_telegram_s_limits(edition: Edition, query: str, offset: str) -> None:
    _offered_within_limits(edition, query, offset)


@given(data=st.data(), offset=st.sampled_from(["", "20", "40", "99999"]))
def test_a_query_of_words_that_come_to_harm_is_answered_within_telegram_s_limits(
    edition: Edition, data: st.DataObject, offset: str
) -> None:
    names = [member.name for member in edition.catalog.members.items]
    words = data.draw(st.lists(st.sampled_from(names) | STRANGE, min_size=1, max_size=30))
    _offered_within_limits(edition, data.draw(st.sampled_from(["", " ", "-", "\u0301"])).join(words), offset)


def _offered_within_limits(edition: Edition, query: str, offset: str) -> None:
    for locale in edition.languages:
        found = offers(query[:QUERY_CHARACTERS], offset, View(edition, locale))
        opening = links.parameter(Link(found.opening.route))
        assert opening is not None
        assert links.PARAMETER.fullmatch(opening)
        assert links.read(opening).route == found.opening.route
        assert len({offer.id for offer in found.shown}) == len(found.shown) <= 50
        assert len(found.following.encode()) <= 64
        for offer in found.shown:
            assert fault(offer.screen.text) is None
            assert 1 <= units(plain(offer.screen.text)) <= 4096
            assert 1 <= len(offer.id.encode()) <= 64


@given(text=st.text(st.characters(), max_size=300))
def test_any_text_means_a_place_that_fits(edition: Edition, text: str) -> None:
    place = meant(text, edition)
    for locale in edition.languages:
        screen = render(place.route, View(edition, locale, trail=place.trail))
        assert unfit(screen) == []
