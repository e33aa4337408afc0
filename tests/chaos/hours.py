"""The timetable, in a hurry: it looks for forgotten work several times a second."""

import sys
from datetime import timedelta

from tests.chaos import timepiece, without
from worker import timetable

if __name__ == "__main__":
    timepiece.follow()
    without.take_away()
    timetable.EVERY = 0.3
    timetable.RESEND_AFTER = timedelta(milliseconds=500)
    sys.exit(timetable.main())
