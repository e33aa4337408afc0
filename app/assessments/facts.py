"""What the house already knows of a seller, from the other slices' reads: shown beside the form, and filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from app.assessments.items import FactName
from app.assessments.models import Assessment
from app.assessments.rubric import FormSheet
from app.complaints import figures as complaints
from app.infra.i18n import _, when_text
from app.kernel.clock import SHANGHAI
from app.licences import queries as licences
from app.licences.kind_queries import kind_name
from app.licences.terms import LicenceState
from app.selfchecks import queries as selfchecks
from app.selfchecks.models import SelfCheck

ALL_IN_ORDER, ONE_IS_OVER = Decimal(2), Decimal(1)
NOTHING_LEFT, TASKS_LEFT = Decimal(2), Decimal(1)


@dataclass(frozen=True, slots=True)
class Known:
    """One fact: what it is about, what is so, and the figure that answers are filled in from. ``None``: look for yourself."""

    name: str
    text: str
    figure: Decimal | None


@dataclass(frozen=True, slots=True)
class Prefilled:
    """An answer from the house's records, and the words it rests on."""

    answer: str
    source: str


def known_of(assessment: Assessment, now: datetime) -> Mapping[FactName, Known]:
    """Licences, the last self-check, this year's complaints. What the house has not seen is left open."""
    merchant_id = assessment.merchant_id
    since = datetime(assessment.cycle.year, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)
    return {
        "licences": _licences(merchant_id),
        "selfcheck": _selfcheck(merchant_id, since),
        "complaints_in_time": _complaints(merchant_id, since, now),
    }


def prefilled(sheet: FormSheet, known: Mapping[FactName, Known]) -> dict[str, Prefilled]:
    """The answers that can be filled in, by item code."""
    found = {}
    for item in sheet.items:
        fact = known.get(item.fact.name) if item.fact else None
        if fact is not None and fact.figure is not None:
            found[item.code] = Prefilled(item.answer_from(fact.figure), fact.name + _("：") + fact.text)
    return found


def _licences(merchant_id: int) -> Known:
    states = licences.states_of([merchant_id]).get(merchant_id, {})
    name = _("已核验且有效的证照")
    valid = sorted(kind for kind, state in states.items() if state is LicenceState.VERIFIED)
    over = sorted(kind for kind, state in states.items() if state is LicenceState.EXPIRED)
    if not valid:
        return Known(name, _("还没有"), None)
    told = _("、").join(kind_name(kind) for kind in valid)
    if over:
        lapsed = _("、").join(kind_name(kind) for kind in over)
        return Known(name, _("%(valid)s；已过期：%(over)s", valid=told, over=lapsed), ONE_IS_OVER)
    return Known(name, told, ALL_IN_ORDER)


def _selfcheck(merchant_id: int, since: datetime) -> Known:
    name, check = _("最近一次自查"), selfchecks.latest_submitted(merchant_id)
    if check is None or check.submitted_at is None or check.submitted_at < since:
        return Known(name, _("本年还没有提交过"), None)
    left = len(selfchecks.open_remediation(merchant_id))
    text = _check_text(check, check.submitted_at)
    if left:
        return Known(name, _("%(check)s；还有 %(left)s 项没有整改", check=text, left=left), TASKS_LEFT)
    return Known(name, text, NOTHING_LEFT)


def _check_text(check: SelfCheck, at: datetime) -> str:
    if check.compliance is None:
        return when_text(at)
    return _("%(when)s，合规率 %(pct)s%%", when=when_text(at), pct=f"{check.compliance:.1f}")


def _complaints(merchant_id: int, since: datetime, now: datetime) -> Known:
    """Those whose time for an answer still runs are left out of the share."""
    name, counts = _("本年投诉"), complaints.counts_of([merchant_id], since)[merchant_id]
    if not counts.received:
        return Known(name, _("没有收到投诉"), Decimal(100))
    answers = complaints.answers_due(merchant_id, since, now)
    text = _(
        "收到 %(received)s 件，已到答复期限 %(due)s 件，其中按时答复 %(answered)s 件，解决 %(solved)s 件",
        received=counts.received, due=answers.due, answered=answers.in_time, solved=counts.solved,
    )  # fmt: skip
    return Known(name, text, answers.share)
