"""One function says what a title is; here every place that shows it is asked, for each thing it can be."""

import json
import re
from datetime import date, datetime, timedelta

import pytest

from app.accounts.terms import Role
from app.assessments import queries as assessments
from app.infra import clock
from app.infra.db import unit_of_work
from app.kernel.clock import SHANGHAI
from app.merchants import queries as merchants
from app.publicity import queries as notices
from app.publicity import service as publicity
from app.regions.terms import OrganisationKind
from app.rights import queries as claims
from app.rights import service as rights
from app.rights.terms import ClaimKind
from app.titles import proposing, queries, service
from app.titles.terms import Ground, Standing
from tests import factories
from tests.conftest import NOW
from tests.factories import api, labels
from tests.factories import titles as made
from tests.pages import text_of

SAID = {
    Standing.NONE: "未获得称号",
    Standing.ON_NOTICE: "公示中",
    Standing.NOTICE_OVER: "公示期满",
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
    if standing in (Standing.ON_NOTICE, Standing.NOTICE_OVER, Standing.DISPUTED):
        year = made.year("91.50")
        notice = made.on_notice(year)
        merchant = merchants.by_id(year.scored[0].merchant_id)
        if standing is Standing.DISPUTED:
            with unit_of_work():
                said = publicity.Said("王小明", None, "这家店卖过假货，有订单", merchant.code, "key")
                publicity.object_to(notices.by_code(notice.code), said, now=NOW)
        return merchant, NOW + (made.AFTER_THE_NOTICE if standing is Standing.NOTICE_OVER else timedelta())
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
        told = queries.standing_of(merchant.id, at.date())
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
    Standing.NOTICE_OVER: "公示期满，等待决定",
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


SECOND = timedelta(seconds=1)


class Places:
    """Every place that shows a title, asked of one seller at one instant. No chore ever runs here."""

    def __init__(self, page, shop, token, park):
        self.page, self.shop, self.token = page, shop, token
        self.program = api.Program(page, api.token(park)[1])

    def at(self, instant):
        """What each place says, in the words or the code that it says it with."""
        page, code, name = self.page, self.shop.code, re.escape(self.shop.name)
        with clock.standing_at(instant):
            badge = page.get(f"/r/330522/badges/{code}")
            [line] = [one for one in self.file("merchants") if one["code"] == code]
            [given] = [
                one for one in self.program.get("/api/v1/merchants").json["items"] if one["code"] == code
            ]
            found = {
                one.value
                for one in (Standing.VALID, Standing.ON_NOTICE, Standing.EXPIRED)
                if re.search(name, page.get(f"/r/330522/merchants?title={one.value}"))
            }
            return {
                "badge": re.search(r"<title>放心电商：([^ <]+)", badge).group(1),
                "list": re.search(
                    r"· 放心电商称号 (\S+)", text_of(page.get(f"/r/330522/merchants?words={name}"))
                ).group(1),
                "page": text_of(page.get(f"/r/330522/merchants/{code}")),
                "parcel": text_of(page.get(f"/Q/{self.token}")),
                "county": text_of(page.get("/r/330522")),
                "red": bool(re.search(name, page.get("/r/330522/honours/red"))),
                "file": line["title_standing"],
                "states": [one["state"] for one in self.file("titles")],
                "entries": len(self.file("list-entries")),
                "api": given["title"]["standing"],
                "found": found,
            }

    def file(self, dataset):
        return json.loads(self.page.fetch(f"/r/330522/open-data/{dataset}/json").data)["lines"]


@pytest.fixture
def park(inside):
    with inside("330522"):
        place = factories.organisation(OrganisationKind.PARK)
        return factories.user(Role.PARK, organisation_id=place.id)


def test_a_title_is_over_everywhere_in_the_second_after_its_last_day(page, inside, park):
    with inside("330522"):
        shop = factories.merchant(park_id=park.organisation_id)
        title = made.title(shop, awarded=NOW - timedelta(days=363))
        places = Places(page, shop, labels.token(labels.ready(shop)), park)
    assert title.valid_until == date(2026, 6, 3)
    last = datetime(2026, 6, 3, 23, 59, 59, tzinfo=SHANGHAI)
    before, after = places.at(last), places.at(last + SECOND)
    certificate = f"/r/330522/certificates/{title.number}"
    with clock.standing_at(last):
        assert "证书有效" in page.get(certificate)
    with clock.standing_at(last + SECOND):
        assert "证书已到期" in page.get(certificate)
    assert (before["badge"], before["list"], before["file"], before["api"]) == (
        "有效",
        "有效",
        "valid",
        "valid",
    )
    assert (after["badge"], after["list"], after["file"], after["api"]) == (
        "已到期",
        "已到期",
        "expired",
        "expired",
    )
    assert (before["red"], before["entries"], before["states"], before["found"]) == (
        True,
        1,
        ["valid"],
        {"valid"},
    )
    assert (after["red"], after["entries"], after["states"], after["found"]) == (
        False,
        0,
        ["expired"],
        {"expired"},
    )
    for place in ("page", "parcel"):
        assert "有效期" in before[place]
        assert "已到期" in after[place]


def test_a_notice_is_over_everywhere_in_the_second_after_its_last_day(page, inside, park):
    with inside("330522"):
        notice = made.on_notice(made.year("91.50"))
        shop = merchants.by_id(notice.said[0].merchant_id)
        with unit_of_work():
            shop.park_id = park.organisation_id
        places = Places(page, shop, labels.token(labels.ready(shop)), park)
    last = datetime(2026, 6, 10, 23, 59, 59, tzinfo=SHANGHAI)
    before, after = places.at(last), places.at(last + SECOND)
    assert (before["badge"], before["list"], before["file"], before["api"]) == (
        "公示中",
        "公示中",
        "on_notice",
        "on_notice",
    )
    assert (after["badge"], after["list"]) == ("公示期满", "公示期满")
    assert (after["file"], after["api"]) == ("notice_over", "notice_over")
    assert notice.code in before["county"] or "公示到" in before["county"]
    assert "公示到" not in after["county"]
    for place in ("page", "parcel"):
        assert "正在公示" in before[place]
        assert "公示期满，等待决定" in after[place]
    with clock.standing_at(last):
        assert "提出异议" in page.get(f"/r/330522/notices/{notice.code}")
    with clock.standing_at(last + SECOND):
        assert "等待决定" in text_of(page.get(f"/r/330522/notices/{notice.code}"))


def test_a_title_that_is_disputed_goes_on_holding_and_every_place_says_both(page, inside, park):
    """The shop asks for a correction after the notice; answered, nothing is disputed any more."""
    with inside("330522"):
        year = made.year("91.50")
        notice = made.on_notice(year)
        shop = merchants.by_id(notice.said[0].merchant_id)
        admin, officer, seller = factories.user(Role.ADMIN), factories.user(), factories.seller(shop)
        with unit_of_work():
            shop.park_id = park.organisation_id
            [title] = proposing.award(notices.by_code(notice.code), by=admin, now=NOW + made.AFTER_THE_NOTICE)
        token = labels.token(labels.ready(shop))
        places = Places(page, shop, token, park)
        with unit_of_work():
            words = rights.Words(ClaimKind.CORRECTION, "标识标签扣的分有误，附记录", "key")
            claim = rights.make(assessments.by_id(year.scored[0].id), words, by=seller, now=NOW)
    asked = [
        f"/r/330522/merchants/{shop.code}", f"/Q/{token}", f"/r/330522/certificates/{title.number}",
        f"/r/330522/badges/{shop.code}", "/r/330522/honours/red", f"/r/330522/merchants?words={shop.name}",
    ]  # fmt: skip
    at = NOW + made.AFTER_THE_NOTICE
    with clock.standing_at(at):
        assert [url for url in asked if "异议中" not in page.get(url)] == []
        [line] = places.file("merchants")
        [given] = places.program.get("/api/v1/merchants").json["items"]
    assert (line["title_standing"], line["title_disputed"]) == ("valid", True)
    assert (given["title"]["standing"], given["title"]["disputed"]) == ("valid", True)
    with inside("330522"), unit_of_work():
        rights.decide(claims.by_code(claim.code), grants=False, answer="核对过，不改", by=officer, now=NOW)
    with clock.standing_at(at):
        assert [url for url in asked if "异议中" in page.get(url)] == []
