"""Files: each code as SVG and PNG, and the sheets."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import PrintingError
from bot.printing import codes, naming
from bot.printing.paper import Paper
from bot.printing.sheet import Printing, sheet


def write(printing: Printing, papers: Sequence[Paper], folder: Path) -> Iterator[Path]:
    """Write everything into a folder, which is made where there is none, and give each file once it is there.

    Raises:
        PrintingError: it cannot be written.
    """
    for name, content in _files(printing, papers):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        except OSError as error:
            raise PrintingError(f"{folder / name} cannot be written: {error.strerror}") from error
        yield folder / name


def count(printing: Printing, papers: Sequence[Paper]) -> int:
    """Count the files that there will be."""
    return 2 * len(printing.places) + len(papers)


def _files(printing: Printing, papers: Sequence[Paper]) -> Iterator[tuple[str, bytes]]:
    locale = printing.locale
    for place in printing.places:
        address = printing.address(place)
        title = next(iter(place.captions.values())) if locale is None else place.captions[locale]
        yield naming.picture(place, locale, "svg"), codes.svg(address, title.name)
        yield naming.picture(place, locale, "png"), codes.png(address)
    for paper in papers:
        yield naming.sheet(paper, locale), sheet(printing, paper).encode()
