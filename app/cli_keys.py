"""``flask keys``: after a new ``SECRET_KEY``, with the one before it in ``OLD_SECRET_KEYS``."""

from collections.abc import Callable
from typing import Any

import click
from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts import queries as accounts
from app.accounts.models import Login, User
from app.complaints.models import Complaint
from app.complaints.service.intake import phone_mark
from app.infra import rotation, scope
from app.infra.console import say_json
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices.models import Contact
from app.notices.terms import Port
from app.publicity.contact import phone_mark as objector_mark
from app.publicity.models import Objection
from app.regions import queries as regions
from app.reports.models import Report
from app.reports.service.intake import phone_mark as reporter_mark

Mark = Callable[[str], str]
MARKS: tuple[tuple[Any, InstrumentedAttribute[Any], InstrumentedAttribute[Any], Mark], ...] = (
    (Complaint, Complaint.phone_index, Complaint.phone, phone_mark),
    (Report, Report.phone_index, Report.phone, reporter_mark),
    (Objection, Objection.phone_index, Objection.phone, objector_mark),
)


@click.group("keys")
def keys_group() -> None:
    """密钥轮换 (key rotation)."""


@keys_group.command("rotate")
def rotate() -> None:
    """Seal every column anew under the present secret, and renew what is found by it. Safe to interrupt and repeat.

    Labels in people's hands and signed papers still need the old secret to be checked: it stays in
    ``OLD_SECRET_KEYS`` for as long as they count.
    """
    with scope.house_scope():
        refs = regions.open_refs()
    sealed = marks = 0
    for ref in refs:
        with scope.region_scope(ref):
            sealed += _columns()
            marks += _marks()
    say_json({"sealed_anew": sealed, "marks_renewed": marks, "regions": [ref.code for ref in refs]})


def _columns() -> int:
    """Every sealed column of the open region, step by step."""
    total = 0
    for table, column in rotation.sealed_columns():
        while True:
            with unit_of_work():
                done = rotation.reseal_some(table, column)
            total += done
            if done < rotation.STEP:
                break
    return total


def _marks() -> int:
    """What people are found by: reckoned anew from what was sealed, step by step."""
    with unit_of_work():
        total = sum(_mark_logins(wanted) for wanted in (_phones(), _emails()))
    for model, mark, plain, reckon in MARKS:
        last = 0
        while True:
            with unit_of_work():
                seen = (
                    Session()
                    .execute(
                        select(model.id, plain, mark)
                        .where(mark.is_not(None), model.id > last)
                        .order_by(model.id)
                        .limit(rotation.STEP)
                    )
                    .all()
                )
                stale = [
                    (row_id, reckon(told)) for row_id, told, kept in seen if told and kept != reckon(told)
                ]
                for row_id, fresh in stale:
                    Session().execute(update(model).where(model.id == row_id).values({mark.key: fresh}))
            total += len(stale)
            if len(seen) < rotation.STEP:
                break
            last = seen[-1][0]
    return total


def _phones() -> dict[int, dict[str, str]]:
    people = Session().execute(select(User.id, User.phone)).tuples()
    return {user_id: {"phone_index": accounts.phone_index(phone)} for user_id, phone in people}


def _emails() -> dict[int, dict[str, str]]:
    kept = select(Contact.user_id, Contact.address).where(
        Contact.port == Port.EMAIL, Contact.verified_at.is_not(None)
    )
    people = Session().execute(kept).tuples()
    return {user_id: {"email_index": accounts.email_index(address)} for user_id, address in people}


def _mark_logins(wanted: dict[int, dict[str, str]]) -> int:
    """How many were found by an old mark."""
    changed = 0
    for user_id, marks in wanted.items():
        name, mark = next(iter(marks.items()))
        stale = update(Login).where(Login.id == user_id, getattr(Login, name) != mark).values(marks)
        changed += len(Session().execute(stale.returning(Login.id)).all())
    return changed
