"""A scan from the server's door to the page: what it costs, that it is live, and that the short way says what the long way says."""

import gzip
import json
import logging
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, func, select
from werkzeug.middleware.proxy_fix import ProxyFix

from app.factory import create_app
from app.infra import engine, seals, watch
from app.infra.db import unit_of_work
from app.infra.limits import limiter
from app.infra.scope import Session
from app.labels import queries
from app.merchants import queries as merchants
from app.merchants import service as merchant_service
from app.public.models import MerchantCard
from app.public.pieces import cut
from app.public.views.lane import Lane
from app.titles import queries as title_queries
from app.titles import service as titles
from tests import factories
from tests.conftest import NOW
from tests.factories import labels
from tests.pages import text_of


@pytest.fixture
def batch(inside):
    with inside("330522"):
        return labels.ready(factories.merchant(name="长兴测试茶铺"))


@pytest.fixture
def token(batch, inside):
    with inside("330522"):
        return labels.token(batch, 5)


@contextmanager
def every_statement():
    """All that is sent to the database, opening of scopes, savepoints and commits included."""
    sent: list[str] = []
    here = engine.get()

    def note(*told):
        sent.append(str(told[2]))

    def ended(*_told):
        sent.append("end of a transaction")

    event.listen(here, "before_cursor_execute", note)
    for name in ("commit", "rollback", "savepoint", "release_savepoint", "begin"):
        event.listen(here, name, ended)
    yield sent
    event.remove(here, "before_cursor_execute", note)
    for name in ("commit", "rollback", "savepoint", "release_savepoint", "begin"):
        event.remove(here, name, ended)


def test_a_scan_is_one_statement_first_time_and_every_time(page, token, monkeypatch):
    monkeypatch.setattr(page.app.extensions["fangxin.tally"], "seconds", 3600.0)
    monkeypatch.setattr(page.app.extensions["fangxin.tally"], "_start", lambda: None)
    for _turn in range(3):
        with every_statement() as sent:
            page.get(f"/Q/{token}")
        assert sent == ['select * from "tag_read"(%s, %s)']
    page.app.extensions["fangxin.tally"]._waiting.clear()


def test_a_forged_or_mistyped_token_costs_the_lane_nothing(page, token):
    lane = page.app.wsgi_app
    assert isinstance(lane, Lane)
    wrong = token[:-1] + ("0" if token[-1] != "0" else "1")
    with every_statement() as sent:
        assert lane._page(wrong, {}) is None
    assert sent == []


def test_both_ways_give_the_same_page(page, token):
    short = page.fetch(f"/Q/{token}")
    long = page.fetch(f"/Q/{token}?from=singlemessage")
    assert short.text.replace("?from=singlemessage", "") == long.text.replace("%3Ffrom%3Dsinglemessage", "")
    assert short.headers["Content-Security-Policy"].startswith("default-src 'none'")
    for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cache-Control"):
        assert short.headers[name] == long.headers[name]


def test_a_scan_is_numbered_counted_and_logged_like_any_page_and_names_no_label(page, token, caplog):
    caplog.set_level(logging.INFO, "app.infra.watch")
    answer = page.client.get(f"/Q/{token}", headers={"X-Request-Id": "proxy-87654321"})
    assert answer.headers["X-Request-Id"] == "proxy-87654321"
    assert len(page.fetch(f"/Q/{token}").headers["X-Request-Id"]) == 16
    told = [one for one in caplog.records if one.name == "app.infra.watch"]
    assert [one.getMessage().rsplit(" ", 2)[0] for one in told] == ["GET /Q/<token> 200"] * 2
    assert json.loads(watch.Lines().format(told[0]))["request"] == "proxy-87654321"
    assert token not in caplog.text
    figures = page.fetch("/metrics").text
    assert 'fangxin_requests_total{method="GET",page="/Q/<token>",status="200"}' in figures


def test_behind_a_proxy_a_scan_counts_by_the_address_that_the_proxy_saw(app, settings, token, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", limiter.enabled)  # other tests go on without
    behind = create_app(replace(settings, proxies=1, limits_on=True))
    assert isinstance(behind.wsgi_app, ProxyFix)
    lane = behind.wsgi_app.app
    assert isinstance(lane, Lane)
    noted: list[str | None] = []
    monkeypatch.setattr(
        behind.extensions["fangxin.tally"], "note", lambda _known, address: noted.append(address)
    )
    behind.test_client().get(f"/Q/{token}", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert (noted, list(lane.asked)) == (["198.51.100.7"], ["198.51.100.7"])


def test_compressed_and_plain_are_the_same_bytes_and_small(page, token):
    plain = page.fetch(f"/Q/{token}").data
    packed = page.fetch(f"/Q/{token}", headers={"Accept-Encoding": "gzip, deflate"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain
    assert len(packed.data) <= 14 * 1024


def test_what_is_put_between_the_pieces_comes_out_whole():
    whole = "头@中间@@尾".encode()
    pieces = cut(whole, b"@@", b"@")
    filling = {b"@": b"x" * 300, b"@@": "号".encode()}
    assert pieces.plain(filling) == "头".encode() + b"x" * 300 + "中间号尾".encode()
    assert gzip.decompress(pieces.gzipped(filling)) == pieces.plain(filling)


def test_english_readers_get_english(page, token):
    answer = page.fetch(f"/Q/{token}", headers={"Cookie": "lang=en"})
    assert 'lang="en"' in answer.text
    assert 'lang="zh-CN"' in page.fetch(f"/Q/{token}").text


def test_a_new_name_a_new_title_and_a_lost_one_show_at_the_next_scan(page, batch, token, inside):
    assert "目前没有放心电商称号" in page.get(f"/Q/{token}")
    with inside("330522"), unit_of_work():
        shop = merchants.by_id(batch.merchant_id)
        title = titles.enter_earlier(
            shop, score=Decimal("91.20"), awarded_on=date(2026, 1, 5), by=factories.SYSTEM, now=NOW
        )
    assert "评定得分 91.20 分" in text_of(page.get(f"/Q/{token}"))
    with inside("330522"):
        officer = factories.user()
        with unit_of_work():
            held = title_queries.by_number(title.number)
            titles.suspend(held, reason="核查", by=officer, now=NOW)
    assert "称号暂停中" in page.get(f"/Q/{token}")
    with inside("330522"), unit_of_work():
        shop = merchants.by_id(batch.merchant_id)
        merchant_service.change(
            shop,
            merchant_service.Entry(
                name="改了名的茶铺", uscc=shop.uscc, kind=shop.kind, contact="某", address="某", goods="茶",
                station_id=shop.station_id,
            ),
            by=factories.SYSTEM, now=NOW,
        )  # fmt: skip
    assert "改了名的茶铺" in page.get(f"/Q/{token}")


def test_a_seller_without_a_card_is_shown_all_the_same(page, batch, token, inside):
    with inside("330522"), unit_of_work():
        Session().delete(Session().get_one(MerchantCard, batch.merchant_id))
    assert "长兴测试茶铺" in page.get(f"/Q/{token}")


def test_the_card_is_there_from_the_first_commit(inside):
    with inside("330522"):
        shop = factories.merchant(name="新来的店")
        card = Session().get_one(MerchantCard, shop.id)
        assert (card.name, card.said.complaints.received) == ("新来的店", 0)
    with inside("330523"):
        assert Session().scalar(select(func.count()).select_from(MerchantCard)) == 0


def test_who_scans_in_a_hurry_goes_the_long_way_where_it_is_counted(page, token, monkeypatch):
    lane = page.app.wsgi_app
    monkeypatch.setattr(lane, "limited", True)
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/Q/{token}", "REMOTE_ADDR": "192.0.2.77"}
    passed = [lane._token(asked) is not None for _turn in range(61)]
    assert passed == [True] * 60 + [False]
    assert lane._token({**asked, "REMOTE_ADDR": "192.0.2.78"}) == token


def test_a_scan_is_counted_once_whichever_way_it_came(page, batch, token, inside):
    page.get(f"/Q/{token}")
    page.get(f"/q/{token.lower()}", expect=302)
    page.get(f"/Q/{token}?from=timeline")
    with inside("330522"):
        assert queries.scans(batch.id) == 2


def test_a_label_sealed_under_an_earlier_secret_is_still_genuine(page, token, inside, monkeypatch):
    monkeypatch.setattr(seals, "_roots", (b"a newer secret of thirty-two bytes", *seals._roots))
    assert page.app.wsgi_app._page(token, {}) is not None
