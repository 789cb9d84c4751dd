"""Steps as boxes: in two columns, down on the left and up on the right, with Telegram above them, as an SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, MARGIN, GUTTER = 580, 8, 30
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) // 2
LINE, PADDING, INDENT, GAP = 20, 9, 36, 30
TELEGRAM = 64
"""The height of the bar at the top."""
MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
SANS = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Step:
    """A box: the modules in the order in which a tap comes to them, what they do, and what goes on from there.

    Modules that stand on one line are in one folder, which only the first of them names. What is `seldom` is dashed.
    """

    modules: tuple[str, ...]
    does: tuple[str, ...]
    gives: str = ""
    seldom: bool = False

    @property
    def height(self) -> int:
        """How high it is."""
        return 2 * PADDING + LINE * (len(self.modules) + len(self.does)) - 2

    @property
    def folder(self) -> str:
        """Where its first module lies: what gives it its colour."""
        found = next((folder for folder in LIGHT.folders if self.modules[0].startswith(f"{folder}/")), "bot")
        return found.replace("/", "-")


@dataclass(frozen=True, slots=True)
class Colours:
    """Those of the ground, of words, of what is beside them, and the fill and the edge of boxes by their folders."""

    ground: str
    words: str
    faint: str
    folders: Mapping[str, tuple[str, str]]


LIGHT = Colours(
    "#ffffff",
    "#1f2328",
    "#59636e",
    {
        "bot/web": ("#ddf4ff", "#0969da"),
        "bot/tg": ("#f6eeff", "#8250df"),
        "bot/core": ("#dafbe1", "#1a7f37"),
        "handlers": ("#fff8c5", "#9a6700"),
        "bot": ("#f3f4f6", "#59636e"),
    },
)
DARK = Colours(
    "#0d1117",
    "#f0f6fc",
    "#b1bac4",
    {
        "bot/web": ("#0c2d4a", "#58a6ff"),
        "bot/tg": ("#271b41", "#bc8cff"),
        "bot/core": ("#0f2e1b", "#3fb950"),
        "handlers": ("#3a2d05", "#e3b341"),
        "bot": ("#1c2128", "#9198a1"),
    },
)


def drawn(down: Sequence[Step], up: Sequence[Step], after: Step, colours: Colours) -> str:
    """Draw the steps down and up, and one that comes after them, in some colours."""
    top = TELEGRAM + MARGIN + GAP
    bottom = top + sum(step.height + GAP for step in down) - GAP
    number = len(down) + len(up) + 1
    parts = [
        *_telegram(),
        *_down(down, top),
        *_up(up, top, bottom, len(down) + 1),
        _arrow(WIDTH // 2, bottom + GAP, WIDTH // 2, TELEGRAM + MARGIN, " dashed"),
        *_step(number, after, MARGIN, bottom + GAP, WIDTH - 2 * MARGIN),
    ]
    return "\n".join([*_head(bottom + GAP + after.height + MARGIN, colours), *parts, "</svg>", ""])


def _down(steps: Sequence[Step], y: int) -> list[str]:
    x, parts = MARGIN + COLUMN // 2, _labelled(MARGIN + COLUMN // 2, y - GAP, y, "update")
    for number, step in enumerate(steps, 1):
        parts += _step(number, step, MARGIN, y)
        y += step.height
        if number < len(steps):
            parts += _labelled(x, y, y + GAP, step.gives)
            y += GAP
    return [*parts, _arrow(MARGIN + COLUMN, y - 29, MARGIN + COLUMN + GUTTER, y - 29)]


def _up(steps: Sequence[Step], top: int, y: int, first: int) -> list[str]:
    """Draw steps from the bottom to the top, with whatever room is left between them."""
    gap = (y - top - sum(step.height for step in steps)) // (len(steps) - 1)
    left, parts = MARGIN + COLUMN + GUTTER, []
    for number, step in enumerate(steps, first):
        y -= step.height
        parts += _step(number, step, left, y)
        is_last = step is steps[-1]
        parts += _labelled(left + COLUMN // 2, y, top - GAP if is_last else y - gap, step.gives)
        y -= gap
    return parts


def _step(number: int, step: Step, x: int, y: int, width: int = COLUMN) -> list[str]:
    dashed = ' stroke-dasharray="6 5"' if step.seldom else ""
    lines = [("module", line) for line in step.modules] + [("does", line) for line in step.does]
    return [
        f'<g id="step-{number}">',
        f'<rect class="{step.folder}" x="{x}" y="{y}" width="{width}" height="{step.height}" rx="8"{dashed}/>',
        _text("number", x + INDENT // 2, y + PADDING + 14, str(number)),
        *(_text(kind, x + INDENT, y + PADDING + 14 + LINE * place, line) for place, (kind, line) in enumerate(lines)),
        "</g>",
    ]


def _labelled(x: int, y: int, end: int, value: str) -> list[str]:
    return [_arrow(x, y, x, end), _text("value", x + 10, (y + end) // 2 + 5, value)]


def _arrow(x: int, y: int, end_x: int, end_y: int, kind: str = "") -> str:
    return f'<path class="arrow{kind}" d="M{x} {y}L{end_x} {end_y}"/>'


def _text(kind: str, x: int, y: int, words: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'


def _telegram() -> list[str]:
    left, middle, right = MARGIN + COLUMN // 2, WIDTH // 2, WIDTH - MARGIN - COLUMN // 2
    return [
        f'<rect class="bot" x="{MARGIN}" y="{MARGIN}" width="{WIDTH - 2 * MARGIN}" height="{TELEGRAM}" rx="8"/>',
        _text("telegram", middle, MARGIN + 26, "Telegram"),
        _text("port", left, MARGIN + 51, "somebody taps"),
        _text("port", middle, MARGIN + 51, "it stops spinning"),
        _text("port", right, MARGIN + 51, "the new screen"),
    ]


def _head(height: int, colours: Colours) -> list[str]:
    boxes = (
        f".{name.replace('/', '-')} {{ fill: {fill}; stroke: {edge}; }}"
        for name, (fill, edge) in colours.folders.items()
    )
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"',
        'role="img">',
        "<title>The way of one tap; docs/architecture.md has the same in words</title>",
        "<style>",
        f"text {{ fill: {colours.words}; font: 15.5px {SANS}; }}",
        f".module {{ font: 600 15px {MONO}; }}",
        f".value {{ font-style: italic; font-size: 15px; fill: {colours.faint}; }}",
        ".number { font-weight: 600; text-anchor: middle; }",
        ".telegram { font-weight: 600; font-size: 18px; text-anchor: middle; }",
        ".port { text-anchor: middle; font-size: 15px; }",
        f".arrow {{ stroke: {colours.faint}; stroke-width: 2; fill: none; marker-end: url(#head); }}",
        ".dashed { stroke-dasharray: 6 5; }",
        "rect { stroke-width: 1.5; }",
        *boxes,
        "</style>",
        '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto">',
        f'<path d="M0 0 10 5 0 10z" fill="{colours.faint}"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="{colours.ground}"/>',
    ]
