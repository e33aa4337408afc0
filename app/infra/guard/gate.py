"""The gate itself: who is let through to a form's service, and who is told when to come back."""

import logging
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from flask import Flask, current_app, request
from werkzeug.exceptions import TooManyRequests

from app.infra import clock, seals
from app.infra.db import after_each_commit, promise_after_commit
from app.infra.guard import device, patience, work
from app.infra.guard.counters import Counters
from app.infra.i18n import _
from app.infra.limits import (
    PATIENCE_SECONDS,
    SUBMISSIONS,
    TEXT_MESSAGES,
    TRIES,
    WORK_COST,
    By,
    Ceiling,
    Vouch,
)
from app.infra.scope import current_region
from app.kernel.clock import local
from app.kernel.errors import DomainError
from app.settings import Settings

log = logging.getLogger(__name__)
COUNTERS = "fangxin.guard"
FIELD = "altcha"


class NotVouched(DomainError):
    """Neither an answered challenge nor a genuine label. ``used``: the answer had been used before."""

    code = "guard.not_vouched"


class TooQuick(DomainError):
    """Without script and label a form is taken some time after its page was opened; ``seconds`` are left."""

    code = "guard.too_quick"


class ComeBack(TooManyRequests):
    """Too often, for now; ``at`` is when there is room again."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        wait = max(1, ceil((at - clock.real_now()).total_seconds()))
        super().__init__(description=when_again(at), retry_after=wait)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a visitor shows: the answer to the page's challenge, the parcel whose genuine label was scanned, or, on forms that
    need neither, the ticket of a page that was read without script."""

    answer: str = ""
    parcel: tuple[int, int] | None = None
    ticket: str = ""


def init_guard(app: Flask, settings: Settings) -> None:
    app.extensions[COUNTERS] = Counters(settings.redis_url) if settings.limits_on else None
    app.extensions[work.COST] = WORK_COST
    app.jinja_env.globals.update(
        guard_challenge=_challenge_for_page, guarded=lambda: _counters() is not None, guard_ticket=_ticket_for_page,
        guard_seconds=PATIENCE_SECONDS,
    )  # fmt: skip
    device.init_device(app, secure=settings.public_url.startswith("https://"))


def admit(kind: str, shown: Shown, *, now: datetime) -> None:
    """Let one submission of this ``kind`` of form through, inside the unit of work that keeps it.

    Raises ``NotVouched``, ``TooQuick``, ``ComeBack``.
    """
    if _counters() is None:
        return
    answered = work.is_answer(shown.answer)
    if answered and not work.spend(shown.answer, now=now):
        raise NotVouched(used=True)
    vouch = _vouch(answered=answered, labelled=shown.parcel is not None)
    if vouch is Vouch.NOTHING:
        _check_waited(shown.ticket, now=now)
        vouch = Vouch.TIME
    marks = _marks()
    if shown.parcel is not None:
        marks[By.PARCEL] = "{}-{}".format(*shown.parcel)
    name = f"{current_region().code} {kind}"
    _check_room(name, TRIES, vouch, marks)
    counters = _counters()
    if counters is not None:
        counters.count(name, TRIES, vouch, marks)
    _check_room(name, SUBMISSIONS, vouch, marks)
    promise_after_commit(LetIn(name, vouch, marks))


@dataclass(frozen=True, slots=True)
class LetIn:
    """A submission that a form took; it is counted once it is safe in the database."""

    name: str
    vouch: Vouch
    marks: dict[By, str]


@after_each_commit
def count_accepted(promised: list[object]) -> None:
    """What a form refuses, for a slip of the pen or a bad photograph, costs nobody a place."""
    for one in promised:
        counters = _counters() if isinstance(one, LetIn) else None
        if isinstance(one, LetIn) and counters is not None:
            counters.count(one.name, SUBMISSIONS, one.vouch, one.marks)


def allow_text_message(phone: str) -> None:
    """Before a one-time code is sent, or would be. Raises ``ComeBack``."""
    counters = _counters()
    if counters is not None:
        marks = {**_marks(), By.PHONE: _hidden(phone)}
        name = f"{current_region().code} text message"
        _check_room(name, TEXT_MESSAGES, Vouch.NOTHING, marks)
        counters.count(name, TEXT_MESSAGES, Vouch.NOTHING, marks)


def forget_answered(now: datetime) -> None:
    """Answers too old to be used again."""
    work.forget(now=now)


def when_again(at: datetime) -> str:
    """The sentence for the page: the day too, unless it is today."""
    there, today = local(at), local(clock.real_now()).date()
    clock_time = f"{there:%H:%M}"
    if there.date() == today:
        return _("短时间内提交得太多了，请在 %(time)s 以后再来。急事请拨打 12315。", time=clock_time)
    return _(
        "短时间内提交得太多了，请在 %(month)d 月 %(day)d 日 %(time)s 以后再来。急事请拨打 12315。",
        month=there.month, day=there.day, time=clock_time,
    )  # fmt: skip


def _challenge_for_page() -> str:
    """For templates: the challenge, or nothing where the gate stands open. The browser gets its mark with the page."""
    if _counters() is None:
        return ""
    device.mark()
    return work.challenge()


def _ticket_for_page() -> str:
    return patience.again(request.form.get(patience.FIELD, ""))


def _check_waited(ticket: str, *, now: datetime) -> None:
    """Raises ``NotVouched``, ``TooQuick``."""
    if not ticket:
        raise NotVouched(used=False)
    left = patience.seconds_left(ticket)
    if left != 0:
        raise TooQuick(seconds=PATIENCE_SECONDS if left is None else left)
    if not work.remember(patience.mark(ticket), now=now):
        raise NotVouched(used=True)


def _vouch(*, answered: bool, labelled: bool) -> Vouch:
    if answered:
        return Vouch.BOTH if labelled else Vouch.WORK
    return Vouch.LABEL if labelled else Vouch.NOTHING


def _marks() -> dict[By, str]:
    return {
        By.ADDRESS: _hidden(request.remote_addr or "?"),
        By.DEVICE: device.mark(),
        By.REGION: current_region().code,
    }


def _hidden(value: str) -> str:
    """No address and no phone lies in the store as it is."""
    return seals.blind_index(value, purpose="ceilings")


def _check_room(name: str, ceilings: tuple[Ceiling, ...], vouch: Vouch, marks: dict[By, str]) -> None:
    """Raises ``ComeBack``."""
    counters = _counters()
    at = counters.refuse_until(name, ceilings, vouch, marks) if counters else None
    if at is not None:
        log.info("held off: %s", name)
        raise ComeBack(at)


def _counters() -> Counters | None:
    counters: Counters | None = current_app.extensions[COUNTERS]
    return counters
