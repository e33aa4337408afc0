"""Reports for tests, made as reporters make them. Call them inside a region scope."""

from typing import Any

from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.forms import fresh_key
from app.infra.scope import Session
from app.merchants.models import Merchant
from app.reports import queries, service
from app.reports.models import Report
from app.reports.service import Clue
from app.reports.terms import Offence, ReportChannel
from tests import factories

PHONE = "13987654321"
NAME = "钱守密"


def clue(of: Merchant | None, **facts: Any) -> Clue:
    return Clue(**{
        "offence": Offence.ADVERTISING, "happened": "直播时说这茶能治高血压", "form_key": fresh_key(),
        "channel": ReportChannel.PUBLIC, "merchant_id": of.id if of else None, "name": NAME, "phone": PHONE, **facts,
    })  # fmt: skip


def receipt(of: Merchant | None = None, **facts: Any) -> service.ReportReceipt:
    files = facts.pop("files", ())
    wanted = clue(of or factories.merchant(), **facts)
    with unit_of_work():
        return service.receive(wanted, files=files, now=clock.now())


def report(of: Merchant | None = None, **facts: Any) -> Report:
    """Received now, with everything loaded."""
    return whole(receipt(of, **facts).report)


def whole(of: Report) -> Report:
    """As a page would load it."""
    code = of.code
    if of in Session():
        Session().expire(of)
    found = queries.by_code(code)
    assert found is not None
    return found
