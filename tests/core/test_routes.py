"""Callback data: what was once published stays readable, and nothing else is."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import routes
from bot.core.routes import (
    About,
    Enabler,
    Enablers,
    Forget,
    Greeting,
    Help,
    Home,
    Language,
    Member,
    Order,
    Organization,
    Place,
    Privacy,
    Report,
    Reports,
    Route,
    Search,
    Settings,
    Subscription,
    Tap,
    TaskForce,
)
from bot.errors import ButtonTooLongError, UnreadableButtonError

# These strings stand in buttons of messages that were sent, and nobody can call a message back. They are frozen for
# ever: a line may be added here, none may be changed or taken out.
PUBLISHED = {
    "en:h": Tap("en", Place(Home())),
    "es:h": Tap("es", Place(Home())),
    "es!h": Tap("es", Place(Home()), switch=True),
    "en:h/w": Tap("en", Place(Home(Greeting.WELCOME))),
    "en:h/u": Tap("en", Place(Home(Greeting.UNKNOWN))),
    "en:h/x": Tap("en", Place(Home(Greeting.APOLOGY))),
    "en:a": Tap("en", Place(About())),
    "en:r": Tap("en", Place(Reports())),
    "en:r.2": Tap("en", Place(Reports(2))),
    "en:r/workforce": Tap("en", Place(Report("workforce"))),
    "en:e": Tap("en", Place(Enablers())),
    "en:e.12": Tap("en", Place(Enablers(12))),
    "en:e/access-to-capital": Tap("en", Place(Enabler("access-to-capital"))),
    "en:t/o": Tap("en", Place(TaskForce())),
    "en:t/o.4": Tap("en", Place(TaskForce(Order.BY_ORGANIZATION, 4))),
    "en:t/n": Tap("en", Place(TaskForce(Order.BY_NAME))),
    "en:t/n.5": Tap("en", Place(TaskForce(Order.BY_NAME, 5))),
    "en:o/3m": Tap("en", Place(Organization("3m"))),
    "en:o/3m.2": Tap("en", Place(Organization("3m", 2))),
    "en:m/jana-nieto": Tap("en", Place(Member("jana-nieto"))),
    "en:l": Tap("en", Place(Language())),
    "en:s": Tap("en", Place(Settings())),
    "en:i": Tap("en", Place(Help())),
    "en:p": Tap("en", Place(Privacy())),
    "en:f": Tap("en", Place(Forget())),
    "en:f/done": Tap("en", Place(Forget(done=True))),
    "en:q": Tap("en", Place(Search())),
    "en:q/jimenez-softtek": Tap("en", Place(Search("jimenez-softtek"))),
    "en:q/gonzalez.2": Tap("en", Place(Search("gonzalez", 2))),
    "es:m/jorge-gonzalez~q/gonzalez": Tap("es", Place(Member("jorge-gonzalez"), (Search("gonzalez"),))),
    "en+m/jana-nieto": Tap("en", Place(Member("jana-nieto")), contact=True),
    "es+m/jana-nieto~o/3m": Tap("es", Place(Member("jana-nieto"), (Organization("3m"),)), contact=True),
    "en:u/on": Tap("en", Place(Subscription(on=True))),
    "en:u/off": Tap("en", Place(Subscription(on=False))),
    "es>u/off": Tap("es", Place(Subscription(on=False)), anew=True),
    "en>r/workforce": Tap("en", Place(Report("workforce")), anew=True),
    "en:p~i": Tap("en", Place(Privacy(), (Help(),))),
    "fr!r/mexico~r": Tap("fr", Place(Report("mexico"), (Reports(),)), switch=True),
    "es:m/jana-nieto~o/3m~t/o.2": Tap(
        "es", Place(Member("jana-nieto"), (Organization("3m"), TaskForce(Order.BY_ORGANIZATION, 2)))
    ),
    "es!m/jana-nieto~m/fernanda-guarro~o/3m~t/o": Tap(
        "es", Place(Member("jana-nieto"), (Member("fernanda-guarro"), Organization("3m"), TaskForce())), switch=True
    ),
}

NEVER_WRITTEN = [
    "",
    "en",
    "en:",
    "en!",
    ":h",
    "e:h",
    "eng:h",
    "EN:h",
    "éñ:h",
    "en h",
    "en?h",
    "en::h",
    "en:!h",
    "en+",
    "en>",
    "en>+h",
    "en>!h",
    "en:>h",
    "en!+h",
    "en+!h",
    "en++h",
    "en:H",
    "en:z",
    "en:hh",
    "en:h/",
    "en:h/z",
    "en:h.2",
    "en:a.1",
    "en:a/b",
    "en:r.",
    "en:r.0",
    "en:r.1",
    "en:r.01",
    "en:r.02",
    "en:r.-2",
    "en:r.+2",
    "en:r.2.3",
    "en:r.1000000",
    "en:r.٢",
    "en:r.２",
    "en:r.²",
    "en:r/mexico.2",
    "en:r/",
    "en:r/México",
    "en:r/MEXICO",
    "en:r/a_b",
    "en:r/a b",
    "en:r/" + "a" * 41,
    "en:t",
    "en:t.2",
    "en:t/x",
    "en:t/o.1",
    "en:o",
    "en:o/3m.1",
    "en:m",
    "en:m/jana-nieto.2",
    "en:u",
    "en:u/",
    "en:u/no",
    "en:u/on.2",
    "en:f/don",
    "en:f/done.2",
    "en:h~",
    "en:~h",
    "en:h~~h",
    "en:h~z",
    "en:h~r.1",
    "en:h\n",
    "en:h \n",
    "\nen:h",
    "en\n:h",
    "en:r.2\n",
    "en:r/mexico\n",
    "en:h~h\n",
    "en:h\x00",
    "en:\ud800",
    "\ud800\udc00:h",
    "en:😀",
    "en:h" + "~h" * 31,
]

ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=40)
pages = st.integers(1, 999_999)
all_routes: st.SearchStrategy[Route] = st.one_of(
    st.builds(Home, st.sampled_from(Greeting)),
    st.builds(Reports, pages),
    st.builds(Report, ids),
    st.builds(Enablers, pages),
    st.builds(Enabler, ids),
    st.builds(TaskForce, st.sampled_from(Order), pages),
    st.builds(Organization, ids, pages),
    st.builds(Member, ids),
    st.builds(Search, ids, pages),
    st.builds(Forget, st.booleans()),
    st.builds(Subscription, st.booleans()),
    st.sampled_from([About(), Language(), Settings(), Help(), Privacy(), Search()]),
)
locales = st.sampled_from(["en", "es", "fr"])
places = st.builds(Place, all_routes, st.lists(all_routes, max_size=8).map(tuple))
taps = st.one_of(
    st.builds(Tap, locales, places, st.booleans()),
    st.builds(Tap, locales, places, contact=st.just(True)),
    st.builds(Tap, locales, places, anew=st.just(True)),
)


@pytest.mark.parametrize("data", PUBLISHED)
def test_a_published_button_is_read_as_it_was_meant(data: str) -> None:
    assert routes.read(data) == PUBLISHED[data]


@pytest.mark.parametrize("data", PUBLISHED)
def test_a_tap_is_written_as_it_was_published(data: str) -> None:
    assert routes.write(PUBLISHED[data]) == data


def test_every_kind_of_route_has_been_published() -> None:
    published = {type(route) for tap in PUBLISHED.values() for route in (tap.place.route, *tap.place.trail)}
    assert published == set(get_args(Route))


@given(all_routes)
def test_every_route_comes_back_as_it_was_written(route: Route) -> None:
    assert routes.read_route(routes.write_route(route)) == route


@given(taps)
def test_a_tap_comes_back_with_the_nearest_steps_of_its_trail_and_the_first_of_all(tap: Tap) -> None:
    carried = routes.read(routes.write(tap))
    kept, trail = carried.place.trail, tap.place.trail
    assert replace(carried, place=Place(carried.place.route)) == replace(tap, place=Place(tap.place.route))
    assert kept in (trail[: len(kept)], (*trail[: len(kept) - 1], *trail[-1:]))


@given(taps)
def test_callback_data_never_has_more_than_64_bytes_and_never_leaves_out_a_step_that_fits(tap: Tap) -> None:
    data, trail = routes.write(tap), tap.place.trail
    kept = routes.read(data).place.trail
    nearest = len(kept) - (kept[-1:] == trail[-1:])
    assert 1 <= len(data.encode()) <= 64
    assert kept == trail or len(f"{data}~{routes.write_route(trail[nearest])}".encode()) > 64


def test_what_does_not_fit_falls_out_between_the_nearest_step_and_the_first() -> None:
    trail = (Member("eduardo-amaro"), Organization("rockwell-automation"), TaskForce(Order.BY_ORGANIZATION, 3))
    data = routes.write(Tap("en", Place(Member("paulina-escobedo-marquez"), trail)))
    assert data == "en:m/paulina-escobedo-marquez~m/eduardo-amaro~t/o.3"


def test_the_nearest_step_comes_before_the_first() -> None:
    trail = (Member("m" * 20), Organization("o" * 20), TaskForce())
    data = routes.write(Tap("en", Place(Report("r" * 35), trail)))
    assert data == "en:r/" + "r" * 35 + "~m/" + "m" * 20


def test_a_nearest_step_that_does_not_fit_is_left_out_with_all_behind_it() -> None:
    trail = (Member("m" * 40), Reports())
    data = routes.write(Tap("en", Place(Report("r" * 30), trail)))
    assert data == "en:r/" + "r" * 30


def test_a_trail_may_fill_the_64_bytes_to_the_last() -> None:
    tap = Tap("en", Place(Member("m" * 40), (Organization("o" * 16),)))
    data = routes.write(tap)
    assert (len(data), routes.read(data)) == (64, tap)


def test_a_place_that_is_too_long_by_itself_is_not_written() -> None:
    with pytest.raises(ButtonTooLongError, match=r"^en:r/a{60}: callback data may have 64 bytes$"):
        routes.write(Tap("en", Place(Report("a" * 60))))


def test_bytes_are_counted_and_not_characters() -> None:
    with pytest.raises(ButtonTooLongError):
        routes.write(Tap("en", Place(Report("ñ" * 30))))


@pytest.mark.parametrize("data", NEVER_WRITTEN)
def test_what_was_never_written_is_not_read(data: str) -> None:
    with pytest.raises(UnreadableButtonError):
        routes.read(data)


@given(st.one_of(st.text(), st.text(st.characters(categories=["Cs", "Nd", "Ll", "So"]), max_size=70)))
def test_any_text_is_a_tap_that_is_written_just_so_or_unreadable(data: str) -> None:
    _read_just_so_or_not_at_all(data)


@given(st.from_regex(r"[a-z]{2}[:!+>]([a-z](/[a-z0-9-]*)?(\.[0-9]*)?~?){1,4}\s?", fullmatch=True))
def test_text_that_looks_like_a_button_is_a_tap_that_is_written_just_so_or_unreadable(data: str) -> None:
    _read_just_so_or_not_at_all(data)


@given(taps, st.data())
def test_a_button_that_came_to_harm_is_a_tap_that_is_written_just_so_or_unreadable(
    tap: Tap, data: st.DataObject
) -> None:
    written = routes.write(tap)
    place = data.draw(st.integers(0, len(written)))
    harm = data.draw(st.text(max_size=2))
    _read_just_so_or_not_at_all(written[:place] + harm + written[place + data.draw(st.integers(0, 2)) :])


def _read_just_so_or_not_at_all(data: str) -> None:
    try:
        tap = routes.read(data)
    except UnreadableButtonError:
        return
    assert routes.write(tap) == data
