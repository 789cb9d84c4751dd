"""Names that stand twice, with or without accents: most likely a person or an organization that was added again."""

from collections.abc import Iterator

from bot.core.locales import collation_key
from bot.core.upkeep import What
from bot.loading.source import Source, items
from bot.loading.translation import Finding


def findings(task_force: Source) -> Iterator[Finding]:
    """Give each name of a file that is well by itself which reads like one above it."""
    for kind in ("organizations", "members"):
        lines: dict[str, int] = {}
        for number, item in items(task_force.data, kind):
            name = " ".join(item["name"].split())
            key, _ = collation_key(name)
            line, _ = task_force.places[(kind, number, "name")]
            if lines.setdefault(key, line) != line:
                words = f"reads like the name on line {lines[key]}; take one of them out, or accept it"
                yield Finding(task_force.warning((kind, number, "name"), words), What.TWICE, name)
