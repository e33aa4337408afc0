"""Two reports in the demo county: one that waits, anonymous; one that was decided and told."""

from datetime import datetime, timedelta

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.demo.complaints import TEA, TOYS
from app.demo.people import demo_uscc
from app.merchants import queries as merchants
from app.reports import queries, service
from app.reports.service import Clue
from app.reports.terms import Offence, ReportChannel, ReportOutcome

PHONE = "19900009002"


def furnish(now: datetime) -> None:
    """Their form keys are the same at every start, so that making the county twice files nothing twice."""
    _filed(TEA, Offence.ADVERTISING, "直播间说这款茶“能降血压”，主播反复说了三次。", now - timedelta(days=2))
    done = _filed(
        TOYS, Offence.LABELS, "积木包装上没有生产厂名和地址。", now - timedelta(days=8), name="演示举报人"
    )
    officers = accounts.of_role(Role.OFFICER)
    if done.is_new and officers:
        report = queries.by_code(done.report.code)
        if report is not None:
            service.take(report, by=officers[0], now=now - timedelta(days=7))
            service.decide(
                report, by=officers[0], outcome=ReportOutcome.FILED, ground=None, case_number="演示立〔2026〕1 号",
                text="抽查了三批，包装上确实没有厂名厂址，已立案。", now=now - timedelta(days=3),
            )  # fmt: skip


def _filed(
    number: int, offence: Offence, happened: str, now: datetime, name: str | None = None
) -> service.ReportReceipt:
    shop = merchants.by_uscc(demo_uscc("330522", number))
    if shop is None:
        raise LookupError(number)
    clue = Clue(
        offence, happened, f"demo report {shop.uscc}", ReportChannel.PUBLIC, merchant_id=shop.id, name=name,
        phone=PHONE if name else None,
    )  # fmt: skip
    return service.receive(clue, now=now)
