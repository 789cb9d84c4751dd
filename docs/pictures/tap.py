"""Draws tap.svg and tap-dark.svg: the way of one tap, down into the bot on the left, and up to Telegram on the right.

The steps are those of docs/architecture.md, and a test compares both with a tap that is really made.
"""

from pathlib import Path

from boxes import DARK, LIGHT, Step, drawn

HERE = Path(__file__).parent

IN = (
    Step(("bot/web/connections.py", "+ http.py"), ("Who connects and says", "nothing, is hung up on"), "request"),
    Step(("bot/web/webhook.py", "+ gate.py, fingerprint.py"), ("Is it Telegram? Else 403",), "bytes"),
    Step(("bot/web/updates.py",), ("Is it an update? Else 400",), "dict"),
    Step(("bot/tg/intake.py",), ("Was it here before?",), "dict"),
    Step(("bot/tg/brakes.py", "+ lanes.py"), ("A fair share for each,", "and a lane for each chat"), "Turn"),
    Step(("bot/tg/errand.py",), ("A task, an id in the log",), "Errand"),
    Step(("bot/alone.py", "or bot/store/claims.py"), ("Is it ours? PostgreSQL", "alone is asked"), "dict"),
    Step(("bot/app.py", "bot/tg/press.py"), ("A tap? Then the dozen", "values that matter"), "Press"),
    Step(("handlers/arrivals.py", "bot/services.py"), ("64 bytes become a place", "that there still is"), "Lead"),
    Step(("bot/tg/taps.py",), ("A spinner; the last wins",), "Lead"),
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
    Step(("bot/tg/request.py", "+ line.py"), ("aiohttp: editMessageText",), "the call"),
)
AFTER = Step(
    ("bot/counting.py", "handlers/invitations.py"),
    (
        "The opening counts. Was a report left? Then a question,",
        "once. The webhook answers with 200, and in this reply",
        "goes what stops the button spinning.",
    ),
)


def main() -> None:
    """Write both."""
    for name, colours in (("tap.svg", LIGHT), ("tap-dark.svg", DARK)):
        (HERE / name).write_text(drawn(IN, OUT, AFTER, colours), encoding="utf-8")


if __name__ == "__main__":
    main()
