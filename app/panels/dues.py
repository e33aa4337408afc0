"""A panel's vote in its members' calendars, and every panel's in the office's."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for
from sqlalchemy import select

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import dues as clock_dues
from app.infra.desk import Due
from app.panels import queries
from app.panels.models import PanelSitting


def dues(user: User, first: date, last: date) -> Iterator[Due]:
    if not (user.is_regulator or user.role is Role.PANELIST):
        return
    sittings = select(PanelSitting.id)
    if user.role is Role.PANELIST:
        sittings = sittings.where(PanelSitting.panel_id == user.organisation_id)
    there = url_for("panels.home" if user.role is Role.PANELIST else "panel_sittings.index")
    yield from clock_dues.of_kind(
        PanelSitting.__tablename__, first, last, _named, all_url=there, among=sittings
    )


def _named(ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    return {
        one.id: (one.code, url_for("panel_sittings.show", code=one.code))
        for one in queries.open_sittings()
        if one.id in ids
    }
