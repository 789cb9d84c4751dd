"""The text of a message: Telegram's tags as the browser's, and nothing of what else is written in them."""

import pytest

from bot.preview.message import drawn
from tests.preview.reading import read


def outward(address: str, text: str) -> str:
    """Give a link that leads out of the file."""
    return f'<a href="{address}" title="{address}" target="_blank" rel="noopener noreferrer">{text}</a>'


DRAWN = {
    "<b>bold</b> <strong>too</strong>": "<b>bold</b> <strong>too</strong>",
    "<i>a</i><em>b</em><u>c</u>": "<i>a</i><em>b</em><u>c</u>",
    "<ins>a</ins><s>b</s><del>c</del>": "<ins>a</ins><s>b</s><del>c</del>",
    "<strike>gone</strike>": "<s>gone</s>",
    "<b>bold <i>and</i></b> plain": "<b>bold <i>and</i></b> plain",
    "<B>loud</B>": "<b>loud</b>",
    "<code>x &lt; 1</code>": "<code>x &lt; 1</code>",
    '<a href="https://example.org/?a=1&amp;b=2">page</a>': outward("https://example.org/?a=1&amp;b=2", "page"),
    "<a href='tg://user?id=1'>somebody</a>": outward("tg://user?id=1", "somebody"),
    "<tg-spoiler>secret</tg-spoiler>": '<span class="spoiler" tabindex="0">secret</span>',
    '<span class="tg-spoiler">secret</span>': '<span class="spoiler" tabindex="0">secret</span>',
    '<tg-emoji emoji-id="1">👍</tg-emoji>': "👍",
    "<blockquote>said</blockquote>": "<blockquote>said</blockquote>",
    "one\n<blockquote>said</blockquote>\ntwo": "one\n<blockquote>said</blockquote>two",
    "one\n<pre>code</pre>\n\ntwo": "one\n<pre>code</pre>\ntwo",
    "<b>one</b>\ntwo": "<b>one</b>\ntwo",
}


@pytest.mark.parametrize("text", DRAWN)
def test_a_tag_looks_as_in_telegram(text: str) -> None:
    assert drawn(text) == DRAWN[text]


HARMLESS = {
    '<b onclick="alert(1)">x</b>': "<b>x</b>",
    '<a href="javascript:alert(1)" data="href=https://example.org">x</a>': "x",
    '<a href="https://example.org/&quot;onclick=&quot;x">x</a>': outward(
        "https://example.org/&quot;onclick=&quot;x", "x"
    ),
    '<b title="1 > 0">x</b>': "<b>x</b>",
    "<blockquote cite='expandable'>x</blockquote>": "<blockquote>x</blockquote>",
    "a &lt;script&gt;alert(1)&lt;/script&gt; b": "a &lt;script&gt;alert(1)&lt;/script&gt; b",
    "&quot;R&D&quot; 'x' &#60;b&#62;": "&quot;R&amp;D&quot; &#x27;x&#x27; &lt;b&gt;",
    "a=1&copy=2": "a=1&amp;copy=2",
    "line\u2028line": "line\u2028line",
}


@pytest.mark.parametrize("text", HARMLESS)
def test_nothing_else_gets_into_the_page(text: str) -> None:
    assert drawn(text) == HARMLESS[text]


LINKED = {
    "send /lang.": 'send <a href="#language">/lang</a>.',
    "(/start)": '(<a href="#home/welcome">/start</a>)',
    "/reports@bot": '<a href="#reports">/reports</a>@bot',
    "see /nothing": 'see <span class="command">/nothing</span>',
    "24/7 and and/or": "24/7 and and/or",
    "see https://example.org/a?b=c.": f"see {outward('https://example.org/a?b=c', 'https://example.org/a?b=c')}.",
    "<code>/lang</code>": "<code>/lang</code>",
    "<pre><b>/lang</b></pre>": "<pre><b>/lang</b></pre>",
    '<a href="https://example.org">/lang</a>': outward("https://example.org", "/lang"),
}


@pytest.mark.parametrize("text", LINKED)
def test_what_telegram_makes_a_link_is_one(text: str) -> None:
    assert drawn(text) == LINKED[text]


def test_a_long_quotation_can_be_unfolded() -> None:
    (quotation,) = read(drawn("<blockquote expandable>one\n<b>two</b></blockquote>")).named("blockquote")
    assert quotation.classes == {"expandable"}
    assert quotation.find("quoted")[0].text == "one\ntwo"
    assert [button.classes for button in quotation.named("button")] == [{"fold"}]
