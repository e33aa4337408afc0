"""What every act at the table is made of: hold it, move it, say it, tell the others."""

from datetime import datetime

from app.accounts import queries as accounts
from app.complaints.service import steps as complaint_steps
from app.complaints.service.steps import hash_of_form
from app.complaints.terms import Side, Step
from app.infra.db import add
from app.infra.scope import Session
from app.mediation import rules
from app.mediation.models import Mediation, MediationLine
from app.mediation.terms import MediationState, Party
from app.notices import service as notices
from app.notices.terms import Purpose

CHANGING = ["state", "consumer_agreed_at", "merchant_agreed_at", "agreed_at", "breach_at", "paper_id"]
PARTIES = {Side.CONSUMER: Party.CONSUMER, Side.MERCHANT: Party.MERCHANT}
SIDES = {party: side for side, party in PARTIES.items()}


def hold(mediation: Mediation) -> None:
    """Lock the row and read it again: of two who act at once, the second sees what the first did."""
    Session().flush()  # reading again would forget what this very unit has changed
    Session().refresh(mediation, CHANGING, with_for_update=True)


def move(mediation: Mediation, to: MediationState) -> None:
    """The one door of ``state``. Raises ``rules.TableMoved``."""
    rules.check_move(mediation.state, to)
    mediation.state = to


def say(mediation: Mediation, side: Side, author: str, text: str, *, form_key: str, now: datetime) -> bool:
    """A line of the talk; whether it is new."""
    form_hash = hash_of_form(form_key)
    if any(one.form_hash == form_hash for one in mediation.lines):
        return False
    add(
        MediationLine(
            mediation_id=mediation.id, form_hash=form_hash, at=now, side=side, author=author, text=text
        )
    )
    Session().refresh(mediation, ["lines"])
    return True


def note_in_case(
    mediation: Mediation, step: Step, side: Side, author: str, text: str, *, now: datetime
) -> None:
    """The same in the complaint's own history, where everybody looks."""
    complaint_steps.write(mediation.complaint, step, side=side, author=author, text=text, now=now)


def tell_shop(mediation: Mediation, title: object, text: object, *, key: str, now: datetime, required: bool = False) -> None:  # fmt: skip
    complaint = mediation.complaint
    notices.tell_all(
        accounts.of_merchant(complaint.merchant_id), title, text, f"/complaints/{complaint.code}/mediation",
        key=f"{mediation.code} {key}", now=now, required=required,
    )  # fmt: skip


def tell_mediator(mediation: Mediation, title: object, text: object, *, key: str, now: datetime) -> None:
    person = accounts.user(mediation.mediator_id) if mediation.mediator_id else None
    if person is None:
        complaint_steps.tell_office(mediation.complaint, title, text, key=f"{mediation.code} {key}", now=now)
        return
    url = f"/complaints/{mediation.complaint.code}/mediation"
    notices.tell(person, title, text, url, key=f"{mediation.code} {key}", now=now)


def tell_consumer(
    mediation: Mediation, words: object, *, key: str, now: datetime, required: bool = False
) -> None:
    """By the phone that was given, if it is still known. The words name no one."""
    if mediation.complaint.phone:
        notices.send_sms(
            mediation.complaint.phone, words, key=f"{mediation.code} {key}", purpose=Purpose.CASE, now=now,
            required=required,
        )  # fmt: skip
