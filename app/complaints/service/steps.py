"""What every act on a complaint is made of: hold it, move it, write a line, start and end its clocks, tell people."""

import hashlib
from datetime import datetime

from sqlalchemy import update

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import service as clocks
from app.complaints import rules
from app.complaints.models import Complaint, Message
from app.complaints.side_models import Closing
from app.complaints.terms import Outcome, Side, State, Step
from app.infra.audit import SYSTEM, Passer
from app.infra.db import add
from app.infra.scope import Session
from app.merchants.models import Merchant
from app.notices import service as notices
from app.notices.terms import Purpose

CONSUMER = Passer("消费者")
CHANGING = [
    "state",
    "outcome",
    "word",
    "answered_at",
    "spoke_at",
    "reached_bureau_at",
    "closed_at",
    "merged_into_id",
]


def hold(complaint: Complaint) -> None:
    """Lock the row and read it again: of two people who act at once, the second sees what the first did.

    Nobody acts on a case that is handled under another number: raises ``rules.Merged``.
    """
    lock(complaint)
    if complaint.merged_into_id is not None:
        raise rules.Merged


def lock(complaint: Complaint) -> None:
    Session().refresh(complaint, CHANGING, with_for_update=True)


def move(complaint: Complaint, to: State) -> None:
    """The one door of ``state``. Raises ``rules.MoveRefused``."""
    rules.check_move(complaint.state, to)
    complaint.state = to


def end(complaint: Complaint, outcome: Outcome, *, now: datetime) -> None:
    """Close it with its outcome; nobody waits for anything any more. Raises what ``rules.check_end`` does."""
    rules.check_end(complaint.state, outcome)
    move(complaint, State.CLOSED)
    complaint.outcome, complaint.closed_at = outcome, now
    clocks.lift(complaint, now=now)
    waiting = update(Closing).where(Closing.complaint_id == complaint.id, Closing.decided_at.is_(None))
    Session().execute(
        waiting.values(decided_at=now, decider_name=SYSTEM.audit_name, confirmed=False, reason="投诉已经结案")
    )


def open_again(complaint: Complaint, to: State) -> None:
    """The other door of ``state``: out of the end, where ``office_rules.reopens_to`` leads."""
    complaint.state, complaint.outcome, complaint.closed_at = to, None, None


def write(
    complaint: Complaint,
    step: Step,
    *,
    side: Side,
    author: str,
    text: str,
    now: datetime,
    private: bool = False,
    form_hash: str | None = None,
) -> Message:
    """A line of the history."""
    return add(
        Message(
            complaint_id=complaint.id, step=step, side=side, author=author, text=text, at=now, private=private,
            form_hash=form_hash,
        )
    )  # fmt: skip


def hash_of_form(key: str) -> str:
    """What is kept of a form's own key: enough to know the form again."""
    return hashlib.sha256(f"form:{key}".encode()).hexdigest()[:40]


def side_of(user: User) -> Side:
    if user.role is Role.MERCHANT:
        return Side.MERCHANT
    return Side.STATION if user.role is Role.PARK else Side.OFFICER


def tell_shop(complaint: Complaint, title: object, text: object, *, key: str, now: datetime) -> None:
    shop = accounts.of_merchant(complaint.merchant_id)
    notices.tell_all(
        shop, title, text, f"/complaints/{complaint.code}", key=f"{complaint.code} {key}", now=now
    )


def tell_consumer(complaint: Complaint, words: object, *, key: str, now: datetime) -> None:
    """What the law wants the consumer told, to the phone that was given, while it is known. Details are behind the code."""
    if complaint.phone:
        notices.send_sms(
            complaint.phone, words, key=f"{complaint.code} {key}", purpose=Purpose.CASE, required=True, now=now
        )  # fmt: skip


def tell_office(complaint: Complaint, title: object, text: object, *, key: str, now: datetime) -> None:
    """Whoever has the case; else the people of its station; if it has none, every officer of the region."""
    merchant = Session().get_one(Merchant, complaint.merchant_id)
    handler = accounts.user(complaint.handler_id) if complaint.handler_id else None
    station = accounts.of_organisation(complaint.station_id or merchant.station_id)
    office = [handler] if handler else station or accounts.of_role(Role.OFFICER)
    notices.tell_all(
        office, title, text, f"/complaints/{complaint.code}", key=f"{complaint.code} {key}", now=now
    )


def tell_park(complaint: Complaint, title: object, text: object, *, key: str, now: datetime) -> None:
    merchant = Session().get_one(Merchant, complaint.merchant_id)
    park = accounts.of_organisation(merchant.park_id) if merchant.park_id else ()
    notices.tell_all(
        park, title, text, f"/complaints/{complaint.code}", key=f"{complaint.code} {key}", now=now
    )
