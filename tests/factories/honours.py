"""Entries on the black list, and requests for their repair."""

from datetime import UTC, date, datetime
from typing import Any

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.honours import conditions, intake, queries, repairing, service
from app.honours.conditions import Finding
from app.honours.models import HonourEntry, RepairRequest
from app.honours.terms import Source, SourceKind
from app.infra.db import unit_of_work
from app.merchants.models import Merchant
from app.publicity import queries as notices
from tests import factories
from tests.conftest import NOW

LISTED = datetime(2026, 6, 11, 1, tzinfo=UTC)  # a notice of NOW has run by then


def black(merchant: Merchant | None = None, **facts: Any) -> HonourEntry:
    """A seller, with somebody who acts for it, whose notice has run."""
    officer, admin = factories.user(), factories.user(Role.ADMIN)
    if merchant is None:
        merchant = factories.merchant()
        factories.seller(merchant)
    source = Source(**{
        "kind": SourceKind.GENERAL, "number": "长市监罚〔2026〕8 号", "decided_on": date(2026, 3, 2),
        "published_on": date(2026, 3, 12), "url": "https://www.gsxt.gov.cn/x", "until": date(2027, 3, 1), "grounds": "虚假宣传", **facts,
    })  # fmt: skip
    with unit_of_work():
        notice = service.propose_black(merchant, source, minutes="处罚已公示", by=officer, now=NOW)
    with unit_of_work():
        service.decide_black(notices.by_code(notice.code), by=admin, now=LISTED)
    return queries.standing_black([merchant.id], LISTED.date())[merchant.id]


def its_seller(entry: HonourEntry) -> User:
    return accounts.of_merchant(entry.merchant_id)[0]


def asked(entry: HonourEntry, now: datetime) -> RepairRequest:
    with unit_of_work():
        code = repairing.ask(entry, "罚款已缴清，宣传已改", None, by=its_seller(entry), now=now).code
    return queries.repair_by_code(code)


def granted(entry: HonourEntry, by: User, now: datetime) -> RepairRequest:
    """Asked for, taken in and granted at once."""
    return grant(asked(entry, now), by, now)


def grant(request: RepairRequest, by: User, now: datetime) -> RepairRequest:
    with unit_of_work():
        intake.take_in(request, by=by, now=now)
    told = [Finding(one, True, f"看过：{one.value}") for one in conditions.told(request.entry.source_kind)]
    with unit_of_work():
        repairing.decide(request, told, grants=True, answer="见各项认定", by=by, now=now)
    return request
