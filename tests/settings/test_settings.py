"""The settings, as an operator gives them: in the environment, in .env, and with mistakes in them."""

import os
import re
import traceback
from ipaddress import ip_network
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot import settings
from bot.errors import SettingsError
from bot.settings import Settings
from tests.nobody import nobody

ROOT = Path(settings.__file__).parent.parent
TOKEN = "7000000001:AAHsecretsecretsecretsecretsecretse"
ANOTHER = "7000000002:AAHsecretsecretsecretsecretsecretse"
PASSWORD = "hunter2-and-more"
SECRET = "a-good_Secret-123"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start with no setting at all, in an empty folder."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    """Set environment variables."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def refusal(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    """Read settings that are at fault, and give what is said about them."""
    environment(monkeypatch, **values)
    with pytest.raises(SettingsError) as caught:
        settings.read()
    return str(caught.value)


def test_a_folder_to_which_the_way_is_closed_is_named(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (open_folder / "closed" / "content").mkdir(parents=True)
    (open_folder / "closed").chmod(0)
    monkeypatch.chdir(open_folder)
    with nobody():
        words = refusal(monkeypatch, CONTENT_DIR=f"{open_folder}/closed/content")
    (open_folder / "closed").chmod(0o700)
    assert words == (
        f"CONTENT_DIR: cannot be looked for: permission denied: {open_folder}/closed/content; "
        "let the user as whom the bot runs read it"
    )


def test_in_a_folder_into_which_nobody_may_look_the_settings_say_so(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (open_folder / "closed").mkdir()
    monkeypatch.chdir(open_folder / "closed")
    (open_folder / "closed").chmod(0)
    with nobody():
        words = refusal(monkeypatch)
    (open_folder / "closed").chmod(0o700)
    assert words == ".env cannot be read: permission denied: .env"


def test_without_any_setting_the_defaults_hold() -> None:
    assert {name: _clear(value) for name, value in settings.read()} == {
        "telegram_bot_token": None,
        "telegram_api_url": "https://api.telegram.org",
        "webhook_url": None,
        "webhook_secret": None,
        "webhook_only_from": (),
        "trusted_proxies": (),
        "host": "0.0.0.0",
        "port": 8080,
        "database_url": "sqlite:///data/bot.db",
        "content_dir": ROOT / "content",
        "locales_dir": ROOT / "locales",
        "content_reload": False,
        "admin_chat_ids": (),
        "metrics_port": None,
        "metrics_token": None,
        "log_level": "info",
        "log_format": None,
    }


def test_the_environment_sets_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment(
        monkeypatch,
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL="http://127.0.0.1:8081",
        WEBHOOK_URL="https://bot.example.org/ally",
        WEBHOOK_SECRET="a-good_Secret-123",
        WEBHOOK_ONLY_FROM="telegram, 203.0.113.7",
        TRUSTED_PROXIES="10.0.0.0/8, 2001:db8::/32",
        HOST="127.0.0.1",
        PORT="0",
        DATABASE_URL=f"postgres://u:{PASSWORD}@h/bot",
        CONTENT_DIR=str(tmp_path),
        LOCALES_DIR=str(tmp_path),
        CONTENT_RELOAD="1",
        ADMIN_CHAT_IDS="12345, -10067890",
        METRICS_PORT="9100",
        METRICS_TOKEN="a-token-for-metrics",
        LOG_LEVEL="DEBUG",
        LOG_FORMAT="json",
    )
    assert {name: _clear(value) for name, value in settings.read()} == {
        "telegram_bot_token": TOKEN,
        "telegram_api_url": "http://127.0.0.1:8081",
        "webhook_url": "https://bot.example.org/ally",
        "webhook_secret": "a-good_Secret-123",
        "webhook_only_from": tuple(map(ip_network, ("149.154.160.0/20", "91.108.4.0/22", "203.0.113.7/32"))),
        "trusted_proxies": (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")),
        "host": "127.0.0.1",
        "port": 0,
        "database_url": f"postgres://u:{PASSWORD}@h/bot",
        "content_dir": tmp_path,
        "locales_dir": tmp_path,
        "content_reload": True,
        "admin_chat_ids": (12345, -10067890),
        "metrics_port": 9100,
        "metrics_token": "a-token-for-metrics",
        "log_level": "debug",
        "log_format": "json",
    }


def _clear(value: object) -> object:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def test_empty_values_count_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    unset = settings.read()
    environment(monkeypatch, **{name.upper(): "" for name in Settings.model_fields})
    assert settings.read() == unset


def test_the_file_beside_the_bot_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"# ours\nTELEGRAM_BOT_TOKEN={TOKEN}\nPORT=9000\nSOMETHING_ELSE=1\n")
    read = settings.read()
    assert (read.token, read.port) == (TOKEN, 9000)


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=9000\n")
    environment(monkeypatch, PORT="9001")
    assert settings.read().port == 9001


def test_what_is_given_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, PORT="9001")
    assert settings.read(port=9002).port == 9002


def test_the_slash_at_the_end_of_an_address_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, WEBHOOK_URL="https://bot.example.org/", TELEGRAM_API_URL="https://api.telegram.org/")
    read = settings.read()
    assert (read.webhook_url, read.telegram_api_url) == ("https://bot.example.org", "https://api.telegram.org")


# Mistakes


TOKEN_WORDS = "TELEGRAM_BOT_TOKEN: does not look like a token; copy it from @BotFather: digits, a colon, letters"
ADDRESS_WORDS = "has to be an address like https://bot.example.org"


@pytest.mark.parametrize("token", ["secret", "secret:7000000001", f"<{TOKEN}>", "7000000001:", ":AAH"])
def test_what_is_no_token_is_said_without_repeating_it(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    assert refusal(monkeypatch, TELEGRAM_BOT_TOKEN=token) == TOKEN_WORDS


@pytest.mark.parametrize("name", ["TELEGRAM_API_URL", "WEBHOOK_URL"])
@pytest.mark.parametrize(
    "value", ["bot.example.org", "ftp://bot.example.org", "https://", "https://h/?a=b", "https://h/#a", "/webhook"]
)
def test_what_is_no_address_is_said_with_an_example(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert refusal(monkeypatch, **{name: value}) == f"{name}: {ADDRESS_WORDS}"


@pytest.mark.parametrize("secret", ["has space", "señal", "x" * 257, "semi;colon"])
def test_a_secret_that_telegram_would_refuse_is_said(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    assert refusal(monkeypatch, WEBHOOK_SECRET=secret) == "WEBHOOK_SECRET: may have 1 to 256 of A-Z a-z 0-9 _ -"


@pytest.mark.parametrize("port", ["http", "-1", "65536", "8080.0", "١٢"])
def test_a_port_that_cannot_be_is_said(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    assert refusal(monkeypatch, PORT=port) == "PORT: has to be a number from 0 to 65535"


def test_a_webhook_on_a_port_that_telegram_does_not_take_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(monkeypatch, WEBHOOK_URL="https://bot.example.org:9999") == (
        "WEBHOOK_URL: Telegram only delivers to the ports 443, 80, 88 and 8443; leave the port out, or take one"
    )


def test_an_address_with_a_password_is_refused_without_repeating_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(monkeypatch, WEBHOOK_URL=f"https://u:{PASSWORD}@bot.example.org") == (
        "WEBHOOK_URL: must not hold a name or a password; take what stands before the @ out"
    )


def test_a_database_of_another_kind_is_said_without_repeating_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(monkeypatch, DATABASE_URL=f"mysql://u:{PASSWORD}@h/bot") == (
        "DATABASE_URL: has to be an address like sqlite:///data/bot.db or postgresql://user:password@host/name"
    )


def test_spaces_around_a_setting_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, TELEGRAM_BOT_TOKEN=f" {TOKEN} ", WEBHOOK_URL=" https://bot.example.org/ ")
    given = settings.read()
    assert (given.token, given.webhook_url) == (TOKEN, "https://bot.example.org")


@pytest.mark.parametrize("ids", ["@ally", "1;2", "1,", "1.5", "[1]", "9" * 17, "١٢"])
def test_chats_that_are_no_ids_are_said_with_an_example(monkeypatch: pytest.MonkeyPatch, ids: str) -> None:
    assert refusal(monkeypatch, ADMIN_CHAT_IDS=ids) == (
        "ADMIN_CHAT_IDS: has to be one or more chat ids with commas between them, like 12345, -10067890"
    )


@pytest.mark.parametrize("name", ["CONTENT_DIR", "LOCALES_DIR"])
def test_a_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    assert (
        refusal(monkeypatch, **{name: str(tmp_path / "away")})
        == f"{name}: there is no folder {tmp_path / 'away'}; correct it, or leave it out"
    )


def test_a_file_is_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert (
        refusal(monkeypatch, CONTENT_DIR="file") == "CONTENT_DIR: there is no folder file; correct it, or leave it out"
    )


def test_an_address_without_encryption_is_refused_where_telegram_would_refuse_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert refusal(monkeypatch, WEBHOOK_URL="http://bot.example.org") == (
        "WEBHOOK_URL: Telegram only delivers to https addresses; write https://…"
    )


def test_an_address_without_encryption_is_taken_with_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, WEBHOOK_URL="http://127.0.0.1:8080", TELEGRAM_API_URL="http://127.0.0.1:8081")
    assert settings.read().webhook_url == "http://127.0.0.1:8080"


def test_all_mistakes_are_said_at_once_in_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(
        monkeypatch,
        TELEGRAM_BOT_TOKEN="secret",
        WEBHOOK_URL="http://bot.example.org",
        WEBHOOK_SECRET="two words",
        PORT="http",
        CONTENT_DIR="away",
    ).splitlines() == [
        TOKEN_WORDS,
        "WEBHOOK_URL: Telegram only delivers to https addresses; write https://…",
        "WEBHOOK_SECRET: may have 1 to 256 of A-Z a-z 0-9 _ -",
        "PORT: has to be a number from 0 to 65535",
        "CONTENT_DIR: there is no folder away; correct it, or leave it out",
    ]


NETWORK_WORDS = "networks or addresses with commas between them, like 203.0.113.0/24, 2001:db8::1"


@pytest.mark.parametrize(
    "value", ["everybody", "10.0.0.0/33", "10.0.0.1-10.0.0.9", "1.2.3", "10.0.0.1,", "/8", "10.0.0.1 10.0.0.2", SECRET]
)
def test_networks_that_are_none_are_said_with_an_example_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    assert refusal(monkeypatch, WEBHOOK_ONLY_FROM=value, TRUSTED_PROXIES=value).splitlines() == [
        f"WEBHOOK_ONLY_FROM: has to be telegram, or {NETWORK_WORDS}",
        f"TRUSTED_PROXIES: has to be {NETWORK_WORDS}",
    ]


def test_telegram_is_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(monkeypatch, TRUSTED_PROXIES="telegram") == f"TRUSTED_PROXIES: has to be {NETWORK_WORDS}"


@pytest.mark.parametrize("name", ["WEBHOOK_ONLY_FROM", "TRUSTED_PROXIES"])
def test_a_network_that_begins_in_the_middle_is_said_with_its_beginning(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert refusal(monkeypatch, **{name: "149.154.167.5/20"}) == (
        f"{name}: 149.154.167.5/20 begins in the middle of a network; write 149.154.160.0/20"
    )


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "::/0"])
def test_to_believe_every_proxy_is_refused(monkeypatch: pytest.MonkeyPatch, everybody: str) -> None:
    assert refusal(monkeypatch, TRUSTED_PROXIES=f"10.0.0.1, {everybody}") == (
        f"TRUSTED_PROXIES: {everybody} is everybody, and anybody can write an X-Forwarded-For; "
        "name the proxy's networks"
    )


def test_proxies_without_a_list_of_who_may_come_in_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, TRUSTED_PROXIES="10.0.0.1")
    assert settings.read().webhook_only_from == ()


# Secrets


def test_secrets_stay_out_of_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(
        monkeypatch,
        TELEGRAM_BOT_TOKEN=TOKEN,
        WEBHOOK_SECRET=PASSWORD,
        DATABASE_URL=f"postgres://u:{PASSWORD}@h/bot",
    )
    read = settings.read()
    printed = f"{read!r} {read} {read.model_dump()} {read.model_dump_json()}"
    assert [secret for secret in (TOKEN, PASSWORD) if secret in printed] == []


def test_secrets_stay_out_of_an_error_and_of_all_that_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, TELEGRAM_BOT_TOKEN=f"{TOKEN}!", WEBHOOK_SECRET=f"{PASSWORD}!", PORT="http")
    with pytest.raises(SettingsError) as caught:
        settings.read()
    printed = "".join(traceback.format_exception(caught.value))
    assert [secret for secret in (TOKEN, PASSWORD) if secret in printed] == []
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_without_a_token_whoever_needs_one_is_told_where_to_get_it() -> None:
    with pytest.raises(SettingsError) as caught:
        _ = settings.read().token
    assert str(caught.value) == "TELEGRAM_BOT_TOKEN is not set; get a token from @BotFather"


def test_the_given_webhook_secret_is_used() -> None:
    assert settings.read(telegram_bot_token=TOKEN, webhook_secret="mine").secret == "mine"


def test_the_made_webhook_secret_is_the_same_at_every_start() -> None:
    assert settings.read(telegram_bot_token=TOKEN).secret == settings.read(telegram_bot_token=TOKEN).secret


def test_the_made_webhook_secret_differs_from_bot_to_bot_and_gives_no_token_away() -> None:
    one, other = (settings.read(telegram_bot_token=token).secret for token in (TOKEN, ANOTHER))
    assert one != other
    assert TOKEN.partition(":")[2] not in one


@given(st.from_regex(r"[0-9]{1,12}:[A-Za-z0-9_-]{1,40}", fullmatch=True))
def test_the_made_webhook_secret_is_one_that_telegram_takes(token: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", settings.read(telegram_bot_token=token).secret)


@pytest.mark.parametrize("value", ["twelve", "1,", "1 2", "--1", "1;2"])
def test_chat_ids_that_are_none_are_said(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert refusal(monkeypatch, ADMIN_CHAT_IDS=value) == (
        "ADMIN_CHAT_IDS: has to be one or more chat ids with commas between them, like 12345, -10067890"
    )


def test_the_secrets_are_known_by_name_so_that_no_log_holds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN, DATABASE_URL="postgres://bot:p%40ss@h/bot")
    given = settings.read()
    assert sorted(settings.secrets(given)) == sorted([TOKEN, given.secret, "p%40ss", "p@ss"])


def test_the_token_of_the_metrics_is_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, METRICS_TOKEN="a-token-for-metrics")
    assert settings.secrets(settings.read()) == ["a-token-for-metrics"]


@pytest.mark.parametrize("token", ["short", "with spaces in the middle", "señales-de-metrics", "=" * 20])
def test_a_token_that_cannot_be_sent_or_is_guessed_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    assert refusal(monkeypatch, METRICS_TOKEN=token) == "METRICS_TOKEN: has to be 16 or more of A-Z a-z 0-9 . _ ~ + / -"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("LOG_LEVEL", "loud", "has to be debug, info, warning or error"),
        ("LOG_FORMAT", "xml", "has to be json or text"),
        ("METRICS_PORT", "70000", "has to be a number from 0 to 65535"),
        ("METRICS_PORT", "8080", "has to be another one than PORT; METRICS_TOKEN opens /metrics there"),
    ],
)
def test_what_is_none_of_the_words_is_refused_with_all_of_them(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    assert refusal(monkeypatch, **{name: value}) == f"{name}: {words}"


@pytest.mark.parametrize("password", ["p/ss", "p#ss", "p?ss", "p:ss", "p[ss", "p+ss"])
def test_a_password_with_signs_of_addresses_in_it_is_known_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    environment(monkeypatch, DATABASE_URL=f"postgres://bot:{password}@h/bot")
    assert settings.secrets(settings.read()) == [password]


def test_a_database_without_a_password_hides_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN)
    given = settings.read()
    assert settings.secrets(given) == [TOKEN, given.secret]


def test_a_line_of_env_that_is_no_setting_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("# who we are\nTELEGRAM BOT TOKEN=1:x\n\n===\n", encoding="utf-8")
    assert refusal(monkeypatch) == ".env:2: is no setting; write NAME=value\n.env:4: is no setting; write NAME=value"


def test_an_env_may_be_a_pipe_through_which_a_keeper_of_secrets_hands_them_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".env")
    handing_out = Thread(target=lambda: (tmp_path / ".env").write_text("PORT=9000\n"), daemon=True)
    handing_out.start()
    assert settings.read().port == 9000
    handing_out.join()


def test_an_env_of_another_encoding_is_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("HOST=ñ", encoding="latin-1")
    assert refusal(monkeypatch) == ".env has a letter that is not UTF-8; save the file as UTF-8"
