"""Requests for repair in the office's calendar, and when the entries of a list end."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.clocks import dues as clock_dues
from app.honours import queries
from app.honours.models import RepairRequest
from app.infra.desk import Due


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    if user.is_regulator:
        there = url_for("honours.index")
        yield from clock_dues.of_kind(RepairRequest.__tablename__, first, last, _named, all_url=there)


def _named(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {
        one.id: (one.entry.name, url_for("editions.repair", code=one.code))
        for one in queries.open_repairs()
        if one.id in ids
    }
