"""Reads of the region slice."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.infra import packs, scope
from app.infra.scope import RegionRef, Session, current_region
from app.kernel.workdays import Calendar, YearCalendar
from app.regions.models import Organisation, Region, RegionCalendar
from app.regions.terms import OrganisationKind, Policy


def ref_by_id(region_id: int) -> RegionRef | None:
    return _ref(Session().get(Region, region_id))


def ref_by_code(code: str) -> RegionRef | None:
    return _ref(Session().scalar(select(Region).where(Region.code == code)))


def open_refs() -> Sequence[RegionRef]:
    """Every region, in order of opening."""
    found = Session().scalars(select(Region).order_by(Region.id)).all()
    return [ref for region in found if (ref := _ref(region))]


def here() -> Region:
    """The open region's own row."""
    return Session().get_one(Region, current_region().id)


def policy() -> Policy:
    """What the open region has set, over the defaults."""
    return Policy().but(here().policy)


def organisations(kind: OrganisationKind | None = None) -> Sequence[Organisation]:
    wanted = select(Organisation).order_by(Organisation.id)
    if kind is not None:
        wanted = wanted.where(Organisation.kind == kind)
    return Session().scalars(wanted).all()


def organisation(organisation_id: int) -> Organisation | None:
    """Asked once a page, though many ask whose office this is."""
    return scope.once(("organisation", organisation_id), lambda: Session().get(Organisation, organisation_id))


def own_calendars() -> Sequence[RegionCalendar]:
    """What the region's administrators entered, newest version of a year last."""
    return (
        Session().scalars(select(RegionCalendar).order_by(RegionCalendar.year, RegionCalendar.version)).all()
    )


def national_calendar() -> Calendar:
    """The years that the loaded packs hold."""
    versions = reversed(packs.of_family("calendars"))
    return Calendar({version.year: _year(version.content) for version in versions})


def calendar() -> Calendar:
    """National years, with the region's own entries over them. Asked by every deadline on a page, read once."""
    return scope.once("regions.calendar", _calendar)


def _calendar() -> Calendar:
    own = {
        row.year: YearCalendar(row.year, row.notice, frozenset(row.days_off), frozenset(row.make_up_days))
        for row in own_calendars()
    }
    return Calendar({**national_calendar().years, **own})


def _year(content: dict[str, Any]) -> YearCalendar:
    return YearCalendar(
        content["year"],
        content["notice"],
        frozenset(map(date.fromisoformat, content["days_off"])),
        frozenset(map(date.fromisoformat, content["make_up_days"])),
    )


def _ref(region: Region | None) -> RegionRef | None:
    if region is None:
        return None
    return RegionRef(
        id=region.id, code=region.code, name=region.name, name_en=region.name_en, hotline=region.hotline,
        is_demo=region.is_demo, ahead=timedelta(seconds=region.ahead_seconds),
    )  # fmt: skip
