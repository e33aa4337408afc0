"""Whose case it is: an officer takes it or is given it, and one station hands it to another."""

from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.complaints import office_rules, rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.terms import ComplaintAction, Step
from app.infra import audit
from app.infra.i18n import _l
from app.notices import service as notices
from app.regions import queries as regions
from app.regions.terms import OrganisationKind


def assign(complaint: Complaint, *, by: User, to_id: int, now: datetime) -> None:
    """Give it to an officer, or take it oneself. To whom it belongs already is no news. Raises ``office_rules.NoSuchOne``."""
    steps.hold(complaint)
    officer = accounts.user(to_id)
    if officer is None or not officer.is_regulator:
        raise office_rules.NoSuchOne(what="officer")
    if complaint.handler_id == officer.id:
        return
    complaint.handler_id, complaint.assigned_at = officer.id, now
    audit.record(ComplaintAction.ASSIGNED, complaint, by=by, now=now, to=officer.audit_name)
    if officer.id != by.id:
        notices.tell(
            officer, _l("投诉 %(code)s 交给您办理", code=complaint.code), _l("打开查看并处理。"),
            f"/complaints/{complaint.code}", key=f"{complaint.code} assigned {now}", now=now,
        )  # fmt: skip


def transfer(complaint: Complaint, *, by: User, station_id: int, text: str, now: datetime) -> None:
    """To another station of the region: its people have the case from now on. Deadlines run on.

    Raises ``office_rules.NoSuchOne``, ``rules.Ended``.
    """
    steps.hold(complaint)
    rules.check_open(complaint.state)
    station = next(
        (one for one in regions.organisations(OrganisationKind.STATION) if one.id == station_id), None
    )
    if station is None or station.id == complaint.station_id:
        raise office_rules.NoSuchOne(what="station")
    complaint.station_id, complaint.handler_id, complaint.assigned_at = station.id, None, None
    said = f"转由{station.name}办理：{text}"
    steps.write(complaint, Step.TRANSFERRED, side=steps.side_of(by), author=by.audit_name, text=said, now=now)
    audit.record(ComplaintAction.TRANSFERRED, complaint, by=by, now=now, to=station.name)
    steps.tell_office(
        complaint, _l("投诉 %(code)s 转到您所", code=complaint.code), text, key=f"transferred {now}", now=now
    )
