"""Words on their way out of the house: promised as rows, carried out by a job, at most once each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from sqlalchemy.dialects.postgresql import insert

from app.accounts.models import User
from app.infra import audit, jobs, retention
from app.infra.db import this_region
from app.infra.i18n import _
from app.infra.retention import Kept
from app.infra.scope import Session
from app.kernel import codes
from app.kernel.text import shorten
from app.notices import queries, rules
from app.notices.jobs import NoticeJob
from app.notices.models import Contact, Delivery
from app.notices.terms import (
    FOR_GOOD,
    DeliveryState,
    Letter,
    NoticeAction,
    Port,
    Purpose,
    Trouble,
)

OVER = frozenset({DeliveryState.SENT, DeliveryState.UNSURE, DeliveryState.FAILED})


def send_sms(
    to: str, words: object, *, key: str, purpose: Purpose, now: datetime, urgent: bool = False,
    required: bool = False, user_id: int | None = None, language: str = "zh",
) -> None:  # fmt: skip
    """One short message to a number, whoever's it is. The same ``key`` again sends nothing.

    ``urgent`` goes out at night as well (somebody is waiting for it); ``required`` is what the law asks for.
    """
    with force_locale(language):
        said = shorten(_("【放心电商】%(words)s", words=str(words)), rules.SMS_LONGEST)
    _promise([_row(Port.SMS, to, "", said, key=key, purpose=purpose, now=now, urgent=urgent, required=required, user_id=user_id)])  # fmt: skip


def send_email(
    to: str, title: object, words: object, *, key: str, purpose: Purpose, now: datetime, urgent: bool = False,
    required: bool = False, user_id: int | None = None, language: str = "zh",
) -> None:  # fmt: skip
    """One e-mail to an address, whoever's it is. The same ``key`` again sends nothing."""
    with force_locale(language):
        title, words = str(title), str(words)
    _promise([_row(Port.EMAIL, to, title, words, key=key, purpose=purpose, now=now, urgent=urgent, required=required, user_id=user_id)])  # fmt: skip


def follow(
    told: Sequence[tuple[int, str, int]], said: Mapping[str, object], people: Mapping[int, User], *,
    urgent: bool, required: bool, now: datetime,
) -> None:  # fmt: skip
    """Send after what was just put into inboxes: (notice id, its code, whose). Only to verified contacts.

    What the law requires goes to every verified contact; who has none gets it on the phone of the account.
    """
    wanted = queries.contacts_of([user_id for _id, _code, user_id in told], required=required)
    rows = []
    for notice_id, code, user_id in told:
        ways = [(one.port, one.address, one.language) for one in wanted.get(user_id, ())]
        if required and not ways:
            ways = [(Port.SMS, people[user_id].phone, "zh")]
        for port, address, language in ways:
            title, words = _letter(port, code, said, language)
            row = _row(port, address, title, words, key=f"notice {code} {port.value}", purpose=Purpose.NOTICE,
                       now=now, urgent=urgent, required=required, user_id=user_id)  # fmt: skip
            rows.append({**row, "notice_id": notice_id})
    _promise(rows)


def begin(delivery_id: int, *, now: datetime) -> tuple[Port, Letter] | None:
    """The letter, if it is to go out now; None if it is out, held for the night, or not safely repeatable.

    A worker that died while sending leaves ``SENDING``. What somebody waits for, or the law requires, is then sent again
    under the same reference; anything else is not risked twice: it stands in the inbox anyway.
    """
    row = queries.held_delivery(delivery_id)
    if row is None or row.state in OVER or row.to is None or row.words is None:
        return None
    if row.state is DeliveryState.SENDING and not (row.urgent or row.required):
        row.state, row.title, row.words = DeliveryState.UNSURE, None, None
        return None
    row.not_before = rules.not_before(now, urgent=row.urgent)
    if row.not_before > now:
        row.state = DeliveryState.HELD
        return None
    row.state, row.tries, row.tried_at = DeliveryState.SENDING, row.tries + 1, now
    return row.port, Letter(row.to, row.title or "", row.words, row.code)


def finish(delivery_id: int, *, now: datetime) -> None:
    """It is out; what it said is not kept a second time."""
    row = queries.held_delivery(delivery_id)
    if row is not None and row.state is DeliveryState.SENDING:
        row.state, row.sent_at, row.trouble = DeliveryState.SENT, now, None
        row.title, row.words = None, None


def note_trouble(delivery_id: int, trouble: Trouble, *, last_try: bool) -> bool:
    """It did not go out. Whether it is worth trying again."""
    row = queries.held_delivery(delivery_id)
    if row is None or row.state is not DeliveryState.SENDING:
        return False
    row.trouble = trouble
    again = trouble not in FOR_GOOD and not last_try
    row.state = DeliveryState.WAITING if again else DeliveryState.FAILED
    return again


def release(now: datetime) -> None:
    """The night is over: what was held goes out."""
    for row in queries.held_until(now):
        row.state = DeliveryState.WAITING
        _job(row)


def send_again(row: Delivery, *, by: User, now: datetime) -> None:
    """An officer has it tried once more. Raises ``rules.NothingToSend``."""
    held = queries.held_delivery(row.id)
    if held is None or held.state is not DeliveryState.FAILED or not held.words or not held.to:
        raise rules.NothingToSend
    held.state, held.rounds = DeliveryState.WAITING, held.rounds + 1
    _job(held)
    audit.record(NoticeAction.SENT_AGAIN, held, by=by, now=now)


def forget_addresses(now: datetime) -> None:
    """Where words went is not kept for ever (个人信息保护法 art. 19)."""
    for row in queries.addressed_before(now - retention.kept_for(Kept.SENT_WORDS)):
        row.to = row.title = row.words = None


def _row(
    port: Port, to: str, title: str, words: str, *, key: str, purpose: Purpose, now: datetime, urgent: bool,
    required: bool, user_id: int | None,
) -> dict[str, object]:  # fmt: skip
    not_before = rules.not_before(now, urgent=urgent)
    state = DeliveryState.HELD if not_before > now else DeliveryState.WAITING
    return {
        "code": codes.fresh(14), "key": key, "notice_id": None, "user_id": user_id, "port": port, "purpose": purpose,
        "to": to, "title": title, "words": words, "urgent": urgent, "required": required, "state": state,
        "wanted_at": now, "not_before": not_before, "region_id": this_region(),
    }  # fmt: skip


def _promise(rows: Iterable[dict[str, object]]) -> None:
    """Rows first, then a job for each that may go now. A key that is known is left alone."""
    wanted = list(rows)
    if not wanted:
        return
    once = insert(Delivery).on_conflict_do_nothing(index_elements=["region_id", "key"]).returning(Delivery)
    for row in Session().scalars(once, wanted):
        if row.state is DeliveryState.WAITING:
            _job(row)


def _job(row: Delivery) -> None:
    """The job's arguments hold a number only; address and words stay sealed in the row."""
    jobs.promise(
        NoticeJob.DELIVER,
        key=f"deliver {row.code} {row.not_before:%Y%m%d%H%M} {row.rounds}",
        delivery_id=row.id,
    )


def _letter(port: Port, code: str, said: Mapping[str, object], language: str) -> tuple[str, str]:
    """What an inbox message looks like outside: its words and the way in, where one signs in first."""
    mark = "_en" if language == "en" else ""
    title, text = str(said[f"title{mark}"]), str(said[f"text{mark}"])
    home = current_app.config["PUBLIC_URL"]
    link = f"{home}/inbox/{code}"
    with force_locale(language):
        if port is Port.SMS:
            whole = _("【放心电商】%(title)s。%(text)s %(link)s", title=title, text=text, link=link)
            return "", shorten(whole, rules.SMS_LONGEST)
        foot = _("这封信由放心电商自动发出，请不要回复。不想再收到：%(link)s", link=f"{home}/inbox/contacts")
    return title, f"{text}\n\n{link}\n\n--\n{foot}\n"


def letters_to(contact: Contact, words: object, *, key: str, now: datetime) -> None:
    """A code to a contact that is not verified yet: somebody is waiting for it."""
    if contact.port is Port.SMS:
        send_sms(contact.address, words, key=key, purpose=Purpose.CODE, urgent=True, user_id=contact.user_id,
                 language=contact.language, now=now)  # fmt: skip
    else:
        with force_locale(contact.language):
            title = _("放心电商验证码")
        send_email(contact.address, title, words, key=key, purpose=Purpose.CODE, urgent=True,
                   user_id=contact.user_id, language=contact.language, now=now)  # fmt: skip
