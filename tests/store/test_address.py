"""DATABASE_URL, in every spelling that platforms hand out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import URL

from bot.errors import StoreError
from bot.store.address import Address, address

PASSWORD = "hunter2-and-more"


@pytest.mark.parametrize(
    "scheme", ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg2", "postgresql+psycopg"]
)
def test_every_spelling_of_postgresql_is_understood(scheme: str) -> None:
    assert address(f"{scheme}://someone:word@db.example.org:6543/bot") == Address(
        "postgresql", "bot", "someone", "word", "db.example.org", 6543
    )


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("sqlite:///data/bot.db", "data/bot.db"),
        ("sqlite:////var/lib/bot.db", "/var/lib/bot.db"),
        ("sqlite+aiosqlite:///data/bot.db", "data/bot.db"),
        ("sqlite+pysqlite:///data/bot.db", "data/bot.db"),
        ("sqlite:///:memory:", ":memory:"),
        ("sqlite://", None),
    ],
)
def test_every_spelling_of_sqlite_is_understood(written: str, path: str | None) -> None:
    assert address(written) == Address("sqlite", path)


@pytest.mark.parametrize("mode", ["disable", "require", "verify-full"])
def test_the_sslmode_is_kept_under_the_name_that_the_driver_knows(mode: str) -> None:
    assert address(f"postgres://u:p@db.example.org/bot?sslmode={mode}").ssl == mode


def test_what_is_meant_for_other_drivers_is_left_out() -> None:
    url = address("postgres://u:p@h/bot?sslmode=require&channel_binding=require&connect_timeout=10&application_name=x")
    assert url == Address("postgresql", "bot", "u", "p", "h", ssl="require")


def test_a_socket_instead_of_a_host_is_kept() -> None:
    found = address("postgresql://postgres@/bot?host=/run/postgresql")
    assert found == Address("postgresql", "bot", "postgres", hosts=(("/run/postgresql", None),))


def test_several_hosts_are_kept_each_with_its_port() -> None:
    found = address("postgresql://u@/bot?host=a:6543&host=b,[::1]&host=::1&host=c:x")
    assert found.hosts == (("a", 6543), ("b", None), ("[::1]", None), ("::1", None), ("c:x", None))


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1))
def test_a_password_of_any_characters_arrives_as_it_is(password: str) -> None:
    written = URL.create("postgresql", "u", password, "h", 5432, "bot").render_as_string(hide_password=False)
    assert address(written).password == password


@pytest.mark.parametrize("password", ["p%40ss%2Fw%3Ard", "p/ss", "p#ss", "p?ss", "p:ss", "p+ss"])
def test_only_an_at_sign_needs_to_be_encoded(password: str) -> None:
    url = address(f"postgres://u:{password}@h/bot")
    assert (url.password, url.host) == (password.replace("%40", "@").replace("%2F", "/").replace("%3A", ":"), "h")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("mysql://u:{0}@h/bot", "DATABASE_URL names mysql; write sqlite:///… or postgresql://…"),
        ("https://u:{0}@h/bot", "DATABASE_URL names https; write sqlite:///… or postgresql://…"),
        ("{0}", "DATABASE_URL is not an address; write sqlite:///… or postgresql://…"),
        ("", "DATABASE_URL is not an address; write sqlite:///… or postgresql://…"),
        ("postgres://u:{0}@h:port/bot", "DATABASE_URL is not an address; write sqlite:///… or postgresql://…"),
        ("postgres://u:{0}@h:0/bot", "DATABASE_URL names a port that cannot be; ports go from 1 to 65535"),
        ("postgres://u:{0}@h:65536/bot", "DATABASE_URL names a port that cannot be; ports go from 1 to 65535"),
        ("postgres://u:a@{0}@h/bot", "DATABASE_URL has more than one @; write an @ in the password as %40"),
        (
            "sqlite://bot.db",
            "DATABASE_URL names no file of SQLite's; write three slashes, as in sqlite:///data/bot.db",
        ),
        ("sqlite:///data/bot.db?mode=ro", "DATABASE_URL has mode in it, which means nothing here; leave it out"),
        (
            "postgres://u:{0}@h/bot?options=-c%20{0}&search_path={0}",
            "DATABASE_URL has options, search_path in it, which means nothing here; leave it out",
        ),
    ],
)
def test_what_cannot_be_used_is_said_without_the_password(written: str, words: str) -> None:
    with pytest.raises(StoreError) as caught:
        address(written.format(PASSWORD))
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"postgres://someone:{PASSWORD}@db.example.org:6543/bot", "postgresql://someone:***@db.example.org:6543/bot"),
        (f"postgres://h/bot?sslmode={PASSWORD}", "postgresql://h/bot"),
        ("postgres://u@[::1]:6543/bot", "postgresql://u@[::1]:6543/bot"),
        ("postgres://j%40ne:x@h", "postgresql://j%40ne:***@h"),
        ("sqlite:///data/bot.db", "sqlite:///data/bot.db"),
    ],
)
def test_an_address_is_shown_without_its_secrets(written: str, read: str) -> None:
    assert str(address(written)) == read


def test_an_address_does_not_show_its_password_when_it_is_printed() -> None:
    assert PASSWORD not in repr(address(f"postgres://someone:{PASSWORD}@h/bot"))


@settings(max_examples=200, deadline=None)
@given(
    st.text(),
    st.none() | st.text(min_size=1),
    st.sampled_from(["h", "db.example.org", "127.0.0.1", "::1", "fe80::1"]),
    st.none() | st.integers(1, 65535),
    st.text(st.characters(exclude_characters="?", codec="utf-8")),
)
def test_an_address_is_read_as_sqlalchemy_reads_it(
    user: str, password: str | None, host: str, port: int | None, database: str
) -> None:
    written = URL.create("postgresql", user or None, user and password, host, port, database)
    read = address(written.render_as_string(hide_password=False))
    assert read == Address("postgresql", database or None, user or None, (user and password) or None, host, port)
