"""What every act on a complaint is made of: hold it, move it, write a line, start and end its clocks, tell people."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.complaints import rules
from app.complaints.deadlines import Term
from app.complaints.models import Complaint, Deadline, Message
from app.complaints.terms import Clock, Outcome, Side, State, Step
from app.infra.audit import Passer
from app.infra.db import add
from app.infra.scope import Session
from app.merchants.models import Merchant
from app.notices import service as notices

CONSUMER = Passer("消费者")
CHANGING = ["state", "outcome", "word", "answered_at", "spoke_at", "reached_bureau_at", "closed_at"]


def hold(complaint: Complaint) -> None:
    """Lock the row and read it again: of two people who act at once, the second sees what the first did."""
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
    lift(complaint, list(Clock), now=now)


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


def start(complaint: Complaint, term: Term) -> None:
    """Start a clock. One of a kind a complaint."""
    add(
        Deadline(
            complaint_id=complaint.id, clock=term.clock, version=term.version, started_at=term.started_at,
            due_at=term.due_at, due_on=term.due_on, provisional=term.provisional, counted=term.counted,
        )
    )  # fmt: skip


def running(complaint: Complaint) -> Iterable[Deadline]:
    of_it = (
        select(Deadline)
        .where(Deadline.complaint_id == complaint.id, Deadline.met_at.is_(None), Deadline.lifted_at.is_(None))
        .order_by(Deadline.id)
    )
    return Session().scalars(of_it).all()


def meet(complaint: Complaint, *clocks: Clock, now: datetime) -> None:
    """These were waited for and are done; late or not, the time stays."""
    for one in running(complaint):
        if one.clock in clocks:
            one.met_at = now
    Session().flush()


def lift(complaint: Complaint, clocks: Iterable[Clock], *, now: datetime) -> None:
    """Nobody waits for these any more."""
    still = update(Deadline).where(
        Deadline.complaint_id == complaint.id,
        Deadline.clock.in_(list(clocks)),
        Deadline.met_at.is_(None),
        Deadline.lifted_at.is_(None),
    )
    Session().execute(still.values(lifted_at=now))


def tell_shop(complaint: Complaint, title: object, text: object, *, key: str, now: datetime) -> None:
    shop = accounts.of_merchant(complaint.merchant_id)
    notices.tell_all(
        shop, title, text, f"/complaints/{complaint.code}", key=f"{complaint.code} {key}", now=now
    )


def tell_office(complaint: Complaint, title: object, text: object, *, key: str, now: datetime) -> None:
    """The people of the seller's station; if it has none, every officer of the region."""
    merchant = Session().get_one(Merchant, complaint.merchant_id)
    office = accounts.of_organisation(merchant.station_id) or accounts.of_role(Role.OFFICER)
    notices.tell_all(
        office, title, text, f"/complaints/{complaint.code}", key=f"{complaint.code} {key}", now=now
    )


def tell_park(complaint: Complaint, title: object, text: object, *, key: str, now: datetime) -> None:
    merchant = Session().get_one(Merchant, complaint.merchant_id)
    park = accounts.of_organisation(merchant.park_id) if merchant.park_id else ()
    notices.tell_all(
        park, title, text, f"/complaints/{complaint.code}", key=f"{complaint.code} {key}", now=now
    )
