"""The numbers that help tells, from where they are kept: the region's policy where the reader stands in a region, else the
usual ones. Nothing here is written down a second time.
"""

from datetime import datetime
from functools import lru_cache

from app.clocks.terms import Unit
from app.complaints import deadlines
from app.complaints import policy as complaint_policy
from app.complaints.packs import Answer, PromisePack, promise_packs
from app.honours.rules import REPAIR_EXTENSION, USUAL_REPAIR_WORKDAYS
from app.honours.stages import TAKE_IN_WORKDAYS
from app.infra import scope
from app.infra.i18n import _, in_english, points_text
from app.infra.phrases import word
from app.labels.rules import MOST_LABELS
from app.licences.rules import MARKS
from app.mediation.rules import BREACH_WORKDAYS
from app.regions import queries as regions
from app.regions.terms import Policy
from app.reports.terms import CHECK_RULE


def told(now: datetime) -> dict[str, str]:
    """Every number that a step may name."""
    here = scope.region_or_none() is not None
    policy = regions.policy() if here else Policy()
    promises = complaint_policy.in_force(now).promises if here else usual_promises()
    amounts = {
        "notice_workdays": policy.notice_workdays, "appeal_workdays": policy.appeal_workdays,
        "claim_workdays": policy.claim_workdays, "objection_workdays": policy.objection_answer_workdays,
        "hearing_workdays": policy.hearing_workdays, "vote_workdays": policy.panel_vote_workdays,
        "quorum_pct": policy.panel_quorum_pct, "reapply_months": policy.reapply_months,
        "station_workdays": promises.station_workdays, "silence_days": promises.silence_days,
        "reopen_days": promises.reopen_days, "complaint_appeal_days": promises.appeal_days,
        "complaint_appeal_workdays": promises.appeal_workdays, "assist_workdays": promises.assist_workdays,
        "decide_workdays": deadlines.DECIDE.length, "mediate_days": deadlines.MEDIATE.length,
        "notify_workdays": deadlines.NOTIFY.length, "check_workdays": CHECK_RULE.length,
        "check_more": CHECK_RULE.extension, "breach_workdays": BREACH_WORKDAYS, "first_mark": MARKS[0],
        "take_in_workdays": TAKE_IN_WORKDAYS, "repair_workdays": USUAL_REPAIR_WORKDAYS, "repair_more": REPAIR_EXTENSION,
        "most_labels": f"{MOST_LABELS:,}",
    }  # fmt: skip
    return {name: str(amount) for name, amount in amounts.items()} | {
        "pass_score": points_text(policy.pass_score),
        "answer": _period(promises.answer),
        "settle": _period(promises.settle),
        "label_validity": _validity(policy.label_valid_months),
    }


@lru_cache(maxsize=1)
def usual_promises() -> PromisePack:
    """Those of a region that has set nothing of its own."""
    return next(one for one in promise_packs() if one.name == complaint_policy.DEFAULT)


def _period(said: Answer) -> str:
    """“24 小时”, “3 个工作日”; "24 hours", "3 working days"."""
    if not in_english():
        return f"{said.length} {word(said.unit)}"
    one = {Unit.HOURS: "hour", Unit.WORKDAYS: "working day", Unit.DAYS: "day"}[said.unit]
    return f"{said.length} {one}{'' if said.length == 1 else 's'}"


def _validity(months: int) -> str:
    return _("从申领那天算起 %(months)s 个月内有效", months=months) if months else _("没有设到期日")
