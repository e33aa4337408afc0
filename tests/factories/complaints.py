"""Complaints for tests, made as consumers make them. Call them inside a region scope."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from app.accounts.terms import Role
from app.complaints import queries, service
from app.complaints.models import Complaint
from app.complaints.terms import About, Channel
from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.forms import fresh_key
from app.infra.scope import Session
from app.merchants.models import Merchant
from tests import factories

PHONE = "13812345678"


def told(of: Merchant, **facts: Any) -> service.Told:
    return service.Told(**{
        "merchant_id": of.id, "about": About.QUALITY, "happened": "茶叶发霉了", "wanted": "退款", "phone": PHONE,
        "name": "王小明", "form_key": fresh_key(), "channel": Channel.QR, "may_pass_on": True, **facts,
    })  # fmt: skip


def receipt(of: Merchant | None = None, **facts: Any) -> service.Receipt:
    wanted = told(of or factories.merchant(), **facts)
    with unit_of_work():
        return service.receive(wanted, now=clock.now())


def complaint(of: Merchant | None = None, **facts: Any) -> Complaint:
    """Received now, with everything loaded."""
    return whole(receipt(of, **facts).complaint)


def whole(of: Complaint) -> Complaint:
    """As a page would load it."""
    code = of.code
    if of in Session():
        Session().expire(of)
    found = queries.by_code(code)
    assert found is not None
    return found


def published(since: date = date(2026, 1, 1)) -> None:
    """The region has announced the parcel QR as a channel for complaints."""
    admin = factories.user(Role.ADMIN)
    with unit_of_work():
        service.enter_setting(
            since_on=since, pack="default", qr_is_published=True, announcement="公告 2026 年第 3 号", url="",
            by=admin, now=clock.now(),
        )  # fmt: skip


def all_of() -> Select[Complaint]:
    return select(Complaint)
