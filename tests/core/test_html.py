"""Telegram's HTML: what the server would refuse is found, and nothing else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core import html
from bot.simulator import formatting

CROSSING = "</{}> stands where </{}> is expected; the tag that was opened last is closed first"
UNKNOWN = "<{}> is not a tag that Telegram knows; take the tag out"
NEW_LINE = "<{}> is not a tag that Telegram knows; a new line is a new line in the file"
UNCLOSED = "<{0}> is never closed; add </{0}>"
NEVER_OPENED = "</{0}> closes a tag that was never opened; take it out, or write <{0}> before it"
UNFINISHED = "a tag is not finished at «{}»; a bare < is written &lt;"
NO_CHARACTER = "«{}» is no character; write the character itself"
FOREIGN = "Telegram does not know «{}»; write the character itself"
NOWHERE = '<a> leads nowhere; write <a href="https://…">'
NO_SPAN = '<span> is only known as <span class="tg-spoiler">'

REFUSED = {
    "one<br>two": NEW_LINE.format("br"),
    "<p>one</p>": NEW_LINE.format("p"),
    "<div>one</div>": UNKNOWN.format("div"),
    "<H1>one</H1>": UNKNOWN.format("h1"),
    "</font>": UNKNOWN.format("font"),
    "<b><i>x</b></i>": CROSSING.format("b", "i"),
    "<b>x</strong>": CROSSING.format("strong", "b"),
    "<b>x": UNCLOSED.format("b"),
    "<b>x<b>": UNCLOSED.format("b"),
    "<b>x<i>y</i>": UNCLOSED.format("b"),
    "x</b>": NEVER_OPENED.format("b"),
    "<b>x</b></b>": NEVER_OPENED.format("b"),
    "1 < 2": UNFINISHED.format("< 2"),
    "I <3 you and everybody": UNFINISHED.format("<3 you and everybody"),
    "<": UNFINISHED.format("<"),
    "<b": UNFINISHED.format("<b"),
    "<>x</>": UNFINISHED.format("<>x</>"),
    "<b/>": UNFINISHED.format("<b/>"),
    "< b>x</b>": UNFINISHED.format("< b>x</b>"),
    "<b>x</b y>": UNFINISHED.format("</b y>"),
    "<b>x</ b>": UNFINISHED.format("</ b>"),
    "<ы>x</ы>": UNFINISHED.format("<ы>x</ы>"),
    '<a\u00a0href="https://a.mx">x</a>': UNFINISHED.format('<a\u00a0href="https://a.m'),
    '<a href="https://a.mx>x</a>': UNFINISHED.format('<a href="https://a.m'),
    "<a href=https://a.mx>x</a>": UNFINISHED.format("<a href=https://a.mx"),
    "<b hidden>x</b>": UNFINISHED.format("<b hidden>x</b>"),
    '<a ="https://a.mx">x</a>': UNFINISHED.format('<a ="https://a.mx">x'),
    "<a>x</a>": NOWHERE,
    '<a href="">x</a>': NOWHERE,
    '<a href="usmexicofoundation.org">x</a>': NOWHERE,
    '<a href="javascript:x">x</a>': NOWHERE,
    '<a title="https://a.mx">x</a>': NOWHERE,
    "<span>x</span>": NO_SPAN,
    '<span class="bold">x</span>': NO_SPAN,
    "<tg-emoji>x</tg-emoji>": '<tg-emoji> needs emoji-id="…"',
    "<tg-time>x</tg-time>": '<tg-time> needs unix="…"',
    "a&nbsp;b": FOREIGN.format("&nbsp;"),
    "&ntilde;": FOREIGN.format("&ntilde;"),
    "Q&A;": FOREIGN.format("&A;"),
    "&frac12;": FOREIGN.format("&frac12;"),
    "&#0;": NO_CHARACTER.format("&#0;"),
    "&#xD83D;&#xDE00;": NO_CHARACTER.format("&#xD83D;"),
    "&#57311": NO_CHARACTER.format("&#57311"),
    "&#x110000;": NO_CHARACTER.format("&#x110000;"),
}

ACCEPTED = [
    "",
    "plain",
    "R&D",
    "R & D; I+D",
    "1 > 0",
    "&",
    "&;",
    "&amp; &lt; &gt; &quot;",
    "&amp;nbsp;",
    "&#39; &#x27; &#128512; &#x1F600;",
    *(f"<{tag}>x</{tag}>" for tag in sorted(html.TAGS - {"a", "span", "tg-emoji", "tg-time"})),
    "<B>x</B>",
    "<b>x</B>",
    "<b >x</b >",
    "<b><i><u>x</u></i></b> <s>y</s>",
    "<b></b>",
    '<a href="https://usmexicofoundation.org/allyshoring?a=1&amp;b=2#c">x</a>',
    "<a href='tg://user?id=1'>x</a>",
    '<a href = "mailto:x@example.org">x</a>',
    '<a\nhref="http://a.mx"\n>x</a>',
    '<a href="https://a.mx/>">x</a>',
    '<span class="tg-spoiler">x</span>',
    "<span class=tg-spoiler>x</span>",
    '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
    '<tg-time unix="1647531900" format="wDT">22:45 tomorrow</tg-time>',
    "<blockquote expandable>x</blockquote>",
    '<pre><code class="language-python">x</code></pre>',
]


PIECES = [
    *("<", "</", ">", "/", "<b>", "</b>", "<i>", "</i>", "</B>", "<br>", "<b ", '<a href="https://a.mx">', "</a>"),
    *("<a href='https://a.mx' ", "&", "&amp;", "&lt", ";", "#65", "&#x41;", "&#xD83D;", " ", "x", '"', "'", "=", "ñ😀"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_telegram_would_refuse_or_show_wrongly_is_a_fault_in_plain_words(text: str) -> None:
    assert html.fault(text) == REFUSED[text]


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_telegram_accepts_is_no_fault(text: str) -> None:
    assert html.fault(text) is None


def test_the_tags_are_those_of_telegram() -> None:
    tags = "a b blockquote code del em i ins pre s span strike strong tg-emoji tg-spoiler tg-time u"
    assert sorted(html.TAGS) == tags.split()


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("abc", 3), ("ñ", 1), ("n\u0303", 2), ("🏠", 2), ("❔", 1), ("🇲🇽", 4), ("\ud83d", 1)]
)
def test_lengths_are_counted_in_utf_16_units(text: str, count: int) -> None:
    assert html.units(text) == count


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ('<b>&"', '&lt;b&gt;&amp;"'),
        ("R&D", "R&amp;D"),
        ("AT&amp;T", "AT&amp;amp;T"),
        ("D'Artagnan", "D'Artagnan"),
    ],
)
def test_escaped_text_stands_for_itself(text: str, safe: str) -> None:
    assert html.escape(text) == safe


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<b>R&amp;D</b> &lt;3", "R&D <3"),
        ('<a href="https://a.mx/?a=1&amp;b">here</a>', "here"),
        ("R&D &nbsp; &amp;lt;", "R&D &nbsp; &lt;"),
        ("&#39;&#x27;&#128512;&quot;", "''😀\""),
        ("&lt 3 &gtx &#65 &#x42", "< 3 &gtx A B"),
        ("&#0; &#123456789; &#x110000;", "&#0; &#123456789; &#x110000;"),
        ("<b>&lt</b>x", "<x"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_plain_text_is_what_people_see(text: str, seen: str) -> None:
    assert html.plain(text) == seen


@given(st.text())
def test_any_escaped_text_has_no_fault(text: str) -> None:
    assert html.fault(html.escape(text)) is None


@given(st.text())
def test_any_escaped_text_is_seen_as_it_was_written(text: str) -> None:
    assert html.plain(html.escape(text)) == text


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_markup_without_a_fault_is_shown_by_a_telegram_just_so(text: str) -> None:
    assume(html.fault(text) is None)
    assert formatting.parse_html(text)[0].strip() == html.plain(text).strip()


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_markup_that_a_telegram_refuses_has_a_fault(text: str) -> None:
    try:
        formatting.parse_html(text)
    except formatting.ParseError:
        assert html.fault(text) is not None


@given(st.text())
def test_no_text_has_fewer_units_than_characters(text: str) -> None:
    assert len(text) <= html.units(text) <= 2 * len(text)
