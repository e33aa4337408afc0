"""What complaints put into people's calendars: promises for sellers and parks, every clock for the office."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for
from sqlalchemy import Select, select

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import dues as clock_dues
from app.complaints.deadlines import PROMISES
from app.complaints.desk import PARKS
from app.complaints.lists import of_station
from app.complaints.models import Complaint
from app.complaints.permissions import station_of
from app.complaints.queries import KIND, by_ids
from app.infra.desk import Due


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    whose = _whose(user)
    if whose is None:
        return
    clocks = {Role.MERCHANT: PROMISES, Role.PARK: PARKS}.get(user.role)
    yield from clock_dues.of_kind(
        KIND, first, last, _named, all_url=url_for("complaints.index"), among=whose, clocks=clocks
    )


def _whose(user: User) -> Select[int] | None:
    """The complaints whose clocks are this person's: a seller's own, its sellers' for a park, its station's for an officer."""
    wanted = select(Complaint.id)
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        return wanted.where(Complaint.merchant_id == user.merchant_id)
    if user.role is Role.PARK and user.organisation_id is not None:
        return wanted.where(Complaint.merchant.has(park_id=user.organisation_id))
    if not user.is_regulator:
        return None
    station_id = station_of(user)
    return wanted if station_id is None else wanted.where(of_station(station_id, user.id))


def _named(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {
        one.id: (f"{one.code} · {one.merchant.name}", url_for("complaints.show", code=one.code))
        for one in by_ids(ids)
    }
