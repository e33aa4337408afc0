"""Reads of the titles slice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.assessments import queries as assessments
from app.assessments.models import Assessment, Cycle
from app.infra.paging import Page, newest_first
from app.infra.scope import Session
from app.kernel.clock import local_day
from app.panels import queries as panels
from app.panels.models import PanelQuestion
from app.panels.terms import QuestionKind
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeState
from app.titles import disputes, rules
from app.titles.models import Title, TitleProposal
from app.titles.terms import Standing, TitleState

HOLDING = (TitleState.VALID, TitleState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class TitleStanding:
    """What a seller's title is today: the word, the newest title if there ever was one, the notice it stands on.

    ``disputed``: an objection has no answer, or the seller's claim about its score is undecided. A title that holds goes on
    holding meanwhile.
    """

    standing: Standing
    title: Title | None = None
    notice: PublicNotice | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a panel may put on notice this year: passed by its vote; on notice or decided already; without the points."""

    cycle: Cycle | None
    open: Sequence[PanelQuestion] = ()
    proposed: Sequence[PanelQuestion] = ()
    missed: Sequence[Assessment] = ()


def by_number(number: str) -> Title | None:
    """With its merchant."""
    return Session().scalar(select(Title).options(joinedload(Title.merchant)).where(Title.number == number))


def current_title(merchant_id: int) -> Title | None:
    """The newest title of a seller, whatever has become of it; ask ``standing_on`` what it is today."""
    return titles_of([merchant_id]).get(merchant_id)


def titles_of(merchant_ids: Collection[int]) -> dict[int, Title]:
    """The newest title of each of these sellers that ever had one; one query."""
    newest = (
        select(Title)
        .where(Title.merchant_id.in_(merchant_ids))
        .distinct(Title.merchant_id)
        .order_by(Title.merchant_id, Title.awarded_on.desc(), Title.id.desc())
    )
    return {title.merchant_id: title for title in Session().scalars(newest)}


def history_of(merchant_id: int) -> Sequence[Title]:
    """Every title a seller ever had, newest first."""
    wanted = select(Title).where(Title.merchant_id == merchant_id)
    return Session().scalars(wanted.order_by(Title.awarded_on.desc(), Title.id.desc())).all()


def histories_of(merchant_ids: Collection[int]) -> dict[int, list[Title]]:
    """Every title of each of these sellers that ever had one, newest first; one query."""
    wanted = select(Title).where(Title.merchant_id.in_(merchant_ids))
    found: dict[int, list[Title]] = {}
    for title in Session().scalars(wanted.order_by(Title.awarded_on.desc(), Title.id.desc())):
        found.setdefault(title.merchant_id, []).append(title)
    return found


def holding(merchant_id: int) -> Sequence[Title]:
    """The seller's titles that are neither over nor revoked."""
    return Session().scalars(
        select(Title).where(Title.merchant_id == merchant_id, Title.state.in_(HOLDING)).order_by(Title.id)
    ).all()  # fmt: skip


def page_of(*, state: TitleState | None = None, after: int | None = None) -> Page[Title]:
    """One page, newest first."""
    wanted = select(Title)
    if state is not None:
        wanted = wanted.where(Title.state == state)
    return newest_first(wanted, Title.id, after)


def over_by(today: date) -> Sequence[Title]:
    """Still called valid or suspended, though the last day is over."""
    wanted = select(Title).where(Title.state.in_(HOLDING), Title.valid_until < today)
    return Session().scalars(wanted.order_by(Title.id)).all()


def next_seq(year: int) -> int:
    return (Session().scalar(select(func.max(Title.seq)).where(Title.year == year)) or 0) + 1


def proposals_of(notice_id: int) -> Sequence[TitleProposal]:
    """With merchants and assessments, best score first."""
    return Session().scalars(
        select(TitleProposal)
        .options(joinedload(TitleProposal.merchant), joinedload(TitleProposal.assessment))
        .where(TitleProposal.notice_id == notice_id)
        .order_by(TitleProposal.score.desc(), TitleProposal.id)
    ).all()  # fmt: skip


def proposed_ids(cycle_id: int) -> frozenset[int]:
    """Sellers that are on notice this year or were decided on; neither a withdrawn notice nor being stopped counts."""
    wanted = (
        select(TitleProposal.merchant_id, PublicNotice.stopped)
        .join(PublicNotice, PublicNotice.id == TitleProposal.notice_id)
        .where(PublicNotice.cycle_id == cycle_id, PublicNotice.state != NoticeState.WITHDRAWN)
    )
    return disputes.not_stopped(wanted)


def candidates(panel_id: int | None, tied: Collection[int] = ()) -> Candidates:
    """What a panel has voted for this year; without the sellers that the asking member is ``tied`` to."""
    cycle = assessments.current_cycle()
    if cycle is None or panel_id is None:
        return Candidates(cycle)
    passed = [
        one for one in panels.passed(cycle.id, panel_id, QuestionKind.TITLE) if one.merchant_id not in tied
    ]
    scored = {
        one.merchant_id: one
        for one in assessments.scored(cycle.id)
        if one.panel_id == panel_id and one.merchant_id not in tied
    }
    taken = proposed_ids(cycle.id)
    return Candidates(
        cycle,
        open=[one for one in passed if one.merchant_id not in taken and _still(one, scored)],
        proposed=[one for one in passed if one.merchant_id in taken],
        missed=[one for one in scored.values() if not one.eligible],
    )


def _still(question: PanelQuestion, scored: dict[int, Assessment]) -> bool:
    """Whether the score is the one that was voted on."""
    now = scored.get(question.merchant_id)
    return now is not None and now.scored_at == question.scored_at


def standings(merchant_ids: Collection[int], today: date) -> dict[int, TitleStanding]:
    """What each of these sellers' title is today: the only place that decides it, in three queries (two more at most)."""
    newest, live = titles_of(merchant_ids), _on_live_notices(merchant_ids)
    open_about = disputes.unanswered({one.notice_id for one in live.values()})
    claimed = disputes.claimed(merchant_ids)
    return {
        one: _standing(newest.get(one), live.get(one), open_about, today, claimed=one in claimed)
        for one in merchant_ids
    }


def standing_of(merchant_id: int, today: date) -> TitleStanding:
    return standings([merchant_id], today)[merchant_id]


def _standing(
    title: Title | None,
    proposal: TitleProposal | None,
    open_about: frozenset[tuple[int, int | None]],
    today: date,
    *,
    claimed: bool,
) -> TitleStanding:
    asked = {(proposal.notice_id, proposal.merchant_id), (proposal.notice_id, None)} if proposal else set()
    notice, disputed = proposal.notice if proposal else None, claimed or bool(asked & open_about)
    told = rules.overall(
        title.standing_on(today) if title else None,
        notice.state_on(today) if notice else None,
        disputed=disputed,
    )
    return TitleStanding(told, title, notice, disputed)


def _on_live_notices(merchant_ids: Collection[int]) -> dict[int, TitleProposal]:
    """Proposals of these sellers whose notice runs or waits for its decision, and that were not stopped."""
    wanted = _live().where(TitleProposal.merchant_id.in_(merchant_ids)).order_by(TitleProposal.id)
    return {
        one.merchant_id: one
        for one in Session().scalars(wanted)
        if one.merchant_id not in one.notice.stopped_ids
    }


def live_proposals_about(assessment_id: int) -> Sequence[TitleProposal]:
    """On a notice that runs or waits for its decision, with the notice."""
    return Session().scalars(_live().where(TitleProposal.assessment_id == assessment_id)).all()


def _live() -> Select[TitleProposal]:
    return (
        select(TitleProposal)
        .join(TitleProposal.notice)
        .options(contains_eager(TitleProposal.notice))
        .where(PublicNotice.state.in_([NoticeState.RUNNING, NoticeState.ENDED]))
    )


def last_revoked(merchant_ids: Collection[int]) -> dict[int, date]:
    """The day on which each of these sellers last lost a title, if ever."""
    rows = Session().execute(
        select(Title.merchant_id, func.max(Title.revoked_at))
        .where(Title.merchant_id.in_(merchant_ids), Title.state == TitleState.REVOKED)
        .group_by(Title.merchant_id)
    )
    return {of: local_day(at) for of, at in rows if at is not None}
