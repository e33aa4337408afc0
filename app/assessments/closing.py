"""What a year still owes somebody when it is to be closed. Slices above say here what they know of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.assessments.errors import YearOwes
from app.assessments.kinds import AssessmentState, ReviewState
from app.assessments.models import Assessment, Cycle, ReviewForm
from app.infra.i18n import _l
from app.infra.scope import Session

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Owed:
    """``count`` of something undone, the first of them by name and address. ``blocks``: a closed year could never do it."""

    said: object
    count: int
    named: Sequence[tuple[str, str]]
    blocks: bool


Teller = Callable[[Cycle, datetime], Iterable[Owed]]
_tellers: list[Teller] = []


def told_by(teller: Teller) -> Teller:
    """For the slices above: what of theirs stands open in a year."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def owed(cycle: Cycle, now: datetime) -> list[Owed]:
    """What keeps the year open first, then what is only worth knowing; nothing that is done."""
    found = [one for teller in (_own, *_tellers) for one in teller(cycle, now) if one.count]
    return sorted(found, key=lambda one: not one.blocks)


def check(cycle: Cycle, now: datetime) -> None:
    """Whoever may still get something from the year gets it first. Raises ``YearOwes``."""
    count = sum(one.count for one in owed(cycle, now) if one.blocks)
    if count:
        raise YearOwes(count=count)


def named(wanted: Select[Assessment]) -> list[tuple[str, str]]:
    """The first few by the seller's name, each with its page."""
    first = wanted.options(joinedload(Assessment.merchant)).order_by(Assessment.id).limit(MOST_NAMED)
    return [(one.merchant.name, f"/assessments/{one.code}") for one in Session().scalars(first)]


def counted(wanted: Select[Assessment]) -> int:
    return Session().scalar(select(func.count()).select_from(wanted.subquery())) or 0


def _own(cycle: Cycle, now: datetime) -> Iterator[Owed]:
    of_year = select(Assessment).where(Assessment.cycle_id == cycle.id)
    anew = of_year.where(Assessment.reassessing_at.is_not(None))
    begun = select(ReviewForm.assessment_id).where(
        ReviewForm.state == ReviewState.DRAFT, ReviewForm.replaces_id.is_not(None)
    )
    for said, wanted, blocks in (
        (_l("正在重新评定，新的分数还没有出来"), anew, True),
        (_l("有评价表更正到一半，没有提交"), of_year.where(Assessment.id.in_(begun)), False),
        (_l("没有算出分数"), of_year.where(Assessment.state == AssessmentState.OPEN), False),
    ):
        yield Owed(said, counted(wanted), named(wanted), blocks)
