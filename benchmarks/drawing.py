"""The comparison as a picture: the CPU of a tap and how many a second, each bot a bar, the rounds a line across it."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.report import Runs, busy, cpu
from benchmarks.spread import Spread
from benchmarks.subjects import BOT

_OURS, _OTHERS, _LINE = "#2a78d6", "#b9c0cb", "#333333"


def draw(runs: Runs, file: Path) -> None:
    """Write the picture as a PNG."""
    figure = Figure(figsize=(11, 0.5 * len(runs) + 1.4), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2, sharey=True)
    names = [subject.name for subject in runs]
    colours = [_OURS if subject is BOT else _OTHERS for subject in runs]
    _bars(left, names, colours, [Spread.of(cpu(found)) for found in runs.values()], 2)
    rates = [Spread.of([busy(run).rate for run in found]) for found in runs.values()]
    _bars(right, names, colours, rates, 0)
    left.set_title("CPU of a tap, in milliseconds (less is better)", fontsize=10)
    right.set_title("taps a second, one process (more is better)", fontsize=10)
    left.invert_yaxis()
    figure.savefig(file)


def _bars(axes: Axes, names: Sequence[str], colours: Sequence[str], spreads: Sequence[Spread], digits: int) -> None:
    medians = [spread.median for spread in spreads]
    reach = [
        [spread.median - spread.low for spread in spreads],
        [spread.high - spread.median for spread in spreads],
    ]
    bars = axes.barh(names, medians, color=colours, xerr=reach, ecolor=_LINE, capsize=3, height=0.6)
    labels = [f"  {median:,.{digits}f}" for median in medians]
    axes.bar_label(bars, labels, fontsize=9, padding=2)
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.18)
