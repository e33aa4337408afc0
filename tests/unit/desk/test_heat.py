"""The map of aspects: means, shades, order."""

from decimal import Decimal

import pytest

from app.desk import heat
from app.desk.aspects import Map
from app.merchants.terms import MerchantKind
from app.selfchecks.field import Part

LIVE, GROUP = MerchantKind.LIVE_STREAM, MerchantKind.GROUP_BUY


def part(aspect: str, shops: int, total: str, station: int = 1, kind: MerchantKind = LIVE) -> Part:
    return Part(station, kind, aspect, shops, Decimal(total))


def test_every_shop_counts_once_whatever_its_station():
    found = [part("QLT", 1, "100"), part("QLT", 3, "180", station=2)]
    (row,) = heat.rows(["QLT"], found, [lambda one: one.station_id == 2])
    assert (row.whole, row.cells) == (heat.Mean(Decimal("70.0"), 4), (heat.Mean(Decimal("60.0"), 3),))


def test_the_weakest_aspect_stands_first_and_the_unasked_last():
    found = [part("ADS", 1, "90"), part("QLT", 1, "55")]
    assert [row.aspect for row in heat.rows(["LBL", "ADS", "QLT"], found, [])] == ["QLT", "ADS", "LBL"]


@pytest.mark.parametrize(
    ("score", "shade"),
    [("0", 1), ("59.9", 1), ("60", 2), ("70", 3), ("79.9", 3), ("80", 4), ("90", 5), ("100", 5), (None, 0)],
)
def test_a_bound_belongs_to_the_shade_above(score, shade):
    assert heat.Mean(Decimal(score) if score else None, 1).shade == shade


def test_the_key_names_every_shade_once():
    assert heat.shades() == [
        (1, None, Decimal(60)), (2, Decimal(60), Decimal(70)), (3, Decimal(70), Decimal(80)),
        (4, Decimal(80), Decimal(90)), (5, Decimal(90), None),
    ]  # fmt: skip


def test_where_there_is_little_room_many_stations_are_left_to_the_whole_map():
    found = [part("QLT", 1, "90"), part("QLT", 1, "70", station=2)]
    rows = heat.rows(["QLT"], found, [lambda one: one.station_id == 1, lambda one: one.station_id == 2])
    drawn = Map(("一所", "二所"), tuple(rows), {}, {}, 2)
    assert drawn.at_most(2) is drawn
    narrow = drawn.at_most(1)
    assert (narrow.columns, [row.cells for row in narrow.rows], narrow.weakest.whole) == (
        (),
        [()],
        rows[0].whole,
    )
