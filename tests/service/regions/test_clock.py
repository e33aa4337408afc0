from datetime import UTC, datetime, timedelta

import pytest

from app.infra import audit, clock, scope
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.regions import queries, rules, service
from app.regions.terms import RegionAction
from tests.conftest import NOW

A_MONTH_ON = NOW + timedelta(days=30)


def test_the_demo_clock_moves_forward_and_leaves_a_trace(here):
    with unit_of_work():
        service.move_clock(A_MONTH_ON, demo_allowed=True, by=SYSTEM, now=clock.now())

    region = queries.here()
    assert region.ahead_seconds == 30 * 24 * 3600
    assert [entry.action for entry in audit.of(region)] == [RegionAction.CLOCK_MOVED]
    with scope.house_scope():
        moved = queries.ref_by_code("330522")
    with scope.region_scope(moved):
        assert clock.now() == A_MONTH_ON


def test_it_is_never_before_the_moment_that_was_asked_for(here):
    with unit_of_work():
        service.move_clock(A_MONTH_ON, demo_allowed=True, by=SYSTEM, now=NOW - timedelta(seconds=0.3))
    assert queries.here().ahead_seconds == 30 * 24 * 3600 + 1


@pytest.mark.parametrize(
    ("to", "demo_allowed", "reason"),
    [
        (A_MONTH_ON, False, "not_demo"),
        (NOW, True, "backwards"),
        (NOW - timedelta(seconds=1), True, "backwards"),
        (NOW + timedelta(days=801), True, "too_far"),
    ],
)
def test_the_clock_is_refused(here, to, demo_allowed, reason):
    with pytest.raises(rules.ClockRefused) as refused, unit_of_work():
        service.move_clock(to, demo_allowed=demo_allowed, by=SYSTEM, now=NOW)
    assert refused.value.facts == {"reason": reason}
    assert queries.here().ahead_seconds == 0


def test_a_real_county_has_no_demo_clock_even_in_demo_mode(here):
    queries.here().is_demo = False
    with pytest.raises(rules.ClockRefused), unit_of_work():
        service.move_clock(A_MONTH_ON, demo_allowed=True, by=SYSTEM, now=NOW)


def test_a_year_entered_by_the_region_ends_its_being_provisional(here):
    from datetime import date

    from app.kernel.workdays import workdays_after

    new_year = date(2026, 12, 31)
    assert workdays_after(new_year, 1, queries.calendar()).provisional is True
    with unit_of_work():
        service.enter_calendar(
            year=2027,
            notice="演示通知",
            days_off=[date(2027, 1, 1)],
            make_up_days=[date(2027, 1, 2)],
            by=SYSTEM,
            now=datetime(2026, 11, 1, tzinfo=UTC),
        )
    counted = workdays_after(new_year, 1, queries.calendar())
    assert (counted.due_on, counted.provisional) == (date(2027, 1, 2), False)


def test_the_newest_entry_of_a_year_counts_and_the_older_stays(here):
    from datetime import date

    for day in (date(2027, 1, 1), date(2027, 1, 4)):
        with unit_of_work():
            service.enter_calendar(year=2027, notice="n", days_off=[day], make_up_days=[], by=SYSTEM, now=NOW)
    assert [row.version for row in queries.own_calendars()] == [1, 2]
    assert queries.calendar().is_workday(date(2027, 1, 1)) is True
    assert queries.calendar().is_workday(date(2027, 1, 4)) is False
