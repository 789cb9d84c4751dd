"""What is left of some thousand taps in the bot's process, as the benchmark reads it."""

from benchmarks import soak

TAPS, WARM_UP = 3_000, 1_500
MEMORY = 4.0
"""MiB: the numbers of these updates are remembered, and nothing else; an update takes some kilobytes."""
FILES = 5
"""Connections to the database that are kept, or not, depending on how many were needed at once."""


async def test_after_some_thousand_taps_tasks_connections_and_memory_are_where_they_were() -> None:
    result = await soak.measured(TAPS, WARM_UP)
    before, *after = result.readings
    assert result.unanswered == 0
    assert [(reading.tasks, reading.sockets) for reading in after] == [(before.tasks, before.sockets)] * soak.PARTS
    assert max(reading.files for reading in after) <= before.files + FILES
    assert after[-1].memory - before.memory < MEMORY
