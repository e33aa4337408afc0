"""The page behind a parcel label: each verdict has its own honest page."""

import gzip
from datetime import date
from decimal import Decimal

import pytest

from app.infra import seals
from app.infra.db import unit_of_work
from app.labels import alphabet, queries, token
from app.merchants import queries as merchants
from app.titles import queries as title_queries
from app.titles import service as titles
from app.titles.service import Case
from app.titles.terms import Ground
from tests import factories
from tests.conftest import NOW
from tests.factories import labels
from tests.pages import text_of


@pytest.fixture
def batch(inside):
    with inside("330522"):
        return labels.ready(
            factories.merchant(name="长兴测试茶铺", contact="周不示人", address="演示街 77 号")
        )


@pytest.fixture
def tokens(batch, inside):
    with inside("330522"):
        return {
            "first": labels.token(batch, 1),
            "last": labels.token(batch, 24),
            "beyond": labels.token(batch, 25),
        }


def altered(written, place):
    return written[:place] + next(c for c in alphabet.ALPHABET if c != written[place]) + written[place + 1 :]


def test_a_genuine_label_tells_who_the_seller_is_and_no_personal_data(page, tokens):
    html = page.get(f"/Q/{tokens['first']}")
    told = text_of(html)
    assert "真标签" in told
    assert "长兴测试茶铺" in told
    assert token.grouped(tokens["first"]) in told
    for private in ("周不示人", "演示街 77 号"):
        assert private not in html


@pytest.mark.parametrize(
    "spelt", [str.lower, lambda t: t[:4] + "-" + t[4:], lambda t: token.grouped(t).replace(" ", "%20")]
)
def test_the_same_label_is_found_however_it_is_written(page, tokens, spelt):
    answer = page.client.get(f"/q/{spelt(tokens['last'])}")
    assert (answer.status_code, answer.location) == (302, f"/Q/{tokens['last']}")
    page.get(answer.location)
    page.get(f"/Q/{spelt(tokens['last'])}")


def test_the_page_is_small_and_needs_no_script(page, tokens):
    answer = page.fetch(f"/Q/{tokens['first']}")
    assert len(gzip.compress(answer.data)) <= 14 * 1024
    assert "<script" not in answer.text


def test_every_scan_of_a_genuine_label_is_counted(page, tokens, batch, inside):
    for _ in range(3):
        page.get(f"/Q/{tokens['first']}")
    page.get(f"/Q/{tokens['beyond']}", expect=404)
    with inside("330522"):
        assert queries.scans(batch.id) == 3


def test_a_mistyped_token_says_where_to_look_and_leads_on(page, tokens):
    wrong = altered(tokens["first"], 13)
    html = page.get(f"/Q/{wrong}", expect=404)
    assert f"第 4 组第 2 个字符您填的是“{wrong[13]}”，标签上应该是“{tokens['first'][13]}”" in text_of(html)
    assert f'href="/Q/{tokens["first"]}"' in html
    assert f'value="{wrong}"' in html
    assert "长兴测试茶铺" not in html


def test_two_mistakes_are_called_mistyped_too_without_a_guess(page, tokens):
    wrong = altered(altered(tokens["first"], 6), 15)
    told = text_of(page.get(f"/Q/{wrong}", expect=404))
    assert "至少有两个字符抄错了" in told or "防伪码不对" in told


@pytest.mark.parametrize(
    ("written", "told"),
    [("ABC", "您填了 3 个"), ("401U", "没有“U”"), ("4" * 60, "您填了 60 个"), ("茶", "没有“茶”")],
)
def test_what_is_no_token_says_how(page, written, told):
    assert told in text_of(page.get(f"/Q/{written}", expect=404))


def test_a_forged_label_is_called_forged_and_shows_nobody(page, batch, inside):
    made_up = token.issue(bytes(32), key_id=1, region_number=1, batch_number=batch.number, serial=1)
    html = page.get(f"/Q/{made_up}", expect=404)
    assert "这不是真标签" in html
    assert "长兴测试茶铺" not in html


def test_a_label_under_a_key_we_never_held_is_unknown(page):
    old = token.issue(bytes(32), key_id=0, region_number=1, batch_number=1, serial=1)
    assert "不认识这张标签" in page.get(f"/Q/{old}", expect=404)


def test_a_serial_beyond_the_batch_was_never_issued(page, tokens):
    html = page.get(f"/Q/{tokens['beyond']}", expect=404)
    assert "这个编号没有发放过" in html
    assert "长兴测试茶铺" not in html


def test_a_voided_label_says_so_and_since_when(page, inside):
    with inside("330522"):
        gone = labels.voided(factories.merchant(name="长兴测试布店"), "内部原因不外传")
        written = labels.token(gone)
    html = page.get(f"/Q/{written}", expect=410)
    assert "这张标签已作废" in html
    assert "2026年6月1日" in html
    assert "内部原因不外传" not in html


def test_a_token_of_a_region_that_does_not_exist_is_unknown_to_all(page):
    written = token.issue(seals.derive("label key 1"), key_id=1, region_number=4000, batch_number=1, serial=1)
    assert "这个编号没有发放过" in page.get(f"/Q/{written}", expect=404)


def test_the_region_follows_the_token_whoever_is_signed_in(page, tokens, inside):
    with inside("330523"):
        abroad = factories.user()
    assert "长兴县" in text_of(page.as_(abroad).get(f"/Q/{tokens['first']}"))


def test_typing_by_hand_leads_to_the_same_page(page, tokens):
    page.get("/q")
    assert "长兴县" in page.get("/r/330522/scan")
    answer = page.fetch("/q?token=" + token.grouped(tokens["first"]).lower().replace(" ", "+"))
    assert answer.location == f"/Q/{tokens['first']}"
    assert "请先填写标签编号" in page.get("/q?token=")
    page.get("/r/999999/scan", expect=404)


def test_an_address_pasted_whole_is_understood(page, tokens):
    assert page.fetch(f"/q?token=HTTPS://EXAMPLE.GOV/Q/{tokens['first']}").location == f"/Q/{tokens['first']}"


@pytest.mark.parametrize(
    ("awarded_on", "told"),
    [
        (date(2026, 1, 5), "评定得分 91.20 分，2026年1月5日 授予"),
        (date(2025, 6, 1), "评定得分 91.20 分"),  # its last day is today, and counts
        (date(2025, 5, 31), "称号已到期"),
    ],
)
def test_the_title_is_told_with_its_dates_while_it_holds_and_not_a_day_longer(
    page, batch, tokens, inside, awarded_on, told
):
    with inside("330522"), unit_of_work():
        shop = merchants.by_id(batch.merchant_id)
        titles.enter_earlier(
            shop, score=Decimal("91.20"), awarded_on=awarded_on, by=factories.SYSTEM, now=NOW
        )
    assert told in text_of(page.get(f"/Q/{tokens['first']}"))


def test_a_suspended_and_then_revoked_title_is_called_what_it_is_at_once(page, batch, tokens, inside):
    with inside("330522"):
        officer = factories.user()
        with unit_of_work():
            shop = merchants.by_id(batch.merchant_id)
            title = titles.enter_earlier(
                shop, score=Decimal("91.20"), awarded_on=date(2026, 1, 5), by=factories.SYSTEM, now=NOW
            )
            titles.suspend(title, reason="核查内情不外传", by=officer, now=NOW)
    html = page.get(f"/Q/{tokens['first']}")
    assert "称号暂停中" in html
    assert "评定得分" not in html
    assert "核查内情不外传" not in html
    with inside("330522"), unit_of_work():
        title = title_queries.current_title(batch.merchant_id)
        titles.revoke(
            title,
            Case(ground=Ground.DELIBERATE, reason="刷单", evidence="附件一", hearing="已告知"),
            by=officer,
            now=NOW,
        )
    assert "原因：售假、刷单炒信等主观恶意违法" in text_of(page.get(f"/Q/{tokens['first']}"))
