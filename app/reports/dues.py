"""What reports put into the regulator's calendar. Nobody else hears of reports."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.clocks import dues as clock_dues
from app.infra.desk import Due
from app.reports import queries
from app.reports.models import Report


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    if user.is_regulator:
        there = url_for("reports.index")
        yield from clock_dues.of_kind(Report.__tablename__, first, last, _named, all_url=there)


def _named(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {
        number: (one.code, url_for("reports.show", code=one.code))
        for number, one in queries.by_ids(ids).items()
    }
