"""The share of answers in time, as the assessment reads it: a burst counts less, what an appeal took out not at all."""

from datetime import timedelta
from decimal import Decimal

from app.complaints import figures, service
from app.complaints.service import Stance
from app.infra.db import unit_of_work
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made

LATE = NOW + timedelta(days=3)


def answered(shop, seller, at):
    one = made.complaint(shop)
    with unit_of_work():
        service.answer(made.whole(one), by=seller, stance=Stance.PROPOSES, text="已处理", now=at)
    return made.whole(one)


def test_a_burst_counts_less_and_what_was_left_out_not_at_all(here):
    shop = factories.merchant()
    seller = factories.seller(shop)
    answered(shop, seller, NOW + timedelta(hours=1))
    late = answered(shop, seller, LATE)
    since = NOW - timedelta(days=30)
    assert figures.answers_due(shop.id, since, LATE) == figures.AnswersDue(2, 1, Decimal(50))
    with unit_of_work():
        late.weight = Decimal("0.25")
    assert figures.answers_due(shop.id, since, LATE).share == Decimal(80)
    with unit_of_work():
        late.left_out_at = LATE
    assert figures.answers_due(shop.id, since, LATE) == figures.AnswersDue(1, 1, Decimal(100))


def test_without_a_complaint_nothing_is_held_against_a_shop(here):
    assert figures.answers_due(factories.merchant().id, NOW, NOW) == figures.AnswersDue(0, 0, Decimal(100))
