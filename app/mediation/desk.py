"""What mediation asks of people today."""

from collections.abc import Iterable
from datetime import datetime

from flask import url_for

from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import counting
from app.clocks import queries as clocks
from app.complaints.permissions import station_of
from app.infra.desk import NavEntry, Todo
from app.infra.i18n import _, _l
from app.mediation import queries
from app.mediation.terms import MediationState, Party
from app.regions import queries as regions

ROLES = frozenset({Role.MERCHANT, Role.PARK, Role.OFFICER, Role.ADMIN})
NAV = (NavEntry("mediation.index", _l("调解"), "users", ROLES, 16),)
LATE, SOON, OPEN = 2, 12, 22


def todos(user: User, now: datetime) -> Iterable[Todo]:
    """The regulator: breaches to look into. A seller: its consent, or its word on a proposal."""
    if user.is_regulator:
        return _breaches(user, now)
    if user.role is Role.MERCHANT and user.merchant_id is not None:
        return _asked_of(user.merchant_id)
    return ()


def _breaches(user: User, now: datetime) -> Iterable[Todo]:
    broken = queries.broken(station_id=station_of(user), own_id=user.id)
    running = clocks.by_subject("mediation", [one.id for one in broken]) if broken else {}
    for one in broken:
        clock = next((each for each in running.get(one.id, ()) if each.is_running), None)
        due, tone = counting.standing(clock, now, regions.calendar()) if clock else ("", "warn")
        yield Todo(
            title=_("核实投诉 %(code)s 的协议履行", code=one.complaint.code),
            url=url_for("mediation.show", code=one.complaint.code), due=due, tone=tone,
            rank={"bad": LATE, "warn": SOON}.get(tone, OPEN), icon="scale",
        )  # fmt: skip


def _asked_of(merchant_id: int) -> Iterable[Todo]:
    for one in queries.waiting_for(merchant_id):
        proposal = one.on_the_table
        if one.state is MediationState.INVITED and one.merchant_agreed_at is None:
            title = _("投诉 %(code)s：是否同意调解", code=one.complaint.code)
        elif proposal is not None and Party.MERCHANT not in proposal.confirmed_by:
            title = _("投诉 %(code)s：有调解方案等您确认", code=one.complaint.code)
        else:
            continue
        yield Todo(
            title=title,
            url=url_for("mediation.show", code=one.complaint.code),
            tone="warn",
            rank=SOON,
            icon="scale",
        )
