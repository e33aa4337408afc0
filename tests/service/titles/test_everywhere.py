"""One function says what a title is; here every place that shows it is asked, for each thing it can be."""

import re
from datetime import timedelta

import pytest

from app.infra import clock
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.publicity import queries as notices
from app.publicity import service as publicity
from app.titles import queries, service
from app.titles.terms import Ground, Standing
from tests import factories
from tests.conftest import NOW
from tests.factories import labels
from tests.factories import titles as made
from tests.pages import text_of

SAID = {
    Standing.NONE: "未获得称号",
    Standing.ON_NOTICE: "公示中",
    Standing.DISPUTED: "异议中",
    Standing.VALID: "有效",
    Standing.SUSPENDED: "暂停",
    Standing.EXPIRED: "已到期",
    Standing.REVOKED: "已撤销",
}


def brought_to(standing):
    """A seller whose title is this now, and the moment at which it is."""
    if standing is Standing.NONE:
        return factories.merchant(), NOW
    if standing in (Standing.ON_NOTICE, Standing.DISPUTED):
        year = made.year("91.50")
        notice = made.on_notice(year)
        merchant = merchants.by_id(year.scored[0].merchant_id)
        if standing is Standing.DISPUTED:
            with unit_of_work():
                said = publicity.Said("王小明", None, "这家店卖过假货，有订单", merchant.code, "key")
                publicity.object_to(notices.by_code(notice.code), said, now=NOW)
        return merchant, NOW
    title, officer = made.title(), factories.user()
    if standing is Standing.SUSPENDED:
        with unit_of_work():
            service.suspend(title, reason="核查", by=officer, now=NOW)
    if standing is Standing.REVOKED:
        with unit_of_work():
            service.revoke(title, service.Case(Ground.LISTED, "列入", "公示", None), by=officer, now=NOW)
    return title.merchant, NOW + timedelta(days=366 if standing is Standing.EXPIRED else 0)


@pytest.mark.parametrize("standing", list(Standing))
def test_every_place_says_the_same(page, inside, standing):
    with inside("330522"):
        merchant, at = brought_to(standing)
        seller = factories.seller(merchant)
        told = queries.standing_of(merchant.id, clock.today() if at == NOW else at.date())
        number = told.title.number if told.title else None
    assert told.standing is standing
    word = SAID[standing]
    with clock.standing_at(at):
        badge = page.get(f"/r/330522/badges/{merchant.code}")
        listed = text_of(page.get(f"/r/330522/merchants?words={merchant.name}"))
        shown = text_of(page.get(f"/r/330522/merchants/{merchant.code}"))
        own = text_of(page.as_(seller).get("/titles/mine"))
        red = text_of(page.get("/r/330522/honours/red"))
        certificate = text_of(page.get(f"/r/330522/certificates/{number}")) if number else word
    assert re.search(rf">{word}", badge), badge
    about = re.escape(merchant.name)
    if standing is not Standing.NONE:
        assert word in listed
        assert word[-2:] in certificate
        for where in (shown, own):
            assert re.search(MEANT[standing], where), where[:1500]
    assert bool(re.search(about, red)) is (standing is Standing.VALID)


MEANT = {
    Standing.ON_NOTICE: "公示",
    Standing.DISPUTED: "异议",
    Standing.VALID: "有效期至|有效",
    Standing.SUSPENDED: "暂停",
    Standing.EXPIRED: "到期",
    Standing.REVOKED: "撤销",
}


def test_the_parcels_page_says_it_at_once(page, inside):
    with inside("330522"):
        title = made.title()
        token, officer = labels.token(labels.ready(title.merchant)), factories.user()
    assert "称号已被撤销" not in text_of(page.get(f"/Q/{token}"))
    with inside("330522"), unit_of_work():
        found = queries.by_number(title.number)
        service.revoke(found, service.Case(Ground.LISTED, "列入", "公示", None), by=officer, now=NOW)
    assert "称号已被撤销" in text_of(page.get(f"/Q/{token}"))
