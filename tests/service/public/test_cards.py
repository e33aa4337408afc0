"""Cards: written with what they tell of, renewed as the year moves on, made up where they are missing."""

from datetime import timedelta

from sqlalchemy import delete, select

from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.public import cards, rules
from app.public.models import MerchantCard
from app.titles import changes
from tests import factories
from tests.conftest import NOW


def kept(merchant):
    Session().expire_all()
    return Session().scalar(select(MerchantCard).where(MerchantCard.merchant_id == merchant.id))


def test_what_did_not_change_is_not_written_again(here):
    shop = factories.merchant()
    before = kept(shop).facts
    with unit_of_work():
        cards.write([shop.id], now=NOW + timedelta(days=3))
    assert kept(shop).facts == before


def test_a_card_that_is_missing_is_filled_in_by_the_chore_and_then_there_is_nothing_to_do(here):
    shop = factories.merchant()
    with unit_of_work():
        Session().execute(delete(MerchantCard))
    with unit_of_work():
        assert cards.renew(NOW) == 1
    assert kept(shop).name == shop.name
    with unit_of_work():
        assert cards.renew(NOW) == 0


def test_complaints_are_counted_anew_when_the_counted_year_has_moved_on(here):
    shop = factories.merchant()
    card = kept(shop)
    with unit_of_work():
        card = Session().get_one(MerchantCard, shop.id)
        card.received = 3  # as if some had been there a year ago
    later = NOW + timedelta(days=2)
    with unit_of_work():
        assert cards.renew(later) == 1
    assert (kept(shop).received, kept(shop).said.complaints.until.isoformat()) == (0, "2026-06-03")


def test_a_seller_without_complaints_had_none_up_to_today(here):
    said = kept(factories.merchant()).said
    told = rules.complaints_on(said, said.complaints.until + timedelta(days=40))
    assert (told.until - said.complaints.until, told.since - said.complaints.since) == (
        timedelta(40),
        timedelta(40),
    )


def test_writing_five_cards_costs_what_writing_one_costs(here, query_count):
    costs = []
    for many in (1, 5):
        ids = [factories.merchant().id for _ in range(many)]
        with query_count() as counted, unit_of_work():
            cards.write(ids, now=NOW + timedelta(days=1), even_if_same=True)
        costs.append(counted.value)
    assert costs[0] == costs[1]


def test_a_seller_just_entered_has_the_card_that_asking_everybody_gives(here):
    shop = factories.merchant()
    short, long = (cards.facts_of([shop.id], now=NOW, entered=entered) for entered in ([shop.id], []))
    assert list(short.values()) == list(long.values()) == [kept(shop).said]


def test_a_seller_entered_and_told_of_in_one_step_has_a_whole_card(here, query_count):
    station, costs = factories.organisation().id, []
    for told_of in (False, True):
        with query_count() as counted, unit_of_work():
            shop = factories.entered(station_id=station)
            Session().flush()
            changes.tell([shop.id] if told_of else [])
        costs.append(counted.value)
    assert costs[1] > costs[0] + 5, "titles, lists, complaints and self-checks were asked"


def test_what_a_refused_act_touched_is_not_written(here):
    shop = factories.merchant(name="原来的名字")
    try:
        with unit_of_work():
            found = Session().merge(shop)
            found.name = "没改成的名字"
            Session().flush()
            raise RuntimeError
    except RuntimeError:
        pass
    with unit_of_work():
        pass
    assert kept(shop).name == "原来的名字"
