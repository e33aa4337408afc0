"""What is counted of a seller's complaints, for the tag page and the assessment."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select

from app.clocks.models import Deadline
from app.complaints.models import Complaint
from app.complaints.terms import Clock, Outcome
from app.infra.scope import Session


@dataclass(frozen=True, slots=True)
class Counts:
    """Of complaints received since a day. Withdrawn and declined ones are received, and shown apart. Duplicates are
    counted once; what an appeal took out is not counted.

    ``answered_in_time`` counts answers within the seller's promise; ``answered`` all of them.
    """

    received: int = 0
    answered: int = 0
    answered_in_time: int = 0
    ended: Mapping[Outcome, int] = field(default_factory=dict)

    @property
    def solved(self) -> int:
        return self.ended.get(Outcome.SOLVED, 0)

    @property
    def partly_solved(self) -> int:
        return self.ended.get(Outcome.PARTLY_SOLVED, 0)

    @property
    def open(self) -> int:
        return self.received - sum(self.ended.values())


def counts_of(
    merchant_ids: Iterable[int], since: datetime, until: datetime | None = None
) -> dict[int, Counts]:
    """For each seller, what was received from ``since`` on (before ``until``). Two queries, however many sellers."""
    wanted = list(dict.fromkeys(merchant_ids))
    within = [
        Complaint.merchant_id.in_(wanted), Complaint.received_at >= since,
        Complaint.merged_into_id.is_(None), Complaint.left_out_at.is_(None),
    ]  # fmt: skip
    if until is not None:
        within.append(Complaint.received_at < until)
    ended: dict[int, Counter[Outcome | None]] = {one: Counter() for one in wanted}
    by_end = (
        select(Complaint.merchant_id, Complaint.outcome, func.count(Complaint.id))
        .where(*within)
        .group_by(Complaint.merchant_id, Complaint.outcome)
    )
    for merchant_id, outcome, number in Session().execute(by_end):
        ended[merchant_id][outcome] = number
    answers = (
        select(
            Complaint.merchant_id,
            func.count(Deadline.met_at),
            func.count(Deadline.met_at).filter(Deadline.met_at <= Deadline.due_at),
        )
        .join(Complaint.deadlines)
        .where(*within, Deadline.clock == Clock.ANSWER)
        .group_by(Complaint.merchant_id)
    )
    answered = {merchant_id: (done, in_time) for merchant_id, done, in_time in Session().execute(answers)}
    return {
        one: Counts(
            sum(ended[one].values()),
            *answered.get(one, (0, 0)),
            {outcome: number for outcome, number in ended[one].items() if outcome is not None},
        )
        for one in wanted
    }


@dataclass(frozen=True, slots=True)
class AnswersDue:
    """Complaints whose answer was given or is overdue. ``share`` in per cent, each weighed by what it counts: one that
    came in a burst counts less, with its reason kept. 100 where none was due."""

    due: int
    in_time: int
    share: Decimal


def answers_due(merchant_id: int, since: datetime, now: datetime) -> AnswersDue:
    """Of a seller's complaints since a day. Duplicates and what an appeal took out are not counted."""
    was_in_time = Deadline.met_at <= Deadline.due_at
    wanted = (
        select(
            func.count(), func.count().filter(was_in_time),
            func.coalesce(func.sum(Complaint.weight), 0),
            func.coalesce(func.sum(Complaint.weight).filter(was_in_time), 0),
        )
        .select_from(Complaint)
        .join(Complaint.deadlines)
        .where(
            Complaint.merchant_id == merchant_id, Complaint.received_at >= since, Deadline.clock == Clock.ANSWER,
            Complaint.merged_into_id.is_(None), Complaint.left_out_at.is_(None),
            Deadline.met_at.is_not(None) | (Deadline.due_at <= now),
        )
    )  # fmt: skip
    due, in_time, weight, weight_in_time = Session().execute(wanted).one()
    share = Decimal(100) * Decimal(weight_in_time) / Decimal(weight) if weight else Decimal(100)
    return AnswersDue(due, in_time, share)
