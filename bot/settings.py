"""The settings, from the environment and `.env`, all faults at once in plain words."""

import hashlib
import hmac
import os
import re
from collections.abc import Mapping
from io import StringIO
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from dotenv.parser import Original, parse_stream
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.errors import SettingsError
from bot.system import reason

Network = IPv4Network | IPv6Network

TELEGRAM = "https://api.telegram.org"
TELEGRAM_PORTS = (None, 443, 80, 88, 8443)  # https://core.telegram.org/bots/api#setwebhook
TELEGRAM_NETWORKS = ("149.154.160.0/20", "91.108.4.0/22")  # https://core.telegram.org/bots/webhooks
_SHIPPED = Path(__file__).parent / "shipped"
"""Where a wheel has what lies beside the package in the repository."""
_ROOT = _SHIPPED if _SHIPPED.is_dir() else Path(__file__).parent.parent


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = None
    if not whole or parts.query or parts.fragment or re.search(r"\s", value):
        raise ValueError("has to be an address like https://bot.example.org")
    if parts.username is not None:
        raise ValueError("must not hold a name or a password; take what stands before the @ out")
    return value.rstrip("/")


def _port(value: object) -> object:
    if isinstance(value, str) and not (re.fullmatch(r"[0-9]{1,5}", value, re.ASCII) and int(value) <= 65535):
        raise ValueError("has to be a number from 0 to 65535")
    return value


def _database(value: SecretStr) -> SecretStr:
    if not re.match(r"(sqlite|postgres|postgresql)(\+[a-z0-9]+)?:", value.get_secret_value()):
        raise ValueError("has to be an address like sqlite:///data/bot.db or postgresql://user:password@host/name")
    return value


def _folder(value: Path) -> Path:
    try:
        is_there = value.is_dir()
    except PermissionError as error:
        raise ValueError(f"cannot be looked for: {reason(error)}; let the user as whom the bot runs read it") from None
    if not is_there:
        raise ValueError(f"there is no folder {value}; correct it, or leave it out")
    return value


def _chat_ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"-?[0-9]{1,16}(\s*,\s*-?[0-9]{1,16})*", value.strip(), re.ASCII):
        raise ValueError("has to be one or more chat ids with commas between them, like 12345, -10067890")
    return tuple(int(part) for part in value.split(","))


def _networks(value: object) -> object:
    """Read networks; what is none is not repeated, for a secret may have got into the wrong line."""
    if not isinstance(value, str):
        return value
    return tuple(_network(part.strip()) for part in value.split(","))


def _network(written: str) -> Network:
    try:
        network = ip_network(written, strict=False)
    except ValueError:
        raise ValueError(
            "has to be networks or addresses with commas between them, like 203.0.113.0/24, 2001:db8::1"
        ) from None
    if "/" in written and ip_address(written.partition("/")[0]) != network.network_address:
        raise ValueError(f"{written} begins in the middle of a network; write {network}")
    return network


def _origins(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return _networks(re.sub(r"\btelegram\b", ",".join(TELEGRAM_NETWORKS), value, flags=re.IGNORECASE))
    except ValueError as error:
        raise ValueError(str(error).replace("has to be networks", "has to be telegram, or networks")) from None


def _not_everybody(networks: tuple[Network, ...]) -> tuple[Network, ...]:
    for network in networks:
        if network.prefixlen == 0:
            raise ValueError(
                f"{network} is everybody, and anybody can write an X-Forwarded-For; name the proxy's networks"
            )
    return networks


WebAddress = Annotated[str, AfterValidator(_web_address)]
Port = Annotated[int, BeforeValidator(_port)]
DatabaseAddress = Annotated[SecretStr, AfterValidator(_database)]
Folder = Annotated[Path, AfterValidator(_folder)]


def _one_of(*words: str) -> BeforeValidator:
    def check(value: object) -> object:
        if isinstance(value, str) and value.lower() not in words:
            raise ValueError(f"has to be {', '.join(words[:-1])} or {words[-1]}")
        return value.lower() if isinstance(value, str) else value

    return BeforeValidator(check)


def _switch(value: object) -> object:
    if isinstance(value, str) and value.lower() not in ("0", "1", "false", "true", "no", "yes", "off", "on"):
        raise ValueError("has to be 1 or 0")
    return value


Switch = Annotated[bool, BeforeValidator(_switch)]
ChatIds = Annotated[tuple[int, ...], BeforeValidator(_chat_ids)]
Level = Annotated[str, _one_of("debug", "info", "warning", "error")]
Format = Annotated[str, _one_of("json", "text")]
Networks = Annotated[tuple[Network, ...], BeforeValidator(_networks), AfterValidator(_not_everybody)]
Origins = Annotated[tuple[Network, ...], BeforeValidator(_origins)]


class Settings(BaseModel):
    """What an operator may set; every name is an environment variable in capitals."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, validate_default=True)

    telegram_bot_token: SecretStr | None = Field(None, description="The token from @BotFather")
    telegram_api_url: WebAddress = Field(TELEGRAM, description="Where the Bot API is")
    webhook_url: WebAddress | None = Field(None, description="The bot's public https address; long polling without it")
    webhook_secret: SecretStr | None = Field(
        None, description="1-256 of A-Z a-z 0-9 _ -; made from the token without it"
    )
    webhook_only_from: Origins = Field((), description="telegram, or networks with commas between them; else everybody")
    trusted_proxies: Networks = Field(
        (), description="The proxies whose X-Forwarded-For is believed, as networks or addresses"
    )
    host: str = Field("0.0.0.0", description="Where the server listens")  # noqa: S104  # platforms reach it from outside
    port: Port = Field(8080, description="The port of the server")
    database_url: DatabaseAddress = Field(
        SecretStr("sqlite:///data/bot.db"), description="sqlite:///… or postgresql://…"
    )
    content_dir: Folder = Field(_ROOT / "content", description="The folder of the content")
    locales_dir: Folder = Field(_ROOT / "locales", description="The folder of the translations")
    content_reload: Switch = Field(False, description="1: follow both folders and take saved changes over at once")
    admin_chat_ids: ChatIds = Field((), description="The chats that are told of faults, with commas between them")

    metrics_port: Port | None = Field(None, description="A port of its own for /metrics, open to whoever reaches it")
    metrics_token: SecretStr | None = Field(
        None, description="16 or more of A-Z a-z 0-9 . _ ~ + / -; opens /metrics on the main port"
    )
    log_level: Level = Field("info", description="debug, info, warning or error")
    log_format: Format | None = Field(None, description="json or text; text only at a terminal without it")

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", value.get_secret_value()):
            raise ValueError("does not look like a token; copy it from @BotFather: digits, a colon, letters")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("may have 1 to 256 of A-Z a-z 0-9 _ -")
        return value

    @field_validator("metrics_port")
    @classmethod
    def _another_port(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value and value == info.data.get("port"):
            raise ValueError("has to be another one than PORT; METRICS_TOKEN opens /metrics there")
        return value

    @field_validator("metrics_token")
    @classmethod
    def _metrics_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"[A-Za-z0-9._~+/-]{16,}=*", value.get_secret_value()):  # RFC 6750
            raise ValueError("has to be 16 or more of A-Z a-z 0-9 . _ ~ + / -")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _public(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None or info.data.get("telegram_api_url") != TELEGRAM:
            return value
        if value.startswith("http:"):
            raise ValueError("Telegram only delivers to https addresses; write https://…")
        if urlsplit(value).port not in TELEGRAM_PORTS:
            raise ValueError(
                "Telegram only delivers to the ports 443, 80, 88 and 8443; leave the port out, or take one"
            )
        return value

    @property
    def token(self) -> str:
        """The token in clear.

        Raises:
            SettingsError: there is none.
        """
        if self.telegram_bot_token is None:
            raise SettingsError("TELEGRAM_BOT_TOKEN is not set; get a token from @BotFather")
        return self.telegram_bot_token.get_secret_value()

    @property
    def secret(self) -> str:
        """The webhook's secret: the given one, or one that every start with the same token makes again."""
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        return hmac.new(self.token.encode(), b"webhook secret", hashlib.sha256).hexdigest()


def secrets(given: Settings) -> list[str]:
    """Give what must not stand in any log: the tokens, the webhook's secret, and the database's password."""
    found = re.match(r"[^:]+://[^:/@]*:([^@]*)@", given.database_url.get_secret_value())  # as bot/store/address.py does
    written = found[1] if found else ""
    telegram = [given.token, given.secret] if given.telegram_bot_token else []
    metrics = [given.metrics_token.get_secret_value()] if given.metrics_token else []
    return [*telegram, *metrics, *sorted(filter(None, {written, unquote(written)}))]


def read(**given: object) -> Settings:
    """Read the settings; what is given comes before the environment, and that before `.env` in the current folder.

    Raises:
        SettingsError: with a line for each fault.
    """
    try:
        return Settings.model_validate(_set(_written(Path(".env"))) | _set(os.environ) | given)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    raise SettingsError("\n".join(map(_line, faults)))  # out here, for pydantic's error has the secrets in it


def _written(file: Path) -> Mapping[str, str | None]:
    """Read a file of settings, where there is one."""
    try:
        if not file.is_file() and not file.is_fifo():  # through which keepers of secrets hand them out
            return {}
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file} has a letter that is not UTF-8; save the file as UTF-8") from error
    if strange := [_line_of(binding.original) for binding in parse_stream(StringIO(text)) if binding.error]:
        raise SettingsError("\n".join(f"{file}:{line}: is no setting; write NAME=value" for line in strange))
    return dotenv_values(stream=StringIO(text))


def _line_of(found: Original) -> int:
    """Give the line at which something stands, behind the empty ones that are read with it."""
    return found.line + found.string[: -len(found.string.lstrip())].count("\n")


def _set(variables: Mapping[str, str | None]) -> dict[str, object]:
    """Give the variables by the names of the settings; an empty one is not set."""
    return {name.lower(): value for name, value in variables.items() if value}


def _line(error: object) -> str:
    assert isinstance(error, dict)  # noqa: S101
    name = "_".join(map(str, error["loc"])).upper()
    words = str(error["msg"]).removeprefix("Value error, ")
    return f"{name}: {words}"
