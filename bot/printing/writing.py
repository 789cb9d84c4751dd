"""Files: each code as SVG and PNG, and the sheets."""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.core.printed import Printed
from bot.errors import PrintingError
from bot.printing import codes, naming
from bot.printing.paper import Paper
from bot.printing.sheet import Printing, sheet

Drawings = Mapping[str, Callable[[], bytes]]
"""What there is to draw, by the names of the files."""


def drawings(printing: Printing, papers: Sequence[Paper]) -> Drawings:
    """Give what there is to draw: two pictures of each code, and a sheet for each paper."""
    found: dict[str, Callable[[], bytes]] = {}
    for place in printing.places:
        address, locale = printing.address(place), printing.locale
        found[naming.picture(place, locale, "svg")] = partial(codes.svg, address, _title(place, locale))
        found[naming.picture(place, locale, "png")] = partial(codes.png, address)
    for paper in papers:
        found[naming.sheet(paper, printing.locale)] = partial(_sheet, printing, paper)
    return found


def older(names: Collection[str], folder: Path) -> int:
    """Count the files that have these names already.

    Raises:
        PrintingError: one is a folder, or the folder cannot be read.
    """
    with _in_plain_words(folder):
        for name in names:
            if (folder / name).is_dir():
                raise PrintingError(f"{folder / name} cannot be written: a folder is called so; move it away")
        return sum((folder / name).exists() for name in names)


def write(drawings: Drawings, folder: Path) -> Generator[str, None, None]:
    """Write into a folder, which is made where there is none, and give the name of each file when it is drawn.

    The files come there after the last one is drawn: whatever goes wrong before leaves the older ones as they were.

    Raises:
        PrintingError: it cannot be written.
    """
    with _in_plain_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".drawing-", dir=folder) as desk:
            for name, draw in drawings.items():
                Path(desk, name).write_bytes(draw())
                yield name
            for name in drawings:
                Path(desk, name).replace(folder / name)


@contextmanager
def _in_plain_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PrintingError(
            f"nothing can be written to {folder}: {error.strerror}; name another folder with --output"
        ) from error


def _title(place: Printed, locale: str | None) -> str:
    """Give the name of a picture, which stands in one language alone."""
    return (next(iter(place.captions.values())) if locale is None else place.captions[locale]).name


def _sheet(printing: Printing, paper: Paper) -> bytes:
    return sheet(printing, paper).encode()
