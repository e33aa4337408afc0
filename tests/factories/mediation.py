"""Mediations for tests, made as people make them. Call them inside a region scope."""

from datetime import date

from app.accounts.models import User
from app.complaints import service as complaints
from app.complaints.models import Complaint
from app.complaints.service.steps import CONSUMER
from app.complaints.terms import Side
from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.mediation import queries, service
from app.mediation.models import Mediation
from app.mediation.service.agreement import Offer
from app.mediation.terms import Party
from tests import factories
from tests.factories import complaints as made

OFFER = Offer("商家退款 120 元，消费者不用寄回茶叶。", date(2026, 6, 8))


def accepted(officer: User, **facts: object) -> Complaint:
    """A complaint that the bureau has taken on."""
    complaint = made.complaint(**facts)
    with unit_of_work():
        complaints.send_to_bureau(
            complaint, text="", name="王小明", address="长兴县演示路 1 号", now=clock.now()
        )
        complaints.accept(complaint, by=officer, text="同意受理", now=clock.now())
    return made.whole(complaint)


def whole(of: Mediation) -> Mediation:
    """As a page would load it."""
    Session().expire(of)
    found = queries.by_id(of.id)
    assert found is not None
    return found


def invited(officer: User | None = None) -> Mediation:
    officer = officer or factories.user()
    complaint = accepted(officer)
    with unit_of_work():
        return whole_of(service.open_table(complaint, by=officer, now=clock.now()))


def whole_of(of: Mediation) -> Mediation:
    found = queries.by_id(of.id)
    assert found is not None
    return found


def talking(officer: User | None = None) -> tuple[Mediation, User]:
    """Both sides have agreed to mediation; and who acts for the seller."""
    mediation = invited(officer)
    seller = factories.seller(mediation.complaint.merchant)
    with unit_of_work():
        service.consent(mediation, party=Party.CONSUMER, by=CONSUMER, now=clock.now())
        service.consent(mediation, party=Party.MERCHANT, by=seller, now=clock.now())
    return whole(mediation), seller


def proposed(mediation: Mediation, seller: User, offer: Offer = OFFER, key: str = "offer 1") -> Mediation:
    with unit_of_work():
        who = service.Speaker(Side.MERCHANT, seller)
        service.propose(mediation, offer, who=who, form_key=key, now=clock.now())
    return whole(mediation)


def agreed(officer: User | None = None) -> tuple[Mediation, User]:
    """Both have confirmed one text."""
    mediation, seller = talking(officer)
    mediation = proposed(mediation, seller)
    text_hash = mediation.on_the_table.text_hash
    with unit_of_work():
        service.confirm(mediation, party=Party.CONSUMER, text_hash=text_hash, by=CONSUMER, now=clock.now())
        service.confirm(mediation, party=Party.MERCHANT, text_hash=text_hash, by=seller, now=clock.now())
    return whole(mediation), seller
