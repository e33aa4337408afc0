"""The year and its scores: what an administrator, a panel and the worker do."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.accounts import queries as accounts
from app.assessments import (
    closing,
    duties,
    news,
    queries,
    reckoning,
    rubric_versions,
    standing,
    year,
)
from app.assessments.errors import CycleThere, Incomplete
from app.assessments.kinds import AssessmentAction, AssessmentJob, AssessmentState, CycleState
from app.assessments.locks import hold
from app.assessments.models import Assessment, Cycle
from app.assessments.year import Phase
from app.infra import audit, jobs
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


def open_cycle(
    number: int,
    *,
    by: Actor,
    now: datetime,
    phases: Sequence[Phase] | None = None,
    takes_newest: bool = False,
) -> Cycle:
    """Open a year: every seller gets its assessment, its rubric and, by lot, its panel; its station's officers the forms.

    A year without a rubric of its own is refused unless ``takes_newest`` says that the newest will do. Raises ``CycleThere``,
    ``PhasesRefused``, ``RubricYearMissing``; ``RubricUnknown`` when a kind of business has no rubric at all.
    """
    if queries.cycle_of(number) is not None:
        raise CycleThere(year=number)
    planned = tuple(phases or year.usual_phases(number))
    year.check_phases(planned)
    rubrics = rubric_versions.for_year(number, takes_newest=takes_newest)
    cycle = add(
        Cycle(
            code=codes.fresh(8), year=number, name=f"{number} 年度放心电商评定", phases=[year.phase_out(one) for one in planned],
            moves=[_move_out(CycleState.MOBILISE, by, now)], seed=codes.fresh(16), opened_at=now,
            rubrics={kind.value: version for kind, version in rubrics.items()},
        )
    )  # fmt: skip
    sellers = merchants.all_of()
    panels = year.by_lot([one.id for one in sellers], _panel_ids(), cycle.seed)
    _enrol(cycle, sellers, panels, rubrics, by=by, now=now)
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
    _enrol(cycle, newcomers, panels, rubric_versions.of_cycle(cycle), by=by, now=now)
    audit.record(AssessmentAction.SELLERS_ENTERED, cycle, by=by, now=now, sellers=len(newcomers))
    return len(newcomers)


def move_on(cycle: Cycle, to: CycleState, *, by: Actor, now: datetime) -> None:
    """To the next phase. A second click on the same step changes nothing.

    Raises ``CycleMoveRefused``; ``YearOwes`` when the year is to be closed and owes somebody something.
    """
    hold(cycle)
    if cycle.state is to:
        return
    year.check_move(cycle.state, to)
    if to is CycleState.CLOSED:
        closing.check(cycle, now)
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
    result, forms = reckoning.reckon(assessment, by=by, now=now, reason=assessment.reassess_reason)
    assessment.reassess_reason = ""
    audit.record(
        AssessmentAction.SCORED, assessment, by=by, now=now, total=f"{result.total:f}",
        eligible=result.eligible, forms=forms,
    )  # fmt: skip
    news.tell_shop(assessment, _l("年度评定的分数出来了"), now=now)


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


def finish_scoring(cycle: Cycle, *, work: str, by: Actor, now: datetime) -> None:
    """Note when the year was scored through, and how far; whoever asked for it is told, once for each ``work``."""
    counts = standing.sellers(cycle.id)
    cycle.scored_at = now
    audit.record(
        AssessmentAction.CYCLE_SCORED, cycle, by=by, now=now, scored=counts[AssessmentState.SCORED],
        left=counts[AssessmentState.OPEN],
    )  # fmt: skip
    asked = accounts.user(by.audit_id) if by.audit_id else None
    if asked is not None:
        notices.tell(
            asked, _l("评价表齐全的商家算完分了"), _l("还没有收齐的没有算，列在全年进度里。"), f"/cycles/{cycle.code}",
            key=f"scored-{work}", now=now,
        )  # fmt: skip


def replay_document(assessment: Assessment) -> Json:
    """The file from which anyone can reckon this score again."""
    return reckoning.replay_document(assessment.result or {}, assessment.rubric_version_id)


def _enrol(
    cycle: Cycle,
    sellers: Sequence[Merchant],
    panels: dict[int, int],
    rubrics: Mapping[MerchantKind, int],
    *,
    by: Actor,
    now: datetime,
) -> None:
    made = [
        Assessment(
            code=codes.fresh(10), cycle_id=cycle.id, merchant_id=seller.id, panel_id=panels.get(seller.id),
            rubric_version_id=rubrics[seller.kind],
        )
        for seller in sellers
    ]  # fmt: skip
    Session().add_all(made)
    Session().flush()
    duties.share_out(list(zip(made, sellers, strict=True)), by=by, now=now)


def _panel_ids() -> list[int]:
    return [one.id for one in regions.organisations(OrganisationKind.PANEL)]


def _move_out(state: CycleState, by: Actor, now: datetime) -> Json:
    return {"state": state.value, "at": now.isoformat(), "by": by.audit_name}
