"""What changes a region."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any

from app.infra import audit
from app.infra.audit import Actor
from app.infra.db import add
from app.regions import changes, queries, rules
from app.regions.models import Organisation, Region, RegionCalendar
from app.regions.terms import OrganisationKind, RegionAction


def open_region(
    *,
    region_id: int,
    code: str,
    name: str,
    name_en: str,
    bureau_name: str,
    hotline: str,
    is_demo: bool,
    now: datetime,
    policy: dict[str, Any] | None = None,
) -> Region:
    """A new tenant. Called in the house's own scope."""
    return add(
        Region(
            id=region_id, code=code, name=name, name_en=name_en, bureau_name=bureau_name, hotline=hotline,
            is_demo=is_demo, policy=policy or {}, opened_at=now,
        )
    )  # fmt: skip


def open_organisation(
    kind: OrganisationKind, name: str, *, address: str | None = None, phone: str | None = None
) -> Organisation:
    return add(Organisation(kind=kind, name=name, address=address, phone=phone))


def move_clock(to: datetime, *, demo_allowed: bool, by: Actor, now: datetime) -> None:
    """Move the demo county's clock forward to ``to``. Raises ``rules.ClockRefused``."""
    region = queries.here()
    ahead = rules.check_clock(now, to, is_demo=region.is_demo, demo_allowed=demo_allowed)
    region.ahead_seconds += ceil(ahead.total_seconds())  # never before the moment that was asked for
    audit.record(RegionAction.CLOCK_MOVED, region, by=by, now=now, to=to)


def enter_calendar(
    *,
    year: int,
    notice: str,
    days_off: Sequence[date],
    make_up_days: Sequence[date],
    by: Actor,
    now: datetime,
) -> RegionCalendar:
    """A year's holidays as announced. An earlier entry of the year stays; the newest counts.

    Raises ``rules.CalendarRefused``.
    """
    rules.check_year(year, days_off, make_up_days)
    version = sum(row.year == year for row in queries.own_calendars()) + 1
    entered = add(
        RegionCalendar(
            year=year, version=version, notice=notice, days_off=sorted(set(days_off)),
            make_up_days=sorted(set(make_up_days)), entered_at=now,
        )
    )  # fmt: skip
    audit.record(RegionAction.CALENDAR_ENTERED, entered, by=by, now=now, notice=notice)
    changes.tell(now)
    return entered


def change_policy(said: dict[str, Any], *, by: Actor, now: datetime) -> bool:
    """What the region sets for itself from now on; the rest stays. False, and nothing written, if nothing differs."""
    region, before = queries.here(), queries.policy()
    changed = {name: value for name, value in said.items() if getattr(before, name) != value}
    if not changed:
        return False
    region.policy = {**region.policy, **{name: _kept(value) for name, value in changed.items()}}
    was = {name: getattr(before, name) for name in changed}
    audit.record(RegionAction.POLICY_CHANGED, region, by=by, now=now, before=was, after=changed)
    changes.tell(now)
    return True


def _kept(value: Any) -> Any:
    """As the region keeps it: decimals as text, so that no reader rounds them."""
    return f"{value:f}" if isinstance(value, Decimal) else value
