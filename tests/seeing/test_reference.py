"""docs/operations.md has every metric with its labels, every label value, and events that the code really logs."""

import re

import pytest
from prometheus_client import CollectorRegistry, ProcessCollector

from bot.metrics import families
from bot.metrics.families import Type
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
METRICS, ALERTS, LOG = (
    PAGE.partition(f"{title}\n")[2].partition("\n#")[0] for title in ("## Metrics", "### Alerts", "## The log")
)
CODE = "\n".join(
    file.read_text(encoding="utf-8") for folder in ("bot", "handlers") for file in sorted((ROOT / folder).rglob("*.py"))
)
Row = tuple[str, str, tuple[str, ...]]


def described() -> dict[str, tuple[Row, str]]:
    """Give the rows of the table by the names of the metrics, and what else they say."""
    rows = {}
    for line in METRICS.splitlines():
        if line.startswith("| `"):
            name, kind, labels, *words = (cell.strip() for cell in line.strip("|").split(" | "))
            name = name.strip("`")
            rows[name] = ((name, kind, tuple(re.findall(r"`(\w+)`", labels))), " ".join(words))
    return rows


def registered() -> set[Row]:
    """Give the metrics of the code, and those of the process."""
    process = CollectorRegistry()
    ProcessCollector(registry=process)
    ours = {(each.name, each.type.value, tuple(each.labels)) for each in (*families.COUNTED, *families.LOOKED_AT)}
    found = ours | {(metric.name, metric.type, ()) for metric in process.collect()}
    return {(f"{name}_total" if kind == Type.COUNTER else name, kind, labels) for name, kind, labels in found}


def test_every_metric_stands_in_the_table_with_its_type_and_labels_and_no_other() -> None:
    assert {row for row, _ in described().values()} == registered()


@pytest.mark.parametrize("family", [families.UPDATES, families.UPDATE_SECONDS, families.CALLS, families.STRANGERS])
def test_what_a_label_can_say_is_explained(family: families.Family) -> None:
    _, words = described()[f"{family.name}_total" if family.type is Type.COUNTER else family.name]
    label, values = list(family.labels.items())[-1]
    assert values is not None
    assert [value for value in values if f"`{value}`" not in words] == [], label


@pytest.mark.parametrize("family", [families.DELIVERED, families.ANNOUNCEMENT_STATE])
def test_so_is_what_becomes_of_an_announcement(family: families.Family) -> None:
    _, words = described()[family.name]
    values = family.labels[list(family.labels)[-1]]
    assert values is not None
    assert [value for value in values if f"`{value}`" not in words] == []


def test_alerts_ask_only_for_what_there_is() -> None:
    names = {re.sub(r"_bucket$", "", name) for name in re.findall(r"\b(?:bot|process)_\w+", ALERTS)}
    assert names
    assert names <= set(described())


def test_alerts_compare_only_with_what_labels_can_say() -> None:
    known = {
        name: {str(value) for each in (*families.COUNTED, *families.LOOKED_AT) for value in each.labels.get(name) or ()}
        for each in (*families.COUNTED, *families.LOOKED_AT)
        for name in each.labels
    }
    asked = re.findall(r'(\w+)(?:=|!=|=~|!~)"([\w|]+)"', ALERTS.replace('job="', ""))
    assert asked
    assert [(name, value) for name, values in asked for value in values.split("|") if value not in known[name]] == []


def test_every_event_in_the_table_is_logged_at_its_level() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| (\w+) \|", LOG, re.MULTILINE)
    assert len(rows) > 10
    missing = []
    for event, level in rows:
        calls = {"error": "error|exception"}.get(level, level)
        if not re.search(rf'_log\.({calls})\(\s*"{re.escape(event)}"', CODE):
            missing.append((event, level))
    assert missing == []


def test_every_event_is_a_fixed_sentence() -> None:
    calls = re.findall(r"_log\.(?:debug|info|warning|error|exception)\(\s*(\S)", CODE)
    assert len(calls) > 40
    assert set(calls) == {'"'}


def test_every_error_is_in_the_table() -> None:
    simulation = (ROOT / "bot" / "simulation.py").read_text(encoding="utf-8")  # whose page shows it
    logged = set(re.findall(r'_log\.(?:error|exception)\(\s*"([^"]+)"', CODE.replace(simulation, "")))
    told = set(re.findall(r"^\| `([^`]+)` \|", LOG, re.MULTILINE))
    assert logged - told == set()
