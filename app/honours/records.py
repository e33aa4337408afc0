"""What the house itself knows of a seller since a decision: later penalties on the black list, reports that became cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.honours.models import BlackProposal, HonourEntry, HonourList
from app.honours.terms import Fall, ListKind, SourceKind
from app.infra.scope import Session
from app.kernel.clock import end_of
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeState
from app.reports.models import Report
from app.reports.terms import ReportOutcome

HEAVIER = frozenset({SourceKind.SERIOUS, SourceKind.SERIOUS_LIST})
PENALTIES = HEAVIER | {SourceKind.MINOR, SourceKind.GENERAL}


@dataclass(frozen=True, slots=True)
class Later:
    """A penalty decided after the one in question; it is on the list, was there, or is on notice for it."""

    number: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Records:
    """``filed``: reports about the seller that became cases since. For officers only: a seller is told of no report."""

    later: Sequence[Later]
    filed: int


def since(entry: HonourEntry) -> Records:
    """For the serious list only heavier penalties count: 市场监督管理信用修复管理办法 arts. 11(3), 13(3)."""
    kinds = HEAVIER if entry.source_kind is SourceKind.SERIOUS_LIST else PENALTIES
    found = {*_listed(entry, kinds), *_on_notice(entry, kinds)} - {(entry.source_number, entry.source_on)}
    ordered = sorted(found, key=lambda one: (one[1], one[0]))
    return Records([Later(*one) for one in ordered], _filed(entry))


def _listed(entry: HonourEntry, kinds: frozenset[SourceKind]) -> list[tuple[str, date]]:
    wanted = (
        select(HonourEntry.source_number, HonourEntry.source_on, HonourEntry.fall)
        .join(HonourList, HonourList.id == HonourEntry.edition_id)
        .where(
            HonourList.kind == ListKind.BLACK, HonourEntry.merchant_id == entry.merchant_id,
            HonourEntry.source_on > entry.source_on, HonourEntry.source_kind.in_(kinds),
        )
    )  # fmt: skip
    return [(number, day) for number, day, fall in Session().execute(wanted) if fall is not Fall.WITHDRAWN]


def _on_notice(entry: HonourEntry, kinds: frozenset[SourceKind]) -> list[tuple[str, date]]:
    wanted = (
        select(BlackProposal.source_number, BlackProposal.source_on)
        .join(PublicNotice, PublicNotice.id == BlackProposal.notice_id)
        .where(
            BlackProposal.merchant_id == entry.merchant_id, BlackProposal.source_on > entry.source_on,
            BlackProposal.source_kind.in_(kinds), PublicNotice.state.in_([NoticeState.RUNNING, NoticeState.ENDED]),
        )
    )  # fmt: skip
    return [(number, day) for number, day in Session().execute(wanted)]


def _filed(entry: HonourEntry) -> int:
    wanted = select(func.count(Report.id)).where(
        Report.merchant_id == entry.merchant_id, Report.outcome == ReportOutcome.FILED,
        Report.decided_at >= end_of(entry.source_on),
    )  # fmt: skip
    return Session().scalar(wanted) or 0
