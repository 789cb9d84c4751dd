"""HTML as the server reads it, and what it makes of white space, entities and characters."""

from typing import Any

import pytest

from bot.simulator import entities, formatting, rendering


def read(html: str) -> tuple[str, list[dict[str, Any]]]:
    return entities.fixed(*formatting.parse_html(html))


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("html", "text", "found"),
    [
        ("plain", "plain", []),
        ("<b>a</b>", "a", [entity("bold", 0, 1)]),
        ("<STRONG >a</Strong >", "a", [entity("bold", 0, 1)]),
        ("<i>a</>", "a", [entity("italic", 0, 1)]),
        ("<b>😀</b>é<u>x</u>", "😀éx", [entity("bold", 0, 2), entity("underline", 3, 1)]),
        ("<b></b>a", "a", []),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1), entity("italic", 1, 1)]),
        ("<b>a</b><b>b</b>", "ab", [entity("bold", 0, 2)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ("<blockquote other>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        ("<b>a<code>b</code></b>", "ab", [entity("bold", 0, 1), entity("code", 1, 1)]),
        ('<pre><code class="language-py">1</code></pre>', "1", [entity("pre", 0, 1, language="py")]),
        ('<code class="language-py"><pre>1</pre></code>', "1", [entity("pre", 0, 1, language="py")]),
        ('<code class="language-py">1</code>', "1", [entity("code", 0, 1)]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
        (
            '<tg-time unix="1647531900" format="wDT">then</tg-time>',
            "then",
            [entity("date_time", 0, 4, unix_time=1647531900, date_time_format="wDT")],
        ),
        ("<a href='https://Example.COM'>a</a>", "a", [entity("text_link", 0, 1, url="https://example.com/")]),
        ("<a href=example.com>a</a>", "a", [entity("text_link", 0, 1, url="http://example.com/")]),
        ('<a href="tg://resolve?domain=x">a</a>', "a", [entity("text_link", 0, 1, url="tg://resolve?domain=x")]),
        ("<a>example.com</a>", "example.com", [entity("text_link", 0, 11, url="http://example.com/")]),
    ],
)
def test_tags_become_entities(html: str, text: str, found: list[dict[str, Any]]) -> None:
    assert read(html) == (text, found)


@pytest.mark.parametrize("href", ["nowhere", "javascript:alert(1)", "ftp://example.com", "https://"])
def test_a_link_that_leads_nowhere_is_silently_dropped(href: str) -> None:
    assert read(f'<a href="{href}">here</a>') == ("here", [])


def test_names_of_attributes_keep_their_case() -> None:
    assert read('<a HREF="https://example.com">here</a>') == ("here", [])


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&lt", "<"),
        ("&#65;&#x42;&#x1f600;", "AB😀"),
        ("&nbsp;&LT;&apos;&;", "&nbsp;&LT;&apos;&;"),
        ("&#0;&#x110000;&#;&#X41;", "&#0;&#x110000;&#;&#X41;"),
        ("&#000000065;", "&#000000065;"),
        ("a & b", "a & b"),
    ],
)
def test_only_four_names_and_numbers_are_references(written: str, text: str) -> None:
    assert read(written)[0] == text


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<script>a</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("é😀<X>", 'Unsupported start tag "x" at byte offset 6'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a<br/>", 'Unsupported start tag "br/" at byte offset 1'),
        ("<b>unclosed", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>test</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b>a</b c>", "Unclosed end tag at byte offset 4"),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a ", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=b/c>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#xd83d;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_complaints_are_the_servers(html: str, complaint: str) -> None:
    with pytest.raises(formatting.ParseError) as caught:
        formatting.parse_html(html)
    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    ("html", "text", "found"),
    [
        ("\n  a  \n", "a", []),
        ("a<b>  </b>", "a", []),
        ("<b>a  </b>", "a", [entity("bold", 0, 1)]),
        (" <b> a</b>", " a", [entity("bold", 0, 2)]),
        ("  x <b>a</b>", "x a", [entity("bold", 2, 1)]),
        ("a\tb\r\nc", "a b\nc", []),
        ("\u202ea<b>b</b>", "ab", [entity("bold", 1, 1)]),
        ("\u00a0a\u00a0", "\u00a0a\u00a0", []),
    ],
)
def test_only_blanks_and_line_ends_are_trimmed_and_entities_move_along(
    html: str, text: str, found: list[dict[str, Any]]
) -> None:
    assert read(html) == (text, found)


def test_what_the_server_finds_by_itself_is_found_outside_of_code_and_links() -> None:
    text, found = read('/go@TestBot @ann #tag a@b.co x.com/a. <code>/no</code> <a href="https://y.org">y.org</a>')
    assert [(one["type"], text[one["offset"] : one["offset"] + one["length"]]) for one in found] == [
        ("bot_command", "/go@TestBot"),
        ("mention", "@ann"),
        ("hashtag", "#tag"),
        ("email", "a@b.co"),
        ("url", "x.com/a"),
        ("code", "/no"),
        ("text_link", "y.org"),
    ]


def test_a_hundred_entities_are_kept_and_links_before_bold() -> None:
    html = "<b>x</b> " * 60 + '<a href="https://x.org">y</a> ' * 60
    kinds = [one["type"] for one in read(html)[1]]
    assert (kinds.count("bold"), kinds.count("text_link")) == (40, 60)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (entity("bold", -1, 1), "receive an entity with incorrect offset -1"),
        (entity("bold", 0, 1_000_001), "receive an entity with incorrect length 1000001"),
        (entity("bold", 100, 1), "entity begins after the end of the text at UTF-16 offset 100"),
        (
            entity("bold", 0, 100),
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        (entity("bold", 1, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        (
            entity("bold", 0, 1),
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
        ),
    ],
)
def test_entities_out_of_place_are_refused(given: dict[str, Any], complaint: str) -> None:
    with pytest.raises(entities.EntityError) as caught:
        entities.fixed("😀hello", [given])
    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    "html",
    [
        "<b>a</b> <i>b</i> &lt;&amp;&gt;",
        '<a href="https://example.com/?a=1&amp;b=2">x</a>',
        "<blockquote expandable>q</blockquote>",
        '<pre><code class="language-py">1</code></pre>',
        '<tg-time unix="5" format="r">x</tg-time>',
        '<tg-emoji emoji-id="5">👍</tg-emoji>',
    ],
)
def test_what_was_read_can_be_written_again(html: str) -> None:
    assert rendering.html(*read(html)) == html


def test_entities_that_cross_are_written_nested() -> None:
    crossing = [entity("bold", 0, 2), entity("italic", 1, 2)]
    assert rendering.html("abc", crossing) == "<b>a<i>b</i></b><i>c</i>"
