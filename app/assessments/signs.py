"""The signs on the public forms of a seller: gathered, kept with each form, said in words, set aside by an officer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select, update

from app.accounts import queries as accounts
from app.accounts.models import User
from app.assessments import form_queries, queries, weighing, year
from app.assessments.errors import JudgementNeedsReason, NotWeighed
from app.assessments.kinds import AssessmentAction, CycleState
from app.assessments.locks import hold
from app.assessments.models import Assessment, ReviewForm
from app.assessments.terms import PUBLIC
from app.assessments.weighing import Came, Own, Sign, Trace, WeighingPolicy
from app.assessments.weighing_form import policy_of
from app.infra import audit
from app.infra.db import Json
from app.infra.i18n import _, _l
from app.infra.scope import Session
from app.labels.history import History
from app.regions import queries as regions

SIGNS = {
    "own_device": _l("来自店家登录过的设备，是自己评自己"),
    "own_block": _l("来自店家登录过的网络"),
    "same_device": _l("同一台设备对这家店提交了 %(forms)s 份，合计按一份计"),
    "same_block": _l("同一网络提交了 %(forms)s 份"),
    "burst": _l("%(minutes)s 分钟内集中提交了 %(forms)s 份"),
    "unscanned": _l("这张标签没有扫过，凭据是另外得来的"),
    "scattered": _l("这张标签在很多地方扫过（%(places)s 组网络），可能被翻拍转发"),
    "early": _l("标签做好不到 %(hours)s 小时就来评价，包裹还到不了"),
    "at_once": _l("这批标签的首次扫码集中在同一小时、同一地点（%(of)s 张中有 %(scans)s 张）"),
    "far": _l("与其他评价相差 %(points)s 分，请核对（不自动降低权重）"),
}
JUDGEMENTS = tuple(map(Decimal, ("1", "0.5", "0.25", "0")))


def said(signs: Iterable[Mapping[str, Any]]) -> str:
    """All signs of a form in the reader's language, each with what it does to the weight."""
    return _("；").join(_one(sign) for sign in signs)


def _one(sign: Mapping[str, Any]) -> str:
    text = str(SIGNS[sign["code"]]) % sign["facts"]
    factor = Decimal(sign["factor"])
    return text if factor == 1 else _("%(sign)s（× %(factor)s）", sign=text, factor=f"{factor.normalize():f}")


def trace_out(history: History) -> Json:
    """A label's history as it is kept with the review."""
    kept = asdict(history)
    return kept | {"made_at": history.made_at.isoformat() if history.made_at else None}


def trace_in(kept: Json) -> Trace | None:
    if not kept:
        return None
    made_at = kept["made_at"]
    return Trace(**{**kept, "made_at": datetime.fromisoformat(made_at) if made_at else None})


def reweigh(assessment: Assessment) -> Sequence[ReviewForm]:
    """Look at every public form of the seller anew. What an officer has judged stays as judged; the forms."""
    rows = form_queries.public_forms(assessment.id)
    devices, blocks = accounts.marks_of_merchant(assessment.merchant_id)
    found = weighing.weigh([_came(form) for form in rows], Own(devices, blocks), weighing_policy())
    for form in rows:
        signs = found.get(form.code, ())
        form.signals = [_out(sign) for sign in signs]
        if form.judged_by is None:
            form.weight = weighing.weight_of(signs)
            with force_locale("zh"):
                form.weight_reason = said(form.signals) if form.weight < 1 else ""
    Session().flush()
    return rows


def weighing_policy() -> WeighingPolicy:
    """What the open region has set about the weights of public forms."""
    return policy_of(regions.policy())


def judge(
    assessment: Assessment, form: ReviewForm, weight: Decimal, reason: str, *, by: User, now: datetime
) -> None:
    """An officer sets the weight of a public form: set aside what the checks found, or weigh down what they only pointed out.

    Raises ``NotWeighed`` for a form of staff, ``JudgementNeedsReason``, ``FormsClosed``, ``AlreadyScored``.
    """
    hold(assessment)
    year.check_takes_forms(assessment.cycle.state, assessment.state, is_reassessing=assessment.is_reassessing)
    if form.evaluation not in PUBLIC or weight not in JUDGEMENTS:
        raise NotWeighed
    if not reason.strip():
        raise JudgementNeedsReason
    hold(form)
    if (form.weight, form.weight_reason, form.judged_by) == (weight, reason, by.name):
        return
    before, form.weight, form.weight_reason = form.weight, weight, reason
    form.judged_by, form.judged_at = by.name, now
    audit.record(
        AssessmentAction.FORM_WEIGHED, form, by=by, now=now, assessment=assessment.code, before=f"{before:f}",
        weight=f"{weight:f}", reason=reason, signs=[sign["code"] for sign in form.signals],
    )  # fmt: skip


def unjudge(assessment: Assessment, form: ReviewForm, *, by: User, now: datetime) -> None:
    """Back to what the checks say. Raises ``FormsClosed``, ``AlreadyScored``."""
    hold(assessment)
    year.check_takes_forms(assessment.cycle.state, assessment.state, is_reassessing=assessment.is_reassessing)
    if form.judged_by is None:
        return
    before, form.judged_by, form.judged_at = form.weight, None, None
    reweigh(assessment)
    audit.record(
        AssessmentAction.FORM_WEIGHED, form, by=by, now=now, assessment=assessment.code, before=f"{before:f}",
        weight=f"{form.weight:f}", reason="", signs=[sign["code"] for sign in form.signals],
    )  # fmt: skip


def _came(form: ReviewForm) -> Came:
    at = form.first_submitted_at or form.submitted_at or form.started_at
    return Came(
        form.code, form.evaluation, at, form.device_hash or form.code, form.address_hash or form.code,
        form.score or Decimal(0), trace_in(form.trace),
    )  # fmt: skip


def _out(sign: Sign) -> Json:
    return {"code": sign.code, "factor": f"{sign.factor:f}", "facts": dict(sign.facts)}


def forget_marks(*, before: datetime, now: datetime) -> None:
    """Devices and neighbourhoods of reviews in years that are closed; weights and reasons stay."""
    for cycle in queries.cycles():
        if cycle.state is not CycleState.CLOSED:
            continue
        of_cycle = select(Assessment.id).where(Assessment.cycle_id == cycle.id)
        old = update(ReviewForm).where(
            ReviewForm.assessment_id.in_(of_cycle), ReviewForm.submitted_at < before, ReviewForm.device_hash.is_not(None)
        )  # fmt: skip
        told = old.values(device_hash=None, address_hash=None, token_hash=None).returning(ReviewForm.id)
        forgotten = len(Session().execute(told.execution_options(synchronize_session=False)).all())
        if forgotten:
            audit.record(AssessmentAction.MARKS_FORGOTTEN, cycle, by=audit.SYSTEM, now=now, forms=forgotten)
