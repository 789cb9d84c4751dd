"""Addresses: how the server keeps them, and why it does not."""

import pytest

from bot.simulator import links


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("example.com", "http://example.com/"),
        ("HTTPS://Example.COM:8443", "https://example.com:8443/"),
        ("https://a:b@example.com/x?y#z", "https://a:b@example.com/x?y#z"),
        ("https://example.com?a b", "https://example.com/?a%20b"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("https://ñ.mx", "https://ñ.mx/"),
        ("tg:resolve?domain=x", "tg://resolve?domain=x"),
        ("tg://resolve/?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_an_address_is_kept_in_full(given: str, kept: str) -> None:
    assert links.checked(given) == kept


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "URL host is empty"),
        ("https://", "URL host is empty"),
        ("not-a-url", "Wrong HTTP URL"),
        ("http://localhost/", "Wrong HTTP URL"),
        ("ftp://example.com", "Unsupported URL protocol"),
        ("https://example.com:0", "Wrong port number specified in the URL"),
        ("https://example.com:65536", "Wrong port number specified in the URL"),
        ("javascript:alert(1)", "Wrong port number specified in the URL"),
        ("https://exa mple.com", "Disallowed character in URL host"),
        ("https://[x]/", "Wrong IPv6 address specified in the URL"),
        ("tg://x@y", "Wrong tg URL"),
        ("tg://a.b", "Unallowed characters in URL host"),
        ("https://./x", "Host is invalid"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(given: str, why: str) -> None:
    with pytest.raises(links.LinkError) as caught:
        links.checked(given)
    assert str(caught.value) == f"URL '{given}' is invalid: {why}"


@pytest.mark.parametrize("given", ["http://example.com", "tg://resolve?domain=x", "example.com"])
def test_some_places_want_https(given: str) -> None:
    with pytest.raises(links.LinkError, match="Only HTTPS links are allowed"):
        links.checked(given, only_https=True)
    assert links.checked("https://example.com", only_https=True) == "https://example.com/"


@pytest.mark.parametrize(("given", "person"), [("tg://user?id=5", 5), ("tg:user?id=5", 5), ("tg://resolve?id=5", None)])
def test_some_lead_to_a_person(given: str, person: int | None) -> None:
    assert links.user_in(given) == person
