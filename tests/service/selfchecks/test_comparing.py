from datetime import timedelta
from decimal import Decimal

import pytest

from app.merchants.terms import MerchantKind
from app.selfchecks import comparison, queries
from tests import factories
from tests.conftest import NOW
from tests.service.selfchecks.conftest import answer_all, begin, hand_in


def checked(shop, *unmet, seller=None, now=NOW):
    person = seller or factories.seller(shop)
    draft = begin(shop, person, now=now)
    answer_all(draft, person, *unmet, now=now)
    return hand_in(draft, person, now=now)


@pytest.mark.parametrize(("others", "shown"), [(4, False), (5, True), (6, True)])
def test_a_median_is_shown_only_of_five_other_shops_or_more(shop, seller, others, shown):
    for _ in range(others):
        checked(factories.merchant())
    own = checked(shop, "QUA-01", seller=seller)
    assert comparison.of(own).has_medians == shown


def test_the_median_is_of_the_newest_results_of_other_shops_of_the_kind_in_one_query(
    shop, seller, query_count
):
    every = [item.code for item in queries.guide_of(begin(shop, seller)).applicable([])]
    totals = []
    for count in (1, 2, 3, 4, 5, 6):  # how many are unmet
        other = factories.merchant()
        checked(other, *every)
        totals.append(checked(other, *every[:count], now=NOW + timedelta(days=1)).compliance)
    checked(factories.merchant(MerchantKind.GROUP_BUY), "QUA-01")
    with query_count() as n:
        medians = comparison.medians_of(MerchantKind.LIVE_STREAM, but=shop.id)
    assert n.value == 1
    ranked = sorted(totals)
    assert medians[""] == ((ranked[2] + ranked[3]) / 2).quantize(Decimal("0.01"))
    assert medians["AFT"] == Decimal("100.00")


def test_a_result_stands_beside_the_last_one_with_what_turned(shop, seller):
    first = checked(shop, "QUA-01", "QUA-07", seller=seller)
    second = checked(shop, "QUA-07", "AFT-01", seller=seller, now=NOW + timedelta(days=9))
    told = comparison.of(second)
    assert (told.before.id, told.better, told.worse) == (first.id, ("QUA-01",), ("AFT-01",))
    total = told.lines[0]
    assert (total.code, total.before, total.own) == ("", first.compliance, second.compliance)
    assert total.change == second.compliance - first.compliance
    assert comparison.of(first).before is None
