"""The year and its scores: what an administrator, a panel and the worker do."""

from collections.abc import Sequence
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.assessments import queries, replay, scoring, standing, year
from app.assessments.answers import read_answers
from app.assessments.errors import CycleThere, Incomplete, RubricUnknown
from app.assessments.kinds import AssessmentAction, AssessmentJob, AssessmentState, CycleState
from app.assessments.locks import hold
from app.assessments.models import Assessment, Cycle, ReviewForm
from app.assessments.packs import FAMILY, rubric_of
from app.assessments.rubric import Rubric
from app.assessments.terms import Evaluation, Form, ScoringPolicy
from app.assessments.year import Phase
from app.infra import audit, jobs, packs
from app.infra.audit import Actor
from app.infra.db import Json, add
from app.infra.i18n import _l
from app.infra.jobs import Job
from app.infra.scope import Session
from app.kernel import codes
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind
from app.notices import service as notices
from app.regions import queries as regions
from app.regions.terms import OrganisationKind


def open_cycle(number: int, *, by: Actor, now: datetime, phases: Sequence[Phase] | None = None) -> Cycle:
    """Open a year: every seller gets its assessment, its rubric and, by lot, its panel.

    Raises ``CycleThere``, ``PhasesRefused``; ``RubricUnknown`` when a kind of business has no rubric at all.
    """
    if queries.cycle_of(number) is not None:
        raise CycleThere(year=number)
    planned = tuple(phases or year.usual_phases(number))
    year.check_phases(planned)
    rubrics = _rubrics(number)
    cycle = add(
        Cycle(
            code=codes.fresh(8), year=number, name=f"{number} 年度放心电商评定", phases=[_phase_out(one) for one in planned],
            moves=[_move_out(CycleState.MOBILISE, by, now)], seed=codes.fresh(16), opened_at=now,
        )
    )  # fmt: skip
    sellers = merchants.all_of()
    panels = year.by_lot([one.id for one in sellers], _panel_ids(), cycle.seed)
    _enrol(cycle, sellers, panels, rubrics)
    audit.record(
        AssessmentAction.CYCLE_OPENED, cycle, by=by, now=now, sellers=len(sellers), seed=cycle.seed,
        rubrics={kind.value: version for kind, version in rubrics.items()},
    )  # fmt: skip
    return cycle


def enrol_newcomers(cycle: Cycle, *, by: Actor, now: datetime) -> int:
    """Sellers that came after the year was opened, each to the panel with fewest; how many. Again adds nobody twice."""
    if cycle.state not in year.TAKES_FORMS:
        return 0
    newcomers = queries.not_in(cycle.id)
    if not newcomers:
        return 0
    load = queries.panel_load(cycle.id)
    panels = year.for_newcomers([one.id for one in newcomers], _panel_ids(), load, cycle.seed)
    _enrol(cycle, newcomers, panels, _rubrics(cycle.year))
    audit.record(AssessmentAction.SELLERS_ENTERED, cycle, by=by, now=now, sellers=len(newcomers))
    return len(newcomers)


def move_on(cycle: Cycle, to: CycleState, *, by: Actor, now: datetime) -> None:
    """To the next phase. A second click on the same step changes nothing.

    Raises ``CycleMoveRefused``.
    """
    hold(cycle)
    if cycle.state is to:
        return
    year.check_move(cycle.state, to)
    before, cycle.state = cycle.state, to
    cycle.moves = [*cycle.moves, _move_out(to, by, now)]
    audit.record(AssessmentAction.CYCLE_MOVED, cycle, by=by, now=now, before=before.value, to=to.value)


def score(assessment: Assessment, *, by: Actor, now: datetime) -> None:
    """Reckon the hundred points, keep everything they rest on, and tell the shop. Scored already: nothing changes.

    Raises ``Incomplete`` naming what is missing, ``ScoringClosed``.
    """
    hold(assessment)
    year.check_scoring(assessment.cycle.state)
    if assessment.state is AssessmentState.SCORED:
        return
    rubric, policy = rubric_of(assessment.rubric_version_id), scoring_policy()
    forms = [counted(form) for form in queries.submitted_forms(assessment.id)]
    result = scoring.score(rubric, forms, policy)
    assessment.result = replay.dump(result) | _rests_on(rubric, forms, policy)
    assessment.total, assessment.eligible = result.total, result.eligible
    assessment.state, assessment.scored_at = AssessmentState.SCORED, now
    audit.record(
        AssessmentAction.SCORED, assessment, by=by, now=now, total=f"{result.total:f}",
        eligible=result.eligible, forms=len(forms),
    )  # fmt: skip
    notices.tell_all(
        accounts.of_merchant(assessment.merchant_id), _l("年度评定的分数出来了"),
        _l("每一分怎么来的，都可以逐行查看，也可以下载文件自己复算。"),
        f"/assessments/{assessment.code}", key=f"scored {assessment.code} {now:%Y%m%d%H%M%S}", now=now,
    )  # fmt: skip


def reopen(assessment: Assessment, reason: str, *, by: User, now: datetime) -> None:
    """Take a score back, before the public notice, so that more forms can come in. The number stays on record.

    Raises ``ScoringClosed``.
    """
    hold(assessment)
    year.check_scoring(assessment.cycle.state)
    if assessment.state is AssessmentState.OPEN:
        return
    audit.record(
        AssessmentAction.REOPENED, assessment, by=by, now=now, reason=reason, total=f"{assessment.total:f}"
    )
    assessment.state = AssessmentState.OPEN
    assessment.total = assessment.eligible = assessment.result = assessment.scored_at = None


def score_all(cycle: Cycle, *, by: Actor, now: datetime) -> Job:
    """Promise to score every seller of the year that is complete. Clicking twice in a minute is one job.

    Raises ``ScoringClosed``.
    """
    year.check_scoring(cycle.state)
    return jobs.promise(
        AssessmentJob.SCORE_CYCLE, key=f"score {cycle.code} {now:%Y%m%d%H%M}", cycle_id=cycle.id,
        by_id=by.audit_id or 0,
    )  # fmt: skip


def score_if_complete(assessment_id: int, *, by: Actor, now: datetime) -> bool:
    """One step of the job; whether the seller has a score now."""
    assessment = queries.by_id(assessment_id)
    if assessment is None:
        return False
    try:
        score(assessment, by=by, now=now)
    except Incomplete:
        return False
    return True


def finish_scoring(cycle: Cycle, *, by: Actor, now: datetime) -> None:
    """Note when the year was scored through, and how far."""
    counts = standing.sellers(cycle.id)
    cycle.scored_at = now
    audit.record(
        AssessmentAction.CYCLE_SCORED, cycle, by=by, now=now, scored=counts[AssessmentState.SCORED],
        left=counts[AssessmentState.OPEN],
    )  # fmt: skip


def scoring_policy() -> ScoringPolicy:
    """What the open region has decided about counting."""
    policy = regions.policy()
    return ScoringPolicy(
        threshold=policy.pass_score,
        minimums={
            Evaluation.INDUSTRY: 1,
            Evaluation.CONSUMER: policy.least_consumer_forms,
            Evaluation.SOCIAL: policy.least_social_forms,
        },
    )


def counted(form: ReviewForm) -> Form:
    """A stored form as the rules take it. Its answers were checked when it was submitted."""
    rubric = rubric_of(form.assessment.rubric_version_id)
    answers = read_answers(rubric.evaluations[form.evaluation], form.answers, form.code)
    return Form(
        form.code, form.evaluation, answers, weight=form.weight.normalize(), reason=form.weight_reason
    )


def replay_document(assessment: Assessment) -> Json:
    """The file from which anyone can reckon this score again: rubric, policy and forms, complete in itself."""
    rubric = rubric_of(assessment.rubric_version_id)
    empty = replay.to_document(rubric, [])
    kept = assessment.result or {}
    return {**empty, "policy": kept.get("policy", {}), "forms": kept.get("forms", [])}


def _rests_on(rubric: Rubric, forms: Sequence[Form], policy: ScoringPolicy) -> Json:
    document = replay.to_document(rubric, forms, policy)
    return {"policy": document["policy"], "forms": document["forms"]}


def _rubrics(number: int) -> dict[MerchantKind, int]:
    """The rubric version of each kind: the year's own, else the newest there is. Raises ``RubricUnknown``."""
    found = {
        kind: packs.newest(FAMILY, kind.value, number) or packs.newest(FAMILY, kind.value)
        for kind in MerchantKind
    }
    for kind, version in found.items():
        if version is None:
            raise RubricUnknown(kind=kind, year=number)
    return {kind: version.id for kind, version in found.items() if version is not None}


def _enrol(
    cycle: Cycle, sellers: Sequence[Merchant], panels: dict[int, int], rubrics: dict[MerchantKind, int]
) -> None:
    Session().add_all(
        Assessment(
            code=codes.fresh(10), cycle_id=cycle.id, merchant_id=seller.id, panel_id=panels.get(seller.id),
            rubric_version_id=rubrics[seller.kind],
        )
        for seller in sellers
    )  # fmt: skip
    Session().flush()


def _panel_ids() -> list[int]:
    return [one.id for one in regions.organisations(OrganisationKind.PANEL)]


def _phase_out(phase: Phase) -> Json:
    return {"state": phase.state.value, "from": phase.first.isoformat(), "to": phase.last.isoformat()}


def _move_out(state: CycleState, by: Actor, now: datetime) -> Json:
    return {"state": state.value, "at": now.isoformat(), "by": by.audit_name}
