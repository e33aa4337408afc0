"""The clock put back an hour, forward a day, forward a year and back again, under running processes."""

from datetime import timedelta

import pytest

from tests.chaos import timepiece
from tests.chaos.people import complaining
from tests.chaos.test_line import for_a_while

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    "steps", [(-HOUR, HOUR), (DAY, -DAY), (365 * DAY, -365 * DAY)], ids=["hour", "day", "year"]
)
def test_a_clock_that_jumps_loses_nothing_and_holds_nothing_up(house, shop, figures, told, steps):
    """Guards ``jobs.forgotten``, which does not believe a time too far ahead (``CHAOS_WITHOUT=wrong_clock``)."""
    with complaining(house.url, shop.code, people=2) as crowd:
        for step in steps:
            for_a_while(house, crowd, 1)
            house.line.empty()  # what was sent is lost: it must be sent again although the time is another
            timepiece.put_forward(house.folder, step)
            figures.note(f"clock put by {step}")
        for_a_while(house, crowd, 1)
    told += crowd.told
