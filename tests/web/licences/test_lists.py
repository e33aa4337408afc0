"""The lists of papers: the regulator's queue, a park's shops, a shop's own."""

from datetime import date

import pytest

from app.infra.db import unit_of_work
from app.licences.terms import LicenceKind
from tests import factories
from tests.factories.licences import licence, verified
from tests.pages import text_of


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 200), ("owner", 403), ("park", 403), ("monitor", 403), ("stranger", 303)]
)
def test_the_queue_is_the_regulators(page, cast, who, status):
    page.as_(getattr(cast, who)).get("/licences", expect=status)


def test_another_regions_queue_does_not_show_it(page, cast):
    assert cast.shop.name in page.as_(cast.officer).get("/licences")
    assert cast.shop.name not in page.as_(cast.officer_elsewhere).get("/licences")


def test_the_park_sees_its_own_shops_and_no_others(page, cast, inside):
    with inside("330522"):
        outside = factories.merchant()
    shown = text_of(page.as_(cast.park).get("/park/licences"))
    assert cast.shop.name in shown
    assert "待核验" in shown
    assert "没有上传" in shown  # the neighbour
    assert outside.name not in shown
    page.as_(cast.park).get(f"/merchants/{cast.shop.code}/licences")
    page.as_(cast.other_park).get(f"/merchants/{cast.shop.code}/licences", expect=403)
    page.as_(cast.officer).get("/park/licences", expect=403)


@pytest.mark.parametrize(
    ("who", "url"),
    [("officer", "/licences"), ("owner", "/shop/licences"), ("park", "/park/licences"), ("owner", "/desk")],
)
def test_a_list_costs_the_same_with_one_row_and_with_three(page, cast, inside, query_count, who, url):
    visitor = page.as_(getattr(cast, who))
    visitor.get(url)
    with query_count() as one:
        visitor.get(url)
    with inside("330522"):
        for number in range(2):
            licence(cast.shop, LicenceKind.FOOD_LICENCE, number=str(number), valid_until=date(2026, 6, 20))
            verified(factories.merchant(park_id=cast.shop.park_id), cast.officer)
            licence(factories.merchant(park_id=cast.shop.park_id))
    with query_count() as three:
        visitor.get(url)
    assert three.value == one.value


def test_the_decided_are_a_tab_away(page, cast, inside):
    with inside("330522"):
        made = verified(
            factories.merchant(), cast.officer, LicenceKind.FOOD_LICENCE, valid_until=date(2026, 6, 1)
        )
        over = verified(
            factories.merchant(), cast.officer, LicenceKind.FOOD_LICENCE, valid_until=date(2026, 6, 1)
        )
        with unit_of_work():
            over.valid_until = date(2026, 5, 31)
    officer = page.as_(cast.officer)
    assert made.code in officer.get("/licences?state=verified")
    assert cast.licence.code not in officer.get("/licences?state=verified")
    assert cast.licence.code in officer.get("/licences?state=nonsense")
    assert "今天到期" in text_of(officer.get(f"/licences/{made.code}"))
    before_the_chores = text_of(officer.get(f"/licences/{over.code}"))
    assert "已过期" in before_the_chores
    assert "还剩" not in before_the_chores
