"""The table of all metrics: names, types, labels, and what each label can say. docs/operations.md is held to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.announcing import State
from bot.watch import METHODS, Answer, Kind, Outcome, Stage, Stranger

OURS = None
"""What a label says that has no closed set: it is from the content, or from what is installed."""
YES_NO = ("yes", "no")
CHATS = ("private", "group", "supergroup", "channel", "other")
SECTIONS = ("reports", "enablers", "members", "organizations", "announcements")
REASONS = tuple(answer for answer in Answer if answer != Answer.OK)
DELIVERIES = ("sent", "unreachable", "failed", "unsure", "left")
"""What became of the messages of an announcement; those that are left are still to come."""


class Type(StrEnum):
    """What Prometheus does with a metric."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Family:
    """A metric: a counter's name is exposed with `_total` behind it, a histogram's with `_bucket`, `_sum`, `_count`."""

    name: str
    type: Type
    words: str
    labels: Mapping[str, Iterable[str] | None] = field(default_factory=dict)


UPDATES = Family(
    "bot_updates", Type.COUNTER, "Updates, by what they are about and became.", {"kind": Kind, "outcome": Outcome}
)
UPDATE_SECONDS = Family(
    "bot_update_seconds", Type.HISTOGRAM, "Where updates spend their time.", {"kind": Kind, "stage": Stage}
)
UNDER_WAY = Family("bot_updates_under_way", Type.GAUGE, "Updates that are not dealt with yet.")
WAITING = Family("bot_updates_waiting", Type.GAUGE, "Those among them that wait for their turn.")
CALLS = Family(
    "bot_calls", Type.COUNTER, "Attempts at calls to Telegram, by outcome.", {"method": METHODS, "outcome": Answer}
)
CALL_SECONDS = Family("bot_call_seconds", Type.HISTOGRAM, "How long Telegram takes.", {"method": METHODS})
RETRIES = Family("bot_retries", Type.COUNTER, "Calls that are made again, by reason.", {"reason": REASONS})
STRANGERS = Family(
    "bot_requests_turned_away", Type.COUNTER, "Requests of strangers, by what was wrong.", {"reason": Stranger}
)
STORE_FAILURES = Family("bot_store_failures", Type.COUNTER, "How often the database did not answer.")
CHATS_KNOWN = Family(
    "bot_chats",
    Type.GAUGE,
    "Chats of which something is remembered.",
    {"kind": CHATS, "subscribed": YES_NO, "reachable": YES_NO},
)
ADDRESSEES = Family(
    "bot_announcement_addressees", Type.GAUGE, "To how many an announcement goes.", {"announcement": OURS}
)
DELIVERED = Family(
    "bot_announcement_chats",
    Type.GAUGE,
    "What became of an announcement.",
    {"announcement": OURS, "outcome": DELIVERIES},
)
ANNOUNCEMENT_STATE = Family(
    "bot_announcement_state",
    Type.GAUGE,
    "1 for the state of an announcement.",
    {"announcement": OURS, "state": State},
)
LOOKED_UP = Family(
    "bot_lookup_age_seconds", Type.GAUGE, "How old the numbers of chats and announcements are; -1 without any."
)
CONTENT = Family(
    "bot_content_info", Type.GAUGE, "Always 1; says which content is in use.", {"digest": OURS, "languages": OURS}
)
CONTENT_ITEMS = Family("bot_content_items", Type.GAUGE, "How much there is of it.", {"section": SECTIONS})
CONTENT_OUTDATED = Family("bot_content_outdated", Type.GAUGE, "1 where the last change was not taken over.")
BUILD = Family("bot_build_info", Type.GAUGE, "Always 1; says what runs.", {"version": OURS, "python": OURS})
LAG = Family("bot_event_loop_lag_seconds", Type.HISTOGRAM, "How late this process comes to what it wanted to do.")

COUNTED = (UPDATES, UPDATE_SECONDS, CALLS, CALL_SECONDS, RETRIES, STRANGERS, LAG)
"""What is counted as it happens."""
LOOKED_AT = (
    *(UNDER_WAY, WAITING, STORE_FAILURES, CHATS_KNOWN, ADDRESSEES, DELIVERED, ANNOUNCEMENT_STATE, LOOKED_UP),
    *(CONTENT, CONTENT_ITEMS, CONTENT_OUTDATED, BUILD),
)
"""What is looked at when somebody asks."""
