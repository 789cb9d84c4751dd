"""How many instructions of the processor a tap takes: `python -m benchmarks.instructions`, with valgrind.

Where others use the machine as well, times swing by half within a minute; instructions stay within a hundredth, and
show what a change does. Only the bot's own count: not those of the kernel, nor how long any of them waits for memory.
Other checkouts may be named, `python -m benchmarks.instructions ../before`, and are compared with this one.
"""

import argparse
import asyncio
import compileall
import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import FailedError, measure
from benchmarks.recording import record, write
from benchmarks.shipped import ROOT
from benchmarks.subjects import Subject

FEW, MANY = 300, 1_300
"""Taps of two runs: what the start takes is in both."""
_COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")


def main() -> None:
    """Count, and print a line for each checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("others", nargs="*", type=Path, metavar="FOLDER", help="another checkout")
    others = [folder.resolve() for folder in parser.parse_args().others]
    if lacking := [str(folder) for folder in others if not (folder / "bot").is_dir()]:
        sys.exit(f"no checkout of the bot: {', '.join(lacking)}")
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        sys.exit("valgrind is needed; on Debian and Ubuntu: apt install valgrind")
    first = None
    for folder in (ROOT, *others):
        try:
            counted = _a_tap(valgrind, folder)
        except FailedError as error:
            sys.exit(str(error))
        first = first or counted
        sys.stdout.write(f"{folder}: {counted:,.0f} instructions a tap, {counted / first:.3f} of the first\n")
        sys.stdout.flush()


def _a_tap(valgrind: str, folder: Path) -> float:
    for package in ("bot", "handlers"):
        compileall.compile_dir(folder / package, quiet=1)  # under valgrind that would take minutes
    with tempfile.TemporaryDirectory() as scratch:
        screens = Path(scratch, "screens.json")
        write(*asyncio.run(record()), screens)
        few, many = (_run(valgrind, folder, Path(scratch), screens, taps) for taps in (FEW, MANY))
    return (many - few) / (MANY - FEW)


def _run(valgrind: str, folder: Path, scratch: Path, screens: Path, taps: int) -> int:
    """Start the bot, tap so often, and give what all of that took.

    Raises:
        FailedError: it did not come to its end.
    """
    log = scratch / f"{taps}.log"
    counting = ("--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", f"--log-file={log}")
    bot = Subject(str(folder), (valgrind, *counting, sys.executable, "-P", "-m", "bot", "run"), "")
    check = {"kind": "check", "patience": 60.0}
    tapping = {"kind": "busy", "taps": taps, "seconds": 300.0, "patience": 300.0}
    measure(bot, screens, (check, tapping), 1, PYTHONPATH=str(folder), PYTHONHASHSEED="0")
    counted = _COUNTED.search(log.read_text(encoding="utf-8"))
    if counted is None:
        raise FailedError(f"{folder}: valgrind counted nothing")
    return int(counted[1].replace(",", ""))


if __name__ == "__main__":
    main()
