"""Medians, spreads and ratios of rounds."""

from benchmarks.spread import Spread, hundredth, ratios


def test_a_spread_tells_the_round_in_the_middle_and_how_far_the_others_lie_apart() -> None:
    assert Spread.of([3.0, 1.0, 2.0]) == Spread(2.0, 1.0, 3.0)


def test_one_round_has_no_spread_to_write() -> None:
    assert (Spread.of([1500.4]).written(0), Spread.of([1.0, 1.25]).written(2)) == ("1,500", "1.12 (1.00–1.25)")


def test_a_round_that_was_slow_for_both_does_not_change_how_they_compare() -> None:
    assert ratios([1.0, 3.0, 1.0], [2.0, 6.0, 2.0]) == Spread(0.5, 0.5, 0.5)


def test_99_of_100_is_the_value_that_only_the_slowest_hundredth_exceeds() -> None:
    values = [float(number) for number in range(1, 201)]
    assert [hundredth(values, at) for at in (50, 99, 100)] == [100.0, 198.0, 200.0]


def test_of_a_single_value_every_hundredth_is_that_value() -> None:
    assert [hundredth([7.0], at) for at in (1, 50, 99)] == [7.0, 7.0, 7.0]
