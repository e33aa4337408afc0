"""Forms: begun, kept as drafts, checked, submitted for good; and the two that the public fills in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.accounts.models import User
from app.assessments import checking, form_queries, queries, rules, sealing, signs, year
from app.assessments.answers import read_answers
from app.assessments.errors import ReviewedAlready, ReviewFixed
from app.assessments.items import Item
from app.assessments.kinds import EVALUATION_OF, AssessmentAction, ReviewState
from app.assessments.locks import hold
from app.assessments.models import Assessment, ReviewForm
from app.assessments.packs import rubric_of
from app.assessments.rubric import FormSheet
from app.assessments.rules import Scored
from app.assessments.terms import Evaluation, Form
from app.infra import audit
from app.infra.audit import Passer
from app.infra.db import add
from app.infra.scope import Session
from app.kernel import codes
from app.labels.history import History

Raw = Mapping[str, object]
CONSUMER, CITIZEN = Passer("消费者"), Passer("市民")


@dataclass(frozen=True, slots=True)
class Sender:
    """Where a public form came from, in words that cannot be turned back. ``token_hash`` and the label's ``history`` only for
    a parcel's holder."""

    device_hash: str
    address_hash: str
    token_hash: str | None = None
    history: History | None = None


def sheet_of(assessment: Assessment, evaluation: Evaluation) -> FormSheet:
    return rubric_of(assessment.rubric_version_id).evaluations[evaluation]


def reckon(assessment: Assessment, evaluation: Evaluation, answers: Raw) -> Scored:
    """What a complete form comes to. Raises ``AnswerMissing``, ``AnswerUnknown``, ``AnswerRefused``."""
    sheet = sheet_of(assessment, evaluation)
    return rules.score_form(sheet, Form("draft", evaluation, read_answers(sheet, answers, evaluation.value)))


def vetoes_of(assessment: Assessment, form: ReviewForm) -> Sequence[Item]:
    """The vetoes and caps that were chosen in a form."""
    sheet = sheet_of(assessment, form.evaluation)
    return [item for item in sheet.items if item.veto is not None and form.answers.get(item.code) == "yes"]


def save_draft(
    assessment: Assessment,
    answers: Raw,
    note: str,
    *,
    by: User,
    now: datetime,
    why: Mapping[str, str] | None = None,
) -> ReviewForm:
    """Keep what there is so far; ``why``: reasons for changing what the house had filled in. What was submitted
    stays as it is, and is given back, unless a correction of it was begun.

    Raises ``FormsClosed``, ``AlreadyScored``.
    """
    _lock_open(assessment)
    evaluation = EVALUATION_OF[by.role]
    form = queries.own_form(assessment.id, evaluation, by.id)
    if form is None:
        form = add(
            ReviewForm(
                code=codes.fresh(8), assessment_id=assessment.id, evaluation=evaluation, author_id=by.id,
                author_label=by.name, started_at=now,
            )
        )  # fmt: skip
    if form.state is ReviewState.DRAFT:
        sheet = sheet_of(assessment, evaluation)
        form.answers = {
            code: str(said)
            for code, said in answers.items()
            if code in sheet.by_code and said not in ("", None)
        }
        form.note = note
        form.overrides = checking.overridden(assessment, evaluation, sheet, form.answers, why or {}, now)
    return form


def submit(assessment: Assessment, form: ReviewForm, *, by: User, now: datetime) -> None:
    """Make a draft final, under seal. A second click finds it submitted and changes nothing. A correction takes the
    place of the form it corrects, which stays to be read.

    Raises ``FormsClosed``, ``AlreadyScored``, ``AnswerMissing``, ``OverrideNeedsReason``, ``ProofMissing``.
    """
    hold(form)
    if form.state is ReviewState.SUBMITTED:
        return
    _lock_open(assessment)
    scored = reckon(assessment, form.evaluation, form.answers)
    proofs = form_queries.proofs_of(form.id)
    checking.check_reasons(form)
    checking.check_proofs(scored, {proof.item_code for proof in proofs})
    checking.replace(form, by=by, now=now)
    form.score = scored.score
    form.state, form.submitted_at, form.first_submitted_at = ReviewState.SUBMITTED, now, now
    sealing.seal(form, assessment.code, proofs)
    Session().flush()
    audit.record(
        AssessmentAction.FORM_SUBMITTED, form, by=by, now=now, assessment=assessment.code,
        evaluation=form.evaluation.value, score=f"{scored.score:f}", digest=form.digest,
        reason=form.correction_reason or None, overrides=sorted(form.overrides),
    )  # fmt: skip


def submit_consumer(
    assessment: Assessment, answers: Raw, note: str, *, sender: Sender, now: datetime
) -> ReviewForm:
    """One review for each parcel label; within its days a later version takes the place of the one before.

    Raises ``ReviewFixed``, ``FormsClosed``, ``AlreadyScored``, ``AnswerMissing``.
    """
    _lock_open(assessment)
    before = queries.live_by_token(assessment.id, sender.token_hash or "")
    if before is None:
        return _take(assessment, Evaluation.CONSUMER, answers, note, sender=sender, by=CONSUMER, now=now)
    if _same(before, answers, note):
        return before
    first = before.first_submitted_at or now
    if now > year.change_until(first):
        raise ReviewFixed(days=year.CHANGE_DAYS)
    before.state = ReviewState.REPLACED
    Session().flush()
    form = _take(
        assessment, Evaluation.CONSUMER, answers, note, sender=sender, by=CONSUMER, now=now, before=before
    )
    audit.record(AssessmentAction.FORM_REPLACED, before, by=CONSUMER, now=now, replaced_by=form.code)
    return form


def submit_social(
    assessment: Assessment, answers: Raw, note: str, *, sender: Sender, now: datetime
) -> ReviewForm:
    """One form for each device and seller. The same once more is no harm.

    Raises ``ReviewedAlready``, ``FormsClosed``, ``AlreadyScored``, ``AnswerMissing``.
    """
    _lock_open(assessment)
    before = queries.live_by_device(assessment.id, sender.device_hash)
    if before is None:
        return _take(assessment, Evaluation.SOCIAL, answers, note, sender=sender, by=CITIZEN, now=now)
    if not _same(before, answers, note):
        raise ReviewedAlready
    return before


def _take(
    assessment: Assessment,
    evaluation: Evaluation,
    answers: Raw,
    note: str,
    *,
    sender: Sender,
    by: Passer,
    now: datetime,
    before: ReviewForm | None = None,
) -> ReviewForm:
    scored = reckon(assessment, evaluation, answers)
    form = ReviewForm(
        code=codes.fresh(8), assessment_id=assessment.id, evaluation=evaluation, author_label=by.audit_name,
        answers=dict(answers), note=note, state=ReviewState.SUBMITTED, score=scored.score, started_at=now,
        submitted_at=now, first_submitted_at=before.first_submitted_at if before else now, token_hash=sender.token_hash,
        device_hash=sender.device_hash, address_hash=sender.address_hash, replaces_id=before.id if before else None,
        trace=before.trace if before else signs.trace_out(sender.history) if sender.history else {},
    )  # fmt: skip
    sealing.seal(form, assessment.code, ())
    add(form)
    signs.reweigh(assessment)
    audit.record(
        AssessmentAction.FORM_SUBMITTED, form, by=by, now=now, assessment=assessment.code,
        evaluation=evaluation.value, score=f"{scored.score:f}",
    )  # fmt: skip
    return form


def _same(form: ReviewForm, answers: Raw, note: str) -> bool:
    return form.answers == dict(answers) and form.note == note


def _lock_open(assessment: Assessment) -> None:
    """Nobody scores while a form comes in, and no form comes in after."""
    hold(assessment)
    year.check_takes_forms(assessment.cycle.state, assessment.state, is_reassessing=assessment.is_reassessing)
