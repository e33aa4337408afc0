"""Dense complaints count less; a genuine parcel's first one never does."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.complaints.bursts import BurstPack, weigh
from app.infra.packs import read_yaml
from tests.conftest import NOW

PACK = BurstPack.model_validate(read_yaml("bursts", "2026.yaml"))


def earlier(count: int, minutes: int = 10):
    return [NOW - timedelta(minutes=minutes)] * count


@pytest.mark.parametrize(
    ("count", "weight"), [(0, "1"), (4, "1"), (5, "0.5"), (19, "0.5"), (20, "0.2"), (500, "0.2")]
)
def test_the_more_came_within_an_hour_the_less_the_next_one_counts(count, weight):
    assert weigh(PACK, earlier(count), NOW, first_of_a_parcel=False).weight == Decimal(weight)


def test_the_hour_ends_after_sixty_minutes():
    assert weigh(PACK, earlier(5, 60), NOW, first_of_a_parcel=False).weight == Decimal("0.5")
    assert weigh(PACK, earlier(5, 61), NOW, first_of_a_parcel=False).weight == Decimal(1)


def test_a_days_flood_counts_too():
    assert weigh(PACK, earlier(60, 600), NOW, first_of_a_parcel=False).weight == Decimal("0.2")


def test_the_first_complaint_of_a_genuine_parcel_always_counts_whole():
    assert weigh(PACK, earlier(500), NOW, first_of_a_parcel=True).weight == Decimal(1)


def test_the_numbers_behind_it_are_kept():
    found = weigh(PACK, earlier(7), NOW, first_of_a_parcel=False)
    assert found.why == {"minutes": 60, "already": 5, "count": 7}
    assert weigh(PACK, (), NOW, first_of_a_parcel=False).why is None
