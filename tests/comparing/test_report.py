"""What the comparison says of its figures."""

from benchmarks import report
from benchmarks.measuring import Phase, Run
from benchmarks.subjects import BOT, GRAMMY, LIMIT, PTB


def run(cpu: float, *, unfinished: int = 0, calls: int = 1, edits: float = 0.004) -> Run:
    phase = Phase(100, unfinished, 0, 0.1, cpu, 0.01, [50.0], {"editmessagetext": 100 * calls}, {}, [edits] * 100)
    return Run(0.5, 70.0, [phase, phase])


def reached(found: list[report.Aim]) -> dict[str, bool]:
    return {aim.figure: aim.reached for aim in found}


def test_the_cpu_of_a_tap_is_compared_round_by_round() -> None:
    aims = report.aims({BOT: [run(0.02), run(0.04)], LIMIT: [run(0.01), run(0.02)]})
    assert (aims[0].measured, aims[0].reached) == ("2.00 ×", True)


def test_more_cpu_than_wanted_is_not_reached() -> None:
    aims = reached(report.aims({BOT: [run(0.02)], GRAMMY: [run(0.021)]}))
    assert aims["CPU a tap, of grammY's"] is False


def test_two_calls_a_tap_are_one_too_many() -> None:
    assert reached(report.aims({BOT: [run(0.02, calls=2)]}))["calls a tap"] is False


def test_late_edits_and_unanswered_taps_are_not_reached() -> None:
    figure = "tap to edit at 50 a second, median"
    rounds = (run(0.02), run(0.02, edits=0.006), run(0.02, unfinished=1))
    found = [reached(report.aims({BOT: [one]}))[figure] for one in rounds]
    assert found == [True, False, False]


def test_a_bot_that_does_not_keep_up_gets_no_times_but_is_said_to() -> None:
    assert "does not keep up (20 of 120 unanswered)" in report.table({PTB: [run(0.02, unfinished=20)]})
