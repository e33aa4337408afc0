"""The park's station between consumer and seller, before the regulator; the consumer may skip it at any time."""

from datetime import datetime

from app.accounts.models import User
from app.clocks import service as clocks
from app.complaints import deadlines, office_rules, policy, rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.terms import Clock, ComplaintAction, Side, State, Step
from app.infra import audit
from app.infra.audit import Actor
from app.infra.i18n import _l
from app.infra.scope import Session
from app.merchants.models import Merchant


def send_to_station(
    complaint: Complaint, *, by: Actor = steps.CONSUMER, side: Side = Side.CONSUMER, text: str, now: datetime
) -> None:
    """The consumer asks the park's station to help. Raises ``rules.MoveRefused``, ``office_rules.NoSuchOne`` without a park."""
    steps.hold(complaint)
    if Session().get_one(Merchant, complaint.merchant_id).park_id is None:
        raise office_rules.NoSuchOne(what="station")
    steps.move(complaint, State.AT_STATION)
    here = policy.in_force(now)
    clocks.start(complaint, deadlines.station_rule(here.promises, here.version), at=now)
    steps.write(complaint, Step.TO_STATION, side=side, author=by.audit_name, text=text, now=now)
    audit.record(ComplaintAction.SENT_TO_STATION, complaint, by=by, now=now)
    title = _l("投诉 %(code)s 请园区服务站协调", code=complaint.code)
    steps.tell_park(complaint, title, _l("请联系双方协调，并把结果写下来。"), key=f"station {now}", now=now)
    steps.tell_shop(
        complaint, title, _l("园区服务站会联系您，您仍然可以直接答复。"), key=f"station {now}", now=now
    )


def station_tried(complaint: Complaint, *, by: User, settled: bool, text: str, now: datetime) -> None:
    """What the station reached: settled, as far as it can tell, or not. The consumer has the word. Raises ``rules.MoveRefused``."""
    steps.hold(complaint)
    if complaint.state is not State.AT_STATION:
        raise rules.MoveRefused(now=complaint.state, to=State.SETTLED if settled else State.DISPUTED)
    steps.move(complaint, State.SETTLED if settled else State.DISPUTED)
    clocks.meet(complaint, Clock.STATION, now=now)
    if settled:
        complaint.answered_at = complaint.answered_at or now
    step = Step.STATION_SETTLED if settled else Step.STATION_FAILED
    steps.write(complaint, step, side=steps.side_of(by), author=by.audit_name, text=text, now=now)
    audit.record(ComplaintAction.STATION_TRIED, complaint, by=by, now=now, settled=settled)
    steps.tell_shop(
        complaint, _l("投诉 %(code)s 园区服务站有了协调结果", code=complaint.code), _l("打开查看结果。"),
        key=f"tried {now}", now=now,
    )  # fmt: skip
