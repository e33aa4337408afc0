"""What the figures mean. Pure: counts in, figures out, every one with what it was made from.

A month's figures are those of the complaints *received* in it, whenever they end. Not counted: what was merged into another
number, and what left the figures because the seller's appeal was granted (that number is shown by itself).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from app.complaints.terms import Outcome, Satisfaction
from app.kernel.errors import DomainError
from app.kernel.numbers import half_up

TENTH = Decimal("0.1")
MOST_MONTHS = 36
USUAL_MONTHS = 12
END, DAYS, SAID = "end.", "days.", "said."
LONGEST = 120  # working days; longer is counted as this long
BINS: tuple[tuple[int, int | None], ...] = ((0, 0), (1, 1), (2, 3), (4, 7), (8, 15), (16, 30), (31, None))
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class PeriodRefused(DomainError):
    """The wrong way round, or longer than can be shown."""

    code = "statistics.period_refused"


def first_of(day: date) -> date:
    return day.replace(day=1)


def months_on(month: date, count: int) -> date:
    """The first day of the month ``count`` months after (before, if negative)."""
    place = month.year * 12 + month.month - 1 + count
    return date(place // 12, place % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, both included. ``first`` and ``last`` are first days."""

    first: date
    last: date

    @property
    def months(self) -> list[date]:
        return list(self)

    def __iter__(self) -> Iterator[date]:
        month = self.first
        while month <= self.last:
            yield month
            month = months_on(month, 1)

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    def shown_until(self, today: date) -> date:
        """The last day of which anything can be known."""
        return min(self.last_day, today)

    @property
    def until(self) -> date:
        """The day after the last one."""
        return months_on(self.last, 1)


def period(first: date | None, last: date | None, today: date) -> Period:
    """What was asked for, or the twelve months up to now; no month that has not begun. Raises ``PeriodRefused``."""
    end = min(first_of(last) if last else today, first_of(today))
    begin = first_of(first) if first else months_on(end, 1 - USUAL_MONTHS)
    length = (end.year - begin.year) * 12 + end.month - begin.month + 1
    if not 1 <= length <= MOST_MONTHS:
        raise PeriodRefused(most=MOST_MONTHS)
    return Period(begin, end)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything counted of some complaints. ``weighted``: bursts count less; the reasons stand with each complaint."""

    received: int = 0
    weighted: Decimal = Decimal(0)
    left_out: int = 0
    due: int = 0
    answered: int = 0
    answered_in_time: int = 0
    reached_bureau: int = 0
    accepted: int = 0
    disputed: int = 0
    ended: Mapping[Outcome, int] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    said: Mapping[Satisfaction, int] = field(default_factory=dict)

    @property
    def weighted_shown(self) -> Decimal:
        """With one place, for people; files hold it whole."""
        return half_up(self.weighted, TENTH)

    @property
    def closed(self) -> int:
        return sum(self.ended.values())

    @property
    def open(self) -> int:
        return self.received - self.closed

    @property
    def solved(self) -> int:
        return self.ended.get(Outcome.SOLVED, 0)

    @property
    def in_time_pct(self) -> Decimal | None:
        """Of the answers whose promised time is over or that were given: those given in time."""
        return share(self.answered_in_time, self.due)

    @property
    def dispute_pct(self) -> Decimal | None:
        """Of those ended: where the consumer says that it was not solved, or disputes the end."""
        return share(self.disputed, self.closed)

    @property
    def satisfied_pct(self) -> Decimal | None:
        """Of the consumers who said anything: the satisfied."""
        return share(self.said.get(Satisfaction.SATISFIED, 0), sum(self.said.values()))

    @property
    def median_days(self) -> Decimal | None:
        """Working days from receipt to the end, of those ended: as many took longer as shorter."""
        return median(self.days)


def harmless_row(cells: Iterable[object]) -> list[str]:
    return [harmless(cell) for cell in cells]


def share(part: int, whole: int) -> Decimal | None:
    """Per cent with one place; nothing of nothing is no figure."""
    return None if whole == 0 else half_up(Decimal(100 * part) / whole, TENTH)


def median(histogram: Mapping[int, int]) -> Decimal | None:
    """The middle of value → how often; between two middles, half way."""
    count = sum(histogram.values())
    if count == 0:
        return None
    low, high = (count - 1) // 2, count // 2
    seen = 0
    found: list[int] = []
    for value in sorted(histogram):
        seen += histogram[value]
        while len(found) < 2 and seen > (low, high)[len(found)]:
            found.append(value)
        if len(found) == 2:
            break
    return half_up(Decimal(sum(found)) / 2, TENTH)


def figures_of(counts: Mapping[str, Decimal]) -> Figures:
    """From the names that cells are kept under. A name that is not known any more is passed over."""

    def number(name: str) -> int:
        return int(counts.get(name, 0))

    return Figures(
        received=number("received"), weighted=Decimal(counts.get("weighted", 0)), left_out=number("left_out"),
        due=number("due"), answered=number("answered"), answered_in_time=number("answered_in_time"),
        reached_bureau=number("reached_bureau"), accepted=number("accepted"), disputed=number("disputed"),
        ended={one: number(END + one.value) for one in Outcome if END + one.value in counts},
        said={one: number(SAID + one.value) for one in Satisfaction if SAID + one.value in counts},
        days={int(name[len(DAYS):]): int(often) for name, often in counts.items() if name.startswith(DAYS)},
    )  # fmt: skip


def joined(parts: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    """Counts of several cells together."""
    whole: dict[str, Decimal] = {}
    for part in parts:
        for name, often in part.items():
            whole[name] = whole.get(name, Decimal(0)) + often
    return whole


def distribution(histogram: Mapping[int, int]) -> list[tuple[tuple[int, int | None], int]]:
    """How many ended within which span of working days."""
    return [
        (span, sum(often for days, often in histogram.items() if days >= span[0] and (span[1] is None or days <= span[1])))
        for span in BINS
    ]  # fmt: skip


def harmless(cell: object) -> str:
    """Text for a spreadsheet that must not become a formula there."""
    text = "" if cell is None else str(cell)
    if isinstance(cell, int | Decimal):
        return text
    return f"'{text}" if text.startswith(FORMULA) else text
