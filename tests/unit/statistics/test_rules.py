"""Counts in, figures out."""

from datetime import date
from decimal import Decimal
from statistics import median as other_median

import pytest

from app.complaints.terms import Outcome, Satisfaction
from app.statistics import rules
from app.statistics.rules import Period


def test_twelve_months_up_to_now_unless_told():
    assert rules.period(None, None, date(2026, 6, 15)) == Period(date(2025, 7, 1), date(2026, 6, 1))
    assert len(rules.period(None, None, date(2026, 1, 1)).months) == 12


@pytest.mark.parametrize(
    ("first", "last", "is_fine"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), True),
        (date(2026, 7, 1), date(2026, 6, 1), False),
        (date(2023, 7, 1), date(2026, 6, 1), True),  # thirty-six months
        (date(2023, 6, 1), date(2026, 6, 1), False),
    ],
)
def test_a_period_is_one_to_thirty_six_months(first, last, is_fine):
    if is_fine:
        assert rules.period(first, last, date(2026, 6, 1)).months[-1] == last
    else:
        with pytest.raises(rules.PeriodRefused):
            rules.period(first, last, date(2026, 6, 1))


def test_what_lies_ahead_is_in_no_period():
    june = date(2026, 6, 15)
    assert rules.period(date(2026, 5, 1), date(2026, 12, 1), june) == Period(
        date(2026, 5, 1), date(2026, 6, 1)
    )
    assert rules.period(date(2026, 5, 1), date(2026, 6, 1), june).shown_until(june) == june
    assert rules.period(date(2026, 4, 1), date(2026, 5, 1), june).shown_until(june) == date(2026, 5, 31)
    with pytest.raises(rules.PeriodRefused):
        rules.period(date(2026, 7, 1), date(2026, 12, 1), june)


def test_months_go_over_the_turn_of_the_year():
    assert rules.months_on(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert rules.months_on(date(2025, 12, 1), 1) == date(2026, 1, 1)
    assert Period(date(2025, 12, 1), date(2026, 1, 1)).last_day == date(2026, 1, 31)


@pytest.mark.parametrize("values", [[1], [1, 2], [3, 1, 2], [5, 5, 1, 9], [0, 0, 0, 7], [2, 3, 3, 10, 11]])
def test_the_median_is_what_a_list_of_all_of_them_would_give(values):
    histogram = {one: values.count(one) for one in values}
    assert rules.median(histogram) == Decimal(str(other_median(values))).quantize(Decimal("0.1"))


def test_nothing_has_no_median_and_no_share():
    nothing = rules.figures_of({})
    assert (nothing.median_days, nothing.in_time_pct, nothing.dispute_pct, nothing.satisfied_pct) == (
        None,
    ) * 4


def test_figures_are_made_of_their_cells():
    one = {"received": Decimal(3), "weighted": Decimal("2.5"), "due": Decimal(3), "answered_in_time": Decimal(2),
           "end.solved": Decimal(1), "end.silent": Decimal(1), "days.4": Decimal(2), "said.is_satisfied": Decimal(1)}  # fmt: skip
    other = {
        "received": Decimal(1),
        "weighted": Decimal(1),
        "end.solved": Decimal(1),
        "days.6": Decimal(1),
        "end.gone": Decimal(9),
    }
    whole = rules.figures_of(rules.joined([one, other]))
    assert (whole.received, whole.weighted, whole.closed, whole.open) == (4, Decimal("3.5"), 3, 1)
    assert whole.ended == {Outcome.SOLVED: 2, Outcome.SILENT: 1}  # never merged
    assert (whole.median_days, whole.in_time_pct) == (Decimal("4.0"), Decimal("66.7"))
    assert whole.said == {Satisfaction.SATISFIED: 1}


def test_every_length_falls_into_one_span():
    histogram = dict.fromkeys(range(121), 1)
    assert sum(count for _span, count in rules.distribution(histogram)) == 121


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("-2", "'-2"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("茶叶店", "茶叶店"),
        (-2, "-2"), (Decimal("-0.5"), "-0.5"), (None, ""), ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_no_cell_becomes_a_formula(cell, written):
    assert rules.harmless(cell) == written
