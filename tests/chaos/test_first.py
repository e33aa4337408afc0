"""Nothing is hurt yet."""

from tests.chaos.people import complaining


def test_without_any_fault_all_is_well(house, shop, told):
    with complaining(house.url, shop.code, people=2) as crowd:
        house.until_well()
    told += crowd.told
