"""Cells say the same as the complaints, whatever happened and in whichever order; and only the chore writes them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.complaints import service as complaints
from app.complaints.service import Stance
from app.complaints.terms import About, ConsumerWord, Outcome, Satisfaction
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.regions.terms import OrganisationKind
from app.statistics import counting, queries, rules
from app.statistics.models import Cell
from app.statistics.queries import Whose
from app.statistics.terms import Category
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made

JUNE = rules.Period(date(2026, 6, 1), date(2026, 6, 1))
ALL = Whose()


@pytest.fixture(autouse=True)
def quiet(here, sent_jobs):
    return None


def count(now=NOW) -> int:
    with unit_of_work():
        return counting.refresh(now)


def whole(whose=ALL, period=JUNE):
    return queries.by_month_and_matter(period, whose)[2]


def filed(shop, *, at=NOW, about=About.QUALITY):
    with unit_of_work():
        return complaints.receive(made.told(shop, about=about), now=at).complaint


def ended(complaint, word=ConsumerWord.SOLVED, at=NOW):
    with unit_of_work():
        complaints.say_word(made.whole(complaint), word, text="", now=at)


def test_what_came_in_what_was_answered_and_how_it_ended(here):
    shop = factories.merchant()
    seller = factories.seller(shop)
    quick, late, silent = filed(shop), filed(shop), filed(shop)
    with unit_of_work():
        complaints.answer(
            made.whole(quick), by=seller, stance=Stance.AGREES, text="退款", now=NOW + timedelta(hours=24)
        )
        complaints.answer(
            made.whole(late), by=seller, stance=Stance.AGREES, text="退款", now=NOW + timedelta(hours=25)
        )
    ended(quick, at=NOW + timedelta(days=7))  # Monday to Monday: five working days
    count(NOW + timedelta(days=8))
    got = whole()
    assert (got.received, got.due, got.answered, got.answered_in_time) == (3, 3, 2, 1)
    assert (dict(got.ended), got.median_days, got.open) == ({Outcome.SOLVED: 1}, Decimal(5), 2)
    assert silent.outcome is None


def test_an_answer_that_is_not_yet_due_is_not_held_against_anyone(here):
    filed(factories.merchant())
    count(NOW + timedelta(hours=24))
    assert whole().due == 0
    count(NOW + timedelta(days=2))  # a new day: looked at again though nothing happened
    assert (whole().due, whole().in_time_pct) == (1, Decimal(0))


def test_only_months_in_which_something_happened_are_counted_again(here):
    shop = factories.merchant()
    old = filed(shop, at=NOW - timedelta(days=70))
    filed(shop)
    assert count() == 2
    assert count() == 0
    ended(old)
    assert count() == 1
    march = rules.Period(date(2026, 3, 1), date(2026, 3, 1))
    assert whole(period=march).solved == 1


def test_counting_again_from_nothing_gives_the_same_cells(here):
    shop, other = factories.merchant(), factories.merchant()
    for number in range(12):
        one = filed(
            shop if number % 3 else other, about=list(About)[number % 4], at=NOW - timedelta(hours=number)
        )
        count()
        if number % 2:
            ended(one, ConsumerWord.PARTLY_SOLVED)
    count()
    step_by_step = {
        (one.month, one.merchant_id, one.about): one.counts for one in Session().scalars(select(Cell))
    }
    Session().execute(Cell.__table__.delete())
    with unit_of_work():
        for month in (date(2026, 5, 1), date(2026, 6, 1)):
            counting.count_month(month, now=NOW)
    Session().expire_all()
    assert {
        (one.month, one.merchant_id, one.about): one.counts for one in Session().scalars(select(Cell))
    } == step_by_step


def test_a_month_is_the_regions_month(here):
    shop = factories.merchant()
    filed(shop, at=datetime(2026, 5, 31, 15, 59, 59, tzinfo=UTC))  # 23:59:59 on 31 May in Shanghai
    filed(shop, at=datetime(2026, 5, 31, 16, 0, tzinfo=UTC))
    count()
    months = queries.by_month_and_matter(rules.Period(date(2026, 5, 1), date(2026, 6, 1)), ALL)[0]
    assert [(one.key, one.figures.received) for one in months] == [
        (date(2026, 5, 1), 1),
        (date(2026, 6, 1), 1),
    ]


def test_weights_merged_ones_and_granted_appeals(here):
    shop = factories.merchant()
    light, merged, out, usual = (filed(shop) for _ in range(4))
    with unit_of_work():
        light.weight = Decimal("0.25")
        merged.merged_into_id, merged.merged_at = usual.id, NOW
        out.left_out_at, out.left_out_why = NOW, "查实为恶意投诉"
    count()
    assert (whole().received, whole().weighted, whole().left_out) == (2, Decimal("1.25"), 1)


def test_disputes_and_satisfaction_are_of_those_who_said_something(here):
    shop = factories.merchant()
    happy, unhappy, _quiet = (filed(shop) for _ in range(3))
    for one in (happy, unhappy):
        ended(one)
    with unit_of_work():
        happy.satisfaction, unhappy.satisfaction = Satisfaction.SATISFIED, Satisfaction.UNSATISFIED
        unhappy.objected_at = NOW
    count()
    got = whole()
    assert (got.satisfied_pct, got.disputed, got.dispute_pct) == (Decimal(50), 1, Decimal(50))


def test_each_sees_its_own_and_side_by_side_adds_up(here):
    park = factories.organisation(OrganisationKind.PARK)
    inside, outside = factories.merchant(park_id=park.id, scopes=["food", "cosmetics"]), factories.merchant()
    filed(inside)
    filed(inside)
    filed(outside, about=About.OTHER)
    count()
    assert whole(Whose(park_id=park.id)).received == 2
    assert whole(Whose(merchant_id=outside.id)).received == 1
    assert [(one.key, one.figures.received) for one in queries.by_merchant(JUNE, ALL)] == [
        (inside.code, 2),
        (outside.code, 1),
    ]
    assert [(one.key, one.figures.received) for one in queries.by_park(JUNE)] == [(park.id, 2), (None, 1)]
    assert {one.key: one.figures.received for one in queries.by_category(JUNE, ALL)} == {
        Category.FOOD: 2, Category.COSMETICS: 2, Category.UNTOLD: 1,
    }  # fmt: skip
    assert {one.key: one.figures.received for one in queries.by_month_and_matter(JUNE, ALL)[1]} == {
        "QLT": 2,
        "-": 1,
    }


def test_another_region_has_figures_of_its_own(inside):
    with inside("330522"):
        filed(factories.merchant())
        count()
    with inside("330523"):
        assert queries.by_month_and_matter(JUNE, ALL)[2].received == 0
        assert queries.counted_at() is None
