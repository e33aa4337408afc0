"""What the table looks like, whoever sits at it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, url_for

from app.clocks import counting
from app.clocks import queries as clocks
from app.complaints.models import Complaint
from app.complaints.terms import Clock
from app.infra import clock, jobs, progress
from app.infra.scope import current_region
from app.mediation import forms
from app.mediation.models import Mediation
from app.mediation.rules import is_over
from app.mediation.terms import MediationState, Party
from app.regions import queries as regions

ACTS = ("consent", "refuse", "speak", "confirm", "breach", "progress", "paper", "text")


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose page it is. ``party`` is None for who only helps; ``urls`` lead to the acts."""

    party: Party | None
    may_talk: bool
    may_host: bool
    urls: Mapping[str, str]


def words_for(
    complaint: Complaint, mediation: Mediation | None, seat: Seat, *, said: forms.SpeakForm | None = None
) -> dict[str, Any]:
    """Everything the template shows. ``said``: words that could not be sent; they stay on the page."""
    running = clocks.running(complaint, Clock.MEDIATE)
    if mediation is not None:
        running = [*running, *clocks.running(mediation)]
    talking = mediation is not None and mediation.state is MediationState.TALKING
    if mediation is None or mediation.perform_by is None or not is_over(mediation.perform_by, clock.today()):
        seat = replace(seat, urls={act: url for act, url in seat.urls.items() if act != "breach"})
    return {
        "complaint": complaint, "mediation": mediation, "seat": seat,
        "deadlines": counting.shown(running, clock.now(), regions.calendar()),
        "verify_url": url_for("agreements.show", region_code=current_region().code, code=mediation.code) if mediation else None,
        "work": paper_work(mediation), "parties": tuple(Party),
        "speak": said or (forms.SpeakForm() if mediation and mediation.at_the_table and seat.may_talk else None),
        "can_propose": talking and seat.may_talk and seat.party is not Party.CONSUMER,
        "can_confirm": bool(
            talking and seat.party and mediation and mediation.on_the_table
            and seat.party not in mediation.on_the_table.confirmed_by
        ),
    }  # fmt: skip


def text_answer(mediation: Mediation) -> Response:
    """The agreement's exact bytes: their SHA-256 is the fingerprint on the paper."""
    answer = Response((mediation.text or "").encode(), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{mediation.code}.txt"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def paper_work(mediation: Mediation | None) -> progress.Progress | None:
    """How far the printing of the agreement is; None where nothing is printed."""
    if mediation is None or not mediation.has_agreement or mediation.paper_id is not None:
        return None
    job = jobs.by_key(f"agreement {mediation.code}")
    return None if job is None else progress.of(job, clock.real_now())
