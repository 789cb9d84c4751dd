"""Draws tap.svg and tap-dark.svg: the way of one tap, down into the bot on the left, and up to Telegram on the right.

The steps are those of docs/architecture.md, and a test compares both with a tap that is really made.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, MARGIN, GUTTER = 580, 8, 30
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) // 2
LINE, PADDING, INDENT = 20, 9, 36
GAP = 30
TELEGRAM = 64
"""The height of the bar at the top."""
MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
SANS = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Step:
    """A box: the modules in the order in which a tap comes to them, what they do, and what goes on from there.

    Modules that stand on one line are in one folder, which only the first of them names.
    """

    modules: tuple[str, ...]
    does: tuple[str, ...]
    gives: str = ""
    seldom: bool = False

    @property
    def height(self) -> int:
        """How high it is."""
        return 2 * PADDING + LINE * (len(self.modules) + len(self.does)) - 2


IN = (
    Step(("bot/web/connections.py", "+ http.py"), ("Who connects and says", "nothing, is hung up on"), "request"),
    Step(("bot/web/webhook.py", "+ gate.py, fingerprint.py"), ("Is it Telegram? Else 403",), "bytes"),
    Step(("bot/web/updates.py",), ("Is it an update? Else 400",), "dict"),
    Step(("bot/tg/intake.py",), ("Was it here before?",), "dict"),
    Step(("bot/tg/brakes.py", "+ lanes.py"), ("A fair share for each,", "and a lane for each chat"), "Turn"),
    Step(("bot/tg/errand.py",), ("A task, an id in the log",), "Errand"),
    Step(("bot/alone.py", "or bot/store/claims.py"), ("Is it ours? PostgreSQL", "alone is asked"), "dict"),
    Step(("bot/app.py", "bot/tg/press.py"), ("A tap? Then the dozen", "values that matter"), "Press"),
    Step(("handlers/arrivals.py", "bot/services.py"), ("64 bytes become a place", "that there still is"), "Tap"),
    Step(("bot/tg/taps.py",), ("A spinner; the last wins",), "Tap"),
    Step(("handlers/buttons.py",), ("What does it ask for?",)),
)
OUT = (
    Step(("bot/tg/context.py",), ("Was it drawn before? Then", "past the dashed boxes"), "route, View"),
    Step(("bot/core/screens",), ("render(route, view), pure",), "Screen", seldom=True),
    Step(("bot/tg/drawing.py", "+ keyboards.py"), ("Once for all who come here",), "Drawing", seldom=True),
    Step(("bot/tg/presenter.py", "+ written.py"), ("Edit the tapped message;", "harmless errors end here"), "Written"),
    Step(("bot/tg/ally.py",), ("The framework's bot, ours",), "Written"),
    Step(("bot/tg/traffic.py",), ("Each call passes here",), "Written"),
    Step(
        ("bot/tg/patience.py", "+ floods.py, pace.py"), ("Wait? Call again? Only", "where it does no harm"), "Written"
    ),
    Step(("bot/tg/answers.py",), ("What came of each attempt",), "Written"),
    Step(("bot/tg/request.py",), ("aiohttp: editMessageText",), "the call"),
)
AFTER = Step(
    ("bot/counting.py", "handlers/invitations.py"),
    (
        "The opening counts. Was a report left? Then a question,",
        "once. The webhook answers with 200, and in this reply",
        "goes what stops the button spinning.",
    ),
)

LIGHT: dict[str, str | tuple[str, str]] = {
    "ground": "#ffffff",
    "words": "#1f2328",
    "faint": "#59636e",
    "line": "#59636e",
    "bot/web": ("#ddf4ff", "#0969da"),
    "bot/tg": ("#f6eeff", "#8250df"),
    "handlers": ("#fff8c5", "#9a6700"),
    "bot/core": ("#dafbe1", "#1a7f37"),
    "bot": ("#f3f4f6", "#59636e"),
}
DARK: dict[str, str | tuple[str, str]] = {
    "ground": "#0d1117",
    "words": "#f0f6fc",
    "faint": "#b1bac4",
    "line": "#b1bac4",
    "bot/web": ("#0c2d4a", "#58a6ff"),
    "bot/tg": ("#271b41", "#bc8cff"),
    "handlers": ("#3a2d05", "#e3b341"),
    "bot/core": ("#0f2e1b", "#3fb950"),
    "bot": ("#1c2128", "#9198a1"),
}

TITLE = "The way of one tap"
DESCRIPTION = (
    "From Telegram down through bot/web, bot/tg and handlers to the screen in bot/core, up again through bot/tg to "
    "Telegram, and then the answer to the webhook. docs/architecture.md has the same in words."
)


def drawn(colours: dict[str, str | tuple[str, str]]) -> str:
    """Draw it in some colours."""
    below = TELEGRAM + MARGIN + GAP
    height = sum(step.height + GAP for step in IN) - GAP
    left, right = MARGIN, MARGIN + COLUMN + GUTTER
    spare = (height - sum(step.height for step in OUT)) // (len(OUT) - 1)
    parts = [_telegram(), _arrow(left + COLUMN // 2, below - GAP, below, "update"), *_after(below + height + GAP)]
    y = below
    for number, step in enumerate(IN, 1):
        parts += _step(number, step, left, y)
        if step.gives:
            parts.append(_arrow(left + COLUMN // 2, y + step.height, y + step.height + GAP, step.gives))
        y += step.height + GAP
    parts.append(_line(left + COLUMN, y - GAP - 29, right, y - GAP - 29))
    y = below + height
    for number, step in enumerate(OUT, len(IN) + 1):
        y -= step.height
        parts += _step(number, step, right, y)
        up = below - GAP if number == len(IN) + len(OUT) else y - spare
        parts.append(_arrow(right + COLUMN // 2, y, up, step.gives))
        y -= spare
    full = below + height + GAP + AFTER.height + MARGIN
    return _page(full, colours, parts)


def _page(height: int, colours: dict[str, str | tuple[str, str]], parts: list[str]) -> str:
    filled = {folder: fills for folder, fills in colours.items() if isinstance(fills, tuple)}
    rules = [
        f"text {{ fill: {colours['words']}; font: 15.5px {SANS}; }}",
        f".module {{ font: 600 15px {MONO}; }}",
        f".value {{ font-style: italic; font-size: 15px; fill: {colours['faint']}; }}",
        ".number { font-weight: 600; text-anchor: middle; }",
        ".telegram { font-weight: 600; font-size: 18px; text-anchor: middle; }",
        ".port { text-anchor: middle; font-size: 15px; }",
        f".arrow {{ stroke: {colours['line']}; stroke-width: 2; fill: none; marker-end: url(#head); }}",
        ".dashed { stroke-dasharray: 6 5; }",
        "rect { stroke-width: 1.5; }",
        *(f".{_name(folder)} {{ fill: {fill}; stroke: {edge}; }}" for folder, (fill, edge) in filled.items()),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            'role="img" aria-labelledby="title desc">',
            f'<title id="title">{TITLE}</title>',
            f'<desc id="desc">{DESCRIPTION}</desc>',
            "<style>",
            *rules,
            "</style>",
            '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" '
            f'orient="auto"><path d="M0 0 10 5 0 10z" fill="{colours["line"]}"/></marker></defs>',
            f'<rect width="{WIDTH}" height="{height}" rx="8" fill="{colours["ground"]}"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def _telegram() -> str:
    ports = ((MARGIN + COLUMN // 2, "somebody taps"), (WIDTH // 2, "it stops spinning"))
    shown = (*ports, (WIDTH - MARGIN - COLUMN // 2, "the new screen"))
    return "\n".join(
        [
            f'<rect class="bot" x="{MARGIN}" y="{MARGIN}" width="{WIDTH - 2 * MARGIN}" height="{TELEGRAM}" rx="8"/>',
            f'<text class="telegram" x="{WIDTH // 2}" y="{MARGIN + 26}">Telegram</text>',
            *(f'<text class="port" x="{x}" y="{MARGIN + 51}">{words}</text>' for x, words in shown),
        ]
    )


def _after(y: int) -> list[str]:
    """Draw what comes when Telegram has answered: as wide as both columns, and the dashed way up between them."""
    number = len(IN) + len(OUT) + 1
    return [
        f'<path class="arrow dashed" d="M{WIDTH // 2} {y}V{TELEGRAM + MARGIN}"/>',
        *_step(number, AFTER, MARGIN, y, WIDTH - 2 * MARGIN),
    ]


def _step(number: int, step: Step, x: int, y: int, width: int = COLUMN) -> list[str]:
    dashed = ' stroke-dasharray="6 5"' if step.seldom else ""
    box = (
        f'<rect class="{_name(_folder(step))}" x="{x}" y="{y}" width="{width}" height="{step.height}" rx="8"{dashed}/>'
    )
    lines = [("module", line) for line in step.modules] + [("does", line) for line in step.does]
    texts = (
        f'<text class="{kind}" x="{x + INDENT}" y="{y + PADDING + 14 + LINE * place}">{escape(line)}</text>'
        for place, (kind, line) in enumerate(lines)
    )
    badge = f'<text class="number" x="{x + INDENT // 2}" y="{y + PADDING + 14}">{number}</text>'
    return [f'<g id="step-{number}">', box, badge, *texts, "</g>"]


def _arrow(x: int, y: int, end: int, value: str) -> str:
    middle = (y + end) // 2 + 5
    return "\n".join([_line(x, y, x, end), f'<text class="value" x="{x + 10}" y="{middle}">{value}</text>'])


def _line(x: int, y: int, end_x: int, end_y: int) -> str:
    return f'<path class="arrow" d="M{x} {y}L{end_x} {end_y}"/>'


def _folder(step: Step) -> str:
    folder = "/".join(step.modules[0].split("/")[:2]) if step.modules[0].startswith("bot/") else "handlers"
    return folder if folder in LIGHT else "bot"


def _name(folder: str) -> str:
    return folder.replace("/", "-")


def main() -> None:
    """Write both."""
    for name, colours in (("tap.svg", LIGHT), ("tap-dark.svg", DARK)):
        (HERE / name).write_text(drawn(colours), encoding="utf-8")


if __name__ == "__main__":
    main()
