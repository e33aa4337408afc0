"""Instants and local days. Instants are aware and in UTC; the region's day is Asia/Shanghai's."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local(at: datetime) -> datetime:
    """``at`` on the region's wall clock."""
    return at.astimezone(SHANGHAI)


def local_day(at: datetime) -> date:
    """The region's calendar day in which ``at`` falls."""
    return local(at).date()


def minute_text(at: datetime) -> str:
    """2026-06-01 09:00, in Shanghai: for files that programs read."""
    return local(at).strftime("%Y-%m-%d %H:%M")


def start_of(day: date) -> datetime:
    """The first instant of the region's ``day``, in UTC."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first instant after the region's ``day``, in UTC: what is due on a day is late from here on."""
    return start_of(day + timedelta(days=1))


def a_year_after(day: date) -> date:
    """The same day next year; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
